// Reads dates and amounts of a statement's elements.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/exports/statements/bank_statement.hpp"
#include "cli/syntax/markup.hpp"

namespace headroom {

/// Reads the values of a statement's elements, and keeps a fault for each that cannot be used.
class StatementValues {
 public:
  explicit StatementValues(BankStatements& statements) : statements_(statements) {}

  void fault(int line, Message what, std::string_view value);

  /// An amount with a full stop or comma before its decimals; zeros beyond the currency's decimals are none.
  std::optional<Minor> amount(const MarkupNode& node, std::string_view text, const std::string& currency);
  /// The day at the front of `2026-09-18`, `2026-09-18T17:00:00+02:00` or `20260918170000.000[-5:EST]`.
  std::optional<Date> day(const MarkupNode& node, std::string_view text);
  /// A known ISO 4217 code.
  std::optional<std::string> currency(const MarkupNode& node, std::string_view text);

 private:
  BankStatements& statements_;
  Minor counted_ = 0;  // all amounts so far, without their signs: no sum of some of them is larger
};

/// Adds a part to a reference, after " | " where there is one before it.
void add_reference(std::string& reference, std::string_view part);

}  // namespace headroom
