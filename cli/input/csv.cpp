#include "cli/input/csv.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/input/text_file.hpp"

namespace headroom {

namespace {

/// A place in the text, moved on character by character.
struct Place {
  int line = 1;
  int column = 1;
};

/// libcsv's parser, released with its owner.
class Parser {
 public:
  explicit Parser(char delimiter) : delimiter_(delimiter) { start(); }
  ~Parser() { csv_free(&parser_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  csv_parser* get() { return &parser_; }
  void restart() {
    csv_free(&parser_);
    start();
  }

 private:
  void start() {
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0) throw ContractError("libcsv cannot be started");
    csv_set_delim(&parser_, static_cast<unsigned char>(delimiter_));
  }

  csv_parser parser_{};
  char delimiter_;
};

/// Feeds libcsv in slices that end where a field can end, so that the place of each field is known.
class Scan {
 public:
  Scan(const std::string& file, std::string_view text, char delimiter) : text_(text), delimiter_(delimiter), parser_(delimiter) {
    reading_.table.file = file;
  }

  CsvReading run() {
    while (at_ < text_.size() && !full_) feed_slice();
    if (!full_) finish();
    if (reading_.table.header.fields.empty() && reading_.faults.empty())
      fault({1, 1}, "the file is empty", "", "begin it with a row that names the columns");
    return std::move(reading_);
  }

 private:
  static void on_field(void* data, std::size_t size, void* scan) {
    static_cast<Scan*>(scan)->take_field(std::string_view(static_cast<const char*>(data), size));
  }
  static void on_row(int, void* scan) { static_cast<Scan*>(scan)->take_row(); }

  void fault(Place place, std::string what, std::string value, std::string mend) {
    Faults& faults = reading_.faults;
    if (faults.size() >= csv_faults_max) return;
    faults.push_back({reading_.table.file, place.line, place.column, std::move(what), std::move(value), std::move(mend)});
    if (faults.size() + 1 < csv_faults_max) return;
    faults.push_back({reading_.table.file, 0, 0, fmt::format("has more faults than the {} listed", faults.size()), "",
                      "mend these first: the rest may share their cause"});
    full_ = true;
  }

  /// The number of bytes up to and including the next one that can end a field.
  std::size_t slice_length() const {
    std::size_t end = at_;
    while (end < text_.size()) {
      const char c = text_[end++];
      if (c == delimiter_ || c == '"' || c == '\n' || c == '\r') break;
      if (end - at_ >= csv_field_bytes_max) break;
    }
    return end - at_;
  }

  void feed_slice() {
    const std::string_view slice = text_.substr(at_, slice_length());
    if (!in_field_) open_field(slice);
    const std::size_t read = csv_parse(parser_.get(), slice.data(), slice.size(), on_field, on_row, this);
    advance(slice.substr(0, read));
    if (read < slice.size()) return stray_quote();
    if (parser_.get()->entry_pos >= csv_field_bytes_max) return too_long();
    in_field_ = parser_.get()->entry_pos > 0 || parser_.get()->quoted != 0;
  }

  /// Notes where the content of a field begins: after the spaces that libcsv drops.
  void open_field(std::string_view slice) {
    std::size_t spaces = 0;
    while (spaces < slice.size() && slice[spaces] != delimiter_ && (slice[spaces] == ' ' || slice[spaces] == '\t')) ++spaces;
    field_place_ = {place_.line, place_.column + static_cast<int>(spaces)};
    field_at_ = at_;
  }

  void advance(std::string_view passed) {
    for (const char c : passed) {
      const bool after_cr = last_ == '\r';
      last_ = c;
      if (c == '\n' && after_cr) continue;
      if (c == '\n' || c == '\r') place_ = {place_.line + 1, 1};
      else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++place_.column;
    }
    at_ += passed.size();
  }

  void stray_quote() {
    fault(place_, "a quotation mark out of place", line_at(at_),
          "put the whole field in quotation marks and double those inside it: \"say \"\"hi\"\"\"");
    skip_row();
  }

  void too_long() {
    fault(field_place_, fmt::format("a field longer than {} bytes", csv_field_bytes_max), "",
          "look for a quotation mark that is never closed, or shorten the field");
    skip_row();
  }

  /// Drops the rest of the line and the row it belongs to.
  void skip_row() {
    const std::size_t end = std::min(text_.find_first_of("\r\n", at_), text_.size());
    advance(text_.substr(at_, end - at_));
    parser_.restart();
    row_ = {};
    in_field_ = false;
    if (reading_.table.header.fields.empty()) full_ = true;  // without a header nothing that follows can be judged
  }

