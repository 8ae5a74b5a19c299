#include "engine/plan/option_plan.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "engine/flows/scheduled_dues.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

/// The tile that holds random dues of the class, if this plan has any.
std::optional<std::size_t> random_tile(const Plan& plan, PaymentClass payment_class) {
  if (payment_class == PaymentClass::owner || !plan.has_random_dues(tile_of(payment_class))) return std::nullopt;
  return tile_of(payment_class);
}

class OptionBuilder {
 public:
  explicit OptionBuilder(const Plan& plan)
      : plan_(plan), ledger_(plan.source->ledger), grid_(plan.source->grid), shocks_(plan.source->shocks) {
    std::copy_if(plan.flows.begin(), plan.flows.end(), std::back_inserter(flows_),
                 [](const DatedFlow& flow) { return flow.certain; });
  }

  OptionPlan build(const Relief* relief) && {
    option_.grants.assign(plan_.day_count(), 0);
    option_.is_random = plan_.is_random;
    if (relief) {
      option_.relief_name = relief->name;
      for (const Exemption& exemption : relief->exemptions) exempt(exemption);
      for (const Grant& grant : relief->grants) add_grant(grant);
      for (const Deferral& deferral : relief->deferrals) add_deferral(deferral);
      for (const ReliefLoan& loan : relief->loans) add_loan(loan);
    }
    fill_days();
    find_possible_events();
    return std::move(option_);
  }

 private:
  template <class Window>
  std::pair<int, int> days_of(const Window& window) const {
    const int first = window.from_day ? *window.from_day : window.from ? grid_.day_of(*window.from) : 0;
    const int last = window.until_day ? *window.until_day
                     : window.until   ? grid_.day_of(*window.until)
                                      : plan_.horizon_days;
    return {first, last};
  }

  static bool is_exempt(const Exemption& exemption, const DatedFlow& flow) {
    if (!flow.payment_class || flow.payment_class == PaymentClass::owner) return false;
    if (exemption.payment_class && flow.payment_class != exemption.payment_class) return false;
    return exemption.item.empty() || (flow.counterparty.empty() && names_item(exemption, flow.item));
  }

  void exempt(const Exemption& exemption) {
    const auto [first, last] = days_of(exemption);
    for (DatedFlow& flow : flows_) {
      if (!flow.deferrable || flow.day < first || flow.day > last || !is_exempt(exemption, flow)) continue;
      const Minor exempted = share_of(flow.amount, exemption.share);
      flow.amount -= exempted;
      option_.exempted += exempted;
    }
    if (!exemption.item.empty()) return;
    for (std::size_t tile = 0; tile < class_tile_count; ++tile)
      if (plan_.has_random_dues(tile) && (!exemption.payment_class || tile_of(*exemption.payment_class) == tile))
        option_.exemption_rules.push_back({tile, first, last, exemption.share});
  }

  void add_grant(const Grant& grant) {
    const auto [first, last] = days_of(grant);
    std::vector<Minor> dues(plan_.day_count(), 0);
    for (const DatedFlow& flow : flows_)
      if (flow.payment_class == grant.payment_class && flow.day >= first && flow.day <= last)
        dues[static_cast<std::size_t>(flow.day)] += flow.amount;
    if (const auto tile = random_tile(plan_, grant.payment_class)) {  // the share is taken of the day's whole dues
      option_.grant_rules.push_back({*tile, first, last, grant.share, std::move(dues)});
      return;
    }
    for (std::size_t day = 0; day < dues.size(); ++day) option_.grants[day] += share_of(dues[day], grant.share);
  }

  /// The unmoved dates on which a deferred sum is repaid.
  std::vector<Date> part_dates(const Deferral& deferral, int last_day) const {
    const Date until = grid_.date_of(last_day);
    if (deferral.repay_months == 0) return {until + 1};
    std::vector<Date> dates;
    for (int k = 1; k <= deferral.repay_months; ++k) dates.push_back(add_months(until, k));
    return dates;
  }

