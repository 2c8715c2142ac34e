#!/usr/bin/env bash
# Builds FilmRec and runs every test: SQLite, PostgreSQL, the real server and a real browser.
# On Debian it installs what is missing. The last line is "N passed, N failed", with the skipped ones after it if there are any.
#
#   ./test.sh                       everything
#   ./test.sh -class "*Ratings*"    arguments go to the test runner
#
#   FILMREC_TEST_DATA      a folder that holds ml-latest-small (tests on it are skipped otherwise)
#   FILMREC_TEST_ARTIFACTS where pictures of all pages are put; artifacts/ without it
#   FILMREC_TEST_POSTGRES  a running server instead of a private one: "Host=…;Username=…", or "none"
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

export FILMREC_TEST_ARTIFACTS=${FILMREC_TEST_ARTIFACTS:-$PWD/artifacts}

missing=()
command -v chromium >/dev/null || [ -n "${FILMREC_TEST_BROWSER:-}" ] || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || [ -n "${FILMREC_TEST_POSTGRES:-}" ] || missing+=(postgresql)
compgen -G '/usr/lib/*/libicuuc.so*' >/dev/null || missing+=(libicu-dev)
for tool in curl openssl; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "Installing ${missing[*]} …"
  # The tests start a PostgreSQL of their own: the package need not make one.
  $sudo mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" | $sudo tee /etc/postgresql-common/createcluster.conf >/dev/null
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

dotnet restore FilmRec.sln --locked-mode --verbosity quiet
dotnet build FilmRec.sln --configuration Release --no-restore --verbosity quiet
dotnet format FilmRec.sln --no-restore --verify-no-changes

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
FilmRec.Tests/bin/Release/net10.0/FilmRec.Tests -noColor "$@" 2>&1 | tee "$log" || status=$?

# "FilmRec.Tests  Total: 9, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 3.5s"
figure() { grep -oE "FilmRec\.Tests +Total: .*" "$log" | tail -n 1 | grep -oE "$1: [0-9]+" | grep -oE '[0-9]+' || echo 0; }
failed=$(( $(figure Failed) + $(figure Errors) ))
skipped=$(figure Skipped)
passed=$(( $(figure Total) - $(figure Failed) - skipped - $(figure 'Not Run') ))
if [ "$passed" -le 0 ] && [ "$failed" -eq 0 ]; then
  echo "No test ran." >&2
  status=1
fi

echo "$passed passed, $failed failed$([ "$skipped" -eq 0 ] || echo ", $skipped skipped")"
exit "$status"
