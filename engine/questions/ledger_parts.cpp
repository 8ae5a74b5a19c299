#include "engine/questions/ledger_parts.hpp"

#include <algorithm>

namespace headroom {

namespace {

constexpr std::array<std::string_view, ledger_part_count> part_names = {
    "date",  "cash",      "receivables", "orders", "payables", "fixed_costs", "loans_and_lines",
    "sales", "customers", "dependence",  "rates",  "policies"};

/// The first date that is not before `as_of`, of dates that come back.
Date first_from(const Recurrence& when, Date as_of) {
  int k = 0;
  while (nth_date(when, k) < as_of) ++k;
  return nth_date(when, k);
}

/// The first date from `from` on if the dates had always come back.
Date first_back_to(const Recurrence& when, Date from) {
  constexpr int periods_back_max = 1200;
  int k = 0;
  while (k > -periods_back_max && nth_date(when, k - 1) >= from) --k;
  return nth_date(when, k);
}

/// Whether nothing comes any more.
bool has_ended(const Recurrence& when) { return when.until && *when.until < when.first; }

/// The loan as it stands at a later day, if what fell due before it was paid; past its maturity nothing is left of it
/// but arrears.
void bring_forward(Loan& loan, Date as_of) {
  if (loan.past_due_since) loan.past_due_since = std::min(*loan.past_due_since, as_of);
  if (loan.next_payment >= as_of) return;
  std::vector<Date> dates = interest_dates(loan);
  const auto next = std::lower_bound(dates.begin(), dates.end(), as_of);
  const std::vector<Date> repaid_on = principal_dates(loan);
  for (const Instalment& instalment : instalments(repayment_plan(loan)))
    if (instalment.date < as_of) loan.balance = instalment.balance_after;
  if (next != dates.begin()) loan.accrued_from = std::max(loan.accrued_from, *std::prev(next));
  loan.rate_annual = rate_from(loan, loan.accrued_from);
  std::erase_if(loan.resets, [&loan](const RateReset& reset) { return reset.date <= loan.accrued_from; });
  if (next == dates.end()) {
    loan.balance = 0;
    loan.next_payment = loan.maturity = as_of;
    loan.accrued_from = as_of;
    loan.principal_from.reset();
    loan.capitalised_until.reset();
    loan.fee.reset();
    return;
  }
  loan.next_payment = *next;
  if (loan.principal_from) {
    const auto principal = std::lower_bound(repaid_on.begin(), repaid_on.end(), as_of);
    loan.principal_from = principal == repaid_on.end() ? loan.maturity : *principal;
  }
  if (loan.capitalised_until && *loan.capitalised_until < as_of) loan.capitalised_until.reset();
  if (loan.fee) loan.fee->next = first_from({loan.fee->next, loan.fee->every, false, std::nullopt}, as_of);
}

/// Of the other ledger's item of this name: when it begins; nothing where there is none.
template <class Item>
std::optional<Date> begins_in(const std::vector<Item>& items, const std::string& name) {
  const auto found = std::find_if(items.begin(), items.end(), [&name](const Item& item) { return item.name == name; });
  return found == items.end() ? std::nullopt : std::optional(found->when.first);
}

/// The ledger on another day, nothing but time between: what comes back begins with its first date from that day on.
/// Backwards, what `other` has too comes back from when it does there.
Ledger at_date(const Ledger& ledger, const Ledger& other) {
  Ledger moved = ledger;
  const Date as_of = moved.company.as_of = other.company.as_of;
  const bool is_later = as_of > ledger.company.as_of;
  const auto begins = [&](const auto& item, const auto& items_of_other) {
    if (is_later) return first_from(item.when, as_of);
    const auto there = begins_in(items_of_other, item.name);
    return there ? first_back_to(item.when, std::max(as_of, *there)) : item.when.first;
  };
  for (FixedCost& cost : moved.fixed_costs) {
    const Date first = begins(cost, other.fixed_costs);
    if (first > cost.when.first) cost.amount = amount_on(cost, first);
    cost.when.first = first;
  }
  for (SalesStream& stream : moved.sales) stream.when.first = begins(stream, other.sales);
  std::erase_if(moved.fixed_costs, [](const FixedCost& cost) { return has_ended(cost.when); });
  std::erase_if(moved.sales, [](const SalesStream& stream) { return has_ended(stream.when); });
  for (Loan& loan : moved.loans) bring_forward(loan, as_of);
  std::erase_if(moved.loans, [](const Loan& loan) { return loan.balance == 0 && loan.past_due == 0; });
  for (CreditLine& line : moved.credit_lines)
    if (line.until) line.until = std::max(*line.until, as_of);
  return moved;
}

/// Adds the customers and currencies that only `other` has, so that items of both can be played.
void add_what_only_other_has(Ledger& ledger, const Ledger& other) {
  for (const Counterparty& customer : other.counterparties) {
    const auto is_same = [&customer](const Counterparty& known) { return known.name == customer.name; };
    if (std::any_of(ledger.counterparties.begin(), ledger.counterparties.end(), is_same)) continue;
    ledger.counterparties.push_back(customer);
    if (!customer.delay_law) continue;
    for (DelayTable law : other.delay_laws) {
      if (law.name != *customer.delay_law) continue;
      law.name += "\x1Fof the other ledger";  // which may have another law of this name
      ledger.counterparties.back().delay_law = law.name;
      ledger.delay_laws.push_back(std::move(law));
      break;
    }
  }
  for (const ExchangeRates::Row& row : other.exchange_rates.rows())
    if (ledger.exchange_rates.find(row.currency.code) == nullptr)
      ledger.exchange_rates.set(row.currency.code, row.rate);
}

/// Puts a part of one ledger in the place of another's.
void take_part(LedgerPart part, const Ledger& from, Ledger& into) {
  switch (part) {
    case LedgerPart::date: break;  // decided before: all parts stand at one date
    case LedgerPart::cash:
      into.cash = from.cash;
      into.cash_minimum = from.cash_minimum;
      break;
    case LedgerPart::receivables: into.receivables = from.receivables; break;
    case LedgerPart::orders: into.orders = from.orders; break;
    case LedgerPart::payables:
      into.payables = from.payables;
      into.suppliers = from.suppliers;
      break;
    case LedgerPart::fixed_costs: into.fixed_costs = from.fixed_costs; break;
    case LedgerPart::loans_and_lines:
      into.loans = from.loans;
      into.rates = from.rates;
      into.credit_lines = from.credit_lines;
      break;
    case LedgerPart::sales: into.sales = from.sales; break;
    case LedgerPart::customers:
      into.counterparties = from.counterparties;
      into.delay_laws = from.delay_laws;
      break;
    case LedgerPart::dependence: into.dependence = from.dependence; break;
    case LedgerPart::rates: into.exchange_rates = from.exchange_rates; break;
    case LedgerPart::policies: {
      into.payment_policy = from.payment_policy;
      const Date as_of = into.company.as_of;
      into.company = from.company;
      into.company.as_of = as_of;
      break;
    }
  }
}

}  // namespace

std::string_view name_of(LedgerPart part) { return part_names[static_cast<std::size_t>(part)]; }

LedgerMixture::LedgerMixture(const Ledger& old_ledger, const Ledger& new_ledger) : old_(old_ledger), new_(new_ledger) {
  add_what_only_other_has(old_, new_ledger);
  add_what_only_other_has(new_, old_ledger);
  const bool is_same_day = old_.company.as_of == new_.company.as_of;
  old_at_new_date_ = is_same_day ? old_ : at_date(old_, new_);
  new_at_old_date_ = is_same_day ? new_ : at_date(new_, old_);
  for (std::size_t i = 0; i < ledger_part_count; ++i) {
    const auto part = static_cast<LedgerPart>(i);
    changed_[i] = part == LedgerPart::date ? !is_same_day : items_before(part) != items_after(part);
  }
}

Ledger LedgerMixture::mixed(const LedgerParts& of_new) const {
  const bool is_at_new_date = of_new[static_cast<std::size_t>(LedgerPart::date)];
  const Ledger& of_old = is_at_new_date ? old_at_new_date_ : old_;
  const Ledger& of_other = is_at_new_date ? new_ : new_at_old_date_;
  Ledger ledger = of_old;
  for (std::size_t i = 0; i < ledger_part_count; ++i) {
    const bool takes_new = changed_[i] ? of_new[i] : is_at_new_date;  // the same in both, but for how it is written
    take_part(static_cast<LedgerPart>(i), takes_new ? of_other : of_old, ledger);
  }
  return ledger;
}

}  // namespace headroom
