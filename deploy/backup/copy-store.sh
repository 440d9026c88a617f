#!/bin/bash
# copy-store.sh <DATA_DIR> <backups> [<how many to keep>]
# A copy of the embedded store in <backups>/store, made while it works, with a SHA-256 for each file beside it.
# A content never changes; a record names it, and is replaced by a rename, after which the former content goes. So: all
# records, then the contents that they name; where one has gone meanwhile, its record is read again. Contents that the copy
# before has are linked, and keep the sum that was taken when they were new.
set -euo pipefail
export LC_ALL=C # one order for sort, comm and join
store=$1/store/buckets backups=$2 keep=${3:-7}
name=$(date -u +%Y%m%dT%H%M%SZ)
copy=$backups/store/$name.partial
umask 077
mkdir -p "$backups/store"
rm -rf "$backups"/store/*.partial "$backups"/store/*.partial.sha256

# Copies files of the store by their names, a line each. What is gone by now is left out; what is there must be readable.
take() {
  tar --create --directory="$store" --files-from=- <<<"$1" 2>/dev/null | tar --extract --directory="$copy" || true
  while read -r file; do
    if [ ! -e "$copy/$file" ] && [ -e "$store/$file" ]; then
      echo "copy-store: $store/$file cannot be copied" >&2
      exit 1
    fi
  done <<<"$1"
}
records() { find . -name uploads -prune -o -name '*.json' -print; }
# The contents that the records of the copy name: `file` is the last member of a record.
named() {
  grep --recursive --only-matching --include='*.json' '"file":"[0-9a-f.]*"}$' . |
    sed 's|/[^/]*:"file":"\(.*\)"}$|/\1|' | sort
}
contents() { find . -type f ! -name '*.json' | sort; }
missing() { (cd "$copy" && comm -23 <(named) <(contents)); }

previous=$(find "$backups/store" -mindepth 1 -maxdepth 1 -type d | sort | tail -n 1)
mkdir "$copy"
[ -z "$previous" ] || cp -al "$previous/." "$copy/"
find "$copy" -name '*.json' -delete
take "$(cd "$store" && records)"
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

find "$backups/store" -mindepth 1 -maxdepth 1 -type d | sort | head -n "-$keep" |
  while read -r old; do rm -rf "$old" "$old.sha256"; done
echo "$backups/store/$name"
