#include "cli/report/html/owner_report.hpp"

#include <algorithm>
#include <utility>

#include "cli/report/html/advice.hpp"
#include "cli/report/html/drivers_figures.hpp"
#include "cli/report/html/owner_figures.hpp"
#include "cli/report/html/page.hpp"
#include "cli/report/html/wording.hpp"
#include "cli/report/words/drivers_words.hpp"
#include "cli/report/words/forecast_sentences.hpp"
#include "cli/report/words/precision_report.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

constexpr std::size_t customers_shown_max = 10, overdue_shown_max = 10;

struct Section {
  const char* id;
  const char* heading;
};
constexpr Section sections[] = {{"cash", "How much money there will be"},
                                {"chance", "When it would happen"},
                                {"runway", "How long the money lasts"},
                                {"why", "What drives it"},
                                {"weeks", "The next 13 weeks"},
                                {"help", "What help would change"},
                                {"customers", "Customers who matter, and whom to ask first"},
                                {"now", "What to do now"},
                                {"basis", "What this rests on"}};

/// Writes the sections in their order.
class OwnerReport {
 public:
  OwnerReport(const RunReport& report, std::string_view version, Language language)
      : report_(report),
        manifest_(report.manifest),
        result_(worst_of(report.results)),
        base_(result_.options.front()),
        version_(version),
        wording_(report.manifest, language),
        page_(wording_.say("The figures as a table")) {}

  std::string html(const std::string& json) {
    answer();
    cash();
    chance();
    runway();
    drivers();
    weeks();
    help();
    customers();
    now();
    basis();
    return page_.document({wording_.language_tag(),
                           wording_.say(message("{}: how long the money lasts, as of {}", manifest_.company,
                                                wording_.date(manifest_.as_of))),
                           json});
  }

 private:
  void say(const Message& message, std::string_view style = "") { page_.paragraph(wording_.say(message), style); }
  void open(std::size_t i) { page_.section(sections[i].id, wording_.say(sections[i].heading)); }

  void answer() {
    const std::vector<std::string> sentences = wording_.say_all(answer_sentences(manifest_, base_));
    page_.head(
        manifest_.company, sentences.front(),
        {wording_.say(message("Seen from {}, for the {} days to {}. Amounts are in {}.", wording_.date(0),
                              manifest_.horizon_days, wording_.date(manifest_.horizon_days), manifest_.currency))});
    std::vector<std::pair<std::string, std::string>> links;
    for (const Section& section : sections) links.emplace_back(section.id, wording_.say(section.heading));
    page_.contents(wording_.say("Parts of this report"), links);
    if (report_.results.size() > 1) scenarios();
    for (std::size_t i = 1; i < sentences.size(); ++i) page_.paragraph(sentences[i]);
    if (has_probability(base_)) page_.cards(cards());
    const std::vector<std::string> unsafe = wording_.say_all(unsafe_words(report_));
    if (unsafe.empty()) return;
    page_.heading(wording_.say("Before you rely on it"));
    page_.list(unsafe);
  }

  void scenarios() {
    PageTable table{
        wording_.say("The chance under each scenario, without and with help"), {{wording_.say("scenario"), false}}, {}};
    for (const OptionResult& option : result_.options) table.columns.push_back({wording_.option_name(option.name)});
    for (const ScenarioResult& result : report_.results) {
      std::vector<std::string> row = {wording_.scenario_name(result.name)};
      for (const OptionResult& option : result.options)
        row.push_back(has_probability(option) ? wording_.percent_with_error(*option.default_probability)
                      : option.not_eligible   ? wording_.say("not eligible")
                                              : "-");
      table.rows.push_back(std::move(row));
    }
    page_.table(table);
    say(message("All that follows is about the worst of them: {}.", wording_.scenario_name(result_.name)), "note");
  }

