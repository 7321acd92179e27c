#!/bin/bash
# render-asterisk.sh [run-dir]
#
# Writes the configuration beside this script into run-dir/etc with directories and ports filled in, and makes
# the AMI secret if there is none. Renders what callers hear. Files the server or you added there are left alone.
#
# Environment, with defaults:
#   ASTERISK_ROOT  ~/.cache/asterisk22    where Asterisk is unpacked; / for the system's own package
#   ASTERISK_CONF  the directory above this script's
#   BIND           127.0.0.1              address of the SIP port
#   SIP_PORT 5060, HTTP_PORT 8088 (WebSocket), AMI_PORT 5038, RTP_FIRST 20000, RTP_LAST 29999
#   TRUNK 127.0.0.1:5080: where outgoing calls go
#   AMI_SECRET_FILE run-dir/ami.secret    made at random, readable by its owner only; the server reads it
#   PROMPTS        ../prompts beside ASTERISK_CONF   texts and recordings, rendered to run-dir/prompts
#   OPERATORS_FILE run-dir/operators/pjsip_operators.conf   written by the server
set -euo pipefail

run=$(realpath -m "${1:-data/asterisk}")
root=${ASTERISK_ROOT:-$HOME/.cache/asterisk22}
conf=${ASTERISK_CONF:-$(dirname "$(dirname "$(readlink -f "$0")")")}
secret=${AMI_SECRET_FILE:-$run/ami.secret}
prompts=${PROMPTS:-$(dirname "$conf")/prompts}
operators=${OPERATORS_FILE:-$run/operators/pjsip_operators.conf}
modules=$(find -L "${root%/}/usr/lib" -maxdepth 3 -type d -path '*asterisk/modules' 2>/dev/null | head -n 1 || true)
share=${root%/}/usr/share/asterisk
if [ -z "$modules" ]; then
  echo "render-asterisk: no Asterisk under $root (expected: usr/lib/.../asterisk/modules; try install-asterisk.sh)" >&2
  exit 1
fi
if [ ${#run} -gt 80 ]; then
  echo "render-asterisk: $run is too long for Asterisk's control socket (expected: 80 signs at most)" >&2
  exit 1
fi

umask 027
mkdir -p "$run"/{etc,cache,lib/keys,agi-bin,run,log,moh,operators,spool/{monitor,outgoing,tmp,recording}}
mkdir -p "$(dirname "$operators")" "$(dirname "$secret")"
for file in "$conf"/*.conf; do
  sed -e "s#@RUN@#$run#g; s#@MODULES@#$modules#g; s#@SHARE@#$share#g; s#@OPERATORS@#$operators#g" \
    -e "s#@BIND@#${BIND:-127.0.0.1}#g; s#@SIP_PORT@#${SIP_PORT:-5060}#g" \
    -e "s#@TRUNK@#${TRUNK:-127.0.0.1:5080}#g" \
    -e "s#@HTTP_PORT@#${HTTP_PORT:-8088}#g; s#@AMI_PORT@#${AMI_PORT:-5038}#g" \
    -e "s#@RTP_FIRST@#${RTP_FIRST:-20000}#g; s#@RTP_LAST@#${RTP_LAST:-29999}#g" \
    "$file" >"$run/etc/$(basename "$file")"
done

[ -s "$secret" ] || (umask 077; head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$secret")
(umask 077; echo "secret = $(cat "$secret")" >"$run/etc/manager_secret.conf")

"$prompts/render.sh" "$run/prompts"
if [ -z "$(ls -A "$run/moh")" ]; then
  for file in "$share"/moh/*; do
    case $file in
      *.wav | *.ulaw | *.alaw | *.gsm | *.g722 | *.sln*) ln -s "$file" "$run/moh/" ;;
    esac
  done
fi
if [ -z "$(ls -A "$run/moh")" ]; then
  # one second of a soft A in every four, 16-bit samples at 8 kHz
  LC_ALL=C awk 'BEGIN { for (i = 0; i < 32000; i++) { v = i < 8000 ? int(2500 * sin(i * 6.2831853 * 440 / 8000)) : 0;
    if (v < 0) v += 65536; printf "%c%c", v % 256, int(v / 256) } }' >"$run/moh/tone.sln"
fi
