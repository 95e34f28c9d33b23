#!/usr/bin/env bash
# Builds the WAR, starts it on each server and each peer beside it, one after the other, and prints the table.
#
#   src/bench/run.sh BENCH [options of BENCH/run-all.sh]
#
# BENCH is a folder with the load generator and the peers (run-all.sh, src/sseload.c, peers/); it is copied, not changed.
# payara and wildfly are the servers; payara-shared and wildfly-shared are the same with the cluster on, alone on a Redis
# that is started here (redis-server of the PATH). For example, three times each, on an idle machine:
#
#   NICE="" QUIET_WAIT=60 src/bench/run.sh ../shared/bench -r 3 -p wildfly,payara,raw-c,vertx,spring -s S1,S2,S5
set -euo pipefail
if [ $# -lt 1 ] || [ ! -f "$1/run-all.sh" ]; then
  sed -n '2,11s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
bench=$(cd "$1" && pwd)
shift
. "$(dirname "$0")/build.sh"

work=target/bench/work
mkdir -p "$work"
cp -r "$bench/." "$work/"
chmod -R u+w "$work"
for server in payara wildfly; do
  mkdir -p "$work/peers/$server"
  cp src/bench/$server/run.sh src/bench/peer.env "$work/peers/$server/"
  grep -q "^$server " "$work/peers.conf" || echo "$server $server full all -" >> "$work/peers.conf"
  grep -q "^$server-shared " "$work/peers.conf" \
    || echo "$server-shared $server full all TASKWIRE_ENGINE=redis://127.0.0.1:7290" >> "$work/peers.conf"
done
if [[ "$*" == *-shared* ]]; then
  redis-server --bind 127.0.0.1 --port 7290 --save '' --dir target/bench >target/bench/redis.log &
  engine=$!
  trap 'kill $engine' EXIT
fi
results=$TASKWIRE/target/bench/results-$(date +%Y%m%d-%H%M%S)
"$work/run-all.sh" -o "$results" "$@"
cat "$results/report.md"
