#include "cli/report/html/owner_figures.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "cli/report/charts/bar_charts.hpp"
#include "cli/report/charts/time_charts.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

constexpr std::size_t big_dues_max = 5, row_name_width = 44, legend_width = 52, time_ticks_max = 12;

/// The first day of every month, of every third or twelfth where that is too many; the year below the first and below
/// each January.
std::vector<TimeTick> month_ticks(const Manifest& manifest, const Wording& wording) {
  std::vector<TimeTick> ticks;
  for (const int step : {1, 3, 6, 12, 24, 60}) {
    ticks.clear();
    const Date first = manifest.as_of.day_of_month() == 1 ? manifest.as_of : last_day_of_month(manifest.as_of) + 1;
    Date date = first;
    while (step > 1 && (date.month() - 1) % std::min(step, 12) != 0) date = add_months(date, 1);
    for (int year = 0; date <= manifest.horizon_date(); date = add_months(date, step)) {
      ticks.push_back({static_cast<double>(date - manifest.as_of), wording.month(date),
                       date.year() == year ? std::string() : wording.year(date)});
      year = date.year();
    }
    if (ticks.size() <= time_ticks_max) break;
  }
  return ticks;
}

/// Amounts in the unit that suits the largest of them.
class AmountAxis {
 public:
  AmountAxis(const Wording& wording, double largest_major) : unit_(wording.axis_unit(largest_major)) {}

  double operator()(double major) const { return major / unit_.major; }
  const std::string& title() const { return unit_.title; }

 private:
  AxisUnit unit_;
};

PageTable::Column text_column(std::string header) { return {std::move(header), false}; }

std::string option_name(const OptionResult& option, std::size_t width, const Wording& wording) {
  return shortened(wording.option_name(option.name), width);
}

/// Every seventh day, and the last.
std::vector<std::size_t> weekly_days(int horizon_days) {
  std::vector<std::size_t> days;
  for (int day = 0; day < horizon_days; day += 7) days.push_back(static_cast<std::size_t>(day));
  days.push_back(static_cast<std::size_t>(horizon_days));
  return days;
}

/// Without relief first, then the reliefs by how much they lower the probability.
std::vector<const OptionResult*> curves_of(const ScenarioResult& result) {
  std::vector<const OptionResult*> options;
  for (const OptionResult& option : result.options)
    if (has_probability(option)) options.push_back(&option);
  if (options.size() > step_curves_max) {
    std::stable_sort(options.begin() + 1, options.end(), [](const OptionResult* a, const OptionResult* b) {
      return a->default_probability->value < b->default_probability->value;
    });
    options.resize(step_curves_max);
  }
  return options;
}

