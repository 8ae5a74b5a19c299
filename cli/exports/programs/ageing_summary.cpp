#include "cli/exports/programs/ageing_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/list_words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr std::size_t rows_looked_at = 50;
constexpr std::size_t buckets_least = 3;
constexpr int days_of_month = 30;

std::vector<std::optional<AgeingBucket>> buckets_of(const CsvRow& header) {
  std::vector<std::string> headings;
  for (const CsvField& field : header.fields) headings.push_back(field.text);
  return ageing_buckets(headings);
}

/// Whose ageing it is, by the heading of the names.
std::optional<Side> side_by(const std::string& heading) {
  const bool suppliers = means(heading, "vendor"), customers = means(heading, "customer");
  if (suppliers == customers) return side_in(lower_text(heading));
  return suppliers ? Side::payables : Side::receivables;
}

class Reader {
 public:
  Reader(const ReportText& report, const SourceContext& context)
      : report_(report),
        header_(report.rows[report.header]),
        context_(context),
        buckets_(buckets_of(header_)),
        values_(report.file, context.ledger_currency) {
    out_.file = report.file;
    out_.as_of = day_in_title(report);
    out_.states_open = true;
    total_ = column_named(header_,
                          "total,balance,total balance,total due,total "
                          "outstanding,importe total,saldo pendiente,montant total,total dû,solde "
                          "total,gesamtbetrag,gesamtsaldo,offen,合计,总计,期末余额,余额,应收余额,应付余额,合計,残高,"
                          "summe,gesamt,saldo,solde,saldo total");
    currency_ = column_named(header_, "currency,currency code");
    party_ = column_named(
                 header_,
                 "customer name,vendor name,supplier name,contact name,kundenname,lieferantenname,name,name 1,"
                 "nom,nom du client,raison sociale,nombre,nombre del cliente,razón social,客户名称,供应商名称,"
                 "取引先名,得意先名,customer,vendor,supplier,contact,company,kunde,lieferant,firma,debitor,kreditor,"
                 "client,fournisseur,tiers,cliente,proveedor,客户,供应商,往来单位,取引先,得意先")
                 .value_or(0);
  }

  SourceBooks run() {
    if (!settle_day_and_side()) return std::move(out_);
    std::vector<const CsvField*> amounts;
    for (std::size_t i = report_.header + 1; i < report_.rows.size(); ++i)
      for (std::size_t column = 0; column < buckets_.size(); ++column)
        if (buckets_[column] && !is_of_shares(report_.rows[i])) amounts.push_back(&cell(report_.rows[i], column));
    values_.settle({}, amounts, context_.mapping);
    ask_about_further_money();
    for (std::size_t i = report_.header + 1; i < report_.rows.size(); ++i) read_row(report_.rows[i]);
    say();
    values_.hand_over(out_.faults, out_.assumptions);
    return std::move(out_);
  }

 private:
  bool settle_day_and_side() {
    const std::string title = title_of(report_);
    day_ = out_.as_of ? out_.as_of : context_.as_of;
    std::optional<Side> side = side_by(cell(header_, party_).text);
    if (!side) side = side_in(title);
    if (!side && context_.kind) side = side_of(*context_.kind);
    if (!day_)
      out_.faults.push_back({report_.file, header_.line, 1, "the ageing does not say of which day it is", "",
                             "give that day: --as-of YYYY-MM-DD"});
    if (!side)
      out_.faults.push_back({report_.file, header_.line, 1,
                             "the ageing does not say whether this is owed to you or by you", "",
                             "say so: --as receivables or --as payables"});
    side_ = side.value_or(Side::receivables);
    is_by_invoice_date_ =
        title.find("invoice date") != std::string::npos || title.find("transaction date") != std::string::npos;
    has_not_due_ =
        std::any_of(buckets_.begin(), buckets_.end(), [](const auto& bucket) { return bucket && bucket->is_not_due; });
    return out_.faults.empty();
  }

  /// Without a total beside them nothing would tell that a column of money was left out.
  void ask_about_further_money() {
    for (std::size_t column = 0; !total_ && column < header_.fields.size(); ++column) {
      const std::string& heading = header_.fields[column].text;
      if (buckets_[column] || column == party_ || currency_ == column || heading.empty() || means(heading, "measure") ||
          means(heading, "customer_id") || means(heading, "vendor_id"))
        continue;
      for (std::size_t i = report_.header + 1; i < report_.rows.size(); ++i) {
        const CsvField& field = cell(report_.rows[i], column);
        const std::size_t sign = field.text.find_last_of(".,");
        const bool has_cents = sign != std::string::npos && field.text.size() - sign - 1 == 2;
        if (!has_cents || !read_exported_amount(field.text, DecimalSign::point)) continue;
        values_.fault(field, message("money in the column \"{}\", which is no age that is understood", heading),
                      "write its heading as days (\"61-90 days\", \"> 1 year\"), or take the column out");
        break;
      }
    }
  }

