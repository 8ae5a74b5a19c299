#include "cli/report/text/run_text.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "cli/report/text/run_tables.hpp"
#include "cli/report/text/supplier_text.hpp"
#include "cli/report/words/run_sentences.hpp"
#include "cli/report/words/words.hpp"
#include "cli/terminal/display_width.hpp"
#include "tests/cli/report_sample.hpp"

using namespace headroom;
using Catch::Matchers::Contains;

namespace {

std::string plain_text(const RunReport& report) { return run_text(report, Style{}); }

std::string text_of_all(const std::vector<Message>& sentences) {
  std::string out;
  for (const Message& sentence : sentences) out += text_of(sentence) + " ";
  return out;
}

/// Paragraphs without their line breaks.
std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a probability is said as a count of futures") {
  CHECK(text_of(futures_words(0.1234, 100000)) == "12 of 100 futures");
  CHECK(text_of(futures_words(0.0042, 100000)) == "4 of 1,000 futures");
  CHECK(text_of(futures_words(0.00037, 100000)) == "fewer than 1 in 1,000 futures (37 of 100,000)");
  CHECK(text_of(futures_words(0.0, 100000)) == "none of 100,000 futures");
  CHECK(text_of(futures_words(0.9999, 100000)) == "more than 99 of 100 futures");
  CHECK(text_of(futures_words(1.0, 100000)) == "all of 100,000 futures");
}

TEST_CASE("percentages show as many decimals as their error lets them") {
  CHECK(percent_with_error({0.1234, 0.001}) == "12.34% ± 0.10%");
  CHECK(percent_with_error({0.1234, 0.01}) == "12.3% ± 1.0%");
  CHECK(percent_with_error({0.00001, 0.00001}) == "0.001% ± 0.001%");
  CHECK(text_of(points_with_error({-0.08, 0.0009})) == "-8.00 ± 0.09 points");
}

TEST_CASE("the base case is told in sentences: how often, when, and what fails first") {
  const std::string text = text_of_all(base_sentences(sample_manifest(), sample_option(0.1234)));
  CHECK_THAT(text, Contains("In 12 of 100 futures the firm cannot pay in full what is due by 29 January 2027; the "
                            "wages of 16 January 2027 "
                            "(Payroll) are most often the first to fail, in 34% of those futures."));
  CHECK_THAT(text, Contains("Half of the futures in which it happens have it by 15 December 2026."));
  CHECK_THAT(text, !Contains("costs but no sales"));
}

TEST_CASE("no default in any future is told with its bound, not as certainty") {
  OptionResult base = sample_option(0.0);
  base.first_failure.reset();
  CHECK_THAT(text_of_all(base_sentences(sample_manifest(), base)),
             Contains("In none of 100,000 futures does it happen by 29 January 2027 that the firm cannot pay in full "
                      "what is due; at most "
                      "0.0038 in 100 at 95% confidence."));
}

TEST_CASE("defaults that come after the ledger's knowledge ends are said to show a wind-down") {
  Manifest manifest = sample_manifest();
  manifest.known_until = Date::of(2026, 11, 30);
  CHECK_THAT(
      text_of_all(base_sentences(manifest, sample_option(0.9))),
      Contains(
          "Most of that (60 of 100 futures) comes after 30 November 2026, when the ledger holds costs but no sales"));
  manifest.known_until = Date::of(2027, 1, 20);
  CHECK_THAT(text_of_all(base_sentences(manifest, sample_option(0.9))), !Contains("costs but no sales"));
}

TEST_CASE("an event that cannot happen gets no probability") {
  Manifest manifest = sample_manifest();
  manifest.default_event = Event::loan_90dpd;
  OptionResult base = sample_option(0.1);
  base.default_probability.reset();
  base.by_day.assign(91, std::nullopt);
  CHECK_THAT(text_of_all(base_sentences(manifest, base)),
             Contains("It cannot happen with this ledger that a loan payment is 90 days past due"));
}

TEST_CASE("what is forgiven, will be, or is not owed at all is told, and has rows only where there is any") {
  OptionResult option = sample_relief();
  CHECK_THAT(text_of(relief_sentence(sample_manifest(), option)),
             !Contains("forgiven") && !Contains("not owed at all"));
  option.forgiven = 5000000.0;
  option.forgiven_after_horizon = 1000000.0;
  option.exempted = 250000.0;
  const std::string text = text_of(relief_sentence(sample_manifest(), option));
  CHECK_THAT(text, Contains("Of its loans 50,000 CNY is forgiven by 29 January 2027."));
  CHECK_THAT(text, Contains("Dues of 2,500 CNY by 29 January 2027 are not owed at all."));
  CHECK_THAT(text,
             Contains("Of that 10,000 CNY would be forgiven later, with its interest, on the costs in the ledger."));
  RunReport report = sample_report();
  CHECK_THAT(plain_text(report), !Contains("of loans, forgiven") && !Contains("Dues not owed at all"));
  report.results[0].options[1] = option;
  CHECK_THAT(plain_text(report), Contains("of loans, forgiven") && Contains("Dues not owed at all"));
}

