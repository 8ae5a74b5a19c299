#include "cli/exports/tables/mapping_inference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/exports/tables/column_meanings.hpp"
#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/list_columns.hpp"
#include "cli/exports/tables/list_words.hpp"
#include "cli/exports/tables/row_values.hpp"
#include "cli/exports/tables/running_balance.hpp"
#include "cli/exports/tables/unit_inference.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/toml_string.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

constexpr std::size_t headings_listed_max = 40;

bool names_one_of(std::string_view heading, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return heading.find(word) != std::string_view::npos; });
}

class Completion {
 public:
  Completion(const ExportTable& source, ImportKind kind, const std::optional<ColumnMapping>& given) : source_(source) {
    for (const CsvField& field : source.table.header.fields) headings_.push_back(field.text);
    if (given) out_.mapping = *given;
    has_columns_ = !out_.mapping.columns.empty();
    is_unit_given_ = out_.mapping.amount_unit.has_value();
    drop_missing_alternatives();
    if (!has_columns_) propose(kind);
  }

  CompletedMapping run() {
    check_sources();
    if (!out_.faults.empty()) return std::move(out_);
    settle_dates();
    settle_units(source_, mapping(), out_.assumptions, out_.choices, out_.faults);
    settle_numbers();
    if (out_.faults.empty() && !has_columns_) settle_running_balance(source_, mapping(), out_.assumptions, out_.faults);
    if (out_.faults.empty()) understand_columns(source_, has_columns_, mapping(), out_.assumptions, out_.faults);
    if (out_.faults.empty() && !is_unit_given_) compare_units(source_, mapping(), out_.choices, out_.faults);
    settle_sign(source_, mapping(), out_.assumptions, out_.choices, out_.faults);
    return std::move(out_);
  }

 private:
  ColumnMapping& mapping() { return out_.mapping; }

  void assume(Message sentence) { out_.assumptions.push_back(std::move(sentence)); }

  Fault at_header(Message what, Message mend) const {
    return {source_.table.file, source_.table.header.line, 1, std::move(what), "", std::move(mend)};
  }

  std::string headings_text() const {
    std::string out;
    for (std::size_t i = 0; i < std::min(headings_.size(), headings_listed_max); ++i)
      out += (i == 0 ? "" : ", ") + headings_[i];
    return headings_.size() > headings_listed_max ? out + ", ..." : out;
  }

  void propose(ImportKind kind) {
    mapping().kind = kind;
    if (source_.encoding != "utf-8") mapping().encoding = source_.encoding;
    if (source_.delimiter != ',') mapping().delimiter = source_.delimiter;
    if (source_.header_line != 1) mapping().header_line = source_.header_line;
    for (const ProposedColumn& column : propose_columns(kind, headings_by_values())) {
      if (mapping().fixed.contains(column.target)) continue;
      mapping().columns[column.target] = column.source;
      const bool has_paid = std::any_of(headings_.begin(), headings_.end(),
                                        [](const std::string& heading) { return means(heading, "paid"); });
      if (column.is_weak && column.target == "amount" && has_paid) continue;  // what of it is open is found out below
      if (column.is_weak && column.target == "amount")
        assume(message("the column \"{}\" holds what is still open of each item", column.source));
      else if (column.is_weak)
        assume(message("the column \"{}\" holds what is called {} here", column.source, column.target));
    }
    propose_further_settlement();
    if (kind == ImportKind::history) propose_kind_of_history();
    propose_line_numbers();
    ask_for_missing();
  }

