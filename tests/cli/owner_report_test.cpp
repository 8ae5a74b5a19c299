#include "cli/report/html/owner_report.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "cli/report/json/run_json.hpp"
#include "tests/cli/report_sample.hpp"

using namespace headroom;

namespace {

/// A report with what a page needs besides: two weeks, an overdue invoice, some dues.
RunReport page_sample() {
  RunReport report = sample_report();
  LedgerAsWritten as_written;
  as_written.cash_minimum = 3000000;
  Forecast& forecast = as_written.forecast;
  forecast.horizon_days = 90;
  for (int day = 0; day <= 90; ++day) forecast.days.push_back({day, 1000000 - 1000 * day, 0, 0, 900000 - 2000 * day});
  for (int week = 0; week < 2; ++week) {
    CashWeek calendar{7 * week, 7 * week + 6, 1000000, 900000, 500000};
    calendar.payments[0] = 400000;
    calendar.payments[7] = 200000;
    forecast.weeks.push_back(calendar);
  }
  ForecastFlow receipt, wages;
  receipt.day = 3;
  receipt.amount = 500000;
  receipt.item = "R-1";
  receipt.counterparty = "Northwind";
  wages.day = 5;
  wages.payment_class = PaymentClass::wages;
  wages.amount = 400000;
  wages.item = "Payroll";
  forecast.flows = {receipt, wages};
  UndatedReceivable overdue;
  overdue.invoice = "R-0";
  overdue.counterparty = "Meridian";
  overdue.due = Date::of(2026, 9, 1);
  overdue.amount = 750000;
  forecast.undated = {overdue};
  report.as_written = std::move(as_written);
  return report;
}

std::string html_of(const RunReport& report) { return owner_report_html(report, run_json(report, "0.1.0"), "0.1.0"); }

/// All between `from` and `to`, each in turn.
std::vector<std::string> parts(const std::string& text, const std::string& from, const std::string& to) {
  std::vector<std::string> found;
  for (std::size_t begin = text.find(from); begin != std::string::npos; begin = text.find(from, begin + 1)) {
    const std::size_t end = text.find(to, begin);
    if (end == std::string::npos) break;
    found.push_back(text.substr(begin, end + to.size() - begin));
  }
  return found;
}

std::string without_data(const std::string& html) { return html.substr(0, html.find("<script")); }

/// The first tag that closes another than the one that is open; empty where all match.
std::string unbalanced(const std::string& html) {
  static const std::set<std::string> without_end = {"meta", "line", "path", "rect", "circle"};
  std::vector<std::string> open;
  static const std::regex tag("<(/?)([a-z][a-z0-9]*)[^>]*>");
  const std::string body = html.substr(html.find("<html"));
  for (std::sregex_iterator found(body.begin(), body.end(), tag), end; found != end; ++found) {
    const std::string name = (*found)[2];
    if ((*found)[1].length() == 0) {
      if (!without_end.contains(name)) open.push_back(name);
    } else if (open.empty() || open.back() != name) {
      return found->str();
    } else {
      open.pop_back();
    }
  }
  return open.empty() ? "" : open.back();
}

}  // namespace

TEST_CASE("the owner's page holds the same JSON as --json, which cannot end its element") {
  RunReport report = page_sample();
  report.manifest.company = "</script><script>alert(1)</script>";
  const std::string html = html_of(report);
  const std::string begin = "<script type=\"application/json\" id=\"headroom\">";
  const std::size_t at = html.find(begin);
  REQUIRE(at != std::string::npos);
  const std::size_t end = html.find("</script>", at);
  const std::string held = html.substr(at + begin.size(), end - at - begin.size());
  CHECK(held.find('<') == std::string::npos);
  CHECK(nlohmann::json::parse(held) == nlohmann::json::parse(run_json(report, "0.1.0")));
  CHECK(html.substr(end) == "</script>\n</body>\n</html>\n");
}

TEST_CASE("the JSON beside a page gains the weeks of the calendar") {
  CHECK(nlohmann::json::parse(run_json(page_sample(), "0.1.0")).at("weeks").size() == 2);
  CHECK_FALSE(nlohmann::json::parse(run_json(sample_report(), "0.1.0")).contains("weeks"));
}

TEST_CASE("the owner's page asks for nothing and runs nothing") {
  const std::string html = without_data(html_of(page_sample()));
  for (const char* word : {"http", "url(", "@import", "@font-face", "<img", "<link", "<iframe",
                           " src=", "javascript:", " onload=", " onclick="}) {
    INFO(word);
    CHECK(html.find(word) == std::string::npos);
  }
  CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
  CHECK(unbalanced(html_of(page_sample())).empty());
}

