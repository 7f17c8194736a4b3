#!/bin/sh
# Makes the strips, trains, measures and exports the reader of strips: sh training/train.sh [WORK]
# WORK (default training/.work) holds the virtual environment, the strips and the weights; a step whose result is there is not repeated.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
work=${1:-$here/.work}
mkdir -p "$work"
work=$(cd "$work" && pwd)
python="$work/venv/bin/python"
# Large blocks are kept rather than given back after each step: page faults otherwise cost a fifth of the time.
export MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_TRIM_THRESHOLD_=8000000000 OMP_WAIT_POLICY=PASSIVE
export PATH="$root/node_modules/.bin:$PATH"

if [ ! -x "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
fi
cd "$root"
node training/make-strips.ts "$work/strips" --from 1 --scenes 240 &
node training/make-strips.ts "$work/strips" --from 241 --scenes 240
wait
cd "$here"
[ -f "$work/railcars.pt" ] || "$python" train.py --strips "$work/strips" --out "$work/part.pt" --steps "${STEPS:-29550}" --rate 2.5e-3 --fall 0.6 --seed 12
[ -f "$work/railcars.pt" ] || mv "$work/part.pt" "$work/railcars.pt"
"$python" measure.py --strips "$work/strips" --weights "$work/railcars.pt" --threads 2 --json "$work/measured.json"
"$python" export.py --weights "$work/railcars.pt" --out "$root/models/railcars" --version "${VERSION:-1.0.0}" --measured "$work/measured.json"
cd "$root"
node training/fit-error-terms.ts
oxfmt models/railcars/railcars.json
