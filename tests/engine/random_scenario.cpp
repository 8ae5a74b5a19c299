#include "tests/engine/random_scenario.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace headroom::twin {

namespace {

/// Ends as dates, as days, or open.
template <class Window>
void set_window(RandomChoice& random, Window& window, Date as_of, int horizon_days) {
  const int first = random.whole(-30, horizon_days), last = first + random.whole(0, horizon_days);
  if (random.chance(0.3)) window.from = as_of + first;
  else if (random.chance(0.4)) window.from_day = std::max(0, first);
  if (random.chance(0.3)) window.until = as_of + last;
  else if (random.chance(0.4)) window.until_day = std::max(0, last);
}

/// What is natural to add to, or to set, a quantity of that kind.
struct Sizes {
  double times_most, add_least, add_most, set_least, set_most;
};

Sizes sizes_of(ShockOf of, double unit_major) {
  switch (of) {
    case ShockOf::cancellation:
    case ShockOf::on_time:
    case ShockOf::never:
    case ShockOf::failure: return {3.0, -0.3, 0.6, 0.0, 1.0};
    case ShockOf::late_days: return {3.0, -10.0, 30.0, 1.0, 60.0};
    case ShockOf::rate: return {3.0, 0.0, 0.1, 0.0, 0.3};
    case ShockOf::sales:
    case ShockOf::cost:
    case ShockOf::fixed_cost: break;
  }
  return {2.0, -unit_major / 4, unit_major / 4, 0.0, unit_major};
}

void set_change(RandomChoice& random, Shock& shock, int decimals) {
  const Sizes sizes = sizes_of(shock.of, static_cast<double>(random_unit) / std::pow(10.0, decimals));
  const int kind = random.whole(0, 5);
  if (kind <= 2) shock.times = random.chance(0.1) ? 0.0 : random.real(0.0, sizes.times_most);
  if (kind == 2 || kind == 3 || kind == 4) shock.add = random.real(sizes.add_least, sizes.add_most);
  if (kind == 5) shock.set = random.chance(0.2) ? sizes.set_most : random.real(sizes.set_least, sizes.set_most);
}

void set_filters(RandomChoice& random, Shock& shock) {
  const bool of_a_cost = shock.of == ShockOf::cost || shock.of == ShockOf::fixed_cost || shock.of == ShockOf::rate;
  const bool of_a_customer = shock.of != ShockOf::fixed_cost && shock.of != ShockOf::rate;
  if (of_a_customer && random.chance(0.3))
    shock.counterparty = random.pick<const char*>({"Ada", "Bao", "Eva", "Nobody", "@largest"});
  if (of_a_customer && random.chance(0.2)) shock.group = random.pick<const char*>({"retail", "wholesale"});
  if (of_a_customer && random.chance(0.2)) shock.country = random.pick<const char*>({"CN", "US"});
  if (!of_a_cost || !random.chance(0.3)) return;
  if (shock.of == ShockOf::fixed_cost) shock.payment_class = static_cast<PaymentClass>(random.whole(0, 9));
  else shock.payment_class = random.pick({PaymentClass::loan, PaymentClass::supplier});
}

ReliefLoan random_relief_loan(RandomChoice& random, const Ledger& ledger) {
  ReliefLoan loan;
  switch (random.whole(0, 2)) {
    case 0: loan.share_of_revenue = random.real(0.0, 0.3); break;
    case 1:
      if (payroll_month(ledger) > 0) {
        loan.payroll_months = random.real(0.5, 4.0);
        break;
      }
      [[fallthrough]];
    default: loan.amount = random.money(3 * random_unit);
  }
  if (random.chance(0.3)) loan.cap = random.money(2 * random_unit);
  loan.rate_annual = random.chance(0.1) ? 0.0 : random.real(0.0, 0.15);
  if (random.chance(0.4)) {
    loan.interest_subsidy = random.probability();
    loan.subsidy_months = random.whole(1, 24);
  }
  loan.months = random.whole(1, 30);
  if (random.chance(0.5)) loan.grace_months = random.whole(0, loan.months);
  loan.grace = random.pick({Grace::interest_only, Grace::capitalised, Grace::simple});
  loan.repayment =
      random.pick({Repayment::annuity, Repayment::equal_principal, Repayment::interest_only, Repayment::bullet});
  loan.every = random.pick({Every::week, Every::month, Every::month, Every::quarter, Every::year});
  loan.day_count = random.pick({DayCount::thirty_e_360, DayCount::act_365f, DayCount::act_360, DayCount::act_act});
  if (random.chance(0.5)) loan.fee = random.real(0.0, 0.05);
  loan.disbursed_after_days = random.chance(0.3) ? 0 : random.whole(1, 90);
  if (random.chance(0.4)) loan.approval_probability = random.pick({0.0, 0.3, 0.8, 0.99});
  if (random.chance(0.5)) loan.withheld_after = static_cast<Event>(random.whole(0, static_cast<int>(event_count) - 1));
  return loan;
}

Deferral random_deferral(RandomChoice& random, Date as_of, int horizon_days) {
  Deferral deferral;
  deferral.payment_class =
      random.pick({PaymentClass::loan, PaymentClass::loan, PaymentClass::supplier, PaymentClass::other,
                   PaymentClass::tax, PaymentClass::wages, PaymentClass::rent});
  set_window(random, deferral, as_of, horizon_days);
  if (!deferral.until && !deferral.until_day) deferral.until_day = random.whole(0, horizon_days);
  deferral.repay_months = random.pick({0, 1, 2, 3, 6, 12});
  deferral.interest_free = random.chance(0.4);
  return deferral;
}

Grant random_grant(RandomChoice& random, Date as_of, int horizon_days) {
  Grant grant;
  grant.payment_class = random.chance(0.4) ? PaymentClass::wages : static_cast<PaymentClass>(random.whole(0, 8));
  grant.share = random.probability();
  set_window(random, grant, as_of, horizon_days);
  return grant;
}

/// The weeks that count end before the decision, and nothing is repaid before it.
void let_be_forgiven(RandomChoice& random, ReliefLoan& loan) {
  const bool at_end = loan.repayment == Repayment::interest_only || loan.repayment == Repayment::bullet;
  const int latest =
      at_end ? loan.months - 1 : std::min(loan.grace_months + loan.interest_only_months, loan.months - 1);
  if (latest < 1) return;
  Forgiveness terms;
  terms.share = random.pick({1.0, 0.9, 0.5});
  terms.after_months = random.whole(1, latest);
  if (random.chance(0.6)) terms.wages_share = random.real(0.1, 1.0);
  if (random.chance(0.5)) terms.costs.push_back(PaymentClass::wages);
  if (random.chance(0.5))
    terms.costs.push_back(random.pick({PaymentClass::rent, PaymentClass::tax, PaymentClass::utilities}));
  if (terms.wages_share || !terms.costs.empty()) terms.weeks = random.whole(1, std::max(1, 4 * terms.after_months));
  loan.forgiveness = terms;
}

void add_new_terms(RandomChoice& random, ReliefLoan& loan) {
  if (random.chance(0.3)) loan.interest_free_months = random.whole(1, 15);
  if (random.chance(0.3)) loan.interest_only_months = random.whole(1, std::max(1, loan.months / 2));
  const int fees = random.chance(0.4) ? random.whole(1, 3) : 0;
  for (int year = 0; year < fees; ++year) loan.guarantee_fees_annual.push_back(random.real(0.0, 0.03));
  if (random.chance(0.5)) let_be_forgiven(random, loan);
}

Exemption random_exemption(RandomChoice& random, const Ledger& ledger, int horizon_days) {
  Exemption exemption;
  exemption.payment_class = random.pick(
      {PaymentClass::tax, PaymentClass::rent, PaymentClass::wages, PaymentClass::loan, PaymentClass::utilities});
  exemption.share = random.chance(0.4) ? 1.0 : random.probability();
  set_window(random, exemption, ledger.company.as_of, horizon_days);
  if (random.chance(0.5)) return exemption;
  for (const FixedCost& cost : ledger.fixed_costs)
    if (cost.payment_class != PaymentClass::owner) exemption.item = cost.name;
  if (exemption.item.empty()) return exemption;
  if (random.chance(0.7)) exemption.payment_class.reset();
  return exemption;
}

}  // namespace

