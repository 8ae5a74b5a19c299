// What floating loans follow: rates.csv.

#include <algorithm>
#include <map>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/ledger/ledger_tables.hpp"
#include "cli/ledger/seen_items.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr double rate_suspicious = 0.5;

}  // namespace

std::vector<std::string> read_rates(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  const TableReader reader(rows.header(), columns_of("rates.csv"), log);
  if (!reader.is_complete()) return reader.note_columns();
  std::map<std::string, std::vector<Fixing>> fixings;
  SeenItems seen;
  bool is_suspected = false;
  while (const CsvRow* fields = log.is_full() ? nullptr : rows.next()) {
    const RowReader row(reader, *fields, log);
    const auto index = row.line("index");
    const auto date = row.date("date");
    const auto value = row.value("rate");
    const auto rate = number_of(value, index_range, log);
    if (!index || !date) continue;
    if (const auto first = seen.note(*index, iso_text(*date), "", row.place_of("date"))) {
      log.fault(row.place_of("date"),
                message("a second fixing of \"{}\" on this day (the first is in {})", *index, log.words_of(*first)),
                iso_text(*date), "keep one of the rows");
      continue;
    }
    auto& series = fixings[*index];
    if (!rate) continue;
    if (*rate > rate_suspicious && !is_suspected) {
      is_suspected = true;
      log.warning(value->place, message("a rate of {:.6g}% a year", *rate * 100.0), value->text,
                  "write it as a fraction, if it was meant in per cent: 0.0435 is 4.35%");
    }
    series.push_back({*date, *rate});
  }
  for (auto& [index, series] : fixings) {
    std::sort(series.begin(), series.end(), [](const Fixing& a, const Fixing& b) { return a.date < b.date; });
    draft.ledger.rates.push_back({index, std::move(series)});
  }
  return reader.note_columns();
}

}  // namespace headroom
