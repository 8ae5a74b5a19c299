#include "tests/engine/reference_twin.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <tuple>

#include "models/error.hpp"
#include "tests/engine/reference_credit.hpp"
#include "tests/engine/reference_flows.hpp"
#include "tests/engine/reference_money.hpp"
#include "tests/engine/reference_relief.hpp"

namespace headroom::twin {

namespace {

struct UnpaidDue {
  int aged_from = 0;
  Minor amount = 0;
  std::string supplier, kind, counterparty, number;

  /// Who is paid first: the oldest; of one age, suppliers with terms by name, then the rest.
  auto order() const { return std::tie(aged_from, is_of_others, supplier, kind, counterparty, number); }
  bool is_of_others = true;
};

/// Where the firm stands with a supplier with terms.
struct SupplierAccount {
  const Supplier* terms = nullptr;
  Minor owed_nights = 0;  ///< what was unpaid, night by night, since interest was charged
  bool has_stopped = false;
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
  Firm(const Ledger& ledger, const Shocks& shocks, const Future& future, const Timeline& timeline, Flows flows,
       const Relief* relief)
      : ledger_(ledger),
        shocks_(shocks),
        future_(future),
        timeline_(timeline),
        relief_terms_(relief),
        flows_(std::move(flows)),
        dues_of_ledger_(flows_.dues),
        cash_(ledger.cash) {
    relief_ = relieve(flows_.dues);
    undisturbed_ = flows_;
    undisturbed_.dues = dues_of_firm_that_pays(ledger, timeline.horizon_days(), dues_of_ledger_, flows_.later_dues);
    undisturbed_grants_ = relieve(undisturbed_.dues).grants;
    for (const Supplier& terms : ledger.suppliers) suppliers_.push_back({&terms, 0, false});
    for (const CreditLine& terms : ledger.credit_lines) {
      OpenLine line;
      line.terms = &terms;
      line.limit = in_firm_currency(ledger, terms.limit, terms.currency);
      line.drawn = line.drawn_at_as_of = in_firm_currency(ledger, terms.drawn, terms.currency);
      if (terms.until) line.until_day = timeline.day_of(*terms.until);
      lines_.push_back(line);
    }
    cumulative_ = ledger.cash;
    for (std::vector<Minor>* by_day : {&outcome_.receipts, &outcome_.loan_dues, &outcome_.other_dues})
      by_day->assign(static_cast<std::size_t>(timeline.horizon_days()) + 1, 0);
    outcome_.owed_after_horizon = relief_.deferred_beyond_horizon;
    outcome_.exempted = relief_.exempted;
  }

  PathOutcome live() {
    for (int day = 0; day <= timeline_.horizon_days(); ++day) {
      let_money_in(day);
      charge_interest_on_lines(day);
      end_lines(day);
      pay_lines_down();
      let_dues_join(day);
      pay_creditors(day);
      pay_owner();
      close_day(day);
      for (SupplierAccount& account : suppliers_) hear_supplier(account, day);
      for (const SupplierAccount& account : suppliers_)
        if (account.terms->credit_limit && day < timeline_.horizon_days())
          let_supplier_deliver(*account.terms, day + 1);
    }
    count_arrears_of_relief();
    return outcome_;
  }

 private:
  /// A class is in arrears with the relief before anything else.
  void count_arrears_of_relief() {
    for (const PaymentClass payment_class : ledger_.payment_policy.order) {
      Minor owed = 0;
      for (const UnpaidDue& due : unpaid(payment_class)) owed += due.amount;
      outcome_.owed_in_arrears += std::min(owed, due_of_relief_[static_cast<std::size_t>(payment_class)]);
    }
    outcome_.owed_after_horizon += outcome_.owed_in_arrears;
  }

  ReliefFlows relieve(std::vector<Due>& dues) const {
    return relief_terms_ ? apply_relief(*relief_terms_, ledger_, shocks_, future_, timeline_, dues) : ReliefFlows();
  }

