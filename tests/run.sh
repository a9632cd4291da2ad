#!/usr/bin/env bash
# Runs all tests: installs what is missing (on Debian, as root), builds, runs the front end's and the program's tests, and sums up.
# As "tests/run.sh long" the tests that walk by chance go further: four times, or as often as TURFMAP_TEST_ROUNDS says.
# The real city data beside the checkout (../shared, or the folder named by TURFMAP_SHARED) is used where present; tests that need it skip where it is not.
set -uo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  "") ;;
  long) export TURFMAP_TEST_ROUNDS="${TURFMAP_TEST_ROUNDS:-4}" ;;
  *) echo "Usage: tests/run.sh [long]"; exit 2 ;;
esac

need() { command -v "$1" >/dev/null 2>&1 || missing+=("${@:2}"); }
missing=()
need ogrinfo gdal-bin python3-gdal
[ -f /usr/lib/python3/dist-packages/osgeo_utils/samples/validate_gpkg.py ] || missing+=(python3-gdal)
need chromium chromium
need node nodejs
need npm npm
need faketime faketime
need sqlite3 sqlite3
need glpsol glpk-utils
need glewlwyd glewlwyd dbconfig-no-thanks
[ -x /usr/lib/postgresql/15/bin/initdb ] || missing+=(postgresql-15 postgresql-15-postgis-3)
if [ ${#missing[@]} -gt 0 ]; then
  if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # The database is only started by the tests themselves, on a port and in a folder of its own.
    mkdir -p /etc/postgresql-common && [ -f /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    # So is the identity provider: unconfigured, and not as a service.
    echo "glewlwyd glewlwyd/config_type select No configuration" | debconf-set-selections
    policy=/usr/sbin/policy-rc.d
    [ -e $policy ] && policy= || { printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy; }
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}") >/tmp/turfmap-apt.log 2>&1 || { tail -20 /tmp/turfmap-apt.log; echo "Not everything could be installed; tests that need it skip, or fail when CI=true."; }
    [ -z "$policy" ] || rm -f $policy
    [ ! -d /run/systemd/system ] || systemctl disable -q glewlwyd 2>/dev/null
  else
    echo "Missing: ${missing[*]}. Tests that need them skip."
  fi
fi
command -v dotnet >/dev/null 2>&1 || { echo "The .NET 10 SDK is needed: see README.md."; exit 1; }

echo "Building"
dotnet build TurfMap.sln -c Release -v q --nologo || exit 1

passed=0 failed=0 skipped=0 wrong=
count() { passed=$((passed + $1)); failed=$((failed + $2)); skipped=$((skipped + $3)); }

echo "Front end"
[ tests/web/node_modules/.package-lock.json -nt tests/web/package-lock.json ] || npm ci --prefix tests/web --silent --no-audit --no-fund || echo "The type checker could not be installed; its test skips, or fails when CI=true."
web=$(node --test tests/web/ 2>&1) || { echo "$web" | tail -60; }
number() { echo "$web" | sed -n "s/^[#ℹ] $1 \([0-9]*\)$/\1/p" | tail -1; }
web_passed=$(number pass)
count "${web_passed:-0}" "$(number fail)" "$(number skipped)"
[ -n "$web_passed" ] || { echo "The front end's tests did not run."; failed=$((failed + 1)); }

# The program compiles everything fully as it starts, for a service runs for months; those that tests start run for seconds.
export DOTNET_TC_QuickJit=1

# Two suites at a time, the longest first: while one waits for a server to end or a page to draw, the other works.
suites=(tests/TurfMap.App.Tests tests/browser tests/TurfMap.{Storage,Spatial,Formats,Domain,Statistics}.Tests)
logs=$(mktemp -d)
export logs
run() {
  local name
  name=$(basename "$(ls "$1"/*.csproj)" .csproj)
  echo "$name"
  "$1/bin/Release/net10.0/$name" -noColor -noLogo >"$logs/$name" 2>&1
  echo $? >"$logs/$name.code"
}
export -f run
printf '%s\n' "${suites[@]}" | xargs -P 2 -I{} bash -c 'run {}'

for project in tests/TurfMap.*.Tests tests/browser; do
  name=$(basename "$(ls "$project"/*.csproj)" .csproj)
  log="$logs/$name"
  if [ ! -s "$log.code" ]; then
    echo "$name was not run: tests/run.sh does not know it."
    failed=$((failed + 1))
    continue
  fi
  code=$(<"$log.code")
  summary=$(grep -o 'Total: [0-9]*, Errors: [0-9]*, Failed: [0-9]*, Skipped: [0-9]*' "$log" | tail -1)
  if [ -z "$summary" ]; then
    tail -40 "$log"
    echo "$name did not finish (exit code $code)."
    failed=$((failed + 1))
  else
    read -r total errors fails skips <<<"$(echo "$summary" | tr -dc '0-9,' | tr ',' ' ')"
    count $((total - fails - skips)) $((fails + errors)) "$skips"
    [ $((fails + errors)) -eq 0 ] || grep -vE '^(info|warn):|^      (Read the city|Now listening|Application|Hosting|Content root|Job )' "$log"
    wrong+=$(grep -E '\[FAIL\]' -A8 "$log")
    grep -E '\[SKIP\]' -A1 "$log" | grep -v '^--' || true
    echo "$name: $summary"
  fi
done
rm -rf "$logs"

[ -z "$wrong" ] || echo "$wrong"
echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
