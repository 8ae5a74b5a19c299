#include "cli/exports/tables/drawn_table.hpp"

#include <algorithm>
#include <vector>

#include "cli/exports/tables/export_values.hpp"
#include "cli/syntax/csv_record.hpp"

namespace headroom {

namespace {

constexpr std::size_t facts_max = 20, lines_looked_at = 200;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_row(std::string_view line) { return line.size() > 2 && line.front() == '|' && line.back() == '|'; }

bool is_rule(std::string_view line) {
  return line.size() > 2 && line.find_first_not_of("|-+ ") == std::string_view::npos &&
         line.find('-') != std::string_view::npos;
}

/// A field between bars, and the column in which it ends.
struct DrawnField {
  std::string text;
  std::size_t end = 0;
};

std::vector<DrawnField> fields_of(std::string_view line) {
  std::vector<DrawnField> fields;
  for (std::size_t at = 1; at < line.size();) {
    const std::size_t end = std::min(line.find('|', at), line.size());
    fields.push_back({line_of_text(line.substr(at, end - at)), end});
    at = end + 1;
  }
  return fields;
}

std::vector<std::string> texts_of(const std::vector<DrawnField>& fields) {
  std::vector<std::string> texts;
  for (const DrawnField& field : fields) texts.push_back(field.text);
  return texts;
}

/// What a line above a block states: a name, two spaces or more, a value.
struct Fact {
  std::string name, value;
};

bool states_fact(std::string_view line, Fact& fact) {
  if (line.empty() || line.front() == '|' || is_rule(line)) return false;
  const std::size_t gap = line.find("  ");
  if (gap == std::string_view::npos || gap == 0) return false;
  fact = {line_of_text(line.substr(0, gap)), line_of_text(line.substr(gap))};
  return !fact.value.empty();
}

/// Turns the lines of a drawn list into rows.
class Undrawing {
 public:
  explicit Undrawing(std::string_view text) : lines_(lines_of(text)) {
    Fact fact;
    for (const std::string_view line : lines_)
      if (states_fact(line, fact) && facts_.size() < facts_max && find(fact.name) == facts_.end())
        facts_.push_back({fact.name, ""});
  }

  std::string run() {
    std::string out;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::size_t before = out.size();
      take(i, out);
      if (out.size() == before) out += '\n';
    }
    return out;
  }

 private:
  std::vector<Fact>::iterator find(const std::string& name) {
    return std::find_if(facts_.begin(), facts_.end(), [&](const Fact& fact) { return fact.name == name; });
  }

  void take(std::size_t index, std::string& out) {
    const std::string_view line = lines_[index];
    Fact fact;
    if (states_fact(line, fact)) {
      if (const auto known = find(fact.name); known != facts_.end()) known->value = fact.value;
      return;
    }
    if (!is_row(line) || is_rule(line)) return;
    const std::vector<DrawnField> fields = fields_of(line);
    const bool is_header =
        index + 1 < lines_.size() && is_rule(lines_[index + 1]) && !fields.front().text.starts_with('*');
    if (is_header) return take_header(fields, out);
    if (header_.empty()) return;
    std::vector<std::string> row = fields.front().text.starts_with('*') ? sums_of(fields) : texts_of(fields);
    if (row.size() == header_.size() && row != texts_of(header_)) write(std::move(row), out);
  }

  void take_header(const std::vector<DrawnField>& fields, std::string& out) {
    if (!header_.empty()) return;
    header_ = fields;
    std::vector<std::string> names = texts_of(fields);
    for (const Fact& fact : facts_) names.push_back(fact.name);
    out += csv_record(names);
  }

  /// Each sum in the column below which it stands.
  std::vector<std::string> sums_of(const std::vector<DrawnField>& fields) const {
    std::vector<std::string> row(header_.size());
    row.front() = "Total";
    for (std::size_t i = 1; i < fields.size(); ++i) {
      // Fields end where a column ends; those that a sum skips are empty.
      const std::size_t column = header_.size() - std::min(header_.size(), fields.size() - i);
      row[column] = fields[i].text;
    }
    return row;
  }

  void write(std::vector<std::string> row, std::string& out) const {
    const bool is_sum = row.front() == "Total";
    for (const Fact& fact : facts_) row.push_back(is_sum ? "" : fact.value);
    out += csv_record(row);
  }

  std::vector<std::string_view> lines_;
  std::vector<Fact> facts_;
  std::vector<DrawnField> header_;
};

}  // namespace

bool is_drawn_table(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text.substr(0, std::min<std::size_t>(text.size(), 64 * 1024)));
  for (std::size_t i = 0; i + 1 < std::min(lines.size(), lines_looked_at); ++i)
    if (is_row(lines[i]) && !is_rule(lines[i]) && is_rule(lines[i + 1]) && lines[i + 1].front() == '|') return true;
  return false;
}

std::string undrawn(std::string_view text) { return Undrawing(text).run(); }

}  // namespace headroom
