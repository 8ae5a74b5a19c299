#include <cmath>

#include "tests/oracle/exact.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

/// Fifty orders of 100, of fifty customers, and a bill that cannot be paid where `fatal` or more are cancelled.
Ledger portfolio(int fatal) {
  Ledger ledger = firm();
  ledger.dependence.market = 0.15;
  for (int i = 0; i < 50; ++i) add_order(ledger, i % 10, 100, 0.02);
  add_bill(ledger, 10, 100 * (50 - fatal + 1));
  return ledger;
}

/// Two orders of 100, and a bill of 100: fails where both are cancelled.
Ledger pair_of(double first, double second, const std::string& second_customer, Dependence dependence) {
  Ledger ledger = firm();
  ledger.dependence = dependence;
  add_order(ledger, 1, 100, first, "Customer");
  add_order(ledger, 2, 100, second, second_customer);
  add_bill(ledger, 3, 100);
  return ledger;
}

double both(double first, double second, double correlation) {
  return exact::normal_mean([=](double m) {
    return exact::given_factor(first, correlation, m) * exact::given_factor(second, correlation, m);
  });
}

}  // namespace

TEST_CASE("a portfolio on one market factor fails by the mixed binomial law") {
  const auto [fatal, exactly] = GENERATE(table<int, double>({{1, 1.0 - 0.501807325109}, {5, 0.0334694465124}}));
  const int least = fatal;
  const double quadrature = exact::normal_mean(
      [least](double m) { return exact::binomial_at_least(least, 50, exact::given_factor(0.02, 0.15, m)); });
  REQUIRE(quadrature == Approx(exactly).epsilon(1e-9));
  require_default(play(portfolio(fatal), settings_of(400000, 10)), exactly);
}

TEST_CASE("two orders of one customer are cancelled together by the bivariate normal law") {
  const auto correlation = GENERATE(0.15, 0.4, 0.9);
  REQUIRE(both(0.5, 0.5, correlation) == Approx(0.25 + std::asin(correlation) / (2.0 * std::acos(-1.0))).epsilon(1e-7));
  const SimulationSettings settings = settings_of(400000, 3);
  require_default(play(pair_of(0.5, 0.5, "Customer", {0.0, correlation}), settings), both(0.5, 0.5, correlation));
  require_default(play(pair_of(0.05, 0.2, "Customer", {0.0, correlation}), settings), both(0.05, 0.2, correlation));
}

TEST_CASE("the customer's factor joins its own orders only, the market's joins all") {
  const SimulationSettings settings = settings_of(400000, 3);
  require_default(play(pair_of(0.1, 0.2, "Another", {0.0, 0.5}), settings), 0.1 * 0.2);
  require_default(play(pair_of(0.1, 0.2, "Another", {0.3, 0.5}), settings), both(0.1, 0.2, 0.3));
  require_default(play(pair_of(0.1, 0.2, "Customer", {0.3, 0.5}), settings), both(0.1, 0.2, 0.8));
}

TEST_CASE("loadings that sum to one leave a customer's orders a single fate") {
  const OptionResult result = play(pair_of(0.1, 0.2, "Customer", {0.4, 0.6}), settings_of(400000, 3));
  require_default(result, 0.1);
}

TEST_CASE("a scenario's dependence replaces the ledger's") {
  Scenario scenario;
  scenario.dependence = Dependence{0.0, 0.4};
  const Ledger ledger = pair_of(0.1, 0.2, "Customer", {0.0, 0.0});
  const OptionResult result = simulate(ledger, scenario, {}, settings_of(400000, 3)).options.at(0);
  require_default(result, both(0.1, 0.2, 0.4));
}

TEST_CASE("dependence leaves the probability of one order as it was") {
  Ledger ledger = firm();
  ledger.dependence = {0.35, 0.4};
  add_order(ledger, 1, 100, 0.07);
  add_bill(ledger, 1, 100);
  require_default(play(ledger, settings_of(400000, 3)), 0.07);
}
