// Part payments of orders that are agreed for dates.

#include <map>
#include <unordered_map>
#include <utility>

#include "cli/ledger/amount_reader.hpp"
#include "cli/ledger/ledger_columns.hpp"
#include "cli/ledger/ledger_tables.hpp"
#include "cli/ledger/seen_items.hpp"
#include "cli/syntax/message.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

/// Hangs the rows of milestones.csv on the orders of the draft.
class MilestoneRows {
 public:
  MilestoneRows(LedgerDraft& draft, FaultLog& log) : draft_(draft), log_(log), amounts_(draft.rates, nullptr, log) {
    for (Order& order : draft.ledger.orders) {
      orders_[{order.counterparty, order.number}] = &order;
    }
  }

  void read(const RowReader& row) {
    const std::size_t faults_before = log_.fault_count();
    const std::string number = row.line("order").value_or("");
    const std::string counterparty = row.line("counterparty").value_or("");
    Milestone milestone;
    milestone.name = row.line("milestone").value_or("");
    milestone.due = row.date("due").value_or(Date());
    milestone.if_cancelled = row.number("if_cancelled").value_or(0.0);
    Order* order = number.empty() || counterparty.empty() ? nullptr : order_of(number, counterparty, row);
    milestone.amount = amounts_.amount_not_negative(row, "amount", currency_of_order(order, row)).value_or(0);
    log_second(row, counterparty, number, milestone.name);
    if (log_.fault_count() > faults_before || order == nullptr) return;
    order->milestones.push_back(std::move(milestone));
    log_excess(row, *order);
  }

 private:
  Order* order_of(const std::string& number, const std::string& counterparty, const RowReader& row) {
    const auto found = orders_.find({counterparty, number});
    if (found != orders_.end()) return found->second;
    if (draft_.orders_at_fault) return nullptr;  // the order may be one that could not be read
    std::vector<std::string> theirs;
    for (auto one = orders_.lower_bound({counterparty, ""}); one != orders_.end() && one->first.first == counterparty;
         ++one)
      if (theirs.size() <= nearest_candidates_max) theirs.push_back(one->first.second);
      else break;
    const auto near = nearest_name(number, theirs);
    log_.fault(
        row.place_of("order"),
        message("no order of this number of \"{}\" is in {}", counterparty, DocumentName{"orders.csv"}), number,
        near ? message("did you mean `{}`?", *near)
             : message("enter the order; what is open of one that is invoiced already belongs in {}, with a `part`",
                       DocumentName{"receivables.csv"}));
    return nullptr;
  }

  /// Its amounts are in the order's currency.
  std::optional<Currency> currency_of_order(const Order* order, const RowReader& row) {
    if (order == nullptr || order->currency.empty()) return draft_.rates.ledger_currency_or_any();
    return currency_of(RawValue{"currency", order->currency, row.place()}, log_);
  }

  void log_second(const RowReader& row, const std::string& counterparty, const std::string& number,
                  const std::string& name) {
    if (number.empty() || name.empty()) return;
    const auto first = seen_.note(counterparty, number, name, row.place_of("milestone"));
    if (!first) return;
    log_.fault(row.place_of("milestone"),
               message("a second milestone of this name of the order (the first is in {})", log_.words_of(*first)),
               name, "remove it if it is the same one; otherwise give it a name of its own");
  }

  /// What is agreed beside the deposit cannot be more than the order.
  void log_excess(const RowReader& row, const Order& order) {
    Minor& sum = agreed_.try_emplace(&order, order.deposit).first->second;
    sum = saturated_sum(sum, order.milestones.back().amount);
    if (sum <= order.amount) return;
    log_.fault(row.place_of("amount"),
               message("deposit and milestones of order \"{}\" sum to more than its `amount`", order.number),
               row.value("amount")->text,
               "the order's amount is all of it, deposit and milestones included: correct one of them");
  }

  LedgerDraft& draft_;
  FaultLog& log_;
  AmountReader amounts_;
  std::map<std::pair<std::string, std::string>, Order*> orders_;  ///< by counterparty and number
  std::unordered_map<const Order*, Minor> agreed_;                ///< deposit and milestones so far
  SeenItems seen_;
};

}  // namespace

std::vector<std::string> read_milestones(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  const TableReader reader(rows.header(), columns_of("milestones.csv"), log);
  if (!reader.is_complete()) return reader.note_columns();
  MilestoneRows milestones(draft, log);
  while (const CsvRow* fields = log.is_full() ? nullptr : rows.next()) milestones.read(RowReader(reader, *fields, log));
  return reader.note_columns();
}

}  // namespace headroom
