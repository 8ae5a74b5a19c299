#include "cli/exports/programs/xero_invoices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_set>

#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/report_text.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

/// The columns that count, by their place; the line of a document beside them is not read.
struct Columns {
  std::optional<std::size_t> contact, number, issued, due, total, paid, open, credited, currency, type, status, paid_on;
};

/// Xero's own spelling, with or without the star of its import template.
std::optional<std::size_t> exactly(const CsvRow& header, std::string_view name) {
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    std::string_view text = header.fields[i].text;
    if (text.starts_with('*')) text.remove_prefix(1);
    if (text == name) return i;
  }
  return std::nullopt;
}

Columns columns_of(const CsvRow& header) {
  return {exactly(header, "ContactName"),
          exactly(header, "InvoiceNumber"),
          exactly(header, "InvoiceDate"),
          exactly(header, "DueDate"),
          exactly(header, "Total"),
          exactly(header, "InvoiceAmountPaid"),
          exactly(header, "InvoiceAmountDue"),
          exactly(header, "InvoiceAmountCredited"),
          exactly(header, "Currency"),
          exactly(header, "Type"),
          exactly(header, "Status"),
          exactly(header, "FullyPaidOnDate")};
}

enum class Document { invoice, bill, customer_credit, supplier_credit, unknown };

/// By `Type`: "Sales invoice", "Bill credit note", "Sales overpayment", or the names of Xero's programming interface.
Document document_of(const std::string& type) {
  const auto holds = [&type](std::string_view word) { return type.find(word) != std::string::npos; };
  const bool is_credit = holds("credit") || holds("overpayment") || holds("prepayment");
  if (holds("bill") || holds("purchase") || holds("accpay"))
    return is_credit ? Document::supplier_credit : Document::bill;
  if (holds("sales") || holds("invoice") || holds("accrec"))
    return is_credit ? Document::customer_credit : Document::invoice;
  return Document::unknown;
}

/// Whose document it is, unless it is unknown.
Side side_of(Document document) {
  return document == Document::invoice || document == Document::customer_credit ? Side::receivables : Side::payables;
}

class Reader {
 public:
  Reader(const std::string& file, const std::vector<CsvRow>& rows, const SourceContext& context)
      : rows_(rows), context_(context), columns_(columns_of(rows.front())), values_(file, context.ledger_currency) {
    out_.file = file;
    out_.states_open = true;
  }

  SourceBooks run() {
    settle_formats();
    if (!columns_.type)
      out_.assumptions.push_back(context_.kind == ImportKind::payables
                                     ? "every document is a bill: there is no column Type, and --as says so"
                                     : "every document is a sales invoice: there is no column Type");
    for (std::size_t i = 1; i < rows_.size(); ++i) read_row(rows_[i]);
    remark();
    values_.hand_over(out_.faults, out_.assumptions);
    return std::move(out_);
  }

 private:
  const CsvField& at(const CsvRow& row, const std::optional<std::size_t>& column) const {
    static const CsvField none;
    return column ? cell(row, *column) : none;
  }
  std::string text(const CsvRow& row, const std::optional<std::size_t>& column) const {
    return line_of_text(at(row, column).text);
  }

