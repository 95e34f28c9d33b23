#!/usr/bin/env bash
# Builds the WAR, starts it on each server and each peer beside it, one after the other, and prints the table.
#
#   src/bench/run.sh BENCH [options of BENCH/run-all.sh]
#
# BENCH is a folder with the load generator and the peers (run-all.sh, src/sseload.c, peers/); it is copied, not changed.
# For example, three times each, on an idle machine:
#
#   NICE="" QUIET_WAIT=60 src/bench/run.sh ../shared/bench -r 3 -p wildfly,payara,raw-c,vertx,spring -s S1,S2,S5
set -euo pipefail
if [ $# -lt 1 ] || [ ! -f "$1/run-all.sh" ]; then
  sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
TASKWIRE=$(cd "$(dirname "$0")/../.." && pwd)
bench=$(cd "$1" && pwd)
shift
export TASKWIRE
cd "$TASKWIRE"
# up to the phase in which the integration tests get their server, without the tests
./mvnw -q -B -ntp pre-integration-test -Pwildfly -DskipChecks -DskipUnitTests
./mvnw -q -B -ntp dependency:copy -Dartifact=fish.payara.extras:payara-micro:6.2025.10 -DoutputDirectory=target/bench
export TASKWIRE_PAYARA=$TASKWIRE/target/bench/payara-micro-6.2025.10.jar

work=target/bench/work
mkdir -p "$work"
cp -r "$bench/." "$work/"
chmod -R u+w "$work"
for server in payara wildfly; do
  mkdir -p "$work/peers/$server"
  cp src/bench/$server/run.sh src/bench/peer.env "$work/peers/$server/"
  grep -q "^$server " "$work/peers.conf" || echo "$server $server full all -" >> "$work/peers.conf"
done
results=$TASKWIRE/target/bench/results-$(date +%Y%m%d-%H%M%S)
"$work/run-all.sh" -o "$results" "$@"
cat "$results/report.md"
