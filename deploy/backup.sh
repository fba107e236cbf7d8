#!/bin/sh
# A copy of the SQLite database while the site writes on: sh deploy/backup.sh FOLDER
# There is one for each weekday. It is one reading of the whole file: it waits for no writer, no
# writer waits for it, and it is finished before it takes the place of last week's.
set -eu
cd "$(dirname "$0")/.."
new=$1/new.sqlite3
rm -f "$new"
.venv/bin/python - "$new" <<'END'
import sqlite3
import sys

sqlite3.connect("var/db.sqlite3", timeout=20).execute("VACUUM INTO ?", sys.argv[1:])
END
mv "$new" "$1/$(LC_ALL=C date +%a).sqlite3"
