// The charts of the owner's report, each with the table behind it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report/html/page.hpp"
#include "cli/report/html/wording.hpp"
#include "cli/report/run_report.hpp"

namespace headroom {

/// A due large enough to be marked on the fan.
struct BigDue {
  int day = 0;
  Minor amount = 0;
  PaymentClass payment_class = PaymentClass::other;
  std::string items;  ///< by name
};

/// The largest sums that fall due on one day in one class, at most five, by day.
std::vector<BigDue> big_dues(const Forecast& forecast);

/// A drawing and the same numbers as a table.
struct ChartFigure {
  std::string svg;
  PageTable table;
};

ChartFigure cash_fan(const RunReport& report, const OptionResult& base, const std::vector<BigDue>& dues,
                     const Wording& wording);
/// Without relief and with the reliefs that change most, four curves at most.
ChartFigure chance_by_day(const RunReport& report, const ScenarioResult& result, const Wording& wording);
ChartFigure calendar_bars(const RunReport& report, const Wording& wording);
/// Every option that was computed. Requires: at least one probability.
ChartFigure relief_comparison(const RunReport& report, const ScenarioResult& result, const Wording& wording);

/// Whether there is a probability of default to show.
bool has_probability(const OptionResult& option);

}  // namespace headroom
