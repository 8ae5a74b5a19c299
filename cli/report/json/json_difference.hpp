// Which fields differ between two JSON documents.
#pragma once

#include <string>
#include <vector>

#include "cli/report/json/json_parts.hpp"

namespace headroom {

/// A field that two documents do not have alike; null where one has no such field.
struct FieldDifference {
  std::string field;  ///< its path: `scenarios[0].options[1].default_probability.estimate`
  Json first, second;
};

/// The fields that differ, in the order of the first document; those that only the second has come after their
/// neighbours. A field that is an object or a list in one document alone is one difference.
std::vector<FieldDifference> field_differences(const Json& first, const Json& second);

/// What of a command's JSON follows from its inputs alone: without its notices, and without saying where in a folder or
/// database an unanswered figure stood.
Json without_places(Json document);

}  // namespace headroom
