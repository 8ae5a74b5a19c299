// Words for items and their sums, for readers of whole books and of statements.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "models/message.hpp"
#include "models/money.hpp"

namespace headroom {

/// A text on one line: control characters and line breaks become single spaces, those at the edges go, at most 500
/// bytes are kept.
///
/// Requires: UTF-8.
std::string one_line(std::string_view text);

/// "1 invoice", "2,300 invoices".
Message counted(std::size_t count, std::string_view one, std::string_view many);

/// How many items of some sort there are, and what they come to, for a sentence.
class ItemCount {
 public:
  void add(const std::string& currency, Minor amount);
  void add() { ++items_; }
  std::size_t items() const { return items_; }
  bool has_amounts() const { return !sums_.empty(); }
  /// "EUR 1,250.50, USD 300.00".
  std::string amounts() const;

 private:
  std::size_t items_ = 0;
  std::map<std::string, double> sums_;  // by currency, in minor units: exact up to 2^53, and no further is claimed
};

}  // namespace headroom
