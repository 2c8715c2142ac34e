#!/bin/sh
# Measures recommendations over REST beside a bare endpoint. FILMREC_TEST_DATA names the folder that holds ml-latest-small.
# FILMREC_BENCH_SECONDS (10), FILMREC_BENCH_ROUNDS (3), FILMREC_BENCH_VIEWERS (100), FILMREC_BENCH_KINDS (all: names of models to train).
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
dotnet build "$root/FilmRec.sln" -c Release -v quiet
"$root/FilmRec.Tests/bin/Release/net10.0/FilmRec.Tests" -noColor -explicit only -method FilmRec.Tests.Benchmarks.Rest.RecommendationsOverRest.Measure \
  | grep -E '^# |FAIL|Skip|Exception|should' | sed 's/^# //'
