// A lender's figures against plain code on the twin's paths, closed forms, and loans worked by hand.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "engine/lending/assess.hpp"
#include "engine/lending/lender_scenario.hpp"
#include "engine/lending/loan_pricing.hpp"
#include "engine/lending/ratio_counts.hpp"
#include "engine/lending/sensitivity.hpp"
#include "engine/questions/lender_horizon.hpp"
#include "engine/simulation/simulation.hpp"
#include "tests/engine/hand_ledger.hpp"
#include "tests/engine/random_ledger.hpp"
#include "tests/engine/reference_flows.hpp"
#include "tests/engine/reference_twin.hpp"

using namespace headroom;

namespace {

constexpr int paths = 96;

/// What plain code makes of the twin's paths.
struct PlainLender {
  double loss = 0.0, exposure = 0.0, squares = 0.0;
  int defaults = 0, exposed = 0, cash_breaches = 0, dscr_breaches = 0;
  std::vector<double> ratios;                  // over the horizon
  std::map<std::string, double> debt_service;  // by month
};

double percentile(std::vector<double> values, double p) {
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size()) - 1e-9)) - 1];
}

Minor exposure_of(const twin::RandomCase& played, const ReliefLoan& loan, const twin::PathOutcome& outcome,
                  std::uint64_t seed, std::uint64_t path) {
  const Ledger& ledger = played.ledger;
  const twin::Shocks shocks(ledger, played.scenario);
  const twin::Timeline timeline(ledger.company, played.horizon_days);
  const Date day_0 = ledger.company.as_of, disbursed = day_0 + loan.disbursed_after_days;
  const int disbursed_day = timeline.settled(disbursed);
  const auto event = outcome.first_day[static_cast<std::size_t>(Event::any_90dpd)];
  if (!event || disbursed_day > played.horizon_days) return 0;
  if (!twin::Future(ledger, shocks, seed, path).approves(loan.approval_probability)) return 0;
  if (loan.withheld_after) {
    const auto withheld = outcome.first_day[static_cast<std::size_t>(*loan.withheld_after)];
    if (withheld && *withheld < disbursed_day) return 0;
  }
  const int taken = std::max(*event - 90, disbursed_day);
  const Minor amount = loan_amount(loan, ledger);
  Minor balance = amount;
  for (const Instalment& instalment : relief_instalments(loan, amount, disbursed))
    if (timeline.settled(instalment.date) < taken) balance = instalment.balance_after;
  return balance;
}

/// Whether the rolling coverage is below the limit at any month end with three months behind it.
bool breaches(const twin::PathOutcome& outcome, Date as_of, int horizon_days, double limit) {
  for (int day = 1; day <= horizon_days; ++day) {
    const Date date = as_of + day;
    if (!is_last_day_of_month(date) || date < add_months(as_of, 3)) continue;
    const Date from = add_months(Date::of(date.year(), date.month(), 1), -11);
    Minor available = 0, service = 0;
    for (int d = std::max(1, from - as_of); d <= day; ++d) {
      const auto at = static_cast<std::size_t>(d);
      available += outcome.receipts[at] - outcome.other_dues[at];
      service += outcome.loan_dues[at];
    }
    if (service > 0 && static_cast<double>(available) / static_cast<double>(service) < limit) return true;
  }
  return false;
}

PlainLender played_plainly(const twin::RandomCase& played, const LendingPolicy& policy, std::uint64_t seed) {
  PlainLender plain;
  const Date as_of = played.ledger.company.as_of;
  for (std::uint64_t path = 0; path < paths; ++path) {
    const twin::PathOutcome outcome =
        twin::play_path({&played.ledger, &played.scenario, &played.relief, seed, played.horizon_days}, path);
    plain.defaults += outcome.first_day[static_cast<std::size_t>(Event::any_90dpd)].has_value();
    double loss = 0.0, exposure = 0.0;
    for (const ReliefLoan& loan : played.relief.loans) {
      const auto of_loan = static_cast<double>(exposure_of(played, loan, outcome, seed, path));
      exposure += of_loan;
      loss += policy.lgd * (1.0 - loan.guarantee) * of_loan;
    }
    plain.loss += loss / paths;
    plain.exposure += exposure;
    Minor available = 0, service = 0;
    for (int day = 1; day <= played.horizon_days; ++day) {
      const auto at = static_cast<std::size_t>(day);
      available += outcome.receipts[at] - outcome.other_dues[at];
      service += outcome.loan_dues[at];
      plain.debt_service[iso_text(as_of + day).substr(0, 7)] += static_cast<double>(outcome.loan_dues[at]) / paths;
    }
    if (service > 0) plain.ratios.push_back(static_cast<double>(available) / static_cast<double>(service));
    plain.cash_breaches += *std::min_element(outcome.position.begin(), outcome.position.end()) < *policy.min_cash;
    plain.dscr_breaches += breaches(outcome, as_of, played.horizon_days, *policy.min_dscr);
  }
  return plain;
}

