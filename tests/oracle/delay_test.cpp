#include <cmath>

#include "tests/oracle/exact.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

constexpr std::uint64_t paths = 200000;

/// A customer who pays on time with 0.60, never with 0.03, else late by a lognormal of median 15 and sigma 0.9.
void add_late_customer(Ledger& ledger) {
  Counterparty& customer = add_customer(ledger);
  customer.on_time = 0.60;
  customer.never = 0.03;
  customer.late = LatePart{15.0, 0.9};
}

double mixture_by(int days) { return exact::paid_by(0.60, 0.03, 15.0, 0.9, days); }

/// An invoice due on `due_day` that alone pays a bill on `bill_day`: fails where it has not come by then.
OptionResult play_invoice(int due_day, int bill_day, void (*add_behaviour)(Ledger&)) {
  Ledger ledger = firm();
  add_behaviour(ledger);
  add_invoice(ledger, due_day, 100);
  add_bill(ledger, bill_day, 100);
  return play(ledger, settings_of(paths, bill_day));
}

void behave_as_by_default(Ledger&) {}

}  // namespace

TEST_CASE("an invoice comes by each day with the probability of its delay law") {
  const auto [days, exactly] = GENERATE(table<int, double>({{0, 0.60},
                                                            {7, 0.673462424716},
                                                            {30, 0.888377464949},
                                                            {60, 0.947156079928},
                                                            {90, 0.961397859578},
                                                            {180, 0.968933967604}}));
  REQUIRE(mixture_by(days) == Approx(exactly).epsilon(1e-10));
  require_default(play_invoice(10, 10 + days, add_late_customer), 1.0 - exactly);
}

TEST_CASE("lateness is counted in whole days, rounded up") {
  const int days = GENERATE(1, 2, 3, 15);
  require_default(play_invoice(10, 10 + days, add_late_customer), 1.0 - mixture_by(days));
}

TEST_CASE("a delay keeps its law when it shares a factor with the rest") {
  Ledger ledger = firm();
  ledger.dependence = {0.3, 0.4};
  add_late_customer(ledger);
  add_invoice(ledger, 10, 100);
  add_bill(ledger, 40, 100);
  require_default(play(ledger, settings_of(paths, 40)), 1.0 - mixture_by(30));
}

TEST_CASE("two invoices of one customer come late together by the bivariate normal law") {
  Ledger ledger = firm();
  ledger.dependence.counterparty = 0.5;
  add_late_customer(ledger);
  add_invoice(ledger, 10, 100);
  add_invoice(ledger, 20, 100);
  add_bill(ledger, 40, 100);  // fails where neither has come
  const double first = 1.0 - mixture_by(30), second = 1.0 - mixture_by(20);
  const double neither = exact::normal_mean(
      [=](double c) { return exact::given_factor(first, 0.5, c) * exact::given_factor(second, 0.5, c); });
  require_default(play(ledger, settings_of(paths, 40)), neither);
}

TEST_CASE("an overdue invoice follows its law given that it has not come yet") {
  const int overdue = GENERATE(1, 20, 90), later = GENERATE(1, 10, 60);
  const double known = mixture_by(overdue);
  const double comes = (mixture_by(overdue + later) - known) / (1.0 - known);
  INFO(overdue << " days overdue, " << later << " days on");
  require_default(play_invoice(-overdue, later, add_late_customer), 1.0 - comes);
}

TEST_CASE("an overdue invoice comes on day 1 at the earliest") {
  Ledger ledger = firm();
  add_late_customer(ledger);
  add_invoice(ledger, -20, 100);
  add_bill(ledger, 0, 100);
  const OptionResult result = play(ledger, settings_of(1000, 30));
  REQUIRE(result.by_day.at(0).value().value == 1.0);
}

TEST_CASE("an overdue invoice of a customer who always pays on time follows the built-in law, counted from as_of") {
  const int overdue = GENERATE(1, 200), later = GENERATE(1, 10, 30, 90);
  const double comes = exact::paid_by(0.0, 0.10, 30.0, 1.0, later);
  require_default(play_invoice(-overdue, later, behave_as_by_default), 1.0 - comes);
}

TEST_CASE("a customer fails by each day with the probability of its yearly rate, and takes its invoices along") {
  Ledger ledger = firm();
  add_customer(ledger).failure_annual = 0.3;
  for (const int day : {50, 200, 365}) {
    add_invoice(ledger, day, 100);
    add_bill(ledger, day, 100);
  }
  const OptionResult result = play(ledger, settings_of(paths, 365));
  REQUIRE(result.by_day.at(49)->value == 0.0);
  const auto failed_by = [](int day) { return 1.0 - std::pow(0.7, day / 365.0); };
  for (const int day : {50, 199, 200, 364, 365}) {
    INFO("day " << day);
    require_share(result.by_day.at(static_cast<std::size_t>(day))->value,
                  failed_by(day < 200   ? 50
                            : day < 365 ? 200
                                        : 365),
                  paths);
  }
  require_default(result, 0.3);
}

TEST_CASE("an order is lost where its customer fails by the day it ships, with its cost sunk") {
  Ledger ledger = firm(40);
  add_customer(ledger).failure_annual = 0.3;
  add_order(ledger, 100, 100, 0.1, "Customer");
  ledger.orders[0].terms_days = 60;
  ledger.orders[0].cost = 40;
  ledger.orders[0].cost_sunk = 0.5;
  add_bill(ledger, 160, 100);
  // Paid where the order is not cancelled and the customer lives past day 160.
  const double lives = std::pow(0.7, 160.0 / 365.0), lost = 1.0 - 0.9 * std::pow(0.7, 100.0 / 365.0);
  const OptionResult result = play(ledger, settings_of(paths, 160));
  require_default(result, 1.0 - 0.9 * lives);
  // Half the cost is sunk where the order is cancelled: 20 left, else nothing on day 105.
  const DaySpread& after = result.position.at(15);
  REQUIRE(after.day == 105);
  require_near(after.mean.value, 20.0 * lost, 20.0 * std::sqrt(lost * (1.0 - lost) / static_cast<double>(paths)));
}
