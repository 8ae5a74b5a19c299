#include "cli/report/text/drivers_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/text/notices_text.hpp"
#include "cli/report/words/drivers_words.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t rows_max = 10, name_width_max = 28;
constexpr const char* nothing = "-";

std::string name_cell(const std::string& name) { return shortened(printable(name), name_width_max); }

std::string money_cell(double minor, const Manifest& manifest) { return mean_money_words(minor, manifest.decimals); }

/// A heading, a table, and how many rows are left out of it.
std::string section(const Message& heading, const std::vector<TableColumn>& columns, std::size_t rows,
                    const Style& style) {
  std::string out = "\n" + style.title(text_of(heading)) + "\n\n" + style.table(columns, 1);
  if (rows > rows_max) out += style.line(text_of(message("and {} more in the JSON", rows - rows_max)));
  return out;
}

TableColumn left(const Message& header) { return {.header = text_of(header), .is_left = true}; }
TableColumn right(const Message& header) { return {.header = text_of(header)}; }

/// A probability with the decimals that its error leaves meaning to.
std::string probability_cell(const LeverSide& side) {
  if (side.estimate) return percent_words(side.estimate->value, side.estimate->standard_error);
  return text_of(side.value >= 1.0 ? Message("fails") : Message("does not fail"));
}

std::string change_cell(const LeverChange& change) { return text_of(change_words(change)); }

std::string assumptions_text(const DriversReport& report, const Style& style) {
  std::string out;
  if (!report.scenario.description.empty())
    out += style.paragraph(
        text_of(message("scenario {}: {}", printable(report.scenario.name), printable(report.scenario.description))),
        "  ");
  if (!report.relief) return out;
  out += style.paragraph(
      text_of(message("relief {}: {}", printable(report.relief->name), relief_terms_sentence(*report.relief))), "  ");
  for (const std::string& assumption : report.relief->assumptions)
    out += style.paragraph(text_of(message("assumption: {}", printable(assumption))), "    ");
  return out;
}

std::string closing_text(const DriversReport& report, const Style& style) {
  const Manifest& manifest = report.manifest;
  std::string out = "\n";
  if (report.result.all)
    out += style.paragraph(
        text_of(message("± is one standard error of {} futures, the same for everything above; seed {}. "
                        "Each lever is a scenario, given as a file in the JSON: `run --scenario` "
                        "plays it again.",
                        count_words(manifest.paths), manifest.seed)));
  return out + style.line(text_of(message("Inputs (SHA-256): {}", manifest.inputs_sha256))) +
         style.command(text_of("The same again:"), report.manifest.command);
}

}  // namespace

std::string causes_text(const DriversResult& result, const Style& style) {
  if (result.causes.empty()) return "";
  TableColumn causes = left("Cause"), shares = right("Share"), alone = right("On its own"),
              without = right("Without it");
  for (const CauseShare& cause : result.causes) {
    const auto percent = [&](double share) { return percent_words(share, error_of_share(share, result.paths)); };
    causes.cells.push_back(text_of(cause_words(cause.cause)));
    shares.cells.push_back(text_of(points_with_error(cause.share)));
    alone.cells.push_back(percent(cause.alone));
    without.cells.push_back(percent(cause.without));
  }
  std::string out = section("What chance adds to the probability", {causes, shares, alone, without}, 0, style);
  if (!result.are_shares_exact)
    out += style.paragraph(text_of("The shares are means over sampled orders of the causes; their errors say so."));
  return out;
}

std::string levers_text(const DriversResult& result, const Style& style) {
  if (result.levers.empty()) return "";
  TableColumn levers = left("What changes"), lows = right("less"), low_values = right("then"), highs = right("more"),
              high_values = right("then"), swings = right("Swing");
  levers.may_wrap = true;
  for (const LeverResult& lever : result.levers) {
    levers.cells.push_back(text_of(lever_words(lever.lever)));
    lows.cells.push_back(lever.low ? change_cell(lever.low->change) : nothing);
    low_values.cells.push_back(lever.low ? probability_cell(*lever.low) : nothing);
    highs.cells.push_back(change_cell(lever.high.change));
    high_values.cells.push_back(probability_cell(lever.high));
    swings.cells.push_back(fmt::format("{:.1f}", 100.0 * lever.swing));
  }
  const Message heading = message("What single changes make of it, now {}; the swing in points",
                                  result.all ? percent_with_error(*result.all)
                                             : text_of(result.all_value >= 1.0 ? Message("a firm that fails")
                                                                               : Message("a firm that does not fail")));
  return section(heading, {levers, lows, low_values, highs, high_values, swings}, 0, style);
}

