#include <cmath>

#include "tests/oracle/exact.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

constexpr std::uint64_t paths = 200000;
constexpr int horizon_days = 100;

Minor& last_bill(Ledger& ledger) { return ledger.payables.back().amount; }

Milestone milestone_of(const std::string& name, int day, Minor amount, double if_cancelled) {
  return {name, day_0 + day, amount, if_cancelled};
}

/// An order of 10,000 that ships on day 60: 1,000 received, 3,000 and 2,000 agreed for dates, 4,000 to be invoiced.
Ledger order_in_stages(double cancellation) {
  Ledger ledger = firm();
  add_order(ledger, 60, 10000, cancellation);
  Order& order = ledger.orders.back();
  order.deposit = 1000;
  order.milestones = {milestone_of("design", 20, 3000, 0.25), milestone_of("retained", 90, 2000, 0.0)};
  return ledger;
}

double mean_cash(const OptionResult& result) { return result.cash.back().mean.value; }

/// Holds mean cash at the end against a sum that comes with a probability, beside one that surely does.
void require_mean(const OptionResult& result, Minor sure, Minor uncertain, double probability) {
  const auto size = static_cast<double>(uncertain);
  require_near(mean_cash(result), static_cast<double>(sure) + probability * size,
               size * std::sqrt(probability * (1.0 - probability) / static_cast<double>(result.paths)));
}

}  // namespace

TEST_CASE("an order and its milestones are cancelled by one draw, and what is owed either way is paid") {
  constexpr double cancelled = 0.3;
  const Ledger ledger = order_in_stages(cancelled);
  // Cancelled: a quarter of 3,000. Otherwise 3,000 + 4,000 + 2,000.
  require_mean(play(ledger, settings_of(paths, horizon_days)), 750, 8250, 1.0 - cancelled);

  // All or nothing: any bill between the two sums fails with the probability of cancellation, and with no other.
  for (const Minor bill : {751, 5000, 9000}) {
    Ledger owing = ledger;
    add_bill(owing, horizon_days, bill);
    require_default(play(owing, settings_of(paths, horizon_days)), cancelled);
  }
}

TEST_CASE("a shock on cancellation cancels an order with its milestones") {
  Scenario scenario;
  Shock shock;
  shock.of = ShockOf::cancellation;
  shock.times = 2.0;
  shock.from = day_0 + 50;  // by the day on which the order ships: its first milestone is due before that
  scenario.shocks.push_back(shock);
  const auto result = simulate(order_in_stages(0.3), scenario, {}, settings_of(paths, horizon_days)).options.at(0);
  require_mean(result, 750, 8250, 0.4);
}

TEST_CASE("a milestone is paid before its customer fails, or not at all") {
  constexpr double failure = 0.9;
  Ledger ledger = order_in_stages(0.0);
  add_customer(ledger, ledger.orders[0].counterparty).failure_annual = failure;
  const auto survives = [](int day) { return std::pow(1.0 - failure, day / 365.0); };
  const OptionResult result = play(ledger, settings_of(paths, horizon_days));
  // Without cancellation of its own, the order fails with the customer: 3,000 by day 20, 4,000 by day 60, 2,000 by
  // day 90.
  const double mean = 3000.0 * survives(20) + 4000.0 * survives(60) + 2000.0 * survives(90);
  const double square = 9000.0 * 9000.0 * survives(90) + 7000.0 * 7000.0 * (survives(60) - survives(90)) +
                        3000.0 * 3000.0 * (survives(20) - survives(60));
  require_near(mean_cash(result), mean, std::sqrt((square - mean * mean) / static_cast<double>(paths)));
}

TEST_CASE("an overdue milestone follows its customer's law given that it is unpaid") {
  Ledger ledger = firm();
  add_order(ledger, 60, 10000, 0.0);
  ledger.orders[0].milestones = {milestone_of("deposit", -15, 10000, 0.0)};
  Counterparty& customer = add_customer(ledger, ledger.orders[0].counterparty);
  customer.late = LatePart{20.0, 0.8};
  customer.never = 0.1;
  add_bill(ledger, 30, 10000);
  const double unpaid_by_as_of = 1.0 - exact::paid_by(0.0, 0.1, 20.0, 0.8, 15),
               unpaid_by_bill = 1.0 - exact::paid_by(0.0, 0.1, 20.0, 0.8, 45);
  require_default(play(ledger, settings_of(paths, 30)), unpaid_by_bill / unpaid_by_as_of);
}

