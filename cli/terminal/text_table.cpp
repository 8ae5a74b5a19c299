#include "cli/terminal/text_table.hpp"

#include <algorithm>

#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

constexpr std::size_t header_width_max = 12;
constexpr std::size_t wrapped_width_min = 16;
constexpr std::size_t gap = 2;

using Lines = std::vector<std::string>;

std::size_t width_of(const Lines& lines) {
  std::size_t width = 0;
  for (const std::string& line : lines) width = std::max(width, display_width(line));
  return width;
}

/// A column measured, its header and cells broken into lines.
struct LaidOut {
  const TableColumn* column;
  Lines header;
  std::vector<Lines> cells;
  std::size_t width = 0;
};

LaidOut lay_out(const TableColumn& column, std::size_t width_max, TableFit fit) {
  LaidOut out{&column, {}, {}, 0};
  for (const std::string& cell : column.cells) out.cells.push_back({cell});
  for (const Lines& cell : out.cells) out.width = std::max(out.width, width_of(cell));
  std::size_t header_width = std::max(out.width, header_width_max);
  if (fit == TableFit::document) {
    out.header = wrapped_lines(column.header, header_width);
  } else {
    header_width = std::max(header_width, std::min(widest_part(column.header), width_max / 2));
    out.header = wrapped_lines(column.header, header_width, LineBreaks::at_hyphens_too);
  }
  out.width = std::max(out.width, width_of(out.header));
  return out;
}

/// Breaks the cells of a column, and what is broken off stands a little further in.
void wrap(LaidOut& column, std::size_t width) {
  column.width = width_of(column.header);
  for (Lines& cell : column.cells) {
    const std::string text = cell.front();
    const std::size_t indent = std::min(text.find_first_not_of(' '), text.size());
    if (display_width(text) > width) {
      cell = wrapped_lines(text, width - indent - gap, LineBreaks::at_hyphens_too);
      for (std::size_t i = 0; i < cell.size(); ++i) cell[i].insert(0, indent + (i > 0 ? gap : 0), ' ');
    }
    column.width = std::max(column.width, width_of(cell));
  }
}

/// Puts a column below the one before it.
void drop(LaidOut& above, const LaidOut& below) {
  above.header.insert(above.header.end(), below.header.begin(), below.header.end());
  for (std::size_t row = 0; row < above.cells.size(); ++row)
    if (below.cells[row] != Lines{""})
      above.cells[row].insert(above.cells[row].end(), below.cells[row].begin(), below.cells[row].end());
  above.width = std::max(above.width, below.width);
}

/// A column comes with those that stay with it, or not at all: the end of what begins at `first`, and how wide it is
/// with its gaps.
struct Group {
  std::size_t end, width;
};

Group group_at(const std::vector<LaidOut>& columns, std::size_t first) {
  Group group{first, 0};
  do group.width += columns[group.end++].width + gap;
  while (group.end < columns.size() && columns[group.end].column->stays_with_previous);
  return group;
}

std::size_t width_with_gaps(const std::vector<LaidOut>& columns, std::size_t count) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < count; ++i) width += columns[i].width + gap;
  return width;
}

/// What the table needs, gaps after each column included. Without a leading column its rows could not be told apart in
/// parts: it needs all.
std::size_t needed_width(const std::vector<LaidOut>& columns, std::size_t repeated) {
  if (repeated == 0) return width_with_gaps(columns, columns.size());
  std::size_t widest = 0;
  for (std::size_t next = repeated; next < columns.size();) {
    const Group group = group_at(columns, next);
    widest = std::max(widest, group.width);
    next = group.end;
  }
  return width_with_gaps(columns, repeated) + widest;
}

/// Lets columns drop below others and text wrap, as far as the table is too wide.
void make_room(std::vector<LaidOut>& columns, std::size_t repeated, std::size_t width_max) {
  const auto excess = [&] {
    const std::size_t needed = needed_width(columns, repeated);
    return needed > width_max + gap ? needed - width_max - gap : 0;
  };
  for (std::size_t i = columns.size(); excess() > 0 && i-- > 1;) {
    if (!columns[i].column->may_drop) continue;
    drop(columns[i - 1], columns[i]);
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(i));
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const bool counts = repeated == 0 || i < repeated;
    const std::size_t too_wide = excess();
    if (!columns[i].column->may_wrap || !counts || too_wide == 0 || columns[i].width <= wrapped_width_min) continue;
    wrap(columns[i], columns[i].width > wrapped_width_min + too_wide ? columns[i].width - too_wide : wrapped_width_min);
  }
}

void add_line(std::string& out, const Lines& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? std::string(gap, ' ') : "") + cells[i];
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + "\n";
}

std::string one_table(const std::vector<const LaidOut*>& columns) {
  std::string out;
  std::size_t header_lines = 0;
  for (const LaidOut* column : columns) header_lines = std::max(header_lines, column->header.size());
  Lines cells(columns.size());
  for (std::size_t line = 0; line < header_lines; ++line) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::size_t skipped = header_lines - columns[i]->header.size();
      cells[i] = padded(line < skipped ? "" : columns[i]->header[line - skipped], columns[i]->width,
                        columns[i]->column->is_left);
    }
    add_line(out, cells);
  }
  for (std::size_t row = 0; row < columns.front()->cells.size(); ++row) {
    std::size_t lines = 0;
    for (const LaidOut* column : columns) lines = std::max(lines, column->cells[row].size());
    for (std::size_t line = 0; line < lines; ++line) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const Lines& cell = columns[i]->cells[row];
        cells[i] = padded(line < cell.size() ? cell[line] : "", columns[i]->width, columns[i]->column->is_left);
      }
      add_line(out, cells);
    }
  }
  return out;
}

}  // namespace

std::string table_text(const std::vector<TableColumn>& columns, std::size_t repeated, std::size_t width_max,
                       TableFit fit) {
  std::vector<LaidOut> laid_out;
  for (const TableColumn& column : columns) laid_out.push_back(lay_out(column, width_max, fit));
  if (fit == TableFit::whole_words) make_room(laid_out, repeated, width_max);
  std::vector<const LaidOut*> lead;
  for (std::size_t i = 0; i < repeated; ++i) lead.push_back(&laid_out[i]);
  const std::size_t lead_width = width_with_gaps(laid_out, repeated);
  std::string out;
  std::size_t next = repeated;
  do {
    std::vector<const LaidOut*> part = lead;
    std::size_t width = lead_width;
    while (next < laid_out.size()) {
      const Group group = group_at(laid_out, next);
      if (part.size() > lead.size() && width + group.width > width_max + gap) break;
      width += group.width;
      for (; next < group.end; ++next) part.push_back(&laid_out[next]);
    }
    if (!out.empty()) out += "\n";
    out += one_table(part);
  } while (next < laid_out.size());
  return out;
}

}  // namespace headroom
