// How suppliers answer to being paid late.

#include "cli/ledger/amount_reader.hpp"
#include "cli/ledger/ledger_columns.hpp"
#include "cli/ledger/ledger_tables.hpp"
#include "cli/ledger/seen_items.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

std::optional<WhenStopped> parse_when_stopped(std::string_view text) {
  if (text == "no_delivery") return WhenStopped::no_delivery;
  if (text == "prepayment") return WhenStopped::prepayment;
  return std::nullopt;
}

/// A column that says nothing without another one.
void log_alone(const RowReader& row, std::string_view column, std::string_view needed, std::string_view mend,
               FaultLog& log) {
  if (row.value(column) && !row.value(needed))
    log.fault(row.place_of(column), message("`{}` without `{}`", column, needed), row.value(column)->text,
              Message(mend));
}

constexpr double rate_suspicious = 1.0;

double read_interest(const RowReader& row, FaultLog& log) {
  const auto value = row.value("late_interest");
  const double rate = number_of(value, rate_range, log).value_or(0.0);
  if (rate > rate_suspicious)
    log.warning(value->place, message("a rate of {:.6g}% a year", rate * 100.0), value->text,
                "write it as a fraction, if it was meant in per cent: 0.0435 is 4.35%");
  return rate;
}

Supplier read_supplier(const RowReader& row, AmountReader& amounts, FaultLog& log) {
  static const std::vector<std::string> ways = {"no_delivery", "prepayment"};
  Supplier supplier;
  const auto currency = amounts.currency(row);
  supplier.name = row.line("supplier").value_or("");
  supplier.late_interest = read_interest(row, log);
  supplier.late_fee = amounts.amount_not_negative(row, "late_fee", currency).value_or(0);
  supplier.currency = currency ? currency->code : "";
  supplier.grace_days = row.whole_number("grace_days").value_or(0);
  supplier.stops_after = row.whole_number("stops_after");
  const auto when_stopped = choice_of(row.value("when_stopped"), &parse_when_stopped, ways, log);
  supplier.when_stopped = when_stopped.value_or(WhenStopped::no_delivery);
  supplier.prepayment_days = row.whole_number("prepayment_days").value_or(0);
  supplier.credit_limit = amounts.amount_not_negative(row, "credit_limit", currency);
  supplier.terms_days = row.whole_number("terms_days").value_or(0);
  log_alone(row, "grace_days", "late_fee", "add the fee, or leave grace_days empty: interest runs from the due day on",
            log);
  log_alone(row, "when_stopped", "stops_after", "add the days past due after which the supplier stops", log);
  if (row.value("prepayment_days") && supplier.when_stopped != WhenStopped::prepayment)
    log.fault(row.place_of("prepayment_days"), "`prepayment_days` of a supplier who does not ask for prepayment",
              row.value("prepayment_days")->text, "write when_stopped = prepayment, or leave it empty");
  log_alone(row, "credit_limit", "terms_days",
            "add the days from the delivery of goods to the date on which they are paid", log);
  if (row.value("terms_days") && !row.value("credit_limit") && supplier.when_stopped != WhenStopped::prepayment)
    log.fault(
        row.place_of("terms_days"), "`terms_days` without `credit_limit`", row.value("terms_days")->text,
        "add the most that may stand open, or leave it empty: what is paid when is said by bills, orders and sales");
  return supplier;
}

}  // namespace

std::vector<std::string> read_suppliers(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  const TableReader reader(rows.header(), columns_of("suppliers.csv"), log);
  if (!reader.is_complete()) return reader.note_columns();
  AmountReader amounts(draft.rates, &draft.total, log);
  SeenItems seen;
  while (const CsvRow* fields = log.is_full() ? nullptr : rows.next()) {
    const RowReader row(reader, *fields, log);
    const std::size_t faults_before = log.fault_count();
    Supplier supplier = read_supplier(row, amounts, log);
    const auto first = seen.note("", supplier.name, "", row.place_of("supplier"));
    if (first && !supplier.name.empty())
      log.fault(row.place_of("supplier"),
                message("a second row for this supplier (the first is in {})", log.words_of(*first)), supplier.name,
                "keep one of them");
    if (log.fault_count() == faults_before) draft.ledger.suppliers.push_back(std::move(supplier));
  }
  amounts.finish();
  return reader.note_columns();
}

}  // namespace headroom
