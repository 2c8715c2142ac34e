#!/usr/bin/env bash
# How long people wait for GET /api/movies while others log in as fast as they can: starts the real server with rate limits off and bcrypt at cost 12, and prints
# p50, p95 and p99 without and with the storm, and logins a second. Ends with an error when p99 reaches 50 ms. On a machine that does nothing else.
#
#   FilmRec.Tests/Benchmarks/Api/login-storm.sh
#
# CLIENTS (50), READS (50 a second), SECONDS_LONG (20).
set -euo pipefail
cd "$(dirname "$0")/../../.."
tests=FilmRec.Tests/bin/Release/net10.0/FilmRec.Tests
[ -x "$tests" ] || dotnet build FilmRec.sln -c Release -v quiet >&2
status=0
output=$("$tests" -noColor -explicit only -method FilmRec.Tests.Benchmarks.Api.LoginStorm.Measure) || status=$?
grep -E '^# |FAIL|Skip|Exception|should' <<<"$output" | sed 's/^# //' || true
exit "$status"
