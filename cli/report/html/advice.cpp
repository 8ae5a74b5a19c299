#include "cli/report/html/advice.hpp"

#include <algorithm>
#include <map>

#include "cli/report/html/owner_figures.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr double telling_errors = 3.0;  // a change of fewer standard errors may be chance

bool is_telling(const Estimate& change) { return std::abs(change.value) > telling_errors * change.standard_error; }

/// What a firm can do ahead about a due of this class.
Message preparation(PaymentClass payment_class) {
  switch (payment_class) {
    case PaymentClass::wages: return "Put the money for it aside first: staff who are not paid leave";
    case PaymentClass::tax: return "Ask the tax office for instalments before that day, not after it";
    case PaymentClass::loan: return "Ask the bank for a later day or a smaller instalment before it is missed";
    case PaymentClass::supplier: return "Ask these suppliers now for later payment or for part deliveries";
    case PaymentClass::owner: return "Leave this money in the firm";
    default: return "Ask now for a later day, or to pay in parts";
  }
}

/// Collects what is worth doing.
class Advice {
 public:
  Advice(const RunReport& report, const ScenarioResult& result, const Wording& wording)
      : report_(report), result_(result), base_(result.options.front()), wording_(wording) {}

  std::vector<std::string> all() {
    chase();
    missing_money();
    first_failure();
    reliefs();
    tight_week();
    if (items_.empty())
      say("Nothing in these numbers asks for a step today. Run it again when the books have moved, or with a scenario "
          "of what worries you.");
    return std::move(items_);
  }

 private:
  void say(const Message& message) { items_.push_back(wording_.say(message)); }

  void chase() {
    std::vector<CustomerReceipts> late = customers_of(report_.as_written->forecast);
    late.erase(std::remove_if(late.begin(), late.end(), [](const CustomerReceipts& one) { return one.overdue == 0; }),
               late.end());
    std::stable_sort(late.begin(), late.end(),
                     [](const CustomerReceipts& a, const CustomerReceipts& b) { return a.overdue > b.overdue; });
    if (late.empty()) return;
    const CustomerReceipts& first = late.front();
    say(message(
        "Ask {} for the {} that is overdue, since {} at the longest: it is the largest sum that should have come "
        "already.",
        first.name, wording_.money(first.overdue), wording_.date(first.oldest_due)));
  }

  void missing_money() {
    if (!base_.is_random || base_.funding_need.p95.value <= 0) return;
    const std::string need = wording_.money(base_.funding_need.p95.value);
    if (base_.runway.p05)
      say(
          message("Find {} by {}: so much more money on hand pays everything in 19 of 20 futures, and in 1 of 20 the "
                  "money is short by that day.",
                  need, wording_.date(*base_.runway.p05)));
    else say(message("Find {}: so much more money on hand pays everything in 19 of 20 futures.", need));
  }

  void first_failure() {
    if (!base_.first_failure) return;
    const FirstFailure& failure = *base_.first_failure;
    const Message what = failure.items.empty() ? Message("older arrears") : Message(items_words(failure));
    say(message("Prepare for {}: what most often fails first is {} ({}), in {} of the futures that run short. {}.",
                wording_.date(failure.day), Message(dues_words(failure.payment_class)), what,
                wording_.percent(failure.share, 0.01), preparation(failure.payment_class)));
  }

  void reliefs() {
    const OptionResult* best = nullptr;
    for (const OptionResult& option : result_.options) {
      if (!has_probability(option) || !option.change || !is_telling(option.change->default_probability)) continue;
      const double change = option.change->default_probability.value;
      if (change > 0.0)
        say(message("Do not take {} for this: with it the chance is {} instead of {}.",
                    wording_.option_name(option.name), wording_.percent(*option.default_probability),
                    wording_.percent(*base_.default_probability)));
      else if (best == nullptr || change < best->change->default_probability.value) best = &option;
    }
    if (best == nullptr) return;
    say(message("Ask for {}: with it the chance falls from {} to {}. {} of it would still be owed after {}.",
                wording_.option_name(best->name), wording_.percent(*base_.default_probability),
                wording_.percent(*best->default_probability),
                wording_.mean_money(best->owed_after_horizon.value_or(0.0)),
                wording_.date(report_.manifest.horizon_days)));
  }

  void tight_week() {
    const std::vector<CashWeek>& weeks = report_.as_written->forecast.weeks;
    const auto lowest = std::min_element(weeks.begin(), weeks.end(),
                                         [](const CashWeek& a, const CashWeek& b) { return a.closing < b.closing; });
    if (lowest == weeks.end()) return;
    const auto largest = std::max_element(lowest->payments.begin(), lowest->payments.end());
    if (*largest <= 0) return;
    const auto payment_class = static_cast<PaymentClass>(largest - lowest->payments.begin());
    say(
        message("Look at the week from {}: even if all goes as written it ends lowest of the next {}, with {} after "
                "everything owed. The largest sum due in it is {} ({}): what of it can wait, should.",
                wording_.date(lowest->first_day), weeks.size(), wording_.money(lowest->closing),
                wording_.money(*largest), Message(dues_words(payment_class))));
  }

  const RunReport& report_;
  const ScenarioResult& result_;
  const OptionResult& base_;
  const Wording& wording_;
  std::vector<std::string> items_;
};

}  // namespace

std::vector<CustomerReceipts> customers_of(const Forecast& forecast) {
  std::map<std::string, CustomerReceipts> by_name;
  for (const ForecastFlow& flow : forecast.flows) {
    if (flow.payment_class || flow.counterparty.empty() || flow.day > forecast.horizon_days) continue;
    by_name[flow.counterparty].expected += flow.amount;
  }
  for (const UndatedReceivable& item : forecast.undated) {
    CustomerReceipts& customer = by_name[item.counterparty];
    customer.expected += item.amount;
    customer.oldest_due = customer.overdue_items == 0 ? item.due : std::min(customer.oldest_due, item.due);
    customer.overdue += item.amount;
    ++customer.overdue_items;
  }
  std::vector<CustomerReceipts> customers;
  for (auto& [name, customer] : by_name) {
    customer.name = name;
    customers.push_back(customer);
  }
  std::stable_sort(customers.begin(), customers.end(),
                   [](const CustomerReceipts& a, const CustomerReceipts& b) { return a.expected > b.expected; });
  return customers;
}

std::vector<std::string> advice(const RunReport& report, const ScenarioResult& result, const Wording& wording) {
  return Advice(report, result, wording).all();
}

}  // namespace headroom
