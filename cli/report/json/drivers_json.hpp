// What `headroom drivers` finds as JSON, alone or within another report.
#pragma once

#include <string>
#include <string_view>

#include "cli/report/drivers_report.hpp"
#include "cli/report/json/json_parts.hpp"

namespace headroom {

/// The value of `drivers`: causes, levers, first failures, customers, invoices to chase, levers to a target. What was
/// not computed is null, with a reason. `option`: its name.
Json drivers_json(const DriversResult& result, const Manifest& manifest, std::string_view scenario,
                  std::string_view option);

/// The whole report (docs/drivers.md).
std::string drivers_document(const DriversReport& report, std::string_view version);

}  // namespace headroom