  std::vector<Card> cards() const {
    const Estimate& chance = *base_.default_probability;
    std::vector<Card> cards = {
        {wording_.say(message("Chance by {}", wording_.date(manifest_.horizon_days))), wording_.percent(chance),
         wording_.say(message("the share of {} computed futures, each a way the coming months can go, in which {}",
                              count_words(base_.paths), given_name(clause_of(manifest_.default_event))))},
        {wording_.say("In the worst 1 of 20 futures"),
         base_.runway.p05 ? wording_.short_date(*base_.runway.p05) : wording_.say("not in this time"),
         base_.runway.p05 ? wording_.say("it has happened by this day")
                          : wording_.say("fewer than 1 of 20 futures see it happen")}};
    cards.push_back({wording_.say("Money that is enough in 19 of 20 futures"),
                     wording_.amount(base_.funding_need.p95.value),
                     wording_.say("so much more in the bank from the first day pays everything on time in 19 of 20")});
    cards.push_back({wording_.say("Lowest point in the worst 1 of 20"),
                     wording_.amount(base_.lowest_position.p05.value),
                     wording_.say("cash less everything due and not yet paid, on its lowest day")});
    return cards;
  }

  void cash() {
    open(0);
    if (base_.is_random)
      say(
          message("Who pays late, who cancels and how sales turn out is drawn again for each of {} futures. Cash is "
                  "money in the bank less what is drawn on credit lines; a payment that fails is not taken off.",
                  count_words(base_.paths)));
    else say("Nothing is random in this ledger, so there is one course. A payment that fails is not taken off.");
    const std::vector<BigDue> dues = big_dues(report_.as_written->forecast);
    const ChartFigure figure = cash_fan(report_, base_, dues, wording_);
    page_.figure(figure.svg, figure.table);
    if (dues.empty()) return;
    say("The largest payments that fall due, by their numbers in the drawing:");
    std::vector<std::string> items;
    for (const BigDue& due : dues)
      items.push_back(wording_.say(message("{}: {} for {} ({})", wording_.date(due.day), wording_.money(due.amount),
                                           Message(dues_words(due.payment_class)), shortened_items(due.items))));
    page_.list(items, true);
  }

  static std::string shortened_items(const std::string& items) {
    constexpr std::size_t width = 90;
    return shortened(items, width);
  }

  void chance() {
    open(1);
    if (!has_probability(base_)) {
      say("There is no probability to draw here: see the answer above.");
      return;
    }
    say(message("By each day, the share of futures in which it has happened by then that {}.",
                given_name(clause_of(manifest_.default_event))));
    const ChartFigure figure = chance_by_day(report_, result_, wording_);
    page_.figure(figure.svg, figure.table);
  }

  void runway() {
    open(2);
    say("The runway is the time until the money no longer covers what is due.");
    std::vector<std::string> items;
    const std::string end = wording_.date(manifest_.horizon_days);
    if (has_probability(base_)) {
      const std::pair<const char*, std::optional<int>> rows[] = {
          {"In 1 of 20 futures it ends by {}.", base_.runway.p05},
          {"In 1 of 4 futures it ends by {}.", base_.runway.p25},
          {"In half of all futures it ends by {}.", base_.runway.p50},
          {"In 3 of 4 futures it ends by {}.", base_.runway.p75}};
      for (const auto& [pattern, day] : rows)
        if (day) items.push_back(wording_.say(Message(pattern, {wording_.date(*day)})));
      if (base_.runway.censored_share)
        items.push_back(wording_.say(
            message("In {} of futures it lasts beyond {}, as far as this report looks.",
                    wording_.percent(*base_.runway.censored_share, base_.default_probability->standard_error), end)));
    }
    if (base_.possible[static_cast<std::size_t>(manifest_.default_event)])
      items.push_back(
          base_.runway.deterministic
              ? wording_.say(
                    message("If all goes exactly as the ledger is written, and what is overdue never comes, it "
                            "ends on {}.",
                            wording_.date(*base_.runway.deterministic)))
              : wording_.say(message("If all goes exactly as the ledger is written, even without what is overdue, it "
                                     "lasts beyond {}.",
                                     end)));
    page_.list(items);
  }