  void read_row(const CsvRow& row) {
    const std::string party = line_of_text(cell(row, party_).text);
    if (is_of_shares(row) || only_cell(row) != nullptr) return;
    if (const auto name = total_of(row)) return read_total(row, *name);
    if (party.empty())
      return values_.fault({"", row.line, 1}, "no customer or supplier: the first column is empty",
                           "fill it in, or leave the row out");
    std::string currency = currency_ ? values_.currency(cell(row, *currency_)).value_or("") : "";
    Minor sum = 0;
    for (std::size_t column = 0; column < buckets_.size(); ++column) {
      if (!buckets_[column]) continue;
      const Minor amount = values_.amount(cell(row, column), "the amount", currency).value_or(0);
      sum += amount;
      if (amount != 0) add_item(row, column, party, currency, amount);
    }
    sum_ += sum;
    if (!total_) return;
    const auto stated = values_.amount(cell(row, *total_), "the total", currency);
    if (stated && *stated != sum) differ(cell(row, *total_), *stated, sum, currency, "this row's columns add");
  }

  void add_item(const CsvRow& row, std::size_t column, const std::string& party, const std::string& currency,
                Minor amount) {
    const AgeingBucket& bucket = *buckets_[column];
    const std::string heading = line_of_text(header_.fields[column].text);
    SourceItem item;
    item.line = row.line;
    item.invoice.counterparty = party;
    item.invoice.currency = currency;
    item.invoice.number = "ageing " + heading;
    item.invoice.due = *day_ - bucket.middle() + (is_by_invoice_date_ ? days_of_month : 0);
    item.invoice.issued = item.invoice.due;
    item.invoice.amount = amount;
    item.open = amount;
    item.basis = fmt::format("ASSUMPTION: no invoice but a sum by age ({}), due in the middle of it", heading);
    item.has_issued = item.has_due = item.is_invoice = false;
    out_.of(side_).items.push_back(std::move(item));
    ++items_;
  }

  void read_total(const CsvRow& row, const std::string& name) {
    std::string currency;
    if (!name.empty() || !total_ || currency_) return;
    const auto stated = values_.amount(cell(row, *total_), "the total", currency);
    if (!stated) return;
    if (*stated != sum_) return differ(cell(row, *total_), *stated, sum_, currency, "its rows add");
    out_.remarks.push_back(message("the report's own total agrees with its rows: {} (line {})",
                                   plain_amount(*stated, currency, context_.ledger_currency), row.line));
  }

  void differ(const CsvField& field, Minor stated, Minor read, const std::string& currency, std::string_view whose) {
    values_.fault(
        field,
        message("the report's own total is {}, {} up to {}", plain_amount(stated, currency, context_.ledger_currency),
                whose, plain_amount(read, currency, context_.ledger_currency)),
        "see which column or row is missing or wrong");
  }

  void say() {
    out_.assumptions.push_back(
        message("this is an ageing, without invoices: {} made of it, one a {} and column, each due in the middle "
                "of its column's days "
                "(column basis); what is not yet due, in {} days",
                how_many(items_, "item is", "items are"),
                side_ == Side::payables ? message("supplier") : message("customer"), days_of_month / 2));
    if (is_by_invoice_date_)
      out_.assumptions.push_back(
          message("the days count from the date of the invoice, and {} days are given to pay", days_of_month));
    else if (!has_not_due_)
      out_.assumptions.push_back(
          "the days count from the due date: no column holds what is not yet due. Where they count from the invoice's "
          "date, everything is due too early here");
  }

  const ReportText& report_;
  const CsvRow& header_;
  const SourceContext& context_;
  std::vector<std::optional<AgeingBucket>> buckets_;
  ExportValues values_;
  SourceBooks out_;
  std::optional<std::size_t> total_, currency_;
  std::size_t party_ = 0, items_ = 0;
  std::optional<Date> day_;
  Side side_ = Side::receivables;
  bool is_by_invoice_date_ = false, has_not_due_ = false;
  Minor sum_ = 0;
};

}  // namespace

std::optional<ReportText> ageing_summary(const std::string& file, const std::vector<CsvRow>& rows) {
  for (std::size_t i = 0; i < std::min(rows.size(), rows_looked_at); ++i) {
    const auto buckets = buckets_of(rows[i]);
    const auto count = static_cast<std::size_t>(
        std::count_if(buckets.begin(), buckets.end(), [](const auto& one) { return one.has_value(); }));
    const bool has_days = std::any_of(buckets.begin(), buckets.end(),
                                      [](const auto& one) { return one && one->last_day.value_or(0) > 0; });
    if (count < buckets_least || !has_days || buckets.front()) continue;
    if (column_named(rows[i], "due date,invoice date,date,transaction date")) return std::nullopt;
    const bool has_invoices = std::any_of(rows[i].fields.begin(), rows[i].fields.end(),
                                          [](const CsvField& field) { return means(field.text, "invoice"); });
    if (has_invoices) return std::nullopt;
    return ReportText{file, rows, i};
  }
  return std::nullopt;
}

SourceBooks read_ageing_summary(const ReportText& report, const SourceContext& context) {
  return Reader(report, context).run();
}

}  // namespace headroom
