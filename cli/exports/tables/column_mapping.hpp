// How the columns of an export become those of a ledger's file.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/date_format.hpp"
#include "cli/exports/tables/import_columns.hpp"
#include "cli/exports/tables/number_format.hpp"
#include "models/error.hpp"

namespace headroom {

/// Rows that hold one of these values in this column of the export.
struct RowRule {
  std::string column;
  std::vector<std::string> values;
};

/// What a column's values say of an item. `any_value` stands for whatever stands there.
struct StatusRule {
  std::string column;
  std::vector<std::string> open, settled, left_out;
};

/// What rows of one counterparty and number are to each other.
enum class DocumentLines {
  not_told,
  sum,     ///< lines of one document: their amounts add up to it
  repeat,  ///< lines of one document, each with the whole document's amount
  apart,   ///< documents of their own
};

/// How an export's columns become a ledger's: what a mapping file says, or what was proposed from the headings.
///
/// Targets are named as in `target_columns`. What is not given is found out from the export; where no column is given,
/// all are told by their headings.
struct ColumnMapping {
  std::string file;  ///< as faults name it; empty where no file gave it
  ImportKind kind = ImportKind::receivables;
  bool names_kind = false;           ///< the file itself says so (`as`)
  std::optional<std::string> sheet;  ///< of a spreadsheet: the one that is meant
  std::optional<std::string> encoding;
  std::optional<char> delimiter;
  std::optional<int> header_line;
  std::map<std::string, std::string> columns;  ///< target -> heading in the export, or `line_number_source`
  std::map<std::string, std::vector<std::string>> fallbacks;  ///< target -> headings read where that one is empty
  std::map<std::string, std::string> fixed;                   ///< target -> the same text for every row
  std::optional<DateFormat> date_format;                      ///< of every date column without its own
  std::map<std::string, DateFormat> date_formats;             ///< target -> its own format
  std::optional<DecimalSign> decimal_sign;
  std::optional<int> amount_unit;   ///< the power of ten that an amount of 1 stands for: 3 for thousands
  std::string unit_words;           ///< what says so in the export; empty where the mapping does
  std::string currency_sign;        ///< one that several currencies share, by which the export names its currency
  std::optional<bool> is_reversed;  ///< amounts have the opposite sign; not given: as written, but see complete_mapping
  std::vector<RowRule> keep;        ///< only rows that meet every one of these
  std::vector<RowRule> skip;        ///< no row that meets one of these
  std::vector<RowRule> negative;    ///< rows that meet one of these have the opposite sign (credit notes)
  std::vector<StatusRule> status;   ///< what is open, settled, or never was owed
  std::vector<std::string> less;    ///< columns whose amounts are taken off: written off, credited
  std::vector<std::string> ignore;  ///< columns that mean nothing here
  DocumentLines lines = DocumentLines::not_told;
  std::optional<int> last_line;      ///< what stands after it is no part of the list
  std::string name;                  ///< of the program's list, for a person
  std::vector<std::string> told_by;  ///< the headings by which the list is known
  std::vector<RowRule> cancelled;    ///< history: rows that meet one of these were cancelled
};

/// In `[columns]`, stands for the line of the export, where it has no number of its own.
inline constexpr std::string_view line_number_source = "@line";
/// Likewise, of a date: the day of which the ledger speaks.
inline constexpr std::string_view as_of_source = "@as_of";
/// Among the values of a status: whatever stands there.
inline constexpr std::string_view any_value = "@any";
/// Whether a source is one of these, and no heading.
bool is_no_heading(std::string_view source);

/// How to mend a name that is not known: the nearest one, else all of them.
std::string mend_of_unknown(std::string_view name, const std::vector<std::string>& known);

/// Whether the mapping says where a target comes from.
bool maps(const ColumnMapping& mapping, std::string_view target);

/// The format of a target's dates, where it is known.
std::optional<DateFormat> date_format_of(const ColumnMapping& mapping, std::string_view target);

/// Reads a mapping file (docs/import.md) for exports of `kind`; without one, of the kind that the file itself names
/// (receivables where it names none).
///
/// Errors: what is not TOML, unknown keys and targets (with the nearest known one), formats that cannot be read, and,
/// where [columns] are given, required targets that come from nowhere.
Result<ColumnMapping> read_column_mapping(const std::filesystem::path& path, std::optional<ImportKind> kind);
Result<ColumnMapping> read_column_mapping_text(const std::string& file, std::string_view text,
                                               std::optional<ImportKind> kind);

/// Required targets that the mapping leaves out. `due` may come from `issued` and `terms_days`.
std::vector<std::string_view> missing_targets(const ColumnMapping& mapping);

/// The mapping as a file that `read_column_mapping` reads back.
std::string to_toml(const ColumnMapping& mapping);

}  // namespace headroom
