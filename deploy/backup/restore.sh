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
# Without the log PostgreSQL would play what the base backup has, and take changes: all later ones would be missing.
if [ ! -d "$wal" ]; then
  echo "restore: there is no folder $wal with the archived log" >&2
  exit 1
fi
wal=$(realpath --no-symlinks "$wal") # PostgreSQL copies from it in a folder of its own
case "$wal$time" in
  *[\'\"\\\$\`%]* | *"
"*)
    echo "restore: no quotes, \\, dollars, backticks, % or line breaks in the folder of the log or in the time" >&2
    exit 1
    ;;
esac
PATH=/usr/lib/postgresql/$(cat "$backup/PG_VERSION")/bin:$PATH
pg_verifybackup --quiet "$backup"
umask 077
mkdir -p "$cluster"
chmod 0700 "$cluster"
# Its version comes last: what is interrupted before is no cluster to PostgreSQL.
find "$backup/" -mindepth 1 -maxdepth 1 ! -name PG_VERSION -exec cp -a -t "$cluster" {} +
{
  echo "restore_command = 'cp \"$wal/%f\" \"%p\"'"
  [ -z "$time" ] || echo "recovery_target_time = '$time'"
  echo "recovery_target_action = 'promote'"
  # A restore that was only tried must not write its history into the archive of the server that goes on.
  echo "archive_mode = off"
} >> "$cluster/postgresql.auto.conf"
touch "$cluster/recovery.signal"
sync -f "$cluster"
cp -a "$backup/PG_VERSION" "$cluster/"
sync "$cluster/PG_VERSION" "$cluster"
