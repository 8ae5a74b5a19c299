#!/bin/sh
# Builds the reports of the three made-up firms, as a user would, into this folder or the one given:
# docs/examples/build_reports.sh [FOLDER]. HEADROOM names the program (default: build/release/cli/headroom).
set -eu

cd "$(dirname "$0")/../.."
program=${HEADROOM:-build/release/cli/headroom}
folder=${1:-docs/examples}

# run FIRM NAME OPTION...: the owner's report of a firm.
run() {
  firm=$1 name=$2
  shift 2
  "$program" run "fixtures/companies/$firm" --paths 10000 --html "$folder/$name.html" "$@" >/dev/null
}

run lumen_bay lumen_bay --relief china_inclusive_loan --relief china_deferral
run silver_carp_garments silver_carp_zh --relief china_inclusive_loan --lang zh
run kestrel_foodservice kestrel --relief us_paycheck_protection
"$program" assess fixtures/companies/lumen_bay --relief china_inclusive_loan --scenario order_slump \
  --scenario customers_pay_late --paths 10000 --html "$folder/lumen_bay_memo.html" >/dev/null
