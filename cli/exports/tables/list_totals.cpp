#include "cli/exports/tables/list_totals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/list_words.hpp"
#include "cli/exports/tables/report_foot.hpp"
#include "cli/syntax/message.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

bool ListTotals::Sums::has(Minor stated) const {
  for (const Minor sum : {written, with_sign, open})
    if (std::abs(sum) == std::abs(stated)) return true;
  return false;
}

void ListTotals::add(Minor written, Minor with_sign, Minor open, const std::string& currency) {
  ++rows_;
  if (open != 0) ++open_rows_;
  currencies_.insert(currency);
  for (Sums* sums : {&all_, &group_}) {
    sums->written = saturated_sum(sums->written, written);
    sums->with_sign = saturated_sum(sums->with_sign, with_sign);
    sums->open = saturated_sum(sums->open, open);
  }
}

void ListTotals::judge(int line, const CsvField& field, Minor stated, bool agrees, Minor rows) {
  const std::string currency = currencies_.size() == 1 ? *currencies_.begin() : "";
  const std::string words = money_words(stated, decimals_of(currency, ledger_currency_));
  if (agrees) {
    agreeing_.push_back(line);
    agreed_ = message("{}", words);
    return;
  }
  faults_.push_back(
      {file_, field.line > 0 ? field.line : line, field.column,
       message("the list's own sum is {}, its rows add up to {}", words,
               money_words(rows, decimals_of(currency, ledger_currency_))),
       field.text,
       message("see which rows are missing or wrong; to leave the sum out, put in a mapping: last_line = {}",
               line - 1)});
}

void ListTotals::compare(int line, const CsvField& field, const RowValues& values) {
  const Sums group = group_;
  group_ = {};
  if (currencies_.size() > 1) return;
  const auto stated = values.amount_in(field, currencies_.empty() ? "" : *currencies_.begin());
  if (!stated) return;
  const bool is_whole = agreeing_.empty() && group.written == all_.written;
  judge(line, field, *stated, all_.has(*stated) || group.has(*stated), is_whole ? all_.with_sign : group.with_sign);
}

void ListTotals::compare_foot(const std::vector<CsvRow>& foot, const RowValues& values) {
  if (currencies_.size() > 1) return;
  const std::string currency = currencies_.empty() ? "" : *currencies_.begin();
  for (const CsvRow& row : foot) {
    if (compare_count(row) || row.fields.size() < 2) continue;
    const std::string& label = row.fields.front().text;
    const CsvField& field = row.fields.back();
    const auto stated = values.amount_in(field, currency);
    if (!stated) continue;
    if (means(label, "amount") || begins_with_total(label))
      judge(row.line, field, *stated, all_.has(*stated), all_.open);
    else if (all_.has(*stated)) judge(row.line, field, *stated, true, all_.open);
  }
}

bool ListTotals::compare_count(const CsvRow& row) {
  constexpr std::array<std::string_view, 10> words = {"count", "number of", "records", "items",  "笔数",
                                                      "条数",  "件数",      "共",      "anzahl", "nombre"};
  std::string text;
  for (const CsvField& field : row.fields) text += lower_text(field.text) + ' ';
  const bool is_count = std::any_of(words.begin(), words.end(),
                                    [&](std::string_view word) { return text.find(word) != std::string::npos; });
  const std::size_t begin = text.find_first_of("0123456789");
  if (!is_count || begin == std::string::npos) return false;
  const std::size_t end = text.find_first_not_of("0123456789", begin);
  if (text.find_first_of("0123456789.,", end) != std::string::npos || end - begin > 9) return false;
  const std::size_t stated = std::stoul(text.substr(begin, end - begin));
  if (stated == rows_ || stated == open_rows_) {
    agreeing_.push_back(row.line);
    if (agreed_.empty()) agreed_ = rows_text(stated);
    return true;
  }
  faults_.push_back({file_, row.line, 1,
                     message("the list says that it has {}, it has {}", rows_text(stated), rows_text(rows_)),
                     row.fields.front().text, "see which rows are missing"});
  return true;
}

void ListTotals::hand_over(std::vector<Message>& remarks, Faults& faults) const {
  if (!agreeing_.empty())
    remarks.push_back(
        agreeing_.size() == 1
            ? message("the list's own sum agrees with its rows: {} ({})", agreed_, lines_text(agreeing_))
            : message("the list's own sums agree with its rows: {} ({})", agreed_, lines_text(agreeing_)));
  faults.insert(faults.end(), faults_.begin(), faults_.end());
}

}  // namespace headroom