  void add_deferral(const Deferral& deferral) {
    const auto [first, last] = days_of(deferral);
    const std::vector<Date> dates = part_dates(deferral, last);
    std::vector<Minor> parts(dates.size(), 0);
    Minor deferred = 0;
    std::vector<std::vector<const DatedFlow*>> principal(ledger_.loans.size());
    for (DatedFlow& flow : flows_) {
      if (flow.payment_class != deferral.payment_class || !flow.deferrable || flow.day < first || flow.day > last)
        continue;
      deferred += flow.amount;
      if (flow.loan >= 0 && flow.kind == FlowKind::principal)
        principal[static_cast<std::size_t>(flow.loan)].push_back(&flow);
    }
    for (Minor& part : parts) part = deferred / static_cast<Minor>(parts.size());
    parts.back() = deferred - parts.front() * (static_cast<Minor>(parts.size()) - 1);
    std::vector<std::int32_t> days;
    for (const Date date : dates) days.push_back(std::min(grid_.settled(grid_.day_of(date)), plan_.horizon_days + 1));
    for (const std::int32_t day : days)
      if (day <= plan_.horizon_days) option_.relief_dues.push_back({day, deferral.payment_class});
    const bool is_repaid = days.back() <= plan_.horizon_days;  // else interest is owed as far as it has accrued
    Minor interest = 0;
    if (!deferral.interest_free)
      for (std::size_t i = 0; i < principal.size(); ++i)
        interest += deferred_interest(ledger_.loans[i], principal[i], dates,
                                      is_repaid ? dates.back() : grid_.date_of(plan_.horizon_days));
    std::erase_if(flows_, [&](const DatedFlow& flow) {
      return flow.payment_class == deferral.payment_class && flow.deferrable && flow.day >= first && flow.day <= last;
    });
    if (const auto tile = random_tile(plan_, deferral.payment_class)) {  // certain and random dues are divided together
      add_part(deferral, days.back(), interest);
      option_.deferrals.push_back({*tile, first, last, deferred, std::move(days)});
      return;
    }
    parts.back() += interest;
    for (std::size_t k = 0; k < days.size(); ++k) add_part(deferral, days[k], parts[k]);
  }

  void add_part(const Deferral& deferral, int day, Minor amount) {
    if (day > plan_.horizon_days) {
      option_.owed_after_horizon += amount;
      return;
    }
    if (deferral.payment_class != PaymentClass::owner)
      option_.deferred_within_horizon[static_cast<std::size_t>(deferral.payment_class)] += amount;
    DatedFlow flow;
    flow.day = flow.real_day = flow.unmoved_day = day;
    flow.payment_class = deferral.payment_class;
    flow.amount = amount;
    flow.kind = FlowKind::deferred;
    flow.deferrable = false;  // what was deferred once is not deferred again
    flows_.push_back(std::move(flow));
  }

  /// Interest on deferred principal, which is repaid in equal parts, up to a day. Source: docs/model/relief.md.
  Minor deferred_interest(const Loan& loan, const std::vector<const DatedFlow*>& principal,
                          const std::vector<Date>& dates, Date end) const {
    if (principal.empty()) return 0;
    double interest = 0.0;
    for (const RateSpan& span : rate_spans(loan)) {
      const double rate =
          std::max(0.0, shocks_.apply(ShockOf::rate, span.rate_annual, dates.back(), {"", "", "", PaymentClass::loan}));
      double weighted_years = 0.0;
      const auto years_until = [&](Date start, Date until) {
        return start < end ? years_within(span, loan.day_count, start, std::min(until, end)) : 0.0;
      };
      for (const DatedFlow* flow : principal) {
        double years = years_until(grid_.date_of(flow->unmoved_day), dates.front());
        for (std::size_t k = 1; k < dates.size(); ++k)
          years +=
              (1.0 - static_cast<double>(k) / static_cast<double>(dates.size())) * years_until(dates[k - 1], dates[k]);
        weighted_years += static_cast<double>(flow->amount) * years;
      }
      interest += weighted_years * rate;
    }
    return round_half_away(interest);
  }

  /// What the terms forgive of a loan: by the wages and other costs that fall due in the weeks that count, before any
  /// relief.
  Minor forgiven_of(const ReliefLoan& loan, Minor amount) const {
    if (!loan.forgiveness) return 0;
    const Forgiveness& terms = *loan.forgiveness;
    const int first = loan.disbursed_after_days, last = first + 7 * terms.weeks - 1;
    Minor wages = 0, costs = 0;
    for (const DatedFlow& flow : scheduled_dues(ledger_, shocks_, DayGrid(ledger_, std::max(last, 0)))) {
      if (!flow.payment_class || !flow.deferrable || flow.day < first || flow.day > last) continue;
      if (flow.payment_class == PaymentClass::wages) wages += flow.amount;
      if (std::find(terms.costs.begin(), terms.costs.end(), *flow.payment_class) != terms.costs.end())
        costs += flow.amount;
    }
    return forgiven_amount(terms, amount, wages, costs);
  }

