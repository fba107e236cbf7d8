#!/bin/sh
# What a published site needs after each change of its code, and the first time:
#   sudo -u after-her sh deploy/prepare.sh
# Processes that run on see nothing of it until they are reloaded.
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh requirements.txt

manage() {
    .venv/bin/python manage.py "$@"
}

# The database is for nobody else; what is collected is for nginx, too.
umask 077
mkdir -p var
chmod 711 var
manage check --deploy --fail-level WARNING
manage migrate --no-input
manage createcachetable
umask 022
# What was collected before stays: pages that readers have open still name it.
manage collectstatic --no-input
manage error_pages
