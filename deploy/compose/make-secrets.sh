#!/bin/sh
# Makes the secrets of compose.yaml, once: files that are there stay as they are.
set -eu
cd "$(dirname "$0")"
# Containers read them as their own users; the folder is what keeps others out.
mkdir -p secrets
chmod 0700 secrets

# A secret has its name only when it is whole: an empty one would stay for good.
keep() {
  if [ ! -s "secrets/$1" ]; then
    printf '%s\n' "$2" > "secrets/$1.partial"
    mv "secrets/$1.partial" "secrets/$1"
  fi
  chmod 0644 "secrets/$1"
}
keep_random() {
  random=$(openssl rand -hex "$2") # apart, since a command that fails within an argument ends nothing
  keep "$1" "$random"
}

keep_random postgres-password 24
keep_random owner-password 24
keep_random app-password 24
keep_random ael-token 32
owner_password=$(cat secrets/owner-password)
app_password=$(cat secrets/app-password)
keep database-owner-url "postgres://registry_owner:$owner_password@database:5432/registry"
keep database-url "postgres://esoz_app:$app_password@database:5432/registry"
