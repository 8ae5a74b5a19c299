#include "cli/exports/tables/unit_inference.hpp"

#include <fmt/format.h>

#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/list_columns.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

AmountNotation notation_around_list(const ExportTable& source) {
  std::vector<CsvRow> below = source.foot;
  for (const CsvRow& row : source.table.rows)
    if (is_notation_row(row)) below.push_back(row);
  return notation_around(source.above, below);
}

void ask(const ExportTable& source, const AmountNotation& told, std::vector<std::string>& choices, Faults& faults) {
  choices.emplace_back("amount_unit = 1000");
  faults.push_back({source.table.file, told.line == 0 ? source.table.header.line : told.line, 1,
                    "in what are the amounts: units, thousands, millions?", told.words,
                    "say in a mapping what an amount of 1 stands for, such as amount_unit = 1000; or amount_unit = 1"});
}

}  // namespace

std::vector<std::string> amount_headings(const ColumnMapping& mapping) {
  std::vector<std::string> headings = mapping.less;
  for (const TargetColumn& column : target_columns(mapping.kind)) {
    const auto source = mapping.columns.find(std::string(column.name));
    if (column.type == ColumnType::amount && source != mapping.columns.end() && !is_no_heading(source->second))
      headings.push_back(source->second);
  }
  return headings;
}

void settle_units(const ExportTable& source, ColumnMapping& mapping, std::vector<Message>& assumptions,
                  std::vector<std::string>& choices, Faults& faults) {
  const AmountNotation around = notation_around_list(source);
  bool do_headings_name_currency = false;
  std::optional<int> unit;
  for (const std::string& heading : amount_headings(mapping)) {
    AmountNotation own = notation_of_heading(heading);
    if (!own.unit && !around.unit && has_unknown_note(heading)) own.is_unclear = true, own.words = heading;
    do_headings_name_currency = do_headings_name_currency || !own.currency.empty() || !own.sign.empty();
    if (!own.currency.empty() && !maps(mapping, "currency"))
      assumptions.push_back(message("the amounts of \"{}\" are in {}", heading, own.currency));
    if (mapping.amount_unit) continue;
    const AmountNotation& told = own.unit || own.is_unclear ? own : around;
    if (told.is_unclear || (unit && *unit != told.unit.value_or(0))) return ask(source, told, choices, faults);
    unit = told.unit.value_or(0);
    if (*unit != 0) mapping.unit_words = told.words;
  }
  if (unit.value_or(0) != 0) mapping.amount_unit = unit;
  if (do_headings_name_currency || mapping.fixed.contains("currency")) return;
  if (!around.currency.empty()) {
    mapping.fixed["currency"] = around.currency;
    assumptions.push_back(
        message("the amounts are in {}, by \"{}\" in line {}", around.currency, around.words, around.line));
  }
  mapping.currency_sign = around.sign;
}

void settle_sign(const ExportTable& source, ColumnMapping& mapping, std::vector<Message>& assumptions,
                 std::vector<std::string>& choices, Faults& faults) {
  const ListColumns columns(source, mapping);
  const auto heading = columns.source_of("amount");
  if (!side_of(mapping.kind) || !heading || mapping.is_reversed || !mapping.decimal_sign) return;
  std::size_t negative = 0, all = 0;
  double sum = 0.0;
  const CsvField* example = nullptr;
  for (const CsvRow& row : columns.rows()) {
    const double amount = columns.amount_of(row, columns.index_of(*heading));
    if (amount == 0.0) continue;
    ++all;
    sum += amount;
    if (amount > 0.0) continue;
    ++negative;
    if (example == nullptr) example = &row.fields[columns.index_of(*heading)];
  }
  if (negative * 2 <= all) return;
  if (mapping.kind == ImportKind::payables) {
    mapping.is_reversed = true;
    assumptions.push_back(
        message("{} of {} amounts are negative: in this export, what is owed has a minus", negative, all));
    return;
  }
  if (sum >= 0.0) return;  // small credit notes
  choices.emplace_back("sign = \"as_written\"");
  choices.emplace_back("sign = \"reversed\"");
  faults.push_back({source.table.file, example->line, example->column,
                    message("{} of {} amounts are below 0: is this what customers owe?", negative, all), example->text,
                    "give --as payables for what you owe; else say in a mapping: sign = \"as_written\" (owed back) or "
                    "sign = \"reversed\" (owed to you)"});
}

void compare_units(const ExportTable& source, const ColumnMapping& mapping, std::vector<std::string>& choices,
                   Faults& faults) {
  for (const std::string& heading : amount_headings(mapping)) {
    const AmountNotation own = notation_of_heading(heading);
    if (own.is_unclear || (own.unit && *own.unit != mapping.amount_unit.value_or(0)))
      return ask(source, own, choices, faults);
  }
}

}  // namespace headroom
