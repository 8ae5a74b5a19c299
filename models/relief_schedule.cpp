#include <algorithm>

#include "models/relief.hpp"

namespace headroom {

namespace {

/// Payment dates counted from the disbursement, so that the day of month does not drift; the last one is the maturity.
std::vector<Date> relief_payment_dates(const ReliefLoan& loan, Date disbursed) {
  const Date maturity = add_months(disbursed, loan.months);
  std::vector<Date> dates;
  for (const Date date : dates_up_to({disbursed, loan.every, false, std::nullopt}, maturity))
    if (date > disbursed) dates.push_back(date);
  if (dates.empty() || dates.back() < maturity) dates.push_back(maturity);
  return dates;
}

/// Builds the schedule of one loan.
class Schedule {
 public:
  Schedule(const ReliefLoan& loan, Minor amount, Date disbursed)
      : loan_(loan),
        amount_(amount),
        disbursed_(disbursed),
        maturity_(add_months(disbursed, loan.months)),
        free_until_(add_months(disbursed, loan.interest_free_months)),
        subsidised_until_(add_months(disbursed, loan.subsidy_months)),
        grace_end_(std::min(add_months(disbursed, loan.grace_months), maturity_)),
        repaid_from_(add_months(disbursed, loan.grace_months + loan.interest_only_months)),
        balance_(amount),
        accrued_from_(disbursed) {}

  std::vector<Instalment> build() && {
    const bool is_bullet = loan_.repayment == Repayment::bullet;
    std::vector<Date> repaid_on;
    for (const Date date : relief_payment_dates(loan_, disbursed_)) {
      if (is_bullet && date < maturity_) continue;
      if (is_bullet || date > repaid_from_ || date == maturity_) {
        repaid_on.push_back(date);
        continue;
      }
      if (date > grace_end_) end_simple_grace();
      if (date > grace_end_ || loan_.grace == Grace::interest_only) pay_interest(date, true);
      else if (loan_.grace == Grace::capitalised) pay_interest(date, false);
    }
    if (!is_bullet) end_simple_grace();
    repay(repaid_on);
    return std::move(schedule_);
  }

 private:
  /// The terms of the accrual period: what accrues in interest-free months is nobody's, what is subsidised is partly
  /// the state's.
  AccrualTerms terms_of(Date start, Date end) const {
    double share = 1.0;
    const double whole = year_fraction(loan_.day_count, start, end);
    if (start < free_until_) {
      if (end <= free_until_) return {loan_.rate_annual, 0.0};
      if (whole > 0.0) share -= year_fraction(loan_.day_count, start, free_until_) / whole;
    }
    const Date from = std::max(start, free_until_);
    if (from == start && end <= subsidised_until_) return {loan_.rate_annual, 1.0 - loan_.interest_subsidy};
    if (from < subsidised_until_ && whole > 0.0)
      share -= loan_.interest_subsidy * year_fraction(loan_.day_count, from, std::min(end, subsidised_until_)) / whole;
    return {loan_.rate_annual, std::max(0.0, share)};
  }

  Minor interest_of(Minor balance, Date start, Date end) const {
    const AccrualTerms terms = terms_of(start, end);
    return round_half_away(static_cast<double>(balance) * terms.rate_annual *
                           year_fraction(loan_.day_count, start, end) * terms.borrower_share);
  }

  /// Of a date before the first repayment: what it accrued is paid, or joins the balance.
  void pay_interest(Date date, bool paid) {
    const Minor interest = interest_of(balance_, accrued_from_, date);
    if (!paid) balance_ += interest;
    schedule_.push_back({date, paid ? interest : 0, 0, balance_, 0, paid ? 0 : interest});
    accrued_from_ = date;
  }

  /// The interest of a simple grace joins the balance at its end, once.
  void end_simple_grace() {
    if (loan_.grace != Grace::simple || grace_end_ <= accrued_from_) return;
    const Minor interest = interest_of(amount_, disbursed_, grace_end_);
    balance_ = amount_ + interest;
    accrued_from_ = grace_end_;
    if (grace_end_ < maturity_) schedule_.push_back({grace_end_, 0, 0, balance_, 0, interest});
    else capitalised_at_maturity_ = interest;
  }

  void repay(const std::vector<Date>& dates) {
    RepaymentPlan plan;
    plan.principal = balance_;
    plan.accrued_from = accrued_from_;
    plan.dates = dates;
    plan.repayment = loan_.repayment;
    plan.day_count = loan_.day_count;
    Date start = accrued_from_;
    for (const Date date : dates) {
      plan.terms.push_back(terms_of(start, date));
      start = date;
    }
    std::vector<Instalment> repayments = instalments(plan);
    if (!repayments.empty()) repayments.back().capitalised += capitalised_at_maturity_;
    schedule_.insert(schedule_.end(), repayments.begin(), repayments.end());
  }

  const ReliefLoan& loan_;
  Minor amount_;
  Date disbursed_, maturity_, free_until_, subsidised_until_, grace_end_, repaid_from_;
  Minor balance_;
  Date accrued_from_;
  Minor capitalised_at_maturity_ = 0;
  std::vector<Instalment> schedule_;
};

/// What the guarantee costs on a balance over a period, each of the loan's years at its own fee, rounded once.
Minor guarantee_fee(const ReliefLoan& loan, Minor balance, Date disbursed, Date start, Date end) {
  const std::vector<double>& fees = loan.guarantee_fees_annual;
  double cost = 0.0;
  for (std::size_t year = 0; year < fees.size(); ++year) {
    const bool is_last = year + 1 == fees.size();
    const Date from = std::max(start, add_months(disbursed, 12 * static_cast<int>(year)));
    const Date until = is_last ? end : std::min(end, add_months(disbursed, 12 * static_cast<int>(year + 1)));
    if (from < until) cost += static_cast<double>(balance) * fees[year] * year_fraction(loan.day_count, from, until);
  }
  return round_half_away(cost);
}

/// The instalments with the fee that falls due with each.
std::vector<Instalment> payments_with_fees(const ReliefLoan& loan, Minor amount, Date disbursed) {
  std::vector<Instalment> payments = relief_instalments(loan, amount, disbursed);
  Minor balance = amount;
  Date start = disbursed;
  for (Instalment& payment : payments) {
    payment.fee = guarantee_fee(loan, balance, disbursed, start, payment.date);
    balance = payment.balance_after;
    start = payment.date;
  }
  return payments;
}

}  // namespace

std::vector<Instalment> relief_instalments(const ReliefLoan& loan, Minor amount, Date disbursed) {
  return Schedule(loan, amount, disbursed).build();
}

std::vector<Instalment> relief_payments(const ReliefLoan& loan, Minor amount, Minor forgiven, Date disbursed) {
  std::vector<Instalment> whole = payments_with_fees(loan, amount, disbursed);
  if (forgiven == 0) return whole;
  const Date decided = add_months(disbursed, loan.forgiveness.value().after_months);
  std::erase_if(whole, [decided](const Instalment& payment) { return payment.date > decided; });
  const bool is_on_decision = !whole.empty() && whole.back().date == decided;
  if (is_on_decision) whole.back().balance_after = 0;
  if (forgiven == amount) return whole;
  for (const Instalment& payment : payments_with_fees(loan, amount - forgiven, disbursed)) {
    if (payment.date > decided) whole.push_back(payment);
    else if (is_on_decision) whole.back().balance_after = payment.balance_after;
  }
  return whole;
}

}  // namespace headroom
