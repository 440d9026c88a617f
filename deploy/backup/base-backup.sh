#!/bin/sh
# base-backup.sh <backups> [<how many to keep>]
# A verified base backup in <backups>/base, made while the database works. Of older ones the newest stay (4 unless said
# otherwise), and of <backups>/wal what they need. Which server, and as whom: PGHOST, PGPORT, PGUSER, PGPASSFILE.
set -eu
backups=$1 keep=${2:-4}
case $keep in
  0* | *[!0-9]*) echo "base-backup: how many to keep is a number, 1 or more, not $keep" >&2; exit 1 ;;
esac
name=$(date -u +%Y%m%dT%H%M%SZ)
partial=$backups/base/$name.partial
umask 077
mkdir -p "$backups/base" "$backups/wal"
exec 9> "$backups/.base-backup.lock"
if ! flock --nonblock 9; then
  echo "base-backup: another backup to $backups is being made" >&2
  exit 1
fi

# A backup has its name only when it is whole; what an interrupted run left is of no use.
rm -rf "$backups"/base/*.partial
pg_basebackup --no-password --pgdata="$partial" --checkpoint=fast --wal-method=stream --manifest-checksums=SHA256
PATH=/usr/lib/postgresql/$(cat "$partial/PG_VERSION")/bin:$PATH
pg_verifybackup --quiet "$partial"
mv -T "$partial" "$backups/base/$name"
sync "$backups/base"

# Without the folder, in whose name anything may be.
backups_by_age() { find "$backups/base" -mindepth 1 -maxdepth 1 -name '*Z' -printf '%f\n' | sort; }
backups_by_age | head -n "-$keep" | while read -r old; do
  old=$backups/base/$old
  mv -T "$old" "$old.partial" # half of it must not pass for a backup
  rm -rf "$old.partial"
done
oldest=$backups/base/$(backups_by_age | head -n 1)
needed=$(sed -n 's/^START WAL LOCATION:.*(file \([0-9A-F]*\))$/\1/p' "$oldest/backup_label")
pg_archivecleanup "$backups/wal" "$needed"
find "$backups/wal" -name '*.partial' -mtime +1 -delete
echo "$backups/base/$name"
