#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image. Made for its base image Ubuntu 22.04,
# which has no Node: the distribution's npm installs the kit, and with it the Node that it runs on.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
if ! command -v npm >/dev/null; then
  apt-get update
  apt-get install --yes --no-install-recommends ca-certificates nodejs npm
fi
cd "${AUTOGRADER:-/autograder}/source/kit"
npm ci --omit=dev --no-audit --no-fund
# That npm is of the year 2022, and links no program of an optional package.
[ -e node_modules/.bin/node ] || ln -s ../node-linux-*/bin/node node_modules/.bin/node
