#!/usr/bin/env bash
# Switches off one protection after the other, in a copy of the committed code, and expects the tests that guard it to fail.
# A protection whose tests stay green is none. About half a minute each; the working tree is not touched.
#
#   FilmRec.Tests/Protections/switch-off.sh               all of them
#   FilmRec.Tests/Protections/switch-off.sh 'clients-*'   those whose names match
#
# The last line is "N protections: N seen to fail, N not". Exits with 0 only when every one was seen.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(git -C "$here" rev-parse --show-toplevel)
copy=$(mktemp -d)/filmrec
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
trap 'git -C "$root" worktree remove --force "$copy" 2>/dev/null; rm -rf "$(dirname "$copy")"' EXIT

field() { sed -n "s/^$2: \{0,1\}//p" "$1" | head -n 1; }

# "if (false)" leaves code that is never reached, which is no error here.
build() { dotnet build FilmRec.Tests --configuration Release --no-restore --verbosity quiet -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false > "$copy.build" 2>&1; }

# Prints "failed total" of the tests with these names.
run() {
  local filters=()
  for name in "$@"; do filters+=(-method "${name%\*}*"); done
  FilmRec.Tests/bin/Release/net10.0/FilmRec.Tests -noColor "${filters[@]}" > "$copy.run" 2>&1 || true
  sed -n 's/.* Total: \([0-9]*\), Errors: \([0-9]*\), Failed: \([0-9]*\).*/\1 \2 \3/p' "$copy.run" | tail -n 1 | awk '{ print $2 + $3, $1 } END { if (NR == 0) print 0, 0 }'
}

shopt -s nullglob
switches=()
for name in "${@:-*}"; do switches+=("$here"/$name.off); done
[ ${#switches[@]} -gt 0 ] || { echo "There is no such protection: the names are those of the .off files in $here." >&2; exit 2; }

git -C "$root" worktree add --quiet --detach "$copy" HEAD
cd "$copy"
dotnet restore FilmRec.sln --locked-mode --verbosity quiet
build || { tail -n 20 "$copy.build" >&2; exit 1; }

guards=()
for switch in "${switches[@]}"; do read -ra names <<< "$(field "$switch" tests)"; guards+=("${names[@]}"); done
read -r failed total <<< "$(run "${guards[@]}")"
echo "With everything switched on, $failed of $total tests fail."
[ "$failed" -eq 0 ] && [ "$total" -gt 0 ] || { grep -F '[FAIL]' "$copy.run" >&2 || true; exit 1; }

seen=0
for switch in "${switches[@]}"; do
  name=$(basename "$switch" .off)
  file=$(field "$switch" file)
  read -ra names <<< "$(field "$switch" tests)"
  places=$(FIND=$(field "$switch" find) WITH=$(field "$switch" with) perl -0pi -e 'BEGIN { $| = 1 } $n = s/\Q$ENV{FIND}\E/$ENV{WITH}/g; print STDERR $n + 0' "$file" 2>&1 >/dev/null) || places=0
  if [ "$places" != 1 ]; then
    echo "WRONG  $name: its line stands $places times in $file, and must stand there once"
  elif ! build; then
    echo "WRONG  $name: it does not build: $(grep -m 1 -oE 'error [A-Z]+[0-9]+: [^[]*' "$copy.build" || true)"
  else
    read -r failed total <<< "$(run "${names[@]}")"
    if [ "$failed" -gt 0 ]; then
      seen=$((seen + 1))
      echo "seen   $name: $(sed -n 's/^# //p' "$switch" | head -n 1) → $failed of $total tests fail"
    else
      echo "UNSEEN $name: $(sed -n 's/^# //p' "$switch" | head -n 1) → none of $total tests fails"
    fi
  fi
  git checkout --quiet -- "$file"
done

echo "${#switches[@]} protections: $seen seen to fail, $((${#switches[@]} - seen)) not"
[ "$seen" -eq "${#switches[@]}" ]
