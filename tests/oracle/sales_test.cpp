#include <cmath>

#include "tests/oracle/exact.hpp"
#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

constexpr std::uint64_t paths = 200000;
constexpr Minor expected = 1'000'000;

/// A stream invoiced on the 15th of `periods` months from January, paid ten days later.
Ledger stream_of(double volatility, double level_volatility, int periods) {
  Ledger ledger = firm();
  SalesStream stream;
  stream.name = "Stream";
  stream.counterparty = "Shop";
  stream.amount = expected;
  stream.when.first = Date::of(2026, 1, 15);
  stream.when.until = add_months(stream.when.first, periods - 1);
  stream.terms_days = 10;
  stream.volatility = volatility;
  stream.level_volatility = level_volatility;
  ledger.sales.push_back(stream);
  return ledger;
}

/// P(a lognormal of mean 1 and log-sd `deviation` lies below x).
double lognormal_below(double x, double deviation) { return exact::normal(std::log(x) / deviation + 0.5 * deviation); }

}  // namespace

TEST_CASE("a sale is realised below an amount with the lognormal probability") {
  const auto [volatility, level] = GENERATE(table<double, double>({{0.3, 0.0}, {0.0, 0.3}, {0.3, 0.4}}));
  const double share = GENERATE(0.6, 0.95, 1.3);
  Ledger ledger = stream_of(volatility, level, 1);
  add_bill(ledger, 24, static_cast<Minor>(share * expected));
  INFO("volatility " << volatility << ", level " << level << ", share " << share);
  require_default(play(ledger, settings_of(paths, 30)), lognormal_below(share, std::hypot(volatility, level)));
}

TEST_CASE("an uncertain sale keeps its mean") {
  const auto [volatility, level] = GENERATE(table<double, double>({{0.3, 0.0}, {0.0, 0.3}, {0.3, 0.4}}));
  const double variance = volatility * volatility + level * level;
  const double deviation = expected * std::sqrt(std::exp(variance) - 1.0);
  const OptionResult result = play(stream_of(volatility, level, 1), settings_of(paths, 30));
  require_near(result.cash.back().mean.value, expected, deviation / std::sqrt(static_cast<double>(paths)));
  REQUIRE(result.cash.back().mean.standard_error ==
          Approx(deviation / std::sqrt(static_cast<double>(paths))).epsilon(0.05));
}

TEST_CASE("a stream has one level for all its periods, and a draw for each period") {
  const OptionResult level = play(stream_of(0.0, 0.3, 6), settings_of(paths, 200));
  // Six equal periods: the median of the sum is six times the median of one.
  const double sixfold = 6.0 * expected, deviation = sixfold * std::sqrt(std::exp(0.09) - 1.0);
  require_near(level.cash.back().mean.value, sixfold, deviation / std::sqrt(static_cast<double>(paths)));
  REQUIRE(level.cash.back().mean.standard_error ==
          Approx(deviation / std::sqrt(static_cast<double>(paths))).epsilon(0.05));
  const OptionResult period = play(stream_of(0.3, 0.0, 6), settings_of(paths, 200));
  require_near(period.cash.back().mean.value, sixfold, deviation / std::sqrt(6.0 * paths));
  REQUIRE(period.cash.back().mean.standard_error == Approx(deviation / std::sqrt(6.0 * paths)).epsilon(0.05));
}

TEST_CASE("the cost of a sale follows what is realised by its flexible share") {
  Ledger ledger = stream_of(0.4, 0.0, 1);
  ledger.sales[0].cost_share = 0.6;
  ledger.sales[0].cost_flex = 0.5;
  // Realised R brings R - 0.3 - 0.3 R by day 24; without cash the cost on day 14 waits for the receipt.
  ledger.cash = expected * 10;
  add_bill(ledger, 24, expected * 10 + static_cast<Minor>(0.26 * expected));
  // Fails where 0.7 R < 0.56.
  require_default(play(ledger, settings_of(paths, 30)), lognormal_below(0.8, 0.4));
}
