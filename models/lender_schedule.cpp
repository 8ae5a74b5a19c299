#include "models/lender_schedule.hpp"

#include <algorithm>
#include <cmath>

namespace headroom {

namespace {

double balance_on(const std::vector<Instalment>& schedule, Minor amount, Date date) {
  Minor balance = amount;
  for (const Instalment& instalment : schedule)
    if (instalment.date <= date) balance = instalment.balance_after;
  return static_cast<double>(balance);
}

/// Interest that the state pays on a balance from `start` to `end`.
double subsidy_of(const ReliefLoan& loan, double balance, Date disbursed, Date start, Date end) {
  const Date from = std::max(start, add_months(disbursed, loan.interest_free_months));
  const Date until = std::min(end, add_months(disbursed, loan.subsidy_months));
  if (from >= until || loan.interest_subsidy == 0.0) return 0.0;
  return balance * loan.rate_annual * loan.interest_subsidy * year_fraction(loan.day_count, from, until);
}

void add_rows(const std::vector<Instalment>& schedule, Date after, Date until, std::vector<LenderReceipt>& receipts) {
  for (const Instalment& instalment : schedule)
    if (instalment.date > after && instalment.date <= until)
      receipts.push_back({instalment.date, static_cast<double>(instalment.interest),
                          static_cast<double>(instalment.principal), 0.0, 0.0,
                          static_cast<double>(instalment.balance_after)});
}

/// The rest of the schedule is that of what is not forgiven.
void forgive(const ReliefLoan& loan, Minor amount, Minor forgiven, Date disbursed, Date end,
             std::vector<LenderReceipt>& receipts) {
  const Date decided = add_months(disbursed, loan.forgiveness.value().after_months);
  const Minor rest = amount - forgiven;
  const std::vector<Instalment> of_rest =
      rest > 0 ? relief_instalments(loan, rest, disbursed) : std::vector<Instalment>{};
  const double before = receipts.empty() ? static_cast<double>(amount) : receipts.back().balance_after;
  const double after = balance_on(of_rest, rest, decided);
  if (receipts.empty() || receipts.back().date < decided) receipts.push_back({.date = decided});
  receipts.back().forgiven = before - after;
  receipts.back().balance_after = after;
  add_rows(of_rest, decided, end, receipts);
}

}  // namespace

std::vector<LenderReceipt> lender_schedule(const ReliefLoan& loan, Minor amount, Minor forgiven, Date disbursed,
                                           Minor finer) {
  const Minor fine_amount = amount * finer, fine_forgiven = forgiven * finer;
  const Date end = add_months(disbursed, loan.months);
  const Date decided = forgiven > 0 ? add_months(disbursed, loan.forgiveness.value().after_months) : end;
  std::vector<LenderReceipt> receipts;
  add_rows(relief_instalments(loan, fine_amount, disbursed), disbursed - 1, decided, receipts);
  if (forgiven > 0) forgive(loan, fine_amount, fine_forgiven, disbursed, end, receipts);
  double balance = static_cast<double>(fine_amount);
  Date start = disbursed;
  for (LenderReceipt& receipt : receipts) {
    receipt.subsidy = subsidy_of(loan, balance, disbursed, start, receipt.date);
    balance = receipt.balance_after;
    start = receipt.date;
    for (double* part :
         {&receipt.interest, &receipt.principal, &receipt.subsidy, &receipt.forgiven, &receipt.balance_after})
      *part /= static_cast<double>(finer);
  }
  return receipts;
}

Minor finest_units(Minor amount) {
  Minor finer = 1;
  while (amount > 0 && amount * finer <= amount_max / 10 && finer < 1'000'000'000) finer *= 10;
  return finer;
}

double effective_of(double rate_annual, Every every) {
  const double periods = every.months > 0 ? 12.0 / every.months : 365.0 / std::max(every.days, 1);
  return std::pow(1.0 + rate_annual / periods, periods) - 1.0;
}

}  // namespace headroom
