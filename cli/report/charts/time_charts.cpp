#include "cli/report/charts/time_charts.hpp"

#include <algorithm>
#include <array>

namespace headroom {

namespace {

constexpr double plot_left = 62.0, plot_right = Drawing::width - 18.0, plot_top = 36.0, plot_height = 210.0,
                 below_axis = 46.0;

PlotArea plot_area() { return {plot_left, plot_right, plot_top, plot_top + plot_height}; }

double height_with(const std::vector<LegendEntry>& legend) {
  return plot_top + plot_height + below_axis + legend_height(legend) + 4.0;
}

void widen(Span& span, double value) {
  span.from = std::min(span.from, value);
  span.to = std::max(span.to, value);
}

template <class Rows, class Value>
std::vector<Point> points_of(const Rows& rows, const Scale& x, const Scale& y, Value value) {
  std::vector<Point> points;
  for (const auto& row : rows) points.push_back({x(row.day), y(value(row))});
  return points;
}

std::vector<LegendEntry> legend_of(const FanChart& chart) {
  std::vector<LegendEntry> legend;
  if (chart.has_spread) {
    legend.push_back({LegendEntry::Kind::area, "outer", chart.outer_legend});
    legend.push_back({LegendEntry::Kind::area, "inner", chart.inner_legend});
  }
  legend.push_back({LegendEntry::Kind::line, "middle", chart.middle_legend});
  if (chart.minimum) legend.push_back({LegendEntry::Kind::line, "minimum", chart.minimum_legend});
  if (!chart.marks.empty()) legend.push_back({LegendEntry::Kind::mark, "due", chart.mark_legend, Shape::triangle});
  return legend;
}

constexpr std::array<Shape, step_curves_max> curve_shapes = {Shape::circle, Shape::square, Shape::diamond,
                                                             Shape::triangle};

std::string curve_style(std::size_t i) { return "curve curve-" + std::to_string(i); }

/// A step at each change that shows: a tenth of a unit is not seen.
std::vector<Point> steps_of(const StepCurve& curve, const Scale& x, const Scale& y) {
  std::vector<Point> points;
  for (const Point& point : curve.points) {
    const Point at{x(point.x), y(point.y)};
    const bool is_last = &point == &curve.points.back();
    if (!points.empty() && !is_last && std::abs(at.y - points.back().y) < 0.1) continue;
    if (!points.empty()) points.push_back({at.x, points.back().y});
    points.push_back(at);
  }
  return points;
}

}  // namespace

std::string fan_chart_svg(const FanChart& chart) {
  const std::vector<LegendEntry> legend = legend_of(chart);
  Drawing drawing(height_with(legend));
  Span values{0.0, 0.0};
  for (const FanRow& row : chart.rows) {
    widen(values, chart.has_spread ? row.p05 : row.p50);
    widen(values, chart.has_spread ? row.p95 : row.p50);
  }
  if (chart.minimum) widen(values, *chart.minimum);
  const PlotArea plot = plot_area();
  const Scale y = draw_value_axis(drawing, plot, values, chart.frame.value_label, chart.frame.value_title);
  const Scale x = draw_time_axis(drawing, plot, {0.0, chart.frame.days}, chart.frame.ticks);
  const auto points = [&](double FanRow::*value) {
    return points_of(chart.rows, x, y, [value](const FanRow& row) { return row.*value; });
  };
  if (chart.has_spread) {
    drawing.area(points(&FanRow::p95), points(&FanRow::p05), "outer");
    drawing.area(points(&FanRow::p75), points(&FanRow::p25), "inner");
    drawing.curve(points(&FanRow::p05), "edge");
  }
  drawing.curve(points(&FanRow::p50), "middle");
  if (chart.minimum) drawing.line({plot.left, y(*chart.minimum)}, {plot.right, y(*chart.minimum)}, "minimum");
  for (const DayMark& mark : chart.marks) {
    drawing.mark(Shape::triangle, {x(mark.day), plot.bottom - 7.0}, "due");
    drawing.text({x(mark.day), plot.bottom - 17.0}, Anchor::middle, "mark", mark.label);
  }
  draw_legend(drawing, plot.bottom + below_axis, legend);
  return drawing.svg(chart.head);
}

std::string step_chart_svg(const StepChart& chart) {
  std::vector<LegendEntry> legend;
  Span values{0.0, 0.0};
  const std::size_t count = std::min(chart.curves.size(), step_curves_max);
  for (std::size_t i = 0; i < count; ++i) {
    legend.push_back({LegendEntry::Kind::line, curve_style(i), chart.curves[i].name});
    for (const Point& point : chart.curves[i].points) widen(values, point.y);
  }
  Drawing drawing(height_with(legend));
  const PlotArea plot = plot_area();
  const Scale y = draw_value_axis(drawing, plot, values, chart.frame.value_label, chart.frame.value_title);
  const Scale x = draw_time_axis(drawing, plot, {0.0, chart.frame.days}, chart.frame.ticks);
  const double legend_top = plot.bottom + below_axis;
  draw_legend(drawing, legend_top, legend);
  for (std::size_t i = 0; i < count; ++i) {
    const std::vector<Point> points = steps_of(chart.curves[i], x, y);
    drawing.curve(points, curve_style(i));
    const std::string mark_style = "end end-" + std::to_string(i);
    if (!points.empty()) drawing.mark(curve_shapes[i], points.back(), mark_style);
    drawing.mark(curve_shapes[i], {24.0, legend_top + (static_cast<double>(i) + 0.5) * Drawing::row_height},
                 mark_style);
  }
  return drawing.svg(chart.head);
}

std::string flow_chart_svg(const FlowChart& chart) {
  const std::vector<LegendEntry> legend = {{LegendEntry::Kind::area, "in", chart.in_legend},
                                           {LegendEntry::Kind::area, "out", chart.out_legend},
                                           {LegendEntry::Kind::line, "middle", chart.level_legend}};
  Drawing drawing(height_with(legend));
  Span values{0.0, 0.0};
  for (const FlowBar& bar : chart.bars)
    for (const double value : {bar.in, -bar.out, bar.level}) widen(values, value);
  const PlotArea plot = plot_area();
  const Scale y = draw_value_axis(drawing, plot, values, chart.value_label, chart.value_title);
  const double slot = (plot.right - plot.left) / static_cast<double>(std::max<std::size_t>(chart.bars.size(), 1));
  std::vector<Point> levels;
  const std::size_t label_step = chart.bars.size() > 7 ? 2 : 1;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const FlowBar& bar = chart.bars[i];
    const double left = plot.left + slot * static_cast<double>(i), middle = left + 0.5 * slot;
    drawing.box({left + 0.12 * slot, y(0.0)}, {middle, y(bar.in)}, "in");
    drawing.box({middle, y(0.0)}, {left + 0.88 * slot, y(-bar.out)}, "out");
    levels.push_back({middle, y(bar.level)});
    if (i % label_step == 0) drawing.text({middle, plot.bottom + 19.0}, Anchor::middle, "tick", bar.label);
  }
  drawing.line({plot.left, y(0.0)}, {plot.right, y(0.0)}, "axis");
  drawing.curve(levels, "middle");
  for (const Point& level : levels) drawing.mark(Shape::circle, level, "level");
  draw_legend(drawing, plot.bottom + below_axis - 16.0, legend);
  return drawing.svg(chart.head);
}

}  // namespace headroom
