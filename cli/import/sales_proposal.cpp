#include "cli/import/sales_proposal.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "cli/import/import_files.hpp"

namespace headroom {

namespace {

constexpr std::size_t streams_of_their_own_max = 5;
constexpr int days_missing_max = 2;  // of a full month, at either end: weekends and holidays

Date first_of_month(Date date) { return Date::of(date.year(), date.month(), 1); }

/// Whole calendar months from the first one to that of `date`. Requires: not before it.
std::size_t months_between(Date first_month, Date date) {
  return static_cast<std::size_t>((date.year() - first_month.year()) * 12 + date.month() - first_month.month());
}

int median(std::vector<int> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// What was invoiced to one customer in the full months.
struct Invoicing {
  Minor amount = 0;
  std::vector<int> terms_days;
  std::vector<Minor> by_month = {};
};

/// The log standard deviation of a lognormal month with the mean and spread of these: sqrt(ln(1 + (s / m)^2)), s with
/// n - 1. A month without an invoice counts as 0.
double volatility_of(const std::vector<Minor>& months) {
  double sum = 0.0, squares = 0.0;
  for (const Minor amount : months) sum += static_cast<double>(amount);
  const double mean = sum / static_cast<double>(months.size());
  if (mean <= 0.0) return volatility_without_months;
  for (const Minor amount : months) squares += std::pow(static_cast<double>(amount) - mean, 2.0);
  const double variance = squares / static_cast<double>(months.size() - 1) / (mean * mean);
  return std::min(std::round(100.0 * std::sqrt(std::log1p(variance))) / 100.0, 1.0);
}

ProposedStream stream_of(const std::string& counterparty, const std::string& name, const Invoicing& invoicing,
                         int months) {
  return {counterparty, name, round_half_away(static_cast<double>(invoicing.amount) / months),
          std::max(median(invoicing.terms_days), 0),
          months < months_for_volatility_min ? volatility_without_months : volatility_of(invoicing.by_month)};
}

}  // namespace

std::optional<SalesProposal> propose_sales(const ExportedItems& items, const NewCompany& company) {
  std::optional<Date> first, last;
  for (const ExportedItem& item : items.items) {
    const auto issued = parse_date(items.value(item, "issued"));
    if (!issued || *issued > company.as_of) continue;
    first = std::min(first.value_or(*issued), *issued);
    last = std::max(last.value_or(*issued), *issued);
  }
  if (!first) return std::nullopt;

  SalesProposal proposal;
  proposal.first_month = first_of_month(*first);
  if (*first - proposal.first_month > days_missing_max) proposal.first_month = add_months(proposal.first_month, 1);
  proposal.last_month = first_of_month(*last);
  if (last_day_of_month(*last) - *last > days_missing_max) proposal.last_month = add_months(proposal.last_month, -1);
  if (proposal.last_month < proposal.first_month) return std::nullopt;
  proposal.months = static_cast<int>(months_between(proposal.first_month, proposal.last_month)) + 1;
  proposal.has_own_volatility = proposal.months >= months_for_volatility_min;
  proposal.next = first_of_month(last_day_of_month(company.as_of) + 1) + 14;
  proposal.until = add_months(proposal.next, 12);

  const int decimals = *currency_decimals(company.currency);
  const Date end = last_day_of_month(proposal.last_month);
  std::map<std::string, Invoicing> by_customer;
  for (const ExportedItem& item : items.items) {
    const auto issued = parse_date(items.value(item, "issued"));
    if (!issued || *issued < proposal.first_month || *issued > end) continue;
    const std::string& currency = items.value(item, "currency");
    const int decimals_from = currency.empty() ? decimals : *currency_decimals(currency);
    const Minor amount = *parse_money(items.value(item, "amount"), decimals_from).amount;
    Invoicing& invoicing = by_customer[items.value(item, "counterparty")];
    const Minor in_ledger = converted(amount, decimals_from, rate_of(company, currency), decimals);
    invoicing.amount += in_ledger;
    invoicing.by_month.resize(static_cast<std::size_t>(proposal.months));
    invoicing.by_month[months_between(proposal.first_month, *issued)] += in_ledger;
    invoicing.terms_days.push_back(*parse_date(items.value(item, "due")) - *issued);
  }

  std::vector<std::pair<std::string, const Invoicing*>> largest;
  for (const auto& [party, invoicing] : by_customer) largest.emplace_back(party, &invoicing);
  std::stable_sort(largest.begin(), largest.end(),
                   [](const auto& a, const auto& b) { return a.second->amount > b.second->amount; });
  const auto names = counterparty_names(items);
  Invoicing others;
  for (std::size_t i = 0; i < largest.size(); ++i) {
    const auto& [party, invoicing] = largest[i];
    const auto name = names.find(party);
    const bool has_own_stream = i < streams_of_their_own_max || largest.size() == streams_of_their_own_max + 1;
    if (has_own_stream && party != pooled_customers) {
      if (invoicing->amount > 0)
        proposal.streams.push_back(
            stream_of(party, name == names.end() ? "" : name->second, *invoicing, proposal.months));
      continue;
    }
    others.amount += invoicing->amount;
    others.by_month.resize(static_cast<std::size_t>(proposal.months));
    for (std::size_t month = 0; month < invoicing->by_month.size(); ++month)
      others.by_month[month] += invoicing->by_month[month];
    others.terms_days.insert(others.terms_days.end(), invoicing->terms_days.begin(), invoicing->terms_days.end());
  }
  proposal.has_pool = others.amount > 0;
  if (proposal.has_pool)
    proposal.streams.push_back(stream_of(std::string(pooled_customers), "", others, proposal.months));
  if (proposal.streams.empty()) return std::nullopt;
  return proposal;
}

}  // namespace headroom