Scenario random_scenario(RandomChoice& random, const Ledger& ledger, int horizon_days) {
  Scenario scenario;
  scenario.name = "Random scenario";
  const int count = random.chance(0.2) ? 0 : random.whole(1, 7);
  for (int i = 0; i < count; ++i) {
    Shock shock;
    shock.of = static_cast<ShockOf>(random.whole(0, 8));
    set_change(random, shock, ledger.company.decimals);
    set_window(random, shock, ledger.company.as_of, horizon_days);
    set_filters(random, shock);
    scenario.shocks.push_back(shock);
  }
  if (random.chance(0.2)) return scaled(scenario, random.real(0.0, 3.0), ledger.dependence);
  return scenario;
}

Relief random_relief(RandomChoice& random, const Ledger& ledger, int horizon_days) {
  Relief relief;
  relief.name = "Random relief";
  const int loans = random.whole(0, 2), deferrals = random.whole(0, 2), grants = random.whole(0, 2);
  for (int i = 0; i < loans; ++i) relief.loans.push_back(random_relief_loan(random, ledger));
  for (int i = 0; i < deferrals; ++i)
    relief.deferrals.push_back(random_deferral(random, ledger.company.as_of, horizon_days));
  for (int i = 0; i < grants; ++i) relief.grants.push_back(random_grant(random, ledger.company.as_of, horizon_days));
  for (ReliefLoan& loan : relief.loans) add_new_terms(random, loan);
  const int exemptions = random.chance(0.4) ? random.whole(1, 2) : 0;
  for (int i = 0; i < exemptions; ++i) relief.exemptions.push_back(random_exemption(random, ledger, horizon_days));
  return relief;
}

}  // namespace headroom::twin
