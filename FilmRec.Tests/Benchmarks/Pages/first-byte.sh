#!/usr/bin/env bash
# How long people wait for pages of a large catalogue: generates sample data, trains, starts the site, warms it up, and prints the median and the 95th
# percentile of the time to the first byte and to the whole page, in milliseconds, for a visitor and for a viewer with forty ratings.
#
#   FilmRec.Tests/Benchmarks/Pages/first-byte.sh
#
# MOVIES (60000), VIEWERS (2000), RATINGS (300000), REQUESTS (100 a page), KINDS (models to train: popularity als star-factors);
# DATA=folder keeps the data and uses it again; POSTGRES=1 measures on a PostgreSQL of its own instead of SQLite (Debian's postgresql).
set -euo pipefail
cd "$(dirname "$0")/../../.."

program=$PWD/FilmRec.Web/bin/Release/net10.0/FilmRec.Web.dll
[ -f "$program" ] || dotnet build FilmRec.Web -c Release >/dev/null
requests=${REQUESTS:-100}
kinds=${KINDS:-popularity als star-factors}
password='a long and secret sentence'
work=$(mktemp -d "${TMPDIR:-/tmp}/filmrec-pages-XXXXXX")
data=${DATA:-$work/data}
site=
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd /tmp && runuser -u postgres -- "$@"); else "$@"; fi; }
finish() {
  [ -z "$site" ] || { kill "$site" 2>/dev/null || true; wait "$site" 2>/dev/null || true; }
  [ -z "${POSTGRES:-}" ] || as_postgres "$bin/pg_ctl" -D "$work/postgres" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT
chmod 755 "$work"

if [ -n "${POSTGRES:-}" ]; then
  bin=$(dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -1)")
  [ "$(id -u)" != 0 ] || chown postgres "$work"
  database=$((20000 + RANDOM % 20000))
  as_postgres "$bin/initdb" -D "$work/postgres" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >/dev/null
  as_postgres "$bin/pg_ctl" -D "$work/postgres" -w -l "$work/postgres.log" -o "-p $database -k $work -c listen_addresses=127.0.0.1" start >/dev/null
  export ConnectionStrings__Postgres="Host=127.0.0.1;Port=$database;Username=postgres;Database=filmrec"
  export Jwt__Key='a key for measuring, with 32 bytes and more'
  as_postgres "$bin/createdb" -h 127.0.0.1 -p "$database" -U postgres filmrec
fi

export FilmRec__DataFolder=$data RateLimits__Enabled=false Logging__LogLevel__Default=Warning
if [ ! -f "$data/measured" ]; then
  dotnet "$program" generate --movies "${MOVIES:-60000}" --viewers "${VIEWERS:-2000}" --ratings "${RATINGS:-300000}" --yes >&2
  # shellcheck disable=SC2086 # several words
  dotnet "$program" train $kinds >&2
  [ -n "${POSTGRES:-}" ] || touch "$data/measured"
fi

port=$((20000 + RANDOM % 20000))
address=http://127.0.0.1:$port
dotnet "$program" serve --urls "$address" >"$work/log" 2>&1 &
site=$!
until curl -sf -o /dev/null "$address/health/ready"; do
  kill -0 "$site" 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.5
done

# A viewer of this run: registers, and rates films by the forms of the pages.
jar=$work/cookies
token() { sed -n 's/.*name="__RequestVerificationToken" value="\([^"]*\)".*/\1/p' | tail -1; }
name=viewer$RANDOM$RANDOM
form=$(curl -s -c "$jar" -b "$jar" "$address/account/register" | token)
curl -s -o /dev/null -c "$jar" -b "$jar" --data-urlencode "Form.UserName=$name" --data-urlencode "Form.Email=$name@example.org" \
  --data-urlencode "Form.Password=$password" --data-urlencode _handler=register --data-urlencode "__RequestVerificationToken=$form" "$address/account/register"
film=$(curl -s "$address/browse" | grep -o '/movies/[0-9]*' | head -1)
form=$(curl -s -c "$jar" -b "$jar" "$address$film" | token)
for rated in $(for page in 1 2; do curl -s "$address/browse?page=$page"; done | grep -o '/movies/[0-9]*' | sort -u | head -40); do
  curl -s -o /dev/null -c "$jar" -b "$jar" --data-urlencode "half_stars=$((1 + RANDOM % 10))" --data-urlencode "__RequestVerificationToken=$form" "$address$rated/rating"
done

# Prints median and 95th percentile of both times, in milliseconds.
measured() {
  local path=$1
  shift
  for _ in $(seq 5); do curl -s -o /dev/null "$@" "$address$path"; done
  for _ in $(seq "$requests"); do curl -s -o /dev/null -w '%{http_code} %{time_starttransfer} %{time_total}\n' "$@" "$address$path"; done >"$work/times"
  if grep -qv '^200 ' "$work/times"; then echo "$path does not answer with 200" >&2; exit 1; fi
  for column in 2 3; do
    awk -v column=$column '{ print $column * 1000 }' "$work/times" | sort -n | awk '{ t[NR] = $1 } END { printf " %9.1f %9.1f", t[int((NR + 1) / 2)], t[int(NR * 0.95 + 0.5)] }'
  done
}

printf '%-9s %-44s %9s %9s %9s %9s\n' who page 'byte p50' 'byte p95' 'page p50' 'page p95'
for who in visitor viewer; do
  cookies=()
  [ "$who" = visitor ] || cookies=(-b "$jar")
  for path in / /browse '/browse?genre=Drama&exclude=Horror&decade=1990&min=3' '/browse?q=the+heart' '/browse?q=haert' '/browse?sort=title&page=1400' "$film"; do
    printf '%-9s %-44s' "$who" "$path"
    measured "$path" "${cookies[@]}"
    echo
  done
done
