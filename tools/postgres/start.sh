#!/usr/bin/env bash
# A throw-away PostgreSQL server on this machine, for tests and trials.
#
#     tools/postgres/start.sh COMMAND...    runs the command with MARSAD_POSTGRES_URL set, then ends the server
#     tools/postgres/start.sh               prints the address of an empty database, and leaves the server running
#     tools/postgres/start.sh stop FOLDER   ends such a server and removes all that it held
#
# The server listens on 127.0.0.1 alone, on a free port, and keeps its files in a new folder under ${TMPDIR:-/tmp}.
# Its one user has a random password, which is in the address. Where PostgreSQL is not installed, it is taken from
# Debian's packages (as root, with apt-get); where that cannot be, the script says so and ends with status 3.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

# Where the newest server's programs are; Debian keeps them outside PATH.
programs() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    if [ -z "$found" ] && command -v initdb >/dev/null; then
        found=$(dirname "$(command -v initdb)")
    fi
    printf '%s' "$found"
}

# PostgreSQL does not run as root.
as_server() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups "$@"
    else
        "$@"
    fi
}

stop() {
    case $1 in
    */marsad-postgres.*) ;;
    *) say "$1: no server of this script"; exit 2 ;;
    esac
    as_server "$(programs)/pg_ctl" -D "$1/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$1"
}

install() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        say "PostgreSQL is not installed, and only root can install it: apt-get install postgresql"
        exit 3
    fi
    # Without a cluster of its own: the throw-away one is all that is needed.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql; } >&2; then
        say "PostgreSQL could not be installed from Debian's packages"
        exit 3
    fi
}

# A root of its own and a certificate for `localhost` (not for 127.0.0.1), so that sealed connections can be tried; the
# server goes without where there is no openssl.
certify() {
    command -v openssl >/dev/null || return 1
    (
        cd "$folder"
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=Marsad test root' -keyout root.key -out root.crt
        openssl req -newkey rsa:2048 -nodes -subj '/CN=localhost' -keyout server.key -out server.csr
        printf 'subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n' >server.ext
        openssl x509 -req -in server.csr -CA root.crt -CAkey root.key -CAcreateserial -days 2 -extfile server.ext \
            -out server.crt
        chmod 600 server.key
    ) >/dev/null 2>&1
}

# Starts a server in $folder and sets $address, and $root where it can seal.
start() {
    local bin password port attempt tls=
    bin=$(programs)
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s' "$password" >"$folder/password"
    root=
    if certify; then
        tls="-c ssl=on -c ssl_cert_file=$folder/server.crt -c ssl_key_file=$folder/server.key"
        root=$folder/root.crt
    fi
    [ "$(id -u)" != 0 ] || chown -R postgres:postgres "$folder"
    as_server "$bin/initdb" -D "$folder/data" -U marsad -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 \
        --pwfile="$folder/password" --no-sync >"$folder/made" 2>&1 || { cat "$folder/made" >&2; exit 1; }
    for attempt in 1 2 3 4 5; do
        port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
        # A crash of the machine may lose this server: it holds nothing that is worth waiting for the disk.
        if as_server "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 start -o "-c listen_addresses=127.0.0.1 \
            -c port=$port -c unix_socket_directories= -c fsync=off -c max_connections=100 $tls" >/dev/null 2>&1; then
            PGPASSWORD=$password "$bin/psql" -q -h 127.0.0.1 -p "$port" -U marsad -d postgres -c 'CREATE DATABASE marsad' >&2
            address="postgres://marsad:$password@127.0.0.1:$port/marsad"
            return
        fi
        say "attempt $attempt: port $port is taken, or the server did not start"
    done
    cat "$folder/log" >&2
    exit 1
}

if [ "${1:-}" = stop ]; then
    stop "${2:?which folder}"
    exit
fi
[ -n "$(programs)" ] || install
folder=$(mktemp -d "${TMPDIR:-/tmp}/marsad-postgres.XXXXXX")
trap 'stop "$folder"' EXIT
start
if [ $# -gt 0 ]; then
    # The user who runs the command must be able to read the root.
    [ -z "$root" ] || chmod 755 "$folder"
    MARSAD_POSTGRES_URL=$address MARSAD_POSTGRES_ROOT=$root "$@"
else
    trap - EXIT
    say "to end it: $0 stop $folder"
    printf '%s\n' "$address"
fi
