#include "cli/exports/programs/payouts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/report_text.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// A platform's names for its columns.
struct Layout {
  std::string_view platform, number, amount, currency, created, arrives, state;
  std::string_view part;       ///< of the rows that the amount is the sum of; empty where each row is a payout
  std::string_view part_kind;  ///< what is written in such a row, and not in that of the total
};

constexpr std::array<Layout, 2> layouts = {{
    {"Stripe", "id", "amount", "currency", "created (utc)", "arrival date (utc)", "status", "", ""},
    {"Amazon", "settlement-id", "total-amount", "currency", "settlement-end-date", "deposit-date", "", "amount",
     "transaction-type"},
}};
constexpr std::array<std::string_view, 2> states_under_way = {"pending", "in_transit"};
constexpr std::string_view state_paid = "paid";

std::optional<std::size_t> column(const CsvRow& header, std::string_view name) {
  if (name.empty()) return std::nullopt;
  for (std::size_t i = 0; i < header.fields.size(); ++i)
    if (lower_text(line_of_text(header.fields[i].text)) == name) return i;
  return std::nullopt;
}

const Layout* layout_of(const CsvRow& header) {
  for (const Layout& layout : layouts) {
    const std::array<std::string_view, 7> needed = {layout.number,  layout.amount, layout.currency, layout.created,
                                                    layout.arrives, layout.state,  layout.part};
    if (std::all_of(needed.begin(), needed.end(),
                    [&](std::string_view name) { return name.empty() || column(header, name); }))
      return &layout;
  }
  return nullptr;
}

class Reader {
 public:
  Reader(const std::string& file, const std::vector<CsvRow>& rows, const SourceContext& context)
      : rows_(rows), context_(context), layout_(*layout_of(rows.front())), values_(file, context.ledger_currency) {
    out_.file = file;
    out_.states_open = true;
  }

  SourceBooks run() {
    settle();
    for (std::size_t i = 1; i < rows_.size(); ++i) read_row(rows_[i]);
    check_sum();
    for (const auto& [state, count] : left_out_)
      out_.assumptions.push_back(
          message("{} left out: {}; the money stays in the platform's balance", rows_text(count), state));
    values_.hand_over(out_.faults, out_.assumptions);
    return std::move(out_);
  }

 private:
  /// A field; days without the time of day.
  CsvField field(const CsvRow& row, std::string_view name) const {
    const auto index = column(rows_.front(), name);
    CsvField found = index ? cell(row, *index) : CsvField{"", row.line, 1};
    found.text = line_of_text(found.text);
    if (name == layout_.created || name == layout_.arrives)
      found.text = found.text.substr(0, found.text.find_first_of(" T"));
    if (name == layout_.currency)
      std::transform(found.text.begin(), found.text.end(), found.text.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return found;
  }

  void settle() {
    std::vector<CsvField> days, amounts;
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      for (const auto name : {layout_.created, layout_.arrives}) days.push_back(field(rows_[i], name));
      for (const auto name : {layout_.amount, layout_.part})
        if (!name.empty()) amounts.push_back(field(rows_[i], name));
    }
    const auto pointers = [](const std::vector<CsvField>& fields) {
      std::vector<const CsvField*> all;
      for (const CsvField& one : fields) all.push_back(&one);
      return all;
    };
    values_.settle(pointers(days), pointers(amounts), context_.mapping);
  }

  void read_row(const CsvRow& row) {
    if (!layout_.part_kind.empty() && !field(row, layout_.part_kind).text.empty()) {
      std::string currency = currency_;
      parts_ += values_.amount(field(row, layout_.part), layout_.part, currency).value_or(0);
      return;
    }
    const std::string state = layout_.state.empty() ? "" : lower_text(field(row, layout_.state).text);
    const bool is_under_way =
        std::find(states_under_way.begin(), states_under_way.end(), state) != states_under_way.end();
    if (!layout_.state.empty() && !is_under_way && state != state_paid) {
      ++left_out_[state.empty() ? "no status" : state];
      return;
    }
    SourceItem item;
    item.line = row.line;
    item.invoice.counterparty = layout_.platform;
    item.invoice.number = field(row, layout_.number).text;
    currency_ = values_.currency(field(row, layout_.currency)).value_or("");
    item.invoice.currency = currency_;
    const auto amount = values_.amount(field(row, layout_.amount), layout_.amount, item.invoice.currency);
    const auto created = values_.date(field(row, layout_.created), layout_.created),
               arrives = values_.date(field(row, layout_.arrives), layout_.arrives);
    if (!amount) require(row, layout_.amount);
    if (!created) require(row, layout_.created);
    if (!arrives) require(row, layout_.arrives);
    if (!amount || !created || !arrives) return;
    item.invoice.amount = *amount;
    item.invoice.issued = *created;
    item.invoice.due = *arrives;
    const bool has_arrived = layout_.state.empty() ? context_.as_of && *arrives <= *context_.as_of : !is_under_way;
    item.open = has_arrived ? 0 : *amount;
    if (has_arrived) item.settled = *arrives;
    if (*amount < 0) item.is_invoice = false;
    out_.customers.items.push_back(std::move(item));
  }

  void require(const CsvRow& row, std::string_view name) {
    const CsvField one = field(row, name);
    if (one.text.empty()) values_.fault(one, std::string(name) + " is empty", "export the report again");
  }

  void check_sum() {
    if (layout_.part.empty() || out_.customers.items.size() != 1) return;
    const Minor total = out_.customers.items.front().invoice.amount;
    if (total == parts_) return;
    values_.fault(field(rows_[1], layout_.amount),
                  "the rows of the settlement come to " + plain_amount(parts_, currency_, context_.ledger_currency) +
                      ", not to its total",
                  "export the whole report again");
  }

  const std::vector<CsvRow>& rows_;
  const SourceContext& context_;
  const Layout& layout_;
  ExportValues values_;
  SourceBooks out_;
  std::map<std::string, std::size_t> left_out_;
  std::string currency_;
  Minor parts_ = 0;
};

}  // namespace

bool is_payouts(const std::vector<CsvRow>& rows) { return !rows.empty() && layout_of(rows.front()) != nullptr; }

SourceBooks read_payouts(const std::string& file, const std::vector<CsvRow>& rows, const SourceContext& context) {
  return Reader(file, rows, context).run();
}

}  // namespace headroom
