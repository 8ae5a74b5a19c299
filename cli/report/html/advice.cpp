#include "cli/report/html/advice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "cli/report/html/drivers_figures.hpp"
#include "cli/report/html/owner_figures.hpp"
#include "cli/report/words/drivers_words.hpp"
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
    levers();
    reliefs();
    tight_week();
    if (items_.empty())
      say("Nothing in these numbers asks for a step today. Run it again when the books have moved, or with a scenario "
          "of what worries you.");
    return std::move(items_);
  }

 private:
  void say(const Message& message) { items_.push_back(wording_.say(message)); }

  /// By what the invoices' payment would change, where that was computed; else by what is overdue.
  void chase() {
    if (report_.drivers && !report_.drivers->chase.empty() && is_worth_chasing(report_.drivers->chase.front()))
      chase_by_effect(report_.drivers->chase);
    else chase_by_amount();
  }

  void chase_by_effect(const std::vector<InvoiceToChase>& invoices) {
    constexpr std::size_t shown_max = 3;
    for (std::size_t i = 0; i < std::min(invoices.size(), shown_max) && is_worth_chasing(invoices[i]); ++i) {
      const InvoiceToChase& invoice = invoices[i];
      say(i == 0 ? message("First ask {} for invoice {} ({}): paid on its day, it lowers the chance by {}.",
                           invoice.counterparty, invoice.invoice, wording_.money(invoice.amount),
                           fewer_points(invoice.difference))
                 : message("Then {} for invoice {} ({}): by {}.", invoice.counterparty, invoice.invoice,
                           wording_.money(invoice.amount), fewer_points(invoice.difference)));
    }
  }

  /// "2.10 ± 0.06 points", of a change that is negative.
  Message fewer_points(const Estimate& change) const {
    const int decimals = change.standard_error >= 0.005 ? 1 : 2;
    return message("{} ± {} points", fmt::format("{:.{}f}", -100.0 * change.value, decimals),
                   fmt::format("{:.{}f}", 100.0 * change.standard_error, decimals));
  }

  /// The two levers that a firm can pull and that lower the chance most.
  void levers() {
    if (!report_.drivers) return;
    constexpr std::size_t shown_max = 2;
    std::size_t shown = 0;
    for (const LeverResult& lever : report_.drivers->levers) {
      const LeverSide& side = lever.low && lever.low->value < lever.high.value ? *lever.low : lever.high;
      if (!side.difference || side.difference->value >= 0.0 || !is_telling(*side.difference)) continue;
      say(message("Work on this: {} ({}). With that alone the chance would be {} instead of {}.",
                  lever_words(lever.lever), change_words(side.change),
                  wording_.percent(side.value, side.difference->standard_error),
                  wording_.percent(report_.drivers->all_value, side.difference->standard_error)));
      if (++shown == shown_max) return;
    }
  }

  void chase_by_amount() {
    std::vector<CustomerDues> late = customers_of(report_.as_written->forecast);
    late.erase(std::remove_if(late.begin(), late.end(), [](const CustomerDues& one) { return one.overdue == 0; }),
               late.end());
    std::stable_sort(late.begin(), late.end(),
                     [](const CustomerDues& a, const CustomerDues& b) { return a.overdue > b.overdue; });
    if (late.empty()) return;
    const CustomerDues& first = late.front();
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

std::vector<CustomerDues> customers_of(const Forecast& forecast) {
  std::map<std::string, CustomerDues> by_name;
  for (const ForecastFlow& flow : forecast.flows) {
    if (flow.payment_class || flow.counterparty.empty() || flow.day > forecast.horizon_days) continue;
    by_name[flow.counterparty].expected += flow.amount;
  }
  for (const UndatedReceivable& item : forecast.undated) {
    CustomerDues& customer = by_name[item.counterparty];
    customer.expected += item.amount;
    customer.oldest_due = customer.overdue_items == 0 ? item.due : std::min(customer.oldest_due, item.due);
    customer.overdue += item.amount;
    ++customer.overdue_items;
  }
  std::vector<CustomerDues> customers;
  for (auto& [name, customer] : by_name) {
    customer.name = name;
    customers.push_back(customer);
  }
  std::stable_sort(customers.begin(), customers.end(),
                   [](const CustomerDues& a, const CustomerDues& b) { return a.expected > b.expected; });
  return customers;
}

std::vector<std::string> advice(const RunReport& report, const ScenarioResult& result, const Wording& wording) {
  return Advice(report, result, wording).all();
}

}  // namespace headroom
