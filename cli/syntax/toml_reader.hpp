// Reads one table of a TOML document key by key.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/syntax/fault_log.hpp"
#include "cli/syntax/toml.hpp"
#include "cli/syntax/values.hpp"

namespace headroom {

enum class Need { required, optional };

/// Reads one table of a TOML document key by key; what was never asked for is unknown, and a fault.
class TomlReader {
 public:
  /// `name` is the table as messages say it: "[cash]".
  TomlReader(const TomlNode& table, Message name, FaultLog& log, std::string_view key = {})
      : table_(table), name_(std::move(name)), key_(key), log_(log) {}

  // Each gives the value of a key if it is there and of that kind, and logs a fault where it is not and must be.
  std::optional<RawValue> text(std::string_view key, Need need = Need::optional);
  std::optional<RawValue> number(std::string_view key, Need need = Need::optional);
  std::optional<RawValue> date(std::string_view key,
                               Need need = Need::optional);  ///< a TOML date, or one in quotation marks
  std::optional<RawValue> truth(std::string_view key, Need need = Need::optional);
  /// A list of numbers or texts. "?" may stand for the list, or for one of its numbers: then as `taken_for_unknown`.
  std::optional<std::vector<RawValue>> numbers(std::string_view key, std::string_view taken_for_unknown = {});
  std::optional<std::vector<RawValue>> texts(std::string_view key);
  /// The same, where a single number stands for a list of one.
  std::optional<std::vector<RawValue>> numbers_or_number(std::string_view key);
  /// The node of a key that may be a text or a number (`grace`), whatever else it is: a fault.
  std::optional<RawValue> text_or_number(std::string_view key);

  /// Calls `read` with a reader of the table at `key`, if it is there, and then looks for unknown keys.
  void table(std::string_view key, Need need, const std::function<void(TomlReader&)>& read);
  /// The same for each of the tables in `[[key]]`.
  void tables(std::string_view key, const std::function<void(TomlReader&)>& read);

  /// Marks every key as known and gives them all: for tables whose keys are the user's.
  const std::vector<TomlEntry>& all_entries();

  /// Logs the keys that were never asked for, each with the nearest known one.
  void finish();

  bool has(std::string_view key) const;
  /// Whether "?" stands for a figure where the document may say so.
  bool is_unknown(std::string_view key) const;
  Place place() const { return {table_.line, table_.column}; }
  /// Where a key stands, or the table itself if it does not.
  Place place_of(std::string_view key) const;
  const Message& name() const { return name_; }
  FaultLog& log() { return log_; }

 private:
  /// Notes "?" as an unknown figure where the document may say so.
  bool note_unknown(const TomlEntry& entry);
  void note_unknown(const TomlEntry& entry, Place place);
  const TomlEntry* find(std::string_view key);
  const TomlEntry* need(std::string_view key, Need need);
  std::optional<RawValue> value(std::string_view key, Need need, std::initializer_list<TomlKind> kinds,
                                std::string_view words);
  std::optional<std::vector<RawValue>> values(std::string_view key, std::initializer_list<TomlKind> kinds,
                                              std::string_view words, std::string_view taken_for_unknown = {});

  const TomlNode& table_;
  Message name_;
  std::string key_;  ///< of this table in the document; empty for the whole of it
  FaultLog& log_;
  std::vector<std::string> known_;
};

/// A number's text without the underscores that TOML allows between digits; other text as it stands.
RawValue raw_value(std::string name, const TomlNode& node);

}  // namespace headroom
