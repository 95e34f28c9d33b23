#!/usr/bin/env bash
# One event to 10,000 streams, and 15,000 streams that wait, on each server and on Vert.x, one after the other.
#
#   src/bench/crowd.sh [ROUNDS]    after src/bench/run.sh, which builds what this needs
#
# Of each run the load generator prints how long the event took to how many of the streams (`max`: to the last one), whether all that
# wait are alive, and what the server used.
set -eo pipefail # no -u: lib.sh reads variables that need not be set
TASKWIRE=$(cd "$(dirname "$0")/../.." && pwd)
TASKWIRE_PAYARA=$(ls "$TASKWIRE"/target/bench/payara-micro-*.jar)
export TASKWIRE TASKWIRE_PAYARA NICE="" JAVA_OPTS="-Dtasks.max-streams=20000"
cd "$TASKWIRE/target/bench/work"
. ./lib.sh
ulimit -n "$(ulimit -Hn)"
trap stop_peer EXIT
port=9700

load() { # what, options
  ./sseload "$@" --url "http://127.0.0.1:$port" --path "$START_PATH" --sid "$PEER_SID" --label "$peer" --out crowd.jsonl \
    2>&1 >/dev/null | grep -E 'headers ok|event latency \(live|held|server:' || true
}

for round in $(seq "${1:-3}"); do
  for peer in wildfly payara vertx; do
    START_PATH=/api/bench/start
    body() { printf '{"events":%s,"interval_us":%s,"payload":%s,"delay_ms":%s}' "$1" "$2" "$3" "$4"; }
    # shellcheck disable=SC1090
    [ ! -f "peers/$peer/peer.env" ] || . "peers/$peer/peer.env"
    WARM_BODY=$(body 1 0 10 0)
    port=$((port + 2))
    start_peer "$peer" "$port" "logs/crowd-$peer.log" || exit 1
    echo "== $peer, round $round"
    load fanout --connections 1000 --timeout 30 --body "$(body 100 10000 100 3000)" > /dev/null
    sleep 3
    load fanout --scenario one-event --connections 10000 --timeout 60 --body "$(body 1 0 100 12000)" --expect 1
    [ "$round" -gt 1 ] || load idle --scenario idle-15000 --connections 15000 --hold 10 --timeout 60 --body "$(body 1 0 20 45000)"
    stop_peer || true
  done
done
