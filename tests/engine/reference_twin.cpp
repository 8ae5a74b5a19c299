#include "tests/engine/reference_twin.hpp"

#include <algorithm>
#include <deque>

#include "models/error.hpp"
#include "tests/engine/reference_flows.hpp"
#include "tests/engine/reference_money.hpp"
#include "tests/engine/reference_relief.hpp"

namespace headroom::twin {

namespace {

struct UnpaidDue {
  int aged_from = 0;
  Minor amount = 0;
};

struct OpenLine {
  const CreditLine* terms = nullptr;
  std::optional<int> until_day;
  Minor limit = 0;
  Minor drawn_at_as_of = 0;
  Minor drawn = 0;
  Minor balance_days = 0;  ///< last nights' drawn balances since interest last fell due, summed

  Minor limit_on(int day) const { return until_day && day >= *until_day ? 0 : limit; }
};

/// The firm from day to day.
class Firm {
 public:
  Firm(const Ledger& ledger, const Shocks& shocks, const Timeline& timeline, Flows flows, ReliefFlows relief)
      : ledger_(ledger), shocks_(shocks), timeline_(timeline), flows_(std::move(flows)), relief_(std::move(relief)), cash_(ledger.cash) {
    for (const CreditLine& terms : ledger.credit_lines) {
      OpenLine line;
      line.terms = &terms;
      line.limit = in_firm_currency(ledger, terms.limit, terms.currency);
      line.drawn = line.drawn_at_as_of = in_firm_currency(ledger, terms.drawn, terms.currency);
      if (terms.until) line.until_day = timeline.day_of(*terms.until);
      lines_.push_back(line);
    }
    cumulative_ = ledger.cash;
    outcome_.owed_after_horizon = relief_.deferred_beyond_horizon;
  }

  PathOutcome live() {
    for (int day = 0; day <= timeline_.horizon_days(); ++day) {
      let_money_in(day);
      charge_interest_on_lines(day);
      pay_lines_down();
      end_lines(day);
      let_dues_join(day);
      pay_creditors(day);
      pay_owner();
      close_day(day);
    }
    return outcome_;
  }

 private:
  void receive(Minor amount) {
    cash_ += amount;
    cumulative_ += amount;
  }

  void let_money_in(int day) {
    for (const Receipt& receipt : flows_.receipts)
      if (receipt.day == day) receive(receipt.amount);
    for (const Receipt& grant : relief_.grants)
      if (grant.day == day) receive(grant.amount);
    for (const Disbursement& disbursement : relief_.disbursements)
      if (disbursement.day == day && !is_withheld(disbursement)) disburse(disbursement);
  }

  /// On its day only earlier days' events are known.
  bool is_withheld(const Disbursement& disbursement) const {
    return disbursement.withheld_after && first_day(*disbursement.withheld_after).has_value();
  }

  void disburse(const Disbursement& disbursement) {
    receive(disbursement.paid_out);
    for (const Due& due : disbursement.dues) flows_.dues.push_back(due);
    outcome_.owed_after_horizon += disbursement.principal_after_horizon;
  }

  void charge_interest_on_lines(int day) {
    for (OpenLine& line : lines_) {
      line.balance_days += line.drawn;
      const Date date = timeline_.date_of(day);
      if (!is_last_day_of_month(date) && line.until_day != day) continue;
      const double rate = shocks_.rate(line.terms->rate_annual, date);
      owe(PaymentClass::loan, day, round_half_away(static_cast<double>(line.balance_days) * rate / 365.0));
      line.balance_days = 0;
    }
  }

  /// The cheapest first; of equals the first in the ledger.
  std::vector<OpenLine*> lines_by_rate() {
    std::vector<OpenLine*> lines;
    for (OpenLine& line : lines_) lines.push_back(&line);
    std::stable_sort(lines.begin(), lines.end(),
                     [](const OpenLine* a, const OpenLine* b) { return a->terms->rate_annual < b->terms->rate_annual; });
    return lines;
  }

  void pay_lines_down() {
    std::vector<OpenLine*> lines = lines_by_rate();
    std::reverse(lines.begin(), lines.end());
    for (OpenLine* line : lines) {
      const Minor repaid = std::min(line->drawn, std::max<Minor>(0, cash_ - ledger_.cash_minimum));
      line->drawn -= repaid;
      cash_ -= repaid;
    }
  }

  void end_lines(int day) {
    for (OpenLine& line : lines_) {
      if (line.until_day != day) continue;
      owe(PaymentClass::loan, day, line.drawn);
      line.drawn = 0;
    }
  }

  std::deque<UnpaidDue>& unpaid(PaymentClass payment_class) { return unpaid_.at(static_cast<std::size_t>(payment_class)); }

  /// Oldest first.
  void owe(PaymentClass payment_class, int aged_from, Minor amount) {
    if (amount == 0) return;
    auto& queue = unpaid(payment_class);
    const auto place = std::find_if(queue.begin(), queue.end(), [aged_from](const UnpaidDue& due) { return due.aged_from > aged_from; });
    queue.insert(place, {aged_from, amount});
  }

