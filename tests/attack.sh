#!/usr/bin/env bash
# Attacks the running service with wapiti and sqlmap: as nobody, as a manager and as an administrator of the sample city. Fails on any finding and on any answer of 500 or more.
# Needs python3 and the Debian packages wapiti and sqlmap, which it installs when it may. Takes at most twenty minutes; ATTACK_SECONDS gives it another time, ATTACK_STORE another store, such as an empty database.
set -uo pipefail
cd "$(dirname "$0")/.."
begun=$(date +%s) seconds=${ATTACK_SECONDS:-1190}
left() { echo $((seconds - $(date +%s) + begun)); }

missing=(); for tool in wapiti sqlmap curl; do command -v $tool >/dev/null || missing+=($tool); done
if [ ${#missing[@]} -gt 0 ]; then
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || { echo "Missing: ${missing[*]}."; exit 1; }
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}") >/dev/null 2>&1 || { echo "Could not install ${missing[*]}."; exit 1; }
fi
program=src/TurfMap.App/bin/Release/net10.0/TurfMap.App.dll
[ -f $program ] || dotnet build src/TurfMap.App -c Release -v q --nologo || exit 1

work=$(mktemp -d) started=()
trap 'for pid in "${started[@]}"; do kill "$pid" 2>/dev/null; done; wait 2>/dev/null; [ -n "${ATTACK_KEEP:-}" ] && echo "Kept: $work" || rm -rf "$work"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
store=${ATTACK_STORE:-$work/city.gpkg} engine=SQLite; case $store in *=*) engine=PostgreSQL ;; esac
service=$(free_port) port=$(free_port) log=$work/access.log
: >"$log"
TURFMAP_TEMP=$work/temp TURFMAP_RATE=0 TURFMAP_PROXIES=127.0.0.1 dotnet $program serve --store "$store" --demo true --urls "http://127.0.0.1:$service" >"$work/service.log" 2>&1 &
started+=($!)
python3 tests/attack/proxy.py "$port" "$service" "$log" & started+=($!)
at=http://127.0.0.1:$port
for _ in $(seq 240); do curl -fs "$at/readyz" >/dev/null 2>&1 && break; sleep 0.5; done
curl -fs "$at/readyz" >/dev/null || { echo "The service did not start."; tail -20 "$work/service.log"; exit 1; }
curl -fs "$at/openapi/v1.json" >"$work/openapi.json"
: >"$log"

# Signs in as a demo account: the cookie and the header that the page would send.
declare -A cookie antiforgery
sign_in() {
  local me; me=$(curl -s -D "$work/headers" -H 'Content-Type: application/json' -d "{\"role\":\"$1\"}" "$at/api/sign-in/demo")
  cookie[$1]=$(sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\);.*/\1/p' "$work/headers" | head -1)
  antiforgery[$1]=$(python3 -c 'import json,sys; print(json.loads(sys.argv[1])["antiforgery"])' "$me")
}
still_in() { curl -s -H "Cookie: ${cookie[$1]}" "$at/api/me" | grep -q '"signedIn":true'; }
sign_in manager; sign_in administrator
findings=0 unfinished=0
found() { echo "  FOUND: $*"; findings=$((findings + 1)); }
mark=$(wc -l <"$log")
# What was asked and answered since the last time.
counted() {
  tail -n +$((mark + 1)) "$log" >"$work/part"; mark=$(wc -l <"$log")
  [ -s "$work/part" ] || found "$1 asked nothing"
  echo "$1: $(wc -l <"$work/part") requests; $(cut -d' ' -f1 "$work/part" | sort | uniq -c | awk '{printf "%s%s x %s", (NR > 1 ? ", " : ""), $2, $1}')"
}

