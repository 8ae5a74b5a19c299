#include <cmath>

#include "tests/oracle/oracle_ledger.hpp"

using namespace headroom;
using namespace headroom::oracle;

namespace {

constexpr std::uint64_t paths = 200000;
constexpr double first_cancelled = 0.3, second_cancelled = 0.2, approved = 0.6;
constexpr Minor amount = 10000, interest = 1000;
constexpr int bill_day = 10, second_day = 80, repayment_day = 90;

/// An order pays the bill of day 10; a second one, on day 80, pays nothing by itself.
Ledger firm_to_bridge() {
  Ledger ledger = firm();
  add_order(ledger, bill_day, amount, first_cancelled);
  add_order(ledger, second_day, amount + interest, second_cancelled);
  add_bill(ledger, bill_day, amount);
  return ledger;
}

/// As much as the bill, repaid in one sum with interest after three months.
Relief bridge() {
  ReliefLoan loan;
  loan.amount = amount;
  loan.rate_annual = 0.4;  // a quarter of it for three months of 30 days
  loan.months = 3;
  loan.repayment = Repayment::bullet;
  loan.approval_probability = approved;
  Relief relief;
  relief.name = "Bridge";
  relief.loans.push_back(loan);
  return relief;
}

std::vector<OptionResult> play_with(const std::vector<Relief>& reliefs, int horizon_days) {
  return simulate(firm_to_bridge(), Scenario{}, reliefs, settings_of(paths, horizon_days)).options;
}

}  // namespace

TEST_CASE("a bridge loan divides the paths into five shares of known probability") {
  const auto options = play_with({bridge()}, 120);
  require_default(options.at(0), first_cancelled);
  REQUIRE(!options.at(0).change);
  const OptionResult& option = options.at(1);
  const Change& change = option.change.value();
  // First order lost: the loan pays the bill, and is itself paid if the second order comes. First order paid: the loan
  // stays in cash, but its interest needs the second.
  require_share(change.survives_anyway, (1.0 - first_cancelled) * (1.0 - approved * second_cancelled), paths);
  require_share(change.saved, first_cancelled * approved * (1.0 - second_cancelled), paths);
  require_share(change.delayed, first_cancelled * approved * second_cancelled, paths);
  require_share(change.fails_anyway, first_cancelled * (1.0 - approved), paths);
  require_share(change.harmed, (1.0 - first_cancelled) * approved * second_cancelled, paths);
  REQUIRE(change.survives_anyway + change.saved + change.delayed + change.fails_anyway + change.harmed ==
          Approx(1.0).epsilon(1e-14));
  require_default(option, first_cancelled * (1.0 - approved) + approved * second_cancelled);
  require_share(option.by_day.at(repayment_day - 1)->value, first_cancelled * (1.0 - approved), paths);
}

TEST_CASE("the change of a relief has the standard error of paired paths") {
  const auto options = play_with({bridge()}, 120);
  const Change& change = options.at(1).change.value();
  const double difference = change.default_probability.value, n = static_cast<double>(paths);
  REQUIRE(difference ==
          Approx(options.at(1).default_probability->value - options.at(0).default_probability->value).epsilon(1e-12));
  // Of one path: -1 where it is saved, +1 where it is harmed, which here it only is by failing with the loan alone.
  REQUIRE(change.default_probability.standard_error ==
          Approx(std::sqrt(change.saved + change.harmed - difference * difference) / std::sqrt(n)).epsilon(1e-12));
  const double saved = first_cancelled * approved * (1.0 - second_cancelled);
  const double harmed = (1.0 - first_cancelled) * approved * second_cancelled;
  const double exactly = harmed - saved, deviation = std::sqrt((saved + harmed - exactly * exactly) / n);
  require_near(difference, exactly, deviation);
  REQUIRE(change.default_probability.standard_error == Approx(deviation).epsilon(0.02));
}

TEST_CASE("what a loan leaves owed after the horizon is its principal, where it was approved") {
  const auto options = play_with({bridge()}, 60);
  const OptionResult& option = options.at(1);
  const double deviation =
      static_cast<double>(amount) * std::sqrt(approved * (1.0 - approved) / static_cast<double>(paths));
  require_near(option.owed_after_horizon.value(), approved * static_cast<double>(amount), deviation);
  require_near(option.relief_received, approved * static_cast<double>(amount), deviation);
  REQUIRE(!options.at(0).owed_after_horizon);
  // All that the loan delays or harms lies beyond the horizon: it looks better than it is.
  REQUIRE(option.change->delayed == 0.0);
  REQUIRE(option.change->harmed == 0.0);
  require_share(option.change->saved, first_cancelled * approved, paths);
}

