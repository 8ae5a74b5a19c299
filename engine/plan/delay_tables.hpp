// Turns laws of payment delay into thresholds and cells.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/plan/plan_columns.hpp"
#include "models/payment_delay.hpp"

namespace headroom {

/// Turns payment-delay laws into threshold tables, each distinct one once.
///
/// D <= k where u = 1 - Phi(L) <= F(k), that is where L >= -quantile(F(k)): a table of falling thresholds.
class DelayTables {
 public:
  explicit DelayTables(DelayLawColumns& columns) : columns_(columns) {}

  /// The row of the law of D given D > `more_than` (if any), for days up to `days_max`.
  /// `latest`: whoever pays later than that pays then. `name` must be equal only for equal laws.
  /// Requires: the condition has a positive probability; `latest` is not before what it leaves.
  int row_of(const std::string& name, const PaymentDelay& law, std::optional<int> more_than, int days_max,
             std::optional<int> latest = {});

  /// The single delay that a row can give within its table, if it is certain; `nothing_paid` where it is certain not to
  /// pay.
  struct Certain {
    bool nothing_paid = false;
    int days = 0;
    bool is_open_later = false;  ///< not within its table, but later on one day or another
  };
  std::optional<Certain> certain(int row) const;

  /// Calls `visit` with each delay that a row can give, rising, and with nothing where it may give none within its
  /// table; until `visit` returns false.
  template <class Visit>
  void for_each_outcome(int row, const Visit& visit) const {
    constexpr double surely = 8.3;  // beyond it the tail holds less than 1e-16
    const auto r = static_cast<std::size_t>(row);
    double upper = std::numeric_limits<double>::infinity();
    for (std::int32_t j = 0; j < columns_.count[r]; ++j) {
      const double lower = columns_.thresholds[static_cast<std::size_t>(columns_.begin[r] + j)];
      const bool is_possible = lower < upper && lower < surely && upper > -surely;
      if (is_possible && !visit(std::optional<int>(columns_.first_days[r] + j))) return;
      upper = std::min(upper, lower);
    }
    if (upper > -surely) visit(std::optional<int>());
  }

 private:
  /// What a law says of each day from its earliest on.
  struct ByDay {
    std::string name;
    int first_days = 0;
    std::vector<double> probability;
  };

  /// P(D <= days) or P(D > days), day by day.
  const ByDay& paid_by(const std::string& name, const PaymentDelay& law, int days_max);
  const ByDay& unpaid_after(const std::string& name, const PaymentDelay& law, int days_max);
  /// Cells for an L known up to the error of an estimate. Requires: falling thresholds.
  void append_cells(const std::vector<double>& thresholds);
  int append(int first_days, const std::vector<double>& probabilities);

  DelayLawColumns& columns_;
  /// Of the law asked for last: most are asked for once, and all of them would be as large as the thresholds.
  ByDay paid_by_, unpaid_after_;
  std::map<std::string, int> rows_;
};

}  // namespace headroom
