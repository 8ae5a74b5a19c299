#include "cli/report/xlsx/workbook.hpp"

#include <xlsxwriter.h>

#include <cerrno>

#include "cli/files/output_file.hpp"
#include "cli/files/text_file.hpp"
#include "cli/files/trial_folder.hpp"

namespace headroom {

namespace {

constexpr std::size_t text_bytes_max = 8000;  // of the 32,767 characters that a cell takes
constexpr std::uint16_t chart_width = 720, chart_height = 380;
constexpr std::uint32_t series_colours[] = {0x0A5A9C, 0xB34700, 0x00705A, 0x8A3A80, 0x57606A};

/// Text that a cell can hold: whole characters, control characters made visible.
std::string cell_text(const std::string& text) {
  std::string shown = printable(text);
  if (shown.size() <= text_bytes_max) return shown;
  std::size_t end = text_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80) --end;
  return shown.substr(0, end) + "...";
}

lxw_datetime datetime_of(Date date) {
  lxw_datetime datetime{};
  datetime.year = date.year();
  datetime.month = date.month();
  datetime.day = date.day_of_month();
  return datetime;
}

std::uint8_t type_of(SheetChart::Kind kind) {
  switch (kind) {
    case SheetChart::Kind::lines: return LXW_CHART_LINE;
    case SheetChart::Kind::columns: return LXW_CHART_COLUMN;
    case SheetChart::Kind::bars: return LXW_CHART_BAR;
  }
  return LXW_CHART_LINE;
}

}  // namespace

struct Workbook::State {
  TrialFolder folder;
  std::string file;
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* sheet = nullptr;
  std::string sheet_name;
  lxw_format *bold = nullptr, *money = nullptr, *share = nullptr, *date = nullptr, *number = nullptr;
  int row = 0;

  lxw_row_t at() const { return static_cast<lxw_row_t>(row); }

  void write(lxw_col_t column, const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
      if (!text->empty()) worksheet_write_string(sheet, at(), column, cell_text(*text).c_str(), nullptr);
    } else if (const auto* value = std::get_if<double>(&cell)) {
      worksheet_write_number(sheet, at(), column, *value, number);
    } else if (const auto* day = std::get_if<Date>(&cell)) {
      lxw_datetime datetime = datetime_of(*day);
      worksheet_write_datetime(sheet, at(), column, &datetime, date);
    } else if (const auto* amount = std::get_if<MoneyCell>(&cell)) {
      worksheet_write_number(sheet, at(), column, amount->major, money);
    } else if (const auto* part = std::get_if<ShareCell>(&cell)) {
      worksheet_write_number(sheet, at(), column, part->share, share);
    }
  }
};

Workbook::Workbook(const std::string& title, Date created, int decimals) : state_(std::make_unique<State>()) {
  if (state_->folder.path().empty()) return;
  state_->file = (state_->folder.path() / "report.xlsx").string();
  std::string folder = state_->folder.path().string();
  lxw_workbook_options options{};
  options.tmpdir = folder.data();
  state_->workbook = workbook_new_opt(state_->file.c_str(), &options);
  if (state_->workbook == nullptr) return;
  std::string shown = cell_text(title), author = "Headroom";
  lxw_doc_properties properties{};
  properties.title = shown.data();
  properties.author = author.data();
  properties.created = static_cast<time_t>(created.serial()) * 86400;
  workbook_set_properties(state_->workbook, &properties);
  const auto format = [&](const char* pattern) {
    lxw_format* made = workbook_add_format(state_->workbook);
    format_set_num_format(made, pattern);
    return made;
  };
  state_->bold = workbook_add_format(state_->workbook);
  format_set_bold(state_->bold);
  format_set_text_wrap(state_->bold);
  format_set_align(state_->bold, LXW_ALIGN_VERTICAL_TOP);
  state_->money = format(decimals == 0 ? "#,##0" : decimals == 3 ? "#,##0.000" : "#,##0.00");
  state_->share = format("0.00%");
  state_->date = format("yyyy-mm-dd");
  state_->number = format("General");
}

