#include "cli/report/words/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom {

namespace {

/// Decimals of a percentage that show its error; few changes of them, so that columns stay in line.
int decimals_for(double standard_error) {
  const double percent = 100.0 * standard_error;
  if (percent >= 0.0005 || percent <= 0.0) return percent >= 0.5 ? 1 : percent <= 0.0 || percent >= 0.005 ? 2 : 3;
  return std::min(15,
                  static_cast<int>(std::ceil(1.0 - std::log10(percent))));  // of what is rare: two digits of the error
}

struct DuesName {
  std::string_view name;
  std::string_view verb;
};

const DuesName& name_of_dues(PaymentClass payment_class) {
  static constexpr std::array<DuesName, payment_class_count> names = {{{"the wages", "are"},
                                                                       {"the tax", "is"},
                                                                       {"the loan payment", "is"},
                                                                       {"the utilities", "are"},
                                                                       {"the rent", "is"},
                                                                       {"the maintenance", "is"},
                                                                       {"the insurance", "is"},
                                                                       {"the suppliers' bills", "are"},
                                                                       {"the other dues", "are"},
                                                                       {"the owner's drawings", "are"}}};
  return names[static_cast<std::size_t>(payment_class)];
}

}  // namespace

std::string count_words(std::uint64_t count) { return money_words(static_cast<Minor>(count), 0); }

std::string percent_words(double share, double standard_error) {
  return fmt::format("{:.{}f}%", 100.0 * share, decimals_for(standard_error));
}

std::string percent_with_error(const Estimate& estimate) {
  return fmt::format("{} ± {}", percent_words(estimate.value, estimate.standard_error),
                     percent_words(estimate.standard_error, estimate.standard_error));
}

double error_of_share(double share, std::uint64_t paths) {
  return paths == 0 ? 0.0 : std::sqrt(std::max(0.0, share * (1.0 - share)) / static_cast<double>(paths));
}

std::string points_with_error(const Estimate& change) {
  const int decimals = decimals_for(change.standard_error);
  const double points = change.value == 0.0 ? 0.0 : 100.0 * change.value;
  return fmt::format("{:+.{}f} ± {:.{}f} points", points, decimals, 100.0 * change.standard_error, decimals);
}

std::string futures_words(double share, std::uint64_t paths) {
  const std::string all = count_words(paths);
  if (share <= 0.0) return fmt::format("none of {} futures", all);
  if (share >= 1.0) return fmt::format("all of {} futures", all);
  if (share < 0.001) {
    const auto count = static_cast<std::uint64_t>(std::llround(share * static_cast<double>(paths)));
    return fmt::format("fewer than 1 in 1,000 futures ({} of {})", count_words(count), all);
  }
  if (share < 0.0095) return fmt::format("{} of 1,000 futures", std::lround(share * 1000.0));
  if (share >= 0.995) return "more than 99 of 100 futures";
  return fmt::format("{} of 100 futures", std::lround(share * 100.0));
}

std::string money_with_error(const MoneyQuantile& quantile, int decimals) {
  return fmt::format("{} ± {}", money_words_rounded(quantile.value, decimals),
                     money_words_rounded(round_half_away(quantile.standard_error), decimals));
}

std::string mean_money_words(double amount, int decimals) {
  return money_words_rounded(round_half_away(amount), decimals);
}

std::string_view dues_words(PaymentClass payment_class) { return name_of_dues(payment_class).name; }

std::string_view dues_verb(PaymentClass payment_class) { return name_of_dues(payment_class).verb; }

std::string part_words(FlowKind kind, std::string_view name) {
  switch (kind) {
    case FlowKind::item: return std::string(name);
    case FlowKind::interest: return "interest";
    case FlowKind::principal: return "principal";
    case FlowKind::fee: return "fee";
    case FlowKind::past_due: return "past due";
    case FlowKind::deferred: return "deferred dues";
    case FlowKind::disputed: return "disputed";
    case FlowKind::on_delivery: return "on delivery";
    case FlowKind::prepayment: return "prepayment";
    case FlowKind::refund: return "refund";
    case FlowKind::late_interest: return "late interest";
    case FlowKind::late_fee: return "late fee";
  }
  return {};
}

std::string items_words(const FirstFailure& failure) {
  constexpr std::size_t named_max = 3;
  std::string words;
  for (std::size_t i = 0; i < std::min(failure.items.size(), named_max); ++i)
    words += (i > 0 ? ", " : "") + failure.items[i];
  return failure.items.size() > named_max ? words + " and others" : words;
}

}  // namespace headroom
