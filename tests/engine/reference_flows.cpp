#include "tests/engine/reference_flows.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "tests/engine/reference_money.hpp"

namespace headroom::twin {

Timeline::Timeline(const Company& company, int horizon_days)
    : company_(company), calendar_(BusinessCalendar::of_country(company.country)), horizon_days_(horizon_days) {}

namespace {

class FlowsOfLedger {
 public:
  FlowsOfLedger(const Ledger& ledger, const Shocks& shocks, const Future& future, const Timeline& timeline,
                const Amendment* amendment)
      : ledger_(ledger), shocks_(shocks), future_(future), timeline_(timeline), amendment_(amendment) {}

  Flows collect() {
    let_customers_fail();
    for (const Receivable& receivable : ledger_.receivables) {
      if (receivable.amount >= 0) add_receivable(receivable);
      else if (receivable.credits.empty()) add_credit_note(receivable);
    }
    for (const Order& order : ledger_.orders) add_order(order);
    for (const SalesStream& stream : ledger_.sales) add_sales(stream);
    for (const FixedCost& cost : ledger_.fixed_costs) add_fixed_cost(cost);
    for (const Payable& payable : ledger_.payables) add_bill(payable);
    for (const Loan& loan : ledger_.loans) add_loan(loan);
    if (amendment_) multiply();
    return flows_;
  }

 private:
  /// An amount of an item in the firm's currency.
  template <class Item>
  Minor of(const Item& item, Minor amount) const {
    return in_firm_currency(ledger_, amount, item.currency);
  }

  void let_customers_fail() {
    Date last = timeline_.last_date_that_matters();
    for (const Order& order : ledger_.orders) last = std::max(last, order.ships);
    for (const SalesStream& stream : ledger_.sales) last = std::max(last, last_invoice_that_matters(stream));
    const int last_day = timeline_.day_of(last);
    const auto decide = [&](const std::string& name) {
      if (failure_days_.count(name) == 0) failure_days_[name] = future_.failure_day(name, last_day);
    };
    for (const Receivable& receivable : ledger_.receivables) decide(receivable.counterparty);
    for (const Order& order : ledger_.orders) decide(order.counterparty);
    for (const SalesStream& stream : ledger_.sales) decide(stream.counterparty);
  }

  bool has_failed(const std::string& counterparty, int day) const {
    const auto failure_day = failure_days_.at(counterparty);
    return failure_day && *failure_day <= day;
  }

  void add_receipt(const ItemIdentity& item, Date date, Minor amount, int delivery = -1) {
    const int day = timeline_.settled(date);
    if (day <= timeline_.horizon_days() && !has_failed(std::string(item.counterparty), day))
      flows_.receipts.push_back({day, amount, delivery, amendment_ ? amendment_->factor_of_receipt(item) : -1});
  }

  /// What comes or falls due on one day by one process, and of one class, is multiplied together and rounded once.
  void multiply() {
    const auto multiplied = [this](Minor sum, int process, int day) {
      return round_half_away(static_cast<double>(sum) * future_.factor(*amendment_, process, day));
    };
    std::map<std::pair<int, int>, Receipt> receipts;
    for (const Receipt& receipt : flows_.receipts) {
      if (receipt.factor < 0) continue;
      Receipt& sum = receipts[{receipt.day, receipt.factor}];
      sum.day = receipt.day;
      sum.amount += receipt.amount;
    }
    std::erase_if(flows_.receipts, [](const Receipt& receipt) { return receipt.factor >= 0; });
    for (auto& [key, receipt] : receipts) {
      receipt.amount = multiplied(receipt.amount, key.second, receipt.day);
      flows_.receipts.push_back(receipt);
    }
    std::map<std::tuple<int, int, PaymentClass, bool>, Due> dues;
    for (const Due& due : flows_.dues) {
      if (due.factor < 0) continue;
      Due& sum =
          dues.try_emplace({due.day, due.factor, due.payment_class, due.was_due_before_as_of}, due).first->second;
      if (sum.factor >= 0) sum.amount = 0;
      sum.factor = -1;
      sum.amount += due.amount;
    }
    std::erase_if(flows_.dues, [](const Due& due) { return due.factor >= 0; });
    for (auto& [key, due] : dues) {
      due.amount = multiplied(due.amount, std::get<1>(key), due.day);
      due.aged_from = due.day;
      flows_.dues.push_back(due);
    }
  }

