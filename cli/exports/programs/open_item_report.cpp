#include "cli/exports/programs/open_item_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr std::size_t rows_looked_at = 50;
constexpr int assumed_terms_days = 30;
constexpr int terms_days_max = 365;

/// Titles of the reports that are read, in small letters.
constexpr std::array<std::string_view, 15> known_titles = {"open invoices",
                                                           "unpaid bills",
                                                           "aging detail",
                                                           "ageing detail",
                                                           "aged receivables",
                                                           "aged payables",
                                                           "invoice list",
                                                           "bill list",
                                                           "collections report",
                                                           "balance detail",
                                                           "transaction list",
                                                           "invoices and received payments",
                                                           "bills and applied payments",
                                                           "bills and payments",
                                                           "account transactions"};

/// The columns that count, by their place.
struct Columns {
  std::optional<std::size_t> issued, due, type, number, party, open, amount, debit, credit, currency, terms;
};

Columns columns_of(const CsvRow& header, bool is_aged) {
  Columns columns;
  columns.issued = column_named(header, "invoice date,bill date,transaction date,date,issue date");
  columns.due = column_named(header, "due date,due");
  columns.type = column_named(header, "transaction type,type,source");
  columns.number = column_named(header, "invoice no,bill no,transaction no,no,document no,invoice,reference");
  columns.party = column_named(
      header,
      "customer full name,customer display name,customer name,customer,vendor full name,vendor display name,vendor "
      "name,vendor,supplier full name,supplier name,supplier,contact name,contact,name,payee");
  columns.open = column_named(header, is_aged ? "open balance,open amount,outstanding,balance due,amount due,total"
                                              : "open balance,open amount,outstanding,balance due,amount due");
  columns.amount = column_named(header, "amount,total amount,total,home total");
  columns.debit = column_named(header, "debit");
  columns.credit = column_named(header, "credit");
  columns.currency = column_named(header, "currency,currency code");
  columns.terms = column_named(header, "term,terms");
  return columns;
}

/// What the type of a transaction makes of a row.
enum class Meaning { invoice, bill, customer_credit, supplier_credit, customer_payment, supplier_payment, other };

Meaning meaning_of(const std::string& type) {
  const auto is = [&type](std::initializer_list<std::string_view> names) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return type == name; });
  };
  if (is({"invoice", "tax invoice", "sales invoice", "receivable invoice", "inv"})) return Meaning::invoice;
  if (is({"bill", "supplier bill", "vendor bill", "payable invoice"})) return Meaning::bill;
  if (is({"credit memo", "credit note", "customer credit", "receivable credit note"})) return Meaning::customer_credit;
  if (is({"vendor credit", "supplier credit", "supplier credit note", "bill credit", "payable credit note"}))
    return Meaning::supplier_credit;
  if (is({"payment", "invoice payment", "customer payment", "receive payment", "received payment", "receivable payment",
          "receivable overpayment", "receivable prepayment", "pmt"}))
    return Meaning::customer_payment;
  if (type.starts_with("bill payment") ||
      is({"supplier payment", "vendor payment", "payable payment", "payable overpayment", "payable prepayment"}))
    return Meaning::supplier_payment;
  return Meaning::other;
}

Side side_of(Meaning meaning) {
  const bool is_of_suppliers =
      meaning == Meaning::bill || meaning == Meaning::supplier_credit || meaning == Meaning::supplier_payment;
  return is_of_suppliers ? Side::payables : Side::receivables;
}

/// The group that a total is of, where others stand within it.
std::string group_of_total(std::string name) {
  for (const std::string_view tail : {" with sub-customers", " with sub-vendors"})
    if (name.ends_with(tail)) name.erase(name.size() - tail.size());
  return name;
}

/// Reads one report.
class Reader {
 public:
  Reader(const ReportText& report, const SourceContext& context)
      : report_(report),
        context_(context),
        title_(title_of(report)),
        columns_(columns_of(report.rows[report.header], title_.find("aged ") != std::string::npos)),
        values_(report.file, context.ledger_currency) {
    out_.file = report.file;
    out_.as_of = day_in_title(report);
    out_.states_open = columns_.open.has_value();
  }

  SourceBooks run() {
    settle_side();
    settle_formats();
    for (std::size_t i = report_.header + 1; i < report_.rows.size(); ++i)
      if (const auto name = total_of(report_.rows[i]); name && !name->empty())
        groups_with_total_.insert(lower_text(group_of_total(*name)));
    for (std::size_t i = report_.header + 1; i < report_.rows.size(); ++i) read_row(report_.rows[i]);
    name_invoices();
    remark();
    values_.hand_over(out_.faults, out_.assumptions);
    return std::move(out_);
  }

