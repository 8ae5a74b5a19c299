#include "cli/syntax/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

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

/// Whether libcsv drops the character around a field.
bool is_space(char c) { return c == ' ' || c == '\t'; }

}  // namespace

/// Splits plain lines itself, and feeds the others to libcsv in slices that end where a field can end, so that the
/// place of each field is known.
class CsvRows::Scan {
 public:
  Scan(const std::string& file, std::string_view text, char delimiter, CsvShape shape)
      : file_(file), shape_(shape), text_(without_byte_order_mark(text)), delimiter_(delimiter), parser_(delimiter) {
    faults_ = encoding_faults(file, text_);
    encoding_fault_count_ = faults_.size();
    if (is_utf16(text_)) {
      ended_ = true;
      return;
    }
    if (shape == CsvShape::ragged) return;
    while (header_.fields.empty() && read_on()) {
    }
    if (header_.fields.empty() && fault_count() == 0)
      fault({1, 1}, "the file is empty", "", "begin it with a row that names the columns");
  }

  const CsvRow& header() const { return header_; }
  const Faults& faults() const { return faults_; }

  const CsvRow* next() {
    is_ready_ = false;
    while (!is_ready_ && read_on()) {
    }
    return is_ready_ ? &row_ : nullptr;
  }

 private:
  /// Reads a line or a slice of one; false where nothing is left.
  bool read_on() {
    if (ended_) return false;
    if (row_is_taken_) begin_row();
    if (at_ < text_.size() && !full_) {
      if (!split_plain_line()) feed_slice();
      return true;
    }
    ended_ = true;
    if (!full_) finish();
    return true;
  }

  void begin_row() {
    field_count_ = 0;
    row_is_taken_ = false;
  }

  /// Takes the row of a whole line in which nothing is quoted; false where this is no such line.
  bool split_plain_line() {
    if (in_field_ || field_count_ > 0) return false;
    std::string_view line = text_.substr(at_, csv_field_bytes_max);
    line = line.substr(0, line.find('\n'));
    line = line.substr(0, line.find('\r'));
    if (line.size() == std::min(csv_field_bytes_max, text_.size() - at_) || line.find('"') != std::string_view::npos)
      return false;
    if (!std::all_of(line.begin(), line.end(), [this](char c) { return is_space(c) && c != delimiter_; })) {
      field_at_ = at_;
      split(line);
      take_row();
    }
    if (!line.empty()) last_ = line.back();
    at_ += line.size();
    advance(text_.substr(at_, 1));
    return true;
  }

