#!/bin/bash
# start-asterisk.sh [run-dir]
#
# Renders the configuration (environment: see render-asterisk.sh), starts Asterisk in the background, waits until
# it has fully booted and prints its PID. If the one of this run-dir is running already, only prints its PID.
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
run=$(realpath -m "${1:-data/asterisk}")
root=${ASTERISK_ROOT:-$HOME/.cache/asterisk22}
program=$root/bin/asterisk
[ -x "$program" ] || program=${root%/}/usr/sbin/asterisk

running() { [ -n "$1" ] && grep -qs -- "$run/etc/asterisk.conf" "/proc/$1/cmdline"; }

pid=$(cat "$run/run/asterisk.pid" 2>/dev/null || true)
if running "$pid"; then
  echo "$pid"
  exit 0
fi
ASTERISK_ROOT=$root "$here/render-asterisk.sh" "$run"
ulimit -n 20000 2>/dev/null || ulimit -n "$(ulimit -Hn)"
setsid "$program" -f -C "$run/etc/asterisk.conf" >"$run/log/stdout" 2>&1 </dev/null &
pid=$!
for _ in $(seq 300); do
  if "$program" -C "$run/etc/asterisk.conf" -rx 'core waitfullybooted' >/dev/null 2>&1; then
    cat "$run/run/asterisk.pid"
    exit 0
  fi
  kill -0 "$pid" 2>/dev/null || break
  sleep 0.1
done
echo "start-asterisk: not booted; the last lines of $run/log/stdout and messages:" >&2
tail -n 20 "$run/log/stdout" "$run/log/messages" >&2 || true
kill "$pid" 2>/dev/null || true
exit 1
