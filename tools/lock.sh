#!/bin/sh
# Pins every requirement with its hashes, for all systems; the files name no index.
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh requirements-dev.txt
lock() {
    .venv/bin/python -m uv pip compile pyproject.toml --quiet --upgrade --universal \
        --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate "$@"
}
lock --output-file requirements.txt
lock --group dev --constraint requirements.txt --output-file requirements-dev.txt
echo "Pinned: $(grep -c '==' requirements.txt) packages to run, $(grep -c '==' requirements-dev.txt) to develop."
