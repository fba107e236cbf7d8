#!/bin/sh
# The site on this machine, from nothing: sh tools/serve.sh [PORT]
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh requirements.txt
exec .venv/bin/python -m hersite.serve "${1:-8000}"
