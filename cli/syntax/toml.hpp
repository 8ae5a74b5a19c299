// TOML documents whose values know their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/error.hpp"

namespace headroom {

enum class TomlKind { text, whole_number, real_number, truth, date, time, array, table };

struct TomlEntry;

/// A value of a TOML document with its place; columns count characters from 1.
struct TomlNode {
  TomlKind kind = TomlKind::table;
  /// What a string says; a number or date as the source writes it (so that 0.1 is exactly that); `true` or `false`.
  std::string text;
  int line = 1;
  int column = 1;
  bool is_stand_in = false;        ///< a 0 whose comment says `REPLACE`: earlier imports wrote that for what is unknown
  std::vector<TomlNode> items;     ///< of an array
  std::vector<TomlEntry> entries;  ///< of a table, in the order of the source
};

struct TomlEntry {
  std::string key;
  int line = 1;
  int column = 1;
  TomlNode node;
};

/// "a text", "a date", "a list": for messages.
std::string_view name_of(TomlKind kind);

// Limits that no real document meets and a hostile one cannot pass.
inline constexpr std::size_t toml_bytes_max = 1024 * 1024;
inline constexpr std::size_t toml_line_bytes_max = 4096;
inline constexpr std::size_t toml_line_dots_max = 32;

/// Reads a TOML document as a tree of values. The only door to the TOML library.
///
/// Errors: text that is not UTF-8, what is not TOML (the first place only: nothing after it can be judged), and what
/// passes the limits above.
Result<TomlNode> read_toml_text(const std::string& file, std::string_view text);

}  // namespace headroom