void require_same_coverage(const Coverage& found, const PlainLender& expected) {
  for (const CoverageMonth& month : found.monthly)
    CHECK(month.debt_service == Approx(expected.debt_service.at(month.month)).epsilon(1e-9).margin(1e-6));
  REQUIRE(found.horizon.value.has_value() == !expected.ratios.empty());
  if (!found.horizon) return;
  const CoverageSpread& spread = *found.horizon;
  CHECK(spread.share_with_debt_service == Approx(static_cast<double>(expected.ratios.size()) / paths));
  for (const auto& [value, p] : {std::pair{spread.p05, 0.05}, {spread.p50, 0.5}, {spread.p95, 0.95}})
    CHECK(std::abs(value - percentile(expected.ratios, p)) <= spread.resolution + 1e-9 * std::abs(value) + 1e-9);
}

SimulationSettings settings_for(int horizon_days, std::uint64_t seed) {
  SimulationSettings settings;
  settings.paths = paths;
  settings.seed = seed;
  settings.horizon_days = horizon_days;
  settings.default_event = Event::any_90dpd;
  return settings;
}

/// One that lends 12,000.00 for a year at 12%, paid back in equal parts.
Relief lending(double guarantee = 0.0) {
  Relief relief;
  relief.name = "Loan";
  ReliefLoan loan;
  loan.amount = 1200000;
  loan.rate_annual = 0.12;
  loan.months = 12;
  loan.repayment = Repayment::equal_principal;
  loan.guarantee = guarantee;
  relief.loans.push_back(loan);
  return relief;
}

LentLoan lent_of(const Relief& relief) { return lent_loans(hand::firm(0), relief, {}).front(); }

}  // namespace

TEST_CASE("exposure, loss, coverage and covenants are those of plain code on the twin's paths", "[lending]") {
  int with_exposure = 0, with_ratios = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    INFO("seed " << seed);
    twin::RandomCase played = seed % 3 == 0 ? twin::random_strained_case(seed) : twin::random_case(seed);
    for (ReliefLoan& loan : played.relief.loans) loan.forgiveness.reset();
    LendingPolicy policy = default_lending_policy();
    policy.decline = policy.refer = {};
    policy.min_cash = played.ledger.cash_minimum;
    policy.min_dscr = 1.0;
    const std::vector<Scenario> none;
    const SimulationSettings settings = settings_for(played.horizon_days, seed);
    const AssessmentRequest request{played.ledger, played.relief, policy, none, settings};
    const Assessment found = LenderScenario(request, played.scenario).assessment();
    REQUIRE(found.is_eligible());
    if (!found.is_random) continue;
    const PlainLender expected = played_plainly(played, policy, seed);
    if (found.pd.back().with.event)
      CHECK(found.pd.back().with.event->value == Approx(static_cast<double>(expected.defaults) / paths));
    if (found.amount && found.expected_loss) {
      CHECK(found.expected_loss->value == Approx(expected.loss).margin(1.0));
      if (found.exposure_at_default)
        CHECK(found.exposure_at_default->value * found.defaults_with_loan->value * paths ==
              Approx(expected.exposure).margin(1.0));
      else CHECK(expected.exposure == 0.0);
      with_exposure += expected.exposure > 0.0;
    }
    require_same_coverage(*found.dscr, expected);
    with_ratios += !expected.ratios.empty();
    CHECK(found.covenants.at(0).breach->value == Approx(static_cast<double>(expected.dscr_breaches) / paths));
    CHECK(found.covenants.at(1).breach->value == Approx(static_cast<double>(expected.cash_breaches) / paths));
  }
  CHECK(with_exposure >= 3);
  CHECK(with_ratios >= 8);
}

