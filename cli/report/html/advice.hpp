// What the owner may do now, from this run's own numbers.
#pragma once

#include <string>
#include <vector>

#include "cli/report/html/wording.hpp"
#include "cli/report/run_report.hpp"

namespace headroom {

/// What one customer still owes by the ledger, and what of it is late. Minor units of the ledger's currency.
struct CustomerDues {
  std::string name;
  Minor expected = 0;  ///< due within the horizon, what is overdue included
  Minor overdue = 0;   ///< at as_of
  std::size_t overdue_items = 0;
  Date oldest_due;  ///< of what is overdue
};

/// All customers with anything to pay, those with most first.
std::vector<CustomerDues> customers_of(const Forecast& forecast);

/// What to do, each with its reason in numbers, the most telling first: whom to ask for money, how much is missing by
/// which day, which payment to prepare for, which relief to ask for and which not, which week is tight.
std::vector<std::string> advice(const RunReport& report, const ScenarioResult& result, const Wording& wording);

}  // namespace headroom
