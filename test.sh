#!/bin/sh
# Builds everything, warnings being errors, and runs every test. Arguments go to ctest: ./test.sh -L slow
set -eu
cd "$(dirname "$0")"

tools/build.sh
exec ctest --preset release "$@"