TEST_CASE("an assessment is the same for any number of threads and lanes", "[lending]") {
  const twin::RandomCase played = twin::random_case(5);
  const LendingPolicy policy = default_lending_policy();
  const std::vector<Scenario> none;
  SimulationSettings settings = settings_for(played.horizon_days, 5);
  settings.threads = 1;
  const Assessment one = assess({played.ledger, played.relief, policy, none, settings});
  settings.threads = 3;
  settings.lanes = 16;
  const Assessment other = assess({played.ledger, played.relief, policy, none, settings});
  REQUIRE(one.pd.size() == other.pd.size());
  CHECK(one.pd.back().with.illiquid->value == other.pd.back().with.illiquid->value);
  CHECK(one.expected_loss.value.has_value() == other.expected_loss.value.has_value());
  if (one.expected_loss) CHECK(one.expected_loss->value == other.expected_loss->value);
  if (one.dscr->horizon) {
    CHECK(one.dscr->horizon->p50 == other.dscr->horizon->p50);
    CHECK(one.dscr->horizon->standard_error == other.dscr->horizon->standard_error);
  }
}

TEST_CASE("exposure is what is scheduled before the day on which the oldest unpaid due fell due", "[lending]") {
  const LentLoan loan = lent_of(lending());
  const int second_payment = loan.days.at(1);
  const std::vector<double> exposures = exposures_at_default(loan, 600, 90);
  CHECK(exposures[0] == 1200000.0);
  CHECK(exposures[static_cast<std::size_t>(second_payment + 90)] == 1100000.0);  // the second payment was missed
  CHECK(exposures[static_cast<std::size_t>(second_payment + 91)] == 1000000.0);
  CHECK(exposures[600] == 0.0);
  CHECK(covered_share({loan}, loan.last_day() + 90, 90) == 1.0);
  CHECK(covered_share({loan}, loan.last_day() + 89, 90) == Approx(11.0 / 12.0));
}

TEST_CASE("collateral lowers the loss given default, not below a tenth", "[lending]") {
  Relief relief = lending(0.5);
  relief.loans[0].collateral = 1000000;
  const LossTerms loss(relief.loans[0], default_lending_policy());
  CHECK(*loss.recovered == 600000.0);
  CHECK(loss.lgd_of(1200000.0) == Approx(0.20));
  CHECK(loss.loss_of(1200000.0) == Approx(0.20 * 0.5 * 1200000.0));
  CHECK(loss.lgd_of(600000.0) == 0.10);
  CHECK(loss.lgd_of(0.0) == 0.40);
}

TEST_CASE("the rate that breaks even is the one of the closed form", "[lending]") {
  // A bullet loan of a year: share q defaults on one day with all of it outstanding.
  Relief relief = lending(0.8);
  ReliefLoan& terms = relief.loans[0];
  terms.repayment = Repayment::bullet;
  terms.fee = 0.01;
  const LentLoan loan = lent_of(relief);
  const LossTerms loss(terms, default_lending_policy());
  DisbursedFutures futures{1000, std::vector<std::uint64_t>(500, 0)};
  const int event_day = 200, term = loan.last_day();
  futures.events_by_day[static_cast<std::size_t>(event_day)] = 50;
  const double q = 0.05, yield = 0.03, recovered = 1.0 - 0.40 * 0.2;
  const auto discount = [&](int day) { return std::pow(1.0 + yield, -day / 365.0); };
  const double expected = (0.99 - q * recovered * discount(event_day)) / ((1.0 - q) * discount(term)) - 1.0;
  const auto found = rate_that_pays(loan, loss, futures, 90, yield);
  REQUIRE(found);
  CHECK(*found == Approx(expected).margin(1e-8));
}

TEST_CASE("with a constant hazard the price of a loan is funding cost and expected loss", "[lending]") {
  // Interest monthly, principal at the end; defaults are taken on the event's day. At the break-even rate the expected
  // payments, worked out one future at a time, are worth what was lent.
  Relief relief = lending();
  relief.loans[0].repayment = Repayment::interest_only;
  const LentLoan loan = lent_of(relief);
  const LossTerms loss(relief.loans[0], default_lending_policy());
  DisbursedFutures futures{1'000'000, std::vector<std::uint64_t>(static_cast<std::size_t>(loan.last_day()) + 1, 0)};
  double alive = 1e6;
  for (std::uint64_t& events : futures.events_by_day) {
    events = static_cast<std::uint64_t>(std::llround(alive * 2e-4));
    alive -= static_cast<double>(events);
  }
  const auto rate = rate_that_pays(loan, loss, futures, 0, 0.03);
  REQUIRE(rate);
  const auto discount = [](int day) { return std::pow(1.03, -day / 365.0); };
  double worth = 0.0;
  const auto worth_until = [&](int end) {  // payments before a day
    double sum = 0.0;
    for (const int day : loan.days)
      if (day < end)
        sum += 1200000.0 * *rate / 12.0 * discount(day) + (day == loan.last_day() ? 1200000.0 * discount(day) : 0.0);
    return sum;
  };
  double survivors = 1e6;
  for (std::size_t day = 0; day < futures.events_by_day.size(); ++day) {
    const auto count = static_cast<double>(futures.events_by_day[day]);
    survivors -= count;
    worth += count * (worth_until(static_cast<int>(day)) + 0.6 * 1200000.0 * discount(static_cast<int>(day)));
  }
  worth += survivors * worth_until(loan.last_day() + 1);
  CHECK(worth / 1e6 == Approx(1200000.0).epsilon(1e-8));
  CHECK_FALSE(rate_that_pays(loan, loss, {1000, std::vector<std::uint64_t>(10, 100)}, 0, 0.03));  // all default at once
}

