#!/bin/sh
# restore.sh <base backup> <archived log> <folder of the new cluster> [<time>]
# Makes a cluster that, when started, plays the log up to the time (such as '2026-11-26 14:03:00+02'; absent: to its end)
# and then takes changes. Run it as the user that PostgreSQL runs as.
set -eu
backup=$1 wal=$2 cluster=$3 time=${4:-}
if [ -e "$cluster" ] && [ -n "$(ls -A "$cluster")" ]; then
  echo "restore: $cluster is not empty: a restore goes to a new folder, and what was there may still be needed" >&2
  exit 1
fi
case "$wal$time" in
  *"'"*) echo "restore: no quotes in the folder of the log or in the time" >&2; exit 1 ;;
esac
PATH=/usr/lib/postgresql/$(cat "$backup/PG_VERSION")/bin:$PATH
pg_verifybackup --quiet "$backup"
umask 077
mkdir -p "$cluster"
cp -a "$backup/." "$cluster/"
{
  echo "restore_command = 'cp \"$wal/%f\" \"%p\"'"
  [ -z "$time" ] || echo "recovery_target_time = '$time'"
  echo "recovery_target_action = 'promote'"
  # A restore that was only tried must not write its history into the archive of the server that goes on.
  echo "archive_mode = off"
} >> "$cluster/postgresql.auto.conf"
touch "$cluster/recovery.signal"
sync -f "$cluster"
