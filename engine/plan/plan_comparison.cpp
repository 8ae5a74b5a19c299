#include "engine/plan/plan_comparison.hpp"

#include <algorithm>
#include <map>

namespace headroom {

namespace {

/// Compares the rows of one counterparty under two plans.
class RowComparison {
 public:
  RowComparison(const Plan& a, const Plan& b) : a_(a), b_(b) {}

  bool fail_alike(std::size_t counterparty) const {
    const CounterpartyColumns &a = a_.counterparties, &b = b_.counterparties;
    const std::int32_t at_a = a.failure_begin[counterparty], at_b = b.failure_begin[counterparty];
    if (at_a < 0 || at_b < 0) return at_a < 0 && at_b < 0;
    return a.failure_days == b.failure_days &&
           std::equal(a.failure_thresholds.begin() + at_a, a.failure_thresholds.begin() + at_a + a.failure_days,
                      b.failure_thresholds.begin() + at_b);
  }

  bool cancel_alike(std::size_t row_a, std::size_t row_b) const {
    const ExposureColumns &a = a_.exposures, &b = b_.exposures;
    return a.cancellation_key[row_a] == b.cancellation_key[row_b] &&
           a.cancellation_threshold[row_a] == b.cancellation_threshold[row_b] &&
           a.last_failure_day[row_a] == b.last_failure_day[row_b];
  }

  /// Rows of one law in the other plan must be of one law in this one as well: they are worked on together. `laws`:
  /// this one's, by the other's.
  bool late_alike(std::size_t row_a, std::size_t row_b, std::map<std::int32_t, std::int32_t>& laws) const {
    const ExposureColumns &a = a_.exposures, &b = b_.exposures;
    const std::int32_t law_a = a.delay_law[row_a], law_b = b.delay_law[row_b];
    return a.delay_key[row_a] == b.delay_key[row_b] && a.due_day[row_a] == b.due_day[row_b] &&
           a.first_day[row_a] == b.first_day[row_b] && same_start(law_a, law_b) &&
           laws.try_emplace(law_b, law_a).first->second == law_a;
  }

  /// Requires: they are late alike.
  bool pay_alike(std::size_t row_a, std::size_t row_b) {
    return same_law(a_.exposures.delay_law[row_a], b_.exposures.delay_law[row_b]);
  }

 private:
  bool same_start(std::int32_t law_a, std::int32_t law_b) const {
    if (law_a < 0 || law_b < 0) return law_a < 0 && law_b < 0;
    const DelayLawColumns &a = a_.delay_laws, &b = b_.delay_laws;
    const auto at_a = static_cast<std::size_t>(law_a), at_b = static_cast<std::size_t>(law_b);
    return a.first_days[at_a] == b.first_days[at_b] && (a.count[at_a] == 0) == (b.count[at_b] == 0) &&
           a.thresholds[static_cast<std::size_t>(a.begin[at_a])] ==
               b.thresholds[static_cast<std::size_t>(b.begin[at_b])];
  }

  bool same_law(std::int32_t law_a, std::int32_t law_b) {
    if (law_a < 0 || law_b < 0) return law_a < 0 && law_b < 0;
    const auto [known, is_new] = laws_.try_emplace({law_a, law_b}, false);
    if (!is_new) return known->second;
    const DelayLawColumns &a = a_.delay_laws, &b = b_.delay_laws;
    const auto at_a = static_cast<std::size_t>(law_a), at_b = static_cast<std::size_t>(law_b);
    const auto thresholds_a = a.thresholds.begin() + a.begin[at_a], thresholds_b = b.thresholds.begin() + b.begin[at_b];
    return known->second = a.first_days[at_a] == b.first_days[at_b] && a.count[at_a] == b.count[at_b] &&
                           std::equal(thresholds_a, thresholds_a + a.count[at_a], thresholds_b);
  }

  const Plan &a_, &b_;
  std::map<std::pair<std::int32_t, std::int32_t>, bool> laws_;
};

}  // namespace

std::vector<std::uint8_t> in_common_of(const Plan& plan, const Plan& other) {
  const CounterpartyColumns &ours = plan.counterparties, &theirs = other.counterparties;
  std::vector<std::uint8_t> flags(ours.exposure_begin.size() - 1, 0);
  if (plan.market_loading != other.market_loading || plan.counterparty_loading != other.counterparty_loading ||
      plan.own_loading != other.own_loading || plan.horizon_days != other.horizon_days ||
      plan.settled_day != other.settled_day)
    return flags;
  RowComparison comparison(plan, other);
  for (std::size_t i = 0; i < flags.size(); ++i) {
    flags[i] = InCommon::factors;
    const std::int32_t rows = ours.exposure_begin[i + 1] - ours.exposure_begin[i];
    if (rows != theirs.exposure_begin[i + 1] - theirs.exposure_begin[i]) continue;
    bool cancel_alike = comparison.fail_alike(i), late_alike = true, pay_alike = true;
    std::map<std::int32_t, std::int32_t> laws;
    for (std::int32_t row = 0; row < rows; ++row) {
      const auto a = static_cast<std::size_t>(ours.exposure_begin[i] + row),
                 b = static_cast<std::size_t>(theirs.exposure_begin[i] + row);
      cancel_alike = cancel_alike && comparison.cancel_alike(a, b);
      late_alike = late_alike && comparison.late_alike(a, b, laws);
      pay_alike = pay_alike && late_alike && comparison.pay_alike(a, b);
    }
    flags[i] = static_cast<std::uint8_t>(flags[i] | (cancel_alike ? InCommon::cancellations : 0) |
                                         (late_alike ? InCommon::lateness : 0) | (pay_alike ? InCommon::delays : 0));
  }
  return flags;
}

bool have_same_futures(const Plan& a, const Plan& b) {
  return a.horizon_days == b.horizon_days && a.market_loading == b.market_loading &&
         a.counterparty_loading == b.counterparty_loading && a.own_loading == b.own_loading &&
         a.market_key == b.market_key && a.approval_key == b.approval_key && a.settled_day == b.settled_day &&
         a.counterparties == b.counterparties && a.delay_laws == b.delay_laws && a.sizes == b.sizes &&
         a.exposures == b.exposures && a.exposure_dues == b.exposure_dues && a.arrears_days == b.arrears_days &&
         a.suppliers.credit == b.suppliers.credit && a.factors == b.factors && a.factor_tiles == b.factor_tiles;
}

bool meet_same_counterparties(const Plan& a, const Plan& b) {
  return a.market_key == b.market_key && a.counterparties.factor_key == b.counterparties.factor_key;
}

}  // namespace headroom