TEST_CASE("the yield of a loan counts its fee", "[lending]") {
  // 1,000,000 at 4.55%, interest monthly, 1% withheld: 0.465040393979% a month, 5.725453905% a year of equal months.
  Relief relief = lending();
  ReliefLoan& terms = relief.loans[0];
  terms.amount = 100000000;
  terms.rate_annual = 0.0455;
  terms.repayment = Repayment::interest_only;
  terms.fee = 0.01;
  const auto yield = effective_rate_with_fee(lent_of(relief));
  REQUIRE(yield);
  CHECK(*yield == Approx(0.05725453905).margin(2e-5));  // days, where the worked value has twelfths of a year
}

TEST_CASE("ratios of any size are counted to a fine resolution", "[lending]") {
  RatioRange range;
  std::vector<double> ratios;
  for (int i = 0; i < 4000; ++i) ratios.push_back(0.5 + 3.0 * std::pow(i / 4000.0, 3.0) + (i % 97 == 0 ? 1e6 : 0.0));
  for (std::size_t i = 0; i < 1024; ++i) range.include(ratios[i]);
  RatioCounts whole(range), first(range), second(range);
  for (std::size_t i = 0; i < ratios.size(); ++i) {
    whole.add(ratios[i]);
    (i % 3 == 0 ? first : second).add(ratios[i]);
  }
  first.merge(second);
  const CoverageSpread spread = *whole.spread(8000);
  CHECK(spread.share_with_debt_service == 0.5);
  CHECK(spread.p50 == first.spread(8000)->p50);
  CHECK(std::abs(spread.p50 - percentile(ratios, 0.5)) <= spread.resolution);
  CHECK(std::abs(spread.p05 - percentile(ratios, 0.05)) <= spread.resolution);
  CHECK(spread.resolution < 0.1);  // of ratios from 0.5 to 1,000,000
}

TEST_CASE("rules that decline come first, and a value that is not there is not met", "[lending]") {
  LendingPolicy policy = default_lending_policy();
  RuleValues values;
  values.fill(Figure<double>(Unsaid::nothing_random));
  CHECK_FALSE(deciding_rule(held_against(policy, values)));
  values[static_cast<std::size_t>(RuleOf::pd_12m)] = 0.06;
  auto rules = held_against(policy, values);
  REQUIRE(deciding_rule(rules) == std::size_t{1});
  CHECK_FALSE(rules[1].declines);
  values[static_cast<std::size_t>(RuleOf::pd_12m)] = 0.21;
  rules = held_against(policy, values);
  CHECK(deciding_rule(rules) == std::size_t{0});
  CHECK(may_lend_less(rules));
  policy.decline = {{RuleOf::concentration, 0.5}};
  policy.refer = {{RuleOf::dscr_p50, 1.2}};
  values[static_cast<std::size_t>(RuleOf::concentration)] = 0.6;
  values[static_cast<std::size_t>(RuleOf::dscr_p50)] = 1.2;
  rules = held_against(policy, values);
  CHECK(deciding_rule(rules) == std::size_t{0});
  CHECK_FALSE(may_lend_less(rules));  // concentration alone, and 1.2 is not below 1.2
}

TEST_CASE("the largest acceptable amount is searched from above", "[lending]") {
  const Minor asked = 190000000, step = 200000;
  const auto search = [&](const std::function<bool(Minor)>& accepts) {
    return largest_acceptable(asked, step, [&](const std::vector<Minor>& amounts) {
      std::vector<bool> met;
      for (const Minor amount : amounts) {
        CHECK((amount > 0 && amount < asked));
        met.push_back(accepts(amount));
      }
      return met;
    });
  };
  CHECK(search([](Minor amount) { return amount <= 73100000; }) == Minor{73000000});
  CHECK_FALSE(search([](Minor) { return false; }));
  CHECK(search([](Minor) { return true; }) == asked - step);
}

