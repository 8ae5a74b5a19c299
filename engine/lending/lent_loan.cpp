#include "engine/lending/lent_loan.hpp"

#include <algorithm>

#include "engine/flows/day_grid.hpp"

namespace headroom {

namespace {

constexpr double lgd_with_collateral_least = 0.10;
constexpr int holidays_most = 31;  // a payment on a holiday moves by no more

LentLoan lent_loan(const Ledger& ledger, const ReliefLoan& terms, Minor forgiven) {
  LentLoan loan{terms, loan_amount(terms, ledger), forgiven, ledger.company.as_of + terms.disbursed_after_days, 0, {},
                {}};
  loan.schedule = lender_schedule(terms, loan.amount, forgiven, loan.disbursed);
  const Date last = add_months(loan.disbursed, terms.months);
  const DayGrid grid(ledger, (last - ledger.company.as_of) + holidays_most);
  loan.disbursed_day = grid.settled(terms.disbursed_after_days);
  for (const LenderReceipt& receipt : loan.schedule) loan.days.push_back(grid.settled(grid.day_of(receipt.date)));
  return loan;
}

}  // namespace

std::vector<LentLoan> lent_loans(const Ledger& ledger, const Relief& relief, const std::vector<Minor>& forgiven) {
  std::vector<LentLoan> loans;
  for (std::size_t i = 0; i < relief.loans.size(); ++i)
    loans.push_back(lent_loan(ledger, relief.loans[i], i < forgiven.size() ? forgiven[i] : 0));
  return loans;
}

double covered_share(const std::vector<LentLoan>& loans, int horizon_days, int waiting_days) {
  double all = 0.0, covered = 0.0;
  for (const LentLoan& loan : loans)
    for (std::size_t i = 0; i < loan.schedule.size(); ++i) {
      all += loan.schedule[i].principal;
      if (loan.days[i] + waiting_days <= horizon_days) covered += loan.schedule[i].principal;
    }
  return all > 0.0 ? covered / all : 1.0;
}

double outstanding_on(const std::vector<LenderReceipt>& schedule, const std::vector<int>& days, double amount,
                      int day) {
  const auto first_not_before = std::lower_bound(days.begin(), days.end(), day);
  if (first_not_before == days.begin()) return amount;
  return schedule[static_cast<std::size_t>(first_not_before - days.begin()) - 1].balance_after;
}

std::vector<double> exposures_at_default(const LentLoan& loan, int horizon_days, int waiting_days) {
  std::vector<double> exposures;
  for (int day = 0; day <= horizon_days; ++day)
    exposures.push_back(outstanding_on(loan.schedule, loan.days, static_cast<double>(loan.amount),
                                       exposure_day(loan, day, waiting_days)));
  return exposures;
}

LossTerms::LossTerms(const ReliefLoan& loan, const LendingPolicy& policy) : lgd(policy.lgd), guarantee(loan.guarantee) {
  if (loan.collateral) recovered = static_cast<double>(*loan.collateral) * (1.0 - policy.haircut);
}

double LossTerms::lgd_of(double exposure) const {
  if (!recovered || exposure <= 0.0) return lgd;
  return std::max(lgd_with_collateral_least, lgd * (1.0 - std::min(1.0, *recovered / exposure)));
}

}  // namespace headroom
