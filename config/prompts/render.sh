#!/bin/bash
# render.sh [directory]
#
# Makes what callers hear: for each text <name>.<language>.txt beside this script the file
# directory/<language>/<name>.wav (8 kHz, mono), and n-0 to n-20 for the numbers. A recording <name>.<language>.wav
# beside this script (8 kHz, mono, 16 bit) takes the text's place. Speech comes from espeak-ng and sox; where one of
# them is missing, there are tones of about the length of the text instead, and a word about it on stderr.
# Files that are newer than their source stay as they are. Default directory: data/asterisk/prompts
set -euo pipefail

here=$(dirname "$(readlink -f "$0")")
out=$(realpath -m "${1:-data/asterisk/prompts}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"/{it,en}

speaks=yes
command -v espeak-ng >/dev/null && command -v sox >/dev/null || speaks=no
if [ $speaks = no ]; then
  echo "render: espeak-ng or sox is missing: callers hear tones instead of words" >&2
  # twenty seconds, 16-bit samples at 8 kHz
  LC_ALL=C awk 'BEGIN { for (i = 0; i < 8000; i++) { v = int(2500 * sin(i * 6.2831853 * 520 / 8000))
    if (v < 0) v += 65536; printf "%c%c", v % 256, int(v / 256) } }' >"$work/second"
  for _ in $(seq 20); do cat "$work/second"; done >"$work/tone"
  touch "$out/.tones"
elif [ -e "$out/.tones" ]; then
  rm -f "$out"/{it,en}/*.sln "$out/.tones"
fi

speak() { # text file, language, name
  local made=$out/$2/$3
  [ "$made.wav" -nt "$1" ] || [ "$made.sln" -nt "$1" ] && return
  if [ $speaks = yes ]; then
    espeak-ng -v "$2" -s 145 -f "$1" -w "$work/speech.wav"
    sox "$work/speech.wav" -r 8000 -c 1 -b 16 "$made.wav" norm -6
  else
    # about 15 signs a second, 16000 bytes a second, whole samples
    head -c $(($(wc -m <"$1") * 1066 + 4000)) "$work/tone" >"$made.sln"
  fi
}

for text in "$here"/*.txt; do
  base=$(basename "$text" .txt)
  speak "$text" "${base##*.}" "${base%.*}"
done
for number in $(seq 0 20); do
  echo "$number" >"$work/number"
  touch -d @0 "$work/number"
  for language in it en; do
    speak "$work/number" "$language" "n-$number"
  done
done
for recording in "$here"/*.wav; do
  [ -e "$recording" ] || continue
  base=$(basename "$recording" .wav)
  rm -f "$out/${base##*.}/${base%.*}.sln"
  cp -u "$recording" "$out/${base##*.}/${base%.*}.wav"
done
