// The sheets of what a run rests on: the ledger's items, what was assumed, and the result for programs.
#pragma once

#include <string>

#include "cli/report/html/wording.hpp"
#include "cli/report/run_report.hpp"
#include "cli/report/xlsx/workbook.hpp"
#include "models/ledger.hpp"

namespace headroom {

void write_inputs_sheet(Workbook& workbook, const RunReport& report, const Ledger& ledger, const Wording& wording);
void write_assumptions_sheet(Workbook& workbook, const RunReport& report, const Wording& wording);
/// A row for each value of the JSON, named by its path ("scenarios[0].options[0].name").
void write_json_sheet(Workbook& workbook, const std::string& json, const Wording& wording);

}  // namespace headroom
