// Charts over days: the fan of cash, curves that climb in steps, bars by week.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report/charts/axes.hpp"

namespace headroom {

/// What the charts over days share.
struct TimeFrame {
  double days = 1.0;  ///< from day 0 on
  std::vector<TimeTick> ticks;
  TickLabel value_label;
  std::string value_title;
};

/// A spread of values on one day.
struct FanRow {
  double day = 0.0, p05 = 0.0, p25 = 0.0, p50 = 0.0, p75 = 0.0, p95 = 0.0;
};

/// A day with a number of its own, on the axis of time.
struct DayMark {
  double day = 0.0;
  std::string label;
};

struct FanChart {
  ChartHead head;
  TimeFrame frame;
  std::vector<FanRow> rows;
  bool has_spread = true;         ///< else one course, p50
  std::optional<double> minimum;  ///< a line across
  std::vector<DayMark> marks;
  std::string outer_legend, inner_legend, middle_legend, minimum_legend, mark_legend;
};
std::string fan_chart_svg(const FanChart& chart);

/// A curve that holds each value until the next one.
struct StepCurve {
  std::string name;
  std::vector<Point> points;  ///< day and value, by day
};

/// At most four curves are told apart, by colour, dash and the shape at their end.
struct StepChart {
  ChartHead head;
  TimeFrame frame;
  std::vector<StepCurve> curves;
};
inline constexpr std::size_t step_curves_max = 4;
std::string step_chart_svg(const StepChart& chart);

/// What comes in and goes out in a span of days, and what is there at its end.
struct FlowBar {
  std::string label;
  double in = 0.0, out = 0.0, level = 0.0;
};

struct FlowChart {
  ChartHead head;
  TickLabel value_label;
  std::string value_title;
  std::vector<FlowBar> bars;
  std::string in_legend, out_legend, level_legend;
};
std::string flow_chart_svg(const FlowChart& chart);

}  // namespace headroom