 private:
  /// A group of rows below its heading.
  struct Group {
    std::string name;
    Minor open = 0;
  };

  const CsvField& at(const CsvRow& row, const std::optional<std::size_t>& column) const {
    static const CsvField none;
    return column ? cell(row, *column) : none;
  }
  std::string text(const CsvRow& row, const std::optional<std::size_t>& column) const {
    return line_of_text(at(row, column).text);
  }

  /// Whose report it is: what the heading of the party says, else the title, else `--as`.
  void settle_side() {
    if (columns_.party) side_ = side_in(lower_text(report_.rows[report_.header].fields[*columns_.party].text));
    if (!side_) side_ = side_in(title_);
    if (!side_ && context_.kind) side_ = headroom::side_of(*context_.kind);
  }

  void settle_formats() {
    std::vector<const CsvField*> dates, amounts;
    for (std::size_t i = report_.header + 1; i < report_.rows.size(); ++i) {
      const CsvRow& row = report_.rows[i];
      if (only_cell(row) != nullptr || is_of_shares(row) || (total_of(row) && text(row, columns_.issued).empty()))
        continue;
      for (const auto& column : {columns_.issued, columns_.due})
        if (column) dates.push_back(&cell(row, *column));
      for (const auto& column : {columns_.open, columns_.amount, columns_.debit, columns_.credit})
        if (column) amounts.push_back(&cell(row, *column));
    }
    values_.settle(dates, amounts, context_.mapping);
  }

  void read_row(const CsvRow& row) {
    if (values_.is_date(text(row, columns_.issued))) return read_document(row);
    if (is_of_shares(row)) return;
    if (const auto name = total_of(row)) return read_total(row, *name);
    if (const CsvField* only = only_cell(row)) return open_group(line_of_text(only->text));
    const bool has_number = std::any_of(row.fields.begin(), row.fields.end(), [](const CsvField& field) {
      return read_exported_amount(field.text, DecimalSign::point).has_value();
    });
    if (text(row, columns_.issued).empty() && has_number) undated_lines_.push_back(row.line);
    else if (!text(row, columns_.issued).empty()) values_.date(at(row, columns_.issued), "the date");
  }

  static std::string number_key(const std::string& party, const std::string& number) { return party + '\x1F' + number; }

  /// A heading of a group. Where groups end with totals, a text without one is no heading (a telephone number, the hour
  /// of the export); where they do not, each group ends with the next heading.
  void open_group(std::string name) {
    if (groups_with_total_.empty()) groups_.clear();
    else if (!groups_with_total_.contains(lower_text(name))) return;
    groups_.push_back({std::move(name), 0});
  }

  /// Compares the report's own total with what was read, and ends the group.
  void read_total(const CsvRow& row, std::string name) {
    ++totals_;
    name = group_of_total(std::move(name));
    const auto group =
        std::find_if(groups_.rbegin(), groups_.rend(), [&](const Group& one) { return one.name == name; });
    if (!name.empty() && group == groups_.rend()) return;
    std::string currency;
    const CsvField& field = at(row, columns_.open);
    const Minor read = name.empty() ? open_ : group->open;
    if (columns_.open && currencies_.size() <= 1 && !line_of_text(field.text).empty()) {
      const auto stated = values_.amount(field, "the total", currency);
      if (stated && *stated != read)
        values_.fault(
            field,
            message("the report's own total{} is {}, its rows add up to {}", name.empty() ? "" : " of " + name,
                    plain_amount(*stated, currency, context_.ledger_currency),
                    plain_amount(read, currency, context_.ledger_currency)),
            "export the report again, whole; or take out this line, where the rows are right");
      else if (stated && name.empty())
        out_.remarks.push_back(message("the report's own total agrees with its rows: {} (line {})",
                                       plain_amount(*stated, currency, context_.ledger_currency), row.line));
    }
    if (!name.empty()) groups_.erase(std::prev(group.base()), groups_.end());
  }

  /// The party that a row names, or the group it stands in: `Ash:Warehouse` for a customer below another.
  std::string party_of(const CsvRow& row) const {
    if (std::string party = text(row, columns_.party); !party.empty()) return party;
    std::string party;
    for (const Group& group : groups_) party += (party.empty() ? "" : ":") + group.name;
    return party;
  }

