// Parts of JSON that several reports share: manifest, money, notices.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
#include "engine/measures/results.hpp"
#include "models/error.hpp"

namespace headroom {

/// Keys stay in the order in which they are written.
using Json = nlohmann::ordered_json;

/// `value`, or null where there is none.
template <class Optional>
Json json_or_null(const Optional& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// company, as_of, horizon, known_until, currency: the part of the manifest that every command has.
Json manifest_json(const Manifest& manifest);
/// The same with what was played: paths, seed, event, inputs and the command that computes it again.
Json played_manifest_json(const Manifest& manifest);
Json notices_json(const Faults& notices);

/// What nobody has entered in the ledger, each with what is taken in its place.
Json unanswered_json(const std::vector<Unanswered>& unanswered);
/// `{"after": date, "text": sentence}`, or null where the ledger knows enough.
Json wind_down_json(const Manifest& manifest);

/// What every question's document begins with: schema, version, manifest, wind-down, notices, what is unanswered.
Json question_json(const Manifest& manifest, std::string_view version, const Faults& notices,
                   const std::vector<Unanswered>& unanswered);

/// `{"estimate", "standard_error"}`, both null where there is no estimate.
Json estimate_json(const std::optional<Estimate>& estimate);

/// The whole document as text with a line break at its end; what is not UTF-8 is replaced, and what could steer a
/// terminal escaped.
std::string json_document(const Json& json);

}  // namespace headroom
