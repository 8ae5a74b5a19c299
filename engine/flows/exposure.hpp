// The items of a ledger whose course is uncertain, after shocks.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/draws/random_stream.hpp"
#include "engine/flows/counterparty_laws.hpp"
#include "engine/flows/day_grid.hpp"
#include "engine/flows/flow.hpp"
#include "engine/flows/shocks.hpp"
#include "models/ledger.hpp"
#include "models/open_amounts.hpp"
#include "models/order_shipments.hpp"

namespace headroom {

/// A due that depends on an exposure: an order's cost, a deposit owed back, the cost of expected sales.
struct ExposureDue {
  DatedFlow as_written;  ///< where and what it is; its amount is the one if the exposure goes ahead as expected
  Minor if_goes_ahead = 0, if_cancelled = 0;
  AffineAmount by_size;  ///< per_size not 0: the due is round(fixed + per_size x size) either way
  int factor = -1;       ///< the process whose factor of the day multiplies it; -1: none
  int last_failure_day = -1;
};

/// What can cancel an exposure.
struct CancellationTerms {
  double probability = 0.0;
  Purpose purpose = Purpose::cancellation;
  std::string_view part;      ///< of the identity that the draw is keyed by: empty for all of an order
  int last_failure_day = -1;  ///< failing by this day cancels it; -1: already invoiced
};

/// When an exposure is paid. Days are unmoved.
struct PaymentTerms {
  Purpose purpose = Purpose::delay;
  int due_day = 0;         ///< from which its delay counts
  int as_written_day = 0;  ///< the due date as the ledger has it
  int first_day = 0;
  bool is_overdue = false;       ///< at as_of: left out of the ledger as written
  bool is_sure = false;          ///< paid on the due day whatever becomes of its customer
  int delay_law = -1;            ///< among its ledger's CounterpartyLaws
  std::optional<int> more_than;  ///< its delay is known to exceed this
};

/// What the realised amount of a period of sales follows.
struct SalesSize {
  double expected = 0.0, volatility = 0.0, level_volatility = 0.0;
  std::string_view stream;  ///< whose level it shares

  bool is_random() const { return volatility > 0.0 || level_volatility > 0.0; }
};

/// The supplier's delivery that an order or a sale depends on.
struct SupplierDelivery {
  std::optional<int> supplier;  ///< among the suppliers with terms, by name; nothing: on none of them
  int day = 0;                  ///< unmoved, on which it ships or is invoiced
  Minor deposit = 0;            ///< of an order, already received
  int refund_day = 0;           ///< of an order: on which a deposit that is owed back falls due
};

/// An item whose course is not certain: an open invoice, an order, one period of expected sales; or a piece of one that
/// is paid in pieces.
///
/// Pieces that share an identity and a purpose share the draw: what an order's cancellation spares of a milestone is
/// paid on the day on which all of it would have been. Requires: the ledger, and for a period of sales the callback it
/// is given to, outlive its texts.
struct Exposure {
  ItemIdentity identity;   ///< what draws are keyed by; its part is an instalment or a milestone
  std::string_view item;   ///< as people call it
  bool continued = false;  ///< a further piece of the one before it
  bool is_disputed = false;
  ItemAmount size;             ///< as written
  SalesSize sales;             ///< of a period of sales; else nothing is random in its size
  double receipt_share = 1.0;  ///< of a random size; negative: what rounding that share leaves of it
  int factor = -1;             ///< the process whose factor of the day multiplies what it brings; -1: none
  CancellationTerms cancellation;
  PaymentTerms payment;
  SupplierDelivery delivery;
  std::vector<ExposureDue> dues;

  /// Whether there is anything to be paid.
  bool has_size() const { return size.amount != 0 || sales.expected > 0.0; }
};

using TakeExposure = std::function<void(const Exposure&)>;

/// Every receivable, order and sales period of a ledger up to the horizon, after shocks. Source: docs/model (parts,
/// cancellation, sales).
class Exposures {
 public:
  /// Requires: what it is given outlives it.
  Exposures(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid, CounterpartyLaws& laws);

  /// Calls `take` for those of one counterparty, one at a time: invoices, orders and sales as the ledger lists them.
  void for_each_of(int counterparty, const TakeExposure& take) const;

 private:
  /// The items of each counterparty, as places in the ledger: those of i are [begin[i], begin[i + 1]).
  struct ByCounterparty {
    std::vector<std::int32_t> begin, items;

    ByCounterparty(const std::vector<std::int32_t>& counterparties, std::size_t count);
    std::span<const std::int32_t> of(int counterparty) const;
  };

  const Ledger& ledger_;
  const Shocks& shocks_;
  const DayGrid& grid_;
  CounterpartyLaws& laws_;
  OrderShipments shipments_;
  OpenAmounts open_;
  std::vector<Supplier> suppliers_;  ///< with terms, by name
  ByCounterparty receivables_, orders_, sales_;
};

}  // namespace headroom
