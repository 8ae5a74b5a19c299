#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/store/schema.hpp"

namespace headroom {

/// A name between quotation marks, as SQL takes any name.
std::string sql_name(std::string_view name);

/// The SQL steps that bring a database from version - 1 to `version`. Version 1 begins with an empty file.
std::vector<std::string> steps_to(int version);

/// What is made anew whenever a database is brought to this program's version: the list of currencies and the views for people.
std::vector<std::string> steps_of_every_version();

}  // namespace headroom