  bool has_terms(const std::string& supplier) const {
    return std::any_of(ledger_.suppliers.begin(), ledger_.suppliers.end(),
                       [&](const Supplier& terms) { return terms.name == supplier; });
  }

  /// The terms of a supplier who limits what he lends.
  const Supplier* limiting_supplier(const std::string& name) const {
    for (const Supplier& terms : ledger_.suppliers)
      if (terms.name == name && terms.credit_limit) return &terms;
    return nullptr;
  }

  /// -1 where no supplier with terms has to deliver.
  int add_delivery(const std::string& supplier, Date date, const Due& deposit) {
    if (!has_terms(supplier)) return -1;
    flows_.deliveries.push_back({supplier, timeline_.settled(date), deposit});
    return static_cast<int>(flows_.deliveries.size()) - 1;
  }

  void add_bill(const Payable& payable) {
    Due due = dated(payable.payment_class, payable.due, of(payable, payable.amount));
    if (payable.payment_class == PaymentClass::supplier && has_terms(payable.counterparty))
      due.supplier = payable.counterparty;
    due.kind = "bill";
    due.counterparty = payable.counterparty;
    due.number = payable.bill;
    if (!due.supplier.empty() && limiting_supplier(due.supplier)) {
      due.lent_from = payable.issued ? std::max(0, timeline_.day_of(*payable.issued)) : 0;
      if (due.day > timeline_.horizon_days()) flows_.later_dues.push_back(due);
    }
    push(due);
  }

  void add_cost(Date date, Minor amount, int delivery, const ItemIdentity& item) {
    Due due = dated(PaymentClass::supplier, date, amount);
    if (amendment_) {
      const Due amended = dated(amendment_->class_of_cost(item), date, amount);
      if (!amended.was_due_before_as_of) due = amended;
      due.factor = amendment_->factor_of_cost(item);
    }
    if (delivery >= 0) due.supplier = flows_.deliveries[static_cast<std::size_t>(delivery)].supplier;
    due.delivery = delivery;
    due.kind = item.kind;
    due.counterparty = item.counterparty;
    due.number = item.number;
    if (const Supplier* terms = limiting_supplier(due.supplier))
      due.lent_from = timeline_.settled(date - terms->terms_days);
    push(due);
    if (delivery >= 0 && due.day > timeline_.horizon_days()) flows_.later_dues.push_back(due);
  }

  void push(const Due& due) {
    if (due.amount != 0 && due.day <= timeline_.horizon_days()) flows_.dues.push_back(due);
  }

  /// A due of the ledger, put off by its class's policy days.
  Due dated(PaymentClass payment_class, Date date, Minor amount) const {
    const Date paid_on = date + ledger_.payment_policy.days.at(static_cast<std::size_t>(payment_class));
    Due due;
    due.payment_class = payment_class;
    due.amount = amount;
    due.unmoved = date;
    due.day = due.aged_from = timeline_.moved(paid_on);
    if (due.day < 0) {
      due.day = 0;
      due.aged_from = std::min(0, timeline_.day_of(paid_on));
      due.was_due_before_as_of = due.aged_from < 0;
    }
    return due;
  }

  void add_due(PaymentClass payment_class, Date date, Minor amount) { push(dated(payment_class, date, amount)); }