std::string first_failures_text(const DriversResult& result, const Manifest& manifest, const Style& style) {
  if (result.first_failures.empty()) return "";
  TableColumn dates = left("Date"), classes = left("What"), items = left("By name"),
              shares = right("of the futures that run dry");
  for (std::size_t i = 0; i < std::min(result.first_failures.size(), rows_max); ++i) {
    const FirstUnpaid& failure = result.first_failures[i];
    dates.cells.push_back(date_words_short(manifest.as_of + failure.day));
    classes.cells.emplace_back(name_of(failure.payment_class));
    items.cells.push_back(failure.items.empty() ? text_of("what was left unpaid before")
                                                : name_cell(text_of(items_words({{}, {}, {}, failure.items}))));
    shares.cells.push_back(fmt::format("{:.1f}%", 100.0 * failure.share));
  }
  return section("What cannot be paid first", {dates, classes, items, shares}, result.first_failures.size(), style);
}

std::string customers_text(const DriversResult& result, const Manifest& manifest, const Style& style) {
  if (result.customers.empty()) return "";
  TableColumn names = left("Customer"), expected = right("due by then"), failing = right("missing where it fails"),
              all = right("missing in all futures");
  for (std::size_t i = 0; i < std::min(result.customers.size(), rows_max); ++i) {
    const CustomerReceipts& customer = result.customers[i];
    names.cells.push_back(name_cell(customer.counterparty));
    expected.cells.push_back(money_cell(customer.expected, manifest));
    failing.cells.push_back(money_cell(customer.missing_in_failing, manifest));
    all.cells.push_back(money_cell(customer.missing_in_all, manifest));
  }
  std::string out =
      section(message("Whose money is missing on the day of default, mean in {}", printable(manifest.currency)),
              {names, expected, failing, all}, result.customers.size(), style);
  if (result.customers_paths < result.paths)
    out += style.line(text_of(message("from the first {} futures", count_words(result.customers_paths))));
  return out;
}

std::string chase_text(const DriversResult& result, const Manifest& manifest, const Style& style) {
  if (result.chase.empty()) return "";
  TableColumn invoices = left("Invoice"), customers = left("Customer"), amounts = right("Open"),
              changes = right("Change of the probability");
  for (std::size_t i = 0; i < std::min(result.chase.size(), rows_max); ++i) {
    const InvoiceToChase& invoice = result.chase[i];
    invoices.cells.push_back(name_cell(invoice.invoice));
    customers.cells.push_back(name_cell(invoice.counterparty));
    amounts.cells.push_back(money_cell(static_cast<double>(invoice.amount), manifest));
    changes.cells.push_back(text_of(points_with_error(invoice.difference)));
  }
  return section("Whom to chase first: if this invoice were paid when due, or tomorrow where it is overdue",
                 {invoices, customers, amounts, changes}, result.chase.size(), style);
}

std::string to_target_text(const DriversResult& result, const Style& style) {
  if (!result.target || !result.all) return "";
  const std::string target = fmt::format("{:g}%", 100.0 * *result.target);
  if (result.is_target_met)
    return "\n" + style.paragraph(text_of(message("The probability is at most {} as it is.", target)));
  if (result.to_target.empty()) return "";
  TableColumn levers = left("What changes"), changes = right("to"), then = right("then");
  for (const LeverToTarget& one : result.to_target) {
    levers.cells.push_back(text_of(lever_words(one.lever)));
    changes.cells.push_back(one.change ? change_cell(*one.change) : text_of("does not get there"));
    const Message lowest =
        message("{} at the least", percent_words(one.lowest, error_of_share(one.lowest, result.to_target_paths)));
    then.cells.push_back(!one.change    ? text_of(lowest)
                         : one.estimate ? percent_words(one.estimate->value, one.estimate->standard_error)
                                        : text_of("does not fail"));
  }
  return section(message("How far each alone must move until the probability is at most {}", target),
                 {levers, changes, then}, 0, style) +
         style.line(text_of(message("from {} futures", count_words(result.to_target_paths))));
}

std::string drivers_text(const DriversReport& report, const Style& style) {
  const Manifest& manifest = report.manifest;
  const DriversResult& result = report.result;
  std::string out = style.title(printable(manifest.company)) + "\n" + style.line(text_of(period_words(manifest)));
  out += style.line(text_of(
      message("Scenario: {}; option: {}", shortened(printable(report.scenario.name), name_width_max),
              report.relief ? shortened(printable(report.relief->name), name_width_max) : text_of("No relief"))));
  if (result.all && result.none >= 1.0) out += "\n" + style.paragraph(text_of(fails_without_bad_luck()));
  out += notices_text(manifest, report.notices, style) + assumptions_text(report, style) + "\n";
  for (const Message& sentence : drivers_answer(report)) out += style.paragraph(text_of(sentence));
  out += causes_text(result, style) + levers_text(result, style) + to_target_text(result, style);
  out += chase_text(result, manifest, style) + customers_text(result, manifest, style) +
         first_failures_text(result, manifest, style);
  return out + closing_text(report, style);
}

}  // namespace headroom
