// What the firm has borrowed, in company.toml: loans and credit lines.

#include "cli/ledger/company_file.hpp"
#include "cli/ledger/loan_terms.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

const std::vector<std::string> repayment_names = {"annuity", "equal_principal", "interest_only", "bullet"};
const std::vector<std::string> day_count_names = {"30E/360", "Act/365F", "Act/360", "Act/Act"};

constexpr double rate_suspicious = 1.0;

void log_duplicate(TomlReader& table, const std::string& name, SeenItems& seen) {
  if (const auto first = seen.note("", name, "", table.place_of("name")))
    table.log().fault(
        table.place_of("name"),
        message("a second {} of this name (the first is in {})", table.name(), table.log().words_of(*first)), name,
        "give each its own name");
}

double read_rate(TomlReader& table) {
  const auto value = table.number("rate_annual", Need::required);
  const double rate = number_of(value, rate_range, table.log()).value_or(0.0);
  if (rate > rate_suspicious)
    table.log().warning(value->place, message("a rate of {:.6g}% a year", rate * 100.0), value->text,
                        "write it as a fraction, if it was meant in per cent: 0.0435 is 4.35%");
  return rate;
}

/// Whether the contract says enough for the day of the last payment to be worked out.
bool is_repaid_by_payments(TomlReader& table, const Loan& loan) {
  return (loan.repayment == Repayment::annuity && table.has("payment")) ||
         (loan.repayment == Repayment::equal_principal && table.has("principal_payment"));
}

/// `next_payment`, on the last day of its month where payments are pinned to it.
std::optional<Date> read_next_payment(TomlReader& table, const Loan& loan) {
  const auto next = date_of(
      table.date("next_payment", loan.repayment == Repayment::bullet ? Need::optional : Need::required), table.log());
  if (!next || !loan.on_last_day || is_last_day_of_month(*next)) return next;
  const Date last = last_day_of_month(*next);
  table.log().warning(table.place_of("next_payment"),
                      message("`next_payment` is moved to the last day of its month, {}", last), iso_text(*next),
                      "write that day");
  return last;
}

/// Dates in their order: as_of, next_payment, maturity. Faults are logged.
void read_loan_dates(TomlReader& table, Loan& loan, const std::optional<Date>& as_of) {
  FaultLog& log = table.log();
  const bool maturity_follows = is_repaid_by_payments(table, loan) && !table.has("maturity");
  const auto given = date_of(table.date("maturity", maturity_follows ? Need::optional : Need::required), log);
  const auto maturity = maturity_follows ? std::optional(latest_maturity()) : given;
  const auto next = read_next_payment(table, loan);
  const auto accrued_from = date_of(table.date("accrued_from"), log);
  if (!as_of || !maturity || (!next && loan.repayment != Repayment::bullet)) return;
  loan.maturity = *maturity;
  loan.next_payment = next.value_or(*maturity);
  loan.accrued_from = accrued_from.value_or(*as_of);
  if (*maturity > latest_maturity())
    log.fault(table.place_of("maturity"), "`maturity` is too far away", iso_text(*maturity),
              message("write a day up to {}", latest_maturity()));
  if (*maturity < *as_of)
    log.fault(table.place_of("maturity"), message("`maturity` is before as_of ({})", *as_of), iso_text(*maturity),
              "remove the loan if it is repaid; otherwise put what is owed into past_due and past_due_since, with "
              "balance = 0.00 and a "
              "later maturity");
  else if (next && *next < *as_of)
    log.fault(table.place_of("next_payment"), message("`next_payment` is before as_of ({})", *as_of), iso_text(*next),
              "give the next payment from as_of on, and put what was missed into past_due and past_due_since");
  else if (loan.next_payment > *maturity)
    log.fault(table.place_of("maturity"), message("`maturity` is before `next_payment` ({})", loan.next_payment),
              iso_text(*maturity), "the last payment falls on the maturity: correct one of them");
  else if (loan.accrued_from > loan.next_payment)
    log.fault(table.place_of("accrued_from"), message("`accrued_from` is after `next_payment` ({})", loan.next_payment),
              iso_text(loan.accrued_from), "give the day up to which interest is paid");
}

void read_past_due(TomlReader& table, Loan& loan, const LedgerDraft& draft, AmountReader& amounts,
                   const std::optional<Currency>& currency) {
  FaultLog& log = table.log();
  loan.past_due = amounts.amount_not_negative(table.number("past_due"), currency).value_or(0);
  loan.past_due_since = date_of(table.date("past_due_since"), log);
  if (!currency) return;
  if (loan.past_due > 0 && !table.has("past_due_since"))
    log.fault(table.place_of("past_due"), "`past_due` without `past_due_since`",
              money_text(loan.past_due, currency->decimals),
              "add past_due_since, the day on which the oldest of it fell due");
  if (loan.past_due == 0 && loan.past_due_since && !table.is_unknown("past_due")) {
    log.fault(table.place_of("past_due_since"), "`past_due_since` without `past_due`", iso_text(*loan.past_due_since),
              "add past_due, the amount in arrears, or remove the day");
    loan.past_due_since.reset();
  }
  if (loan.past_due_since && draft.as_of && *loan.past_due_since > *draft.as_of)
    log.fault(table.place_of("past_due_since"), message("`past_due_since` is after as_of ({})", *draft.as_of),
              iso_text(*loan.past_due_since), "give the day on which the oldest of it fell due");
}

