#!/bin/sh
# archive_command = '/srv/esoz/deploy/backup/archive-wal.sh "%p" "/var/backups/esoz/wal/%f"'
# Copies a finished segment of the write-ahead log. It succeeds only when the copy is on disk; else PostgreSQL keeps the
# segment and tries again. What is in the archive is never overwritten: another server may have been pointed at it.
set -eu
[ $# -eq 2 ] || { echo 'archive-wal: takes a segment and its place, each in quotes' >&2; exit 1; }
segment=$1 archived=$2
archive=$(dirname "$archived")

if [ -e "$archived" ]; then
  # After a crash PostgreSQL repeats what it did not see succeed.
  if ! cmp -s "$segment" "$archived"; then
    echo "archive-wal: $archived is there already, and is another one: does a second server archive here?" >&2
    exit 1
  fi
else
  partial=$(mktemp "$archived.XXXXXX.partial")
  trap 'rm -f "$partial"' EXIT
  cp "$segment" "$partial"
  sync "$partial"
  ln "$partial" "$archived" # which fails where the name is taken, as `mv` does not
fi
sync "$archived" "$archive"
