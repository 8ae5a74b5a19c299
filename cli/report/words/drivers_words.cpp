#include "cli/report/words/drivers_words.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "cli/report/words/language.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

/// What luck adds. Requires: the firm does not fail without it.
Message cause_of_all(const DriversResult& result) {
  if (result.none > 0.0)
    return message("With every cause switched off it would still happen in {} of futures: by how early customers pay.",
                   percent_words(result.none, error_of_share(result.none, result.paths)));
  if (result.causes.empty()) return "With nothing at random it would not happen.";
  const CauseShare& first = result.causes.front();
  if (first.share.value <= 0.0) return "With every cause switched off it would not happen.";
  return message("With every cause switched off it would not happen. What adds most: {}, {} of {} points.",
                 cause_words(first.cause), fmt::format("{:.1f}", 100.0 * first.share.value),
                 fmt::format("{:.1f}", 100.0 * result.all_value));
}

}  // namespace

std::string lever_key(const Lever& lever) {
  if (lever.is_largest_customer) return "largest_customer";
  if (lever.payment_class) return fmt::format("{}.{}", name_of(lever.of), name_of(*lever.payment_class));
  return std::string(name_of(lever.of));
}

std::string change_key(const LeverChange& change) {
  constexpr std::string_view kinds[] = {"times", "add", "set"};
  return fmt::format("{} {}", kinds[static_cast<std::size_t>(change.kind)], change.value);
}

Scenario named_lever_scenario(Scenario scenario, const Lever& lever, const LeverChange& change) {
  const std::string own = fmt::format("{} {}", lever_key(lever), change_key(change));
  const std::size_t shocks_of_lever = lever.is_largest_customer ? 2 : 1;
  const bool is_on_top = scenario.dependence || scenario.shocks.size() > shocks_of_lever;
  scenario.name = is_on_top ? fmt::format("{}, {}", scenario.name, own) : own;
  return scenario;
}

Message cause_words(Cause cause) {
  switch (cause) {
    case Cause::cancellation: return "orders are cancelled";
    case Cause::lateness: return "customers pay late";
    case Cause::never: return "customers never pay";
    case Cause::failure: return "customers fail";
    case Cause::sales: return "sales vary";
    case Cause::dispute: return "disputes are lost";
    case Cause::approval: return "the relief loan is not approved";
  }
  throw ContractError("unknown cause");
}

Message lever_words(const Lever& lever) {
  if (lever.is_largest_customer) return "the largest customer cancels all and never pays";
  switch (lever.of) {
    case ShockOf::sales: return "sales";
    case ShockOf::cancellation: return "cancellations";
    case ShockOf::late_days: return "days that late payers are late";
    case ShockOf::never: return "payments that never come";
    case ShockOf::cost: return "costs of orders and sales";
    case ShockOf::fixed_cost: return message("fixed costs: {}", name_of(*lever.payment_class));
    case ShockOf::rate: return "interest rates";
    default: return std::string(name_of(lever.of));
  }
}

Message change_words(const LeverChange& change) {
  switch (change.kind) {
    case LeverChange::Kind::times: return message("x {}", change.value);
    case LeverChange::Kind::add: {
      const double points = std::round(change.value * 1e5) / 1e3;
      return message("{} points", fmt::format("{:+}", points));
    }
    case LeverChange::Kind::set: return change.value == 1.0 ? Message("for certain") : message("at {}", change.value);
  }
  throw ContractError("unknown change");
}

Message reason_without_estimate(const DriversResult& result) {
  if (!result.possible) return "the event cannot happen with this ledger";
  if (!result.is_random) return "nothing is random, so there is no probability to give";
  return {};
}

Message fails_without_bad_luck() {
  return "The firm fails without bad luck: with every cause switched off, the one course that is left ends so. Its "
         "levers, not its causes, tell why.";
}

std::vector<Message> drivers_answer(const DriversReport& report) {
  const DriversResult& result = report.result;
  const Manifest& manifest = report.manifest;
  const Message clause = given_name(clause_of(manifest.default_event));
  const DateInWords date = in_words(manifest.horizon_date());
  if (!result.possible) return {message("It cannot happen with this ledger that {}.", clause)};
  if (!result.is_random)
    return {"Nothing is random, so there is no probability to give.",
            result.all_value >= 1.0
                ? message("In the one course of its books {} by {}. The levers below tell why.", clause, date)
                : message("In the one course of its books it does not happen by {} that {}.", date, clause)};
  std::vector<Message> answer = {message("In {} {} by {}: {}.", futures_words(result.all->value, result.paths), clause,
                                         date, percent_with_error(*result.all))};
  if (result.none < 1.0) answer.push_back(cause_of_all(result));
  return answer;
}

}  // namespace headroom
