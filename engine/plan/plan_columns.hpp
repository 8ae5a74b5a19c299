// A plan: a ledger under a scenario as flat columns, all that the inner loops see.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/flows/flow.hpp"
#include "engine/flows/shocked_ledger.hpp"
#include "engine/plan/factor_source.hpp"
#include "engine/plan/supplier_columns.hpp"
#include "models/cause.hpp"
#include "models/money.hpp"
#include "models/payment_class.hpp"

namespace headroom {

inline constexpr double never_below = -std::numeric_limits<double>::infinity();

/// A realised size, or a due that follows it, never exceeds this: no sum of a plan can overflow.
inline constexpr double realised_size_max = 1e13;

/// Dues of any class can be random, but the owner's, who is paid from what is left. Each class has a tile of its own,
/// in the order of the list of classes.
inline constexpr std::size_t class_tile_count = creditor_class_count;
/// Requires: not the owner's class.
constexpr std::size_t tile_of(PaymentClass payment_class) { return static_cast<std::size_t>(payment_class); }
inline constexpr std::size_t loan_tile = tile_of(PaymentClass::loan), supplier_tile = tile_of(PaymentClass::supplier),
                             other_tile = tile_of(PaymentClass::other);
static_assert(tile_of(PaymentClass::owner) == class_tile_count);
/// A further tile, of what suppliers with a credit limit deliver: not by day, but a row a delivery.
inline constexpr std::size_t deliveries_tile = class_tile_count;
/// Then those of `Plan::factor_tiles`.
inline constexpr std::size_t first_factor_tile = deliveries_tile + 1;

/// Shape: one row a counterparty.
struct CounterpartyColumns {
  std::vector<std::uint64_t> factor_key;
  std::vector<std::uint64_t> failure_key;
  std::vector<std::int32_t>
      failure_begin;  ///< first row of its failure thresholds, which others may share; -1: it does not fail
  std::vector<std::int32_t> exposure_begin;  ///< its exposures are [begin[i], begin[i + 1])
  std::int32_t failure_days = 0;             ///< the last day on which a failure matters, H or later
  /// L below the d-th (from 1) threshold: failed by day d. Shape: [distinct law of failure][failure_days]
  std::vector<double> failure_thresholds;

  bool operator==(const CounterpartyColumns&) const = default;
};

/// Shape: one row a law. A payment comes after `first_days + j` days, j the first with L >= thresholds[begin + j].
///
/// Beside the thresholds, the same law as cells of L, all of one width: each says which j its values of L have, and
/// where within the cell one j passes into the next, or that the thresholds themselves must be searched.
struct DelayLawColumns {
  std::vector<std::int32_t> first_days;
  std::vector<std::int32_t> begin;  ///< its rows in `thresholds`
  std::vector<std::int32_t> count;  ///< of its thresholds; j = count: not within the horizon, or never
  std::vector<double> thresholds;   ///< falling within a law, then one that every L reaches

  std::vector<std::int32_t> cell_begin;  ///< its rows in `cells`
  std::vector<std::int32_t> cell_count;
  std::vector<float> cell_lowest;         ///< the lower end of its first cell
  std::vector<std::int32_t> below_cells;  ///< the j of what lies below that
  std::vector<float> cells_per_unit;
  std::vector<float> cell_error;  ///< how far off, in cells, an estimated L may be placed
  std::vector<std::uint32_t> cells;

  /// A cell: (j + 1 of what lies at or above the passage) << passage_bits | place of the passage within the cell.
  static constexpr int passage_bits = 20;
  static constexpr std::uint32_t passage_units = 1u << 19;  ///< of a cell's width
  static constexpr std::uint32_t nothing_passes =
      (1u << passage_bits) - 1;                                      ///< all of the cell lies below: j is one more
  static constexpr std::uint32_t several_pass = nothing_passes - 1;  ///< within the cell: j is that or more
  static constexpr std::uint32_t must_search = 0xFFFu << passage_bits | several_pass;  ///< from the first threshold on

  bool operator==(const DelayLawColumns&) const = default;
};

/// Shape: one row a random size. Size = round(expected exp(v L - v^2/2) exp(w L' - w^2/2)).
struct SizeLawColumns {
  std::vector<std::uint64_t> period_key, level_key;
  std::vector<double> expected, volatility, level_volatility;

  bool operator==(const SizeLawColumns&) const = default;
};

/// Shape: one row an uncertain exposure, by counterparty. It goes ahead or not, and if it does a receipt follows.
struct ExposureColumns {
  std::vector<std::uint64_t> cancellation_key;
  std::vector<double> cancellation_threshold;  ///< cancelled where L is below
  std::vector<std::int32_t> last_failure_day;  ///< cancelled where the counterparty fails by this day; -1: not
  std::vector<std::int32_t> size_law;          ///< -1: the size is `receipt`
  std::vector<double>
      receipt_share;  ///< of a random size, rounded: 1 is all of it; negative: what that rounding leaves
  std::vector<Minor> receipt;
  std::vector<std::uint64_t> delay_key;
  std::vector<std::int32_t> delay_law;  ///< -1: paid on the due day
  std::vector<std::int32_t> due_day;    ///< unmoved; negative where overdue at as_of
  std::vector<std::int32_t> first_day;  ///< no receipt before this day
  std::vector<std::int32_t> due_begin;  ///< its dues are [begin[i], begin[i + 1])
  std::vector<std::int32_t> followed;   ///< its place among the exposures that are followed; -1: it is not
  /// The tile of its receipt, of those whose sums are multiplied by a factor; -1: none. Empty where no receipt has one.
  std::vector<std::int32_t> factor_tile;

