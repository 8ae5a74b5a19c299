// What a person sets in a ledger: KEY=VALUE, taken apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// `customer:"Marketplace US".never=0.01`: the subject, which of them, which figure of it, and the value.
struct Setting {
  std::string subject;  ///< "cash", "payroll", "customer"
  std::string name;     ///< after a colon; empty where there is none
  std::string field;    ///< after a full stop; empty where there is none
  std::string value;

  /// As it was given, without its value.
  std::string key() const;
};

/// Takes KEY=VALUE apart. Names may stand in quotation marks, and have to where they hold `=`.
/// Errors: no `=`, an empty key or value.
Result<Setting> parse_setting(std::string_view text);

/// A value as TOML: a number, date, `true` or `false` as it stands, `6.8%` as 0.068, anything else as a text.
std::string toml_literal(std::string_view value);

/// A value as a field of a table: `6.8%` as 0.068, anything else as it stands.
std::string plain_value(std::string_view value);

/// The parts of `38000@15/12m`: before the `@`, between, after the `/`. Empty where there is none.
struct ValueParts {
  std::string amount, at, over;
};
ValueParts value_parts(std::string_view value);

}  // namespace headroom
