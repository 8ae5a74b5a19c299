#include "engine/settlement/settlement_columns.hpp"

#include <algorithm>

namespace headroom {

namespace {

class ColumnsBuilder {
 public:
  ColumnsBuilder(const Plan& plan, const OptionPlan& option, SettlementColumns& columns)
      : plan_(plan), option_(option), columns_(columns) {}

  void find_shifts() {
    const std::size_t days = plan_.day_count();
    columns_.grants_today.assign(days, false);
    for (const GrantColumns& grant : option_.grant_rules)
      for (int day = std::max(grant.first_day, 0); day <= std::min(grant.last_day, plan_.horizon_days); ++day)
        columns_.grants_today[static_cast<std::size_t>(day)] = true;
    for (auto& shifted : columns_.shifted) shifted.assign(days, false);
    for (auto& emptied : columns_.emptied) emptied.assign(days, false);
    for (const DeferralColumns& deferral : option_.deferrals) {
      ShiftColumns shift;
      for (int day = std::max(deferral.first_day, 0); day <= std::min(deferral.last_day, plan_.horizon_days); ++day) {
        const auto row = static_cast<std::size_t>(day);
        if (!columns_.emptied[deferral.tile][row]) shift.days.push_back(day);
        columns_.emptied[deferral.tile][row] = columns_.shifted[deferral.tile][row] = true;
      }
      for (const std::int32_t day : deferral.part_days)
        if (day <= plan_.horizon_days) columns_.shifted[deferral.tile][static_cast<std::size_t>(day)] = true;
      columns_.shifts.push_back(std::move(shift));
    }
  }

  void find_loan_snapshots() {
    random_loan_days_ = find_random_loan_days();
    CreditorColumns& creditors = columns_.creditors;
    for (std::size_t day = 0; day < plan_.day_count(); ++day) {
      creditors.loan_snapshots += adds_loan_dues(day);
      creditors.loan_snapshot.push_back(creditors.loan_snapshots - 1);
    }
  }

  void cut_spans(const std::vector<std::int32_t>& sample_days) {
    std::size_t sample = 0;
    for (int day = 0; day <= plan_.horizon_days; ++day) {
      DaySpan today = span_of(static_cast<std::size_t>(day));
      today.first_sample = static_cast<std::int32_t>(sample);
      for (; sample < sample_days.size() && sample_days[sample] == day; ++sample) ++today.sample_count;
      if (!columns_.spans.empty() && joins(columns_.spans.back(), today)) {
        ++columns_.spans.back().day_count;
        columns_.spans.back().sample_count += today.sample_count;
      } else columns_.spans.push_back(today);
    }
  }

  void list_creditors() {
    CreditorColumns& creditors = columns_.creditors;
    for (const std::uint8_t payment_class : plan_.class_order) {
      const std::vector<Minor>& certain = option_.dues[payment_class];
      Creditor creditor;
      creditor.payment_class = payment_class;
      creditor.is_loan = payment_class == static_cast<std::uint8_t>(PaymentClass::loan);
      creditor.is_random = plan_.has_random_dues(payment_class);
      creditor.certain = certain.data();
      const bool owed = creditor.is_random || (creditor.is_loan && creditors.loan_snapshots > 1);
      if (!owed && std::all_of(certain.begin(), certain.end(), [](Minor due) { return due == 0; })) continue;
      if (payment_class == static_cast<std::uint8_t>(PaymentClass::supplier))
        creditors.supplier = static_cast<int>(creditors.classes.size());
      if (creditor.is_random && !creditor.is_loan) creditor.sums_place = creditors.summed_classes++;
      creditors.classes.push_back(creditor);
    }
  }

  /// Requires: creditors are listed.
  void list_arrears_events() {
    CreditorColumns& creditors = columns_.creditors;
    for (const EventTerms& terms : event_table) {
      if (terms.event == Event::illiquid) continue;
      ArrearsEvent arrears;
      arrears.event = terms.event;
      arrears.days_past_due = terms.days_past_due;
      for (std::size_t place = 0; place < creditors.classes.size(); ++place)
        if (contains(terms.classes, static_cast<PaymentClass>(creditors.classes[place].payment_class)))
          arrears.places[arrears.place_count++] = static_cast<std::uint8_t>(place);
      if (arrears.place_count > 0) creditors.arrears.push_back(arrears);
    }
  }

