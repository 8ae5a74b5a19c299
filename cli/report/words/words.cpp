#include "cli/report/words/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "cli/report/words/language.hpp"
#include "cli/syntax/message.hpp"
#include "models/error.hpp"

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
  Message name;
  bool is_plural;
};

const DuesName& name_of_dues(PaymentClass payment_class) {
  static const std::array<DuesName, payment_class_count> names = {{{message("the wages"), true},
                                                                   {message("the tax"), false},
                                                                   {message("the loan payment"), false},
                                                                   {message("the utilities"), true},
                                                                   {message("the rent"), false},
                                                                   {message("the maintenance"), false},
                                                                   {message("the insurance"), false},
                                                                   {message("the suppliers' bills"), true},
                                                                   {message("the other dues"), true},
                                                                   {message("the owner's drawings"), true}}};
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

Message points_with_error(const Estimate& change) {
  const int decimals = decimals_for(change.standard_error);
  const double points = change.value == 0.0 ? 0.0 : 100.0 * change.value;
  return message("{} ± {} points", fmt::format("{:+.{}f}", points, decimals),
                 fmt::format("{:.{}f}", 100.0 * change.standard_error, decimals));
}

Message futures_words(double share, std::uint64_t paths) {
  const std::string all = count_words(paths);
  if (share <= 0.0) return message("none of {} futures", all);
  if (share >= 1.0) return message("all of {} futures", all);
  if (share < 0.001) {
    const auto count = static_cast<std::uint64_t>(std::llround(share * static_cast<double>(paths)));
    return message("fewer than 1 in 1,000 futures ({} of {})", count_words(count), all);
  }
  if (share < 0.0095) return message("{} of 1,000 futures", std::lround(share * 1000.0));
  if (share >= 0.995) return message("more than 99 of 100 futures");
  return message("{} of 100 futures", std::lround(share * 100.0));
}

std::string money_with_error(const MoneyQuantile& quantile, int decimals) {
  return fmt::format("{} ± {}", money_words_rounded(quantile.value, decimals),
                     money_words_rounded(round_half_away(quantile.standard_error), decimals));
}

std::string mean_money_words(double amount, int decimals) {
  return money_words_rounded(round_half_away(amount), decimals);
}

Message money_in_currency(Minor amount, int decimals, std::string_view currency) {
  return message("{} {}", money_words(amount, decimals), given_name(printable(currency)));
}

Message mean_money_in_currency(double amount, int decimals, std::string_view currency) {
  return message("{} {}", mean_money_words(amount, decimals), given_name(printable(currency)));
}

Message dues_words(PaymentClass payment_class) { return name_of_dues(payment_class).name; }

bool is_plural(PaymentClass payment_class) { return name_of_dues(payment_class).is_plural; }

Message class_words(PaymentClass payment_class) { return given_name(name_of(payment_class)); }

Message every_words(Every every) {
  if (every == Every::week) return message("week");
  if (every == Every::month) return message("month");
  if (every == Every::quarter) return message("quarter");
  if (every == Every::half_year) return message("half year");
  if (every == Every::year) return message("year");
  if (every.months == 0)
    return every.days % 7 == 0 ? message("{} weeks", every.days / 7) : message("{} days", every.days);
  return every.months % 12 == 0 ? message("{} years", every.months / 12) : message("{} months", every.months);
}

Message joined(const std::vector<Message>& messages, std::string_view separator) {
  std::vector<Message> parts;
  for (const Message& one : messages) {
    if (!parts.empty()) parts.push_back(given_name(separator));
    parts.push_back(one);
  }
  return message("{}", parts);
}

Message in_sequence(const std::vector<Message>& clauses) {
  Message out = clauses.front();
  for (std::size_t i = 1; i < clauses.size(); ++i) out = message("{}, {}", out, clauses[i]);
  return out;
}

Message part_words(FlowKind kind, std::string_view name) {
  switch (kind) {
    case FlowKind::item: return name.empty() ? Message() : message("{}", name);
    case FlowKind::interest: return message("interest");
    case FlowKind::principal: return message("principal");
    case FlowKind::fee: return message("fee");
    case FlowKind::past_due: return message("past due");
    case FlowKind::deferred: return message("deferred dues");
    case FlowKind::disputed: return message("disputed");
    case FlowKind::on_delivery: return message("on delivery");
    case FlowKind::prepayment: return message("prepayment");
    case FlowKind::refund: return message("refund");
    case FlowKind::late_interest: return message("late interest");
    case FlowKind::late_fee: return message("late fee");
  }
  return {};
}

Message items_words(const FirstFailure& failure) {
  constexpr std::size_t named_max = 3;
  std::vector<Message> names;
  for (std::size_t i = 0; i < std::min(failure.items.size(), named_max); ++i)
    names.push_back(message("{}", failure.items[i]));
  return failure.items.size() > named_max ? message("{} and others", joined(names)) : joined(names);
}

}  // namespace headroom
