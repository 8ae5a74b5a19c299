#include "cli/commands/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>

#include "cli/commands/options.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/terminal/style.hpp"
#include "models/known_until.hpp"

namespace headroom {

namespace {

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

/// "2 faults, 1 warning".
std::string count_text(const Faults& findings) {
  const auto count = [&findings](Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [severity](const Fault& f) { return f.severity == severity; }));
  };
  std::string out = counted(count(Severity::fault), "fault", "faults");
  if (count(Severity::warning) > 0) out += ", " + counted(count(Severity::warning), "warning", "warnings");
  if (count(Severity::note) > 0) out += ", " + counted(count(Severity::note), "note", "notes");
  return out;
}

/// What nobody has entered, the most telling first.
std::string unanswered_text(const std::vector<Unanswered>& unanswered, const Style& style) {
  if (unanswered.empty()) return "";
  const std::size_t needed = obstacles_to_play(unanswered).size();
  std::string out = fmt::format("{} not entered (\"?\")", counted(unanswered.size(), "figure is", "figures are"));
  out += needed == 0 ? "; what is taken for each:\n"
                     : fmt::format("; {} must be entered before `run` and `forecast` can play the ledger:\n", needed);
  for (const Unanswered& one : unanswered) {
    const Fault& finding = one.finding;
    const std::string place = finding.line > 0 ? fmt::format("{}:{}", finding.file, finding.line) : finding.file;
    out += style.paragraph(fmt::format("{}: {}{}", printable(place), printable(text_of(finding.what)),
                                       one.has_default() ? fmt::format("; {} is taken", one.taken) : std::string()),
                           "  ");
  }
  if (needed > 0)
    out += style.paragraph("What the ledger holds, and what is worth a warning in it, is said when they are entered.");
  return out;
}

}  // namespace

int run_check(const LedgerArgument& ledger, std::ostream& out, std::ostream& err) {
  const auto stop = [&err](const Faults& faults) {
    err << findings_text(faults) << count_text(faults) << ".\n";
    return exit_status_of(faults);
  };
  const auto source = open_ledger(ledger);
  if (!source) return stop(source.faults());
  const auto loaded = load_ledger(*source.value());
  if (!loaded) return stop(loaded.faults());
  const Faults& notices = loaded.value().notices;
  const std::vector<Unanswered>& unanswered = loaded.value().unanswered;
  const Style style = style_of_standard_output();
  err << findings_text(notices);
  out << count_text(notices) << ".\n" << unanswered_text(unanswered, style);
  if (obstacles_to_play(unanswered).empty()) out << style.paragraph(Summary(loaded.value().ledger).text());
  return exit_done;
}

void add_check(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "check", "Find every fault of a ledger, and what would mend it");
  const auto ledger = std::make_shared<LedgerArgument>();
  command.ledger(*ledger);
  command.closing("Examples:\n  headroom check my_firm\n  headroom check firms.db --company \"Lumen Bay\"");
  command.action(chosen, [ledger](std::ostream& out, std::ostream& err) { return run_check(*ledger, out, err); });
}

}  // namespace headroom
