#include "tests/engine/reference_relief.hpp"

#include <algorithm>
#include <cctype>
#include <string>

namespace headroom::twin {

namespace {

/// Whether a text holds another, capital letters or not.
bool holds(std::string text, std::string part) {
  for (std::string* letters : {&text, &part})
    for (char& letter : *letters) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return text.find(part) != std::string::npos;
}

bool is_exempt(const Due& due, const Exemption& exemption, const Timeline& timeline) {
  if (due.was_due_before_as_of || due.payment_class == PaymentClass::owner) return false;
  if (!lies_in(exemption, timeline.date_of(due.day), timeline.as_of())) return false;
  if (exemption.payment_class && due.payment_class != *exemption.payment_class) return false;
  if (exemption.item.empty()) return true;
  return (due.fixed_cost && holds(due.fixed_cost->name, exemption.item)) ||
         (due.loan && holds(due.loan->name, exemption.item));
}

/// Takes its share off what is exempt, of a loan off interest and principal apart; returns how much that is.
Minor exempt(const Exemption& exemption, const Timeline& timeline, std::vector<Due>& dues) {
  Minor sum = 0;
  for (Due& due : dues) {
    if (!is_exempt(due, exemption, timeline)) continue;
    const Minor principal = share_of(due.principal, exemption.share);
    const Minor other = share_of(due.amount - due.principal, exemption.share);
    due.principal -= principal;
    due.amount -= principal + other;
    sum += principal + other;
  }
  return sum;
}

/// One grant: for each day of its window a share of what falls due in its class that day.
std::vector<Receipt> grant_receipts(const Grant& grant, const std::vector<Due>& dues, const Timeline& timeline) {
  std::vector<Receipt> receipts;
  for (int day = 0; day <= timeline.horizon_days(); ++day) {
    if (!lies_in(grant, timeline.date_of(day), timeline.as_of())) continue;
    Minor due_that_day = 0;
    for (const Due& due : dues)
      if (due.payment_class == grant.payment_class && due.day == day) due_that_day += due.amount;
    receipts.push_back({day, share_of(due_that_day, grant.share)});
  }
  return receipts;
}

Date last_deferred_date(const Deferral& deferral, Date as_of) {
  return deferral.until ? *deferral.until : as_of + deferral.until_day.value();
}

/// The unmoved dates of the parts.
std::vector<Date> part_dates(const Deferral& deferral, Date as_of) {
  const Date until = last_deferred_date(deferral, as_of);
  if (deferral.repay_months == 0) return {until + 1};
  std::vector<Date> dates;
  for (int k = 1; k <= deferral.repay_months; ++k) dates.push_back(add_months(until, k));
  return dates;
}

/// Interest that has run by `last` on a loan's deferred principal, repaid in equal parts, rounded once: for a floating
/// loan, rate by rate.
Minor deferral_interest(const Loan& loan, const std::vector<Due>& deferred, const std::vector<Date>& parts, Date last,
                        const Shocks& shocks) {
  const auto count = static_cast<double>(parts.size());
  std::vector<Date> changes = {earliest_date()};
  for (const RateReset& reset : loan.resets) changes.push_back(reset.date);
  double interest = 0.0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const double rate = shocks.rate(rate_from(loan, changes[i]), parts.back());
    const auto years = [&](Date start, Date end) {
      if (start >= last) return 0.0;
      end = std::min(end, last);
      if (changes.size() == 1) return year_fraction(loan.day_count, start, end);
      start = std::max(start, changes[i]);
      if (i + 1 < changes.size()) end = std::min(end, changes[i + 1]);
      return start < end ? year_fraction(loan.day_count, start, end) : 0.0;
    };
    for (const Due& due : deferred) {
      if (due.loan != &loan) continue;
      double all = years(due.unmoved, parts.front());
      for (std::size_t k = 1; k < parts.size(); ++k)
        all += (1.0 - static_cast<double>(k) / count) * years(parts[k - 1], parts[k]);
      interest += static_cast<double>(due.principal) * rate * all;
    }
  }
  return round_half_away(interest);
}

bool is_deferred(const Due& due, const Deferral& deferral, const Timeline& timeline) {
  return due.payment_class == deferral.payment_class && !due.was_due_before_as_of && !due.must_be_prepaid &&
         lies_in(deferral, timeline.date_of(due.day), timeline.as_of());
}

Due due_on(PaymentClass payment_class, int day, Minor amount) {
  Due due;
  due.payment_class = payment_class;
  due.day = due.aged_from = day;
  due.amount = amount;
  due.is_of_relief = true;
  return due;
}

/// Takes the deferred dues out of `dues` and returns what is owed instead, whenever that falls due.
std::vector<Due> defer(const Deferral& deferral, const Ledger& ledger, const Shocks& shocks, const Timeline& timeline,
                       std::vector<Due>& dues) {
  std::vector<Due> kept, deferred;
  for (const Due& due : dues) (is_deferred(due, deferral, timeline) ? deferred : kept).push_back(due);
  dues = kept;

  Minor sum = 0;
  for (const Due& due : deferred) sum += due.amount;
  const std::vector<Date> dates = part_dates(deferral, timeline.as_of());
  const auto count = static_cast<Minor>(dates.size());
  std::vector<Due> parts;
  for (std::size_t k = 0; k < dates.size(); ++k) {
    const bool last = k + 1 == dates.size();
    parts.push_back(due_on(deferral.payment_class, timeline.settled(dates[k]),
                           last ? sum - (count - 1) * (sum / count) : sum / count));
  }
  const int last_day = timeline.settled(dates.back());
  const Date accrued_until =
      last_day > timeline.horizon_days() ? timeline.date_of(timeline.horizon_days()) : dates.back();
  if (!deferral.interest_free && deferral.payment_class == PaymentClass::loan)
    for (const Loan& loan : ledger.loans)
      parts.push_back(
          due_on(PaymentClass::loan, last_day, deferral_interest(loan, deferred, dates, accrued_until, shocks)));
  return parts;
}

/// What is forgiven, by what falls due in the weeks after disbursement, before any relief.
Minor forgiven_of(const ReliefLoan& loan, Minor amount, const Ledger& ledger, const Shocks& shocks,
                  const Future& future) {
  if (!loan.forgiveness) return 0;
  const Forgiveness& terms = *loan.forgiveness;
  const int first = loan.disbursed_after_days, end = first + 7 * terms.weeks;
  Minor wages = 0, costs = 0;
  for (const Due& due : ledger_flows(ledger, shocks, future, Timeline(ledger.company, end)).dues) {
    if (due.was_due_before_as_of || due.day < first || due.day >= end) continue;
    if (due.payment_class == PaymentClass::wages) wages += due.amount;
    for (const PaymentClass payment_class : terms.costs) costs += due.payment_class == payment_class ? due.amount : 0;
  }
  Minor forgiven = share_of(amount, terms.share);
  if (terms.wages_share)
    forgiven = std::min(forgiven, round_half_away(static_cast<double>(wages) / *terms.wages_share));
  if (!terms.costs.empty()) forgiven = std::min(forgiven, costs);
  return forgiven;
}

/// The fee for the guarantee of a balance between two dates.
Minor guarantee_fee(const ReliefLoan& loan, Minor balance, Date disbursed, Date start, Date end) {
  double fee = 0.0;
  for (int year = 0; year < static_cast<int>(loan.guarantee_fees_annual.size()); ++year) {
    Date year_start = add_months(disbursed, 12 * year), year_end = add_months(disbursed, 12 * year + 12);
    if (year + 1 == static_cast<int>(loan.guarantee_fees_annual.size())) year_end = std::max(year_end, end);
    year_start = std::max(year_start, start);
    year_end = std::min(year_end, end);
    if (year_start >= year_end) continue;
    fee += static_cast<double>(balance) * loan.guarantee_fees_annual.at(static_cast<std::size_t>(year)) *
           year_fraction(loan.day_count, year_start, year_end);
  }
  return round_half_away(fee);
}

/// Puts the payments of a loan of `amount` that fall in (after, until] into the disbursement.
void add_payments(const ReliefLoan& loan, Minor amount, Date disbursed, Date after, Date until,
                  const Timeline& timeline, Disbursement& disbursement) {
  if (amount == 0) return;
  Minor balance = amount;
  Date start = disbursed;
  for (const Instalment& instalment : relief_instalments(loan, amount, disbursed)) {
    const Minor fee = guarantee_fee(loan, balance, disbursed, start, instalment.date);
    const Minor paid_down = balance - instalment.balance_after;  // below 0 where interest joins the balance
    balance = instalment.balance_after;
    start = instalment.date;
    if (instalment.date <= after || instalment.date > until) continue;
    const int day = timeline.settled(instalment.date);
    if (day > timeline.horizon_days()) disbursement.principal_after_horizon += paid_down;
    else disbursement.dues.push_back(due_on(PaymentClass::loan, day, instalment.interest + instalment.principal + fee));
  }
}

Disbursement disbursement_of(const ReliefLoan& loan, const Ledger& ledger, const Shocks& shocks, const Future& future,
                             const Timeline& timeline) {
  const Minor amount = loan_amount(loan, ledger), forgiven = forgiven_of(loan, amount, ledger, shocks, future);
  const Date disbursed = timeline.date_of(loan.disbursed_after_days), never = Date::of(2199, 12, 31);
  Disbursement disbursement;
  disbursement.day = timeline.settled(disbursed);
  disbursement.paid_out = amount - share_of(amount, loan.fee);
  disbursement.withheld_after = loan.withheld_after;
  const Date decided = loan.forgiveness ? add_months(disbursed, loan.forgiveness->after_months) : never;
  if (forgiven == 0 || timeline.day_of(decided) > timeline.horizon_days()) {
    disbursement.forgiven_after_horizon = forgiven;
    add_payments(loan, amount, disbursed, disbursed, never, timeline, disbursement);
    return disbursement;
  }
  disbursement.forgiven = forgiven;
  add_payments(loan, amount, disbursed, disbursed, decided, timeline, disbursement);
  add_payments(loan, amount - forgiven, disbursed, decided, never, timeline, disbursement);
  return disbursement;
}

}  // namespace

ReliefFlows apply_relief(const Relief& relief, const Ledger& ledger, const Shocks& shocks, const Future& future,
                         const Timeline& timeline, std::vector<Due>& dues) {
  ReliefFlows flows;
  for (const Exemption& exemption : relief.exemptions) flows.exempted += exempt(exemption, timeline, dues);
  for (const Grant& grant : relief.grants)
    for (const Receipt& receipt : grant_receipts(grant, dues, timeline)) flows.grants.push_back(receipt);

  std::vector<Due> parts;  // kept apart: what one deferral put off is not put off again by another
  for (const Deferral& deferral : relief.deferrals)
    for (const Due& part : defer(deferral, ledger, shocks, timeline, dues)) parts.push_back(part);
  for (const Due& part : parts) {
    if (part.day > timeline.horizon_days()) flows.deferred_beyond_horizon += part.amount;
    else if (part.amount != 0) dues.push_back(part);
  }

  for (const ReliefLoan& loan : relief.loans)
    if (future.approves(loan.approval_probability))
      flows.disbursements.push_back(disbursement_of(loan, ledger, shocks, future, timeline));
  return flows;
}

}  // namespace headroom::twin