TEST_CASE("a relief is told with its paired change and with what it leaves owed") {
  const std::string text = text_of(relief_sentence(sample_manifest(), sample_relief()));
  CHECK_THAT(text, Contains("Policy loan: the probability changes by -8.00 ± 0.09 points on the same futures"));
  CHECK_THAT(text, Contains("prevents it in 8 of 100 futures, only delays it in 3 of 100 futures"));
  CHECK_THAT(text, Contains("brings it about or forward in 1 of 100 futures"));
  CHECK_THAT(text, Contains("It leaves 400,000 CNY to be repaid after 29 January 2027"));
  CHECK(text_of(relief_sentence(sample_manifest(), refused_option())) ==
        "Policy loan: not eligible. The firm has 500 employees, more than the 300 allowed.");
}

TEST_CASE("the answer comes first, with what makes it unsafe, then all that it rests on, then the tables") {
  RunReport report = sample_report();
  report.notices = {{"books/company.toml", 0, 0, "a note", "", "", Severity::note},
                    {"books/company.toml", 0, 0, "a warning", "", "", Severity::warning}};
  report.manifest.known_until = Date::of(2026, 12, 31);
  const std::string text = plain_text(report);
  const std::size_t answer = text.find("In 12 of 100 futures"), unsafe = text.find("- a warning: a warning"),
                    wind_down = text.find("- wind-down: no sales entered after 31 December 2026"),
                    rest = text.find("What this rests on:"), warning = text.find("warning: a warning", rest),
                    note = text.find("note: a note"), assumption = text.find("assumption: Granted with certainty."),
                    impossible = text.find("cannot happen with this ledger: loan_90dpd"),
                    tables = text.find("Scenario: As written");
  const std::size_t order[] = {answer, unsafe, wind_down, rest, warning, note, assumption, impossible, tables};
  REQUIRE(tables != std::string::npos);
  CHECK(std::is_sorted(std::begin(order), std::end(order)));
}

TEST_CASE("what happens in fewer than 100 of 100,000 futures is said with what that means") {
  RunReport report = sample_report();
  report.results[0].options = {sample_option(0.0009)};
  CHECK_THAT(plain_text(report), Contains("So rare an event rests on the\nlaws that were entered, not on experience"));
  report.results[0].options = {sample_option(0.002)};
  CHECK_THAT(plain_text(report), !Contains("So rare an event"));
}

TEST_CASE("figures that nobody has entered and risk that is only assumed are named beside the answer") {
  RunReport report = sample_report();
  report.unanswered = {{{}, "minimum", "0"}, {{}, "volatility", "0"}};
  report.without_assumed_risk = WithoutAssumedRisk{Estimate{0.05, 0.002}, 10000};
  CHECK_THAT(plain_text(report),
             Contains("- not entered: minimum (0 taken), volatility (0 taken)\n"
                      "- without the assumed volatility and dependence: 5.00% ± 0.20% (10,000 futures)\n"));
}

TEST_CASE("a run says how to compute it again") {
  const std::string text = plain_text(sample_report());
  CHECK_THAT(text, Contains("one standard error of 100,000 futures"));
  CHECK_THAT(text, Contains("seed 7"));
  CHECK_THAT(text, Contains("headroom run books --paths 100000 --horizon 90d --seed 7"));
}

TEST_CASE("where nothing is random the report gives no probability") {
  RunReport report = sample_report();
  report.results[0].options = {certain_option()};
  const std::string text = on_one_line(plain_text(report));
  CHECK_THAT(text, Contains("Nothing is random here: there is one future, and no probability to give."));
  CHECK_THAT(text, Contains("it first happens on 19 January 2027 that the firm cannot pay in full what is due"));
  CHECK_THAT(text, !Contains("% ±"));
  CHECK_THAT(text, !Contains("standard error"));
}

TEST_CASE("a missing runway is beyond the horizon, never a date") {
  const std::string table = options_table(sample_manifest(), sample_report().results[0], Style{});
  const auto lines = lines_of(table);
  const auto row = std::find_if(lines.begin(), lines.end(), [](const std::string& line) {
    return line.find("half of futures") != std::string::npos;
  });
  REQUIRE(row != lines.end());
  CHECK_THAT(*row, Contains("beyond the horizon"));
}

