// The sheet of what drives a run's answer.
#pragma once

#include "cli/report/html/wording.hpp"
#include "cli/report/run_report.hpp"
#include "cli/report/xlsx/workbook.hpp"

namespace headroom {

/// Causes, levers, first failures, customers and invoices below each other, with a chart of the levers. Empty but for
/// its heading where no drivers were computed.
void write_drivers_sheet(Workbook& workbook, const RunReport& report, const Wording& wording);

}  // namespace headroom
