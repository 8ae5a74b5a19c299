// Money owed and owing: receivables, orders, payables and history.

#include "cli/ledger/ledger_tables.hpp"

#include <array>

#include "cli/ledger/amount_reader.hpp"
#include "cli/ledger/credit_notes.hpp"
#include "cli/ledger/ledger_columns.hpp"
#include "cli/ledger/seen_items.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

/// The text of a column; empty where there is none.
std::string line_in(const RowReader& row, std::string_view column, FaultLog& log) {
  return line_of(row.value(column), log).value_or("");
}

/// Two items with one identity are a fault, at the second.
void log_duplicate(const RowReader& row, std::string_view column, const std::string& counterparty,
                   const std::string& number, const std::string& part, SeenItems& seen, FaultLog& log) {
  if (number.empty()) return;
  const auto first = seen.note(counterparty, number, part, row.place_of(column));
  if (!first) return;
  const Message what = part.empty() ? message("a second `{}` of this number for \"{}\" (the first is in {})", column,
                                              counterparty, log.words_of(*first))
                                    : message("a second `{}` of this number and `part` for \"{}\" (the first is in {})",
                                              column, counterparty, log.words_of(*first));
  const bool may_have_parts = column != "order";
  log.fault(row.place_of(column), what, number,
            may_have_parts ? "remove it if it is the same item; otherwise give it a number of its own, or instalments "
                             "of one a `part` each"
                           : "remove it if it is the same item; otherwise give it a number of its own");
}

std::string currency_name(const std::optional<Currency>& currency) { return currency ? currency->code : ""; }

/// Calls `read` for each row of a complete table, and gives the columns kept as notes.
template <class Read>
std::vector<std::string> for_each_row(CsvRows& rows, const std::vector<Column>& columns, FaultLog& log,
                                      const Read& read) {
  const TableReader reader(rows.header(), columns, log);
  if (!reader.is_complete()) return reader.note_columns();
  while (const CsvRow* fields = log.is_full() ? nullptr : rows.next()) {
    const RowReader row(reader, *fields, log);
    read(row);
  }
  return reader.note_columns();
}

/// Counts the rows whose `basis` says that they are assumed, and warns of them.
class AssumedItems {
 public:
  void note(const RowReader& row) {
    const auto basis = row.value("basis");
    if (basis && basis->text.starts_with(assumption_mark) && count_++ == 0) first_ = basis->place;
  }
  void warn(std::string_view one, std::string_view many, FaultLog& log) const {
    if (count_ > 0)
      log.warning(first_, message("{} (column basis): nobody's books hold them so", how_many(count_, one, many)), "",
                  "put in the items themselves, with the dates on which they are due, and empty `basis` there");
  }

 private:
  std::size_t count_ = 0;
  Place first_;
};

Order read_order(const RowReader& row, AmountReader& amounts, FaultLog& log) {
  Order order;
  const auto currency = amounts.currency(row);
  order.number = line_in(row, "order", log);
  order.counterparty = line_in(row, "counterparty", log);
  order.currency = currency_name(currency);
  order.ships = row.date("ships").value_or(Date());
  const auto amount = amounts.amount_not_negative(row, "amount", currency);
  order.amount = amount.value_or(0);
  order.terms_days = row.whole_number("terms_days").value_or(0);
  order.placed = row.date("placed");
  order.cancellation = row.number("cancellation");
  order.deposit = amounts.amount_not_negative(row, "deposit", currency).value_or(0);
  order.deposit_refund = row.number("deposit_refund").value_or(0.0);
  order.cost = amounts.amount_not_negative(row, "cost", currency).value_or(0);
  order.cost_due = row.date("cost_due");
  order.cost_sunk = row.number("cost_sunk").value_or(1.0);
  order.supplier = line_in(row, "supplier", log);
  if (amount && order.deposit > order.amount)
    log.fault(row.place_of("deposit"), "`deposit` is more than the order's `amount`", row.value("deposit")->text,
              "amount is the whole order, the deposit included: correct one of them");
  return order;
}