  void let_dues_join(int day) {
    owner_due_today_ = 0;
    for (const Due& due : flows_.dues) {
      if (due.day != day) continue;
      if (due.payment_class == PaymentClass::owner) {
        owner_due_today_ += due.amount;
      } else {
        owe(due.payment_class, due.aged_from, due.amount);
        cumulative_ -= due.amount;
      }
    }
  }

  Minor pay_from_lines(Minor amount, int day) {
    Minor paid = 0;
    for (OpenLine* line : lines_by_rate()) {
      const Minor drawn = std::min(amount - paid, std::max<Minor>(0, line->limit_on(day) - line->drawn));
      line->drawn += drawn;
      paid += drawn;
    }
    return paid;
  }

  void pay_creditors(int day) {
    for (const PaymentClass payment_class : ledger_.payment_policy.order) {
      auto& queue = unpaid(payment_class);
      while (!queue.empty()) {
        UnpaidDue& oldest = queue.front();
        const Minor from_cash = std::min(cash_, oldest.amount);
        cash_ -= from_cash;
        oldest.amount -= from_cash;
        oldest.amount -= pay_from_lines(oldest.amount, day);
        if (oldest.amount > 0) break;  // neither cash nor credit is left
        queue.pop_front();
      }
    }
  }

  void pay_owner() { cash_ -= std::min(owner_due_today_, std::max<Minor>(0, cash_ - ledger_.cash_minimum)); }

  std::optional<int>& first_day(Event event) { return outcome_.first_day.at(static_cast<std::size_t>(event)); }
  const std::optional<int>& first_day(Event event) const { return outcome_.first_day.at(static_cast<std::size_t>(event)); }

  void note(Event event, int day, bool happens) {
    if (happens && !first_day(event)) first_day(event) = day;
  }

  Minor total_drawn() const {
    Minor sum = 0;
    for (const OpenLine& line : lines_) sum += line.drawn;
    return sum;
  }

  Minor total_drawn_at_as_of() const {
    Minor sum = 0;
    for (const OpenLine& line : lines_) sum += line.drawn_at_as_of;
    return sum;
  }

  Minor total_unpaid() const {
    Minor sum = 0;
    for (const auto& queue : unpaid_)
      for (const UnpaidDue& due : queue) sum += due.amount;
    return sum;
  }

  void note_events(int day, Minor position) {
    const auto& loan = unpaid(PaymentClass::loan);
    const bool wages_missed = !unpaid(PaymentClass::wages).empty();
    const int loan_age = loan.empty() ? 0 : day - loan.front().aged_from;
    note(Event::below_minimum, day, position < ledger_.cash_minimum);
    note(Event::line_drawn, day, total_drawn() > total_drawn_at_as_of());
    note(Event::critical_missed, day, wages_missed || !unpaid(PaymentClass::tax).empty() || !loan.empty());
    note(Event::wages_missed, day, wages_missed);
    note(Event::loan_30dpd, day, loan_age >= 30);
    note(Event::loan_90dpd, day, loan_age >= 90);
    if (total_unpaid() == 0 || first_day(Event::illiquid)) return;
    first_day(Event::illiquid) = day;
    for (const PaymentClass payment_class : ledger_.payment_policy.order)
      if (!outcome_.first_unpaid_class && !unpaid(payment_class).empty()) outcome_.first_unpaid_class = payment_class;
  }

  void close_day(int day) {
    const Minor cash = cash_ - total_drawn(), position = cash - total_unpaid();
    outcome_.cash.push_back(cash);
    outcome_.position.push_back(position);
    outcome_.lowest_position = day == 0 ? position : std::min(outcome_.lowest_position, position);
    note_events(day, position);

    Minor headroom_on_lines = 0;
    for (const OpenLine& line : lines_) headroom_on_lines += line.limit_on(day) - line.drawn_at_as_of;
    outcome_.funding_need = std::max(outcome_.funding_need, -(cumulative_ + headroom_on_lines));
  }

  const Ledger& ledger_;
  const Shocks& shocks_;
  const Timeline& timeline_;
  Flows flows_;
  ReliefFlows relief_;
  std::vector<OpenLine> lines_;
  std::array<std::deque<UnpaidDue>, payment_class_count> unpaid_;
  Minor cash_ = 0;
  Minor cumulative_ = 0;  ///< opening cash and receipts less dues, as if all were paid
  Minor owner_due_today_ = 0;
  PathOutcome outcome_;
};

PathOutcome play(const Request& request, std::optional<std::uint64_t> path) {
  const Ledger& ledger = *request.ledger;
  const Shocks shocks(ledger, *request.scenario);
  const Future future(ledger, shocks, request.seed, path);
  const Timeline timeline(ledger.company, request.horizon_days);
  Flows flows = ledger_flows(ledger, shocks, future, timeline);
  ReliefFlows relief;
  if (request.relief != nullptr) relief = apply_relief(*request.relief, ledger, shocks, future, timeline, flows.dues);
  return Firm(ledger, shocks, timeline, std::move(flows), std::move(relief)).live();
}

}  // namespace

PathOutcome play_path(const Request& request, std::uint64_t path) { return play(request, path); }

PathOutcome play_as_written(const Request& request) { return play(request, std::nullopt); }

}  // namespace headroom::twin