void read_stated_payment(TomlReader& table, Loan& loan, AmountReader& amounts,
                         const std::optional<Currency>& currency) {
  FaultLog& log = table.log();
  loan.payment = amounts.amount_not_negative(table.number("payment"), currency);
  if (table.has("payment") && loan.repayment != Repayment::annuity)
    log.fault(table.place_of("payment"), message("`payment` is given for repayment \"{}\"", name_of(loan.repayment)),
              "", "remove it: only an annuity has a level payment");
}

/// A maturity off the cycle of payments makes a short last period: most often the days of two month ends were written,
/// such as 30 September and 31 March.
void warn_of_short_last_period(TomlReader& table, const Loan& loan) {
  if (loan.repayment == Repayment::bullet || loan.every.months == 0 || loan.on_last_day || !table.has("maturity") ||
      table.has("last_period"))
    return;
  const Recurrence payments = {loan.next_payment, loan.every, false, std::nullopt};
  const std::vector<Date> dates = dates_up_to(payments, loan.maturity);
  if (dates.empty() || dates.back() == loan.maturity) return;
  const bool are_month_ends = is_last_day_of_month(loan.next_payment) && is_last_day_of_month(loan.maturity);
  table.log().warning(
      table.place_of("maturity"),
      message("`next_payment` ({}) and `maturity` fall on different days: a last period of {} comes after {}",
              loan.next_payment, how_many(static_cast<std::size_t>(loan.maturity - dates.back()), "day", "days"),
              dates.back()),
      iso_text(loan.maturity),
      are_month_ends ? "write day = \"last\", if every payment falls on the last day of its month"
                     : "correct one of them, or write last_period = \"short\" if that is so");
}

/// The maturity of a loan whose payments say when it ends.
void find_maturity(TomlReader& table, Loan& loan) {
  if (table.has("maturity") || !is_repaid_by_payments(table, loan)) return;
  if (const auto repaid = date_repaid(loan)) {
    loan.maturity = *repaid;
    return;
  }
  const char* key = loan.repayment == Repayment::annuity ? "payment" : "principal_payment";
  table.log().fault(table.place_of(key), message("`{}` does not repay the loan within 100 years", key), "",
                    "correct it, or add maturity, the day on which the rest falls due");
}

}  // namespace

void read_loan(TomlReader& table, LedgerDraft& draft, AmountReader& amounts, SeenItems& seen) {
  FaultLog& log = table.log();
  const std::size_t faults_before = log.fault_count();
  Loan loan;
  const auto name = line_of(table.text("name", Need::required), log);
  loan.name = name.value_or("");
  const auto currency = amounts.currency(table);
  loan.currency = currency ? currency->code : "";
  loan.balance = amounts.amount_not_negative(table.number("balance", Need::required), currency).value_or(0);
  loan.rate_annual = read_rate(table);
  loan.every = choice_of(table.text("every"), &parse_every, every_names(), log).value_or(Every::month);
  loan.repayment =
      choice_of(table.text("repayment"), &parse_repayment, repayment_names, log).value_or(Repayment::annuity);
  loan.day_count =
      choice_of(table.text("day_count"), &parse_day_count, day_count_names, log).value_or(DayCount::thirty_e_360);
  read_loan_cycle(table, loan, draft);
  read_loan_dates(table, loan, draft.as_of);
  read_stated_payment(table, loan, amounts, currency);
  read_principal_terms(table, loan, draft, amounts, currency);
  read_loan_fee(table, loan, draft, amounts, currency);
  read_floating_rate(table, loan, draft);
  read_past_due(table, loan, draft, amounts, currency);
  if (name) log_duplicate(table, loan.name, seen);
  if (log.fault_count() > faults_before || !draft.as_of || lacks_an_answer(table, "loan")) return;
  find_maturity(table, loan);
  if (log.fault_count() == faults_before) find_rates(table, loan, draft);
  if (log.fault_count() > faults_before) return;
  amounts.count(owed_at_most(loan), currency, draft.total, table.place_of("balance"));
  amounts.count(static_cast<double>(loan.past_due), currency, draft.total, table.place_of("past_due"));
  if (log.fault_count() > faults_before) return;
  warn_of_short_last_period(table, loan);
  check_contract(table, loan, draft, currency);
  draft.ledger.loans.push_back(std::move(loan));
}

void read_credit_line(TomlReader& table, LedgerDraft& draft, AmountReader& amounts, SeenItems& seen) {
  FaultLog& log = table.log();
  CreditLine line;
  const auto name = line_of(table.text("name", Need::required), log);
  line.name = name.value_or("");
  const auto currency = amounts.currency(table);
  line.currency = currency ? currency->code : "";
  const auto limit = amounts.amount_not_negative(table.number("limit", Need::required), currency);
  const auto drawn = table.number("drawn");
  line.limit = limit.value_or(0);
  line.drawn = amounts.amount_not_negative(drawn, currency).value_or(0);
  if (limit && line.drawn > line.limit)
    log.fault(drawn->place, message("`drawn` is more than `limit` ({})", money_text(line.limit, currency->decimals)),
              drawn->text, "correct one of them; what is owed beyond the limit is a loan's past_due");
  line.rate_annual = read_rate(table);
  line.until = date_of(table.date("until"), log);
  if (line.until && draft.as_of && *line.until < *draft.as_of)
    log.fault(table.place_of("until"), message("`until` is before as_of ({})", *draft.as_of), iso_text(*line.until),
              "remove the line if it has ended; what is still owed is a loan's past_due");
  if (name) log_duplicate(table, line.name, seen);
  if (lacks_an_answer(table, "credit_line")) return;
  amounts.count(static_cast<double>(line.limit), currency, draft.total, table.place_of("limit"));
  draft.ledger.credit_lines.push_back(std::move(line));
}

}  // namespace headroom
