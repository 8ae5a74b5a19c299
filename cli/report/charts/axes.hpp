// Axes with round values, and legends: what every chart has around its marks.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/report/charts/drawing.hpp"
#include "cli/report/charts/scale.hpp"

namespace headroom {

/// How a value stands beside its tick.
using TickLabel = std::function<std::string(double)>;

/// A tick of an axis of time: below it stands the label, and below that another one where it is not empty.
struct TimeTick {
  double day = 0.0;
  std::string label, second_label;
};

/// The part of a drawing within its axes.
struct PlotArea {
  double left = 0.0, right = 0.0, top = 0.0, bottom = 0.0;
};

/// An axis of values on the left, with lines across the plot, and a title above it. Gives the scale.
Scale draw_value_axis(Drawing& drawing, const PlotArea& plot, Span values, const TickLabel& label,
                      const std::string& title);
/// An axis of time below the plot. Gives the scale.
Scale draw_time_axis(Drawing& drawing, const PlotArea& plot, Span days, const std::vector<TimeTick>& ticks);

/// What a style of line or area stands for.
struct LegendEntry {
  enum class Kind { area, line, mark };
  Kind kind = Kind::line;
  std::string style;
  std::string text;
  Shape shape = Shape::circle;
};

double legend_height(const std::vector<LegendEntry>& entries);
/// A row for each, from `top` on.
void draw_legend(Drawing& drawing, double top, const std::vector<LegendEntry>& entries);

}  // namespace headroom