  void add_loan(const ReliefLoan& loan) {
    const Minor amount = loan_amount(loan, ledger_);
    const Date disbursed = grid_.date_of(loan.disbursed_after_days);
    const Minor forgiven = forgiven_of(loan, amount);
    const bool is_decided =
        loan.forgiveness && grid_.day_of(add_months(disbursed, loan.forgiveness->after_months)) <= plan_.horizon_days;
    ReliefLoanColumns columns;
    columns.disbursed_day = grid_.settled(loan.disbursed_after_days);
    columns.disbursed = amount - share_of(amount, loan.fee);
    columns.approval_probability = loan.approval_probability;
    columns.withheld_after = loan.withheld_after;
    columns.dues.assign(plan_.day_count(), 0);
    (is_decided ? columns.forgiven : columns.forgiven_after_horizon) = forgiven;
    // Before the decision all of it is owed.
    for (const Instalment& instalment : relief_payments(loan, amount, is_decided ? forgiven : 0, disbursed)) {
      const int day = grid_.settled(grid_.day_of(instalment.date));
      if (day > plan_.horizon_days) columns.owed_after_horizon += instalment.principal - instalment.capitalised;
      else columns.dues[static_cast<std::size_t>(day)] += instalment.interest + instalment.principal + instalment.fee;
    }
    if (columns.disbursed_day > plan_.horizon_days) return;  // comes too late to change or owe anything here
    if (loan.approval_probability > 0.0 && loan.approval_probability < 1.0) option_.is_random = true;
    for (const Minor due : columns.dues) columns.due_within_horizon += due;
    for (int day = 0; day <= plan_.horizon_days; ++day)
      if (columns.dues[static_cast<std::size_t>(day)] > 0) option_.relief_dues.push_back({day, PaymentClass::loan});
    option_.loans.push_back(std::move(columns));
  }

  void fill_days() {
    option_.receipts = option_.grants;
    option_.creditor_dues.assign(plan_.day_count(), 0);
    for (auto& dues : option_.dues) dues.assign(plan_.day_count(), 0);
    for (auto& dues : option_.dues_by_age) dues.assign(static_cast<std::size_t>(age_days_max) + plan_.day_count(), 0);
    for (const DatedFlow& flow : flows_) {
      const auto day = static_cast<std::size_t>(flow.day);
      if (!flow.payment_class) {
        option_.receipts[day] += flow.amount;
        continue;
      }
      option_.dues[static_cast<std::size_t>(*flow.payment_class)][day] += flow.amount;
      if (flow.payment_class == PaymentClass::owner) continue;
      option_.creditor_dues[day] += flow.amount;
      option_.dues_by_age[static_cast<std::size_t>(*flow.payment_class)]
                         [static_cast<std::size_t>(std::max(flow.real_day, -age_days_max) + age_days_max)] +=
          flow.amount;
    }
    for (auto& dues : option_.dues_by_age) std::partial_sum(dues.begin(), dues.end(), dues.begin());
  }

  bool has_dues(PaymentClass payment_class) const {
    const auto& dues = option_.dues[static_cast<std::size_t>(payment_class)];
    return random_tile(plan_, payment_class) ||
           std::any_of(dues.begin(), dues.end(), [](Minor due) { return due > 0; });
  }

  /// Classes of which anything can be owed.
  PaymentClassSet owed_classes(bool has_line) const {
    PaymentClassSet owed = 0;
    for (std::size_t i = 0; i < creditor_class_count; ++i)
      if (has_dues(static_cast<PaymentClass>(i))) owed |= only(static_cast<PaymentClass>(i));
    if (has_line || !option_.loans.empty() || !ledger_.loans.empty()) owed |= only(PaymentClass::loan);
    return owed;
  }

  void find_possible_events() {
    const bool has_line =
        std::any_of(plan_.lines.limit.begin(), plan_.lines.limit.end(), [](Minor limit) { return limit > 0; });
    const PaymentClassSet owed = owed_classes(has_line);
    for (const EventTerms& terms : event_table)
      option_.possible[index_of(terms.event)] =
          terms.needs == EventNeeds::nothing || (terms.needs == EventNeeds::credit_line && has_line) ||
          (terms.needs == EventNeeds::dues_of_its_classes && (terms.classes & owed) != 0);
  }

  const Plan& plan_;
  const Ledger& ledger_;
  const DayGrid& grid_;
  const Shocks& shocks_;
  std::vector<DatedFlow> flows_;
  OptionPlan option_;
};

}  // namespace

OptionPlan build_option_plan(const Plan& plan, const Relief* relief) { return OptionBuilder(plan).build(relief); }

}  // namespace headroom
