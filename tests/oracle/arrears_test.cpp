#include <catch2/catch.hpp>

#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

constexpr std::uint64_t paths = 20000;

/// Two bills: wages of day 10, which a customer pays on day 5 or never, and an order's cost of day 20, due unless it is
/// cancelled. The bank gets what comes in after that.
Ledger firm_that_pays_its_bank(double never, double cancellation) {
  Ledger ledger = firm();
  add_invoice(ledger, 5, 1000, "Slow");
  add_customer(ledger, "Slow").never = never;
  add_bill(ledger, 10, 1000);
  ledger.payables.back().payment_class = PaymentClass::wages;
  add_order(ledger, 20, 0, cancellation, "Fickle");
  ledger.orders.back().cost = 500;
  ledger.orders.back().cost_sunk = 0.0;
  for (int day = 30; day < 200; day += 30) {
    add_invoice(ledger, day, 100, "Sure");
    add_bill(ledger, day, 100);
    ledger.payables.back().payment_class = PaymentClass::loan;
  }
  std::swap(ledger.payment_policy.order[0], ledger.payment_policy.order[2]);
  return ledger;
}

double share_of(Event event, const OptionResult& result) {
  return result.events[static_cast<std::size_t>(event)]->value;
}

}  // namespace

TEST_CASE("who pays its bank first is past due to others as often as customers fail it") {
  constexpr double never = 0.3, cancellation = 0.6;
  const Ledger ledger = firm_that_pays_its_bank(never, cancellation);
  const OptionResult found = play(ledger, settings_of(paths, 120));
  CHECK(share_of(Event::loan_90dpd, found) == 0.0);
  require_share(share_of(Event::wages_30dpd, found), never, paths);
  require_share(share_of(Event::any_90dpd, found), 1.0 - (1.0 - never) * cancellation, paths);
  // On day 109 only the wages of day 10 are 90 days old.
  require_share(share_of(Event::any_90dpd, play(ledger, settings_of(paths, 109))), never, paths);
  CHECK(share_of(Event::any_90dpd, play(ledger, settings_of(paths, 99))) == 0.0);
}
