// A workbook of real numbers, dates and native charts: the only door to libxlsxwriter.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "models/date.hpp"
#include "models/error.hpp"

namespace headroom {

/// An amount of money in major units, or a share that is shown in percent: numbers with a form of their own.
struct MoneyCell {
  double major = 0.0;
};
struct ShareCell {
  double share = 0.0;
};

/// What stands in a cell. Text is always text: what begins with `=` is no formula.
using Cell = std::variant<std::monostate, std::string, double, Date, MoneyCell, ShareCell>;
using CellRow = std::vector<Cell>;

/// A column of a sheet as a series of a chart.
struct ChartSeries {
  int column = 0;
  bool is_dashed = false;
};

/// A chart of rows of the sheet on which it stands. Names of series are the cells above `first_row`.
struct SheetChart {
  enum class Kind { lines, columns, bars };
  Kind kind = Kind::lines;
  std::string title;
  int category_column = 0;
  int first_row = 0, last_row = 0;
  std::vector<ChartSeries> series;
  int at_column = 0, at_row = 0;  ///< its upper left cell
};

/// A workbook that is written sheet by sheet, row by row. The same calls give the same bytes.
class Workbook {
 public:
  /// `created`: stands in the file's properties; the clock is not asked. `decimals`: of amounts.
  Workbook(const std::string& title, Date created, int decimals);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// Begins a sheet. `widths`: of its columns, in characters. Requires: at most 31 characters of a name.
  void sheet(const std::string& name, const std::vector<double>& widths);
  /// Writes the next row.
  void row(const CellRow& cells);
  /// The same in bold, of texts.
  void heading(const std::vector<std::string>& cells);
  void empty_row();
  /// The number of the next row, from 0.
  int next_row() const;
  /// The rows above the next one stay in sight.
  void freeze();
  void chart(const SheetChart& chart);

  /// The file's bytes; nothing can be added any more.
  /// Errors: the machine refused a temporary file.
  Result<std::string> bytes();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace headroom
