#include "cli/report/charts/axes.hpp"

namespace headroom {

namespace {

constexpr int value_steps_max = 6;
constexpr double text_drop = 4.5;  // from the middle of a line of text to its baseline
constexpr double swatch_left = 8.0, swatch_right = 40.0, legend_text = 50.0;

}  // namespace

Scale draw_value_axis(Drawing& drawing, const PlotArea& plot, Span values, const TickLabel& label,
                      const std::string& title) {
  const std::vector<double> ticks = round_ticks(values, value_steps_max);
  const Scale scale({ticks.front(), ticks.back()}, {plot.bottom, plot.top});
  for (const double tick : ticks) {
    const double y = scale(tick);
    drawing.line({plot.left, y}, {plot.right, y}, tick == 0.0 ? "zero" : "grid");
    drawing.text({plot.left - 6.0, y + text_drop}, Anchor::end, "tick", label(tick));
  }
  drawing.text({4.0, plot.top - 12.0}, Anchor::start, "tick", title);
  return scale;
}

Scale draw_time_axis(Drawing& drawing, const PlotArea& plot, Span days, const std::vector<TimeTick>& ticks) {
  const Scale scale(days, {plot.left, plot.right});
  drawing.line({plot.left, plot.bottom}, {plot.right, plot.bottom}, "axis");
  for (const TimeTick& tick : ticks) {
    const double x = scale(tick.day);
    drawing.line({x, plot.bottom}, {x, plot.bottom + 5.0}, "axis");
    drawing.text({x, plot.bottom + 19.0}, Anchor::middle, "tick", tick.label);
    if (!tick.second_label.empty()) drawing.text({x, plot.bottom + 37.0}, Anchor::middle, "tick", tick.second_label);
  }
  return scale;
}

double legend_height(const std::vector<LegendEntry>& entries) {
  return Drawing::row_height * static_cast<double>(entries.size());
}

void draw_legend(Drawing& drawing, double top, const std::vector<LegendEntry>& entries) {
  double y = top + 0.5 * Drawing::row_height;
  for (const LegendEntry& entry : entries) {
    switch (entry.kind) {
      case LegendEntry::Kind::area: drawing.box({swatch_left, y - 6.0}, {swatch_right, y + 6.0}, entry.style); break;
      case LegendEntry::Kind::line: drawing.line({swatch_left, y}, {swatch_right, y}, entry.style); break;
      case LegendEntry::Kind::mark:
        drawing.mark(entry.shape, {0.5 * (swatch_left + swatch_right), y}, entry.style);
        break;
    }
    drawing.text({legend_text, y + text_drop}, Anchor::start, "label", entry.text);
    y += Drawing::row_height;
  }
}

}  // namespace headroom
