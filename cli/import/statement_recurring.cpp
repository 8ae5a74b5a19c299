#include "cli/import/statement_recurring.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "cli/exports/tables/export_values.hpp"

namespace headroom {

namespace {

constexpr int days_apart_max = 7, days_of_parts_max = 16;
constexpr Minor named_difference_parts = 10, likely_difference_parts = 20;  // a tenth, a twentieth of the amount

/// How a payment's text calls costs of a class, in small letters.
struct ClassWord {
  PaymentClass payment_class;
  std::string_view word;
};
constexpr ClassWord class_words[] = {{PaymentClass::rent, "rent"},
                                     {PaymentClass::rent, "miete"},
                                     {PaymentClass::rent, "loyer"},
                                     {PaymentClass::rent, "alquiler"},
                                     {PaymentClass::rent, "房租"},
                                     {PaymentClass::rent, "租金"},
                                     {PaymentClass::rent, "家賃"},
                                     {PaymentClass::rent, "lease"},
                                     {PaymentClass::wages, "wages"},
                                     {PaymentClass::wages, "salar"},
                                     {PaymentClass::wages, "payroll"},
                                     {PaymentClass::wages, "lohn"},
                                     {PaymentClass::wages, "gehalt"},
                                     {PaymentClass::wages, "gehälter"},
                                     {PaymentClass::wages, "nómina"},
                                     {PaymentClass::wages, "工资"},
                                     {PaymentClass::wages, "給与"},
                                     {PaymentClass::insurance, "insurance"},
                                     {PaymentClass::insurance, "versicherung"},
                                     {PaymentClass::insurance, "assurance"},
                                     {PaymentClass::insurance, "seguro"},
                                     {PaymentClass::insurance, "保险"},
                                     {PaymentClass::insurance, "保険"},
                                     {PaymentClass::utilities, "electric"},
                                     {PaymentClass::utilities, "strom"},
                                     {PaymentClass::utilities, "energie"},
                                     {PaymentClass::utilities, "energy"},
                                     {PaymentClass::utilities, "电费"},
                                     {PaymentClass::utilities, "電気"}};

bool names_cost(const StatementPayment& payment, const FixedCost& cost) {
  const std::string text = lower_text(payment.reference + " " + payment.party);
  const bool has_name = cost.name.size() >= 3 && text.find(lower_text(cost.name)) != std::string::npos;
  return has_name || std::any_of(std::begin(class_words), std::end(class_words), [&](const ClassWord& one) {
           return one.payment_class == cost.payment_class && text.find(one.word) != std::string::npos;
         });
}

/// Lets costs take payments, each once.
class Meeting {
 public:
  Meeting(const std::vector<StatementPayment>& payments, const std::string& ledger_currency)
      : payments_(payments), ledger_currency_(ledger_currency), is_used_(payments.size(), false) {}

  std::optional<PaidCost> take(const FixedCost& cost, Date due) {
    const Minor amount = amount_on(cost, due);
    if (const auto one = find(cost, due, 0, false)) return used(*one, due, amount);
    if (auto parts = take_parts(cost, due, amount)) return parts;
    if (const auto one = find(cost, due, amount / named_difference_parts, true)) return used(*one, due, amount);
    return std::nullopt;
  }

  /// The only payment of nearly the amount, where it does not say what it was.
  std::optional<PaidCost> likely(const FixedCost& cost, Date due) const {
    const Minor amount = amount_on(cost, due);
    const auto one = find(cost, due, amount / likely_difference_parts, false);
    if (!one) return std::nullopt;
    return PaidCost{due, amount, payments_[*one].amount, 1, payments_[*one].party};
  }

 private:
  bool is_for(std::size_t i, const FixedCost& cost) const {
    return !is_used_[i] && payments_[i].currency == (cost.currency.empty() ? ledger_currency_ : cost.currency);
  }

  std::optional<std::size_t> find(const FixedCost& cost, Date due, Minor apart_max, bool has_to_name) const {
    for (std::size_t i = 0; i < payments_.size(); ++i)
      if (is_for(i, cost) && std::abs(payments_[i].amount - amount_on(cost, due)) <= apart_max &&
          std::abs(payments_[i].day - due) <= days_apart_max && (!has_to_name || names_cost(payments_[i], cost)))
        return i;
    return std::nullopt;
  }

  PaidCost used(std::size_t i, Date due, Minor expected) {
    is_used_[i] = true;
    return {due, expected, payments_[i].amount, 1, payments_[i].party};
  }

  /// Payments to one party in a row that come to exactly the amount, the first near the due date.
  std::optional<PaidCost> take_parts(const FixedCost& cost, Date due, Minor amount) {
    for (std::size_t first = 0; first < payments_.size(); ++first) {
      if (!is_for(first, cost) || std::abs(payments_[first].day - due) > days_apart_max ||
          (payments_[first].party.empty() && !names_cost(payments_[first], cost)))
        continue;
      std::vector<std::size_t> parts = {first};
      Minor sum = payments_[first].amount;
      for (std::size_t i = first + 1; i < payments_.size() && sum < amount; ++i) {
        const bool is_alike = is_same_name(payments_[i].party, payments_[first].party) ||
                              (names_cost(payments_[i], cost) && names_cost(payments_[first], cost));
        if (!is_for(i, cost) || !is_alike || std::abs(payments_[i].day - due) > days_of_parts_max ||
            payments_[i].amount > amount - sum)
          continue;
        sum += payments_[i].amount;
        parts.push_back(i);
      }
      if (sum != amount) continue;
      for (const std::size_t i : parts) is_used_[i] = true;
      return PaidCost{due, amount, sum, parts.size(), payments_[first].party};
    }
    return std::nullopt;
  }

  const std::vector<StatementPayment>& payments_;
  const std::string& ledger_currency_;
  std::vector<bool> is_used_;
};

}  // namespace

std::vector<RecurringCost> meet_recurring_costs(const std::vector<FixedCost>& costs,
                                                const std::vector<StatementPayment>& payments,
                                                const std::string& ledger_currency, Date as_of) {
  Meeting meeting(payments, ledger_currency);
  std::vector<RecurringCost> met;
  for (const FixedCost& cost : costs) {
    RecurringCost one{&cost, {}, {}, {}, {}};
    for (const Date due : dates_up_to(cost.when, as_of)) {
      auto paid = one.unpaid.empty() ? meeting.take(cost, due) : std::nullopt;
      if (paid) one.paid.push_back(std::move(*paid));
      else one.unpaid.push_back(due);
    }
    const Date next = nth_date(cost.when, static_cast<int>(one.paid.size()));
    const bool has_ended = cost.when.until && next > *cost.when.until;
    if (!one.paid.empty() && !has_ended && cost.growth_annual == 0.0) one.next = next;
    if (!one.paid.empty() || !one.unpaid.empty()) met.push_back(std::move(one));
  }
  for (RecurringCost& one : met)
    if (!one.unpaid.empty()) one.likely = meeting.likely(*one.cost, one.unpaid.front());
  return met;
}

}  // namespace headroom
