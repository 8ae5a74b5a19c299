// The law of how many days after its due date an item is paid, if ever.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace headroom {

/// One row of a quantile table: with this cumulative probability the payment comes within `days` of its due date.
struct DelayRow {
  double probability = 0.0;
  std::optional<int> days;  ///< negative: early; none: never paid
};

/// A learned payment-delay law as it stands in `delays.csv`: probabilities rise to 1, days rise, `never` comes last.
struct DelayTable {
  std::string name;
  std::vector<DelayRow> rows;
};

/// Lateness X of those who pay late: lognormal, in days.
struct LatePart {
  double median_days = 0.0;
  double sigma = 0.0;
};

/// The built-in lateness of overdue items: an assumption, shown as such wherever it is used.
inline constexpr LatePart overdue_late_part = {30.0, 1.0};
inline constexpr double overdue_never = 0.10;

/// Payment delay D of one item: whole days after the unmoved due date (negative: early), or never.
///
/// P(D <= k) = on_time + (1 - on_time - never) P(ceil(X) <= k) for k >= 0; what comes early is part of the on-time
/// mass. Source: docs/model/payment_delay.md.
class PaymentDelay {
 public:
  /// Always on the due date.
  PaymentDelay() = default;

  /// Requires: probabilities in [0, 1] with on_time + never <= 1, and a late part with median and sigma above 0 where
  /// they sum to less than 1; both up to 1e-9, which counts as rounding and goes to the on-time mass.
  static PaymentDelay mixture(double on_time, double never, std::optional<LatePart> late);
  /// Requires: a valid table (see DelayTable).
  static PaymentDelay from_table(const DelayTable& table);
  /// on_time 0, median 30 days, sigma 1.0, never 0.10.
  static PaymentDelay overdue_assumption();

  double on_time() const { return on_time_; }  ///< P(D <= 0) before any change of lateness
  double never() const { return never_; }

  /// P(D <= days).
  double paid_by(int days) const;
  /// The same bits for `first_days` and each of the days after it, at a fraction of the time.
  void paid_by(int first_days, std::span<double> probabilities) const;
  /// P(D > days), with full relative accuracy however small: exactly 0 where the law leaves nothing.
  double unpaid_after(int days) const;
  /// The same bits for `first_days` and each of the days after it, at a fraction of the time.
  void unpaid_after(int first_days, std::span<double> probabilities) const;
  /// Whether all who have not paid after `days` pay on one and the same day, or never.
  bool is_certain_after(int days) const;
  /// The smallest days with P(D <= days) > 0 that the law can give (0 unless it pays early).
  int earliest_days() const;

  /// New masses, clipped to [0, 1]; `never` wins where both exceed 1. Lateness without a law gets the built-in one.
  void set_masses(double on_time, double never);
  /// X becomes max(0, times X + add). Requires: times >= 0.
  void stretch_lateness(double times, double add);
  /// The median of X; the built-in one where the law has no lateness.
  double late_median() const;
  /// Replaces the median of X, dropping earlier stretches. Requires: above 0.
  void set_late_median(double median_days);

 private:
  struct TablePoint {
    double probability;  // cumulative within its part
    int days;
  };
  struct Stretch {
    double times, add;
  };

  const TablePoint& table_median() const;
  double late_by(int days) const;
  /// The lateness that the stretches turn into `days`; minus infinity where none is as short, infinity where all is.
  double unstretched(double days) const;
  /// Where `days` of lateness lie in the standard normal distribution. Requires: no late table.
  double late_level(double days) const;

  double on_time_ = 1.0;
  double never_ = 0.0;
  std::optional<LatePart> late_;
  std::vector<TablePoint> early_table_;  // days <= 0; empty: all of the on-time mass at 0
  std::vector<TablePoint> late_table_;   // days > 0; replaces the lognormal
  double late_table_scale_ = 1.0;
  std::vector<Stretch> stretches_;
};

}  // namespace headroom