  void finish() {
    if (!in_field_) field_place_ = place_;
    if (csv_fini(parser_.get(), on_field, on_row, this) != 0)
      fault(field_place_, "a quoted field that is never closed", line_at(field_at_), "close it with a quotation mark");
  }

  /// The text of the line around the byte `at`, for a fault's value.
  std::string line_at(std::size_t at) const {
    const std::size_t before = at == 0 ? std::string_view::npos : text_.find_last_of("\r\n", at - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    return std::string(text_.substr(begin, std::min(text_.find_first_of("\r\n", begin), text_.size()) - begin).substr(0, 200));
  }

  void take_field(std::string_view text) {
    if (row_.fields.empty()) row_.line = field_place_.line;
    if (row_.fields.size() <= csv_columns_max) row_.fields.push_back({std::string(text), field_place_.line, field_place_.column});
  }

  void take_row() {
    CsvRow row = std::exchange(row_, {});
    const bool blank = std::all_of(row.fields.begin(), row.fields.end(), [](const CsvField& field) { return field.text.empty(); });
    if (blank) return;
    if (reading_.table.header.fields.empty()) take_header(std::move(row));
    else if (fits_header(row)) reading_.table.rows.push_back(std::move(row));
  }

  void take_header(CsvRow row) {
    if (row.fields.size() > csv_columns_max)
      fault({row.line, 1}, fmt::format("more than {} columns", csv_columns_max), "", "leave out the columns that are not needed");
    std::map<std::string, const CsvField*> seen;
    for (const CsvField& field : row.fields) {
      const auto [first, is_new] = seen.emplace(field.text, &field);
      if (!is_new && !field.text.empty())
        fault({field.line, field.column},
              fmt::format("a second column of the same name (the first is at column {})", first->second->column), field.text,
              "rename or remove one of them");
    }
    reading_.table.header = std::move(row);
  }

  bool fits_header(const CsvRow& row) {
    const std::size_t wanted = reading_.table.header.fields.size(), given = row.fields.size();
    fields_ += given;
    if (fields_ > csv_fields_max) {
      fault({row.line, 1}, fmt::format("more than {} fields in the table", csv_fields_max), "", "split the table");
      full_ = true;
      return false;
    }
    if (given == wanted) return true;
    const CsvField& odd = given > wanted ? row.fields[wanted] : row.fields.back();
    const std::string count = given > csv_columns_max ? fmt::format("more than {} fields", csv_columns_max)
                                                      : fmt::format("{} field{}", given, given == 1 ? "" : "s");
    fault({odd.line, odd.column}, fmt::format("{}, where the header names {}", count, wanted), odd.text,
          given > wanted ? "put a field that holds the separator in quotation marks, or remove what is too much"
                         : "add the missing fields (an empty field takes its default)");
    return false;
  }

  CsvReading reading_;
  std::string_view text_;
  char delimiter_;
  Parser parser_;
  std::size_t at_ = 0;
  Place place_;
  char last_ = '\0';
  Place field_place_;
  std::size_t field_at_ = 0;  // the byte at which the current field begins
  bool in_field_ = false;     // some content of the current field has been fed
  bool full_ = false;         // nothing more is worth reading
  CsvRow row_;
  std::size_t fields_ = 0;
};

}  // namespace

CsvReading scan_csv(const std::string& file, std::string_view text, char delimiter) {
  text = without_byte_order_mark(text);
  Faults encoding = encoding_faults(file, text);
  if (is_utf16(text)) return {CsvTable{file, {}, {}}, encoding};
  CsvReading reading = Scan(file, text, delimiter).run();
  reading.faults.insert(reading.faults.begin(), encoding.begin(), encoding.end());
  return reading;
}

Result<CsvTable> read_csv_text(const std::string& file, std::string_view text, char delimiter) {
  CsvReading reading = scan_csv(file, text, delimiter);
  if (!reading.faults.empty()) return std::move(reading.faults);
  return std::move(reading.table);
}

Result<CsvTable> read_csv(const std::filesystem::path& path, char delimiter) {
  const Result<std::string> text = read_text_file(path);
  if (!text) return text.faults();
  return read_csv_text(path.string(), text.value(), delimiter);
}

}  // namespace headroom