std::optional<HistoryItem::Kind> parse_kind(std::string_view text) {
  if (text == "invoice") return HistoryItem::Kind::invoice;
  if (text == "order") return HistoryItem::Kind::order;
  if (text == "bill") return HistoryItem::Kind::bill;
  return std::nullopt;
}

HistoryItem read_history_item(const RowReader& row, AmountReader& amounts, const std::optional<Date>& as_of,
                              FaultLog& log) {
  static const std::vector<std::string> kinds = {"invoice", "order", "bill"};
  HistoryItem item;
  const auto currency = amounts.currency(row);
  item.kind = choice_of(row.value("kind"), &parse_kind, kinds, log).value_or(HistoryItem::Kind::invoice);
  item.id = line_in(row, "id", log);
  item.part = line_in(row, "part", log);
  item.counterparty = line_in(row, "counterparty", log);
  item.issued = row.date("issued");
  item.due = row.date("due");
  item.amount = amounts.amount(row, "amount", currency).value_or(0);
  item.settled = row.date("settled");
  item.cancelled = truth_of(row.value("cancelled"), log).value_or(false);
  item.currency = currency_name(currency);
  if (item.settled && as_of && *item.settled > *as_of)
    log.fault(row.place_of("settled"), message("`settled` is after as_of ({})", *as_of), iso_text(*item.settled),
              "leave it empty: on as_of the item was still open");
  return item;
}

/// What the customer contests: how much, how likely it is lost, and until when it is not paid.
void read_dispute(const RowReader& row, AmountReader& amounts, const std::optional<Currency>& currency,
                  const std::optional<Date>& as_of, Receivable& item, FaultLog& log) {
  const auto disputed = row.value("disputed"), lost = row.value("dispute_lost"), until = row.value("dispute_until");
  const auto amount = amounts.amount_not_negative(row, "disputed", currency);
  const auto probability = number_of(lost, probability_range, log);
  item.disputed = amount.value_or(0);
  item.dispute_lost = probability.value_or(0.0);
  item.dispute_until = date_of(until, log);
  for (const auto& given : {lost, until})
    if (given && !disputed)
      log.fault(given->place, message("`{}` without `disputed`", given->name), given->text,
                "add the amount in dispute as `disputed`, or leave this empty");
  if (disputed && !lost)
    log.fault(disputed->place, "`disputed` without `dispute_lost`", disputed->text,
              "add dispute_lost: how likely it is that this will never be paid, such as 0.5");
  if (amount && row.value("amount") && *amount > std::max<Minor>(item.amount, 0))
    log.fault(disputed->place, "`disputed` is more than the invoice's `amount`", disputed->text,
              "amount is all that is open, what is in dispute included: correct one of them");
  if (item.dispute_until && as_of && *item.dispute_until < *as_of)
    log.fault(until->place, message("`dispute_until` is before as_of ({})", *as_of), until->text,
              "give the day by which you expect it to be settled, or leave it empty if you cannot say");
}

Receivable read_receivable(const RowReader& row, AmountReader& amounts, const std::optional<Date>& as_of,
                           FaultLog& log) {
  Receivable item;
  const auto currency = amounts.currency(row);
  item.invoice = line_in(row, "invoice", log);
  item.part = line_in(row, "part", log);
  item.counterparty = line_in(row, "counterparty", log);
  item.due = row.date("due").value_or(Date());
  item.amount = amounts.amount(row, "amount", currency).value_or(0);
  item.issued = row.date("issued");
  item.currency = currency_name(currency);
  item.credits = line_in(row, "credits", log);
  read_dispute(row, amounts, currency, as_of, item, log);
  if (!item.credits.empty() && item.amount >= 0 && row.value("amount"))
    log.fault(row.place_of("credits"), "`credits` on an invoice: its amount is not negative", item.credits,
              "write what the note takes off as a negative amount, or leave `credits` empty");
  return item;
}

}  // namespace

