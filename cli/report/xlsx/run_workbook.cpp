#include "cli/report/xlsx/run_workbook.hpp"

#include "cli/report/html/wording.hpp"
#include "cli/report/xlsx/basis_sheets.hpp"
#include "cli/report/xlsx/drivers_sheet.hpp"
#include "cli/report/xlsx/result_sheets.hpp"
#include "cli/report/xlsx/workbook.hpp"

namespace headroom {

Result<std::string> run_workbook(const RunReport& report, const Ledger& ledger, const std::string& json,
                                 Language language) {
  const Manifest& manifest = report.manifest;
  const Wording wording(manifest, language);
  Workbook workbook(manifest.company, manifest.as_of, manifest.decimals);
  write_summary_sheet(workbook, report, wording);
  write_calendar_sheet(workbook, report, wording);
  write_fan_sheet(workbook, report, wording);
  write_reliefs_sheet(workbook, report, wording);
  write_drivers_sheet(workbook, report, wording);
  write_inputs_sheet(workbook, report, ledger, wording);
  write_assumptions_sheet(workbook, report, wording);
  write_json_sheet(workbook, json, wording);
  return workbook.bytes();
}

}  // namespace headroom
