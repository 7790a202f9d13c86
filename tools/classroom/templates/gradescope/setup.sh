#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image. Made for its base image Ubuntu 22.04,
# whose npm is of the year 2022 and leaves out what wants a newer Node. So that npm only brings the
# Node that the kit runs on and an npm of today, and these install the kit.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
if ! command -v npm >/dev/null; then
  apt-get update
  apt-get install --yes --no-install-recommends ca-certificates nodejs npm
fi
cd "${AUTOGRADER:-/autograder}/source"
package=node-linux-$(node -p process.arch)
version=$(node -p "require('./kit/package.json').optionalDependencies['$package']")
npm install --prefix runtime --no-audit --no-fund "$package@$version" npm@11
export PATH="$PWD/runtime/node_modules/$package/bin:$PATH"
npm=$PWD/runtime/node_modules/npm/bin/npm-cli.js
cd kit
node "$npm" ci --omit=dev --no-audit --no-fund
