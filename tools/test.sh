#!/bin/sh
# Every test; arguments go to pytest: sh tools/test.sh -k vote
# CHROMIUM names the browser where it is not found by itself, TESTERS the number of processes.
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh requirements-dev.txt
mkdir -p var

if [ -z "${CHROMIUM:-}" ]; then
    # The first is the same browser without its window: a third less work for the same pages.
    CHROMIUM=$(command -v chromium-headless-shell || command -v chromium ||
        command -v chromium-browser || command -v google-chrome || true)
fi
set -- -n "${TESTERS:-auto}" "$@"
if [ -n "$CHROMIUM" ]; then
    export CHROMIUM
    exec .venv/bin/python -m pytest "$@"
fi
status=0
.venv/bin/python -m pytest -m "not browser" "$@" || status=$?
echo "The browser stories were left out: no Chromium here (name one with CHROMIUM=/path)."
exit $status
