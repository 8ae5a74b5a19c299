#include "tests/engine/reference_relief.hpp"

#include <algorithm>

namespace headroom::twin {

namespace {

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

/// Interest that runs on a loan's deferred principal until it is repaid in equal parts, rounded once: for a floating loan, rate by rate.
Minor deferral_interest(const Loan& loan, const std::vector<Due>& deferred, const std::vector<Date>& parts, const Shocks& shocks) {
  const auto count = static_cast<double>(parts.size());
  std::vector<Date> changes = {earliest_date()};
  for (const RateReset& reset : loan.resets) changes.push_back(reset.date);
  double interest = 0.0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const double rate = shocks.rate(rate_from(loan, changes[i]), parts.back());
    const auto years = [&](Date start, Date end) {
      if (changes.size() == 1) return year_fraction(loan.day_count, start, end);
      start = std::max(start, changes[i]);
      if (i + 1 < changes.size()) end = std::min(end, changes[i + 1]);
      return start < end ? year_fraction(loan.day_count, start, end) : 0.0;
    };
    for (const Due& due : deferred) {
      if (due.loan != &loan) continue;
      double all = years(due.unmoved, parts.front());
      for (std::size_t k = 1; k < parts.size(); ++k) all += (1.0 - static_cast<double>(k) / count) * years(parts[k - 1], parts[k]);
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
    parts.push_back(due_on(deferral.payment_class, timeline.settled(dates[k]), last ? sum - (count - 1) * (sum / count) : sum / count));
  }
  if (!deferral.interest_free && deferral.payment_class == PaymentClass::loan)
    for (const Loan& loan : ledger.loans)
      parts.push_back(due_on(PaymentClass::loan, timeline.settled(dates.back()), deferral_interest(loan, deferred, dates, shocks)));
  return parts;
}

Disbursement disbursement_of(const ReliefLoan& loan, const Ledger& ledger, const Timeline& timeline) {
  const Minor amount = loan_amount(loan, ledger);
  const Date disbursed = timeline.date_of(loan.disbursed_after_days);
  Disbursement disbursement;
  disbursement.day = timeline.settled(disbursed);
  disbursement.paid_out = amount - share_of(amount, loan.fee);
  disbursement.withheld_after = loan.withheld_after;
  for (const Instalment& instalment : relief_instalments(loan, amount, disbursed)) {
    const int day = timeline.settled(instalment.date);
    if (day > timeline.horizon_days()) disbursement.principal_after_horizon += instalment.principal;
    else disbursement.dues.push_back(due_on(PaymentClass::loan, day, instalment.interest + instalment.principal));
  }
  return disbursement;
}

}  // namespace

ReliefFlows apply_relief(const Relief& relief, const Ledger& ledger, const Shocks& shocks, const Future& future, const Timeline& timeline,
                         std::vector<Due>& dues) {
  ReliefFlows flows;
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
    if (future.approves(loan.approval_probability)) flows.disbursements.push_back(disbursement_of(loan, ledger, timeline));
  return flows;
}

}  // namespace headroom::twin
