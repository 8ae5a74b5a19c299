// Charts with a row for each thing compared: ranges about a value (a tornado), estimates with their intervals, shares.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report/charts/axes.hpp"

namespace headroom {

/// One end of a range: a value and what it is of.
struct RangeEnd {
  double value = 0.0;
  std::string label;
};

/// What a lever does in one direction and the other; a lever with one direction has no `high`.
struct RangeRow {
  std::string name;
  RangeEnd low;
  std::optional<RangeEnd> high;
};

/// Ranges about one value, the widest first.
struct RangeChart {
  ChartHead head;
  TickLabel value_label;
  std::string value_title;
  double centre = 0.0;
  std::string centre_legend, better_legend, worse_legend;
  std::vector<RangeRow> rows;
};
std::string range_chart_svg(const RangeChart& chart);

/// An estimate, its interval, and words at the end of its row.
struct IntervalRow {
  std::string name;
  double value = 0.0;
  Span interval;
  std::string words;
};

/// Estimates below each other; a line marks the first one's value.
struct IntervalChart {
  ChartHead head;
  TickLabel value_label;
  std::string value_title;
  std::vector<IntervalRow> rows;
};
std::string interval_chart_svg(const IntervalChart& chart);

/// Signed parts of a whole as bars from zero.
struct ShareRow {
  std::string name;
  double value = 0.0;
  std::string words;
};
struct ShareChart {
  ChartHead head;
  TickLabel value_label;
  std::string value_title;
  std::vector<ShareRow> rows;
};
std::string share_chart_svg(const ShareChart& chart);

}  // namespace headroom
