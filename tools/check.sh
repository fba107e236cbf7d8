#!/bin/sh
# Lint, types and deployment checks: the same here and in continuous integration.
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh requirements-dev.txt
failed=

# run TITLE ARGUMENTS OF PYTHON...; everything is checked, whatever failed before
run() {
    title=$1
    shift
    echo "$title"
    .venv/bin/python "$@" || failed="$failed, $title"
}

run "Lint: Python" -m ruff check --quiet .
run "Format: Python" -m ruff format --check --quiet .
run "Lint: templates" -m djlint templates --lint --quiet
run "Types" -m mypy

# As a site that is about to be published; no database is touched.
SECRET_KEY=$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(64))')
export SECRET_KEY SITE_URL=https://after-her.example DEBUG=off DATABASE_URL=sqlite://:memory:
unset ALLOWED_HOSTS CACHE_URL DATABASE_POOL EMAIL_URL PICTURES_BUCKET RATE_LIMITS REPLICA_URL
unset TRUSTED_PROXIES
run "Deployment" manage.py check --deploy --fail-level WARNING
run "Migrations" manage.py makemigrations --check --dry-run

if [ -n "$failed" ]; then
    echo "Failed: ${failed#, }" >&2
    exit 1
fi