PageTable fan_table(const OptionResult& base, const Wording& wording) {
  PageTable table{wording.say("Cash at the end of the day, and cash less what is due and unpaid"), {}, {}};
  table.columns = {text_column(wording.say("on"))};
  const auto add = [&](const Message& header) { table.columns.push_back({wording.say(header)}); };
  if (base.is_random) {
    add("worst 1 of 20");
    add("worst 1 of 4");
    add("half");
    add("best 1 of 4");
    add("best 1 of 20");
    add("less unpaid, worst 1 of 20");
    add("less unpaid, half");
  } else {
    add("cash");
    add("less unpaid");
  }
  for (std::size_t i = 0; i < base.cash.size(); ++i) {
    const DaySpread &cash = base.cash[i], &position = i < base.position.size() ? base.position[i] : cash;
    std::vector<std::string> row = {wording.short_date(cash.day)};
    if (base.is_random)
      for (const Minor amount : {cash.p05, cash.p25, cash.p50, cash.p75, cash.p95, position.p05, position.p50})
        row.push_back(wording.amount(amount));
    else
      for (const Minor amount : {cash.p50, position.p50}) row.push_back(wording.amount(amount));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

bool has_probability(const OptionResult& option) {
  return !option.not_eligible && option.is_random && option.default_probability.has_value();
}

std::vector<BigDue> big_dues(const Forecast& forecast) {
  std::map<std::pair<int, PaymentClass>, BigDue> by_day;
  for (const ForecastFlow& flow : forecast.flows) {
    if (!flow.payment_class || flow.day > forecast.horizon_days) continue;
    BigDue& due = by_day[{flow.day, *flow.payment_class}];
    due.day = flow.day;
    due.payment_class = *flow.payment_class;
    due.amount += flow.amount;
    if (due.items.find(flow.item) == std::string::npos) due.items += (due.items.empty() ? "" : ", ") + flow.item;
  }
  std::vector<BigDue> dues;
  for (auto& [key, due] : by_day) dues.push_back(std::move(due));
  std::stable_sort(dues.begin(), dues.end(), [](const BigDue& a, const BigDue& b) { return a.amount > b.amount; });
  if (dues.size() > big_dues_max) dues.resize(big_dues_max);
  std::sort(dues.begin(), dues.end(), [](const BigDue& a, const BigDue& b) { return a.day < b.day; });
  return dues;
}

ChartFigure cash_fan(const RunReport& report, const OptionResult& base, const std::vector<BigDue>& dues,
                     const Wording& wording) {
  double largest = 0.0;
  for (const DaySpread& row : base.cash)
    for (const Minor amount : {row.p05, row.p95}) largest = std::max(largest, std::abs(wording.major(amount)));
  const AmountAxis axis(wording, largest);
  FanChart chart;
  chart.head = {
      "chart-cash", wording.say("Cash day by day"),
      wording.say(base.is_random
                      ? message("From {} to {}: the middle half of all futures as a dark band, nine of ten as "
                                "a light one, with half of the futures above the line and half below.",
                                wording.date(0), wording.date(report.manifest.horizon_days))
                      : message("The one course from {} to {}: nothing is random.", wording.date(0),
                                wording.date(report.manifest.horizon_days)))};
  chart.frame = {static_cast<double>(report.manifest.horizon_days), month_ticks(report.manifest, wording),
                 [&wording](double value) { return wording.number(value); },
                 wording.say(message("Cash, {}", axis.title()))};
  chart.has_spread = base.is_random;
  for (const DaySpread& row : base.cash) {
    const auto place = [&](Minor amount) { return axis(wording.major(amount)); };
    chart.rows.push_back(
        {static_cast<double>(row.day), place(row.p05), place(row.p25), place(row.p50), place(row.p75), place(row.p95)});
  }
  if (report.as_written->cash_minimum != 0) chart.minimum = axis(wording.major(report.as_written->cash_minimum));
  for (std::size_t i = 0; i < dues.size(); ++i)
    chart.marks.push_back({static_cast<double>(dues[i].day), std::to_string(i + 1)});
  chart.outer_legend = wording.say("nine of ten futures");
  chart.inner_legend = wording.say("the middle half of all futures");
  chart.middle_legend = wording.say(base.is_random ? "half of the futures lie above, half below" : "the one course");
  chart.minimum_legend =
      wording.say(message("the least you want to keep: {}", wording.money(report.as_written->cash_minimum)));
  chart.mark_legend = wording.say("the largest payments, numbered as in the list");
  return {fan_chart_svg(chart), fan_table(base, wording)};
}

ChartFigure chance_by_day(const RunReport& report, const ScenarioResult& result, const Wording& wording) {
  const std::vector<const OptionResult*> options = curves_of(result);
  StepChart chart;
  chart.head = {"chart-chance", wording.say("The chance that it has happened, by day"),
                wording.say(message("A curve for each option climbs from 0 on {} to its chance by {}.", wording.date(0),
                                    wording.date(report.manifest.horizon_days)))};
  chart.frame = {static_cast<double>(report.manifest.horizon_days), month_ticks(report.manifest, wording),
                 [&wording](double share) { return wording.whole_percent(share); }, wording.say("Chance so far")};
  PageTable table{wording.say("The chance that it has happened by the day"), {text_column(wording.say("by"))}, {}};
  for (const OptionResult* option : options) {
    table.columns.push_back({wording.option_name(option->name)});
    StepCurve curve{option_name(*option, legend_width, wording), {}};
    for (std::size_t day = 0; day < option->by_day.size(); ++day)
      if (option->by_day[day]) curve.points.push_back({static_cast<double>(day), option->by_day[day]->value});
    chart.curves.push_back(std::move(curve));
  }
  for (const std::size_t day : weekly_days(report.manifest.horizon_days)) {
    std::vector<std::string> row = {wording.short_date(static_cast<int>(day))};
    for (const OptionResult* option : options)
      row.push_back(
          day < option->by_day.size() && option->by_day[day] ? wording.percent_with_error(*option->by_day[day]) : "-");
    table.rows.push_back(std::move(row));
  }
  return {step_chart_svg(chart), table};
}

ChartFigure calendar_bars(const RunReport& report, const Wording& wording) {
  const Forecast& forecast = report.as_written->forecast;
  const auto paid_out = [](const CashWeek& week) {
    Minor sum = 0;
    for (const Minor payment : week.payments) sum += payment;
    return sum;
  };
  double largest = 0.0;
  for (const CashWeek& week : forecast.weeks)
    for (const Minor amount : {week.receipts, paid_out(week), week.closing})
      largest = std::max(largest, std::abs(wording.major(amount)));
  const AmountAxis axis(wording, largest);
  FlowChart chart;
  chart.head = {
      "chart-calendar", wording.say("Money in and out, week by week"),
      wording.say("For each week a filled bar up for what comes in, an open bar down for what falls due, and a "
                  "line for what is left at its end, as the ledger is written.")};
  chart.value_label = [&wording](double value) { return wording.number(value); };
  chart.value_title = axis.title();
  chart.in_legend = wording.say("comes in");
  chart.out_legend = wording.say("falls due");
  chart.level_legend = wording.say("left at the end of the week: cash less everything owed");
  PageTable table{wording.say(message("Week by week, as the ledger is written, in {}", report.manifest.currency)),
                  {text_column(wording.say("week from"))},
                  {}};
  for (const char* header : {"at the start", "comes in"}) table.columns.push_back({wording.say(header)});
  std::vector<std::size_t> classes;
  for (std::size_t i = 0; i < payment_class_count; ++i)
    if (std::any_of(forecast.weeks.begin(), forecast.weeks.end(),
                    [i](const CashWeek& week) { return week.payments[i] != 0; })) {
      classes.push_back(i);
      table.columns.push_back({wording.say(std::string(payment_class_names()[i]))});
    }
  for (const char* header : {"at the end", "cash"}) table.columns.push_back({wording.say(header)});
  for (const CashWeek& week : forecast.weeks) {
    chart.bars.push_back({wording.day_and_month(report.manifest.as_of + week.first_day),
                          axis(wording.major(week.receipts)), axis(wording.major(paid_out(week))),
                          axis(wording.major(week.closing))});
    std::vector<std::string> row = {wording.short_date(week.first_day), wording.amount(week.opening),
                                    wording.amount(week.receipts)};
    for (const std::size_t i : classes) row.push_back(wording.amount(-week.payments[i]));
    row.push_back(wording.amount(week.closing));
    const auto last = static_cast<std::size_t>(week.last_day);
    row.push_back(last < forecast.days.size() ? wording.amount(forecast.days[last].cash) : "-");
    table.rows.push_back(std::move(row));
  }
  return {flow_chart_svg(chart), table};
}

ChartFigure relief_comparison(const RunReport& report, const ScenarioResult& result, const Wording& wording) {
  IntervalChart chart;
  chart.head = {"chart-reliefs", wording.say("The chance with each form of help"),
                wording.say("A bar for each option with its 95% interval; the dashed line marks the chance without "
                            "help.")};
  chart.value_label = [&wording](double share) { return wording.whole_percent(share); };
  chart.value_title = wording.say(message("Chance by {}", wording.date(report.manifest.horizon_days)));
  PageTable table{wording.say("What each form of help changes, on the same futures"),
                  {text_column(wording.say("help")),
                   {wording.say("chance")},
                   {wording.say("change")},
                   {wording.say("prevents it")},
                   {wording.say("only delays it")},
                   {wording.say("makes it worse")},
                   {wording.say("paid out")},
                   {wording.say("still owed afterwards")}},
                  {}};
  for (const OptionResult& option : result.options) {
    if (!has_probability(option)) continue;
    const Estimate& chance = *option.default_probability;
    const Interval interval = option.default_ci95.value_or(Interval{chance.value, chance.value});
    chart.rows.push_back({option_name(option, row_name_width, wording),
                          chance.value,
                          {interval.lower, interval.upper},
                          wording.percent(chance)});
    std::vector<std::string> row = {wording.option_name(option.name), wording.percent_with_error(chance)};
    if (option.change) {
      row.push_back(wording.points_with_error(option.change->default_probability));
      for (const double share : {option.change->saved, option.change->delayed, option.change->harmed})
        row.push_back(wording.percent(share, error_of_share(share, option.paths)));
      row.push_back(wording.mean_amount(option.relief_received));
      row.push_back(wording.mean_amount(option.owed_after_horizon.value_or(0.0)));
    }
    row.resize(table.columns.size(), "-");
    table.rows.push_back(std::move(row));
  }
  return {interval_chart_svg(chart), table};
}

}  // namespace headroom