  /// The headings whose values can be what they say: no amount where all is yes or no, no day of payment where days are
  /// missing.
  std::vector<std::string> headings_by_values() const {
    const ListColumns columns(source_, out_.mapping);
    std::vector<std::string> headings = headings_;
    for (std::size_t i = 0; i < headings.size(); ++i) {
      const bool is_flag =
          (means(headings[i], "flag_open") || means(headings[i], "flag_settled")) && columns.holds_yes_and_no(i);
      const bool is_no_day = means(headings[i], "settled") && !means(headings[i], "issued") &&
                             !columns.values_of(i, 0).empty() && !columns.holds_dates(i) && !columns.holds_some_date(i);
      const std::vector<std::string>& ignored = out_.mapping.ignore;
      const bool is_ignored = std::find(ignored.begin(), ignored.end(), headings[i]) != ignored.end();
      if (is_flag || is_no_day || is_ignored) headings[i].clear();
    }
    return headings;
  }

  /// Several columns of days of payment: the first of a row that holds one counts.
  void propose_further_settlement() {
    const ListColumns columns(source_, out_.mapping);
    if (!columns.source_of("settled")) return;
    for (std::size_t i = 0; i < headings_.size(); ++i)
      if (!columns.is_used(headings_[i]) && means(headings_[i], "settled") && columns.holds_dates(i))
        mapping().fallbacks["settled"].push_back(headings_[i]);
  }

  /// A list without numbers of its own is numbered by its lines; one of debits and credits has their difference.
  void propose_line_numbers() {
    const auto number = number_index(mapping().kind);
    if (!number || !side_of(mapping().kind)) return;
    const std::string target(target_columns(mapping().kind)[*number].name);
    if (!maps(mapping(), target) && maps(mapping(), "counterparty") && maps(mapping(), "due")) {
      mapping().columns[target] = std::string(line_number_source);
      assume(message("no heading tells a number, so each {} is called by its line", noun_of(mapping().kind, 1)));
    }
    if (maps(mapping(), "amount")) return;
    std::string debit, credit;
    for (const std::string& heading : headings_) {
      if (debit.empty() && means(heading, "debit")) debit = heading;
      else if (credit.empty() && means(heading, "credit")) credit = heading;
    }
    if (debit.empty() || credit.empty()) return;
    mapping().columns["debit"] = debit;
    mapping().columns["credit"] = credit;
    assume(message("what is owed is the difference of \"{}\" and \"{}\"", debit, credit));
  }

  void ask_for_missing() {
    std::string names, lines;
    for (const std::string_view target : missing_targets(mapping())) {
      out_.choices.push_back(fmt::format("{} = \"...\"", target));
      names += (names.empty() ? "" : ", ") + std::string(target);
      lines +=
          fmt::format("{}{} = \"{}\"", lines.empty() ? "" : ", ", target, target == "kind" ? "invoice" : "its heading");
    }
    if (names.empty()) return;
    out_.faults.push_back(
        at_header(message("no heading tells which column holds {} (headings: {})", names, headings_text()),
                  message("put in a mapping, under {}: {}", names == "kind" ? "[fixed]" : "[columns]", lines)));
  }

  void propose_kind_of_history() {
    const auto party = mapping().columns.find("counterparty");
    if (party == mapping().columns.end() || maps(mapping(), "kind")) return;
    const std::string heading = normal_heading(party->second);
    std::string kind;
    if (names_one_of(heading, {"vendor", "supplier", "creditor", "payee", "kredit", "lieferant", "供应商", "收款方"}))
      kind = "bill";
    if (names_one_of(heading, {"cust", "client", "debt", "debit", "kunde", "客户", "付款方"})) kind = "invoice";
    if (kind.empty()) return;
    mapping().fixed["kind"] = kind;
    assume(message("every item is of kind \"{}\", because of the column \"{}\"", kind, party->second));
  }