TEST_CASE("every chart of the owner's page has a title, a description and a table behind it") {
  const std::string html = html_of(page_sample());
  const auto figures = parts(html, "<figure>", "</figure>");
  CHECK(figures.size() == 4);
  CHECK(parts(html, "<svg", "</svg>").size() == figures.size());
  std::set<std::string> ids;
  for (const std::string& figure : figures) {
    CHECK(std::regex_search(figure, std::regex("<title id=\"[a-z-]+\">[^<]+</title>")));
    CHECK(std::regex_search(figure, std::regex("<desc id=\"[a-z-]+\">[^<]+</desc>")));
    const auto behind = parts(figure, "<details>", "</details>");
    REQUIRE(behind.size() == 1);
    for (const char* part : {"<summary>", "<caption>", "<th scope=\"row\">", "<td class=\"number\">"})
      CHECK(behind[0].find(part) != std::string::npos);
  }
  static const std::regex id(" id=\"([^\"]+)\"");
  for (std::sregex_iterator found(html.begin(), html.end(), id), end; found != end; ++found)
    CHECK(ids.insert((*found)[1]).second);
}

TEST_CASE("the owner's page is in the order of an owner's questions") {
  const std::string html = html_of(page_sample());
  std::size_t before = html.find("<h1>");
  REQUIRE(before != std::string::npos);
  for (const char* section : {"cash", "chance", "runway", "why", "weeks", "help", "customers", "now", "basis"}) {
    const std::size_t at = html.find(std::string("<section id=\"") + section + "\"");
    INFO(section);
    REQUIRE(at != std::string::npos);
    CHECK(at > before);
    before = at;
  }
}

TEST_CASE("names of the ledger stand on the owner's page as text") {
  RunReport report = page_sample();
  const std::string hostile = "<img src=x onerror=alert(1)>&\"'\xE2\x80\xAEgnp.exe";
  report.manifest.company = hostile;
  report.manifest.currency = "C<Y";
  report.reliefs[0].name = report.results[0].options[1].name = hostile;
  report.reliefs[0].source = report.reliefs[0].assumptions[0] = hostile;
  report.results[0].options[0].first_failure->items = {hostile};
  report.as_written->forecast.undated[0].counterparty = report.as_written->forecast.undated[0].invoice = hostile;
  report.as_written->forecast.flows[1].item = hostile;
  report.notices.push_back({hostile, 1, 1, Message(hostile), hostile, Message(hostile), Severity::warning});
  const std::string html = html_of(report), page = without_data(html);
  CHECK(page.find("<img") == std::string::npos);
  CHECK(html.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(page.find("&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;") != std::string::npos);
  CHECK(unbalanced(html).empty());
}

TEST_CASE("the same report gives the same page, byte for byte") {
  CHECK(html_of(page_sample()) == html_of(page_sample()));
}

TEST_CASE("what to do now speaks of this firm's numbers") {
  const std::string html = html_of(page_sample());
  const auto now = parts(html, "<section id=\"now\"", "</section>");
  REQUIRE(now.size() == 1);
  CHECK(now[0].find("Ask Meridian for the 7,500 CNY that is overdue, since 1 September 2026 at the longest") !=
        std::string::npos);
  CHECK(now[0].find("Find 2,450,000 CNY by 10 January 2027") != std::string::npos);
  CHECK(now[0].find("Ask for Policy loan: with it the chance falls from 12.3") != std::string::npos);
  CHECK(now[0].find("the wages (Payroll)") != std::string::npos);
}

TEST_CASE("a relief that raises the chance is advised against") {
  RunReport report = page_sample();
  report.results[0].options[1].change->default_probability = {0.05, 0.001};
  const std::string html = html_of(report);
  CHECK(html.find("Do not take Policy loan for this") != std::string::npos);
  CHECK(html.find("Ask for Policy loan") == std::string::npos);
}

TEST_CASE("a page of a ledger in which nothing is random shows its one course and no probability") {
  RunReport report = page_sample();
  report.results = {{"As written", {certain_option()}}};
  const std::string html = without_data(html_of(report));
  CHECK(html.find("Nothing is random") != std::string::npos);
  CHECK(html.find("class=\"outer\"") == std::string::npos);
  CHECK(html.find("id=\"chart-chance\"") == std::string::npos);
  CHECK(html.find("NaN") == std::string::npos);
}

TEST_CASE("a relief that the firm does not get is said, not drawn") {
  RunReport report = page_sample();
  report.results[0].options[1] = refused_option();
  const std::string html = without_data(html_of(report));
  CHECK(html.find("Policy loan: not eligible") != std::string::npos);
  CHECK(unbalanced(html_of(report)).empty());
}

TEST_CASE("of several scenarios the page compares all and is about the worst") {
  RunReport report = page_sample();
  report.results.push_back(report.results[0]);
  report.results[1].name = "Order slump";
  report.results[1].options[0].default_probability = sample_estimate(0.5);
  report.scenarios.emplace_back();
  const std::string html = html_of(report);
  CHECK(html.find("All that follows is about the worst of them: Order slump.") != std::string::npos);
  CHECK(html.find("<h1>In 50 of 100 futures") != std::string::npos);
}
