#include "cli/terminal/text_table.hpp"

#include <algorithm>

#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

constexpr std::size_t header_width_max = 16;
constexpr std::size_t gap = 2;

/// A column measured, its header broken into lines.
struct LaidOut {
  const TableColumn* column;
  std::vector<std::string> header;
  std::size_t width = 0;
};

LaidOut lay_out(const TableColumn& column) {
  LaidOut out{&column, {}, 0};
  for (const std::string& cell : column.cells) out.width = std::max(out.width, display_width(cell));
  out.header = wrapped_lines(column.header, std::max(out.width, header_width_max));
  for (const std::string& line : out.header) out.width = std::max(out.width, display_width(line));
  return out;
}

void add_line(std::string& out, const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? std::string(gap, ' ') : "") + cells[i];
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}

std::string one_table(const std::vector<const LaidOut*>& columns) {
  std::string out;
  std::size_t header_lines = 0;
  for (const LaidOut* column : columns) header_lines = std::max(header_lines, column->header.size());
  std::vector<std::string> cells(columns.size());
  for (std::size_t line = 0; line < header_lines; ++line) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::size_t skipped = header_lines - columns[i]->header.size();
      cells[i] = padded(line < skipped ? "" : columns[i]->header[line - skipped], columns[i]->width, columns[i]->column->is_left);
    }
    add_line(out, cells);
  }
  for (std::size_t row = 0; row < columns.front()->column->cells.size(); ++row) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      cells[i] = padded(columns[i]->column->cells[row], columns[i]->width, columns[i]->column->is_left);
    add_line(out, cells);
  }
  return out;
}

}  // namespace

std::string table_text(const std::vector<TableColumn>& columns, std::size_t repeated, std::size_t width_max) {
  std::vector<LaidOut> laid_out;
  for (const TableColumn& column : columns) laid_out.push_back(lay_out(column));
  std::size_t lead_width = 0;
  std::vector<const LaidOut*> lead;
  for (std::size_t i = 0; i < repeated; ++i) {
    lead.push_back(&laid_out[i]);
    lead_width += laid_out[i].width + gap;
  }
  std::string out;
  std::size_t next = repeated;
  do {
    std::vector<const LaidOut*> part = lead;
    std::size_t width = lead_width;
    while (next < laid_out.size() && (part.size() == lead.size() || width + laid_out[next].width <= width_max)) {
      width += laid_out[next].width + gap;
      part.push_back(&laid_out[next++]);
    }
    if (!out.empty()) out += "\n";
    out += one_table(part);
  } while (next < laid_out.size());
  return out;
}

}  // namespace headroom