  bool operator==(const ExposureColumns&) const = default;
};

/// The share of draws that cancel an exposure, as a series about a place of L near its threshold
/// (engine/plan/cancellation_series.hpp).
struct CancellationSeries {
  std::int32_t place = -1;  ///< -1: there is none, every lane is in doubt
  float error = 0.0f;       ///< of half a draw
  std::array<float, 4> powers = {};

  bool operator==(const CancellationSeries&) const = default;
};

/// What follows from the thresholds of cancellation and the loadings.
struct CancellationColumns {
  std::vector<double> places;              ///< of L; no two counterparties share one
  std::vector<CancellationSeries> series;  ///< Shape: [exposure]
};

/// Shape: one row a due that depends on an exposure.
struct ExposureDueColumns {
  std::vector<std::int32_t> tile;  ///< of its class, of its class and factor, or deliveries_tile
  std::vector<std::int32_t> day;   ///< on which it falls due; H + 2: day 0, and was due before as_of, of which later
                                   ///< rows hold a part by age; a delivery: its row
  std::vector<Minor> if_goes_ahead, if_cancelled;
  std::vector<double> per_size;  ///< not 0: the due is round(fixed + per_size x size), whether or not it goes ahead
  std::vector<double> fixed;
  std::vector<std::int32_t>
      last_failure_day;  ///< not due where the counterparty fails by this day; -1: due all the same

  bool operator==(const ExposureDueColumns&) const = default;
};

/// What one process multiplies, day by day: the receipts of a day, or its dues of one class. Each sum is rounded once.
struct FactorTile {
  std::optional<PaymentClass> payment_class;  ///< none: receipts
  std::int32_t process = 0;                   ///< of the plan's source of factors

  bool operator==(const FactorTile&) const = default;
};

/// Shape: one row a credit line, cheapest rate first.
struct CreditLineColumns {
  std::vector<std::string_view> names;  ///< texts of the ledger
  std::vector<Minor> limit, drawn;
  std::vector<std::int32_t> closing_day;      ///< H + 1 where it stays open
  std::vector<std::int32_t> repayment_order;  ///< lines, dearest first
  /// Rate / 365 where the line's interest falls due that day, else negative. Shape: [line][H + 1]
  std::vector<double> interest_factor;
};

/// A ledger under a scenario as flat columns: all that the kernel sees. Days run from 0 to H, money is in minor
/// units of the ledger's currency.
struct Plan {
  std::shared_ptr<const ShockedLedger> source;  ///< what it was built of: options add to it, inner loops do not
  int horizon_days = 0;
  Minor cash = 0, cash_minimum = 0;
  std::array<std::uint8_t, creditor_class_count> class_order = {};
  double market_loading = 0.0, counterparty_loading = 0.0, own_loading = 1.0;
  std::uint64_t market_key = 0, approval_key = 0;
  std::vector<std::int32_t> settled_day;  ///< by unmoved day; H + 1 where beyond the horizon
  bool settles_at_once = false;           ///< whether every day settles on itself

  CounterpartyColumns counterparties;
  DelayLawColumns delay_laws;
  SizeLawColumns sizes;
  ExposureColumns exposures;
  CancellationColumns cancellations;
  ExposureDueColumns exposure_dues;
  /// Real days, before day 0, of what is random and was due before as_of: each has a row in every tile, from H + 3 on,
  /// that holds its part of row H + 2. What has a factor, and loans, count from day 0.
  std::vector<std::int32_t> arrears_days;
  std::array<bool, class_tile_count> random_dues = {};  ///< by tile: whether any due is in it
  std::shared_ptr<const FactorSource> factors;          ///< null where nothing has a factor
  std::vector<FactorTile> factor_tiles;                 ///< a tile each, from `first_factor_tile` on
  bool has_narrow_receipts = false;                     ///< no path's random receipts can sum to more than 32 bits hold
  CreditLineColumns lines;
  SupplierColumns suppliers;

  std::vector<DatedFlow> flows;  ///< certain ones, and random ones as written, in order of the ledger
  CauseSet causes;               ///< what is random in it, or would be if it did not lie beyond the horizon
  bool is_random = false;        ///< whether anything can turn out in more than one way within the horizon

  std::size_t line_count() const { return lines.limit.size(); }
  bool has_random_dues(std::size_t tile) const { return random_dues[tile]; }
  std::size_t day_count() const { return static_cast<std::size_t>(horizon_days) + 1; }
  std::size_t tile_row_count() const { return day_count() + 2 + arrears_days.size(); }
};

}  // namespace headroom
