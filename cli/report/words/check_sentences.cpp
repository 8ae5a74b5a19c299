#include "cli/report/words/check_sentences.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/words/screen_words.hpp"
#include "models/known_until.hpp"

namespace headroom {

namespace {

constexpr std::size_t needed_shown_max = 8;

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// Says what a ledger holds.
class Summary {
 public:
  explicit Summary(const Ledger& ledger) : ledger_(ledger) {}

  std::string text() const {
    const Company& company = ledger_.company;
    std::string out = fmt::format("On {}, {} holds {} {} in cash", date_words(company.as_of), printable(company.name),
                                  money(ledger_.cash), company.currency);
    out += ledger_.cash_minimum > 0 ? fmt::format(" (never to fall below {}). ", money(ledger_.cash_minimum)) : ". ";
    out += "Coming in: " + incoming() + ". Going out: " + outgoing() + ". " + debt() + behaviour() + knowledge();
    return out;
  }

 private:
  /// The sum of one amount over all items, in the ledger's currency.
  template <class Items, class Amount>
  Minor sum_of(const Items& items, Amount amount) const {
    Minor sum = 0;
    for (const auto& item : items) sum += in_ledger_currency(ledger_, item.*amount, item.currency);
    return sum;
  }

  std::string money(Minor amount) const { return money_words(amount, ledger_.company.decimals); }

  std::string incoming() const {
    return fmt::format("{} of {}, {} of {}{}, {} of expected sales",
                       counted(ledger_.receivables.size(), "open invoice", "open invoices"),
                       money(sum_of(ledger_.receivables, &Receivable::amount)),
                       counted(ledger_.orders.size(), "order", "orders"), money(sum_of(ledger_.orders, &Order::amount)),
                       milestones(), counted(ledger_.sales.size(), "stream", "streams"));
  }

  std::string milestones() const {
    std::size_t count = 0;
    for (const Order& order : ledger_.orders) count += order.milestones.size();
    return count == 0 ? "" : fmt::format(" with {}", counted(count, "milestone", "milestones"));
  }

  std::string outgoing() const {
    return fmt::format("{} of {}, {}", counted(ledger_.payables.size(), "bill", "bills"),
                       money(sum_of(ledger_.payables, &Payable::amount)),
                       counted(ledger_.fixed_costs.size(), "fixed cost", "fixed costs"));
  }

  std::string debt() const {
    if (ledger_.loans.empty() && ledger_.credit_lines.empty()) return "There is no loan and no credit line. ";
    return fmt::format("Borrowed: {} of {}, {} of {} with {} drawn. ", counted(ledger_.loans.size(), "loan", "loans"),
                       money(sum_of(ledger_.loans, &Loan::balance)),
                       counted(ledger_.credit_lines.size(), "credit line", "credit lines"),
                       money(sum_of(ledger_.credit_lines, &CreditLine::limit)),
                       money(sum_of(ledger_.credit_lines, &CreditLine::drawn)));
  }

  std::string behaviour() const {
    return fmt::format("The behaviour of {} is given, with {}, and {} settled or finished. ",
                       counted(ledger_.counterparties.size(), "customer", "customers"),
                       counted(ledger_.delay_laws.size(), "learned delay law", "learned delay laws"),
                       counted(ledger_.history.size(), "item of history", "items of history"));
  }

  std::string knowledge() const {
    const KnownUntil known = known_until(ledger_);
    if (known.is_endless) return "Expected sales go on without an end.";
    return known.date ? fmt::format("Sales are known until {}.", date_words(*known.date)) : "No sales are entered.";
  }

  const Ledger& ledger_;
};

}  // namespace

std::string count_words(const Faults& findings) {
  const auto count = [&findings](Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [severity](const Fault& f) { return f.severity == severity; }));
  };
  std::string out = counted(count(Severity::fault), "fault", "faults");
  if (count(Severity::warning) > 0) out += ", " + counted(count(Severity::warning), "warning", "warnings");
  if (count(Severity::note) > 0) out += ", " + counted(count(Severity::note), "note", "notes");
  return out;
}

std::string books_words(const Ledger& ledger) {
  return fmt::format("as of {}, amounts in {}", date_words(ledger.company.as_of), printable(ledger.company.currency));
}

std::string ready_sentence(const CheckReport& report) {
  if (report.lacks_an_answer()) {
    const std::size_t needed = obstacles_to_play(report.unanswered).size();
    return fmt::format("Not ready to be run: {} be entered first ({}). `headroom set` asks for them.",
                       counted(needed, "figure must", "figures must"), count_words(report.notices));
  }
  return fmt::format("Ready to be run: {}.", count_words(report.notices));
}

std::vector<std::string> unsafe_words(const CheckReport& report) {
  std::vector<std::string> reasons;
  const Faults needed = obstacles_to_play(report.unanswered);
  for (std::size_t i = 0; i < std::min(needed.size(), needed_shown_max); ++i)
    reasons.push_back(printable(text_of(needed[i].what)));
  if (needed.size() > needed_shown_max) reasons.push_back(more_below_words(needed.size() - needed_shown_max));
  std::vector<Unanswered> taken;
  for (const Unanswered& one : report.unanswered)
    if (one.has_default()) taken.push_back(one);
  add_unanswered(taken, reasons);
  for (const Fault& notice : report.notices)
    if (notice.severity == Severity::warning) reasons.push_back(printable(text_of(notice.what)));
  return reasons;
}

std::string holdings_sentences(const Ledger& ledger) { return Summary(ledger).text(); }

std::string unanswered_words(const Unanswered& one) {
  const Fault& finding = one.finding;
  const std::string place = finding.line > 0 ? fmt::format("{}:{}", finding.file, finding.line) : finding.file;
  return fmt::format("{}: {}{}", printable(place), printable(text_of(finding.what)),
                     one.has_default() ? fmt::format("; {} is taken", one.taken) : std::string());
}

}  // namespace headroom
