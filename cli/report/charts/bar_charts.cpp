#include "cli/report/charts/bar_charts.hpp"

#include <algorithm>

namespace headroom {

namespace {

constexpr double plot_left = 12.0, plot_right = Drawing::width - 22.0, plot_top = 10.0, below_axis = 48.0;
constexpr double name_height = 20.0, bar_height = 16.0, row_step = name_height + bar_height + 10.0;
constexpr int value_steps_max = 6;

/// A drawing of rows with an axis of values below them. A row's name stands above its bar, so that it may be long.
class RowDrawing {
 public:
  RowDrawing(std::size_t rows, Span values, const TickLabel& label, const std::string& title,
             const std::vector<LegendEntry>& legend)
      : bottom_(plot_top + row_step * static_cast<double>(rows)),
        drawing_(bottom_ + below_axis + legend_height(legend) + 4.0),
        ticks_(round_ticks(values, value_steps_max)),
        x_({ticks_.front(), ticks_.back()}, {plot_left, plot_right}) {
    for (const double tick : ticks_) {
      drawing_.line({x_(tick), plot_top}, {x_(tick), bottom_}, tick == 0.0 ? "zero" : "grid");
      const Anchor anchor = tick == ticks_.front()  ? Anchor::start
                            : tick == ticks_.back() ? Anchor::end
                                                    : Anchor::middle;
      drawing_.text({tick == ticks_.front()  ? 4.0
                     : tick == ticks_.back() ? Drawing::width - 4.0
                                             : x_(tick),
                     bottom_ + 19.0},
                    anchor, "tick", label(tick));
    }
    drawing_.text({Drawing::width - 4.0, bottom_ + 39.0}, Anchor::end, "tick", title);
    draw_legend(drawing_, bottom_ + below_axis, legend);
  }

  void name(std::size_t row, const std::string& name, const std::string& words) {
    const double y = top_of(row) + 14.0;
    drawing_.text({4.0, y}, Anchor::start, "label", name);
    drawing_.text({Drawing::width - 4.0, y}, Anchor::end, "value", words);
  }
  void bar(std::size_t row, double from, double to, std::string_view style) {
    const double top = top_of(row) + name_height;
    drawing_.box({x_(from), top}, {x_(to), top + bar_height}, style);
  }
  void mark(std::size_t row, Shape shape, double value, std::string_view style) {
    drawing_.mark(shape, {x_(value), middle_of(row)}, style);
  }
  void whisker(std::size_t row, Span values) {
    const double y = middle_of(row);
    drawing_.line({x_(values.from), y}, {x_(values.to), y}, "whisker");
    for (const double end : {values.from, values.to}) drawing_.line({x_(end), y - 5.0}, {x_(end), y + 5.0}, "whisker");
  }
  void reference(double value) { drawing_.line({x_(value), plot_top}, {x_(value), bottom_}, "reference"); }

  std::string svg(const ChartHead& head) const { return drawing_.svg(head); }

 private:
  double top_of(std::size_t row) const { return plot_top + row_step * static_cast<double>(row); }
  double middle_of(std::size_t row) const { return top_of(row) + name_height + 0.5 * bar_height; }

  double bottom_;
  Drawing drawing_;
  std::vector<double> ticks_;
  Scale x_;
};

void widen(Span& span, double value) {
  span.from = std::min(span.from, value);
  span.to = std::max(span.to, value);
}

}  // namespace

std::string range_chart_svg(const RangeChart& chart) {
  Span values{chart.centre, chart.centre};
  for (const RangeRow& row : chart.rows) {
    widen(values, row.low.value);
    if (row.high) widen(values, row.high->value);
  }
  RowDrawing drawing(chart.rows.size(), values, chart.value_label, chart.value_title,
                     {{LegendEntry::Kind::area, "better", chart.better_legend},
                      {LegendEntry::Kind::area, "worse", chart.worse_legend},
                      {LegendEntry::Kind::line, "reference", chart.centre_legend}});
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const RangeRow& row = chart.rows[i];
    std::string words = row.low.label;
    if (row.high) words += " · " + row.high->label;
    drawing.name(i, row.name, words);
    const auto end = [&](const RangeEnd& of_row) {
      drawing.bar(i, chart.centre, of_row.value, of_row.value <= chart.centre ? "better" : "worse");
    };
    end(row.low);
    if (row.high) end(*row.high);
  }
  drawing.reference(chart.centre);
  return drawing.svg(chart.head);
}

std::string interval_chart_svg(const IntervalChart& chart) {
  Span values{0.0, 0.0};
  for (const IntervalRow& row : chart.rows)
    for (const double value : {row.value, row.interval.from, row.interval.to}) widen(values, value);
  RowDrawing drawing(chart.rows.size(), values, chart.value_label, chart.value_title, {});
  if (!chart.rows.empty()) drawing.reference(chart.rows.front().value);
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const IntervalRow& row = chart.rows[i];
    drawing.name(i, row.name, row.words);
    drawing.bar(i, 0.0, row.value, i == 0 ? "base" : "option");
    drawing.whisker(i, row.interval);
  }
  return drawing.svg(chart.head);
}

std::string share_chart_svg(const ShareChart& chart) {
  Span values{0.0, 0.0};
  for (const ShareRow& row : chart.rows) widen(values, row.value);
  RowDrawing drawing(chart.rows.size(), values, chart.value_label, chart.value_title, {});
  for (std::size_t i = 0; i < chart.rows.size(); ++i) {
    const ShareRow& row = chart.rows[i];
    drawing.name(i, row.name, row.words);
    drawing.bar(i, 0.0, row.value, row.value < 0.0 ? "better" : "worse");
  }
  return drawing.svg(chart.head);
}

}  // namespace headroom
