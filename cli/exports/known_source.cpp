#include "cli/exports/known_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/exports/books/source_books.hpp"
#include "cli/exports/journals/beancount.hpp"
#include "cli/exports/journals/journal_books.hpp"
#include "cli/exports/journals/journal_csv.hpp"
#include "cli/exports/journals/journal_text.hpp"
#include "cli/exports/programs/ageing_summary.hpp"
#include "cli/exports/programs/open_item_report.hpp"
#include "cli/exports/programs/payouts.hpp"
#include "cli/exports/programs/xero_invoices.hpp"
#include "cli/exports/tables/ageing_bucket.hpp"
#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/export_table.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/text_encoding.hpp"

namespace headroom {

namespace {

constexpr std::array<char, 4> delimiters = {',', ';', '\t', '|'};
constexpr std::size_t head_bytes = 64 * 1024;

/// The first lines, as far as formats are told by them.
std::string_view head_of(std::string_view text) {
  if (text.size() <= head_bytes) return text;
  const std::size_t end = text.rfind('\n', head_bytes);
  return text.substr(0, end == std::string_view::npos ? head_bytes : end + 1);
}

/// Tries the formats of tables on one delimiter.
class TableFormats {
 public:
  TableFormats(const std::string& file, std::string_view text, char delimiter, const SourceContext& context)
      : file_(file), text_(text), delimiter_(delimiter), context_(context) {}

  std::optional<KnownSource> read() {
    const std::vector<CsvRow> head = scan_csv(file_, head_of(text_), delimiter_, CsvShape::ragged).table.rows;
    if (head.empty()) return std::nullopt;
    if (is_hledger_csv(head)) {
      const CsvReading whole = scan_csv(file_, text_, delimiter_, CsvShape::ragged);
      return known("the output of `hledger print -O csv`",
                   books_of_journal(read_hledger_csv(file_, whole.table.rows), context_), whole.faults);
    }
    if (is_ledger_csv(head)) {
      const CsvReading whole = scan_csv(file_, text_, delimiter_, CsvShape::ragged);
      return known("the output of `ledger csv`", books_of_journal(read_ledger_csv(file_, whole.table.rows), context_),
                   whole.faults);
    }
    if (is_xero_invoices(head)) {
      const CsvReading whole = scan_csv(file_, text_, delimiter_, CsvShape::ragged);
      return known("a Xero export of invoices and bills", read_xero_invoices(file_, whole.table.rows, context_),
                   whole.faults);
    }
    if (is_payouts(head)) {
      const CsvReading whole = scan_csv(file_, text_, delimiter_, CsvShape::ragged);
      return known("a platform's list of payouts", read_payouts(file_, whole.table.rows, context_), whole.faults);
    }
    if (ageing_summary(file_, head)) {
      const CsvReading whole = scan_csv(file_, text_, delimiter_, CsvShape::ragged);
      const ReportText report = *ageing_summary(file_, whole.table.rows);
      return known("an ageing summary", in_its_notation(report, read_ageing_summary), whole.faults);
    }
    if (open_item_report(file_, head, context_.kind.has_value())) {
      const CsvReading whole = scan_csv(file_, text_, delimiter_, CsvShape::ragged);
      const ReportText report = *open_item_report(file_, whole.table.rows, context_.kind.has_value());
      return known(std::string(kind_of_report(report)), in_its_notation(report, read_open_item_report), whole.faults);
    }
    return std::nullopt;
  }

 private:
  KnownSource known(std::string format, SourceBooks books, const Faults& csv_faults) const {
    books.faults.insert(books.faults.begin(), csv_faults.begin(), csv_faults.end());
    return {std::move(format), imported_books(std::move(books), context_.as_of, context_.ledger_currency)};
  }

  /// A report read in the unit and currency that its titles and headings name.
  SourceBooks in_its_notation(const ReportText& report,
                              SourceBooks (*reader)(const ReportText&, const SourceContext&)) const {
    AmountNotation told = notation_around(report.rows, report.header);
    for (const CsvField& heading : report.rows[report.header].fields) {
      const AmountNotation own = ageing_bucket(heading.text) ? AmountNotation() : notation_of_heading(heading.text);
      if (own.unit.value_or(0) != 0 && !told.unit) told.unit = own.unit, told.words = own.words;
      else if (own.is_unclear || (own.unit && own.unit != told.unit && told.unit)) told.is_unclear = true;
      if (told.currency.empty()) told.currency = own.currency;
    }
    SourceContext context = context_;
    if (!told.currency.empty()) context.ledger_currency = told.currency;  // its decimals
    const bool is_given = context.mapping && context.mapping->amount_unit;
    if (!is_given && told.unit.value_or(0) != 0) {
      if (!context.mapping) context.mapping.emplace();
      context.mapping->amount_unit = told.unit;
    }
    SourceBooks books = reader(report, context);
    if (!is_given && told.is_unclear)
      books.faults.push_back({file_, told.line == 0 ? report.rows[report.header].line : told.line, 1,
                              "in what are the amounts: units, thousands, millions?", told.words,
                              "say in a mapping what an amount of 1 stands for, such as amount_unit = 1000"});
    else if (!is_given && told.unit.value_or(0) != 0)
      books.remarks.push_back(message("an amount of 1 stands for {} (\"{}\")", unit_text(*told.unit), told.words));
    if (told.currency.empty()) return books;
    for (SourceSide* side : {&books.customers, &books.suppliers})
      for (SourceItem& item : side->items)
        if (item.invoice.currency.empty()) item.invoice.currency = told.currency;
    return books;
  }

  const std::string& file_;
  std::string_view text_;
  char delimiter_;
  const SourceContext& context_;
};

}  // namespace

std::optional<KnownSource> read_known_source(const std::string& file, const std::string& bytes,
                                             const SourceContext& context) {
  std::string encoding;
  const Result<std::string> decoded =
      decode_export(file, bytes, context.mapping ? context.mapping->encoding : std::nullopt, encoding);
  if (!decoded) return std::nullopt;
  const std::string_view text = without_byte_order_mark(decoded.value());
  if (is_beancount_text(head_of(text)))
    return KnownSource{"books of beancount", imported_books(books_of_journal(read_beancount(file, text), context),
                                                            context.as_of, context.ledger_currency)};
  if (is_journal_text(head_of(text)))
    return KnownSource{"a journal of hledger or ledger",
                       imported_books(books_of_journal(read_journal_text(file, text), context), context.as_of,
                                      context.ledger_currency)};
  for (const char delimiter : delimiters) {
    if (context.mapping && context.mapping->delimiter.value_or(delimiter) != delimiter) continue;
    if (auto source = TableFormats(file, text, delimiter, context).read()) {
      if (encoding != "utf-8") source->books.assumptions.push_back(message("the text is in {}", encoding));
      return source;
    }
  }
  return std::nullopt;
}

}  // namespace headroom