 private:
  /// Days on which random dues of class loan fall due, as drawn or put off.
  std::vector<bool> find_random_loan_days() const {
    std::vector<bool> days = columns_.shifted[loan_tile];
    const ExposureDueColumns& dues = plan_.exposure_dues;
    for (std::size_t i = 0; i < dues.tile.size(); ++i) {
      const auto tile = static_cast<std::size_t>(dues.tile[i]);
      const bool is_loan =
          tile == loan_tile || (tile >= first_factor_tile &&
                                plan_.factor_tiles[tile - first_factor_tile].payment_class == PaymentClass::loan);
      if (!is_loan) continue;
      if (dues.day[i] == plan_.horizon_days + 2) days[0] = true;  // due before as_of
      else if (dues.day[i] <= plan_.horizon_days) days[static_cast<std::size_t>(dues.day[i])] = true;
    }
    return days;
  }

  /// Loan dues that differ by path: interest on lines, what is drawn when they close, a relief's loans, random dues.
  bool adds_loan_dues(std::size_t day) const {
    if (random_loan_days_[day]) return true;
    for (std::size_t line = 0; line < plan_.line_count(); ++line)
      if (plan_.lines.interest_factor[line * plan_.day_count() + day] >= 0.0) return true;
    return std::any_of(option_.loans.begin(), option_.loans.end(),
                       [day](const ReliefLoanColumns& loan) { return loan.dues[day] > 0; });
  }

  DaySpan span_of(std::size_t day) const {
    DaySpan span;
    span.first_day = static_cast<std::int32_t>(day);
    span.day_count = 1;
    for (std::size_t line = 0; line < plan_.line_count(); ++line)
      if (span.first_day < plan_.lines.closing_day[line]) span.open_limit += plan_.lines.limit[line];
    const bool disburses =
        std::any_of(option_.loans.begin(), option_.loans.end(),
                    [&span](const ReliefLoanColumns& loan) { return loan.disbursed_day == span.first_day; });
    const bool adds = adds_loan_dues(day);
    const bool owner_is_due = option_.dues[static_cast<std::size_t>(PaymentClass::owner)][day] != 0;
    span.in_full = plan_.line_count() > 1 || disburses || adds || owner_is_due || columns_.grants_today[day];
    if (adds) span.loan_snapshot = columns_.creditors.loan_snapshot[day];
    for (std::size_t tile = 0; tile < class_tile_count; ++tile) span.shifted[tile] = columns_.shifted[tile][day];
    return span;
  }

  /// Day 0 stays alone, for what was due before as_of comes on top.
  static bool joins(const DaySpan& span, const DaySpan& next) {
    return span.first_day > 0 && !span.in_full && !next.in_full && span.open_limit == next.open_limit &&
           span.shifted == next.shifted && span.day_count < span_days_max;
  }

  const Plan& plan_;
  const OptionPlan& option_;
  SettlementColumns& columns_;
  std::vector<bool> random_loan_days_;  // [H + 1]
};

}  // namespace

SettlementColumns::SettlementColumns(const Plan& plan, const OptionPlan& option,
                                     const std::vector<std::int32_t>& sample_days)
    : position_decides(plan.line_count() == 0 || plan.cash_minimum == 0) {
  for (std::size_t day = 0; day < plan.day_count(); ++day)
    net.push_back(option.receipts[day] - option.creditor_dues[day]);
  for (const Minor drawn : plan.lines.drawn) drawn_at_start += drawn;
  for (const Minor grant : option.grants) grants += grant;
  ColumnsBuilder builder(plan, option, *this);
  builder.find_shifts();
  builder.find_loan_snapshots();
  builder.cut_spans(sample_days);
  builder.list_creditors();
  builder.list_arrears_events();
}

}  // namespace headroom
