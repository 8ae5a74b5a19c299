#include "engine/lending/loss_figures.hpp"

#include <algorithm>
#include <cmath>

#include "engine/lending/loan_pricing.hpp"
#include "engine/measures/statistics.hpp"
#include "models/impairment.hpp"

namespace headroom {

namespace {

/// Sums over the days on which the event comes with the loan disbursed: count x of(day, exposure).
template <class Of>
double sum_over_events(const LentRelief& lent, const LendingCounts& counts, std::size_t loan, const Of& of) {
  double sum = 0.0;
  const std::vector<std::uint64_t>& by_day = counts.disbursed_by_day(loan);
  for (std::size_t day = 0; day < lent.counted[loan].exposures.size(); ++day)
    if (by_day[day] > 0)
      sum += static_cast<double>(by_day[day]) *
             of(static_cast<int>(day), static_cast<double>(lent.counted[loan].exposures[day]));
  return sum;
}

std::uint64_t disbursed_count(const LendingCounts& counts, std::size_t loan) {
  std::uint64_t count = 0;
  for (const std::uint64_t paths : counts.disbursed_by_day(loan)) count += paths;
  return count;
}

double mean_error(double sum_of_squares, double mean, double n) {
  return std::sqrt(std::max(0.0, sum_of_squares / n - mean * mean) / n);
}

/// The loss of events up to a day, each discounted from the disbursement; the errors of several loans add up.
Estimate discounted_loss(const LentRelief& lent, const LendingCounts& counts, double rate_effective, int last_day) {
  const double n = static_cast<double>(counts.paths());
  Estimate loss;
  for (std::size_t i = 0; i < lent.loans.size(); ++i) {
    const auto value = [&](int day, double exposure) {
      const int since = std::max(0, day - lent.loans[i].disbursed_day);
      return day <= last_day ? lent.losses[i].loss_of(exposure) * discount_factor(rate_effective, since) : 0.0;
    };
    const double mean = sum_over_events(lent, counts, i, value) / n;
    const double squares = sum_over_events(
        lent, counts, i, [&](int day, double exposure) { return value(day, exposure) * value(day, exposure); });
    loss.value += mean;
    loss.standard_error += mean_error(squares, mean, n);
  }
  return loss;
}

void fill_exposure(const LentRelief& lent, const LendingCounts& counts, Assessment& assessment) {
  const double n = static_cast<double>(counts.paths()), exposed = static_cast<double>(counts.exposed());
  std::uint64_t disbursed = 0;
  for (std::size_t i = 0; i < lent.loans.size(); ++i) disbursed = std::max(disbursed, disbursed_count(counts, i));
  assessment.share_disbursed = static_cast<double>(disbursed) / n;
  assessment.expected_loss = expected_loss(lent, counts);
  assessment.defaults_with_loan = proportion(counts.exposed(), counts.paths());
  if (counts.exposed() == 0) {
    assessment.exposure_at_default = disbursed == 0 ? Unsaid::never_disbursed : Unsaid::no_default;
  } else {
    const double mean = static_cast<double>(counts.exposure_sum()) / exposed;
    assessment.exposure_at_default =
        Estimate{mean, mean_error(static_cast<double>(counts.exposure_squares()), mean, exposed)};
  }
  double before_lgd = 0.0;  // what is exposed and not guaranteed
  for (std::size_t i = 0; i < lent.loans.size(); ++i)
    before_lgd += (1.0 - lent.losses[i].guarantee) *
                  sum_over_events(lent, counts, i, [](int, double exposure) { return exposure; });
  const bool has_collateral = std::any_of(lent.losses.begin(), lent.losses.end(),
                                          [](const LossTerms& loss) { return loss.recovered.has_value(); });
  if (!has_collateral) assessment.loss_given_default = assessment.policy.lgd;
  else if (before_lgd > 0.0) assessment.loss_given_default = assessment.expected_loss->value * n / before_lgd;
  else assessment.loss_given_default = lent.losses[0].lgd_of(static_cast<double>(lent.loans[0].amount));
}

void fill_months(const LentRelief& lent, const LendingCounts& counts, const MonthGrid& grid, Assessment& assessment) {
  if (!lent.is_single()) return;
  const double n = static_cast<double>(counts.paths());
  std::vector<DefaultMonth> months(grid.months.size());
  for (std::size_t i = 0; i < months.size(); ++i) months[i].month = grid.months[i].name;
  std::vector<double> paths(months.size(), 0.0);
  for (std::size_t day = 0; day < lent.counted[0].exposures.size(); ++day) {
    const auto count = static_cast<double>(counts.disbursed_by_day(0)[day]);
    const std::size_t month = grid.month_of(static_cast<int>(day));
    const auto exposure = static_cast<double>(lent.counted[0].exposures[day]);
    paths[month] += count;
    months[month].exposure += count * exposure;
    months[month].loss += count * lent.losses[0].loss_of(exposure) / n;
  }
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (paths[i] == 0.0) continue;
    months[i].share = paths[i] / n;
    months[i].exposure /= paths[i];
    assessment.defaults_by_month.push_back(months[i]);
  }
}

void fill_rates(const LentRelief& lent, const LendingCounts& counts, Assessment& assessment) {
  const auto say_all = [&](Unsaid reason) {
    assessment.break_even_rate = assessment.break_even_effective = assessment.price_for_target = Figure<double>(reason);
  };
  const LentLoan& loan = lent.loans.front();
  if (!lent.is_single()) {
    assessment.contract_rate = assessment.contract_effective = Figure<double>(Unsaid::several_loans);
    return say_all(Unsaid::several_loans);
  }
  assessment.contract_rate = loan.terms.rate_annual;
  const auto effective = effective_rate_with_fee(loan);
  assessment.contract_effective = effective ? Figure<double>(*effective) : Figure<double>(Unsaid::outside_rates);
  if (!assessment.expected_loss) return say_all(*assessment.expected_loss.unsaid);
  if (*assessment.covered < 1.0) return say_all(Unsaid::not_covered);
  DisbursedFutures futures{disbursed_count(counts, 0), counts.disbursed_by_day(0)};
  futures.events_by_day.pop_back();
  if (futures.count == 0) return say_all(Unsaid::never_disbursed);
  const LendingPolicy& policy = assessment.policy;
  const auto rate_for = [&](double yield) -> Figure<double> {
    const auto rate = rate_that_pays(loan, lent.losses[0], futures, assessment.waiting_days, yield);
    return rate ? Figure<double>(*rate) : Figure<double>(Unsaid::outside_rates);
  };
  assessment.break_even_rate = rate_for(policy.funding_rate);
  assessment.break_even_effective = assessment.break_even_rate
                                        ? Figure<double>(effective_of(*assessment.break_even_rate, loan.terms.every))
                                        : Figure<double>(Unsaid::outside_rates);
  assessment.price_for_target = rate_for(policy.funding_rate + policy.target_return);
}

ImpairmentResult impairment_of(const LentRelief& lent, const LendingCounts& counts, const Ledger& ledger, int day_12m,
                               const Assessment& assessment) {
  ImpairmentResult result;
  for (const Loan& loan : ledger.loans) {
    const int late = days_past_due(loan, ledger.company.as_of);
    result.existing.push_back({loan.name, late, impairment_stage(late)});
    result.poci = result.poci || impairment_stage(late) == 3;
  }
  result.effective_rate = assessment.contract_effective;
  const auto say_all = [&](Unsaid reason) {
    result.ecl_12m = result.ecl_life = Figure<Estimate>(reason);
    result.recognised = reason;
    return result;
  };
  if (!assessment.expected_loss) return say_all(*assessment.expected_loss.unsaid);
  if (!result.effective_rate) return say_all(*result.effective_rate.unsaid);
  result.ecl_12m = discounted_loss(lent, counts, *result.effective_rate, day_12m);
  if (*assessment.covered < 1.0) result.ecl_life = Unsaid::not_covered;
  else result.ecl_life = discounted_loss(lent, counts, *result.effective_rate, assessment.horizon_days);
  const Figure<Estimate>& recognised = result.poci ? result.ecl_life : result.ecl_12m;
  result.recognised = recognised ? Figure<double>(recognised->value) : Figure<double>(*recognised.unsaid);
  return result;
}

}  // namespace