  /// What the customer owes by a law: a share on the due date, the rest by the law, none of it before `earliest`.
  void add_claim(const std::string& counterparty, const DelayLaw& law, Minor amount, const ItemIdentity& item,
                 Date earliest, int delivery = -1) {
    const bool overdue = law.due < timeline_.as_of();
    const double share = overdue ? 0.0 : counterparty_named(ledger_, counterparty).prompt_share;
    const Minor prompt = share_of(amount, share);
    const DelayLaw prompt_law = law_of_prompt_share(ledger_, shocks_, counterparty, law.due);
    if (const auto paid = share > 0.0 ? future_.payment_date(prompt_law, item, Purpose::prompt_share) : std::nullopt)
      add_receipt(item, std::max(*paid, earliest), prompt, delivery);
    if (const auto paid = future_.payment_date(law, item))
      add_receipt(item, std::max(*paid, earliest), amount - prompt, delivery);
  }

  /// What is open at as_of; as written, nobody knows when it comes if it is overdue.
  void add_open_claim(const std::string& counterparty, Date due, Minor amount, const ItemIdentity& item,
                      int delivery = -1) {
    if (future_.is_as_written() && due < timeline_.as_of()) return;
    add_claim(counterparty, law_of_open_claim(ledger_, shocks_, counterparty, due), amount, item, timeline_.as_of(),
              delivery);
  }

  const std::string& currency_of(const Receivable& item) const {
    return item.currency.empty() ? ledger_.company.currency : item.currency;
  }

  /// What credit notes that name its invoice take off an instalment: they go to the earliest first, the disputed part
  /// of each left alone.
  Minor named_credit_on(const Receivable& receivable) const {
    Minor credit = 0;
    for (const Receivable& note : ledger_.receivables)
      if (note.amount < 0 && note.counterparty == receivable.counterparty && note.credits == receivable.invoice)
        credit -= note.amount;
    for (const Receivable& other : ledger_.receivables)
      if (other.amount > 0 && other.counterparty == receivable.counterparty && other.invoice == receivable.invoice &&
          std::pair(other.due, other.part) < std::pair(receivable.due, receivable.part))
        credit -= std::min(credit, other.amount - other.disputed);
    return std::min(credit, receivable.amount - receivable.disputed);
  }

  /// Whether two items of one customer are in one currency, and the first comes before the second in the account.
  bool is_earlier_in_account(const Receivable& first, const Receivable& second) const {
    return first.counterparty == second.counterparty && currency_of(first) == currency_of(second) &&
           std::tie(first.due, first.invoice, first.part) < std::tie(second.due, second.invoice, second.part);
  }

  /// What can be set off of an invoice by notes that name none.
  Minor free_part_of(const Receivable& receivable) const {
    return receivable.amount - receivable.disputed - named_credit_on(receivable);
  }

  /// What credit notes take off an instalment, those that name no invoice after the others and the oldest due first.
  Minor credit_on(const Receivable& receivable) const {
    Minor credit = 0;
    for (const Receivable& other : ledger_.receivables) {
      const bool is_of_account =
          other.counterparty == receivable.counterparty && currency_of(other) == currency_of(receivable);
      if (is_of_account && other.amount < 0 && other.credits.empty()) credit -= other.amount;
    }
    for (const Receivable& other : ledger_.receivables)
      if (other.amount > 0 && is_earlier_in_account(other, receivable)) credit -= std::min(credit, free_part_of(other));
    return named_credit_on(receivable) + std::min(credit, free_part_of(receivable));
  }

  /// What is left of a note that names no invoice, once it and those before it are set off.
  Minor left_of(const Receivable& note) const {
    Minor room = 0;
    for (const Receivable& other : ledger_.receivables)
      if (other.amount > 0 && other.counterparty == note.counterparty && currency_of(other) == currency_of(note))
        room += free_part_of(other);
    for (const Receivable& other : ledger_.receivables)
      if (other.amount < 0 && other.credits.empty() && is_earlier_in_account(other, note))
        room -= std::min(room, -other.amount);
    return -note.amount - std::min(room, -note.amount);
  }

