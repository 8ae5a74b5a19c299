#include "models/eligibility.hpp"

#include <algorithm>
#include <optional>

namespace headroom {

namespace {

using Kind = UnmetCondition::Kind;

void check_firm(const Eligibility& eligibility, const Company& company, std::vector<UnmetCondition>& unmet) {
  if (eligibility.country && company.country.empty())
    unmet.push_back({.kind = Kind::country_unknown, .name = *eligibility.country});
  else if (eligibility.country && company.country != *eligibility.country)
    unmet.push_back({.kind = Kind::other_country, .name = *eligibility.country, .firm = company.country});
  if (const auto most = eligibility.employees_max) {
    if (!company.employees) unmet.push_back({.kind = Kind::employees_unknown, .limit = *most});
    else if (*company.employees > *most)
      unmet.push_back({.kind = Kind::too_many_employees, .limit = *most, .value = *company.employees});
  }
  if (const auto most = eligibility.revenue_max) {
    if (!company.annual_revenue) unmet.push_back({.kind = Kind::revenue_unknown, .limit = *most});
    else if (*company.annual_revenue > *most)
      unmet.push_back({.kind = Kind::revenue_too_large, .limit = *most, .value = *company.annual_revenue});
  }
}

/// Why the amount of a loan cannot be worked out.
std::optional<UnmetCondition> obstacle_to(const ReliefLoan& loan, const Ledger& ledger) {
  const std::optional<int> employees = ledger.company.employees;
  if (loan.share_of_revenue && !ledger.company.annual_revenue)
    return UnmetCondition{.kind = Kind::loan_needs_revenue, .multiple = *loan.share_of_revenue};
  if (loan.payroll_months && wages_of_year(ledger) == 0)
    return UnmetCondition{.kind = Kind::loan_needs_wages, .multiple = *loan.payroll_months};
  if (!loan.caps_by_employees.empty() && !employees) return UnmetCondition{.kind = Kind::loan_needs_employees};
  if (!loan.caps_by_employees.empty() && !cap_by_employees(loan, ledger.company))
    return UnmetCondition{
        .kind = Kind::no_loan_of_this_size, .limit = *loan.caps_by_employees.back().employees_max, .value = *employees};
  const double amount = unrounded_loan_amount(loan, ledger);
  if (loan.above > 0 && round_half_away(amount) == 0)
    return UnmetCondition{.kind = Kind::nothing_above, .limit = loan.above};
  if (amount > static_cast<double>(amount_max)) return UnmetCondition{.kind = Kind::loan_too_large};
  return std::nullopt;
}

bool has_named_cost(const Exemption& exemption, const Ledger& ledger) {
  const auto is_named_cost = [&exemption](const FixedCost& cost) {
    return cost.payment_class != PaymentClass::owner && names_item(exemption, cost.name);
  };
  const auto is_named_loan = [&exemption](const Loan& loan) { return names_item(exemption, loan.name); };
  return std::any_of(ledger.fixed_costs.begin(), ledger.fixed_costs.end(), is_named_cost) ||
         std::any_of(ledger.loans.begin(), ledger.loans.end(), is_named_loan);
}

}  // namespace

OfferedRelief offered_relief(const Relief& relief, const Ledger& ledger) {
  OfferedRelief offered;
  const std::optional<Relief> converted = in_ledger_currency(relief, ledger);
  offered.terms = converted.value_or(relief);
  Eligibility conditions = offered.terms.eligibility;
  if (!converted) conditions.revenue_max.reset();  // an amount that cannot be compared
  check_firm(conditions, ledger.company, offered.unmet);
  if (!converted) offered.unmet.push_back({.kind = Kind::no_exchange_rate, .name = relief.currency});
  else
    for (const ReliefLoan& loan : converted->loans)
      if (auto obstacle = obstacle_to(loan, ledger)) offered.unmet.push_back(std::move(*obstacle));
  for (const Exemption& exemption : relief.exemptions)
    if (!exemption.item.empty() && !has_named_cost(exemption, ledger))
      offered.unmet.push_back({.kind = Kind::no_such_cost, .name = exemption.item});
  return offered;
}

}  // namespace headroom
