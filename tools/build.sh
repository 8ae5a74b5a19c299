#!/bin/sh
# Makes what is asked for (all by default) in build/release, from a fresh clone or again: build.sh [TARGET...]
# demo.sh and test.sh share that folder, so that the second of them has little left to do.
set -eu
cd "$(dirname "$0")/.."

tools/install-deps.sh

# CMake remembers the folder in which it was configured; a copied or moved clone begins anew.
cache=build/release/CMakeCache.txt
here="CMAKE_HOME_DIRECTORY:INTERNAL=$(pwd -P)"
if [ -f "$cache" ] && ! grep --quiet --line-regexp --fixed-strings "$here" "$cache"; then
  rm -rf build/release
fi

configured=$(cmake --preset release 2>&1) || { printf '%s\n' "$configured" >&2; exit 1; }
exec cmake --build --preset release --target "${@:-all}" >&2
