#include "models/relief.hpp"

#include <algorithm>

#include "models/error.hpp"

namespace headroom {

namespace {

bool has_amounts(const Relief& relief) {
  return relief.eligibility.revenue_max ||
         std::any_of(relief.loans.begin(), relief.loans.end(), [](const ReliefLoan& loan) {
           return loan.amount || loan.cap || loan.above > 0 || !loan.caps_by_employees.empty();
         });
}

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

std::optional<Relief> in_ledger_currency(const Relief& relief, const Ledger& ledger) {
  const std::string& currency = ledger.company.currency;
  Relief converted = relief;
  converted.currency = currency;
  if (relief.currency.empty() || relief.currency == currency || !has_amounts(relief)) return converted;
  const ExchangeRates::Row* row = ledger.exchange_rates.find(relief.currency);
  if (row == nullptr) return std::nullopt;
  // A limit beyond what a ledger can hold is no limit: one unit above the largest amount says as much.
  const auto converted_amount = [&](Minor amount) {
    return std::min(
        exchanged(amount, row->currency.decimals, row->rate, ledger.company.decimals).value_or(amount_max + 1),
        amount_max + 1);
  };
  const auto convert = [&converted_amount](std::optional<Minor>& amount) {
    if (amount) amount = converted_amount(*amount);
  };
  convert(converted.eligibility.revenue_max);
  for (ReliefLoan& loan : converted.loans) {
    convert(loan.amount);
    convert(loan.cap);
    for (CapByEmployees& limit : loan.caps_by_employees) limit.cap = converted_amount(limit.cap);
    loan.above = converted_amount(loan.above);
  }
  return converted;
}

Relief with_first_loan(const Relief& relief, Minor amount) {
  Relief out = relief;
  if (amount == 0) {
    out.loans.erase(out.loans.begin());
    return out;
  }
  ReliefLoan& loan = out.loans.front();
  loan.amount = amount;
  loan.share_of_revenue.reset();
  loan.payroll_months.reset();
  loan.above = 0;
  return out;
}

std::optional<Minor> cap_by_employees(const ReliefLoan& loan, const Company& company) {
  for (const CapByEmployees& limit : loan.caps_by_employees)
    if (company.employees && (!limit.employees_max || *company.employees <= *limit.employees_max)) return limit.cap;
  return std::nullopt;
}

double unrounded_loan_amount(const ReliefLoan& loan, const Ledger& ledger) {
  double amount = 0.0;
  if (loan.amount) amount = static_cast<double>(*loan.amount);
  else if (loan.share_of_revenue)
    amount = static_cast<double>(ledger.company.annual_revenue.value()) * *loan.share_of_revenue;
  else amount = static_cast<double>(wages_of_year(ledger)) * loan.payroll_months.value() / 12.0;
  if (loan.cap) amount = std::min(amount, static_cast<double>(*loan.cap));
  if (const auto cap = cap_by_employees(loan, ledger.company)) amount = std::min(amount, static_cast<double>(*cap));
  return loan.above > 0 ? std::max(0.0, amount - static_cast<double>(loan.above)) : amount;
}

Minor loan_amount(const ReliefLoan& loan, const Ledger& ledger) {
  return round_half_away(unrounded_loan_amount(loan, ledger));
}

bool names_item(const Exemption& exemption, std::string_view name) {
  const auto same = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(name.begin(), name.end(), exemption.item.begin(), exemption.item.end(), same) != name.end();
}

Minor forgiven_amount(const Forgiveness& forgiveness, Minor amount, Minor wages, Minor costs) {
  Minor forgiven = share_of(amount, forgiveness.share);
  if (forgiveness.wages_share) {
    const double most = static_cast<double>(wages) / *forgiveness.wages_share;
    if (most < static_cast<double>(forgiven)) forgiven = round_half_away(most);
  }
  return forgiveness.costs.empty() ? forgiven : std::min(forgiven, costs);
}

}  // namespace headroom
