// The SQL of each version's tables and indexes.
#pragma once

#include <string>
#include <string_view>

#include "cli/store/schema.hpp"

namespace headroom {

/// A name between quotation marks, as SQL takes any name.
std::string sql_name(std::string_view name);

/// The tables and indexes of a version. Those of this program's follow from `stored_tables`, those of earlier ones are
/// as they were. Requires: a version from 1 to `schema_version`.
std::string schema_sql(int version);

/// What stands beside them in every version: the list of currencies, and the views for people, made anew.
std::string currencies_and_views_sql();

}  // namespace headroom
