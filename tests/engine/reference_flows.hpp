// What falls due and comes in on one path, the plain way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/ledger.hpp"
#include "tests/engine/reference_future.hpp"
#include "tests/engine/reference_shocks.hpp"

namespace headroom::twin {

/// Dates as days after as_of, and the days on which money moves.
class Timeline {
 public:
  Timeline(const Company& company, int horizon_days);

  int horizon_days() const { return horizon_days_; }
  Date as_of() const { return company_.as_of; }
  Date date_of(int day) const { return company_.as_of + day; }
  int day_of(Date date) const { return date - company_.as_of; }
  /// The business-day rule applied to a date; may lie before day 0.
  int moved(Date date) const { return day_of(calendar_.adjust(date, company_.business_days)); }
  /// The day on which what is dated so is settled: moved, never before day 0.
  int settled(Date date) const { return std::max(0, moved(date)); }
  /// No business-day rule moves a later date into the horizon.
  Date last_date_that_matters() const { return date_of(horizon_days_) + 31; }

 private:
  const Company& company_;
  BusinessCalendar calendar_;
  int horizon_days_;
};

struct Receipt {
  int day = 0;
  Minor amount = 0;
  int delivery = -1;  ///< of which delivery it is the price, in Flows
  int factor = -1;    ///< the process whose factor of the day multiplies it; -1: none
};

/// A sum that falls due on `day`; its days past due count from `aged_from`, which lies before day 0 for what was due
/// before as_of.
struct Due {
  PaymentClass payment_class = PaymentClass::other;
  int day = 0;
  int aged_from = 0;
  Minor amount = 0;
  bool was_due_before_as_of = false;
  const FixedCost* fixed_cost = nullptr;  ///< of which it is
  const Loan* loan = nullptr;             ///< of an instalment, which also has:
  Minor principal = 0;
  Date unmoved;

  std::string supplier;  ///< to whom it is owed, if that is one with terms
  std::string kind, counterparty, number;
  int delivery = -1;  ///< of which delivery it is the cost, in Flows
  bool must_be_prepaid = false;
  bool is_of_relief = false;     ///< a payment of its loan, a part of what it put off
  int factor = -1;               ///< the process whose factor of the day multiplies it; -1: none
  std::optional<int> lent_from;  ///< the day on which the goods come, of a supplier who limits what he lends
};

/// What an order or a period of sales needs of a supplier with terms.
struct Delivery {
  std::string supplier;
  int day = 0;  ///< on which it ships or is invoiced
  Due deposit;  ///< owed back in full, if it is not delivered though the customer still wants it
};

struct Flows {
  std::vector<Receipt> receipts;
  std::vector<Due> dues;
  std::vector<Due> later_dues;  ///< beyond the horizon, of suppliers who may want them earlier
  std::vector<Delivery> deliveries;
};

/// What arrives and falls due on days 0..H from the ledger itself, credit lines and reliefs left out.
Flows ledger_flows(const Ledger& ledger, const Shocks& shocks, const Future& future, const Timeline& timeline,
                   const Amendment* amendment = nullptr);

}  // namespace headroom::twin
