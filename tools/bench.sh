#!/bin/sh
# What the site costs on this machine; arguments as `sh tools/bench.sh --help` says.
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh requirements.txt
exec .venv/bin/python -m tools.bench "$@"
