#!/usr/bin/env bash
# Plays somebody with a director's account who wants to know of single cases of the sample city: asks every door, keeps every figure of every released month, and sets
# a solver (glpsol, Debian: glpk-utils) upon what was hidden. Fails when a figure of one to nine can be narrowed down. Takes some minutes; DIRECTOR_ATTACK_MONTHS takes fewer months.
set -uo pipefail
cd "$(dirname "$0")/.."
command -v glpsol >/dev/null || { [ "$(id -u)" = 0 ] && apt-get install -y -qq --no-install-recommends glpk-utils >/dev/null 2>&1; } || { echo "Missing: glpsol."; exit 1; }
tests=tests/TurfMap.App.Tests
dotnet build $tests -c Release -v q --nologo || exit 1
DIRECTOR_ATTACK_MONTHS=${DIRECTOR_ATTACK_MONTHS:-24} exec $tests/bin/Release/net10.0/TurfMap.App.Tests -noColor -noLogo -showLiveOutput -class "*DirectorAttackTests"
