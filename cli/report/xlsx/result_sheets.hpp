// The sheets of a run's results.
#pragma once

#include "cli/report/html/wording.hpp"
#include "cli/report/run_report.hpp"
#include "cli/report/xlsx/workbook.hpp"

namespace headroom {

void write_summary_sheet(Workbook& workbook, const RunReport& report, const Wording& wording);
void write_calendar_sheet(Workbook& workbook, const RunReport& report, const Wording& wording);
/// Cash and position by day, of every scenario and option below each other; the chart is of the worst scenario.
void write_fan_sheet(Workbook& workbook, const RunReport& report, const Wording& wording);
void write_reliefs_sheet(Workbook& workbook, const RunReport& report, const Wording& wording);

}  // namespace headroom
