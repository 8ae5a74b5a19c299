#include "tests/engine/random_ledger.hpp"

#include <algorithm>
#include <string>

#include "tests/engine/random_choice.hpp"
#include "tests/engine/random_parts.hpp"
#include "tests/engine/random_scenario.hpp"

namespace headroom::twin {

namespace {

const std::vector<std::string>& customers() {
  static const std::vector<std::string> names = {"Ada", "Bao", "Cem", "Dov", "Eva"};  // Eva never has a row
  return names;
}

Company random_company(RandomChoice& random) {
  Company company;
  company.name = "Random firm";
  company.as_of = random.chance(0.5)
                      ? random.pick({Date::of(2026, 10, 31), Date::of(2024, 2, 29), Date::of(2025, 1, 24),
                                     Date::of(2023, 12, 31), Date::of(2026, 1, 1), Date::of(2027, 2, 28)})
                      : random.date(Date::of(2019, 1, 1), 0, 3000);
  company.decimals = random.pick({0, 2, 2, 3});
  company.currency = company.decimals == 0 ? "JPY" : company.decimals == 2 ? "CNY" : "KWD";
  company.country = random.pick<const char*>({"CN", "US", ""});
  company.employees = random.whole(1, 400);
  company.annual_revenue = 6 * random_unit + random.money(12 * random_unit);
  company.business_days = random.pick({BusinessDays::none, BusinessDays::none, BusinessDays::following,
                                       BusinessDays::modified_following, BusinessDays::preceding});
  return company;
}

PaymentPolicy random_policy(RandomChoice& random) {
  PaymentPolicy policy;
  for (int& days : policy.days)
    if (random.chance(0.3)) days = random.whole(1, 25);
  if (random.chance(0.4))
    for (std::size_t i = policy.order.size() - 1; i > 0; --i)
      std::swap(policy.order[i], policy.order[random.bits() % (i + 1)]);
  return policy;
}

Dependence random_dependence(RandomChoice& random) {
  const double market = random.pick({0.0, 0.1, 0.5, 1.0});
  const double counterparty = random.chance(0.5) ? 1.0 - market : (1.0 - market) * random.real(0.0, 1.0);
  return random.chance(0.3) ? Dependence{} : Dependence{market, counterparty};
}

DelayTable random_delay_table(RandomChoice& random, const std::string& name) {
  DelayTable table;
  table.name = name;
  double probability = 0.0;
  int days = random.whole(-40, 20);
  const int rows = random.whole(0, 5);
  for (int i = 0; i < rows; ++i) {
    probability += (1.0 - probability) * random.real(0.05, 0.7);
    table.rows.push_back({probability, days});
    days += random.whole(1, 25);
  }
  table.rows.push_back({1.0, random.chance(0.35) ? std::nullopt : std::optional(days)});
  return table;
}

Counterparty random_counterparty(RandomChoice& random, const std::string& name) {
  Counterparty row;
  row.name = name;
  row.group = random.pick<const char*>({"", "retail", "wholesale"});
  row.country = random.pick<const char*>({"", "CN", "US"});
  if (random.chance(0.6)) row.cancellation = random.probability();
  if (random.chance(0.4)) row.failure_annual = random.pick({0.05, 0.5, 0.95, 1.0});
  const double never = random.chance(0.4) ? random.real(0.0, 0.4) : 0.0;
  switch (random.whole(0, 4)) {
    case 0: break;  // on time
    case 1: row.delay_law = random.pick<const char*>({"Law 0", "Law 1", "Law 2"}); break;
    case 2: row.never = random.chance(0.2) ? 1.0 : never; break;
    case 3:
      row.late = LatePart{random.real(1.0, 60.0), random.real(0.1, 1.5)};
      if (random.chance(0.5)) row.never = never;
      break;
    default:
      row.late = LatePart{random.real(1.0, 60.0), random.real(0.1, 1.5)};
      row.on_time = random.real(0.0, 1.0 - never);
      row.never = never;
  }
  return row;
}

FixedCost random_fixed_cost(RandomChoice& random, Date as_of, int number) {
  FixedCost cost;
  cost.name = "Cost " + std::to_string(number);
  cost.payment_class =
      random.pick({PaymentClass::wages, PaymentClass::wages, PaymentClass::tax, PaymentClass::rent, PaymentClass::rent,
                   PaymentClass::utilities, PaymentClass::maintenance, PaymentClass::insurance, PaymentClass::supplier,
                   PaymentClass::owner, PaymentClass::other});
  cost.when.every = random.pick({Every::week, Every::month, Every::month, Every::month, Every::quarter, Every::year});
  cost.amount = random.money(cost.when.every == Every::week ? random_unit / 8 : random_unit / 2);
  cost.when.first = random.date(as_of, -40, 60);
  cost.when.on_last_day = cost.when.every != Every::week && random.chance(0.2);
  if (cost.when.on_last_day) cost.when.first = last_day_of_month(cost.when.first);
  if (random.chance(0.3)) cost.when.until = random.date(cost.when.first, 0, 400);
  if (random.chance(0.3)) cost.growth_annual = random.real(-0.1, 0.2);
  return cost;
}

FloatingRate random_floating_rate(RandomChoice& random, Date as_of) {
  FloatingRate floating;
  floating.index = "Index";
  floating.spread = random.real(0.0, 0.05);
  floating.multiplier = random.pick({1.0, 1.0, 1.5});
  floating.next_reset = random.date(as_of, 0, 200);
  floating.reset_every = random.pick({Every::month, Every::quarter, Every::half_year, Every::year});
  if (random.chance(0.3)) floating.floor = 0.03;
  return floating;
}

/// What a contract may say beyond the plain terms.
void add_contract_terms(RandomChoice& random, const Company& company, Loan& loan) {
  const Date as_of = company.as_of;
  const bool pays_before_maturity = loan.repayment != Repayment::bullet;
  if (pays_before_maturity && random.chance(0.3))
    loan.every = random.pick({Every{0, 14}, Every::half_year, Every{2, 0}});
  if (pays_before_maturity && loan.every.months > 0 && random.chance(0.3)) {
    loan.on_last_day = true;
    loan.next_payment = last_day_of_month(loan.next_payment);
    loan.maturity = std::max(loan.maturity, loan.next_payment);
  }
  loan.long_last_period = random.chance(0.3);
  const auto dates = interest_dates(loan);
  const Date some_date = dates[static_cast<std::size_t>(random.whole(0, static_cast<int>(dates.size()) - 1))];
  if (pays_before_maturity && random.chance(0.2)) loan.capitalised_until = some_date;
  else if (loan.repayment == Repayment::annuity && random.chance(0.3)) loan.principal_from = some_date;
  else if (loan.repayment == Repayment::equal_principal && random.chance(0.4)) {
    loan.principal_from = random.date(as_of, 0, 200);
    loan.principal_every = random.pick({Every::month, Every::quarter, Every{0, 14}});
  }
  if (loan.repayment == Repayment::equal_principal && random.chance(0.3))
    loan.principal_payment = loan.balance / random.whole(2, 8) + 1;
  if (random.chance(0.3)) loan.business_days = BusinessDays::following, loan.country = company.country;
  if (random.chance(0.3))
    loan.fee = LoanFee{random.money(100), random.real(0.0, 0.02), random.date(as_of, 0, 100), Every::quarter};
  if (!random.chance(0.4)) return;
  loan.floating = random_floating_rate(random, as_of);
  RateSeries series{"Index", {}};
  for (int day = -400; day < 900; day += random.whole(10, 100))
    series.fixings.push_back({as_of + day, random.real(0.0, 0.08)});
  loan.resets = rate_resets(*loan.floating, series, loan.maturity);
  loan.payment_kept_at_reset = random.chance(0.3);
}

Loan random_loan(RandomChoice& random, const Company& company, int number) {
  const Date as_of = company.as_of;
  Loan loan;
  loan.name = "Loan " + std::to_string(number);
  loan.balance = random.money(3 * random_unit);
  loan.rate_annual = random.chance(0.1) ? 0.0 : random.real(0.01, 0.3);
  loan.every = random.pick({Every::week, Every::month, Every::month, Every::quarter, Every::year});
  loan.next_payment = random.date(as_of, 0, 60);
  loan.maturity = random.date(loan.next_payment, 0, 900);
  loan.repayment = random.pick({Repayment::annuity, Repayment::annuity, Repayment::equal_principal,
                                Repayment::interest_only, Repayment::bullet});
  if (loan.repayment == Repayment::bullet) loan.next_payment = loan.maturity;
  loan.day_count = random.pick({DayCount::thirty_e_360, DayCount::act_365f, DayCount::act_360, DayCount::act_act});
  loan.accrued_from = random.date(as_of, -60, 0);
  if (loan.repayment == Repayment::annuity && random.chance(0.2)) loan.payment = loan.balance / random.whole(2, 8) + 1;
  if (random.chance(0.3)) {
    loan.past_due = random.money(random_unit / 4);
    loan.past_due_since = random.date(as_of, -120, 0);
  }
  if (random.chance(0.5)) add_contract_terms(random, company, loan);
  return loan;
}

CreditLine random_line(RandomChoice& random, Date as_of, int horizon_days, int number) {
  CreditLine line;
  line.name = "Line " + std::to_string(number);
  line.limit = random.money(random_unit);
  line.drawn = random.chance(0.5) ? random.money(line.limit) : 0;
  line.rate_annual = random.pick({0.0, 0.05, 0.05, 0.12, random.real(0.0, 0.4)});
  if (random.chance(0.5)) line.until = random.date(as_of, 0, horizon_days + 20);
  return line;
}

SalesStream random_sales(RandomChoice& random, Date as_of, int horizon_days, int number) {
  SalesStream stream;
  stream.name = "Stream " + std::to_string(number);
  stream.counterparty = random.pick(customers());
  stream.when.every = random.pick({Every::week, Every::month, Every::month, Every::quarter});
  stream.amount = random.money(stream.when.every == Every::week ? random_unit / 2 : 2 * random_unit);
  stream.when.first = random.date(as_of, 0, 40);
  stream.when.on_last_day = stream.when.every != Every::week && random.chance(0.3);
  if (stream.when.on_last_day) stream.when.first = last_day_of_month(stream.when.first);
  if (random.chance(0.6)) stream.when.until = random.date(stream.when.first, 0, horizon_days + 30);
  stream.terms_days = random.whole(0, 60);
  if (random.chance(0.4))
    for (double& factor : stream.season) factor = random.real(0.0, 2.0);
  if (random.chance(0.5)) stream.volatility = random.real(0.0, 0.6);
  if (random.chance(0.5)) stream.level_volatility = random.real(0.0, 0.4);
  if (random.chance(0.7)) {
    stream.cost_share = random.real(0.0, 0.9);
    stream.cost_flex = random.probability();
    stream.cost_lead_days = random.whole(0, 60);
  }
  stream.net_of_orders = random.chance(0.5);
  return stream;
}

Order random_order(RandomChoice& random, Date as_of, int horizon_days, int number) {
  Order order;
  order.number = std::to_string(number);
  order.counterparty = random.pick(customers());
  order.ships = random.date(as_of, -20, horizon_days + 20);
  order.amount = random.money(random_unit);
  order.terms_days = random.whole(0, 60);
  if (random.chance(0.5)) order.cancellation = random.probability();
  if (random.chance(0.4)) order.deposit = random.money(order.amount);
  order.deposit_refund = random.probability();
  if (random.chance(0.6)) order.cost = random.money(random_unit);
  if (random.chance(0.5)) order.cost_due = random.date(order.ships, -60, 30);
  order.cost_sunk = random.probability();
  return order;
}

Payable random_payable(RandomChoice& random, Date as_of, int horizon_days, int number) {
  Payable payable;
  payable.bill = std::to_string(number);
  payable.counterparty = "Creditor";
  payable.due = random.date(as_of, -60, std::min(horizon_days + 10, 90));
  payable.amount = random.money(random_unit / 3);
  payable.payment_class = random.chance(0.5) ? PaymentClass::supplier : static_cast<PaymentClass>(random.whole(0, 9));
  return payable;
}

Receivable random_receivable(RandomChoice& random, Date as_of, int horizon_days, int number) {
  Receivable receivable;
  receivable.invoice = std::to_string(number);
  receivable.counterparty = random.pick(customers());
  receivable.due = random.date(as_of, -90, std::min(horizon_days + 10, 120));
  receivable.amount = random.chance(0.1) ? -random.money(random_unit / 4) : random.money(random_unit);
  return receivable;
}

template <class Item, class Make>
void fill(RandomChoice& random, std::vector<Item>& items, int most, const Make& make) {
  const int count = random.whole(0, most);
  for (int number = 0; number < count; ++number) items.push_back(make(number));
}

Ledger random_ledger(RandomChoice& random, int horizon_days) {
  Ledger ledger;
  ledger.company = random_company(random);
  const Date as_of = ledger.company.as_of;
  ledger.cash = random.money(2 * random_unit);
  ledger.cash_minimum = random.chance(0.3) ? 0 : random.money(random_unit / 3);
  ledger.payment_policy = random_policy(random);
  ledger.dependence = random_dependence(random);
  for (const char* name : {"Law 0", "Law 1", "Law 2"}) ledger.delay_laws.push_back(random_delay_table(random, name));
  for (const std::string& name : customers())
    if (name != "Eva" && random.chance(0.9)) ledger.counterparties.push_back(random_counterparty(random, name));
  fill(random, ledger.fixed_costs, 6, [&](int number) { return random_fixed_cost(random, as_of, number); });
  fill(random, ledger.loans, 3, [&](int number) { return random_loan(random, ledger.company, number); });
  fill(random, ledger.credit_lines, 3, [&](int number) { return random_line(random, as_of, horizon_days, number); });
  fill(random, ledger.sales, 4, [&](int number) { return random_sales(random, as_of, horizon_days, number); });
  fill(random, ledger.orders, 8, [&](int number) { return random_order(random, as_of, horizon_days, number); });
  fill(random, ledger.payables, 6, [&](int number) { return random_payable(random, as_of, horizon_days, number); });
  fill(random, ledger.receivables, 10,
       [&](int number) { return random_receivable(random, as_of, horizon_days, number); });
  return ledger;
}

/// A rate at which amounts keep their size, near enough, whatever the decimals of the two currencies, with many digits
/// or few.
Decimal random_rate(RandomChoice& random, int decimals, int decimals_into) {
  const int digits = random.whole(1, 15);
  Decimal rate{1, decimals - decimals_into - digits};
  for (int i = 0; i < digits; ++i) rate.mantissa = rate.mantissa * 10 + random.whole(0, 9);
  if (random.chance(0.3)) rate = {rate.mantissa / 2 + 1, rate.exponent};
  return rate;
}

/// Gives some items a currency of their own.
void write_in_foreign_currencies(Ledger& ledger, std::uint64_t seed) {
  RandomChoice random(seed + 0x5EED);
  for (const char* code : {"USD", "KRW", "BHD"})
    ledger.exchange_rates.set(code, random_rate(random, *currency_decimals(code), ledger.company.decimals));
  const auto choose = [&](auto& items) {
    for (auto& item : items)
      if (random.chance(0.5)) item.currency = random.pick<const char*>({"USD", "KRW", "BHD"});
  };
  choose(ledger.fixed_costs);
  choose(ledger.loans);
  choose(ledger.credit_lines);
  choose(ledger.sales);
  choose(ledger.orders);
  choose(ledger.payables);
  choose(ledger.receivables);
}

Supplier random_supplier(RandomChoice& random, const Ledger& ledger, const std::string& name) {
  Supplier supplier;
  supplier.name = name;
  if (random.chance(0.7)) supplier.late_interest = random.real(0.0, 0.5);
  if (random.chance(0.6)) supplier.late_fee = random.money(random_unit / 100);
  if (!ledger.exchange_rates.rows().empty() && random.chance(0.5))
    supplier.currency = random.pick<const char*>({"USD", "KRW", "BHD"});
  if (random.chance(0.6)) supplier.grace_days = random.whole(0, 20);
  if (random.chance(0.8)) supplier.stops_after = random.pick({0, 1, 7, 30, random.whole(0, 60)});
  supplier.when_stopped = random.chance(0.5) ? WhenStopped::no_delivery : WhenStopped::prepayment;
  if (supplier.when_stopped == WhenStopped::prepayment) supplier.prepayment_days = random.whole(0, 60);
  return supplier;
}

}  // namespace

RandomCase random_strained_case(std::uint64_t seed) {
  RandomCase result = seed % 2 == 0 ? random_case(seed) : random_case_in_parts(seed);
  RandomChoice random(seed ^ 0x5371A1D0);
  Ledger& ledger = result.ledger;
  const std::vector<std::string> names = {"Mill", "Ada", "Foundry", "Yard"};  // Ada is a customer too; Yard has no row
  for (const char* name : {"Mill", "Foundry", "Ada"})
    if (random.chance(0.8)) ledger.suppliers.push_back(random_supplier(random, ledger, name));
  const auto name_some = [&](auto& items, auto name, double share) {
    for (auto& item : items)
      if (random.chance(share)) item.*name = random.pick(names);
  };
  name_some(ledger.orders, &Order::supplier, 0.7);
  name_some(ledger.sales, &SalesStream::supplier, 0.6);
  name_some(ledger.payables, &Payable::counterparty, 0.6);
  const int more = random.whole(0, 6);
  for (int number = 0; number < more; ++number) {
    ledger.payables.push_back(random_payable(random, ledger.company.as_of, result.horizon_days, 100 + number));
    ledger.payables.back().counterparty = random.pick(names);
    ledger.payables.back().payment_class = PaymentClass::supplier;
  }
  if (random.chance(0.6)) ledger.cash /= 4;
  return result;
}

namespace {

/// At nothing, at what bills and some of the orders come to, near or at random.
Minor random_limit(RandomChoice& random, const Ledger& ledger, const std::string& name) {
  if (random.chance(0.15)) return 0;
  if (random.chance(0.3)) return random.money(2 * random_unit);
  Minor sum = 0;
  for (const Payable& bill : ledger.payables)
    if (bill.counterparty == name && bill.currency.empty() && bill.due > ledger.company.as_of) sum += bill.amount;
  for (const Order& order : ledger.orders)
    if (order.supplier == name && order.currency.empty() && random.chance(0.5)) sum += order.cost;
  return std::max<Minor>(0, sum - random.pick({Minor{0}, Minor{0}, Minor{1}, Minor{-1}, random_unit / 3}));
}

}  // namespace

RandomCase random_credit_case(std::uint64_t seed) {
  RandomCase result = random_strained_case(seed);
  RandomChoice random(seed ^ 0xC4ED17);
  Ledger& ledger = result.ledger;
  if (ledger.suppliers.empty()) ledger.suppliers.push_back(random_supplier(random, ledger, "Mill"));
  for (Payable& bill : ledger.payables)
    if (random.chance(0.5)) bill.issued = random.date(bill.due, -60, 5);
  for (Order& order : ledger.orders) {
    if (order.cost == 0) order.cost = random.money(random_unit);
    if (random.chance(0.4)) order.supplier = ledger.suppliers.front().name;
    if (random.chance(0.3)) order.cost_due = random.date(order.ships, -10, 90);
    if (const Order& other = random.pick(ledger.orders); random.chance(0.5)) {  // goods that come together
      order.supplier = other.supplier;
      order.cost_due = other.cost_due.value_or(other.ships);
    }
  }
  if (random.chance(0.3)) {
    Grant& grant = result.relief.grants.emplace_back();
    grant.payment_class = PaymentClass::supplier;
    grant.share = random.probability();
    grant.from = ledger.company.as_of;
    grant.until = random.date(ledger.company.as_of, 0, result.horizon_days);
  }
  for (Supplier& supplier : ledger.suppliers) {
    supplier.terms_days = random.pick({0, 1, 14, 30, 30, 60, random.whole(0, 120)});
    if (random.chance(0.85)) supplier.credit_limit = random_limit(random, ledger, supplier.name);
  }
  if (random.chance(0.5)) ledger.cash *= random.pick({2, 8});
  return result;
}

RandomCase random_case(std::uint64_t seed) {
  RandomChoice random(seed);
  RandomCase result;
  result.horizon_days = random.whole(20, 400);
  result.ledger = random_ledger(random, result.horizon_days);
  if (seed % 3 == 1) write_in_foreign_currencies(result.ledger, seed);
  result.scenario = random_scenario(random, result.ledger, result.horizon_days);
  if (random.chance(0.3)) result.scenario.dependence = random_dependence(random);
  result.relief = random_relief(random, result.ledger, result.horizon_days);
  return result;
}

}  // namespace headroom::twin
