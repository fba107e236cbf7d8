#!/bin/sh
# Runs a command on a PostgreSQL and a Redis of its own, which end with it:
#   sh tools/with_servers.sh make test
# Started by root, each server runs as the user its Debian package made; otherwise as you.
set -eu
cd "$(dirname "$0")/.."
sh tools/environment.sh requirements-dev.txt

postgres_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$postgres_bin" ] || ! command -v redis-server >/dev/null; then
    echo "PostgreSQL and Redis are needed: sudo apt install postgresql redis-server" >&2
    exit 1
fi

folder=$(mktemp -d)
chmod 711 "$folder"
mkdir "$folder/postgres" "$folder/redis"

# as USER COMMAND...: with nothing of this environment, from a folder that anyone may enter
as() {
    user=$1
    shift
    if [ "$(id -u)" = 0 ]; then
        set -- setpriv --reuid "$user" --regid "$user" --init-groups "$@"
    fi
    (cd "$folder" && exec env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "$@")
}

free_port() {
    .venv/bin/python -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

stop() {
    status=$?
    trap - EXIT INT TERM
    as postgres "$postgres_bin/pg_ctl" -s -D "$folder/postgres" -m immediate stop 2>/dev/null || true
    [ -z "${redis_port:-}" ] || redis-cli -p "$redis_port" shutdown nosave 2>/dev/null || true
    wait
    rm -rf "$folder"
    exit $status
}
trap stop EXIT
trap 'exit 130' INT TERM

if [ "$(id -u)" = 0 ]; then
    chown postgres: "$folder/postgres"
    chown redis: "$folder/redis"
fi

# The data lives as long as the tests: nothing waits for the disk.
postgres_port=$(free_port)
as postgres "$postgres_bin/initdb" -D "$folder/postgres" -U after_her -A trust -E UTF8 >/dev/null
as postgres "$postgres_bin/pg_ctl" -s -w -D "$folder/postgres" -l "$folder/postgres/log" -o "\
    -p $postgres_port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' \
    -c max_connections=200 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start
as postgres "$postgres_bin/createdb" -h 127.0.0.1 -p "$postgres_port" -U after_her after_her

redis_port=$(free_port)
as redis redis-server --port "$redis_port" --bind 127.0.0.1 --save "" --dir "$folder/redis" \
    --daemonize no --loglevel warning >"$folder/redis.log" 2>&1 &
for _ in 1 2 3 4 5 6 7 8 9 10; do
    redis-cli -p "$redis_port" ping >/dev/null 2>&1 && break
    sleep 0.3
done

export DATABASE_URL="postgres://after_her@127.0.0.1:$postgres_port/after_her"
export CACHE_URL="redis://127.0.0.1:$redis_port/0"
"$@"
