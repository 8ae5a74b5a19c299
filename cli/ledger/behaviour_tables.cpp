// How customers behave: learned delay laws and counterparties.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/ledger/ledger_tables.hpp"
#include "cli/ledger/seen_items.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr double sum_tolerance = 1e-9;

/// One row of delays.csv with its place.
struct PlacedDelay {
  DelayRow row;
  Place place;
};

struct PlacedLaw {
  std::vector<PlacedDelay> rows;
  bool is_complete = true;  ///< no row was at fault
};

/// The rules of one law's table: rising probabilities that end at 1, days that do not fall, `never` last.
void check_law(const std::string& law, const std::vector<PlacedDelay>& rows, FaultLog& log) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const PlacedDelay &before = rows[i - 1], &here = rows[i];
    if (here.row.probability == before.row.probability)
      log.fault(here.place,
                message("the law \"{}\" has this probability twice (also in {})", law, log.words_of(before.place)),
                fmt::format("{}", here.row.probability), "keep one of the rows");
    else if (!before.row.days)
      log.fault(before.place, message("`days` is empty (never paid) before the last row of the law \"{}\"", law), "",
                "only the row with probability 1 may have empty days");
    else if (here.row.days && *here.row.days < *before.row.days)
      log.fault(
          here.place,
          message("`days` falls in the law \"{}\" (from {} in {})", law, *before.row.days, log.words_of(before.place)),
          fmt::format("{}", *here.row.days), "a higher probability needs as many days or more");
  }
  if (rows.back().row.probability < 1.0 - sum_tolerance)
    log.fault(rows.back().place, message("the probabilities of the law \"{}\" end below 1", law),
              fmt::format("{}", rows.back().row.probability),
              "add a row with probability 1: the longest delay, or empty days for what is never paid");
}

/// The law in order of its probabilities; empty where it is at fault, so that counterparties can still name it.
DelayTable checked_law(const std::string& name, PlacedLaw& law, FaultLog& log) {
  DelayTable table{name, {}};
  if (!law.is_complete) return table;
  const std::size_t faults_before = log.fault_count();
  std::stable_sort(law.rows.begin(), law.rows.end(),
                   [](const PlacedDelay& a, const PlacedDelay& b) { return a.row.probability < b.row.probability; });
  check_law(name, law.rows, log);
  if (log.fault_count() > faults_before) return table;
  for (const PlacedDelay& placed : law.rows)
    if (placed.row.probability > 0.0) table.rows.push_back(placed.row);  // a row of probability 0 says nothing
  table.rows.back().probability = 1.0;
  return table;
}

bool has_late_part_keys(const RowReader& row) {
  for (const std::string_view column : {"on_time", "late_median_days", "late_sigma", "never"})
    if (row.value(column)) return true;
  return false;
}

/// Of a late part that is unknown in whole or in part: what is given, and the built-in one for overdue items. Where not
/// even the share of punctual payments is given, nothing says that anybody pays late.
void take_late_part(const RowReader& row, std::optional<double> median, std::optional<double> sigma,
                    Counterparty& counterparty, FaultLog& log) {
  const bool is_late = median || sigma || counterparty.on_time;
  if (is_late)
    counterparty.late =
        LatePart{median.value_or(overdue_late_part.median_days), sigma.value_or(overdue_late_part.sigma)};
  const std::string none = "no late payment";
  if (row.is_unknown("late_median_days"))
    log.take_for_last("late_median_days", is_late ? fmt::format("{:g}", overdue_late_part.median_days) : none);
  if (row.is_unknown("late_sigma"))
    log.take_for_last("late_sigma", is_late ? fmt::format("{:g}", overdue_late_part.sigma) : none);
}

/// Median and sigma: both or neither.
void read_late_part(const RowReader& row, Counterparty& counterparty, FaultLog& log) {
  const auto median_value = row.value("late_median_days"), sigma_value = row.value("late_sigma");
  const auto median = row.number("late_median_days"), sigma = row.number("late_sigma");
  const bool median_is_unknown = row.is_unknown("late_median_days"), sigma_is_unknown = row.is_unknown("late_sigma");
  if (median_is_unknown || sigma_is_unknown) return take_late_part(row, median, sigma, counterparty, log);
  if (median_value && !sigma_value)
    log.fault(median_value->place, "`late_median_days` without `late_sigma`", median_value->text,
              "add late_sigma, such as 0.8, or remove the median");
  if (sigma_value && !median_value)
    log.fault(sigma_value->place, "`late_sigma` without `late_median_days`", sigma_value->text,
              "add late_median_days, such as 12, or remove the sigma");
  if (median && sigma) counterparty.late = LatePart{*median, *sigma};
}

