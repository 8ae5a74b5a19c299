#include "cli/report/words/changes_words.hpp"

#include <string_view>

#include "cli/report/words/language.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

/// What the items of a part are called, and what has become of one that is gone.
struct PartNouns {
  std::string_view one, many;
  Message (*gone)(const Message& how_many);
};

Message is_gone(const Message& count) { return message("{} gone", count); }

PartNouns nouns_of(LedgerPart part) {
  switch (part) {
    case LedgerPart::receivables:
      return {"invoice", "invoices", [](const Message& count) { return message("{} settled", count); }};
    case LedgerPart::orders:
      return {"order", "orders", [](const Message& count) { return message("{} shipped or cancelled", count); }};
    case LedgerPart::payables: return {"bill", "bills", [](const Message& count) { return message("{} paid", count); }};
    case LedgerPart::fixed_costs:
      return {"fixed cost", "fixed costs", [](const Message& count) { return message("{} ended", count); }};
    case LedgerPart::loans_and_lines:
      return {"loan or line", "loans or lines", [](const Message& count) { return message("{} ended", count); }};
    case LedgerPart::sales: return {"stream of sales", "streams of sales", is_gone};
    case LedgerPart::customers: return {"customer", "customers", is_gone};
    case LedgerPart::rates: return {"exchange rate", "exchange rates", is_gone};
    default: return {"setting", "settings", is_gone};
  }
}

/// "12 invoices settled, 9 new, 2 changed"; the noun stands with the first count alone.
Message counts(const PartChange& change) {
  const PartNouns nouns = nouns_of(change.part);
  std::vector<Message> said;
  const auto count = [&](std::size_t number) {
    return said.empty() ? how_many(number, nouns.one, nouns.many) : message("{}", number);
  };
  if (!change.gone.empty()) said.push_back(nouns.gone(count(change.gone.size())));
  if (!change.added.empty()) said.push_back(message("{} new", count(change.added.size())));
  if (!change.changed.empty()) said.push_back(message("{} changed", count(change.changed.size())));
  Message all = said.front();
  for (std::size_t i = 1; i < said.size(); ++i) all = message("{}, {}", all, said[i]);
  return all;
}

std::string money(Minor amount, const Ledger& ledger) { return money_words(amount, ledger.company.decimals); }

std::vector<Message> date_words(const ChangesReport& report) {
  const Date before = report.before.ledger.company.as_of, after = report.after.ledger.company.as_of;
  std::vector<Message> said{message("from {} to {}", before, after)};
  if (report.before.horizon_days != report.after.horizon_days)
    said.push_back(message("the horizon from {} to {}", how_many(report.before.horizon_days, "day", "days"),
                           how_many(report.after.horizon_days, "day", "days")));
  return said;
}

std::vector<Message> cash_words(const ChangesReport& report) {
  const Ledger &before = report.before.ledger, &after = report.after.ledger;
  std::vector<Message> said;
  if (before.cash != after.cash)
    said.push_back(
        message("cash from {} to {} {}", money(before.cash, before), money(after.cash, after), after.company.currency));
  if (before.cash_minimum != after.cash_minimum)
    said.push_back(message("the minimum from {} to {} {}", money(before.cash_minimum, before),
                           money(after.cash_minimum, after), after.company.currency));
  return said;
}

}  // namespace

Message part_words(LedgerPart part) {
  switch (part) {
    case LedgerPart::date: return "the date alone";
    case LedgerPart::cash: return "cash";
    case LedgerPart::receivables: return "open invoices";
    case LedgerPart::orders: return "orders";
    case LedgerPart::payables: return "bills and suppliers' terms";
    case LedgerPart::fixed_costs: return "fixed costs";
    case LedgerPart::loans_and_lines: return "loans and lines";
    case LedgerPart::sales: return "expected sales";
    case LedgerPart::customers: return "how customers behave";
    case LedgerPart::dependence: return "how customers move together";
    case LedgerPart::rates: return "exchange rates";
    case LedgerPart::policies: return "how the firm pays";
  }
  return "";
}

std::vector<Message> what_changed(const PartChange& change, const ChangesReport& report) {
  if (change.part == LedgerPart::date) return date_words(report);
  if (change.part == LedgerPart::cash) return cash_words(report);
  if (change.part == LedgerPart::dependence) {
    const Dependence &before = report.before.ledger.dependence, &after = report.after.ledger.dependence;
    return {message("market from {} to {}, counterparty from {} to {}", before.market, after.market,
                    before.counterparty, after.counterparty)};
  }
  std::vector<Message> said{counts(change)};
  if (!change.gone.empty()) said.push_back(message("no longer: {}", first_names(change.gone)));
  if (!change.added.empty()) said.push_back(message("new: {}", first_names(change.added)));
  if (!change.changed.empty()) said.push_back(message("changed: {}", first_names(change.changed)));
  return said;
}

Message difference_sentence(const ChangesReport& report) {
  const auto answer = [](const ChangesEnd& end) {
    return end.probability ? percent_with_error(*end.probability) : percent_words(end.share, 0.0);
  };
  const double difference = report.changes.after.share - report.changes.before.share;
  return message("Default probability by the horizon: {} on {}, {} on {}: {} points.", answer(report.changes.before),
                 in_words(report.before.ledger.company.as_of), answer(report.changes.after),
                 in_words(report.after.ledger.company.as_of), fmt::format("{:+.2f}", 100.0 * difference));
}

Message mixture_sentence(const ChangesReport& report) {
  if (report.before.ledger.company.as_of == report.after.ledger.company.as_of)
    return "Each part of the old ledger is replaced by the new one's, in every order, on the same futures.";
  return "Each part of the old ledger is replaced by the new one's, in every order, on the same futures. At the new "
         "date, old invoices and bills that fell due meanwhile count as unpaid; costs, sales and loans that come back "
         "go on from their next date.";
}

Message shares_sentence(const ChangesReport& report) {
  const Changes& changes = report.changes;
  const Message played =
      message("{} were played on the same {} futures.",
              how_many(changes.cases, "ledger", "mixtures of the two ledgers"), count_words(report.manifest.paths));
  const Message meaning =
      changes.orders == 0
          ? Message(
                "A share is what replacing the part changes, as a mean over all orders (its Shapley value); the "
                "shares sum to the difference.")
          : message(
                "A share is what replacing the part changes, as a mean over {} sampled orders (its Shapley value, "
                "whose error holds that too); the shares sum to the difference.",
                changes.orders);
  return message("{} {}", played, meaning);
}

Message nothing_random_sentence() {
  return "Nothing is random in either ledger: there is no probability to split. `headroom forecast` shows the one "
         "course of each.";
}

Message nothing_changed_sentence() { return "Nothing that decides the answer is different in the two ledgers."; }

}  // namespace headroom