  void drivers() {
    open(3);
    if (!report_.drivers) return;
    const DriversResult& drivers = *report_.drivers;
    if (const Message reason = reason_without_estimate(drivers); !reason.empty()) {
      say(message("There is nothing to share out: {}.", reason));
      if (!drivers.possible) return;
    } else {
      say(message("Computed from {} futures of its own, in which the chance is {}.", count_words(drivers.paths),
                  wording_.percent_with_error(*drivers.all)));
    }
    if (drivers.none >= 1.0)
      say("The firm runs short even without bad luck: with every kind of it switched off, the one course that is left "
          "ends so. Bad luck does not tell why; what could be different, below, does.",
          "note");
    if (!drivers.causes.empty()) {
      page_.heading(wording_.say("Bad luck: what adds to the chance"));
      say("Each kind of bad luck is switched off and on with all the others; its part is what it adds on average. The "
          "parts add up to the whole chance.");
      const ChartFigure figure = cause_shares(drivers, wording_);
      page_.figure(figure.svg, figure.table);
    }
    if (drivers.levers.empty()) return;
    page_.heading(wording_.say("What could be different: one thing at a time"));
    say("One thing is changed, all else stays as it is. The longest bar moves the chance most. x 0.9 is a tenth less, "
        "x 1.1 a tenth more.");
    const ChartFigure figure = lever_ranges(drivers, wording_);
    page_.figure(figure.svg, figure.table);
    first_failures(drivers);
  }

  void first_failures(const DriversResult& drivers) {
    constexpr std::size_t shown_max = 5;
    if (drivers.first_failures.empty()) return;
    PageTable table{
        wording_.say("Which payment fails first, where one does"),
        {{wording_.say("on"), false}, {wording_.say("payment"), false}, {wording_.say("share of these futures")}},
        {}};
    for (std::size_t i = 0; i < std::min(drivers.first_failures.size(), shown_max); ++i) {
      const FirstUnpaid& first = drivers.first_failures[i];
      const std::string dues = wording_.say(dues_words(first.payment_class));
      table.rows.push_back({wording_.short_date(first.day),
                            first.items.empty() ? dues : wording_.say(message("{} ({})", dues, first.items.front())),
                            wording_.percent(first.share, 0.01)});
    }
    page_.table(table);
  }

  void weeks() {
    open(4);
    say(forecast_meaning());
    const ChartFigure figure = calendar_bars(report_, wording_);
    page_.figure(figure.svg, figure.table);
    const std::vector<UndatedReceivable>& undated = report_.as_written->forecast.undated;
    if (undated.empty()) return;
    Minor sum = 0;
    for (const UndatedReceivable& item : undated) sum += item.amount;
    say(message("Left out, because nobody knows when it comes: {} that was overdue on {}.", wording_.money(sum),
                wording_.date(0)),
        "note");
  }

  void help() {
    open(5);
    if (result_.options.size() == 1) {
      say("No relief was asked about. `headroom reliefs` lists those built in; `headroom run ... --relief NAME` "
          "compares "
          "them here, on the same futures.");
      return;
    }
    if (has_probability(base_)) {
      say("Each form of help is tried on the same futures, so the changes are its own doing. What is put off is not "
          "given: the last column says what is still owed.");
      const ChartFigure figure = relief_comparison(report_, result_, wording_);
      page_.figure(figure.svg, figure.table);
    }
    std::vector<std::string> items;
    for (std::size_t i = 1; i < result_.options.size(); ++i)
      items.push_back(wording_.say(relief_sentence(manifest_, result_.options[i])));
    page_.list(items);
  }

  void customers() {
    open(6);
    const Forecast& forecast = report_.as_written->forecast;
    const std::vector<CustomerDues> customers = customers_of(forecast);
    if (customers.empty()) say("The ledger names no customer who still has to pay.");
    else what_customers_owe(customers);
    if (report_.drivers) who_matters(*report_.drivers);
    overdue(forecast);
  }

