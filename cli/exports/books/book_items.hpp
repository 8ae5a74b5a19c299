// Small parts that readers of whole books and of statements share to make items.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "cli/exports/tables/export_reader.hpp"
#include "models/money.hpp"

namespace headroom {

// What readers of whole books and of statements share: they make items themselves, where a table's are made by its
// mapping.

/// No items yet, of a kind.
ExportedItems no_items(ImportKind kind);

/// Adds an item by its columns; the others stay empty. Requires: columns of the items' kind.
void add_item(ExportedItems& items, std::initializer_list<std::pair<std::string_view, std::string>> values);

/// A text on one line: control characters and line breaks become single spaces, those at the edges go, at most 500
/// bytes are kept.
///
/// Requires: UTF-8.
std::string one_line(std::string_view text);

/// Gives numbers that one counterparty uses twice a suffix, as in "4711 (2)": every identity is its own. Returns how
/// many it changed.
std::size_t tell_numbers_apart(ExportedItems& items);

/// "1 invoice", "2,300 invoices".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

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
