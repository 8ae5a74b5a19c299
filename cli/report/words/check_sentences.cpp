#include "cli/report/words/check_sentences.hpp"

#include <algorithm>

#include "cli/report/words/language.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"
#include "models/known_until.hpp"

namespace headroom {

namespace {

constexpr std::size_t needed_shown_max = 8;

/// Says what a ledger holds.
class Summary {
 public:
  explicit Summary(const Ledger& ledger) : ledger_(ledger) {}

  Message text() const {
    return message("{} Coming in: {}. Going out: {}. {} {} {}", cash(), incoming(), outgoing(), debt(), behaviour(),
                   knowledge());
  }

 private:
  /// The sum of one amount over all items, in the ledger's currency.
  template <class Items, class Amount>
  std::string sum_of(const Items& items, Amount amount) const {
    Minor sum = 0;
    for (const auto& item : items) sum += in_ledger_currency(ledger_, item.*amount, item.currency);
    return money(sum);
  }

  std::string money(Minor amount) const { return money_words(amount, ledger_.company.decimals); }

  Message cash() const {
    const Company& company = ledger_.company;
    const Message held = money_in_currency(ledger_.cash, company.decimals, company.currency);
    return ledger_.cash_minimum > 0
               ? message("On {}, {} holds {} in cash (never to fall below {}).", in_words(company.as_of), company.name,
                         held, money(ledger_.cash_minimum))
               : message("On {}, {} holds {} in cash.", in_words(company.as_of), company.name, held);
  }

  Message incoming() const {
    return message("{} of {}, {} of {}{}, {} of expected sales",
                   how_many(ledger_.receivables.size(), "open invoice", "open invoices"),
                   sum_of(ledger_.receivables, &Receivable::amount), how_many(ledger_.orders.size(), "order", "orders"),
                   sum_of(ledger_.orders, &Order::amount), milestones(),
                   how_many(ledger_.sales.size(), "stream", "streams"));
  }

  Message milestones() const {
    std::size_t count = 0;
    for (const Order& order : ledger_.orders) count += order.milestones.size();
    return count == 0 ? Message() : message(" with {}", how_many(count, "milestone", "milestones"));
  }

  Message outgoing() const {
    return message("{} of {}, {}", how_many(ledger_.payables.size(), "bill", "bills"),
                   sum_of(ledger_.payables, &Payable::amount),
                   how_many(ledger_.fixed_costs.size(), "fixed cost", "fixed costs"));
  }

  Message debt() const {
    if (ledger_.loans.empty() && ledger_.credit_lines.empty()) return message("There is no loan and no credit line.");
    return message("Borrowed: {} of {}, {} of {} with {} drawn.", how_many(ledger_.loans.size(), "loan", "loans"),
                   sum_of(ledger_.loans, &Loan::balance),
                   how_many(ledger_.credit_lines.size(), "credit line", "credit lines"),
                   sum_of(ledger_.credit_lines, &CreditLine::limit), sum_of(ledger_.credit_lines, &CreditLine::drawn));
  }

  Message behaviour() const {
    return message("The behaviour of {} is given, with {}, and {} settled or finished.",
                   how_many(ledger_.counterparties.size(), "customer", "customers"),
                   how_many(ledger_.delay_laws.size(), "learned delay law", "learned delay laws"),
                   how_many(ledger_.history.size(), "item of history", "items of history"));
  }

  Message knowledge() const {
    const KnownUntil known = known_until(ledger_);
    if (known.is_endless) return message("Expected sales go on without an end.");
    return known.date ? message("Sales are known until {}.", in_words(*known.date)) : message("No sales are entered.");
  }

  const Ledger& ledger_;
};

}  // namespace

Message count_words(const Faults& findings) {
  const auto count = [&findings](Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [severity](const Fault& f) { return f.severity == severity; }));
  };
  const std::size_t warnings = count(Severity::warning), notes = count(Severity::note);
  std::vector<Message> counts = {how_many(count(Severity::fault), "fault", "faults")};
  if (warnings > 0) counts.push_back(how_many(warnings, "warning", "warnings"));
  if (notes > 0) counts.push_back(how_many(notes, "note", "notes"));
  return in_sequence(counts);
}

Message books_words(const Ledger& ledger) {
  return message("as of {}, amounts in {}", in_words(ledger.company.as_of), given_name(ledger.company.currency));
}

Message ready_sentence(const CheckReport& report) {
  if (report.lacks_an_answer()) {
    const std::size_t needed = obstacles_to_play(report.unanswered).size();
    return message("Not ready to be run: {} be entered first ({}). `headroom set` asks for them.",
                   how_many(needed, "figure must", "figures must"), count_words(report.notices));
  }
  return message("Ready to be run: {}.", count_words(report.notices));
}

std::vector<Message> unsafe_words(const CheckReport& report) {
  std::vector<Message> reasons;
  const Faults needed = obstacles_to_play(report.unanswered);
  for (std::size_t i = 0; i < std::min(needed.size(), needed_shown_max); ++i) reasons.push_back(needed[i].what);
  if (needed.size() > needed_shown_max) reasons.push_back(more_below_words(needed.size() - needed_shown_max));
  std::vector<Unanswered> taken;
  for (const Unanswered& one : report.unanswered)
    if (one.has_default()) taken.push_back(one);
  add_unanswered(taken, reasons);
  for (const Fault& notice : report.notices)
    if (notice.severity == Severity::warning) reasons.push_back(notice.what);
  return reasons;
}

Message holdings_sentences(const Ledger& ledger) { return Summary(ledger).text(); }

Message unanswered_words(const Unanswered& one) {
  const Fault& finding = one.finding;
  const Message place = finding.line > 0 ? message("{}:{}", finding.file, finding.line) : message("{}", finding.file);
  return one.has_default() ? message("{}: {}; {} is taken", place, finding.what, given_name(one.taken))
                           : message("{}: {}", place, finding.what);
}

}  // namespace headroom
