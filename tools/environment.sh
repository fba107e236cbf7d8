#!/bin/sh
# Makes .venv hold what a requirements file pins: sh tools/environment.sh requirements.txt
# What is missing on the machine is said in one line. Nothing is done, and no Python is
# started, when the file is the one that was installed last.
set -eu
cd "$(dirname "$0")/.."
requirements=$1

if [ -x .venv/bin/python ] && cmp -s "$requirements" ".venv/$requirements"; then
    exit 0
fi

found=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    version=$("$candidate" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null) || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        found=$candidate
        break
    fi
    old="${old:-} $version"
done

if [ -z "$found" ]; then
    if [ -n "${old:-}" ]; then
        problem="Python 3.11 or newer is needed, and this machine has$old."
    else
        problem="Python 3.11 or newer is needed, and no python3 was found."
    fi
    echo "$problem Get it with \"sudo apt install python3 python3-venv\" (Debian, Ubuntu), \"brew install python\" (macOS) or from python.org." >&2
    exit 1
fi

if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Python $version is here without its venv module. Get it with \"sudo apt install python${version%.*}-venv\" (Debian, Ubuntu) or use a Python from python.org." >&2
    exit 1
fi

exec "$found" tools/environment.py "$requirements"
