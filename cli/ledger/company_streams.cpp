// What comes back in company.toml: fixed costs and expected sales.

#include <algorithm>
#include <cmath>
#include <set>

#include "cli/ledger/company_file.hpp"
#include "cli/ledger/ledger_columns.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr int years_counted = 5;           // how far recurring amounts are counted towards the limit of a ledger's sum
constexpr int months_ahead_most = 5 * 12;  // later than that a first date is most likely mistyped
constexpr int years_compared = 10;         // how far two streams of one name are compared

constexpr NumberRange season_range = {0.0, 100.0, "a factor from 0 to 100, 1 for an ordinary month"};

/// `next`, `every` and `until`. Nothing where one that is needed is missing or at fault.
std::optional<Recurrence> read_recurrence(TomlReader& table, const std::optional<Date>& as_of) {
  FaultLog& log = table.log();
  const auto every = choice_of(table.text("every", Need::required), &parse_every, every_names(), log);
  const auto next = date_of(table.date("next", Need::required), log);
  const auto until = date_of(table.date("until"), log);
  if (next && until && *until < *next) {
    log.fault(table.place_of("until"), message("`until` is before `next` ({})", *next), iso_text(*until),
              "write a later day, or remove the entry if it is over");
    return std::nullopt;
  }
  if (as_of && next && *next > add_months(*as_of, months_ahead_most))
    log.warning(table.place_of("next"), "`next` is in a year far away", iso_text(*next),
                "correct the year, unless it is right");
  if (!every || !next) return std::nullopt;
  return Recurrence{*next, *every, false, until};
}

/// The last day up to which a stream is looked at.
Date look_ahead(Date as_of, int years) { return add_months(as_of, 12 * years); }

/// Two streams of one name may follow each other, not fall on one date: that would be two items with one identity.
template <class Stream>
void log_shared_date(const std::vector<Stream>& streams, const Stream& added, const std::vector<Place>& places,
                     Date as_of, TomlReader& table, bool (*same_name)(const Stream&, const Stream&)) {
  const Date last = look_ahead(as_of, years_compared);
  const std::vector<Date> later = dates_up_to(added.when, last);
  for (std::size_t i = 0; i < streams.size(); ++i) {
    if (!same_name(streams[i], added)) continue;
    const std::vector<Date> earlier = dates_up_to(streams[i].when, last);
    const auto shared = std::find_first_of(later.begin(), later.end(), earlier.begin(), earlier.end());
    if (shared == later.end()) continue;
    table.log().fault(table.place_of("name"),
                      message("a second {} of this name on {} (the first is in {})", table.name(), *shared,
                              table.log().words_of(places[i])),
                      added.name, "give each its own name, or end the first with `until`");
    return;
  }
}

void note_next_before_as_of(TomlReader& table, const FixedCost& cost, Date as_of) {
  if (nth_date(cost.when, 0) >= as_of) return;
  const std::size_t count = dates_up_to(cost.when, as_of - 1).size();
  table.log().warning(table.place_of("next"),
                      message("`next` is before as_of: {} of \"{}\" count as unpaid and overdue",
                              how_many(count, "payment", "payments"), cost.name),
                      iso_text(cost.when.first),
                      "give the first payment that is still to be made, if the earlier ones are paid");
}

void read_last_day(TomlReader& table, Recurrence& when) {
  const auto day = table.text_or_number("day");
  if (!day) return;
  if (day->text != "last") {
    table.log().fault(day->place, "`day` has a value that is not known", day->text,
                      "write day = \"last\", or remove it: the day of `next` then counts");
  } else if (months_in(when.every) == 0) {
    table.log().fault(day->place, "`day` is given for a weekly cost", day->text,
                      "remove it: the weekday of `next` counts");
  } else {
    when.on_last_day = true;
    if (!is_last_day_of_month(when.first))
      table.log().warning(table.place_of("next"),
                          message("`next` is moved to the last day of its month, {}", last_day_of_month(when.first)),
                          iso_text(when.first), "write that day");
  }
}

std::optional<std::array<double, 12>> read_season(TomlReader& table) {
  const auto values = table.numbers("season", "1");
  if (!values) return std::nullopt;
  FaultLog& log = table.log();
  if (values->size() != 12)
    log.fault(table.place_of("season"), message("`season` has {} numbers", values->size()), "",
              "write 12, January first");
  std::array<double, 12> season{};
  for (std::size_t i = 0; i < values->size() && i < season.size(); ++i)
    season[i] = number_of(std::optional((*values)[i]), season_range, log).value_or(1.0);
  return season;
}

bool same_cost(const FixedCost& a, const FixedCost& b) { return a.name == b.name; }
bool same_sales(const SalesStream& a, const SalesStream& b) {
  return a.name == b.name && a.counterparty == b.counterparty;
}

}  // namespace

