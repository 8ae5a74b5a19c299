#include "cli/report/text/supplier_text.hpp"

#include <algorithm>
#include <numeric>

#include "cli/report/words/language.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t suppliers_shown_max = 12;
constexpr std::size_t name_width_max = 40;

/// The likeliest to stop, or to want cash, in the base case first, those who only charge last.
std::vector<std::size_t> likeliest(const LateResult& base) {
  std::vector<std::size_t> order(base.suppliers.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto value_of = [](bool may_happen, const std::optional<Estimate>& share) {
    return !may_happen ? -1.0 : share ? share->value : 0.0;
  };
  const auto share = [&](std::size_t i) {
    const SupplierResult& supplier = base.suppliers[i];
    const bool limits = supplier.limit.has_value();
    return std::max(value_of(supplier.may_stop, supplier.stops),
                    value_of(limits, limits ? supplier.limit->reached : std::nullopt));
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return share(a) > share(b); });
  order.resize(std::min(order.size(), suppliers_shown_max));
  return order;
}

Message on_day(const Manifest& manifest, int day) { return message("on {}", manifest.as_of + day); }

Message stop_cell(const Manifest& manifest, const OptionResult& option, const SupplierResult& supplier) {
  if (!supplier.may_stop) return message("never");
  if (option.is_random) return message("{}", supplier.stops ? percent_with_error(*supplier.stops) : "-");
  return supplier.deterministic_day ? on_day(manifest, *supplier.deterministic_day) : message("goes on");
}

Message day_cell(const Manifest& manifest, const std::optional<int>& day) {
  return day ? on_day(manifest, *day) : message("not by the horizon");
}

/// What a credit limit asks for: a row to each, for each option. `label` is of the supplier's name.
struct LimitRow {
  Message (*label)(const std::string& supplier);
  Message (*cell)(const Manifest&, const OptionResult&, const LimitResult&);
};

const LimitRow limit_rows[] = {
    {[](const std::string& supplier) { return message("{} wants cash on delivery", supplier); },
     [](const Manifest& manifest, const OptionResult& option, const LimitResult& limit) {
       if (option.is_random) return message("{}", limit.reached ? percent_with_error(*limit.reached) : "-");
       return limit.deterministic_day ? on_day(manifest, *limit.deterministic_day) : message("no");
     }},
    {[](const std::string& supplier) { return message("{}, the first time, median", supplier); },
     [](const Manifest& manifest, const OptionResult& option, const LimitResult& limit) {
       return option.is_random ? day_cell(manifest, limit.median_day) : message("{}", "-");
     }},
    {[](const std::string& supplier) { return message("{}, the first time as written", supplier); },
     [](const Manifest& manifest, const OptionResult&, const LimitResult& limit) {
       return day_cell(manifest, limit.deterministic_day);
     }},
    {[](const std::string& supplier) { return message("{}, cash on delivery, mean", supplier); },
     [](const Manifest& manifest, const OptionResult&, const LimitResult& limit) {
       return message("{}", mean_money_words(limit.cash.value, manifest.decimals));
     }},
};

}  // namespace

std::string suppliers_text(const Manifest& manifest, const ScenarioResult& result, const Style& style,
                           const MessageWords& words) {
  const LateResult& base = result.options.front().late;
  if (base.suppliers.empty()) return "";
  const auto say = [&words](const Message& message) { return shown_text(message, words); };
  const auto name_of = [&base](std::size_t i) { return shortened(printable(base.suppliers[i].name), name_width_max); };
  const std::vector<std::size_t> shown = likeliest(base);
  TableColumn labels{.is_left = true, .may_wrap = true};
  for (const std::size_t i : shown) labels.cells.push_back(say(message("{} stops", name_of(i))));
  for (const std::size_t i : shown)
    for (const LimitRow& row : limit_rows)
      if (base.suppliers[i].limit) labels.cells.push_back(say(row.label(name_of(i))));
  labels.cells.push_back(say(message("interest for lateness, mean")));
  labels.cells.push_back(say(message("fees for lateness, mean")));
  std::vector<TableColumn> columns = {std::move(labels)};
  for (const OptionResult& option : result.options) {
    if (option.not_eligible) continue;
    TableColumn column{short_option_name(option.name, name_width_max, words), {}, false};
    for (const std::size_t i : shown)
      column.cells.push_back(say(stop_cell(manifest, option, option.late.suppliers[i])));
    for (const std::size_t i : shown)
      for (const LimitRow& row : limit_rows)
        if (base.suppliers[i].limit)
          column.cells.push_back(say(row.cell(manifest, option, *option.late.suppliers[i].limit)));
    column.cells.push_back(mean_money_words(option.late.interest.value, manifest.decimals));
    column.cells.push_back(mean_money_words(option.late.fees.value, manifest.decimals));
    columns.push_back(std::move(column));
  }
  std::string out =
      "\n" + say(message("Suppliers who are paid late, by the horizon")) + "\n\n" + style.table(columns, 1);
  if (shown.size() < base.suppliers.size())
    out += say(message("  and {} more suppliers, less likely to stop", base.suppliers.size() - shown.size())) + "\n";
  return out;
}

}  // namespace headroom
