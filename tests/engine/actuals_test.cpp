#include "engine/questions/actuals.hpp"

#include <catch2/catch.hpp>

#include "engine/simulation/simulation.hpp"
#include "tests/engine/hand_ledger.hpp"
#include "tests/engine/random_ledger.hpp"

using namespace headroom;

TEST_CASE("cash of a day has the fan of a run on the same day, and quantiles that fit it") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    INFO("seed " << seed);
    const twin::RandomCase played = twin::random_case(seed);
    SimulationSettings settings;
    settings.paths = 1000;
    settings.horizon_days = played.horizon_days;
    settings.threads = 2;
    const OptionResult base = simulate(played.ledger, played.scenario, {}, settings).options.front();
    if (!base.is_random || base.money_resolution > 0.0) continue;
    for (const DaySpread& spread : base.cash) {
      const CashOfDay cash = cash_of_day(played.ledger, played.scenario, settings, spread.day, spread.p50);
      REQUIRE(cash.p05 == spread.p05);
      REQUIRE(cash.p50 == spread.p50);
      REQUIRE(cash.p95 == spread.p95);
      REQUIRE((cash.quantile > 0.0 && cash.quantile < 1.0));
      REQUIRE(cash_of_day(played.ledger, played.scenario, settings, spread.day, spread.p05 - 1).quantile <= 0.05);
      REQUIRE(cash_of_day(played.ledger, played.scenario, settings, spread.day, spread.p95 + 1).quantile >= 0.95);
    }
  }
}

TEST_CASE("where nothing is random, cash of a day is the one course") {
  Ledger ledger = hand::firm(1000);
  hand::add_bill(ledger, PaymentClass::rent, 10, 400);
  SimulationSettings settings;
  settings.horizon_days = 20;
  const CashOfDay cash = cash_of_day(ledger, {}, settings, 15, 600);
  CHECK_FALSE(cash.is_random);
  CHECK(cash.p05 == 600);
  CHECK(cash.p95 == 600);
}

TEST_CASE("an invoice's law says when it is paid, given that it is unpaid at as_of") {
  Ledger ledger = hand::firm(0);
  Counterparty customer = hand::customer_row();
  customer.on_time = 0.6;
  customer.late = LatePart{10.0, 0.8};
  customer.never = 0.1;
  ledger.counterparties.push_back(customer);
  hand::add_invoice(ledger, 5, 1000);
  hand::add_invoice(ledger, -7, 2000);
  hand::add_invoice(ledger, 3, -500);  // a credit note
  ledger.receivables.back().credits = "0";
  const auto forecasts = invoice_forecasts(ledger, {}, 100);
  REQUIRE(forecasts.size() == 2);
  const PaymentDelay law = PaymentDelay::mixture(0.6, 0.1, LatePart{10.0, 0.8});
  CHECK(forecasts[0].receivable() == 0);
  CHECK(forecasts[0].paid_by(4) == 0.0);
  CHECK(forecasts[0].paid_by(5) == Approx(law.paid_by(0)));
  CHECK(forecasts[0].paid_by(25) == Approx(law.paid_by(20)));
  CHECK(forecasts[1].receivable() == 1);
  CHECK(forecasts[1].paid_by(0) == 0.0);
  CHECK(forecasts[1].paid_by(13) == Approx((law.paid_by(20) - law.paid_by(7)) / law.unpaid_after(7)));

  const DayGrid grid(ledger, 100);
  CHECK(paid_quantile(forecasts[0], grid, 5).is_within_90());
  CHECK(paid_quantile(forecasts[0], grid, 5).before == 0.0);
  CHECK_FALSE(paid_quantile(forecasts[0], grid, 3).is_within_90());  // earlier than the law allows
}

TEST_CASE("days that the business-day rule moves to a payment's day are not before it") {
  Ledger ledger = hand::firm(0);
  ledger.company.business_days = BusinessDays::following;
  ledger.company.country = "";
  Counterparty customer = hand::customer_row();
  customer.on_time = 1.0;
  ledger.counterparties.push_back(customer);
  hand::add_invoice(ledger, 2, 1000);  // Saturday, 3 January 2026: paid on Monday
  const auto forecasts = invoice_forecasts(ledger, {}, 100);
  const PaidQuantile quantile = paid_quantile(forecasts.front(), DayGrid(ledger, 100), 4);
  CHECK(quantile.by == 1.0);
  CHECK(quantile.before == 0.0);
  CHECK(quantile.is_within_90());
}
