#include "models/repayment.hpp"

#include <algorithm>
#include <array>

#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::array<std::string_view, 4> repayment_names = {"annuity", "equal_principal", "interest_only", "bullet"};

/// Plays a plan, period by period.
class Repayer {
 public:
  explicit Repayer(const RepaymentPlan& plan) : plan_(plan), balance_(plan.principal), level_(plan.payment) {
    if (plan.dates.empty() || plan.dates.size() != plan.terms.size())
      throw ContractError("a repayment plan needs terms for each date");
    Date start = plan.accrued_from;
    for (std::size_t i = 0; i < plan.dates.size(); ++i) {
      years_.push_back(plan.dates[i] > start ? year_fraction(plan.day_count, start, plan.dates[i]) : 0.0);
      start = std::max(start, plan.dates[i]);  // nothing accrues before accrued_from
      if (end_of(i).pays_principal) ++principal_payments_;
    }
    payment_dates_.resize(plan.dates.size(), plan.dates.back());
    for (std::size_t i = plan.dates.size() - 1; i-- > 0;)
      payment_dates_[i] = end_of(i).pays_interest || end_of(i).capitalises ? plan.dates[i] : payment_dates_[i + 1];
  }

  std::vector<Instalment> play() && {
    if (plan_.repayment == Repayment::annuity && !level_ && balance_ > 0) level_ = level_from(0);
    for (std::size_t i = 0; i < plan_.dates.size() && (balance_ > 0 || accrued_ != 0.0); ++i) play_period(i);
    return std::move(schedule_);
  }

  /// The level payment from period `first` on, by what is known then: of rates, those up to the next reset.
  Minor level_from(std::size_t first) const {
    double discount = 1.0, annuity = 0.0;  // the present value of one unit paid on each date
    double growth = balance_ > 0 ? accrued_ / static_cast<double>(balance_) : 0.0;
    double known = plan_.terms[first].rate_annual;
    bool is_known = true;
    for (std::size_t i = first; i < plan_.dates.size(); ++i) {
      if (is_known) known = plan_.terms[i].rate_annual;
      growth += shifted(known, i) * years_[i];
      const PeriodEnd end = end_of(i);
      if (end.resets) is_known = false;
      if (end.pays_principal || end.capitalises) discount /= 1.0 + growth;
      if (end.pays_principal) annuity += discount;
      if (end.pays_principal || end.pays_interest || end.capitalises) growth = 0.0;
    }
    return round_half_away(static_cast<double>(balance_) / annuity);
  }

 private:
  bool is_last(std::size_t i) const { return i + 1 == plan_.dates.size(); }

  PeriodEnd end_of(std::size_t i) const {
    PeriodEnd end = plan_.terms[i].end;
    if (is_last(i)) end.pays_interest = end.pays_principal = true, end.capitalises = end.resets = false;
    else if (plan_.repayment == Repayment::bullet) end.pays_interest = end.pays_principal = end.capitalises = false;
    return end;
  }

  double shifted(double rate_annual, std::size_t i) const {
    return plan_.shift ? plan_.shift(rate_annual, payment_dates_[i]) : rate_annual;
  }

  Minor principal_due(std::size_t i) {
    if (is_last(i)) return balance_;
    switch (plan_.repayment) {
      case Repayment::annuity: return std::min(*level_ - round_half_away(accrued_), balance_);
      case Repayment::equal_principal:
        if (!part_)
          part_ = plan_.principal_payment.value_or(
              round_half_away(static_cast<double>(balance_) / static_cast<double>(principal_payments_)));
        return std::min(*part_, balance_);
      case Repayment::interest_only:
      case Repayment::bullet: return 0;
    }
    throw ContractError("unknown way of repayment");
  }

  void play_period(std::size_t i) {
    const AccrualTerms& terms = plan_.terms[i];
    const PeriodEnd end = end_of(i);
    const double full = static_cast<double>(balance_) * (shifted(terms.rate_annual, i) * years_[i]);
    accrued_ += full;
    owed_ += full * terms.borrower_share;
    Instalment instalment;
    instalment.date = plan_.dates[i];
    if (end.charges_fee) instalment.fee = plan_.fee_amount + share_of(balance_, plan_.fee_share);
    if (end.capitalises) {
      instalment.capitalised = round_half_away(owed_);
      balance_ += instalment.capitalised;
    } else {
      if (end.pays_principal) instalment.principal = principal_due(i);
      if (end.pays_interest) instalment.interest = round_half_away(owed_);
      balance_ -= instalment.principal;
    }
    if (end.pays_interest || end.capitalises) accrued_ = owed_ = 0.0;
    instalment.balance_after = balance_;
    if (end.pays_interest || end.pays_principal || end.capitalises || end.charges_fee) schedule_.push_back(instalment);
    if (plan_.repayment == Repayment::annuity && !is_last(i) && balance_ > 0) update_level(i, end);
  }

  /// A stated payment holds until the first reset; one that was worked out, until the balance grows or the rate
  /// changes.
  void update_level(std::size_t i, const PeriodEnd& end) {
    const bool by_reset = end.resets && !plan_.payment_kept;
    if (!by_reset && !(end.capitalises && !is_stated_)) return;
    if (by_reset) is_stated_ = false;
    level_ = level_from(i + 1);
  }

  const RepaymentPlan& plan_;
  std::vector<double> years_;        ///< of each period
  std::vector<Date> payment_dates_;  ///< on which the interest of each period is paid, or joins the balance
  std::size_t principal_payments_ = 0;
  Minor balance_ = 0;
  double accrued_ = 0.0;  ///< interest since it was last paid, at the full rate
  double owed_ = 0.0;     ///< the borrower's share of it
  std::optional<Minor> level_, part_;
  bool is_stated_ = plan_.payment.has_value();
  std::vector<Instalment> schedule_;
};

}  // namespace

std::optional<Repayment> parse_repayment(std::string_view text) {
  const auto found = std::find(repayment_names.begin(), repayment_names.end(), text);
  if (found == repayment_names.end()) return std::nullopt;
  return static_cast<Repayment>(found - repayment_names.begin());
}

std::string_view name_of(Repayment repayment) { return repayment_names[static_cast<std::size_t>(repayment)]; }

Minor level_payment(const RepaymentPlan& plan) { return Repayer(plan).level_from(0); }

std::vector<Instalment> instalments(const RepaymentPlan& plan) { return Repayer(plan).play(); }

}  // namespace headroom
