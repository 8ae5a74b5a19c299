#include <charconv>

#include "engine/questions/ledger_parts.hpp"

namespace headroom {

namespace {

/// All that an item says, field by field.
class Content {
 public:
  template <class... Fields>
  static std::string of(const Fields&... fields) {
    Content content;
    (content.add(fields), ...);
    return std::move(content.text_);
  }

 private:
  void add(std::string_view text) { (text_ += text) += '\x1F'; }
  void add(const std::string& text) { add(std::string_view(text)); }
  void add(Date date) { add(iso_text(date)); }
  void add(Minor amount) { add(std::to_string(amount)); }
  void add(int number) { add(std::to_string(number)); }
  void add(bool truth) { add(std::string_view(truth ? "yes" : "no")); }
  void add(double number) {
    char digits[32];
    add(std::string_view(digits, static_cast<std::size_t>(std::to_chars(digits, digits + 32, number).ptr - digits)));
  }
  void add(Every every) { add(every.months), add(every.days); }
  void add(const Recurrence& when) { add(when.first), add(when.every), add(when.on_last_day), add(when.until); }
  void add(const LatePart& late) { add(late.median_days), add(late.sigma); }
  void add(const LoanFee& fee) { add(fee.amount), add(fee.share), add(fee.next), add(fee.every); }
  template <class Value>
  void add(const std::optional<Value>& value) {
    if (value) add(*value);
    else add("none");
  }

  std::string text_;
};

std::string key_of(std::string_view name, std::string_view counterparty, std::string_view part = "") {
  std::string key(name);
  if (!counterparty.empty()) (key += " / ") += counterparty;
  if (!part.empty()) (key += " / ") += part;
  return key;
}

/// Adds items to a list; of several of one name, each gets a key of its own.
class Items {
 public:
  void add(const std::string& key, std::string content) {
    std::string unique = key;
    for (int copy = 2; items_.contains(unique); ++copy) unique = key + " (" + std::to_string(copy) + ")";
    items_.emplace(std::move(unique), std::move(content));
  }

  void add(const Receivable& item) {
    add(key_of(item.invoice, item.counterparty, item.part),
        Content::of(item.due, item.amount, item.currency, item.disputed, item.dispute_lost, item.dispute_until,
                    item.credits));
  }

  void add(const Order& item) {
    std::string content =
        Content::of(item.ships, item.amount, item.terms_days, item.currency, item.cancellation, item.deposit,
                    item.deposit_refund, item.cost, item.cost_due, item.cost_sunk, item.supplier);
    for (const Milestone& part : item.milestones)
      content += Content::of(part.name, part.due, part.amount, part.if_cancelled);
    add(key_of(item.number, item.counterparty), std::move(content));
  }

  void add(const Payable& item) {
    add(key_of(item.bill, item.counterparty, item.part),
        Content::of(item.due, item.amount, item.currency, static_cast<int>(item.payment_class)));
  }

  void add(const Supplier& item) {
    add("terms of " + item.name,
        Content::of(item.late_interest, item.late_fee, item.currency, item.grace_days, item.stops_after,
                    static_cast<int>(item.when_stopped), item.prepayment_days, item.credit_limit, item.terms_days));
  }

  void add(const FixedCost& item) {
    add(key_of(item.name, ""),
        Content::of(static_cast<int>(item.payment_class), item.amount, item.when, item.growth_annual, item.currency));
  }

  void add(const Loan& item) {
    std::string content =
        Content::of(item.balance, item.rate_annual, item.next_payment, item.every, item.maturity,
                    static_cast<int>(item.repayment), static_cast<int>(item.day_count), item.accrued_from, item.payment,
                    item.past_due, item.past_due_since, item.currency, item.on_last_day, item.long_last_period,
                    item.principal_from, item.principal_every, item.principal_payment, item.capitalised_until,
                    static_cast<int>(item.business_days), item.country, item.fee, item.payment_kept_at_reset);
    for (const RateReset& reset : item.resets) content += Content::of(reset.date, reset.rate_annual);
    add(key_of(item.name, ""), std::move(content));
  }

  void add(const CreditLine& item) {
    add(key_of(item.name, ""), Content::of(item.limit, item.drawn, item.rate_annual, item.until, item.currency));
  }

  void add(const SalesStream& item) {
    std::string content =
        Content::of(item.amount, item.when, item.terms_days, item.volatility, item.level_volatility, item.cost_share,
                    item.cost_flex, item.cost_lead_days, item.net_of_orders, item.currency, item.supplier);
    for (const double month : item.season) content += Content::of(month);
    add(key_of(item.name, item.counterparty), std::move(content));
  }

  void add(const Counterparty& item, const std::vector<DelayTable>& laws) {
    std::string content = Content::of(item.cancellation, item.on_time, item.late, item.never, item.prompt_share,
                                      item.failure_annual, item.group, item.country);
    for (const DelayTable& law : laws)
      if (item.delay_law == law.name)
        for (const DelayRow& row : law.rows) content += Content::of(row.probability, row.days);
    add(key_of(item.name, ""), std::move(content));
  }

  template <class List>
  void add_all(const List& list) {
    for (const auto& item : list) add(item);
  }

  PartItems items() && { return std::move(items_); }

 private:
  PartItems items_;
};

void add_policies(const Ledger& ledger, Items& items) {
  std::string policy;
  for (const int days : ledger.payment_policy.days) policy += Content::of(days);
  for (const PaymentClass payment_class : ledger.payment_policy.order)
    policy += Content::of(static_cast<int>(payment_class));
  items.add("how the firm pays", policy);
  items.add("business days", Content::of(static_cast<int>(ledger.company.business_days), ledger.company.country));
}

}  // namespace

PartItems items_of(const Ledger& ledger, LedgerPart part) {
  Items items;
  switch (part) {
    case LedgerPart::date: items.add("as_of", Content::of(ledger.company.as_of)); break;
    case LedgerPart::cash:
      items.add("balance", Content::of(ledger.cash));
      items.add("minimum", Content::of(ledger.cash_minimum));
      break;
    case LedgerPart::receivables: items.add_all(ledger.receivables); break;
    case LedgerPart::orders: items.add_all(ledger.orders); break;
    case LedgerPart::payables:
      items.add_all(ledger.payables);
      items.add_all(ledger.suppliers);
      break;
    case LedgerPart::fixed_costs: items.add_all(ledger.fixed_costs); break;
    case LedgerPart::loans_and_lines:
      items.add_all(ledger.loans);
      items.add_all(ledger.credit_lines);
      break;
    case LedgerPart::sales: items.add_all(ledger.sales); break;
    case LedgerPart::customers:
      for (const Counterparty& customer : ledger.counterparties) items.add(customer, ledger.delay_laws);
      break;
    case LedgerPart::dependence:
      items.add("dependence", Content::of(ledger.dependence.market, ledger.dependence.counterparty));
      break;
    case LedgerPart::rates:
      for (const ExchangeRates::Row& row : ledger.exchange_rates.rows())
        items.add(row.currency.code, Content::of(static_cast<Minor>(row.rate.mantissa), row.rate.exponent));
      break;
    case LedgerPart::policies: add_policies(ledger, items); break;
  }
  return std::move(items).items();
}

}  // namespace headroom
