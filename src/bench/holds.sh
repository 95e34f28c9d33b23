#!/usr/bin/env bash
# What a server holds: its streams, descriptors, threads, heap, CPU time, and the lines of its log.
#
#   src/bench/holds.sh URL PID LOG             once, after a full collection, so that the heap is what lives
#   src/bench/holds.sh URL PID LOG SECONDS     once a second, without a collection
set -euo pipefail
if [ $# -lt 3 ]; then
  sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
url=$1 pid=$2 log=$3

streams() {
  curl -fsS --max-time 5 "$url/api/metrics" | awk '
    /^taskwire_streams_(open|opened_total|refused_total|closed_total|closed_total\{.*\}) / {
      sub(/^taskwire_streams_/, ""); sub(/_total/, ""); sub(/closed.end="/, ""); sub(/"\}/, ""); printf "%s ", $0
    }'
}

live() { jcmd "$pid" GC.class_histogram | awk '/^Total/ { printf "%.1f MiB live", $3 / 1048576 }'; }
used() { jcmd "$pid" GC.heap_info | sed -n 's/.*used \([0-9]*\)K.*/\1/p' | head -1 | awk '{ printf "%.1f MiB used", $1 / 1024 }'; }
cpu() { awk '{ printf "CPU %.2f s", ($14 + $15) / 100 }' "/proc/$pid/stat"; }
line() {
  echo "$(date +%T.%1N) $(streams)| $(ls "/proc/$pid/fd" | wc -l) descriptors, $(ls "/proc/$pid/task" | wc -l) threads," \
    "heap $("$1"), $(cpu), $(wc -l < "$log") lines of log"
}

if [ $# -eq 3 ]; then
  line live
else
  for ((i = 0; i < $4; i++)); do
    line used
    sleep 1
  done
fi
