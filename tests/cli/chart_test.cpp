#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "cli/report/charts/bar_charts.hpp"
#include "cli/report/charts/escaped_text.hpp"
#include "cli/report/charts/scale.hpp"
#include "cli/report/charts/time_charts.hpp"

using namespace headroom;

namespace {

TimeFrame sample_frame() {
  return {90.0, {{30.0, "Dec", "2026"}}, [](double value) { return std::to_string(static_cast<int>(value)); }, "CNY"};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("ticks are round, evenly spaced and hold all values between them") {
  for (const Span values : {Span{0.0, 1.0}, Span{-3.7, 12.9}, Span{0.0, 0.0}, Span{5.0, 5.0}, Span{-2e9, 7e9},
                            Span{0.0, 3e-9}, Span{-0.011, -0.002}, Span{-7.0, -7.0}}) {
    const std::vector<double> ticks = round_ticks(values, 6);
    INFO(values.from << " to " << values.to);
    REQUIRE(ticks.size() >= 2);
    CHECK(ticks.size() <= 7);
    CHECK(ticks.front() <= values.from);
    CHECK(ticks.back() >= values.to);
    const double step = ticks[1] - ticks[0];
    const double digit = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
    CHECK(std::min({std::abs(digit - 1.0), std::abs(digit - 2.0), std::abs(digit - 5.0)}) < 1e-6);
    for (std::size_t i = 1; i < ticks.size(); ++i) CHECK(ticks[i] - ticks[i - 1] == Approx(step));
  }
}

TEST_CASE("a drawing writes places to a tenth, and never a minus zero") {
  Drawing drawing(100.0);
  drawing.line({-0.01, 1.0 / 3.0}, {10.0, 2.25}, "grid");
  const std::string svg = drawing.svg({"a", "title", "what it shows"});
  CHECK(svg.find("x1=\"0\" y1=\"0.3\" x2=\"10\"") != std::string::npos);
  CHECK(svg.find("-0\"") == std::string::npos);
}

TEST_CASE("text in a drawing is text") {
  Drawing drawing(100.0);
  drawing.text({0.0, 0.0}, Anchor::start, "label", "<b>&\xE2\x80\xAE");
  const std::string svg = drawing.svg({"a", "<i>", "\"x\""});
  CHECK(svg.find("<b>") == std::string::npos);
  CHECK(svg.find("<i>") == std::string::npos);
  CHECK(svg.find("&lt;b&gt;&amp;") != std::string::npos);
  CHECK(svg.find("\xE2\x80\xAE") == std::string::npos);
  CHECK(escaped_text("a'b") == "a&#39;b");
}

TEST_CASE("a fan of one course has no bands") {
  FanChart chart{{"a", "t", "d"},
                 sample_frame(),
                 {{0, 0, 0, 10, 0, 0}, {90, 0, 0, 20, 0, 0}},
                 false,
                 5.0,
                 {},
                 {},
                 {},
                 "course",
                 "minimum",
                 {}};
  const std::string svg = fan_chart_svg(chart);
  CHECK(svg.find("class=\"outer\"") == std::string::npos);
  CHECK(count(svg, "class=\"minimum\"") == 2);  // in the plot and in the legend
  chart.has_spread = true;
  CHECK(count(fan_chart_svg(chart), "class=\"outer\"") == 2);
}

TEST_CASE("a curve in steps holds its value until it changes") {
  const StepChart chart{{"a", "t", "d"}, sample_frame(), {{"curve", {{0, 0}, {45, 0}, {46, 1}, {90, 1}}}}};
  const std::string svg = step_chart_svg(chart);
  const std::size_t begin = svg.find("d=\"M", svg.find("class=\"curve curve-0\" d="));
  REQUIRE(begin != std::string::npos);
  const std::string path = svg.substr(begin, svg.find('"', begin + 3) - begin);
  CHECK(count(path, "L") == 4);  // along, up, along, and the end again
}

TEST_CASE("curves are told apart by more than their colour") {
  StepChart chart{{"a", "t", "d"}, sample_frame(), {}};
  for (int i = 0; i < 6; ++i) chart.curves.push_back({"c", {{0, 0}, {90, 0.1 * i}}});
  const std::string svg = step_chart_svg(chart);
  for (const char* style : {"curve-0", "curve-1", "curve-2", "curve-3"}) CHECK(svg.find(style) != std::string::npos);
  CHECK(svg.find("curve-4") == std::string::npos);
  CHECK(svg.find("<circle") != std::string::npos);  // the first one's end; the others end in other shapes
  CHECK(count(svg, "Z\"") >= 6);
}

TEST_CASE("a range of one direction has one bar") {
  RangeChart chart{{"a", "t", "d"}, [](double) { return std::string("x"); },
                   "chance",        0.2,
                   "now",           "better",
                   "worse",         {{"largest customer", {0.4, "lost"}, std::nullopt}}};
  CHECK(count(range_chart_svg(chart), "class=\"worse\"") == 2);   // with its legend
  CHECK(count(range_chart_svg(chart), "class=\"better\"") == 1);  // its legend alone
}

TEST_CASE("charts without rows are still drawings") {
  CHECK(interval_chart_svg({{"a", "t", "d"}, [](double) { return std::string("x"); }, "chance", {}})
            .ends_with("</svg>\n"));
  CHECK(flow_chart_svg({{"a", "t", "d"}, [](double) { return std::string("x"); }, "CNY", {}, "in", "out", "left"})
            .find("NaN") == std::string::npos);
}