  void what_customers_owe(const std::vector<CustomerDues>& customers) {
    Minor all = 0;
    for (const CustomerDues& customer : customers) all += customer.expected;
    say(message("What customers are to pay by {}, by the ledger: open invoices, orders and expected sales.",
                wording_.date(manifest_.horizon_days)));
    PageTable table{wording_.say(message("By customer, in {}", manifest_.currency)),
                    {{wording_.say("customer"), false},
                     {wording_.say("to come")},
                     {wording_.say("share")},
                     {wording_.say("overdue")},
                     {wording_.say("overdue since")}},
                    {}};
    for (std::size_t i = 0; i < std::min(customers.size(), customers_shown_max); ++i) {
      const CustomerDues& customer = customers[i];
      table.rows.push_back(
          {customer.name, wording_.amount(customer.expected),
           wording_.percent(all == 0 ? 0.0 : static_cast<double>(customer.expected) / static_cast<double>(all), 0.01),
           customer.overdue == 0 ? "-" : wording_.amount(customer.overdue),
           customer.overdue == 0 ? "-" : wording_.short_date(customer.oldest_due - manifest_.as_of)});
    }
    page_.table(table);
    if (customers.size() > customers_shown_max)
      say(message("and {} more", customers.size() - customers_shown_max), "small");
  }

  /// Whose money is missing where the firm runs short, and which invoices matter most.
  void who_matters(const DriversResult& drivers) {
    if (!drivers.customers.empty()) {
      page_.heading(wording_.say("Whose money is missing when it runs short"));
      page_.table(missing_money_table(drivers, wording_));
    }
    if (drivers.chase.empty()) return;
    page_.heading(wording_.say("Which invoices would help most"));
    page_.table(chase_table(drivers, wording_));
  }

  void overdue(const Forecast& forecast) {
    if (forecast.undated.empty()) return;
    std::vector<const UndatedReceivable*> items;
    for (const UndatedReceivable& item : forecast.undated) items.push_back(&item);
    std::stable_sort(items.begin(), items.end(),
                     [](const UndatedReceivable* a, const UndatedReceivable* b) { return a->amount > b->amount; });
    PageTable table{wording_.say("Overdue, the largest first"),
                    {{wording_.say("document"), false},
                     {wording_.say("customer"), false},
                     {wording_.say("due")},
                     {wording_.say("amount")}},
                    {}};
    for (std::size_t i = 0; i < std::min(items.size(), overdue_shown_max); ++i)
      table.rows.push_back({items[i]->invoice, items[i]->counterparty,
                            wording_.short_date(items[i]->due - manifest_.as_of), wording_.amount(items[i]->amount)});
    page_.heading(wording_.say("What is overdue"));
    page_.table(table);
    if (items.size() > overdue_shown_max) say(message("and {} more", items.size() - overdue_shown_max), "small");
  }

  void now() {
    open(7);
    page_.list(advice(report_, result_, wording_), true);
  }

  void basis() {
    open(8);
    std::vector<std::string> items;
    for (const Fault& notice : report_.notices) items.push_back(wording_.finding(notice));
    page_.list(items);
    for (const Scenario& scenario : report_.scenarios)
      if (!scenario.description.empty())
        say(message("Scenario {}: {}", wording_.scenario_name(scenario.name), scenario.description));
    for (const Relief& relief : report_.reliefs) {
      page_.heading(wording_.relief_name(relief.name));
      std::vector<std::string> terms = wording_.say_all(relief_terms(relief));
      for (const std::string& assumption : relief.assumptions)
        terms.push_back(wording_.say(message("Assumed: {}", assumption)));
      if (!relief.source.empty()) terms.push_back(wording_.say(message("Source: {}", relief.source)));
      page_.list(terms);
    }
    page_.heading(wording_.say("How it was computed"));
    for (const auto& sentence : precision_sentences(manifest_, result_)) say(sentence);
    if (base_.is_random)
      say(
          message("After ± stands the standard error of the counting: with other futures drawn, the figure would move "
                  "by about so much. It is not the error of what was entered. The chance is that of the laws in the "
                  "ledger, not a rating. Futures: {}; seed: {}.",
                  count_words(manifest_.paths), std::to_string(manifest_.seed)));
    say(message("Headroom {}. Inputs (SHA-256): {}", std::string(version_), manifest_.inputs_sha256), "command");
    say(message("The same again: {}", report_.manifest.command), "command");
  }

  const RunReport& report_;
  const Manifest& manifest_;
  const ScenarioResult& result_;
  const OptionResult& base_;
  std::string_view version_;
  Wording wording_;
  Page page_;
};

}  // namespace

std::string owner_report_html(const RunReport& report, const std::string& json, std::string_view version,
                              Language language) {
  return OwnerReport(report, version, language).html(json);
}

}  // namespace headroom