# Not the modules that ask other machines on the way (nikto, wapp, ssrf, xxe), try other programs' paths (drupal, wordpress), guess names from long lists (buster),
# or wait for a database to sleep (blindsql): sqlmap does that below, and better.
modules=backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss
starts=(); while read -r one; do starts+=(-s "$at$one"); done < <(python3 tests/attack/requests.py "$work/openapi.json" "$port" "$work" addresses)
scan() {
  local as=$1 time=$2 report=$work/wapiti-$1.json; shift 2
  timeout $((time + 30)) wapiti -u "$at/" "${starts[@]}" -m $modules --scope domain -d 3 --max-links-per-page 100 --max-scan-time $((time / 4)) --max-attack-time $((time / 8)) -S normal --flush-session --no-bugreport \
    --store-session "$work/wapiti-$as" -f json -o "$report" -v 0 "$@" >"$work/wapiti-$as.log" 2>&1 || { unfinished=$((unfinished + 1)); echo "  wapiti as $as was stopped after $time s, or failed: $(tail -1 "$work/wapiti-$as.log")"; }
  counted "wapiti as $as"
  [ -f "$report" ] || { found "no report of wapiti as $as"; return; }
  python3 - "$report" <<'END' || found "wapiti as $as"
import json, sys
report = json.load(open(sys.argv[1]))
# The one header that wapiti misses on purpose is left out: browsers have taken X-XSS-Protection back, because it opened holes.
all = [f"{kind}: {one['method']} {one['path']} {one['info']}" for part in ("vulnerabilities", "anomalies") for kind, ones in report[part].items() for one in ones if "X-XSS-Protection" not in one["info"]]
print("\n".join("  " + one[:300] for one in all))
sys.exit(bool(all))
END
}
echo "Attacking $at"
scan nobody 70
scan manager 90 -H "Cookie: ${cookie[manager]}"
scan administrator 90 -H "Cookie: ${cookie[administrator]}" -H "X-Antiforgery: ${antiforgery[administrator]}"

# The payloads are those for the store's own engine and for any; not in the session's cookie, of which only a hash is looked up.
inject() {
  local group=$1 as=$2 end=$(($(date +%s) + $3)) done=0; shift 3
  mkdir -p "$work/$as"; python3 tests/attack/requests.py "$work/openapi.json" "$port" "$work/$as" "$group" "$@"
  local all=("$work/$as/$group"-*.txt)
  for file in "${all[@]}"; do
    local rest=$((end - $(date +%s))); [ $rest -gt 5 ] || break
    # Without a terminal, sqlmap would wait for addresses on its standard input.
    timeout $rest script -qec "sqlmap -r '$file' --batch --level 3 --risk 3 --dbms $engine --param-exclude turfmap --flush-session --threads 4 --timeout 30 --retries 0 --disable-coloring --output-dir '$work/sqlmap' --ignore-code '*'" /dev/null </dev/null >"$file.log" 2>&1
    grep -q "testing for SQL injection on" "$file.log" && grep -q "ending @" "$file.log" && done=$((done + 1))
    grep -q "identified the following injection point\|is vulnerable" "$file.log" && found "sqlmap as $as: $(head -1 "$file") $(grep -m1 '^Parameter:' "$file.log")"
  done
  [ $done = ${#all[@]} ] || unfinished=$((unfinished + 1))
  counted "sqlmap as $as, $done of ${#all[@]} routes"
}
share=$(( ($(left) - 20) / 4 ))
inject read manager $share "Cookie: ${cookie[manager]}"
inject change administrator $((share * 2)) "Cookie: ${cookie[administrator]}" "X-Antiforgery: ${antiforgery[administrator]}" "If-Match: *"
# Last and longest for what it is: every try of a password takes its time.
inject open nobody $(($(left) - 20))

for role in manager administrator; do still_in $role || found "the session of the $role ended on the way, so what came after it was asked by nobody"; done
failed=$(grep -c '^5' "$log"); [ "$failed" = 0 ] || { found "$failed answers of 500 or more"; grep '^5' "$log" | sort | uniq -c | sort -rn | head -20; }
grep -q "^fail:\|^crit:\|Unhandled" "$work/service.log" && { found "failures in the service's log"; grep -A3 "^fail:\|^crit:\|Unhandled" "$work/service.log" | head -20; }
echo "$(wc -l <"$log") requests in $(($(date +%s) - begun)) s, $failed answers of 500 or more, $findings findings, $unfinished parts not finished"
[ "$findings" = 0 ]