/// The shares that pay on time and never, which must leave exactly what the late part explains.
void check_shares(const RowReader& row, Counterparty& counterparty, FaultLog& log) {
  if (!counterparty.on_time || counterparty.delay_law) return;
  const double sum = *counterparty.on_time + counterparty.never.value_or(0.0);
  if (sum > 1.0 + sum_tolerance)
    log.fault(row.place_of("on_time"), "`on_time` and `never` sum to more than 1", fmt::format("{}", sum),
              "lower one of them");
  else if (sum < 1.0 - sum_tolerance && !counterparty.late)
    log.fault(row.place_of("on_time"), message("{:.6g} of the invoices are late, but nothing says how late", 1.0 - sum),
              row.value("on_time")->text, "add late_median_days and late_sigma, or raise on_time");
  else if (sum > 1.0 || !counterparty.late)
    counterparty.on_time = 1.0 - counterparty.never.value_or(0.0);  // a rounding of the shares is not lateness
}

void check_law_name(const RowReader& row, const Counterparty& counterparty, const std::set<std::string>& laws,
                    FaultLog& log) {
  if (!counterparty.delay_law) return;
  if (has_late_part_keys(row))
    log.fault(row.place_of("delay_law"), "`delay_law` beside `on_time`, `late_median_days`, `late_sigma` or `never`",
              *counterparty.delay_law, "leave either the law or the others empty");
  if (laws.count(*counterparty.delay_law) > 0) return;
  const auto near = laws.size() <= nearest_candidates_max
                        ? nearest_name(*counterparty.delay_law, std::vector<std::string>(laws.begin(), laws.end()))
                        : std::nullopt;
  log.fault(row.place_of("delay_law"), message("no law of this name in {}", DocumentName{"delays.csv"}),
            *counterparty.delay_law,
            near ? message("did you mean `{}`?", *near) : message("add its rows to {}", DocumentName{"delays.csv"}));
}

Counterparty read_counterparty(const RowReader& row, const std::set<std::string>& laws, FaultLog& log) {
  Counterparty counterparty;
  counterparty.name = row.line("counterparty").value_or("");
  counterparty.cancellation = row.number("cancellation");
  counterparty.on_time = row.number("on_time");
  counterparty.never = row.number("never");
  counterparty.prompt_share = row.number("prompt_share").value_or(0.0);
  counterparty.failure_annual = row.number("failure");
  counterparty.delay_law = row.line("delay_law");
  counterparty.group = row.line("group").value_or("");
  counterparty.country = country_of(row.value("country"), log).value_or("");
  read_late_part(row, counterparty, log);
  if (row.is_unknown("on_time"))
    log.take_for_last("on_time", fmt::format("{:g}", counterparty.late ? 0.0 : 1.0 - counterparty.never.value_or(0.0)));
  check_shares(row, counterparty, log);
  check_law_name(row, counterparty, laws, log);
  return counterparty;
}

}  // namespace

std::vector<std::string> read_delays(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  const TableReader reader(rows.header(), columns_of("delays.csv"), log);
  if (!reader.is_complete()) return reader.note_columns();
  std::map<std::string, PlacedLaw> laws;
  std::vector<std::string> order;
  while (const CsvRow* fields = log.is_full() ? nullptr : rows.next()) {
    const std::size_t faults_before = log.fault_count();
    const RowReader row(reader, *fields, log);
    const auto name = row.line("law");
    const auto probability = row.number("probability");
    const auto days = row.whole_number("days");
    if (!name) continue;
    if (laws.count(*name) == 0) order.push_back(*name);
    PlacedLaw& law = laws[*name];
    if (log.fault_count() > faults_before) law.is_complete = false;
    else law.rows.push_back({{probability.value_or(0.0), days}, row.place()});
  }
  for (const std::string& name : order) draft.ledger.delay_laws.push_back(checked_law(name, laws[name], log));
  return reader.note_columns();
}

std::vector<std::string> read_counterparties(CsvRows& rows, LedgerDraft& draft, FaultLog& log) {
  const TableReader reader(rows.header(), columns_of("counterparties.csv"), log);
  if (!reader.is_complete()) return reader.note_columns();
  std::set<std::string> laws;
  for (const DelayTable& law : draft.ledger.delay_laws) laws.insert(law.name);
  SeenItems seen;
  std::size_t assumed_count = 0;
  std::optional<Place> assumed;
  while (const CsvRow* fields = log.is_full() ? nullptr : rows.next()) {
    const RowReader row(reader, *fields, log);
    const std::size_t faults_before = log.fault_count();
    if (const auto basis = row.value("basis"); basis && basis->text.starts_with(assumption_mark)) {
      if (assumed_count++ == 0) assumed = row.place_of("basis");
    }
    Counterparty counterparty = read_counterparty(row, laws, log);
    const auto first = seen.note("", counterparty.name, "", row.place_of("counterparty"));
    if (first && !counterparty.name.empty())
      log.fault(row.place_of("counterparty"),
                message("a second row for this counterparty (the first is in {})", log.words_of(*first)),
                counterparty.name, "keep one of them");
    if (log.fault_count() == faults_before) draft.ledger.counterparties.push_back(std::move(counterparty));
  }
  if (assumed)
    log.warning(*assumed,
                message("the behaviour of {} is an assumption, not your experience",
                        how_many(assumed_count, "customer", "customers")),
                "", "put what you know into their rows, and empty `basis` there");
  return reader.note_columns();
}

}  // namespace headroom
