#!/bin/sh
# From a fresh clone to an answer: builds Headroom (installing what is missing), then asks how likely a made-up firm is
# to run out of money, with and without a policy loan.
set -eu
cd "$(dirname "$0")"

tools/build.sh headroom

echo '$ headroom run fixtures/companies/lumen_bay --relief china_inclusive_loan'
exec build/release/cli/headroom run fixtures/companies/lumen_bay --relief china_inclusive_loan
