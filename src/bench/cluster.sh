#!/usr/bin/env bash
# Builds the WAR, starts two Payara Micro and one WildFly as one Taskwire over a Redis (redis-server of the PATH), and prints what
# it takes to watch, cancel and lose what another server runs. Needs an idle machine, 8 GiB and half an hour.
#
#   src/bench/cluster.sh [COUNT]     COUNT times a server is stopped in the middle of its tasks (default 20)
set -euo pipefail
count=${1:-20}
. "$(dirname "$0")/build.sh"
pids=()
# a bare server of each kind has its own process group, and only what was started here is stopped
stop() { for pid in "${pids[@]}"; do kill -CONT -- -"$pid" 2>/dev/null || true; kill -- -"$pid" 2>/dev/null || true; done; wait || true; }
trap stop EXIT
set -m
redis-server --bind 127.0.0.1 --port 7290 --save '' --dir target/bench >target/bench/redis.log &
redis=$!
pids+=("$redis")
export TASKWIRE_ENGINE=redis://127.0.0.1:7290 TASKWIRE_OPTIONS=-Dtasks.max-workers=64
one=http://127.0.0.1:7301/ two=http://127.0.0.1:7302/ three=http://127.0.0.1:7303/
src/bench/payara/run.sh 7301 >target/bench/7301.log 2>&1 & payara=$!; pids+=("$payara")
src/bench/payara/run.sh 7302 >target/bench/7302.log 2>&1 & pids+=("$!")
src/bench/wildfly/run.sh 7303 >target/bench/7303.log 2>&1 & wildfly=$!; pids+=("$wildfly")
for server in $one $two $three; do
  until curl -fs -o /dev/null "$server"api/health/ready; do sleep 1; done
done
figures() { java src/bench/ClusterFigures.java "$@"; }
for pair in "$one $two" "$two $three" "$three $one"; do
  echo "$pair"
  figures events 20 1000 30 $pair
  figures events 50 10000 15 $pair
  figures cancels 200 $pair
done
figures starts 16 8000 $one
figures starts 16 8000 $three
figures engine 30 "$redis" $one $two
figures engine 30 "$redis" $two $three
figures lost "$count" "$payara" $one $three
