#!/bin/sh
# Writes into the Dockerfile which images its tags mean today, by digest: of the index, which has every platform.
# Run it, look at the change, commit it. Needs a registry, and docker with buildx.
set -eu
cd "$(dirname "$0")"

for name in BUILD_IMAGE RUN_IMAGE; do
  tag=$(sed -n "s/^ARG $name=\([^@]*\).*/\1/p" Dockerfile)
  digest=$(docker buildx imagetools inspect "$tag" --format '{{.Manifest.Digest}}')
  if ! printf '%s\n' "$digest" | grep -qx 'sha256:[0-9a-f]\{64\}'; then
    echo "pin.sh: the registry gave no digest of $tag, but: $digest" >&2
    exit 1
  fi
  sed "s|^ARG $name=.*|ARG $name=$tag@$digest|" Dockerfile >Dockerfile.pinned
  mv Dockerfile.pinned Dockerfile
  echo "$name=$tag@$digest"
done
