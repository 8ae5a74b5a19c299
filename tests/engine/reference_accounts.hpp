// What the twin keeps in mind from day to day: unpaid dues, suppliers with terms, credit lines.
#pragma once

#include <optional>
#include <string>
#include <tuple>

#include "models/credit_line.hpp"
#include "models/money.hpp"
#include "models/supplier.hpp"

namespace headroom::twin {

/// Something that fell due and was not paid.
struct UnpaidDue {
  int aged_from = 0;
  Minor amount = 0;
  std::string supplier, kind, counterparty, number;

  /// Who is paid first: the oldest; of one age, suppliers with terms by name, then the rest.
  auto order() const { return std::tie(aged_from, is_of_others, supplier, kind, counterparty, number); }
  bool is_of_others = true;
};

/// Where the firm stands with a supplier with terms.
struct SupplierAccount {
  const Supplier* terms = nullptr;
  Minor owed_nights = 0;  ///< what was unpaid, night by night, since interest was charged
  bool has_stopped = false;
};

/// A credit line in use.
struct OpenLine {
  const CreditLine* terms = nullptr;
  std::optional<int> until_day;
  Minor limit = 0;
  Minor drawn_at_as_of = 0;
  Minor drawn = 0;
  Minor balance_days = 0;  ///< last nights' drawn balances since interest last fell due, summed

  Minor limit_on(int day) const { return until_day && day >= *until_day ? 0 : limit; }
};

}  // namespace headroom::twin
