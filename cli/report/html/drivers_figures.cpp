#include "cli/report/html/drivers_figures.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cli/report/charts/bar_charts.hpp"
#include "cli/report/words/drivers_words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

constexpr std::size_t levers_drawn_max = 9, customers_shown_max = 10, chase_shown_max = 10, row_name_width = 44;
constexpr double telling_errors = 2.0;

TickLabel percent_label(const Wording& wording) {
  return [&wording](double share) { return wording.whole_percent(share); };
}

double error_of(const std::optional<Estimate>& estimate) { return estimate ? estimate->standard_error : 0.0; }

/// "x 0.9: 12.3%".
std::string side_words(const LeverSide& side, const Wording& wording) {
  return wording.say(
      message("{}: {}", change_words(side.change), wording.percent(side.value, error_of(side.estimate))));
}

std::string difference_words(const std::optional<LeverSide>& side, const Wording& wording) {
  return side && side->difference ? wording.points_with_error(*side->difference) : "-";
}

}  // namespace

ChartFigure cause_shares(const DriversResult& drivers, const Wording& wording) {
  ShareChart chart;
  chart.head = {
      "chart-causes", wording.say("What each kind of bad luck adds to the chance"),
      wording.say("A bar for each cause: how much of the chance is its doing. The bars add up to all of it.")};
  chart.value_label = percent_label(wording);
  chart.value_title = wording.say("its part of the chance");
  PageTable table{wording.say("Causes: the chance with each alone, and without it"),
                  {{wording.say("what goes wrong"), false},
                   {wording.say("its part")},
                   {wording.say("if it alone went wrong")},
                   {wording.say("if all else went wrong")}},
                  {}};
  for (const CauseShare& cause : drivers.causes) {
    const std::string name = wording.say(cause_words(cause.cause));
    chart.rows.push_back({shortened(name, row_name_width), cause.share.value, wording.percent(cause.share)});
    table.rows.push_back({name, wording.points_with_error(cause.share),
                          wording.percent(cause.alone, error_of(drivers.all)),
                          wording.percent(cause.without, error_of(drivers.all))});
  }
  return {share_chart_svg(chart), table};
}

ChartFigure lever_ranges(const DriversResult& drivers, const Wording& wording) {
  RangeChart chart;
  chart.head = {"chart-levers", wording.say("What the chance would be if one thing were different"),
                wording.say("A bar for each lever from the chance with it one way to the chance with it the other; the "
                            "dashed line marks the chance as things are.")};
  chart.value_label = percent_label(wording);
  chart.value_title = wording.say("chance");
  chart.centre = drivers.all_value;
  chart.centre_legend =
      wording.say(message("as things are: {}", wording.percent(drivers.all_value, error_of(drivers.all))));
  chart.better_legend = wording.say("less likely then");
  chart.worse_legend = wording.say("more likely then");
  PageTable table{wording.say("Levers: one thing changed, all else as it is"),
                  {{wording.say("what is different"), false},
                   {wording.say("one way")},
                   {wording.say("change")},
                   {wording.say("the other way")},
                   {wording.say("change")}},
                  {}};
  for (const LeverResult& lever : drivers.levers) {
    const std::string name = wording.say(lever_words(lever.lever));
    if (chart.rows.size() < levers_drawn_max) {
      RangeRow row{shortened(name, row_name_width), {lever.high.value, side_words(lever.high, wording)}, std::nullopt};
      if (lever.low) {
        row.high = std::move(row.low);
        row.low = {lever.low->value, side_words(*lever.low, wording)};
      }
      chart.rows.push_back(std::move(row));
    }
    table.rows.push_back({name, lever.low ? side_words(*lever.low, wording) : "-", difference_words(lever.low, wording),
                          side_words(lever.high, wording), difference_words(lever.high, wording)});
  }
  return {range_chart_svg(chart), table};
}

PageTable missing_money_table(const DriversResult& drivers, const Wording& wording) {
  PageTable table{wording.say("By the day on which the money runs short, on average"),
                  {{wording.say("customer"), false},
                   {wording.say("should have paid")},
                   {wording.say("missing where it runs short")},
                   {wording.say("missing in all futures")}},
                  {}};
  for (std::size_t i = 0; i < std::min(drivers.customers.size(), customers_shown_max); ++i) {
    const CustomerReceipts& customer = drivers.customers[i];
    table.rows.push_back({customer.counterparty, wording.mean_amount(customer.expected),
                          wording.mean_amount(customer.missing_in_failing),
                          wording.mean_amount(customer.missing_in_all)});
  }
  return table;
}

PageTable chase_table(const DriversResult& drivers, const Wording& wording) {
  PageTable table{wording.say("What the chance would change by if this invoice were paid on its day"),
                  {{wording.say("invoice"), false},
                   {wording.say("customer"), false},
                   {wording.say("amount")},
                   {wording.say("change")}},
                  {}};
  for (std::size_t i = 0; i < std::min(drivers.chase.size(), chase_shown_max); ++i) {
    const InvoiceToChase& invoice = drivers.chase[i];
    table.rows.push_back({invoice.invoice, invoice.counterparty, wording.amount(invoice.amount),
                          wording.points_with_error(invoice.difference)});
  }
  return table;
}

bool is_worth_chasing(const InvoiceToChase& invoice) {
  return invoice.difference.value < -telling_errors * invoice.difference.standard_error;
}

}  // namespace headroom