void read_fixed_cost(TomlReader& table, LedgerDraft& draft, AmountReader& amounts, std::vector<Place>& places) {
  FaultLog& log = table.log();
  const std::size_t faults_before = log.fault_count();
  FixedCost cost;
  cost.name = line_of(table.text("name", Need::required), log).value_or("");
  cost.payment_class = choice_of(table.text("class", Need::required), &parse_payment_class, payment_class_names(), log)
                           .value_or(PaymentClass::other);
  const auto currency = amounts.currency(table);
  cost.currency = currency ? currency->code : "";
  cost.amount = amounts.amount_not_negative(table.number("amount", Need::required), currency).value_or(0);
  cost.growth_annual = number_of(table.number("growth_annual"), growth_range, log).value_or(0.0);
  auto when = read_recurrence(table, draft.as_of);
  if (lacks_an_answer(table, "fixed_cost")) {
    table.text_or_number("day");
    return;
  }
  if (!when) when.emplace();
  read_last_day(table, *when);
  cost.when = *when;
  if (log.fault_count() > faults_before || !draft.as_of) return;

  if (cost.when.until && *cost.when.until < *draft.as_of && nth_date(cost.when, 0) >= *draft.as_of)
    log.warning(table.place_of("until"), "the cost ends before as_of", iso_text(*cost.when.until), "remove it");
  note_next_before_as_of(table, cost, *draft.as_of);
  for (const Date date : dates_up_to(cost.when, look_ahead(*draft.as_of, years_counted))) {
    const double years = static_cast<double>(date - cost.when.first) / 365.0;
    amounts.count(static_cast<double>(cost.amount) * std::pow(1.0 + std::max(cost.growth_annual, 0.0), years), currency,
                  draft.total, table.place_of("amount"));
  }
  log_shared_date(draft.ledger.fixed_costs, cost, places, *draft.as_of, table, &same_cost);
  if (log.fault_count() > faults_before) return;
  places.push_back(table.place_of("name"));
  draft.ledger.fixed_costs.push_back(std::move(cost));
}

void read_sales(TomlReader& table, LedgerDraft& draft, AmountReader& amounts, std::vector<Place>& places) {
  FaultLog& log = table.log();
  const std::size_t faults_before = log.fault_count();
  SalesStream sales;
  sales.name = line_of(table.text("name", Need::required), log).value_or("");
  sales.counterparty = line_of(table.text("counterparty", Need::required), log).value_or("");
  const auto currency = amounts.currency(table);
  sales.currency = currency ? currency->code : "";
  sales.amount = amounts.amount_not_negative(table.number("amount", Need::required), currency).value_or(0);
  const auto when = read_recurrence(table, draft.as_of);
  if (when) sales.when = *when;
  if (when && draft.as_of && when->first < *draft.as_of)
    log.fault(
        table.place_of("next"), message("`next` is before as_of ({})", *draft.as_of), iso_text(when->first),
        message("give the next invoice date; what is already invoiced belongs in {}", DocumentName{"receivables.csv"}));
  sales.terms_days = whole_number_of(table.number("terms_days"), -days_most, days_most, log).value_or(0);
  if (const auto season = read_season(table)) sales.season = *season;
  sales.volatility = number_of(table.number("volatility"), volatility_range, log).value_or(0.0);
  sales.level_volatility = number_of(table.number("level_volatility"), volatility_range, log).value_or(0.0);
  const auto cost_share = table.number("cost_share");
  sales.cost_share = number_of(cost_share, cost_share_range, log).value_or(0.0);
  if (sales.cost_share > 1.0)
    log.warning(
        cost_share->place,
        message("a `cost_share` of {:.6g}%: the goods cost more than they are sold for", sales.cost_share * 100.0),
        cost_share->text, "write it as a fraction, if it was meant in per cent: 0.62 is 62%");
  sales.cost_flex = number_of(table.number("cost_flex"), share_range, log).value_or(0.0);
  sales.cost_lead_days = whole_number_of(table.number("cost_lead_days"), -days_most, days_most, log).value_or(0);
  sales.net_of_orders = truth_of(table.truth("net_of_orders"), log).value_or(false);
  sales.supplier = line_of(table.text("supplier"), log).value_or("");
  if (log.fault_count() > faults_before || !draft.as_of || lacks_an_answer(table, "sales")) return;

  for (const Date date : dates_up_to(sales.when, look_ahead(*draft.as_of, years_counted)))
    amounts.count(static_cast<double>(sales.amount) * sales.season[static_cast<std::size_t>(date.month() - 1)] *
                      (1.0 + sales.cost_share),
                  currency, draft.total, table.place_of("amount"));
  log_shared_date(draft.ledger.sales, sales, places, *draft.as_of, table, &same_sales);
  if (log.fault_count() > faults_before) return;
  places.push_back(table.place_of("name"));
  draft.ledger.sales.push_back(std::move(sales));
}

}  // namespace headroom