  void add_receivable(const Receivable& receivable) {
    const ItemIdentity item{"invoice", receivable.counterparty, receivable.invoice, receivable.part};
    const Minor undisputed =
        of(receivable, receivable.amount - credit_on(receivable)) - of(receivable, receivable.disputed);
    add_open_claim(receivable.counterparty, receivable.due, undisputed, item);
    if (receivable.disputed > 0 && !future_.loses_dispute(receivable)) add_disputed(receivable, item);
  }

  void add_disputed(const Receivable& receivable, const ItemIdentity& item) {
    const std::string& counterparty = receivable.counterparty;
    const Date start = receivable.dispute_until ? std::max(*receivable.dispute_until, receivable.due) : receivable.due;
    if (future_.is_as_written() && start < timeline_.as_of()) return;
    const DelayLaw law = receivable.dispute_until ? law_of_invoice_to_come(ledger_, shocks_, counterparty, start)
                                                  : law_of_open_claim(ledger_, shocks_, counterparty, start);
    const auto paid = future_.payment_date(law, item, Purpose::dispute_delay);
    if (paid)
      add_receipt(item, receivable.dispute_until ? std::max(*paid, start) : *paid, of(receivable, receivable.disputed));
  }

  void add_credit_note(const Receivable& note) {
    Due due;
    due.payment_class = PaymentClass::other;
    due.amount = of(note, left_of(note));
    due.day = due.aged_from = timeline_.settled(std::max(note.due, timeline_.as_of()));
    due.was_due_before_as_of = note.due < timeline_.as_of();
    push(due);
  }

  void add_order(const Order& order) {
    const Date ships = effective_ship_date(ledger_, order);
    const bool called_off = future_.cancels(order),
               cancelled = called_off || has_failed(order.counterparty, timeline_.day_of(ships));
    const int delivery = add_delivery(order.supplier, ships,
                                      dated(PaymentClass::other, ships, cancelled ? 0 : of(order, order.deposit)));
    Minor to_invoice = of(order, order.amount) - of(order, order.deposit);
    for (const Milestone& milestone : order.milestones) {
      const Minor amount = of(order, milestone.amount);
      to_invoice -= amount;
      const Minor owed = called_off ? share_of(amount, milestone.if_cancelled) : amount;
      add_open_claim(order.counterparty, milestone.due, owed,
                     {"order", order.counterparty, order.number, milestone.name}, cancelled ? -1 : delivery);
    }

    const Date cost_date = order.cost_due.value_or(ships);
    const Subject cost_subject{std::max(cost_date, timeline_.as_of()), order.counterparty, PaymentClass::supplier};
    const Minor cost =
        round_half_away(shocks_.money(ShockOf::cost, static_cast<double>(of(order, order.cost)), cost_subject));
    const ItemIdentity item = {"order", order.counterparty, order.number};
    add_cost(cost_date, cancelled ? share_of(cost, order.cost_sunk) : cost, delivery, item);

    if (cancelled) {
      add_due(PaymentClass::other, ships, share_of(of(order, order.deposit), order.deposit_refund));
      return;
    }
    add_invoice(order.counterparty, ships, order.terms_days, std::max<Minor>(to_invoice, 0), item, delivery);
  }

  /// An invoice yet to be issued: an early payer pays no earlier than that.
  void add_invoice(const std::string& counterparty, Date issued, int terms_days, Minor amount, const ItemIdentity& item,
                   int delivery) {
    const DelayLaw law = law_of_invoice_to_come(ledger_, shocks_, counterparty, issued + terms_days);
    add_claim(counterparty, law, amount, item, issued, delivery);
  }

  /// A later invoice neither brings money nor costs anything within the horizon.
  Date last_invoice_that_matters(const SalesStream& stream) const {
    return timeline_.last_date_that_matters() + std::max(0, stream.cost_lead_days) +
           days_ahead_of_cost(ledger_, stream);
  }

