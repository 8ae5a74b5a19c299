#include "cli/report/words/eligibility_words.hpp"

#include "cli/report/words/language.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

Message money_with_currency(Minor amount, const Company& company) {
  return message("{1} {0}", money_words(amount, company.decimals), given_name(printable(company.currency)));
}

}  // namespace

Message condition_message(const UnmetCondition& condition, const Company& company) {
  using Kind = UnmetCondition::Kind;
  const std::string name = printable(condition.name);
  const auto money = [&company](Minor amount) { return money_with_currency(amount, company); };
  switch (condition.kind) {
    case Kind::country_unknown:
      return message("Only firms in {} are allowed, and the ledger does not say where the firm is (company.country).",
                     name);
    case Kind::other_country:
      return message("The firm is in {}, and only firms in {} are allowed.", printable(condition.firm), name);
    case Kind::employees_unknown:
      return message(
          "At most {} employees are allowed, and the ledger does not say how many the firm has (company.employees).",
          condition.limit);
    case Kind::too_many_employees:
      return message("The firm has {} employees, more than the {} allowed.", condition.value, condition.limit);
    case Kind::revenue_unknown:
      return message(
          "A revenue of at most {} a year is allowed, and the ledger does not give the firm's "
          "(company.annual_revenue).",
          money(condition.limit));
    case Kind::revenue_too_large:
      return message("The firm's revenue is {} a year, more than the {} allowed.", money(condition.value),
                     money(condition.limit));
    case Kind::no_exchange_rate:
      return message("The relief's amounts are in {}, for which the ledger has no exchange rate (exchange_rates.{}).",
                     name, name);
    case Kind::loan_needs_revenue:
      return message(
          "The loan is {:.10g}% of a year's revenue, which the ledger does not give (company.annual_revenue).",
          100.0 * condition.multiple);
    case Kind::loan_needs_wages:
      return message(
          "The loan is {:.10g} months of payroll, and the ledger has no wages due in the 12 months after {}.",
          condition.multiple, in_words(company.as_of));
    case Kind::loan_needs_employees:
      return message(
          "The largest loan depends on the number of employees, which the ledger does not give (company.employees).");
    case Kind::no_loan_of_this_size:
      return message("The firm has {} employees, more than the {} up to which the loan is given.", condition.value,
                     condition.limit);
    case Kind::nothing_above:
      return message("Only what exceeds {} is lent, and the firm would get no more than that.", money(condition.limit));
    case Kind::loan_too_large:
      return message("The loan is larger than any amount that can be counted in the ledger's currency.");
    case Kind::no_such_cost: return message("The ledger has no fixed cost or loan with \"{}\" in its name.", name);
  }
  return {};
}

Message reasons_message(const std::vector<UnmetCondition>& unmet, const Company& company) {
  std::vector<Message> reasons;
  for (const UnmetCondition& condition : unmet) reasons.push_back(condition_message(condition, company));
  return joined(reasons, " ");
}

Company company_of(const Manifest& manifest) {
  Company company;
  company.as_of = manifest.as_of;
  company.currency = manifest.currency;
  company.decimals = manifest.decimals;
  return company;
}

std::string reason_words(const std::vector<UnmetCondition>& unmet, const Company& company) {
  return text_of(reasons_message(unmet, company));
}

std::string reason_words(const std::vector<UnmetCondition>& unmet, const Manifest& manifest) {
  return reason_words(unmet, company_of(manifest));
}

}  // namespace headroom
