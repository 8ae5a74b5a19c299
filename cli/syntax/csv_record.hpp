// Writes one record of CSV.
#pragma once

#include <string>
#include <vector>

namespace headroom {

/// One record of RFC 4180, ended by a line feed. A field is quoted where it has to be, and never changed.
std::string csv_record(const std::vector<std::string>& fields);

}  // namespace headroom