  void add_sales(const SalesStream& stream) {
    const auto dates = dates_up_to(stream.when, last_invoice_that_matters(stream));
    for (int k = 0; k < static_cast<int>(dates.size()); ++k) add_sales_period(stream, k);
  }

  void add_sales_period(const SalesStream& stream, int k) {
    const Date invoiced = nth_date(stream.when, k);
    const std::string period = stream.name + "@" + iso_text(invoiced);
    const auto expected = static_cast<double>(expected_sales(ledger_, stream, k));
    const double shocked = shocks_.money(ShockOf::sales, expected, {invoiced, stream.counterparty, std::nullopt});
    const Minor realised = future_.realised_sales(stream, period, shocked);

    const ItemIdentity item = {"sale", stream.counterparty, period};
    const int delivery = add_delivery(stream.supplier, invoiced, {});
    const Date cost_date = invoiced - stream.cost_lead_days;
    if (cost_date >= timeline_.as_of() && !has_failed(stream.counterparty, timeline_.day_of(cost_date))) {
      const SalesCost as_written{stream.cost_share * (1.0 - stream.cost_flex) * expected,
                                 stream.cost_share * stream.cost_flex};
      const SalesCost cost = shocks_.sales_cost(as_written, {cost_date, stream.counterparty, PaymentClass::supplier});
      const double paid = cost.fixed + cost.flexible * static_cast<double>(realised);
      add_cost(cost_date, std::max<Minor>(0, round_half_away(paid)), delivery, item);
    }
    if (!has_failed(stream.counterparty, timeline_.day_of(invoiced)))
      add_invoice(stream.counterparty, invoiced, stream.terms_days, realised, item, delivery);
  }

  void add_fixed_cost(const FixedCost& cost) {
    for (const Date date : dates_up_to(cost.when, timeline_.last_date_that_matters())) {
      const Subject subject{std::max(date, timeline_.as_of()), std::nullopt, cost.payment_class};
      const double amount =
          shocks_.money(ShockOf::fixed_cost, static_cast<double>(of(cost, amount_on(cost, date))), subject);
      Due due = dated(cost.payment_class, date, round_half_away(amount));
      due.fixed_cost = &cost;
      push(due);
    }
  }

  void add_loan(const Loan& loan) {
    RepaymentPlan plan = repayment_plan(loan);
    plan.shift = [this](double rate_annual, Date payment) { return shocks_.rate(rate_annual, payment); };
    for (const Instalment& instalment : instalments(plan)) {
      const Minor repaid = std::max<Minor>(instalment.principal, 0);  // a payment below the interest repays nothing
      const Minor interest = instalment.interest + instalment.principal - repaid;
      Due due =
          dated(PaymentClass::loan, instalment.date, of(loan, interest) + of(loan, repaid) + of(loan, instalment.fee));
      due.loan = &loan;
      due.principal = of(loan, repaid);
      push(due);
    }
    if (loan.past_due == 0) return;
    Due arrears;
    arrears.payment_class = PaymentClass::loan;
    arrears.amount = of(loan, loan.past_due);
    arrears.aged_from = timeline_.day_of(loan.past_due_since.value());
    arrears.was_due_before_as_of = true;
    push(arrears);
  }

  const Ledger& ledger_;
  const Shocks& shocks_;
  const Future& future_;
  const Timeline& timeline_;
  const Amendment* amendment_;
  std::map<std::string, std::optional<int>> failure_days_;
  Flows flows_;
};

}  // namespace

Flows ledger_flows(const Ledger& ledger, const Shocks& shocks, const Future& future, const Timeline& timeline,
                   const Amendment* amendment) {
  return FlowsOfLedger(ledger, shocks, future, timeline, amendment).collect();
}

}  // namespace headroom::twin