  /// Of several headings for a target, those that this export has.
  void drop_missing_alternatives() {
    const auto is_missing = [&](const std::string& heading) {
      return std::find(headings_.begin(), headings_.end(), heading) == headings_.end();
    };
    for (auto& [target, fallbacks] : mapping().fallbacks) {
      std::erase_if(fallbacks, is_missing);
      std::string& first = mapping().columns[target];
      if (!is_missing(first) || fallbacks.empty()) continue;
      first = fallbacks.front();
      fallbacks.erase(fallbacks.begin());
    }
    if (mapping().told_by.empty()) return;
    // A known list may be exported without some of its columns.
    const auto is_needed = [&](const std::string& target) {
      const auto index = target_index(mapping().kind, target);
      return index && target_columns(mapping().kind)[*index].required;
    };
    std::erase_if(mapping().columns, [&](const auto& entry) {
      return !is_no_heading(entry.second) && is_missing(entry.second) && !is_needed(entry.first);
    });
    std::erase_if(mapping().status, [&](const StatusRule& rule) { return is_missing(rule.column); });
    std::erase_if(mapping().keep, [&](const RowRule& rule) { return is_missing(rule.column); });
    std::erase_if(mapping().skip, [&](const RowRule& rule) { return is_missing(rule.column); });
    std::erase_if(mapping().negative, [&](const RowRule& rule) { return is_missing(rule.column); });
    std::erase_if(mapping().ignore, is_missing);
    for (const StatusRule& rule : mapping().status) ask_about_new_states(rule);
  }

  /// A known list's state that its file of data does not know.
  void ask_about_new_states(const StatusRule& rule) {
    const auto holds = [](const std::vector<std::string>& values, const std::string& text) {
      return std::find(values.begin(), values.end(), text) != values.end() ||
             std::find(values.begin(), values.end(), any_value) != values.end();
    };
    const auto column =
        static_cast<std::size_t>(std::find(headings_.begin(), headings_.end(), rule.column) - headings_.begin());
    std::vector<std::string> asked;
    for (const CsvRow& row : source_.table.rows) {
      const CsvField& field = row.fields[column];
      if (field.text.empty() || holds(rule.open, field.text) || holds(rule.settled, field.text) ||
          holds(rule.left_out, field.text) || holds(asked, field.text))
        continue;
      asked.push_back(field.text);
      out_.faults.push_back({source_.table.file, field.line, field.column,
                             message("the column \"{}\" says what is not known: is this item open?", rule.column),
                             field.text,
                             message("say so in a mapping: [status.{}] open = [{}] (or settled, or left_out)",
                                     toml_string(rule.column), toml_string(field.text))});
    }
  }

  void check_source(const std::string& source) {
    if (is_no_heading(source) || std::find(headings_.begin(), headings_.end(), source) != headings_.end()) return;
    const auto nearest = nearest_name(source, headings_);
    out_.faults.push_back(
        {mapping().file, 0, 0, message("{} has no such column", source_.table.file), source,
         nearest ? message("did you mean \"{}\"?", *nearest) : message("its headings are: {}", headings_text())});
  }

  void check_sources() {
    for (const auto& [target, source] : mapping().columns) check_source(source);
    for (const StatusRule& rule : mapping().status) check_source(rule.column);
    for (const std::string& heading : mapping().ignore) check_source(heading);
    for (const auto* rules : {&mapping().keep, &mapping().skip, &mapping().negative, &mapping().cancelled})
      for (const RowRule& rule : *rules) check_source(rule.column);
    if (source_.table.rows.empty() && source_.faults.empty())
      out_.faults.push_back(
          at_header("there is nothing below the headings", "export the items, not only their headings"));
  }

  /// All that stands in a target's column, empty fields left out.
  std::vector<const CsvField*> fields_of(std::string_view target) const {
    std::vector<const CsvField*> fields;
    const auto column = out_.mapping.columns.find(std::string(target));
    if (column == out_.mapping.columns.end() || is_no_heading(column->second)) return fields;
    const auto index =
        static_cast<std::size_t>(std::find(headings_.begin(), headings_.end(), column->second) - headings_.begin());
    for (const CsvRow& row : source_.table.rows)
      if (!is_blank(row.fields[index].text) && !(target == "due" && is_due_at_once(row.fields[index].text)))
        fields.push_back(&row.fields[index]);
    return fields;
  }