TEST_CASE("instalments of one invoice have draws of their own") {
  constexpr double never = 0.2;
  constexpr int instalments = 4;
  Ledger ledger = firm();
  for (int k = 0; k < instalments; ++k) {
    add_invoice(ledger, 10 + k, 1000);
    ledger.receivables.back().invoice = "one";
    ledger.receivables.back().part = std::to_string(k + 1);
  }
  add_customer(ledger).never = never;
  add_bill(ledger, horizon_days, 0);
  for (int lost = 0; lost < instalments; ++lost) {
    last_bill(ledger) = 1000 * (instalments - lost);
    require_default(play(ledger, settings_of(paths, horizon_days)),
                    exact::binomial_at_least(lost + 1, instalments, never));
  }
}

TEST_CASE("a share of each invoice comes on its due date, and the rest by the law") {
  constexpr double never = 0.25, share = 0.4;
  Ledger ledger = firm();
  add_invoice(ledger, 10, 9999);
  Counterparty& customer = add_customer(ledger);
  customer.never = never;
  customer.prompt_share = share;
  require_mean(play(ledger, settings_of(paths, horizon_days)), 4000, 5999,
               1.0 - never);  // 3,999.6 is rounded, the rest is exact

  Scenario scenario;
  Shock shock;
  shock.of = ShockOf::never;
  shock.add = 0.1;  // the share that was sure has a tenth of losses as well, by a draw of its own
  scenario.shocks.push_back(shock);
  const auto shocked = simulate(ledger, scenario, {}, settings_of(paths, horizon_days)).options.at(0);
  const double mean = 4000.0 * 0.9 + 5999.0 * (1.0 - never - 0.1);
  const double variance = 4000.0 * 4000.0 * 0.09 + 5999.0 * 5999.0 * 0.35 * 0.65;
  require_near(mean_cash(shocked), mean, std::sqrt(variance / static_cast<double>(paths)));
}

TEST_CASE("a share of realised sales comes on the due date, and the rest is never lost to rounding") {
  constexpr Minor expected = 1'000'001;
  Ledger ledger = firm();
  SalesStream stream;
  stream.name = "Stream";
  stream.counterparty = "Customer";
  stream.amount = expected;
  stream.when.first = stream.when.until.emplace(day_0 + 10);
  stream.volatility = 0.3;
  ledger.sales.push_back(stream);
  Counterparty& customer = add_customer(ledger);
  customer.prompt_share = 0.37;
  const OptionResult whole = play(ledger, settings_of(1000, 30));
  customer.prompt_share = 0.0;
  const OptionResult undivided = play(ledger, settings_of(1000, 30));
  REQUIRE(mean_cash(whole) == mean_cash(undivided));
  REQUIRE(whole.cash.back().p05 == undivided.cash.back().p05);

  customer.prompt_share = 0.37;
  customer.never = 1.0;
  add_bill(ledger, 10, static_cast<Minor>(0.3 * expected));
  // Only the share comes: the bill fails where the realised size is below 0.3 / 0.37 of the expected one.
  require_default(play(ledger, settings_of(paths, 30)), exact::normal(std::log(0.3 / 0.37) / 0.3 + 0.15));
}

TEST_CASE("what is in dispute is lost with its probability, and not paid before the day on which that is settled") {
  constexpr double lost = 0.35;
  Ledger ledger = firm();
  add_invoice(ledger, 10, 10000);
  Receivable& invoice = ledger.receivables.back();
  invoice.disputed = 3000;
  invoice.dispute_lost = lost;
  invoice.dispute_until = day_0 + 50;
  const OptionResult result = play(ledger, settings_of(paths, horizon_days));
  require_mean(result, 7000, 3000, 1.0 - lost);
  add_bill(ledger, 49, 7001);  // nobody has paid what is in dispute by then
  const OptionResult before = play(ledger, settings_of(1000, 49));
  REQUIRE_FALSE(before.is_random);
  REQUIRE(before.runway.deterministic == 49);
  ledger.payables.back().due = day_0 + 50;
  require_default(play(ledger, settings_of(paths, horizon_days)), lost);
}

TEST_CASE("a credit note that names its invoice lowers it, and is lost with it") {
  constexpr double never = 0.3;
  Ledger ledger = firm(1000);
  add_invoice(ledger, 10, 10000);
  add_customer(ledger).never = never;
  add_invoice(ledger, 5, -1000);
  ledger.receivables.back().credits = ledger.receivables.front().invoice;
  require_mean(play(ledger, settings_of(paths, horizon_days)), 1000, 9000, 1.0 - never);
  ledger.receivables.back().credits.clear();  // it lowers the same invoice, the only one that is open
  require_mean(play(ledger, settings_of(paths, horizon_days)), 1000, 9000, 1.0 - never);
  ledger.receivables.back().counterparty = "nobody else";  // paid out on day 5, whatever becomes of the invoice
  require_mean(play(ledger, settings_of(paths, horizon_days)), 0, 10000, 1.0 - never);
}
