#!/bin/sh
# Builds a release for both platforms: deploy/image/build.sh registry.example/esoz:1.2.3 --push
# What follows the name goes to docker buildx build. To try a change, call that by yourself: nothing needs to be pinned then.
set -eu
cd "$(dirname "$0")/../.."
image=${1:?name it: deploy/image/build.sh registry.example/esoz:1.2.3 --push}
shift

refuse() {
  echo "build.sh: $1" >&2
  exit 1
}

for name in BUILD_IMAGE RUN_IMAGE; do
  grep -q "^ARG $name=.*@sha256:[0-9a-f]\{64\}$" deploy/image/Dockerfile ||
    refuse "$name has no digest, and could be another image tomorrow. Run deploy/image/pin.sh, and commit what it wrote."
done
[ -z "$(git status --porcelain)" ] || refuse 'there are changes that no commit has: the label of the revision would be a lie.'

# The time of the commit, so that a second build of it is the same.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
exec docker buildx build --file deploy/image/Dockerfile --platform linux/amd64,linux/arm64 --tag "$image" \
  --build-arg "SOURCE=$(git remote get-url origin 2>/dev/null | sed 's|://[^/@]*@|://|' || true)" \
  --build-arg "REVISION=$(git rev-parse HEAD)" \
  --build-arg "VERSION=$(sed -n 's/^  "version": "\(.*\)",$/\1/p' package.json)" \
  --provenance mode=max "$@" .
