#!/bin/sh
# Makes the secrets of compose.yaml, once: files that are there stay as they are.
set -eu
cd "$(dirname "$0")"
# Containers read them as their own users; the folder is what keeps others out.
mkdir -p secrets
chmod 0700 secrets

keep() {
  [ -e "secrets/$1" ] || printf '%s\n' "$2" > "secrets/$1"
  chmod 0644 "secrets/$1"
}

keep postgres-password "$(openssl rand -hex 24)"
keep owner-password "$(openssl rand -hex 24)"
keep app-password "$(openssl rand -hex 24)"
keep ael-token "$(openssl rand -hex 32)"
keep database-owner-url "postgres://registry_owner:$(cat secrets/owner-password)@database:5432/registry"
keep database-url "postgres://esoz_app:$(cat secrets/app-password)@database:5432/registry"
