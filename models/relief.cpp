#include "models/relief.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/error.hpp"

namespace headroom {

namespace {

bool has_amounts(const Relief& relief) {
  return relief.eligibility.revenue_max ||
         std::any_of(relief.loans.begin(), relief.loans.end(), [](const ReliefLoan& loan) { return loan.amount || loan.cap; });
}

std::string money_with_currency(Minor amount, const Company& company) {
  return fmt::format("{} {}", printable(company.currency), money_words(amount, company.decimals));
}

/// Each unmet condition as a full sentence, the firm's value and the limit in it.
std::vector<std::string> unmet_conditions(const Eligibility& eligibility, const Company& company) {
  std::vector<std::string> reasons;
  if (eligibility.country) {
    if (company.country.empty())
      reasons.push_back(fmt::format("Only firms in {} are allowed, and the ledger does not say where the firm is (company.country).",
                                    printable(*eligibility.country)));
    else if (company.country != *eligibility.country)
      reasons.push_back(
          fmt::format("The firm is in {}, and only firms in {} are allowed.", printable(company.country), printable(*eligibility.country)));
  }
  if (eligibility.employees_max) {
    if (!company.employees)
      reasons.push_back(
          fmt::format("At most {} employees are allowed, and the ledger does not say how many the firm has (company.employees).",
                      *eligibility.employees_max));
    else if (*company.employees > *eligibility.employees_max)
      reasons.push_back(
          fmt::format("The firm has {} employees, more than the {} allowed.", *company.employees, *eligibility.employees_max));
  }
  if (eligibility.revenue_max) {
    const std::string limit = money_with_currency(*eligibility.revenue_max, company);
    if (!company.annual_revenue)
      reasons.push_back(fmt::format(
          "A revenue of at most {} a year is allowed, and the ledger does not give the firm's (company.annual_revenue).", limit));
    else if (*company.annual_revenue > *eligibility.revenue_max)
      reasons.push_back(fmt::format("The firm's revenue is {} a year, more than the {} allowed.",
                                    money_with_currency(*company.annual_revenue, company), limit));
  }
  return reasons;
}

/// What the firm would get, capped but not rounded: it may be more than can be counted.
double unrounded_amount(const ReliefLoan& loan, const Ledger& ledger) {
  double amount = 0.0;
  if (loan.amount) amount = static_cast<double>(*loan.amount);
  else if (loan.share_of_revenue) amount = static_cast<double>(ledger.company.annual_revenue.value()) * *loan.share_of_revenue;
  else amount = static_cast<double>(wages_of_year(ledger)) * loan.payroll_months.value() / 12.0;
  return loan.cap ? std::min(amount, static_cast<double>(*loan.cap)) : amount;
}

/// Why the amount of a loan cannot be worked out.
std::optional<std::string> reason_without_amount(const ReliefLoan& loan, const Ledger& ledger) {
  if (loan.share_of_revenue && !ledger.company.annual_revenue)
    return fmt::format("The loan is {:.10g}% of a year's revenue, which the ledger does not give (company.annual_revenue).",
                       100.0 * *loan.share_of_revenue);
  if (loan.payroll_months && wages_of_year(ledger) == 0)
    return fmt::format("The loan is {:.10g} months of payroll, and the ledger has no wages due in the 12 months after {}.",
                       *loan.payroll_months, date_words(ledger.company.as_of));
  if (unrounded_amount(loan, ledger) > static_cast<double>(amount_max))
    return "The loan is larger than any amount that can be counted in the ledger's currency.";
  return std::nullopt;
}

/// The terms of the accrual period from `start` to `end`: what accrues before `subsidised_until` is partly paid by the state.
AccrualTerms terms_of_period(const ReliefLoan& loan, Date start, Date end, Date subsidised_until) {
  if (end <= subsidised_until) return {loan.rate_annual, 1.0 - loan.interest_subsidy};
  const double whole = year_fraction(loan.day_count, start, end);
  if (start >= subsidised_until || whole <= 0.0) return {loan.rate_annual, 1.0};
  return {loan.rate_annual, 1.0 - loan.interest_subsidy * year_fraction(loan.day_count, start, subsidised_until) / whole};
}

/// Payment dates counted from the disbursement, so that the day of month does not drift; the last one is the maturity.
std::vector<Date> relief_payment_dates(const ReliefLoan& loan, Date disbursed) {
  const Date maturity = add_months(disbursed, loan.months);
  std::vector<Date> dates;
  for (const Date date : dates_up_to({disbursed, loan.every, false, std::nullopt}, maturity))
    if (date > disbursed) dates.push_back(date);
  if (dates.empty() || dates.back() < maturity) dates.push_back(maturity);
  return dates;
}

/// What the grace period leaves: the balance, and from when interest runs on.
struct AfterGrace {
  Minor balance = 0;
  Date accrued_from;
};

}  // namespace

std::optional<Relief> in_ledger_currency(const Relief& relief, const Ledger& ledger) {
  const std::string& currency = ledger.company.currency;
  Relief converted = relief;
  converted.currency = currency;
  if (relief.currency.empty() || relief.currency == currency || !has_amounts(relief)) return converted;
  const ExchangeRates::Row* row = ledger.exchange_rates.find(relief.currency);
  if (row == nullptr) return std::nullopt;
  // A limit beyond what a ledger can hold is no limit: one unit above the largest amount says as much.
  const auto convert = [&](std::optional<Minor>& amount) {
    if (amount)
      amount =
          std::min(exchanged(*amount, row->currency.decimals, row->rate, ledger.company.decimals).value_or(amount_max + 1), amount_max + 1);
  };
  convert(converted.eligibility.revenue_max);
  for (ReliefLoan& loan : converted.loans) {
    convert(loan.amount);
    convert(loan.cap);
  }
  return converted;
}

std::optional<std::string> reason_not_eligible(const Relief& relief, const Ledger& ledger) {
  const auto converted = in_ledger_currency(relief, ledger);
  Eligibility conditions = converted ? converted->eligibility : relief.eligibility;
  if (!converted) conditions.revenue_max.reset();  // an amount that cannot be compared
  std::vector<std::string> reasons = unmet_conditions(conditions, ledger.company);
  if (!converted)
    reasons.push_back(fmt::format("The relief's amounts are in {0}, for which the ledger has no exchange rate (exchange_rates.{0}).",
                                  printable(relief.currency)));
  else
    for (const ReliefLoan& loan : converted->loans)
      if (auto reason = reason_without_amount(loan, ledger)) reasons.push_back(std::move(*reason));
  if (reasons.empty()) return std::nullopt;
  return fmt::format("{}", fmt::join(reasons, " "));
}

Minor loan_amount(const ReliefLoan& loan, const Ledger& ledger) { return round_half_away(unrounded_amount(loan, ledger)); }

std::vector<Instalment> relief_instalments(const ReliefLoan& loan, Minor amount, Date disbursed) {
  const Date maturity = add_months(disbursed, loan.months);
  const Date subsidised_until = add_months(disbursed, loan.subsidy_months);
  const Date grace_end = std::min(add_months(disbursed, loan.grace_months), maturity);
  const auto interest_of = [&](Minor balance, Date start, Date end) {
    const AccrualTerms terms = terms_of_period(loan, start, end, subsidised_until);
    return round_half_away(static_cast<double>(balance) * terms.rate_annual * year_fraction(loan.day_count, start, end) *
                           terms.borrower_share);
  };

  std::vector<Instalment> schedule;
  AfterGrace state{amount, disbursed};
  RepaymentPlan plan;
  for (const Date date : relief_payment_dates(loan, disbursed)) {
    if (loan.repayment == Repayment::bullet ? date < maturity : date <= grace_end && date < maturity) {
      if (loan.repayment == Repayment::bullet || loan.grace == Grace::simple) continue;
      const Minor interest = interest_of(state.balance, state.accrued_from, date);
      const bool paid = loan.grace == Grace::interest_only;
      if (!paid) state.balance += interest;
      schedule.push_back({date, paid ? interest : 0, 0, state.balance});
      state.accrued_from = date;
    } else {
      plan.dates.push_back(date);
    }
  }
  if (loan.repayment != Repayment::bullet && loan.grace == Grace::simple && grace_end > disbursed) {
    state = {amount + interest_of(amount, disbursed, grace_end), grace_end};
    if (grace_end < maturity) schedule.push_back({grace_end, 0, 0, state.balance});
  }

  plan.principal = state.balance;
  plan.accrued_from = state.accrued_from;
  plan.repayment = loan.repayment;
  plan.day_count = loan.day_count;
  Date start = state.accrued_from;
  for (const Date date : plan.dates) {
    plan.terms.push_back(terms_of_period(loan, start, date, subsidised_until));
    start = date;
  }
  const std::vector<Instalment> repayments = instalments(plan);
  schedule.insert(schedule.end(), repayments.begin(), repayments.end());
  return schedule;
}

}  // namespace headroom
