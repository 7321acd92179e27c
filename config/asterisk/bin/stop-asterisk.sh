#!/bin/bash
# stop-asterisk.sh [run-dir]
#
# Stops the Asterisk of this run-dir: calls end. Waits at most five seconds, then kills it.
set -euo pipefail

run=$(realpath -m "${1:-data/asterisk}")
pid=$(cat "$run/run/asterisk.pid" 2>/dev/null || true)
if [ -z "$pid" ] || ! grep -qs -- "$run/etc/asterisk.conf" "/proc/$pid/cmdline"; then
  echo "stop-asterisk: not running"
  exit 0
fi
kill "$pid" 2>/dev/null || true
for _ in $(seq 50); do
  grep -qs -- "$run/etc/asterisk.conf" "/proc/$pid/cmdline" || exit 0
  sleep 0.1
done
kill -9 "$pid"