  void let_money_in(int day) {
    const Minor before = cash_;
    for (const Receipt& receipt : flows_.receipts)
      if (receipt.day == day) cash_ += receipt.amount;
    outcome_.receipts[static_cast<std::size_t>(day)] = cash_ - before;
    for (const Receipt& grant : relief_.grants)
      if (grant.day == day) cash_ += grant.amount;
    for (const Disbursement& disbursement : relief_.disbursements)
      if (disbursement.day == day && !is_withheld(disbursement)) disburse(disbursement);
  }

  /// On its day only earlier days' events are known.
  bool is_withheld(const Disbursement& disbursement) const {
    return disbursement.withheld_after && first_day(*disbursement.withheld_after).has_value();
  }

  void disburse(const Disbursement& disbursement) {
    cash_ += disbursement.paid_out;
    cumulative_ += disbursement.paid_out;
    for (const Due& due : disbursement.dues) {
      add_due_beside_ledger(due);
      undisturbed_.dues.push_back(due);
    }
    outcome_.owed_after_horizon += disbursement.principal_after_horizon;
    outcome_.forgiven += disbursement.forgiven;
    outcome_.forgiven_after_horizon += disbursement.forgiven_after_horizon;
  }

  void charge_interest_on_lines(int day) {
    for (OpenLine& line : lines_) {
      if (day > 0) line.balance_days += line.drawn;
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
    std::stable_sort(lines.begin(), lines.end(), [](const OpenLine* a, const OpenLine* b) {
      return a->terms->rate_annual < b->terms->rate_annual;
    });
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

  std::deque<UnpaidDue>& unpaid(PaymentClass payment_class) {
    return unpaid_.at(static_cast<std::size_t>(payment_class));
  }

  /// Oldest first.
  void owe(PaymentClass payment_class, const UnpaidDue& added) {
    if (added.amount == 0) return;
    auto& queue = unpaid(payment_class);
    const auto place =
        std::find_if(queue.begin(), queue.end(), [&](const UnpaidDue& due) { return due.order() > added.order(); });
    queue.insert(place, added);
  }

  void note_due(PaymentClass payment_class, int day, Minor amount) {
    auto& dues = payment_class == PaymentClass::loan ? outcome_.loan_dues : outcome_.other_dues;
    dues[static_cast<std::size_t>(day)] += amount;
  }

  /// What credit lines want on a day.
  void owe(PaymentClass payment_class, int day, Minor amount) {
    note_due(payment_class, day, amount);
    owe(payment_class, {day, amount, "", "", "", ""});
  }

  void let_dues_join(int day) {
    owner_due_today_ = 0;
    for (const Due& due : flows_.dues) {
      if (due.day != day) continue;
      if (due.is_of_relief) due_of_relief_[static_cast<std::size_t>(due.payment_class)] += due.amount;
      if (due.payment_class == PaymentClass::owner) {
        owner_due_today_ += due.amount;
      } else {
        note_due(due.payment_class, day, due.amount);
        owe(due.payment_class,
            {due.aged_from, due.amount, due.supplier, due.kind, due.counterparty, due.number, due.supplier.empty()});
      }
    }
  }

  // --- suppliers with terms ---

  /// Charges and relief loans: no relief acts on them.
  void add_due_beside_ledger(const Due& due) {
    flows_.dues.push_back(due);
    dues_beside_ledger_.push_back(due);
  }

  Due charge_on(int day, Minor amount) const {
    Due due;
    due.payment_class = PaymentClass::other;
    due.day = due.aged_from = day;
    due.amount = amount;
    return due;
  }

  /// At the end of the day.
  void hear_supplier(SupplierAccount& account, int day) {
    const Supplier& terms = *account.terms;
    std::optional<int> oldest;
    for (const UnpaidDue& due : unpaid(PaymentClass::supplier)) {
      if (due.supplier != terms.name) continue;
      account.owed_nights += due.amount;
      if (!oldest) oldest = due.aged_from;
      if (day - due.aged_from == terms.grace_days && day < timeline_.horizon_days()) {
        const Minor fee = in_firm_currency(ledger_, terms.late_fee, terms.currency);
        add_due_beside_ledger(charge_on(day + 1, fee));
        outcome_.late_fees += fee;
      }
    }
    if (day < timeline_.horizon_days() && is_last_day_of_month(timeline_.date_of(day + 1))) {
      const Minor interest = round_half_away(static_cast<double>(account.owed_nights) * terms.late_interest / 365.0);
      account.owed_nights = 0;
      add_due_beside_ledger(charge_on(day + 1, interest));
      outcome_.late_interest += interest;
    }
    if (oldest && terms.stops_after && !account.has_stopped && day - *oldest >= *terms.stops_after) stop(account, day);
  }

  void stop(SupplierAccount& account, int today) {
    account.has_stopped = true;
    outcome_.stop_day[account.terms->name] = today;
    const auto is_undelivered = [&](int delivery) {
      return delivery >= 0 && flows_.deliveries[static_cast<std::size_t>(delivery)].supplier == account.terms->name &&
             flows_.deliveries[static_cast<std::size_t>(delivery)].day > today;
    };
    const auto is_stopped = [&](const Due& due) { return is_undelivered(due.delivery) && due.day > today; };
    if (account.terms->when_stopped == WhenStopped::no_delivery) {
      std::erase_if(dues_of_ledger_, is_stopped);
      std::erase_if(flows_.later_dues, is_stopped);
      for (const Receipt& receipt : flows_.receipts)  // what was paid ahead goes back like a deposit
        if (is_undelivered(receipt.delivery) && receipt.day <= today)
          flows_.deliveries[static_cast<std::size_t>(receipt.delivery)].deposit.amount += receipt.amount;
      std::erase_if(flows_.receipts,
                    [&](const Receipt& receipt) { return is_undelivered(receipt.delivery) && receipt.day > today; });
      for (std::size_t i = 0; i < flows_.deliveries.size(); ++i)
        if (is_undelivered(static_cast<int>(i)) && flows_.deliveries[i].deposit.day <= timeline_.horizon_days())
          dues_of_ledger_.push_back(flows_.deliveries[i].deposit);
    } else {
      for (const Due& due : flows_.later_dues) dues_of_ledger_.push_back(due);
      flows_.later_dues.clear();
      for (Due& due : dues_of_ledger_)
        if (is_stopped(due)) demand_in_advance(due, *account.terms, today);
      for (const Due& due : dues_of_ledger_)
        if (due.day > timeline_.horizon_days()) flows_.later_dues.push_back(due);
      std::erase_if(dues_of_ledger_, [&](const Due& due) { return due.day > timeline_.horizon_days(); });
    }
    plan_again_after(today);
  }

  /// On the evening before.
  void let_supplier_deliver(const Supplier& terms, int day) {
    Minor past_due = 0;
    for (const UnpaidDue& due : unpaid(PaymentClass::supplier))
      if (due.supplier == terms.name) past_due += due.amount;
    const Minor limit = in_firm_currency(ledger_, *terms.credit_limit, terms.currency);
    const Deliveries deliveries = deliver_on(day, terms, limit, past_due, {&dues_of_ledger_, &flows_.later_dues});
    if (deliveries.cash.empty()) return;
    dues_of_ledger_.insert(dues_of_ledger_.end(), deliveries.cash.begin(), deliveries.cash.end());
    outcome_.cash_day.emplace(terms.name, day);
    outcome_.cash_paid[terms.name] += deliveries.sum;
    plan_again_after(day - 1);
  }

  void demand_in_advance(Due& due, const Supplier& terms, int today) {
    const int day = std::max(today + 1, timeline_.settled(due.unmoved - (terms.terms_days + terms.prepayment_days)));
    if (day >= due.day) return;
    due.day = due.aged_from = day;
    due.must_be_prepaid = true;
  }

  /// What falls due and is granted from tomorrow on, by what is known now; what has happened stays.
  void plan_again_after(int today) {
    std::vector<Due> dues = dues_of_ledger_;
    const ReliefFlows relief = relieve(dues);
    const auto is_to_come = [&](const auto& item) { return item.day > today; };
    std::erase_if(flows_.dues, is_to_come);
    std::copy_if(dues.begin(), dues.end(), std::back_inserter(flows_.dues), is_to_come);
    std::copy_if(dues_beside_ledger_.begin(), dues_beside_ledger_.end(), std::back_inserter(flows_.dues), is_to_come);
    std::erase_if(relief_.grants, is_to_come);
    std::copy_if(relief.grants.begin(), relief.grants.end(), std::back_inserter(relief_.grants), is_to_come);
    outcome_.owed_after_horizon += relief.deferred_beyond_horizon - relief_.deferred_beyond_horizon;
    relief_.deferred_beyond_horizon = relief.deferred_beyond_horizon;
  }

  /// What the position would move by if no supplier stopped or charged anything: with enough money none does.
  void go_on_undisturbed(int day) {
    for (const Receipt& receipt : undisturbed_.receipts)
      if (receipt.day == day) cumulative_ += receipt.amount;
    for (const Receipt& grant : undisturbed_grants_)
      if (grant.day == day) cumulative_ += grant.amount;
    for (const Due& due : undisturbed_.dues)
      if (due.day == day && due.payment_class != PaymentClass::owner) cumulative_ -= due.amount;
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
  const std::optional<int>& first_day(Event event) const {
    return outcome_.first_day.at(static_cast<std::size_t>(event));
  }

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

  int days_past_due(PaymentClass payment_class, int day) const {
    const auto& queue = unpaid_.at(static_cast<std::size_t>(payment_class));
    return queue.empty() ? 0 : day - queue.front().aged_from;
  }

  void note_events(int day, Minor position) {
    const auto& loan = unpaid(PaymentClass::loan);
    const bool wages_missed = !unpaid(PaymentClass::wages).empty();
    const int loan_age = days_past_due(PaymentClass::loan, day);
    note(Event::below_minimum, day, position < ledger_.cash_minimum);
    note(Event::line_drawn, day, total_drawn() > total_drawn_at_as_of());
    note(Event::critical_missed, day, wages_missed || !unpaid(PaymentClass::tax).empty() || !loan.empty());
    note(Event::wages_missed, day, wages_missed);
    note(Event::loan_30dpd, day, loan_age >= 30);
    note(Event::loan_90dpd, day, loan_age >= 90);
    note(Event::wages_30dpd, day, days_past_due(PaymentClass::wages, day) >= 30);
    for (const PaymentClass payment_class : ledger_.payment_policy.order)
      note(Event::any_90dpd, day, days_past_due(payment_class, day) >= 90);
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

    go_on_undisturbed(day);
    Minor headroom_on_lines = 0;
    for (const OpenLine& line : lines_) headroom_on_lines += line.limit_on(day) - line.drawn_at_as_of;
    outcome_.funding_need = std::max(outcome_.funding_need, -(cumulative_ + headroom_on_lines));
  }

  const Ledger& ledger_;
  const Shocks& shocks_;
  const Future& future_;
  const Timeline& timeline_;
  const Relief* relief_terms_;
  Flows flows_;
  std::vector<Due> dues_of_ledger_;      ///< before any relief
  std::vector<Due> dues_beside_ledger_;  ///< of relief loans, and for lateness
  ReliefFlows relief_;
  Flows undisturbed_;
  std::vector<Receipt> undisturbed_grants_;
  std::vector<SupplierAccount> suppliers_;
  std::vector<OpenLine> lines_;
  std::array<std::deque<UnpaidDue>, payment_class_count> unpaid_;
  std::array<Minor, payment_class_count> due_of_relief_ = {};  ///< so far
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
  Flows flows = ledger_flows(ledger, shocks, future, timeline, request.amendment);
  return Firm(ledger, shocks, future, timeline, std::move(flows), request.relief).live();
}

}  // namespace

PathOutcome play_path(const Request& request, std::uint64_t path) { return play(request, path); }

PathOutcome play_as_written(const Request& request) { return play(request, std::nullopt); }

}  // namespace headroom::twin
