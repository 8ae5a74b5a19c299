// At what rate a loan earns what it costs, given the futures in which it is repaid and those in which it is not.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/lending/lent_loan.hpp"

namespace headroom {

/// Futures in which the loan was disbursed, by the day of the lender's event. All days are those of the loan as it is
/// offered.
struct DisbursedFutures {
  std::uint64_t count = 0;
  std::vector<std::uint64_t> events_by_day;  ///< Shape: [H + 1]
};

/// The nominal yearly rate, in the loan's own periods, at which the amount less the fee equals the expected payments,
/// discounted at `yield_annual` from the disbursement. Nothing where no rate from -0.5 to 1 does. Accuracy: 1e-9.
/// Requires: at least one future; its payments all fall within what the events were looked for. Source:
/// docs/model/loss.md.
std::optional<double> rate_that_pays(const LentLoan& loan, const LossTerms& loss, const DisbursedFutures& futures,
                                     int waiting_days, double yield_annual);

/// The effective yearly rate of the loan as offered, with its fee, interest that the state pays and what it forgives.
/// Nothing where it is not from -0.99 to 100.
std::optional<double> effective_rate_with_fee(const LentLoan& loan);

/// A factor that discounts so many days at an effective yearly rate.
double discount_factor(double rate_effective, int days);

}  // namespace headroom
