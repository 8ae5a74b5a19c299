#include "engine/lending/lender_scenario.hpp"

#include <algorithm>
#include <cmath>

#include "engine/lending/coverage_figures.hpp"
#include "engine/lending/customer_lateness.hpp"
#include "engine/measures/statistics.hpp"
#include "engine/questions/lender_horizon.hpp"
#include "engine/questions/loan_size.hpp"

namespace headroom {

namespace {

constexpr int months_of_year = 12;

std::uint64_t events_by(const LendingCounts& counts, LenderEvent event, int day) {
  std::uint64_t count = 0;
  for (int d = 0; d <= day; ++d) count += counts.by_day(event)[static_cast<std::size_t>(d)];
  return count;
}

EventProbabilities probabilities_by(const OptionPlan& option, const LendingCounts& counts, Event event, int day) {
  return {probability_by(option, counts, Event::illiquid, LenderEvent::illiquid, day),
          probability_by(option, counts, Event::loan_90dpd, LenderEvent::loan_90dpd, day),
          probability_by(option, counts, event, LenderEvent::chosen, day)};
}

template <class T>
Figure<double> value_of(const Figure<T>& figure) {
  return figure ? Figure<double>(figure->value) : Figure<double>(*figure.unsaid);
}

double share_of_effect(const LendingCounts& counts, ReliefEffect effect) {
  return static_cast<double>(counts.effects()[static_cast<std::size_t>(effect)]) / static_cast<double>(counts.paths());
}

/// What the relief does to `illiquid`, as shares of futures.
Change change_of(const LendingCounts& counts) {
  const auto share = [&](ReliefEffect effect) { return share_of_effect(counts, effect); };
  const double only_with = share(ReliefEffect::only_with_relief), saved = share(ReliefEffect::saved);
  const double difference = only_with - saved, n = static_cast<double>(counts.paths());
  return {{difference, std::sqrt(std::max(0.0, only_with + saved - difference * difference) / n)},
          share(ReliefEffect::survives_anyway),
          saved,
          share(ReliefEffect::delayed),
          share(ReliefEffect::fails_anyway),
          share(ReliefEffect::earlier) + only_with};
}

std::vector<Trigger> triggers_of(const LendingPolicy& policy) {
  using Of = Trigger::Of;
  std::vector<Trigger> triggers;  // in the order in which coverage_figures reads them
  if (policy.min_dscr) triggers.push_back({.of = Of::dscr, .ratio_limit = *policy.min_dscr});
  if (policy.min_cash) triggers.push_back({.of = Of::position, .position_limit = *policy.min_cash});
  const WatchLimits& watch = policy.watch;
  if (watch.cash_below) triggers.push_back({.of = Of::position, .position_limit = *watch.cash_below});
  if (watch.dscr_below) triggers.push_back({.of = Of::dscr, .ratio_limit = *watch.dscr_below});
  if (watch.largest_customer_late_days)
    triggers.push_back({.of = Of::late_customer, .late_days = *watch.largest_customer_late_days});
  return triggers;
}

/// Whether any rule of a policy looks at it.
bool looks_at(const LendingPolicy& policy, RuleOf of) {
  const auto is_of = [of](const LendingRule& rule) { return rule.of == of; };
  return std::any_of(policy.decline.begin(), policy.decline.end(), is_of) ||
         std::any_of(policy.refer.begin(), policy.refer.end(), is_of);
}

/// Millions of euro; nothing where revenue or rate is not known.
std::optional<double> revenue_in_euro(const Ledger& ledger, const LendingPolicy& policy) {
  const Company& company = ledger.company;
  if (!company.annual_revenue) return std::nullopt;
  std::optional<double> rate = policy.eur_rate;
  if (!rate && company.currency == "EUR") rate = 1.0;
  if (const ExchangeRates::Row* row = ledger.exchange_rates.find("EUR"); !rate && row != nullptr)
    rate = static_cast<double>(row->rate.mantissa) * std::pow(10.0, row->rate.exponent);
  if (!rate) return std::nullopt;
  return to_major(*company.annual_revenue, company.decimals) / *rate / 1e6;
}

Figure<BaselResult> basel_of(const LentRelief& lent, const Ledger& ledger, const Assessment& assessment) {
  if (!assessment.grade) return *assessment.grade.unsaid;
  if (!lent.is_single()) return Unsaid::several_loans;
  if (assessment.grade->pd >= 1.0) return Unsaid::certain_default;
  BaselResult result;
  result.lgd = *assessment.loss_given_default;
  result.maturity_years = *assessment.last_payment_day / 365.0;
  result.revenue_eur_million = revenue_in_euro(ledger, assessment.policy);
  result.capital = basel_capital({assessment.grade->pd, result.lgd, result.maturity_years, result.revenue_eur_million});
  result.rwa = result.capital.risk_weight * static_cast<double>(lent.amount());
  result.capital_amount = 0.08 * result.rwa;
  return result;
}

Minor debt_of(const Ledger& ledger) {
  Minor debt = 0;
  for (const Loan& loan : ledger.loans)
    debt += in_ledger_currency(ledger, loan.balance, loan.currency) +
            in_ledger_currency(ledger, loan.past_due, loan.currency);
  for (const CreditLine& line : ledger.credit_lines) debt += in_ledger_currency(ledger, line.drawn, line.currency);
  return debt;
}

}  // namespace

Figure<Estimate> probability_by(const OptionPlan& option, const LendingCounts& counts, Event event, LenderEvent counted,
                                int day) {
  if (!option.possible[static_cast<std::size_t>(event)]) return Unsaid::impossible;
  if (!option.is_random) return Unsaid::nothing_random;
  return proportion(events_by(counts, counted, day), counts.paths());
}

LenderScenario::LenderScenario(const AssessmentRequest& request, const Scenario& scenario)
    : request_(request),
      scenario_(scenario),
      offered_(offered_relief(request.relief, request.ledger)),
      grid_(request.ledger.company.as_of, request.settings.horizon_days),
      waiting_days_(waiting_days(request.settings.default_event)),
      day_12m_(std::min(add_months(request.ledger.company.as_of, months_of_year) - request.ledger.company.as_of,
                        request.settings.horizon_days)),
      concentration_(concentration_of(request.ledger, request.settings.horizon_days)) {}

Assessment LenderScenario::assessment() const {
  Assessment assessment;
  fill_terms(assessment);
  fill_counts(assessment);
  recommend(assessment);
  return assessment;
}

/// What follows from terms and ledger alone.
void LenderScenario::fill_terms(Assessment& assessment) const {
  const Ledger& ledger = request_.ledger;
  assessment.relief = offered_.terms.name;
  assessment.unmet = offered_.unmet;
  assessment.event = request_.settings.default_event;
  assessment.waiting_days = waiting_days_;
  assessment.horizon_days = request_.settings.horizon_days;
  assessment.policy = request_.policy;
  assessment.concentration = concentration_ ? Figure<ConcentrationResult>(*concentration_)
                                            : Figure<ConcentrationResult>(Unsaid::nothing_expected);
  assessment.total_debt = debt_of(ledger);
  const auto say_all = [&](Unsaid reason) {
    assessment.amount = reason;
    assessment.covered = assessment.ltv = assessment.loss_given_default = assessment.guarantee = Figure<double>(reason);
    assessment.exposure_at_default = assessment.defaults_with_loan = assessment.expected_loss =
        Figure<Estimate>(reason);
    assessment.contract_rate = assessment.contract_effective = Figure<double>(reason);
    assessment.break_even_rate = assessment.break_even_effective = assessment.price_for_target = Figure<double>(reason);
    assessment.basel = reason;
    assessment.ifrs9 = reason;
  };
  say_all(offered_.is_eligible() ? Unsaid::lends_nothing : Unsaid::not_eligible);
  if (!offered_.is_eligible()) {
    assessment.grade = Unsaid::not_eligible;
    assessment.dscr = Unsaid::not_eligible;
    assessment.owed_after_horizon = Unsaid::not_eligible;
  }
}

std::unique_ptr<LenderScenario::Played> LenderScenario::play() const {
  const Ledger& ledger = request_.ledger;
  const SimulationSettings& settings = request_.settings;
  auto played = std::make_unique<Played>();
  played->plan = build_plan({&ledger, &scenario_, settings.horizon_days, settings.seed});
  const CountingTask task{&grid_,
                          settings.horizon_days,
                          settings.default_event,
                          request_.policy.dscr_months,
                          triggers_of(request_.policy),
                          true,
                          true};
  std::optional<CustomerLateness> lateness;
  if (const auto late_days = request_.policy.watch.largest_customer_late_days; late_days && concentration_)
    lateness.emplace(played->plan, concentration_->top.front().counterparty, *late_days, grid_);
  played->options.push_back(build_option_plan(played->plan, nullptr));
  std::vector<std::vector<CountedLoan>> loans(1);
  if (offered_.is_eligible()) {
    played->options.push_back(build_option_plan(played->plan, &offered_.terms));
    played->lent =
        lent_relief(ledger, offered_.terms, played->options[1], request_.policy, task.horizon_days, waiting_days_);
    loans.push_back(played->lent.counted);
  }
  LendingPlayRequest request{played->plan, played->options, loans, task, settings, {}};
  if (lateness)
    request.late_months = [&](const Tiles& tiles, std::int32_t* months) { lateness->first_months(tiles, months); };
  played->counts = play_for_lender(request);
  played->written = play_written_for_lender(request);
  return played;
}

/// What the paths say.
void LenderScenario::fill_counts(Assessment& assessment) const {
  const std::unique_ptr<Played> played = play();
  const OptionPlan& with = played->options.back();
  const LendingCounts& counts = played->counts.back();
  assessment.is_random = with.is_random;
  assessment.paths = counts.paths();
  const std::vector<std::uint64_t>& written_days = played->written.back().by_day(LenderEvent::chosen);
  const auto written_day = std::find(written_days.begin(), written_days.end() - 1, std::uint64_t{1});
  if (written_day != written_days.end() - 1 && with.possible[static_cast<std::size_t>(assessment.event)])
    assessment.written_event_day = static_cast<int>(written_day - written_days.begin());
  fill_probabilities(*played, assessment);
  if (!offered_.is_eligible()) return;
  assessment.illiquid_change = change_of(counts);
  assessment.has_change = with.is_random && played->options[0].is_random;
  assessment.owed_after_horizon =
      static_cast<double>(counts.owed_after_horizon()) / static_cast<double>(counts.paths());
  if (played->lent.lends()) fill_loan(*played, assessment);
  const std::optional<Minor> revenue = request_.ledger.company.annual_revenue;
  assessment.debt_to_revenue =
      revenue && *revenue > 0
          ? Figure<double>(static_cast<double>(assessment.total_debt) / static_cast<double>(*revenue))
          : Figure<double>(Unsaid::no_revenue);
  fill_coverage(grid_, counts, played->written[1], concentration_ ? &*concentration_ : nullptr, with, assessment);
  assessment.recommendation.rules =
      held_against(request_.policy, rule_values(played->options[0], with, played->counts[0], counts, played->lent));
}

void LenderScenario::fill_probabilities(const Played& played, Assessment& assessment) const {
  const Date as_of = request_.ledger.company.as_of;
  std::vector<std::pair<std::optional<int>, int>> times;
  for (const int months : {3, 6, 12, 24, 36})
    if (const int day = add_months(as_of, months) - as_of; day <= assessment.horizon_days)
      times.emplace_back(months, day);
  times.emplace_back(std::nullopt, assessment.horizon_days);
  for (const auto& [months, day] : times) {
    ProbabilityRow row{months, day, probabilities_by(played.options[0], played.counts[0], assessment.event, day), {}};
    if (played.options.size() > 1)
      row.with = probabilities_by(played.options[1], played.counts[1], assessment.event, day);
    else row.with = {Unsaid::not_eligible, Unsaid::not_eligible, Unsaid::not_eligible};
    for (Figure<Estimate> EventProbabilities::*figure :
         {&EventProbabilities::illiquid, &EventProbabilities::loan_90dpd, &EventProbabilities::event})
      if ((row.without.*figure).unsaid == Unsaid::impossible && played.options.size() > 1 &&
          (row.with.*figure).unsaid != Unsaid::impossible)
        row.without.*figure = Unsaid::impossible_without_relief;
    assessment.pd.push_back(row);
  }
  if (played.options.size() == 1) return;
  const Figure<Estimate> pd =
      probability_by(played.options[1], played.counts[1], assessment.event, LenderEvent::chosen, day_12m_);
  if (!pd) {
    assessment.grade = *pd.unsaid;
    return;
  }
  const Interval ci =
      wilson_interval(events_by(played.counts[1], LenderEvent::chosen, day_12m_), played.counts[1].paths());
  const GradeScale& scale = request_.policy.scale;
  const bool at_horizon = add_months(as_of, months_of_year) - as_of > assessment.horizon_days;
  assessment.grade = GradeResult{
      pd->value, ci, scale.place_of(pd->value), scale.place_of(ci.lower), scale.place_of(ci.upper), at_horizon};
}

void LenderScenario::fill_loan(const Played& played, Assessment& assessment) const {
  const LentRelief& lent = played.lent;
  assessment.amount = lent.amount();
  assessment.total_debt += lent.amount();
  assessment.disbursed_day = lent.loans.front().disbursed_day;
  Minor collateral = 0;
  for (const LentLoan& loan : lent.loans) {
    assessment.last_payment_day = std::max(assessment.last_payment_day.value_or(0), loan.last_day());
    collateral += loan.terms.collateral.value_or(0);
  }
  assessment.covered = covered_share(lent.loans, assessment.horizon_days, waiting_days_);
  assessment.ltv = collateral > 0 ? Figure<double>(static_cast<double>(lent.amount()) / static_cast<double>(collateral))
                                  : Figure<double>(Unsaid::no_collateral);
  fill_loss(lent, played.counts[1], grid_, request_.ledger, day_12m_, assessment);
  assessment.basel = basel_of(lent, request_.ledger, assessment);
}

RuleValues LenderScenario::rule_values(const OptionPlan& base_option, const OptionPlan& option,
                                       const LendingCounts& base, const LendingCounts& counts,
                                       const LentRelief& lent) const {
  RuleValues values;
  const auto set = [&values](RuleOf of, Figure<double> value) { values[static_cast<std::size_t>(of)] = value; };
  set(RuleOf::pd_12m,
      value_of(probability_by(option, counts, request_.settings.default_event, LenderEvent::chosen, day_12m_)));
  set(RuleOf::pd_12m_without,
      value_of(probability_by(base_option, base, Event::illiquid, LenderEvent::illiquid, day_12m_)));
  const auto of_paths = [&](double value) {
    return option.is_random ? Figure<double>(value) : Figure<double>(Unsaid::nothing_random);
  };
  set(RuleOf::expected_loss, lent.lends()
                                 ? of_paths(expected_loss(lent, counts).value / static_cast<double>(lent.amount()))
                                 : Figure<double>(Unsaid::lends_nothing));
  const auto dscr = counts.horizon().spread(counts.paths());
  set(RuleOf::dscr_p50, dscr ? Figure<double>(dscr->p50) : Figure<double>(Unsaid::no_debt_service));
  const Change change = change_of(counts);
  set(RuleOf::harmed, of_paths(change.harmed));
  set(RuleOf::delayed_exceeds_saved, of_paths(change.delayed - change.saved));
  set(RuleOf::concentration,
      concentration_ ? Figure<double>(concentration_->top.front().share) : Figure<double>(Unsaid::nothing_expected));
  return values;
}

std::vector<RuleValues> LenderScenario::values_at(const std::vector<Minor>& amounts) const {
  const Ledger& ledger = request_.ledger;
  const Plan plan = build_plan({&ledger, &scenario_, request_.settings.horizon_days, request_.settings.seed});
  const bool asks_coverage = looks_at(request_.policy, RuleOf::dscr_p50);
  const CountingTask task{&grid_,
                          request_.settings.horizon_days,
                          request_.settings.default_event,
                          request_.policy.dscr_months,
                          {},
                          asks_coverage,
                          false};
  std::vector<OptionPlan> options = {build_option_plan(plan, nullptr)};
  std::vector<std::vector<CountedLoan>> loans(1);
  std::vector<LentRelief> lent(1);
  for (const Minor amount : amounts) {
    const Relief relief = with_first_loan(offered_.terms, amount);
    options.push_back(build_option_plan(plan, &relief));
    lent.push_back(lent_relief(ledger, relief, options.back(), request_.policy, task.horizon_days, waiting_days_));
    loans.push_back(lent.back().counted);
  }
  const std::vector<LendingCounts> counts = play_for_lender({plan, options, loans, task, request_.settings, {}});
  std::vector<RuleValues> values;
  for (std::size_t k = 1; k < options.size(); ++k)
    values.push_back(rule_values(options[0], options[k], counts[0], counts[k], lent[k]));
  return values;
}

void LenderScenario::recommend(Assessment& assessment) const {
  Recommendation& recommendation = assessment.recommendation;
  if (!offered_.is_eligible()) {
    recommendation.decision = Decision::decline;
    return;
  }
  recommendation.decided_by = deciding_rule(recommendation.rules);
  if (!recommendation.decided_by) {
    recommendation.decision = Decision::approve;
    recommendation.amount = assessment.amount.value;
    return;
  }
  recommendation.decision =
      recommendation.rules[*recommendation.decided_by].declines ? Decision::decline : Decision::refer;
  if (!assessment.amount || offered_.terms.loans.empty() || !may_lend_less(recommendation.rules)) return;
  const auto meets = [this](const std::vector<Minor>& amounts) {
    std::vector<bool> met;
    for (const RuleValues& values : values_at(amounts))
      met.push_back(!deciding_rule(held_against(request_.policy, values)));
    return met;
  };
  const Minor asked = loan_amount(offered_.terms.loans.front(), request_.ledger);
  const auto smaller = largest_acceptable(asked, default_step(asked, request_.ledger.company.decimals), meets);
  if (!smaller) return;
  recommendation.decision = Decision::approve_smaller;
  recommendation.amount = smaller;
}

}  // namespace headroom
