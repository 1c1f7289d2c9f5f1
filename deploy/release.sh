#!/bin/sh
# Builds the app into releases/<commit> and lets visitors have it, in one step.
# With a name: the release of that name again, nothing is built.
set -eu
cd "$(dirname "$0")"
name=${1:-$(git rev-parse --short HEAD)}
if [ $# -eq 0 ]; then
  (cd .. && npx vite build --logLevel warn --emptyOutDir --outDir "deploy/releases/$name" && npm run --silent sbom > "deploy/releases/$name/sbom.json")
fi
[ -f "releases/$name/index.html" ] || { echo "There is no release $name." >&2; exit 1; }
ln -sfn "$name" releases/next
# A rename is one step, where `ln -sfn` is two.
mv -fT releases/next releases/current
echo "$name is out. There are: $(ls releases | grep -v '^current$' | tr '\n' ' ')"