  void split(std::string_view line) {
    int column = place_.column;
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::string_view field = line.substr(begin, line.find(delimiter_, begin) - begin);
      take_plain_field(field, column);
      column += characters_in(field) + 1;
      begin += field.size() + 1;
    }
  }

  void take_plain_field(std::string_view text, int column) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1), ++column;
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    field_place_ = {place_.line, column};
    take_field(text);
  }

  static int characters_in(std::string_view text) {
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  }

  static void on_field(void* data, std::size_t size, void* scan) {
    static_cast<Scan*>(scan)->take_field(std::string_view(static_cast<const char*>(data), size));
  }
  static void on_row(int, void* scan) { static_cast<Scan*>(scan)->take_row(); }

  std::size_t fault_count() const { return faults_.size() - encoding_fault_count_; }

  void fault(Place place, Message what, std::string value, Message mend) {
    if (fault_count() >= csv_faults_max) return;
    faults_.push_back({file_, place.line, place.column, std::move(what), std::move(value), std::move(mend)});
    if (fault_count() + 1 < csv_faults_max) return;
    faults_.push_back({file_, 0, 0, message("has more faults than the {} listed", fault_count()), "",
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
    while (spaces < slice.size() && slice[spaces] != delimiter_ && is_space(slice[spaces])) ++spaces;
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
    const bool is_quoted = parser_.get()->quoted != 0;
    fault(field_place_, message("a field longer than {} bytes", csv_field_bytes_max),
          is_quoted ? line_at(field_at_) : "",
          is_quoted ? "look for its closing quotation mark, or shorten it: nothing below can be read until then"
                    : "look for a quotation mark that is never closed, or shorten the field");
    skip_row();
    full_ = full_ || is_quoted;  // what follows is still within the quotation marks
  }

  /// Drops the rest of the line and the row it belongs to.
  void skip_row() {
    const std::size_t end = std::min(text_.find_first_of("\r\n", at_), text_.size());
    advance(text_.substr(at_, end - at_));
    parser_.restart();
    begin_row();
    in_field_ = false;
    if (header_.fields.empty() && shape_ == CsvShape::table)
      full_ = true;  // without a header nothing that follows can be judged
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
    return std::string(
        text_.substr(begin, std::min(text_.find_first_of("\r\n", begin), text_.size()) - begin).substr(0, 200));
  }

  void take_field(std::string_view text) {
    if (field_count_ == 0) row_.line = field_place_.line;
    if (field_count_ > csv_columns_max) return;
    if (row_.fields.size() <= field_count_) row_.fields.emplace_back();
    CsvField& field = row_.fields[field_count_++];  // of the row before, whose memory serves again
    field.text.assign(text);
    field.line = field_place_.line;
    field.column = field_place_.column;
  }

  void take_row() {
    row_.fields.resize(field_count_);
    row_is_taken_ = true;
    const bool blank =
        std::all_of(row_.fields.begin(), row_.fields.end(), [](const CsvField& field) { return field.text.empty(); });
    if (blank) return;
    if (header_.fields.empty() && shape_ == CsvShape::table) take_header();
    else is_ready_ = fits_header(row_);
  }

  void take_header() {
    header_ = std::exchange(row_, {});
    if (header_.fields.size() > csv_columns_max)
      fault({header_.line, 1}, message("more than {} columns", csv_columns_max), "",
            "leave out the columns that are not needed");
    std::map<std::string, const CsvField*> seen;
    for (const CsvField& field : header_.fields) {
      const auto [first, is_new] = seen.emplace(field.text, &field);
      if (!is_new && !field.text.empty())
        fault({field.line, field.column},
              message("a second column of the same name (the first is at column {})", first->second->column),
              field.text, "rename or remove one of them");
    }
  }

  bool fits_header(const CsvRow& row) {
    const std::size_t wanted = header_.fields.size(), given = row.fields.size();
    fields_ += given;
    if (fields_ > csv_fields_max) {
      fault({row.line, 1}, message("more than {} fields in the table", csv_fields_max), "", "split the table");
      full_ = true;
      return false;
    }
    if (given == wanted || (shape_ == CsvShape::ragged && given <= csv_columns_max)) return true;
    const CsvField& odd = given > wanted ? row.fields[wanted] : row.fields.back();
    const Message count =
        given > csv_columns_max ? message("more than {} fields", csv_columns_max) : how_many(given, "field", "fields");
    fault({odd.line, odd.column}, message("{}, where the header names {}", count, wanted), odd.text,
          given > wanted ? "put a field that holds the separator in quotation marks, or remove what is too much"
                         : "add the missing fields (an empty field takes its default)");
    return false;
  }

  std::string file_;
  CsvShape shape_;
  Faults faults_;
  std::size_t encoding_fault_count_ = 0;
  CsvRow header_;
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
  bool ended_ = false;        // everything has been read
  CsvRow row_;
  std::size_t field_count_ = 0;  // of the row that is being read
  bool row_is_taken_ = false;
  bool is_ready_ = false;  // the row is one to be handed out
  std::size_t fields_ = 0;
};

CsvRows::CsvRows(const std::string& file, std::string_view text, char delimiter, CsvShape shape)
    : scan_(std::make_unique<Scan>(file, text, delimiter, shape)) {}
CsvRows::~CsvRows() = default;
const CsvRow& CsvRows::header() const { return scan_->header(); }
const CsvRow* CsvRows::next() { return scan_->next(); }
const Faults& CsvRows::faults() const { return scan_->faults(); }

CsvReading scan_csv(const std::string& file, std::string_view text, char delimiter, CsvShape shape) {
  CsvRows rows(file, text, delimiter, shape);
  CsvReading reading;
  reading.table.file = file;
  while (const CsvRow* row = rows.next()) reading.table.rows.push_back(*row);
  reading.table.header = rows.header();
  reading.faults = rows.faults();
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