  static std::vector<std::string_view> texts_of(const std::vector<const CsvField*>& fields) {
    std::vector<std::string_view> texts;
    for (const CsvField* field : fields) texts.push_back(field->text);
    return texts;
  }

  void settle_dates() {
    struct Open {
      std::string target;
      std::vector<DateFormat> fitting;
      const CsvField* example;
    };
    std::vector<Open> undecided;
    std::map<std::string, DateFormat> found;
    for (const TargetColumn& column : target_columns(mapping().kind)) {
      if (column.type != ColumnType::date || date_format_of(mapping(), column.name)) continue;
      const auto fields = fields_of(column.name);
      if (fields.empty()) continue;
      auto fitting = date_formats_that_fit(texts_of(fields));
      if (fitting.empty()) {
        const auto unread = std::find_if(fields.begin(), fields.end(), [](const CsvField* field) {
          return date_formats_that_fit({field->text}).empty();
        });
        no_date_format(column.name, unread == fields.end() ? *fields.front() : **unread);
      } else if (fitting.size() == 1) {
        found.emplace(std::string(column.name), fitting.front());
      } else {
        const auto* example = *std::find_if(fields.begin(), fields.end(), [&](const CsvField* field) {
          return fitting[0].read(field->text) != fitting[1].read(field->text);
        });
        undecided.push_back({std::string(column.name), std::move(fitting), example});
      }
    }
    // Dates of one program are written alike: a column that leaves the order of day and month open follows one that
    // does not.
    const std::map<std::string, DateFormat> decided = found;
    for (const Open& open : undecided) {
      const auto like = std::find_if(decided.begin(), decided.end(), [&](const auto& entry) {
        return std::any_of(open.fitting.begin(), open.fitting.end(),
                           [&](const DateFormat& format) { return format.pattern() == entry.second.pattern(); });
      });
      if (like == decided.end()) {
        ambiguous_dates(open.target, open.fitting, *open.example);
        continue;
      }
      found.emplace(open.target, like->second);
      assume(message("the dates of {} are written {}, as those of {} are; their own values would allow {} too",
                     open.target, like->second.pattern(), like->first,
                     open.fitting[open.fitting[0].pattern() == like->second.pattern() ? 1 : 0].pattern()));
    }
    keep_date_formats(found);
  }

  void keep_date_formats(const std::map<std::string, DateFormat>& found) {
    if (found.empty()) return;
    const DateFormat& first = found.begin()->second;
    const bool alike = std::all_of(found.begin(), found.end(),
                                   [&](const auto& entry) { return entry.second.pattern() == first.pattern(); });
    if (alike && !mapping().date_format && mapping().date_formats.empty()) mapping().date_format = first;
    else mapping().date_formats.insert(found.begin(), found.end());
    for (const auto& [target, format] : found) {
      if (format.pattern() != "YYYY-MM-DD") assume(message("the dates of {} are written {}", target, format.pattern()));
      if (format.has_two_digit_years()) assume(message("two-digit years of {} lie in 1980 to 2079", target));
    }
  }

  void no_date_format(std::string_view target, const CsvField& example) {
    out_.faults.push_back({source_.table.file, example.line, example.column,
                           message("most values of {} are not dates in a known format", target), example.text,
                           "say in a mapping how they are written, such as: date = \"DD.MM.YYYY\""});
  }

  void ambiguous_dates(const std::string& target, const std::vector<DateFormat>& fitting, const CsvField& example) {
    std::string lines;
    for (const DateFormat& format : fitting) {
      lines += fmt::format("{}date = {}", lines.empty() ? "" : " or ", toml_string(format.pattern()));
      const std::string choice = fmt::format("date = {}", toml_string(format.pattern()));
      if (std::find(out_.choices.begin(), out_.choices.end(), choice) == out_.choices.end())
        out_.choices.push_back(choice);
    }
    out_.faults.push_back(
        {source_.table.file, example.line, example.column,
         message("the dates of {} can be read in {} ways, and no value decides", target, fitting.size()), example.text,
         message("add to a mapping: {}", lines)});
  }