Workbook::~Workbook() {
  if (state_->workbook != nullptr) workbook_close(state_->workbook);
}

void Workbook::sheet(const std::string& name, const std::vector<double>& widths) {
  if (state_->workbook == nullptr) return;
  state_->sheet = workbook_add_worksheet(state_->workbook, name.c_str());
  state_->sheet_name = name;
  state_->row = 0;
  for (std::size_t i = 0; i < widths.size(); ++i)
    worksheet_set_column(state_->sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), widths[i], nullptr);
}

void Workbook::row(const CellRow& cells) {
  if (state_->sheet == nullptr) return;
  for (std::size_t i = 0; i < cells.size(); ++i) state_->write(static_cast<lxw_col_t>(i), cells[i]);
  ++state_->row;
}

void Workbook::heading(const std::vector<std::string>& cells) {
  if (state_->sheet == nullptr) return;
  for (std::size_t i = 0; i < cells.size(); ++i)
    worksheet_write_string(state_->sheet, state_->at(), static_cast<lxw_col_t>(i), cell_text(cells[i]).c_str(),
                           state_->bold);
  ++state_->row;
}

void Workbook::empty_row() { ++state_->row; }

int Workbook::next_row() const { return state_->row; }

void Workbook::freeze() {
  if (state_->sheet != nullptr) worksheet_freeze_panes(state_->sheet, state_->at(), 0);
}

void Workbook::chart(const SheetChart& chart) {
  if (state_->sheet == nullptr || chart.last_row < chart.first_row) return;
  lxw_chart* drawn = workbook_add_chart(state_->workbook, type_of(chart.kind));
  const char* name = state_->sheet_name.c_str();
  const auto first = static_cast<lxw_row_t>(chart.first_row), last = static_cast<lxw_row_t>(chart.last_row);
  for (std::size_t i = 0; i < chart.series.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(chart.series[i].column);
    const auto category = static_cast<lxw_col_t>(chart.category_column);
    lxw_chart_series* series = chart_add_series(drawn, nullptr, nullptr);
    chart_series_set_categories(series, name, first, category, last, category);
    chart_series_set_values(series, name, first, column, last, column);
    chart_series_set_name_range(series, name, first - 1, column);
    const std::uint32_t colour = series_colours[i % std::size(series_colours)];
    if (chart.kind == SheetChart::Kind::lines) {
      lxw_chart_line line{};
      line.color = colour;
      line.width = 2.0F;
      line.dash_type = chart.series[i].is_dashed ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
      chart_series_set_line(series, &line);
    } else {
      lxw_chart_fill fill{};
      fill.color = colour;
      chart_series_set_fill(series, &fill);
    }
  }
  chart_title_set_name(drawn, cell_text(chart.title).c_str());
  chart_legend_set_position(drawn, chart.series.size() > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE);
  if (chart.kind == SheetChart::Kind::bars) chart_axis_set_reverse(drawn->x_axis);
  chart_axis_set_label_position(drawn->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  lxw_chart_options options{};
  options.x_scale = chart_width / 480.0;
  options.y_scale = chart_height / 288.0;
  worksheet_insert_chart_opt(state_->sheet, static_cast<lxw_row_t>(chart.at_row),
                             static_cast<lxw_col_t>(chart.at_column), drawn, &options);
}

Result<std::string> Workbook::bytes() {
  const auto refused = [&](int error) {
    return write_refused(
        state_->file.empty() ? std::filesystem::temp_directory_path() : std::filesystem::path(state_->file), error);
  };
  if (state_->workbook == nullptr) return refused(errno);
  errno = 0;
  lxw_workbook* workbook = state_->workbook;
  state_->workbook = nullptr;
  state_->sheet = nullptr;
  if (workbook_close(workbook) != LXW_NO_ERROR) return refused(errno != 0 ? errno : EIO);
  return read_text_file(state_->file);
}

}  // namespace headroom