TEST_CASE("what is lent to a firm that is not eligible is declined, and nothing is played for it", "[lending]") {
  Ledger ledger = hand::firm(100000);
  hand::add_bill(ledger, PaymentClass::wages, 40, 500);
  Relief relief = lending();
  relief.eligibility.employees_max = 3;
  const LendingPolicy policy = default_lending_policy();
  const std::vector<Scenario> none;
  const Assessment found = assess({ledger, relief, policy, none, settings_for(365, 1)});
  CHECK(found.recommendation.decision == Decision::decline);
  CHECK(found.amount.unsaid == Unsaid::not_eligible);
  CHECK(found.dscr.unsaid == Unsaid::not_eligible);
}

TEST_CASE("where nothing is random there is coverage of the one course and no probability", "[lending]") {
  Ledger ledger = hand::firm(10000000);
  ledger.fixed_costs.push_back(hand::monthly(PaymentClass::wages, Date::of(2026, 1, 31), 50000));
  hand::add_invoice(ledger, 60, 900000);
  const Relief relief = lending();
  const LendingPolicy policy = default_lending_policy();
  const std::vector<Scenario> none;
  const Assessment found = assess({ledger, relief, policy, none, settings_for(120, 1)});
  CHECK_FALSE(found.is_random);
  CHECK(found.grade.unsaid == Unsaid::nothing_random);
  CHECK(found.expected_loss.unsaid == Unsaid::nothing_random);
  REQUIRE(found.dscr->horizon);
  // Receipts 9,000.00 less wages of January to April; instalments of February to May.
  double service = 0.0;
  for (const CoverageMonth& month : found.dscr->monthly) service += month.debt_service;
  CHECK(found.dscr->horizon->p50 == Approx((900000.0 - 4 * 50000.0) / service));
  CHECK(found.dscr->horizon->p05 == found.dscr->horizon->p95);
}

/// A shop with uncertain sales that pays wages.
Ledger shop(Minor cash, Minor sales_a_month) {
  Ledger ledger = hand::firm(cash);
  ledger.fixed_costs.push_back(hand::monthly(PaymentClass::wages, Date::of(2026, 1, 31), 400000));
  SalesStream stream;
  stream.name = "Shop";
  stream.counterparty = "Customer";
  stream.amount = sales_a_month;
  stream.when.first = Date::of(2026, 1, 20);
  stream.volatility = 0.4;
  ledger.sales.push_back(stream);
  return ledger;
}

TEST_CASE("a smaller loan that is recommended stands by itself, and a step more does not", "[lending]") {
  const Ledger ledger = shop(300000, 600000);
  Relief relief = lending();
  LendingPolicy policy = default_lending_policy();
  policy.decline.clear();
  policy.refer = {{RuleOf::dscr_p50, 3.0}};
  const std::vector<Scenario> none;
  const SimulationSettings settings = settings_for(400, 3);
  const Assessment asked = assess({ledger, relief, policy, none, settings});
  REQUIRE(asked.recommendation.decision == Decision::approve_smaller);
  const Minor smaller = *asked.recommendation.amount;
  CHECK((smaller > 0 && smaller < 1200000));
  CHECK(smaller % 2000 == 0);
  relief.loans[0].amount = smaller;
  const Assessment itself = assess({ledger, relief, policy, none, settings});
  CHECK(itself.recommendation.decision == Decision::approve);
  CHECK(itself.dscr->horizon->p50 >= 3.0);
  relief.loans[0].amount = smaller + 2000;
  CHECK(assess({ledger, relief, policy, none, settings}).dscr->horizon->p50 < 3.0);
}

TEST_CASE("a lever gives what a run of its scenario gives, to the bit", "[lending]") {
  const Ledger ledger = shop(300000, 400000);
  const Relief relief = lending();
  SimulationSettings settings = settings_for(400, 3);
  settings.paths = 640;
  const std::vector<Sensitivity> rows = most_sensitive(ledger, relief, settings);
  const auto sales =
      std::find_if(rows.begin(), rows.end(), [](const Sensitivity& row) { return row.lever == "sales"; });
  REQUIRE(sales != rows.end());
  for (const auto& [factor, found] : {std::pair{0.9, *sales->low}, {1.1, *sales->high}}) {
    Scenario scenario;
    Shock shock;
    shock.of = ShockOf::sales;
    shock.times = factor;
    scenario.shocks.push_back(shock);
    const ScenarioResult run = simulate(ledger, scenario, {relief}, settings);
    CHECK(run.options[1].events[static_cast<std::size_t>(Event::any_90dpd)]->value == found);
  }
  CHECK(*sales->low > *sales->high);
  CHECK(std::none_of(rows.begin(), rows.end(), [](const Sensitivity& row) { return row.lever == "never"; }));
}
