// The columns of a ledger, a row each: what the readers, the database and the import know of its files follows from it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/syntax/table_reader.hpp"
#include "cli/syntax/values.hpp"

namespace headroom {

/// What the values of a column are: how a document writes them, and how the database keeps them.
enum class ValueKind {
  text,
  date,     ///< ISO 8601 text
  money,    ///< whole minor units of the row's currency, of the company's where the row names none
  real,     ///< a share, a rate, a factor
  decimal,  ///< decimal text as it was written: an exchange rate, which is applied exactly
  whole,
  truth,    ///< 0 or 1
  numbers,  ///< a JSON list of numbers
};

/// What more a column may be.
namespace column_is {
inline constexpr unsigned optional = 0;
inline constexpr unsigned must = 1;          ///< every row has a value
inline constexpr unsigned not_negative = 2;  ///< an amount of 0 or more
inline constexpr unsigned imported = 4;      ///< an export's column may fill it
}  // namespace column_is

/// What limits the values of a column: a range of numbers, or a condition as SQL says it.
struct ColumnBounds {
  constexpr ColumnBounds() = default;
  constexpr ColumnBounds(const NumberRange* numbers) : range(numbers) {}
  constexpr ColumnBounds(const char* text) : condition(text) {}
  constexpr ColumnBounds(std::string_view text) : condition(text) {}

  const NumberRange* range = nullptr;
  std::string_view condition;
};

/// A column of a CSV file, or a key of company.toml.
struct LedgerColumn {
  constexpr LedgerColumn(std::string_view key_in_document, ValueKind kind_of_values, unsigned is = column_is::optional,
                         ColumnBounds limits = {}, std::string_view taken_for_unknown = {},
                         std::string_view name_in_database = {})
      : name(name_in_database.empty() ? key_in_document.substr(key_in_document.find('.') + 1) : name_in_database),
        key(key_in_document),
        kind(kind_of_values),
        is_required((is & column_is::must) != 0),
        is_not_negative((is & column_is::not_negative) != 0),
        is_importable((is & column_is::imported) != 0),
        bounds(limits),
        taken(taken_for_unknown) {}

  std::string_view name;  ///< in the database
  std::string_view key;   ///< in the document: a column of a CSV file, a key of TOML (`section.key` in a record)
  ValueKind kind;
  bool is_required;
  bool is_not_negative;
  bool is_importable;
  ColumnBounds bounds;
  /// What is taken for a figure that nobody has entered ("?"), in words or as a number; empty: nothing is, and the
  /// ledger cannot be played until it is entered.
  std::string_view taken;
};

/// How a table lies in its document.
enum class TableForm {
  rows,     ///< a CSV file, a row each
  entries,  ///< company.toml, a [[key]] each
  record,   ///< company.toml, one row from the keys of one or more [section]s
  rates,    ///< [exchange_rates]: a row for each currency
  policy,   ///< [payment_policy]: a row for each class
};

/// A part of a ledger: a CSV file, or what company.toml says in one kind of table.
struct LedgerTable {
  std::string_view name;  ///< in the database
  std::string_view document;
  std::string_view key = {};  ///< of `entries`: `loan` for [[loan]]
  TableForm form = TableForm::rows;
  std::vector<LedgerColumn> columns;
  std::vector<std::string_view> checks = {};  ///< conditions over several columns, as SQL says them
  std::string_view identity = {};             ///< the columns that tell rows of one company apart; empty: none do

  std::optional<std::size_t> index_of(std::string_view column) const;
  std::optional<std::size_t> index_of_key(std::string_view document_key) const;
};

/// Every table of a ledger, the company first.
const std::vector<LedgerTable>& ledger_tables();

/// The table of a CSV document; null where it is another's.
const LedgerTable* table_of_document(std::string_view document);

/// The columns by which a CSV document is read. Requires: a document that is a table.
const std::vector<Column>& columns_of(std::string_view document);

/// What is taken for an unknown figure of a document: of a key in a table of company.toml (`sales`, `cost_share`), or
/// of a column of a CSV file. Empty: nothing is.
std::string_view taken_for(std::string_view document, std::string_view table, std::string_view key);

/// Whether a column of a table may hold an unknown figure ("?"): an amount, a date, a share, a rate or a number of
/// company.toml, or what counterparties.csv says of behaviour.
bool may_be_unknown(const LedgerTable& table, const LedgerColumn& column);

/// Whether an export may become this document.
bool is_importable(const LedgerTable& table);

/// How a `basis` begins that says of a figure that it is assumed.
inline constexpr std::string_view assumption_mark = "ASSUMPTION";

// Ranges that several readers share.
inline constexpr NumberRange growth_range = {-1.0, 1.0,
                                             "a yearly growth as a fraction above -1 and up to 1: 0.03 is 3%", true};
inline constexpr NumberRange volatility_range = {0.0, 3.0,
                                                 "a standard deviation of the logarithm from 0 to 3, such as 0.20"};
inline constexpr NumberRange cost_share_range = {0.0, 10.0, "a share of the sales from 0 to 10, such as 0.62"};
inline constexpr NumberRange multiplier_range = {0.0, 10.0, "a factor above 0 and up to 10, such as 1.0", true};
inline constexpr NumberRange spread_range = {-1.0, 1.0,
                                             "what is added to the index, as a fraction: 0.0040 is 40 basis points"};
inline constexpr NumberRange fee_share_range = {0.0, 1.0, "a share of the balance above 0 and up to 1: 0.01 is 1%",
                                                true};
inline constexpr NumberRange median_range = {0.0, 3650.0, "a number of days above 0 and up to 3650, such as 12", true};
inline constexpr NumberRange sigma_range = {
    0.0, 10.0, "a standard deviation of the logarithm above 0 and up to 10, such as 0.8", true};
inline constexpr NumberRange index_range = {
    -1.0, 1.0, "a yearly rate as a fraction: 3% is 0.03, so divide a column in per cent by 100"};

/// Ten years either way.
inline constexpr int days_most = 3650;
inline constexpr NumberRange days_range = {0.0, days_most, {}};
inline constexpr NumberRange signed_days_range = {-days_most, days_most, {}};
inline constexpr NumberRange fixing_days_range = {0.0, 366.0, {}};

}  // namespace headroom
