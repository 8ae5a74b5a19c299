#include "models/relief.hpp"

#include <fmt/format.h>

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

std::string money_with_currency(Minor amount, const Company& company) {
  return fmt::format("{} {}", printable(company.currency), money_words(amount, company.decimals));
}

/// Each unmet condition as a full sentence, the firm's value and the limit in it.
std::vector<std::string> unmet_conditions(const Eligibility& eligibility, const Company& company) {
  std::vector<std::string> reasons;
  if (eligibility.country) {
    if (company.country.empty())
      reasons.push_back(
          fmt::format("Only firms in {} are allowed, and the ledger does not say where the firm is (company.country).",
                      printable(*eligibility.country)));
    else if (company.country != *eligibility.country)
      reasons.push_back(fmt::format("The firm is in {}, and only firms in {} are allowed.", printable(company.country),
                                    printable(*eligibility.country)));
  }
  if (eligibility.employees_max) {
    if (!company.employees)
      reasons.push_back(fmt::format(
          "At most {} employees are allowed, and the ledger does not say how many the firm has (company.employees).",
          *eligibility.employees_max));
    else if (*company.employees > *eligibility.employees_max)
      reasons.push_back(fmt::format("The firm has {} employees, more than the {} allowed.", *company.employees,
                                    *eligibility.employees_max));
  }
  if (eligibility.revenue_max) {
    const std::string limit = money_with_currency(*eligibility.revenue_max, company);
    if (!company.annual_revenue)
      reasons.push_back(
          fmt::format("A revenue of at most {} a year is allowed, and the ledger does not give the firm's "
                      "(company.annual_revenue).",
                      limit));
    else if (*company.annual_revenue > *eligibility.revenue_max)
      reasons.push_back(fmt::format("The firm's revenue is {} a year, more than the {} allowed.",
                                    money_with_currency(*company.annual_revenue, company), limit));
  }
  return reasons;
}

/// The largest loan of a firm of this size; nothing where the limits end below it or its size is not known.
std::optional<Minor> cap_by_employees(const ReliefLoan& loan, const Company& company) {
  for (const CapByEmployees& limit : loan.caps_by_employees)
    if (company.employees && (!limit.employees_max || *company.employees <= *limit.employees_max)) return limit.cap;
  return std::nullopt;
}

/// What the firm would get, capped but not rounded: it may be more than can be counted.
double unrounded_amount(const ReliefLoan& loan, const Ledger& ledger) {
  double amount = 0.0;
  if (loan.amount) amount = static_cast<double>(*loan.amount);
  else if (loan.share_of_revenue)
    amount = static_cast<double>(ledger.company.annual_revenue.value()) * *loan.share_of_revenue;
  else amount = static_cast<double>(wages_of_year(ledger)) * loan.payroll_months.value() / 12.0;
  if (loan.cap) amount = std::min(amount, static_cast<double>(*loan.cap));
  if (const auto cap = cap_by_employees(loan, ledger.company)) amount = std::min(amount, static_cast<double>(*cap));
  return loan.above > 0 ? std::max(0.0, amount - static_cast<double>(loan.above)) : amount;
}

/// Why the amount of a loan cannot be worked out.
std::optional<std::string> reason_without_amount(const ReliefLoan& loan, const Ledger& ledger) {
  if (loan.share_of_revenue && !ledger.company.annual_revenue)
    return fmt::format(
        "The loan is {:.10g}% of a year's revenue, which the ledger does not give (company.annual_revenue).",
        100.0 * *loan.share_of_revenue);
  if (loan.payroll_months && wages_of_year(ledger) == 0)
    return fmt::format(
        "The loan is {:.10g} months of payroll, and the ledger has no wages due in the 12 months after {}.",
        *loan.payroll_months, date_words(ledger.company.as_of));
  if (!loan.caps_by_employees.empty() && !ledger.company.employees)
    return "The largest loan depends on the number of employees, which the ledger does not give (company.employees).";
  if (!loan.caps_by_employees.empty() && !cap_by_employees(loan, ledger.company))
    return fmt::format("The firm has {} employees, more than the {} up to which the loan is given.",
                       *ledger.company.employees, *loan.caps_by_employees.back().employees_max);
  if (loan.above > 0 && round_half_away(unrounded_amount(loan, ledger)) == 0)
    return fmt::format("Only what exceeds {} is lent, and the firm would get no more than that.",
                       money_with_currency(loan.above, ledger.company));
  if (unrounded_amount(loan, ledger) > static_cast<double>(amount_max))
    return "The loan is larger than any amount that can be counted in the ledger's currency.";
  return std::nullopt;
}

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

/// Why an exemption of a named cost has nothing to apply to.
std::optional<std::string> reason_without_item(const Exemption& exemption, const Ledger& ledger) {
  if (exemption.item.empty()) return std::nullopt;
  const auto is_named = [&exemption](const FixedCost& cost) {
    return cost.payment_class != PaymentClass::owner && names_item(exemption, cost.name);
  };
  if (std::any_of(ledger.fixed_costs.begin(), ledger.fixed_costs.end(), is_named)) return std::nullopt;
  const auto is_named_loan = [&exemption](const Loan& loan) { return names_item(exemption, loan.name); };
  if (std::any_of(ledger.loans.begin(), ledger.loans.end(), is_named_loan)) return std::nullopt;
  return fmt::format("The ledger has no fixed cost or loan with \"{}\" in its name.", printable(exemption.item));
}

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

std::optional<std::string> reason_not_eligible(const Relief& relief, const Ledger& ledger) {
  const auto converted = in_ledger_currency(relief, ledger);
  Eligibility conditions = converted ? converted->eligibility : relief.eligibility;
  if (!converted) conditions.revenue_max.reset();  // an amount that cannot be compared
  std::vector<std::string> reasons = unmet_conditions(conditions, ledger.company);
  if (!converted)
    reasons.push_back(
        fmt::format("The relief's amounts are in {0}, for which the ledger has no exchange rate (exchange_rates.{0}).",
                    printable(relief.currency)));
  else
    for (const ReliefLoan& loan : converted->loans)
      if (auto reason = reason_without_amount(loan, ledger)) reasons.push_back(std::move(*reason));
  for (const Exemption& exemption : relief.exemptions)
    if (auto reason = reason_without_item(exemption, ledger)) reasons.push_back(std::move(*reason));
  if (reasons.empty()) return std::nullopt;
  return fmt::format("{}", fmt::join(reasons, " "));
}

Minor loan_amount(const ReliefLoan& loan, const Ledger& ledger) {
  return round_half_away(unrounded_amount(loan, ledger));
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
