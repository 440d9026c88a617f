#!/bin/bash
# copy-store.sh <DATA_DIR> <backups> [<how many to keep>]
# A copy of the embedded store in <backups>/store, made while it works, with a SHA-256 for each file beside it.
# A content never changes; a record names it, and is replaced by a rename, after which the former content goes. So: all
# records, then the contents that they name; where one has gone meanwhile, its record is read again. Contents that the copy
# before has are linked, and keep the sum that was taken when they were new.
set -euo pipefail
export LC_ALL=C # one order for sort, comm and join
umask 077
store=$1/store/buckets keep=${3:-7}
case $keep in
  0* | *[!0-9]*) echo "copy-store: how many to keep is a number, 1 or more, not $keep" >&2; exit 1 ;;
esac
# A disk that is not mounted, or a folder misspelt, would give copies of nothing until the last good one is forgotten.
if [ ! -d "$store" ]; then
  echo "copy-store: there is no $store: is $1 the DATA_DIR of an embedded store?" >&2
  exit 1
fi
mkdir -p "$2/store"
backups=$(realpath --no-symlinks "$2")
name=$(date -u +%Y%m%dT%H%M%SZ)
copy=$backups/store/$name.partial
exec 9> "$backups/.copy-store.lock"
if ! flock --nonblock 9; then
  echo "copy-store: another copy to $backups is being made" >&2
  exit 1
fi
rm -rf "$backups"/store/*.partial "$backups"/store/*.partial.sha256

# Copies files of the store by their names, a line each. What is gone by now is left out; what is there must be readable,
# and what was read must be written whole.
take() {
  [ -n "$1" ] || return 0
  tar --create --directory="$store" --files-from=- <<<"$1" 2>/dev/null | tar --extract --directory="$copy" ||
    [ "${PIPESTATUS[1]}" -eq 0 ]
  while read -r file; do
    if [ ! -e "$copy/$file" ] && [ -e "$store/$file" ]; then
      echo "copy-store: $store/$file cannot be copied" >&2
      exit 1
    fi
  done <<<"$1"
}
# The folder of unfinished uploads is one of a bucket's; a bucket may have that name as well.
records() { find . -ignore_readdir_race -path './*/uploads' -prune -o -type f -name '*.json' -print; }
# The contents that the records of the copy name: `file` is the last member of a record.
named() {
  grep --recursive --only-matching --include='*.json' '"file":"[0-9a-f.]*"}$' . |
    sed 's|/[^/]*:"file":"\(.*\)"}$|/\1|' | sort
}
contents() { find . -type f ! -name '*.json' | sort; }
missing() { (cd "$copy" && comm -23 <(named) <(contents)); }

# Without the folder, in whose name anything may be.
copies() { find "$backups/store" -mindepth 1 -maxdepth 1 -type d -name '*Z' -printf '%f\n' | sort; }

previous=$(copies | tail -n 1)
previous=${previous:+$backups/store/$previous}
mkdir "$copy"
[ -z "$previous" ] || cp -al "$previous/." "$copy/"
find "$copy" -type f -name '*.json' -delete
stored=$(cd "$store" && records)
take "$stored"
rounds=0
until wanted=$(missing) && [ -z "$wanted" ]; do
  take "$wanted"
  replaced=$(missing | sed 's|\.[0-9a-f]*$|.json|')
  [ -n "$replaced" ] || break
  (cd "$copy" && xargs rm -f <<<"$replaced")
  take "$replaced"
  if [ $((rounds += 1)) -gt 10 ]; then
    printf 'copy-store: records without their content:\n%s\n' "$replaced" >&2
    exit 1
  fi
done

cd "$copy"
comm -13 <(named) <(contents) | xargs --no-run-if-empty rm
known=${previous:+$previous.sha256}
{
  join -1 2 -2 1 -o 1.1,0 <(sort -k 2 "${known:-/dev/null}") <(contents) | sed 's/ /  /'
  comm -23 <(contents) <(cut -c 67- "${known:-/dev/null}" | sort) | xargs --no-run-if-empty sha256sum
  records | xargs --no-run-if-empty sha256sum
} > "$copy.sha256"
sync -f "$copy"
mv "$copy.sha256" "$backups/store/$name.sha256"
mv -T "$copy" "$backups/store/$name"
sync "$backups/store"

copies | head -n "-$keep" | while read -r old; do
  old=$backups/store/$old
  mv -T "$old" "$old.partial" # half of it must not pass for a copy
  rm -rf "$old.partial" "$old.sha256"
done
echo "$backups/store/$name"