  void read_document(const CsvRow& row) {
    const std::string type = lower_text(text(row, columns_.type));
    Meaning meaning = meaning_of(type);
    if (!columns_.type && side_) meaning = *side_ == Side::payables ? Meaning::bill : Meaning::invoice;
    std::string currency = values_.currency(at(row, columns_.currency)).value_or("");
    if (meaning == Meaning::other && !(columns_.open && is_open_type(type))) {
      ++other_types_[columns_.type ? text(row, columns_.type) : "no type"];
      return;
    }
    const std::string party = party_of(row);
    if (party.empty())
      return values_.fault({"", row.line, 1}, "no customer or supplier: neither a column nor a heading above names one",
                           "export the report grouped by customer or supplier, or with a column of their names");
    if (meaning == Meaning::other && !side_)
      return values_.fault(at(row, columns_.type), "the report does not say whether this is owed to you or by you",
                           "say so: --as receivables or --as payables");
    const Side side = meaning == Meaning::other ? *side_ : side_of(meaning);
    if (columns_.open) read_open_item(row, meaning, party, currency, side);
    else read_transaction(row, meaning, party, currency, side);
  }

  /// Types that stand on an account of customers or suppliers whatever they are called.
  static bool is_open_type(const std::string& type) {
    return type.empty() || type.find("journal") != std::string::npos || type.find("credit") != std::string::npos ||
           type == "deposit" || type == "check" || type == "expense";
  }

  SourceItem item_of(const CsvRow& row, const std::string& party, Side side) {
    SourceItem item;
    item.line = row.line;
    item.invoice.counterparty = party;
    item.invoice.number = text(row, columns_.number);
    item.invoice.issued = values_.date(at(row, columns_.issued), "the date").value_or(Date());
    if (const auto due = values_.date(at(row, columns_.due), "the due date")) {
      item.invoice.due = *due;
      return item;
    }
    item.has_due = false;
    const std::optional<int> terms = terms_days(text(row, columns_.terms));
    item.invoice.due = due_after(item.invoice.issued, terms.value_or(assumed_terms_days));
    item.basis = terms ? fmt::format("due by its terms: {}", text(row, columns_.terms))
                       : fmt::format("ASSUMPTION: due {} days after its date", assumed_terms_days);
    item.has_due = terms.has_value();
    if (!terms) ++(side == Side::payables ? bills_without_due_ : invoices_without_due_);
    return item;
  }

  /// `Net 30`, `30 days`, `Due on receipt`; nothing where they tell no single number.
  static std::optional<int> terms_days(const std::string& terms) {
    if (lower_text(terms).find("receipt") != std::string::npos) return 0;
    const std::size_t begin = terms.find_first_of("0123456789");
    if (begin == std::string::npos) return std::nullopt;
    const std::size_t end = std::min(terms.find_first_not_of("0123456789", begin), terms.size());
    int days = 0;
    std::from_chars(terms.data() + begin, terms.data() + end, days);
    const bool is_alone = terms.find_first_of("0123456789", end) == std::string::npos;
    return is_alone && days <= terms_days_max && end - begin <= 3 ? std::optional(days) : std::nullopt;
  }

  void read_open_item(const CsvRow& row, Meaning meaning, const std::string& party, std::string& currency, Side side) {
    const Minor open = values_.amount(at(row, columns_.open), "the open balance", currency).value_or(0);
    const Minor amount =
        columns_.amount ? values_.amount(at(row, columns_.amount), "the amount", currency).value_or(open) : open;
    open_ += open;
    for (Group& group : groups_) group.open += open;
    currencies_.insert(currency);
    const bool is_document = meaning == Meaning::invoice || meaning == Meaning::bill;
    if (open == 0 && !is_document) return;  // a payment or credit that is used up
    SourceItem item = item_of(row, party, side);
    item.invoice.currency = currency;
    item.invoice.amount = amount;
    item.open = open;
    item.is_invoice = is_document;
    out_.of(side).items.push_back(std::move(item));
  }

  /// Without its sign: the type of a transaction says which way it goes.
  Minor amount_of(const CsvRow& row, std::string& currency) {
    if (columns_.amount) return std::abs(values_.amount(at(row, columns_.amount), "the amount", currency).value_or(0));
    return std::abs(values_.amount(at(row, columns_.debit), "the debit", currency).value_or(0) -
                    values_.amount(at(row, columns_.credit), "the credit", currency).value_or(0));
  }

