// Why a firm may default, as text for people: the answer first, then causes, levers, what fails first, who and what to
// chase.
#pragma once

#include <string>

#include "cli/report/drivers_report.hpp"
#include "cli/terminal/style.hpp"

namespace headroom {

/// The report of `headroom drivers`. Text of the ledger is made printable.
std::string drivers_text(const DriversReport& report, const Style& style);

/// Its parts, each with a heading, empty where there is nothing to show.
std::string causes_text(const DriversResult& result, const Style& style);
std::string levers_text(const DriversResult& result, const Style& style);
std::string first_failures_text(const DriversResult& result, const Manifest& manifest, const Style& style);
std::string customers_text(const DriversResult& result, const Manifest& manifest, const Style& style);
std::string chase_text(const DriversResult& result, const Manifest& manifest, const Style& style);
std::string to_target_text(const DriversResult& result, const Style& style);

}  // namespace headroom