  void settle_formats() {
    std::vector<const CsvField*> dates, amounts;
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      for (const auto& column : {columns_.issued, columns_.due, columns_.paid_on})
        if (column) dates.push_back(&cell(rows_[i], *column));
      for (const auto& column : {columns_.total, columns_.paid, columns_.open, columns_.credited})
        if (column) amounts.push_back(&cell(rows_[i], *column));
    }
    values_.settle(dates, amounts, context_.mapping);
  }

  /// All that the lines of one document have in common.
  std::string key_of(const CsvRow& row) const {
    std::string key;
    for (const auto& column : {columns_.type, columns_.contact, columns_.number, columns_.issued, columns_.due,
                               columns_.total, columns_.open, columns_.currency, columns_.status})
      key += text(row, column) + '\x1F';
    return key;
  }

  void read_row(const CsvRow& row) {
    const bool is_new = documents_.insert(key_of(row)).second;
    ++lines_;
    if (!is_new) return;
    if (text(row, columns_.number).empty()) without_number_.push_back(row.line);
    const std::string status = lower_text(text(row, columns_.status));
    for (const std::string_view word : {"draft", "awaiting approval", "submitted", "voided", "deleted"}) {
      if (status != word) continue;
      ++left_out_[std::string(word)];
      return;
    }
    take_document(row, status);
  }

  void take_document(const CsvRow& row, const std::string& status) {
    Document document = columns_.type                           ? document_of(lower_text(text(row, columns_.type)))
                        : context_.kind == ImportKind::payables ? Document::bill
                                                                : Document::invoice;
    if (document == Document::unknown)
      return values_.fault(at(row, columns_.type), "unknown type of document",
                           "Sales invoice, Sales credit note, Bill and Bill credit note are read; leave the row out");
    SourceItem item;
    item.line = row.line;
    item.invoice.counterparty = text(row, columns_.contact);
    item.invoice.number = text(row, columns_.number);
    if (item.invoice.counterparty.empty())
      values_.fault(at(row, columns_.contact), "ContactName is empty", "fill it in, or leave the row out");
    item.invoice.currency = values_.currency(at(row, columns_.currency)).value_or("");
    const auto issued = values_.date(at(row, columns_.issued), "InvoiceDate"),
               due = values_.date(at(row, columns_.due), "DueDate");
    if (!issued) require(row, columns_.issued, "InvoiceDate");
    item.invoice.issued = issued.value_or(Date());
    item.invoice.due = due.value_or(item.invoice.issued);
    const bool is_credit = document == Document::customer_credit || document == Document::supplier_credit;
    if (!due && !is_credit) require(row, columns_.due, "DueDate");
    const auto total = values_.amount(at(row, columns_.total), "Total", item.invoice.currency);
    item.invoice.amount = total.value_or(0);
    item.open = open_of(row, status, total, item.invoice.currency);
    item.settled = values_.date(at(row, columns_.paid_on), "FullyPaidOnDate");
    if (is_credit) {
      item.open = -std::abs(*item.open);
      item.invoice.amount = -std::abs(item.invoice.amount);
      item.is_invoice = false;
    }
    out_.of(side_of(document)).items.push_back(std::move(item));
  }

  void require(const CsvRow& row, const std::optional<std::size_t>& column, std::string_view name) {
    const CsvField& field = at(row, column);
    if (field.text.empty())
      values_.fault({"", row.line, 1}, message("{} is empty", name), "fill it in, or leave the row out");
  }

  /// What the export says is open, or the total less what is paid.
  Minor open_of(const CsvRow& row, const std::string& status, const std::optional<Minor>& total, std::string currency) {
    if (const auto open = values_.amount(at(row, columns_.open), "InvoiceAmountDue", currency)) return *open;
    if (status == "paid") return 0;
    if (!total) {
      require(row, columns_.total, "Total");
      return 0;
    }
    ++without_open_;
    return *total - values_.amount(at(row, columns_.paid), "InvoiceAmountPaid", currency).value_or(0) -
           values_.amount(at(row, columns_.credited), "InvoiceAmountCredited", currency).value_or(0);
  }

  void remark() {
    if (lines_ > documents_.size())
      out_.remarks.push_back(message("{} of {} documents: each document counts once, whatever the number of its lines",
                                     rows_text(lines_), documents_.size()));
    for (const auto& [status, count] : left_out_)
      out_.remarks.push_back(
          message("{} with the status \"{}\" left out", how_many(count, "document", "documents"), status));
    if (without_open_ > 0)
      out_.remarks.push_back(
          message("{} without InvoiceAmountDue: what is open is Total less what was paid and credited",
                  how_many(without_open_, "document", "documents")));
    if (!without_number_.empty())
      out_.remarks.push_back(
          message("{} without InvoiceNumber: rows with the same contact, dates and totals are taken for one ({})",
                  how_many(without_number_.size(), "document", "documents"), lines_text(without_number_)));
  }

  const std::vector<CsvRow>& rows_;
  const SourceContext& context_;
  Columns columns_;
  ExportValues values_;
  SourceBooks out_;
  std::unordered_set<std::string> documents_;
  std::map<std::string, std::size_t> left_out_;
  std::vector<int> without_number_;
  std::size_t lines_ = 0, without_open_ = 0;
};

}  // namespace

bool is_xero_invoices(const std::vector<CsvRow>& rows) {
  if (rows.empty()) return false;
  const Columns columns = columns_of(rows.front());
  return columns.contact && columns.number && columns.issued && (columns.total || columns.open) &&
         (columns.open || columns.type);
}

SourceBooks read_xero_invoices(const std::string& file, const std::vector<CsvRow>& rows, const SourceContext& context) {
  return Reader(file, rows, context).run();
}

}  // namespace headroom