  void read_transaction(const CsvRow& row, Meaning meaning, const std::string& party, std::string& currency,
                        Side side) {
    const Minor amount = amount_of(row, currency);
    if (amount == 0) {
      zero_lines_.push_back(row.line);
      return;
    }
    if (meaning == Meaning::invoice || meaning == Meaning::bill) {
      SourceItem item = item_of(row, party, side);
      item.invoice.currency = currency;
      item.invoice.amount = amount;
      if (!item.invoice.number.empty()) numbers_.insert(number_key(party, item.invoice.number));
      out_.of(side).items.push_back(std::move(item));
      return;
    }
    SourcePayment payment;
    payment.line = row.line;
    payment.number = text(row, columns_.number);
    payment.payment.counterparty = party;
    payment.payment.currency = currency;
    payment.payment.paid = values_.date(at(row, columns_.issued), "the date").value_or(Date());
    payment.payment.amount = amount;
    payment.payment.is_credit_note = meaning == Meaning::customer_credit || meaning == Meaning::supplier_credit;
    out_.of(side).payments.push_back(std::move(payment));
  }

  /// A payment's number may be that of a cheque: only one that an invoice bears is the invoice's.
  void name_invoices() {
    for (SourceSide* side : {&out_.customers, &out_.suppliers})
      for (SourcePayment& one : side->payments)
        if (numbers_.contains(number_key(one.payment.counterparty, one.number))) one.payment.invoices = one.number;
  }

  void remark() {
    if (totals_ > 0) out_.remarks.push_back(message("{} of totals left out", rows_text(totals_)));
    if (!undated_lines_.empty())
      out_.remarks.push_back(message("{} with amounts but without a date left out ({})",
                                     rows_text(undated_lines_.size()), lines_text(undated_lines_)));
    if (!zero_lines_.empty())
      out_.remarks.push_back(
          message("{} left out with an amount of 0 ({})", rows_text(zero_lines_.size()), lines_text(zero_lines_)));
    for (const auto& [type, count] : other_types_)
      out_.remarks.push_back(message("{} of type \"{}\" left out: neither invoice, bill, credit nor payment of one",
                                     rows_text(count), type));
    if (!columns_.open && !columns_.type) return;
    if (invoices_without_due_ > 0 || bills_without_due_ > 0)
      out_.assumptions.push_back(
          message("{} without a due date or terms fall due {} days after their date (column basis)",
                  rows_text(invoices_without_due_ + bills_without_due_), assumed_terms_days));
  }

  const ReportText& report_;
  const SourceContext& context_;
  std::string title_;
  Columns columns_;
  ExportValues values_;
  SourceBooks out_;
  std::optional<Side> side_;
  std::set<std::string> groups_with_total_, currencies_, numbers_;
  std::vector<Group> groups_;
  Minor open_ = 0;
  std::size_t totals_ = 0, invoices_without_due_ = 0, bills_without_due_ = 0;
  std::vector<int> undated_lines_, zero_lines_;
  std::map<std::string, std::size_t> other_types_;
};

}  // namespace

std::optional<ReportText> open_item_report(const std::string& file, const std::vector<CsvRow>& rows,
                                           bool is_kind_given) {
  for (std::size_t i = 0; i < std::min(rows.size(), rows_looked_at); ++i) {
    ReportText report{file, {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(i) + 1}, i};
    const std::string title = title_of(report);
    const Columns columns = columns_of(rows[i], title.find("aged ") != std::string::npos);
    if (!columns.issued || !(columns.open || columns.amount || columns.debit)) continue;
    const bool is_titled = std::any_of(known_titles.begin(), known_titles.end(),
                                       [&](std::string_view known) { return title.find(known) != std::string::npos; });
    const bool is_grouped = rows[i].fields.front().text.empty() || !columns.party;
    const bool has_types = columns.type && normal_heading(rows[i].fields[*columns.type].text) == "transaction type";
    if (!has_types && !is_titled) return std::nullopt;
    if (!has_types && !is_grouped && is_kind_given) return std::nullopt;
    report.rows = rows;
    return report;
  }
  return std::nullopt;
}

std::string_view kind_of_report(const ReportText& report) {
  const CsvRow& header = report.rows[report.header];
  return columns_of(header, title_of(report).find("aged ") != std::string::npos).open ? "a report of open items"
                                                                                      : "a list of transactions";
}

SourceBooks read_open_item_report(const ReportText& report, const SourceContext& context) {
  return Reader(report, context).run();
}

}  // namespace headroom
