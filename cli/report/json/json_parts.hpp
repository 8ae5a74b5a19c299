// Parts of JSON that several reports share: manifest, money, notices.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "cli/checks/unanswered.hpp"
#include "cli/report/manifest.hpp"
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
Json notices_json(const Faults& notices);

/// What nobody has entered in the ledger, each with what is taken in its place.
Json unanswered_json(const std::vector<Unanswered>& unanswered);
/// `{"after": date, "text": sentence}`, or null where the ledger knows enough.
Json wind_down_json(const Manifest& manifest);

/// The whole document as text with a line break at its end; what is not UTF-8 is replaced, and what could steer a
/// terminal escaped.
std::string json_document(const Json& json);

}  // namespace headroom