  void settle_numbers() {
    if (mapping().decimal_sign) return;
    std::vector<const CsvField*> fields;
    for (const TargetColumn& column : target_columns(mapping().kind)) {
      if (column.type != ColumnType::amount && column.type != ColumnType::share) continue;
      const auto more = fields_of(column.name);
      fields.insert(fields.end(), more.begin(), more.end());
    }
    if (fields.empty()) return;
    const auto fitting = number_formats_that_fit(texts_of(fields), decimals_most());
    if (fitting.size() == 1) {
      mapping().decimal_sign = fitting.front();
      if (fitting.front() == DecimalSign::comma) assume(message("numbers are written {}", example_of(fitting.front())));
    } else if (fitting.empty()) {
      const auto unread = std::find_if(fields.begin(), fields.end(), [](const CsvField* field) {
        return !read_exported_amount(field->text, DecimalSign::point) &&
               !read_exported_amount(field->text, DecimalSign::comma);
      });
      const CsvField& example = unread == fields.end() ? *fields.front() : **unread;
      out_.faults.push_back({source_.table.file, example.line, example.column,
                             "most amounts are not numbers in a known format", example.text,
                             "take another column in a mapping, under [columns]: amount = \"its heading\""});
    } else if (is_east_asian()) {
      mapping().decimal_sign = DecimalSign::point;
      assume(message("numbers are written {}, as in China and Japan", example_of(DecimalSign::point)));
    } else {
      const auto* example = *std::find_if(fields.begin(), fields.end(), [](const CsvField* field) {
        return field->text.find_first_of(".,") != std::string::npos;
      });
      out_.choices.emplace_back(R"(number = "1,234.50")");
      out_.choices.emplace_back(R"(number = "1.234,50")");
      out_.faults.push_back({source_.table.file, example->line, example->column,
                             "the amounts can be read in two ways, and no value decides", example->text,
                             R"(add to a mapping: number = "1,234.50" or number = "1.234,50")"});
    }
  }

  /// Whether the headings of the amounts are Chinese or Japanese: there a point always sets off the decimals.
  bool is_east_asian() const {
    const std::vector<std::string> headings = amount_headings(out_.mapping);
    return std::any_of(headings.begin(), headings.end(), [](const std::string& heading) {
      return std::any_of(heading.begin(), heading.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
    });
  }

  /// The most decimals that a currency of the export has: 3 only where one of it has them.
  int decimals_most() const {
    int most = 2;
    const auto decimals_of = [](const std::string& text) {
      const auto code = currency_meant_by(text);
      return code ? currency_decimals(*code).value_or(2) : 2;
    };
    for (const CsvField* field : fields_of("currency")) most = std::max(most, decimals_of(field->text));
    const auto fixed = out_.mapping.fixed.find("currency");
    if (fixed != out_.mapping.fixed.end()) most = std::max(most, decimals_of(fixed->second));
    return most + out_.mapping.amount_unit.value_or(0);
  }

  const ExportTable& source_;
  std::vector<std::string> headings_;
  bool has_columns_ = false;    // of a mapping
  bool is_unit_given_ = false;  // likewise
  CompletedMapping out_;
};

}  // namespace

CompletedMapping complete_mapping(const ExportTable& source, ImportKind kind,
                                  const std::optional<ColumnMapping>& given) {
  return Completion(source, kind, given).run();
}

std::string to_toml(const CompletedMapping& completed) {
  std::string out;
  for (const std::string& choice : completed.choices) {
    const bool is_target = choice.ends_with("\"...\"");
    out += fmt::format("# {}   # {}\n", choice,
                       is_target ? "fill in, and move below [columns]" : "choose: take the # off the right line");
  }
  return out + to_toml(completed.mapping);
}

}  // namespace headroom
