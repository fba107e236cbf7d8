#!/bin/sh
# Every test; arguments go to pytest: sh tools/test.sh -k vote
# CHROMIUM names the browser where it is not found by itself, TESTERS the number of processes.
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh requirements-dev.txt
mkdir -p var

if [ -z "${CHROMIUM:-}" ]; then
    CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
fi
if [ -n "$CHROMIUM" ]; then
    export CHROMIUM
    exec .venv/bin/python -m pytest -n "${TESTERS:-auto}" "$@"
fi
status=0
.venv/bin/python -m pytest -n "${TESTERS:-auto}" -m "not browser" "$@" || status=$?
echo "The browser stories were left out: no Chromium here (name one with CHROMIUM=/path)."
exit $status