TEST_CASE("tables line up whatever script the names are in, within 100 columns") {
  RunReport report = sample_report();
  report.results[0].options[1].name = "小微企业贷款 for everyone in 深圳";
  for (int i = 0; i < 4; ++i) report.results[0].options.push_back(report.results[0].options[1]);
  for (const std::string& table :
       {options_table(report.manifest, report.results[0], Style{}), events_table(report.results[0], Style{}),
        default_by_month_table(report.manifest, report.results[0], Style{}),
        cash_by_month_table(report.manifest, report.results[0], Style{})}) {
    std::size_t width = 0;
    for (const std::string& line : lines_of(table)) {
      CHECK(display_width(line) <= 100);
      // Every line of one table ends with its last number column.
      if (line.empty()) width = 0;
      else if (width == 0) width = display_width(line);
      else CHECK(display_width(line) <= width + 24);
    }
  }
}

TEST_CASE("what a ledger or file says cannot steer the terminal") {
  const std::string hostile = "Evil\x1b[2J\x1b]0;title\x07\r\u202ename";
  RunReport report = sample_report();
  report.manifest.company = hostile;
  report.notices = {{hostile, 1, 1, hostile, hostile, hostile, Severity::warning}};
  report.scenarios[0].name = report.scenarios[0].description = hostile;
  report.reliefs[0].name = hostile;
  report.reliefs[0].assumptions = {hostile};
  report.results[0].name = hostile;
  report.results[0].options[0].first_failure->items = {hostile};
  report.results[0].options[1].name = hostile;
  report.results[0].options.push_back(refused_option());
  report.results[0].options[2].name = hostile;
  report.results[0].options[2].not_eligible = {
      {.kind = UnmetCondition::Kind::other_country, .name = hostile, .firm = hostile}};
  const std::string text = plain_text(report);
  CHECK_THAT(text, Contains("Evil\\x1b[2J"));
  CHECK_THAT(text, !Contains("\u202e"));
  CHECK(
      std::none_of(text.begin(), text.end(), [](char c) { return c != '\n' && static_cast<unsigned char>(c) < 0x20; }));
}

TEST_CASE("a supplier who only charges is said never to stop, below those who may") {
  RunReport report = sample_report();
  const SupplierResult charges{"Ash Paper", Estimate{0.0, 0.0}, {}, {}, false, {}},
      lenient{"Birch Dairy", Estimate{0.0, 0.0}, {}, {}, true, {}};
  for (OptionResult& option : report.results[0].options) option.late.suppliers = {charges, lenient};
  const auto lines = lines_of(suppliers_text(report.manifest, report.results[0], Style{}));
  REQUIRE(lines.size() == 8);
  CHECK_THAT(lines[4], Contains("Birch Dairy stops") && Contains("0.00% ± 0.00%"));
  CHECK_THAT(lines[5], Contains("Ash Paper stops") && Contains("never") && !Contains("%"));
}

TEST_CASE("colours are used only where they are asked for") {
  CHECK_THAT(plain_text(sample_report()), !Contains("\x1b["));
  CHECK_THAT(run_text(sample_report(), Style{true}), Contains("\x1b[1mLumen Bay\x1b[0m"));
}

TEST_CASE("a run to a precision says how well the probability is known, by which paths, and what is of ordinary ones") {
  const std::string text = on_one_line(plain_text(precise_report()));
  CHECK_THAT(text, Contains("Default by 29 January 2027: 0.005030%, to within 0.000080% (95% interval 0.004950% to "
                            "0.005110%; 65,536 paths, importance "
                            "sampling with Sobol points on 51 factors, 64 randomisations)."));
  CHECK_THAT(text, Contains("Every option's 95% interval reaches no further than 0.10% to either side, as asked."));
  CHECK_THAT(text, Contains("money and runway on 16,384 ordinary ones"));
  CHECK_THAT(text, Contains("In about 1 in 20,000 futures"));
  CHECK_THAT(text, !Contains("one standard error of"));
}

TEST_CASE("a precision that was not reached is said aloud, with what was reached instead") {
  RunReport report = precise_report();
  PrecisionReport& precision = *report.results[0].precision;
  precision.reached = false;
  precision.half_width = 0.02;
  precision.paths = 4096;
  precision.paths_max = 5000;
  const std::string text = on_one_line(plain_text(report));
  CHECK_THAT(text, Contains("The precision asked for (0.10%) was not reached: after 4,096 paths (--paths allows 5,000) "
                            "the widest 95% interval "
                            "of an option reaches 2.0% to either side."));
  CHECK_THAT(text, !Contains("as asked"));
}

TEST_CASE("what is rare is shown to two digits of its error") {
  CHECK(percent_with_error({0.0000503, 0.0000004}) == "0.005030% ± 0.000040%");
  CHECK(percent_with_error({1.23456e-9, 1e-11}) == "0.0000001235% ± 0.0000000010%");
  CHECK(percent_with_error({0.0, 0.0}) == "0.00% ± 0.00%");
}