Minor LentRelief::amount() const {
  Minor sum = 0;
  for (const LentLoan& loan : loans) sum += loan.amount;
  return sum;
}

LentRelief lent_relief(const Ledger& ledger, const Relief& relief, const OptionPlan& option,
                       const LendingPolicy& policy, int horizon_days, int waiting_days) {
  LentRelief lent;
  std::vector<Minor> forgiven(relief.loans.size(), 0);
  const std::vector<LentLoan> terms = lent_loans(ledger, relief, {});
  std::vector<int> columns;
  for (std::size_t i = 0, next = 0; i < terms.size(); ++i) {
    columns.push_back(terms[i].disbursed_day <= horizon_days ? static_cast<int>(next++) : -1);
    if (columns[i] >= 0) forgiven[i] = option.loans[static_cast<std::size_t>(columns[i])].forgiven;
  }
  const std::vector<LentLoan> loans = lent_loans(ledger, relief, forgiven);
  for (std::size_t i = 0; i < loans.size(); ++i) {
    if (loans[i].amount == 0) continue;
    lent.loans.push_back(loans[i]);
    lent.losses.emplace_back(loans[i].terms, policy);
    CountedLoan counted{columns[i], {}, {}};
    for (const double exposure : exposures_at_default(loans[i], horizon_days, waiting_days)) {
      counted.exposures.push_back(round_half_away(exposure));
      counted.losses.push_back(round_half_away(lent.losses.back().loss_of(exposure)));
    }
    lent.counted.push_back(std::move(counted));
  }
  return lent;
}

Estimate expected_loss(const LentRelief& lent, const LendingCounts& counts) {
  const double n = static_cast<double>(counts.paths());
  double sum = 0.0;
  for (std::size_t i = 0; i < lent.loans.size(); ++i)
    sum += sum_over_events(lent, counts, i, [&](int, double exposure) { return lent.losses[i].loss_of(exposure); });
  const double mean = sum / n;
  return {mean, mean_error(static_cast<double>(counts.loss_squares()), mean, n)};
}

void fill_loss(const LentRelief& lent, const LendingCounts& counts, const MonthGrid& grid, const Ledger& ledger,
               int day_12m, Assessment& assessment) {
  assessment.guarantee = lent.loans.front().terms.guarantee;
  for (const LentLoan& loan : lent.loans)
    if (loan.terms.guarantee != lent.loans.front().terms.guarantee) assessment.guarantee = Unsaid::several_loans;
  fill_exposure(lent, counts, assessment);
  if (assessment.grade.unsaid) {  // the event cannot happen, or there is one course
    assessment.expected_loss = assessment.defaults_with_loan = Figure<Estimate>(*assessment.grade.unsaid);
  } else {
    fill_months(lent, counts, grid, assessment);
  }
  fill_rates(lent, counts, assessment);
  assessment.ifrs9 = impairment_of(lent, counts, ledger, day_12m, assessment);
}

}  // namespace headroom