std::vector<std::string> read_receivables(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  AmountReader amounts(draft.rates, &draft.total, log);
  SeenItems seen;
  AssumedItems assumed;
  std::vector<PlacedCredit> credits;
  auto notes = for_each_row(rows, columns_of("receivables.csv"), log, [&](const RowReader& row) {
    const std::size_t faults_before = log.fault_count();
    Receivable item = read_receivable(row, amounts, draft.as_of, log);
    log_duplicate(row, "invoice", item.counterparty, item.invoice, item.part, seen, log);
    assumed.note(row);
    if (log.fault_count() > faults_before) return;
    if (!item.credits.empty()) credits.push_back({draft.ledger.receivables.size(), row.place_of("credits")});
    draft.ledger.receivables.push_back(std::move(item));
    draft.lines.receivables.push_back(row.place().line);
  });
  amounts.finish();
  assumed.warn("open invoice rests on an assumption", "open invoices rest on assumptions", log);
  if (log.fault_count() == 0) check_credits(draft.ledger, credits, log);
  return notes;
}

std::vector<std::string> read_orders(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  AmountReader amounts(draft.rates, &draft.total, log);
  SeenItems seen;
  AssumedItems assumed;
  auto notes = for_each_row(rows, columns_of("orders.csv"), log, [&](const RowReader& row) {
    const std::size_t faults_before = log.fault_count();
    Order order = read_order(row, amounts, log);
    log_duplicate(row, "order", order.counterparty, order.number, "", seen, log);
    assumed.note(row);
    if (log.fault_count() > faults_before) return;
    draft.ledger.orders.push_back(std::move(order));
    draft.lines.orders.push_back(row.place().line);
  });
  amounts.finish();
  assumed.warn("order rests on an assumption", "orders rest on assumptions", log);
  return notes;
}

std::vector<std::string> read_payables(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  AmountReader amounts(draft.rates, &draft.total, log);
  SeenItems seen;
  AssumedItems assumed;
  auto notes = for_each_row(rows, columns_of("payables.csv"), log, [&](const RowReader& row) {
    const std::size_t faults_before = log.fault_count();
    Payable item;
    const auto currency = amounts.currency(row);
    item.bill = line_in(row, "bill", log);
    item.part = line_in(row, "part", log);
    item.counterparty = line_in(row, "counterparty", log);
    item.due = row.date("due").value_or(Date());
    item.amount = amounts.amount(row, "amount", currency).value_or(0);
    item.issued = row.date("issued");
    item.currency = currency_name(currency);
    item.payment_class = choice_of(row.value("class"), &parse_payment_class, payment_class_names(), log)
                             .value_or(PaymentClass::supplier);
    if (item.amount < 0)
      log.fault(row.place_of("amount"), "`amount` of a bill is negative", row.value("amount")->text,
                "enter a supplier's credit as a receivable from that supplier");
    log_duplicate(row, "bill", item.counterparty, item.bill, item.part, seen, log);
    assumed.note(row);
    if (log.fault_count() > faults_before) return;
    draft.ledger.payables.push_back(std::move(item));
    draft.lines.payables.push_back(row.place().line);
  });
  amounts.finish();
  assumed.warn("bill rests on an assumption", "bills rest on assumptions", log);
  return notes;
}

std::vector<std::string> read_history(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  AmountReader amounts(draft.rates, nullptr, log);
  std::array<SeenItems, 3> seen;
  auto notes = for_each_row(rows, columns_of("history.csv"), log, [&](const RowReader& row) {
    const std::size_t faults_before = log.fault_count();
    HistoryItem item = read_history_item(row, amounts, draft.as_of, log);
    log_duplicate(row, "id", item.counterparty, item.id, item.part, seen[static_cast<std::size_t>(item.kind)], log);
    if (log.fault_count() > faults_before) return;
    draft.ledger.history.push_back(std::move(item));
    draft.lines.history.push_back(row.place().line);
  });
  amounts.finish();
  return notes;
}

}  // namespace headroom
