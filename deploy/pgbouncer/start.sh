#!/bin/sh
# Writes what differs between places and becomes PgBouncer. Neither it nor PgBouncer needs to be root.
set -eu
: "${POSTGRES_HOST:?}" "${API_PASSWORD:?the password of bharatprint_api}"
here=$(cd "$(dirname "$0")" && pwd)
cd "${PGBOUNCER_FOLDER:-/run/pgbouncer}"
umask 077

# In a quoted value of PgBouncer's files a quote is written twice.
quoted() { printf '%s' "$1" | sed "s/$2/$2$2/g"; }

refuse() {
  echo "$1" >&2
  exit 1
}

# Where there are certificates, Postgres has to prove by them who it is. Any other mode would pass over them in silence.
ca_file=${POSTGRES_CA_FILE:-}
sslmode=${POSTGRES_SSLMODE:-${ca_file:+verify-full}}
if [ -n "$ca_file" ]; then
  [ -s "$ca_file" ] || refuse "POSTGRES_CA_FILE: there are no certificates in $ca_file"
  case $sslmode in
    verify-ca | verify-full) ;;
    *) refuse "POSTGRES_SSLMODE: $sslmode does not look at the certificates of POSTGRES_CA_FILE" ;;
  esac
fi

version=$(pgbouncer --version | sed -n 's/^PgBouncer \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
# shellcheck disable=SC2086
set -- $version
{
  echo "listen_addr = ${PGBOUNCER_BIND:-*}"
  echo "listen_port = ${PGBOUNCER_PORT:-6432}"
  echo "server_tls_sslmode = ${sslmode:-prefer}"
  if [ -n "$ca_file" ]; then echo "server_tls_ca_file = $ca_file"; fi
  # Named statements outlive a transaction; only since 1.21 does PgBouncer carry them from one server connection to another.
  # Before, the API needs DATABASE_NAMED_STATEMENTS=false.
  if [ "$1" -gt 1 ] || [ "$2" -ge 21 ]; then echo 'max_prepared_statements = 200'; fi
  if [ -n "${ADMIN_PASSWORD:-}" ]; then echo 'admin_users = pgbouncer_admin'; fi
  echo '[databases]'
  echo "${POSTGRES_DATABASE:-bharatprint} = host=${POSTGRES_HOST} port=${POSTGRES_PORT:-5432} pool_size=${POOL_SIZE:-20}"
} > settings.ini
{
  echo "\"bharatprint_api\" \"$(quoted "$API_PASSWORD" '"')\""
  if [ -n "${ADMIN_PASSWORD:-}" ]; then echo "\"pgbouncer_admin\" \"$(quoted "$ADMIN_PASSWORD" '"')\""; fi
} > users.txt

exec pgbouncer "$here/pgbouncer.ini"
