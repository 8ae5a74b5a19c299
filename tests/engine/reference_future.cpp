#include "tests/engine/reference_future.hpp"

#include <algorithm>
#include <cmath>

#include "models/normal.hpp"

namespace headroom::twin {

namespace {

constexpr double probability_tolerance = 1e-12;  // what is less likely than this is not told from certainty
constexpr int days_beyond_any_horizon = 100'000;

bool is_possible(const PaymentDelay& law, int days_min) { return law.unpaid_after(days_min - 1) > 0.0; }

}  // namespace

double DelayLaw::paid_by(int days) const {
  if (days < days_min) return 0.0;
  const double open = law.unpaid_after(days_min - 1);
  return open < 1.0 ? 1.0 - law.unpaid_after(days) / open : law.paid_by(days);
}

std::optional<int> DelayLaw::quantile(double level) const {
  int low = days_min, high = days_beyond_any_horizon;
  if (paid_by(high) < level) return std::nullopt;
  while (low < high) {
    const int middle = low + (high - low) / 2;
    if (paid_by(middle) >= level) high = middle;
    else low = middle + 1;
  }
  return low;
}

DelayLaw law_of_open_claim(const Ledger& ledger, const Shocks& shocks, const std::string& counterparty, Date due) {
  const Date as_of = ledger.company.as_of;
  const int days_overdue = as_of - due;
  const bool overdue = days_overdue >= 1;
  DelayLaw result{delay_of(ledger, counterparty_named(ledger, counterparty)), due, due,
                  overdue ? days_overdue + 1 : days_overdue};
  const DelayLaw assumed{PaymentDelay::overdue_assumption(), due, as_of, 1};
  const Subject item{std::max(due, as_of), counterparty, std::nullopt};
  DelayLaw assumed_and_shocked = assumed;
  assumed_and_shocked.law = shocks.delay(assumed.law, item);
  const bool own_is_possible = is_possible(result.law, result.days_min);
  result.law = shocks.delay(result.law, item);
  if (own_is_possible && is_possible(result.law, result.days_min)) return result;
  return is_possible(assumed_and_shocked.law, 1) ? assumed_and_shocked : assumed;
}

DelayLaw law_of_invoice_to_come(const Ledger& ledger, const Shocks& shocks, const std::string& counterparty, Date due) {
  const PaymentDelay as_written = delay_of(ledger, counterparty_named(ledger, counterparty));
  const PaymentDelay law = shocks.delay(as_written, {due, counterparty, std::nullopt});
  return {law, due, due, law.earliest_days()};
}

DelayLaw law_of_prompt_share(const Ledger& ledger, const Shocks& shocks, const std::string& counterparty, Date due) {
  const auto punctual = PaymentDelay::mixture(1.0, 0.0, counterparty_named(ledger, counterparty).late);
  return {shocks.delay(punctual, {due, counterparty, std::nullopt}), due, due, 0};
}

Future::Future(const Ledger& ledger, const Shocks& shocks, std::uint64_t seed, std::optional<std::uint64_t> path)
    : ledger_(ledger), shocks_(shocks), seed_(seed), path_(path) {}

double Future::normal(Purpose purpose, const ItemIdentity& item) const {
  return normal_of(draw(stream_key(seed_, purpose, item), path_.value()));
}

double Future::latent(Purpose purpose, const ItemIdentity& item) const {
  const auto [a, b] = shocks_.dependence();
  const double market = normal(Purpose::market, {"market", "", ""});
  const double counterparty = normal(Purpose::counterparty, {"counterparty", item.counterparty, ""});
  const double own = normal(purpose, item);
  return (std::sqrt(a) * market + std::sqrt(b) * counterparty) + std::sqrt(std::max(0.0, 1.0 - a - b)) * own;
}

bool Future::cancels(const Order& order) const {
  const Counterparty customer = counterparty_named(ledger_, order.counterparty);
  const double as_written = order.cancellation ? *order.cancellation : customer.cancellation.value_or(0.0);
  const Date ships = effective_ship_date(ledger_, order);
  const double probability =
      shocks_.probability(ShockOf::cancellation, as_written, {ships, order.counterparty, std::nullopt});
  if (is_as_written()) return probability >= 1.0;
  return latent(Purpose::cancellation, {"order", order.counterparty, order.number}) < normal_quantile(probability);
}

std::optional<int> Future::failure_day(const std::string& counterparty, int last_day) const {
  if (is_as_written()) return std::nullopt;
  const double as_written = counterparty_named(ledger_, counterparty).failure_annual.value_or(0.0);
  const double level = normal_cdf(latent(Purpose::failure, {"counterparty", counterparty, ""}));
  double survival = 1.0;
  for (int day = 1; day <= last_day; ++day) {
    const double yearly =
        shocks_.probability(ShockOf::failure, as_written, {ledger_.company.as_of + day, counterparty, std::nullopt});
    survival *= exponential(logarithm(1.0 - yearly) / 365.0);
    if (level < 1.0 - survival) return day;
  }
  return std::nullopt;
}

bool Future::loses_dispute(const Receivable& receivable) const {
  if (is_as_written()) return receivable.dispute_lost >= 1.0;
  const ItemIdentity item{"invoice", receivable.counterparty, receivable.invoice, receivable.part};
  return latent(Purpose::dispute, item) < normal_quantile(receivable.dispute_lost);
}

std::optional<Date> Future::payment_date(const DelayLaw& law, const ItemIdentity& item, Purpose purpose) const {
  if (is_as_written()) {
    const auto first = law.quantile(probability_tolerance);
    if (!first) return std::nullopt;  // certain never to come
    const bool certain = law.paid_by(*first) >= 1.0 - probability_tolerance;
    return certain ? law.counted_from + *first : law.due;
  }
  const auto days = law.quantile(normal_cdf(-latent(purpose, item)));
  return days ? std::optional(law.counted_from + *days) : std::nullopt;
}

Minor Future::realised_sales(const SalesStream& stream, const std::string& period, double expected) const {
  double sales = expected;
  if (!is_as_written() && stream.volatility > 0.0) {
    const double v = stream.volatility, l = latent(Purpose::sales_period, {"sale", stream.counterparty, period});
    sales *= exponential(v * l - v * v / 2);
  }
  if (!is_as_written() && stream.level_volatility > 0.0) {
    const double w = stream.level_volatility,
                 l = latent(Purpose::sales_level, {"sale", stream.counterparty, stream.name});
    sales *= exponential(w * l - w * w / 2);
  }
  return round_half_away(sales);
}

bool Future::approves(double probability) const {
  if (probability >= 1.0) return true;
  if (is_as_written()) return probability > 0.0;
  return uniform_of(draw(stream_key(seed_, Purpose::approval, {"approval", "", ""}), path_.value())) < probability;
}

}  // namespace headroom::twin