TEST_CASE("a loan due within the horizon leaves owed what of it cannot be paid") {
  const auto options = play_with({bridge()}, 120);
  const OptionResult& option = options.at(1);
  // The second order lost: the interest is missing where the first has come, all of it where the loan has paid the
  // bill.
  const double lost = approved * second_cancelled;
  const double only_interest = lost * (1.0 - first_cancelled), all = lost * first_cancelled;
  const double mean = only_interest * interest + all * (amount + interest);
  const double square = only_interest * interest * interest + all * (amount + interest) * (amount + interest);
  require_near(option.owed_in_arrears, mean, std::sqrt((square - mean * mean) / static_cast<double>(paths)));
  REQUIRE(option.owed_after_horizon == option.owed_in_arrears);
  REQUIRE(play_with({bridge()}, 60).at(1).owed_in_arrears == 0.0);
}

TEST_CASE("a fee is withheld from what is received, not from what is owed") {
  Relief relief = bridge();
  relief.loans[0].fee = 0.02;
  relief.loans[0].approval_probability = 1.0;
  const auto options = play_with({relief}, 60);
  REQUIRE(options.at(1).relief_received == 9800.0);
  REQUIRE(options.at(1).owed_after_horizon == 10000.0);
  REQUIRE(options.at(1).default_probability->value == options.at(0).default_probability->value);  // 200 short
}

TEST_CASE("a loan withheld after default reaches only the firms that do not need it") {
  Relief relief = bridge();
  relief.loans[0].disbursed_after_days = 20;
  relief.loans[0].withheld_after = Event::illiquid;
  const auto options = play_with({relief}, 60);
  const OptionResult& option = options.at(1);
  REQUIRE(option.change->saved == 0.0);
  REQUIRE(option.default_probability->value == options.at(0).default_probability->value);
  const double reached = approved * (1.0 - first_cancelled);
  require_near(option.owed_after_horizon.value(), reached * static_cast<double>(amount),
               static_cast<double>(amount) * std::sqrt(reached * (1.0 - reached) / static_cast<double>(paths)));
}

TEST_CASE("all reliefs meet one draw of approval") {
  Relief larger = bridge();
  larger.name = "Larger";
  larger.loans[0].amount = 2 * amount;
  const auto options = play_with({bridge(), larger}, 60);
  REQUIRE(options.at(2).owed_after_horizon.value() == 2.0 * options.at(1).owed_after_horizon.value());
  REQUIRE(options.at(2).default_probability->value == options.at(1).default_probability->value);
}

TEST_CASE("a loan that is forgiven before it is due saves and harms no one") {
  Relief relief = bridge();
  relief.loans[0].forgiveness = Forgiveness{1.0, 2, {}, std::nullopt, 0};
  const auto options = play_with({relief}, 120);
  const OptionResult& option = options.at(1);
  const Change& change = option.change.value();
  require_share(change.saved, first_cancelled * approved, paths);
  REQUIRE(change.harmed == 0.0);
  REQUIRE(change.delayed == 0.0);
  REQUIRE(option.owed_after_horizon == 0.0);
  REQUIRE(option.forgiven == option.relief_received);
  const double deviation =
      static_cast<double>(amount) * std::sqrt(approved * (1.0 - approved) / static_cast<double>(paths));
  require_near(option.forgiven, approved * static_cast<double>(amount), deviation);
}

TEST_CASE("before its decision a loan to be forgiven is owed") {
  Relief relief = bridge();
  relief.loans[0].forgiveness = Forgiveness{0.5, 2, {}, std::nullopt, 0};
  const auto options = play_with({relief}, 40);
  const OptionResult& option = options.at(1);
  REQUIRE(option.forgiven == 0.0);
  REQUIRE(option.owed_after_horizon.value() == option.relief_received);
  REQUIRE(option.forgiven_after_horizon == 0.5 * option.relief_received);
}

TEST_CASE("dues that are exempt cannot fail") {
  Ledger ledger = firm_to_bridge();
  ledger.payables[0].payment_class = PaymentClass::tax;
  Relief relief;
  relief.name = "Exemption";
  Exemption exemption;
  exemption.payment_class = PaymentClass::tax;
  relief.exemptions = {exemption};
  const auto options = simulate(ledger, Scenario{}, {relief}, settings_of(paths, 60)).options;
  REQUIRE(options.at(1).default_probability->value == 0.0);
  REQUIRE(options.at(1).exempted == static_cast<double>(amount));
  REQUIRE(options.at(1).relief_received == 0.0);
  REQUIRE(options.at(1).owed_after_horizon == 0.0);
  REQUIRE(options.at(1).change->saved == options.at(0).default_probability->value);
}
