#!/usr/bin/env bash
# How far one machine goes: imports and trains on invented ratings of growing size, from PostgreSQL.
# Prints a line for each size: ratings a second of the import, seconds and peak memory of the training, sizes of database and models.
#
#   FilmRec.Tests/Benchmarks/scale.sh [VIEWERSxMOVIESxRATINGS …]
#
# Needs Debian's postgresql, and free disk of about 0.2 GB a million ratings. Everything lies in one temporary folder, which goes when it ends;
# KINDS="als ease" trains those kinds alone, SYNC=off leaves out waiting for the disk.
set -euo pipefail
cd "$(dirname "$0")/../.."

shapes=("${@:-610x9742x100000}")
[ $# -gt 0 ] || shapes=(610x9742x100000 6040x3706x1000000 69878x10681x10000000 138493x26744x20000000)
kinds=${KINDS:-}
program=FilmRec.Web/bin/Release/net10.0/FilmRec.Web.dll
[ -f "$program" ] || dotnet build FilmRec.Web -c Release >/dev/null

folder=$(mktemp -d "${TMPDIR:-/tmp}/filmrec-scale-XXXXXX")
bin=$(dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -1)")
as_postgres() { if [ "$(id -u)" = 0 ]; then (cd /tmp && runuser -u postgres -- "$@"); else "$@"; fi; }
finish() { as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap finish EXIT
chmod 755 "$folder"
[ "$(id -u)" != 0 ] || chown postgres "$folder"
port=$((20000 + RANDOM % 20000))
as_postgres "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >/dev/null
as_postgres "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o \
  "-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=${SYNC:-on} -c shared_buffers=512MB -c max_wal_size=4GB" start >/dev/null

# A MovieLens folder of that shape: few viewers rate much, few films are rated by many, nobody rates a film twice.
invent() {
  local viewers=$1 movies=$2 ratings=$3 target=$4
  mkdir -p "$target"
  awk -v movies="$movies" 'BEGIN { print "movieId,title,genres"; split("Action Comedy Drama Horror Romance Sci-Fi Thriller War", g, " ");
    for (m = 1; m <= movies; m++) printf "%d,Film %d (%d),%s|%s\n", m, m, 1930 + m * 7 % 95, g[1 + m % 8], g[1 + (m + 3) % 8] }' > "$target/movies.csv"
  awk -v viewers="$viewers" -v movies="$movies" -v ratings="$ratings" -v seed=1 'BEGIN { srand(seed); print "userId,movieId,rating,timestamp"; sum = 0;
    for (v = 1; v <= viewers; v++) { share[v] = exp(1.1 * sqrt(-2 * log(1 - rand())) * cos(6.2831853 * rand())); sum += share[v] }
    due = 0; given = 0;
    for (v = 1; v <= viewers; v++) { due += ratings * share[v] / sum; n = int(due) - given; if (n > movies / 2) n = int(movies / 2); delete seen;
      time = 800000000 + int(rand() * 800000000); taste = int(rand() * 8);
      while (n > 0) { m = 1 + int(movies * rand() ^ 3); if (rand() < 0.5) m = m - m % 8 + taste; if (m < 1 || m > movies || (m in seen)) continue;
        seen[m]; n--; given++; stars = int(4 + 3 * rand() + 3 * rand() * (m % 8 == taste)) + 1; if (stars > 10) stars = 10;
        printf "%d,%d,%.1f,%d\n", v, m, stars / 2, time += 60 } } }' > "$target/ratings.csv"
}

# Runs the program, and leaves seconds and peak megabytes of it in $seconds and $megabytes.
measured() {
  local start peak=0 now
  start=$(date +%s.%N)
  dotnet "$program" "$@" >"$folder/out" 2>"$folder/err" &
  local child=$!
  while now=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$child/status" 2>/dev/null) && [ -n "$now" ]; do peak=$now; sleep 0.5; done
  wait "$child" || { cat "$folder/out" "$folder/err" >&2; exit 1; }
  seconds=$(awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { printf "%.1f", b - a }')
  megabytes=$peak
}

printf '%-28s %12s %14s %10s %10s %10s %12s %12s\n' "viewers x films x ratings" "import s" "ratings/s" "MB" "train s" "MB" "database MB" "models MB"
for shape in "${shapes[@]}"; do
  IFS=x read -r viewers movies ratings <<<"$shape"
  name="scale_${viewers}_${movies}"
  invent "$viewers" "$movies" "$ratings" "$folder/movielens"
  given=$(($(wc -l < "$folder/movielens/ratings.csv") - 1))
  as_postgres "$bin/createdb" -h "$folder" -p "$port" -U postgres "$name"
  export ConnectionStrings__Postgres="Host=127.0.0.1;Port=$port;Username=postgres;Database=$name" FilmRec__DataFolder="$folder/own"
  measured import movielens "$folder/movielens"
  imported=$seconds imported_megabytes=$megabytes
  # shellcheck disable=SC2086 # kinds are words
  measured train $kinds
  grep -v '^$' "$folder/out" | sed 's/^/    /' >&2
  database=$(as_postgres "$bin/psql" -h "$folder" -p "$port" -U postgres -Atc "SELECT pg_database_size('$name') / 1000000")
  models=$(as_postgres "$bin/psql" -h "$folder" -p "$port" -U postgres -d "$name" -Atc "SELECT round(sum(bytes) / 1e6) FROM models")
  printf '%-28s %12s %14s %10s %10s %10s %12s %12s\n' "${viewers}x${movies}x$given" "$imported" \
    "$(awk -v n="$given" -v s="$imported" 'BEGIN { printf "%d", n / s }')" "$imported_megabytes" "$seconds" "$megabytes" "$database" "$models"
  as_postgres "$bin/dropdb" -h "$folder" -p "$port" -U postgres "$name"
  rm -rf "$folder/movielens" "$folder/own"
done
