#include "cli/report/text/forecast_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/report/text/notices_text.hpp"
#include "cli/report/text/screen.hpp"
#include "cli/report/words/forecast_sentences.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t undated_shown_max = 20;

/// Puts one forecast into words.
class ForecastWords {
 public:
  ForecastWords(const ForecastReport& report, const Style& style, const MessageWords& words)
      : manifest_(report.manifest), forecast_(report.forecast), style_(style), words_(words) {}

  std::string calendar() const {
    TableColumn numbers{say(message("week")), {}, false}, dates{say(message("from")), {}, true};
    std::vector<TableColumn> columns;
    for (std::size_t i = 0; i < forecast_.weeks.size(); ++i) {
      numbers.cells.push_back(fmt::format("{}", i + 1));
      dates.cells.push_back(short_date(manifest_.as_of + forecast_.weeks[i].first_day));
    }
    columns.push_back(std::move(numbers));
    columns.push_back(std::move(dates));
    add(columns, message("opening"), [](const CashWeek& week) { return week.opening; });
    add(columns, message("in"), [](const CashWeek& week) { return week.receipts; });
    for (std::size_t i = 0; i < payment_class_count; ++i)
      if (std::any_of(forecast_.weeks.begin(), forecast_.weeks.end(),
                      [i](const CashWeek& week) { return week.payments[i] != 0; }))
        add(columns, class_words(static_cast<PaymentClass>(i)),
            [i](const CashWeek& week) { return -week.payments[i]; });
    add(columns, message("closing"), [](const CashWeek& week) { return week.closing; });
    add(columns, message("cash"), [this](const CashWeek& week) {
      const auto day = static_cast<std::size_t>(week.last_day);
      return day < forecast_.days.size() ? forecast_.days[day].cash : Minor{0};
    });
    return style_.table(columns, 2);
  }

  Message lowest() const {
    if (forecast_.days.empty()) return {};
    const auto by_position = [](const ForecastDay& a, const ForecastDay& b) { return a.position < b.position; };
    const ForecastDay& lowest = *std::min_element(forecast_.days.begin(), forecast_.days.end(), by_position);
    return lowest_point_sentence(money(lowest.position), date(lowest.day));
  }

  Message first_unpaid() const {
    if (!forecast_.first_unpaid_day) return all_paid_sentence(manifest_.horizon_date());
    const int day = *forecast_.first_unpaid_day;
    const auto index = static_cast<std::size_t>(day);
    const Minor unpaid = index < forecast_.days.size() ? forecast_.days[index].unpaid : 0;
    return first_unpaid_sentence(date(day), money(unpaid));
  }

  Message left_out() const {
    if (forecast_.undated.empty()) return {};
    Minor sum = 0;
    for (const UndatedReceivable& item : forecast_.undated) sum += item.amount;
    const auto milestones =
        static_cast<std::size_t>(std::count_if(forecast_.undated.begin(), forecast_.undated.end(),
                                               [](const UndatedReceivable& item) { return item.is_milestone; }));
    return left_out_sentence(money(sum), manifest_.as_of, forecast_.undated.size(), milestones);
  }

  std::string undated() const {
    if (forecast_.undated.empty()) return "";
    std::string out = "\n" + style_.paragraph(say(left_out()));
    TableColumn invoices{say(message("invoice")), {}, true}, dues{say(message("due")), {}, true},
        amounts{say(message("amount")), {}};
    TableColumn parties{.header = say(message("counterparty")), .is_left = true, .may_wrap = true};
    TableColumn written{.header = say(message("as written")), .may_drop = true};
    for (std::size_t i = 0; i < forecast_.undated.size() && i < undated_shown_max; ++i) {
      const UndatedReceivable& item = forecast_.undated[i];
      invoices.cells.push_back(
          shortened(printable(item.part.empty() ? item.invoice : item.invoice + " (" + item.part + ")"), 24));
      parties.cells.push_back(shortened(printable(item.counterparty), 40));
      dues.cells.push_back(short_date(item.due));
      amounts.cells.push_back(money_words(item.amount, manifest_.decimals));
      written.cells.push_back(item.as_written ? say(written_amount(*item.as_written)) : "");
    }
    std::vector<TableColumn> columns = {invoices, parties, dues, amounts};
    if (std::any_of(written.cells.begin(), written.cells.end(), [](const std::string& cell) { return !cell.empty(); }))
      columns.push_back(written);
    out += "\n" + style_.table(columns, 0);
    if (forecast_.undated.size() > undated_shown_max)
      out += say(message("and {} more", forecast_.undated.size() - undated_shown_max)) + "\n";
    return out + undated_by_party();
  }

 private:
  template <class Amount>
  void add(std::vector<TableColumn>& columns, const Message& header, Amount amount) const {
    TableColumn column{say(header), {}, false};
    for (const CashWeek& week : forecast_.weeks)
      column.cells.push_back(money_words_rounded(amount(week), manifest_.decimals));
    columns.push_back(std::move(column));
  }

  std::string undated_by_party() const {
    std::map<std::string, Minor> sums;
    for (const UndatedReceivable& item : forecast_.undated) sums[item.counterparty] += item.amount;
    if (sums.size() < 2 || sums.size() == forecast_.undated.size() || sums.size() > undated_shown_max) return "";
    TableColumn parties{.header = say(message("in all")), .is_left = true, .may_wrap = true}, amounts;
    for (const auto& [party, sum] : sums) {
      parties.cells.push_back(shortened(printable(party), 40));
      amounts.cells.push_back(money_words(sum, manifest_.decimals));
    }
    return "\n" + style_.table({parties, amounts}, 0);
  }

  /// "26,840.00 USD".
  static Message written_amount(const AmountAsWritten& amount) {
    return money_in_currency(amount.amount, currency_decimals(amount.currency).value_or(2), amount.currency);
  }

  std::string say(const Message& message) const { return shown_text(message, words_); }
  std::string short_date(Date date) const { return say(message("{}", in_short_words(date))); }
  Date date(int day) const { return manifest_.as_of + day; }
  Message money(Minor amount) const { return money_in_currency(amount, manifest_.decimals, manifest_.currency); }

  const Manifest& manifest_;
  const Forecast& forecast_;
  const Style& style_;
  const MessageWords& words_;
};

}  // namespace

std::string forecast_text(const ForecastReport& report, const Style& style, const MessageWords& words) {
  const ForecastWords forecast(report, style, words);
  Screen screen(style, words);
  screen.title(printable(report.manifest.company));
  screen.say(period_words(report.manifest));
  screen.empty_line();
  screen.say(forecast_meaning(), 3);
  for (const Message& sentence : {forecast.lowest(), forecast.first_unpaid(), forecast.left_out()})
    if (!sentence.empty()) screen.say(sentence, 3);
  screen.list(unsafe_words(report));
  return screen.text() + notices_text(report.manifest, report.notices, style, words) + "\n" +
         style.title(shown_text(message("Cash calendar by week"), words)) + "\n" +
         style.line(shown_text(calendar_legend(), words)) + "\n" + forecast.calendar() + forecast.undated();
}

}  // namespace headroom
