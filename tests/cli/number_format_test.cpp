#include "cli/exports/tables/number_format.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

namespace {

/// "-1234.50", "12.00 EUR", or "none".
std::string read(std::string_view text, DecimalSign sign) {
  const auto amount = read_exported_amount(text, sign);
  if (!amount) return "none";
  return amount->currency.empty() ? amount->plain : amount->plain + " " + amount->currency;
}

}  // namespace

TEST_CASE("an amount is read whatever groups, signs and currency marks stand around it", "[number_format]") {
  struct Case {
    const char* text;
    DecimalSign sign;
    const char* plain;
  };
  constexpr auto point = DecimalSign::point, comma = DecimalSign::comma;
  const Case cases[] = {
      {"1234.5", point, "1234.5"},
      {"1,234.50", point, "1234.50"},
      {"1.234,50", comma, "1234.50"},
      {"1 234,50", comma, "1234.50"},
      {"1\u00A0234,50", comma, "1234.50"},
      {"1\u202F234\u202F567,50", comma, "1234567.50"},
      {"1'234.50", point, "1234.50"},
      {"1\u2019234.50", point, "1234.50"},
      {"12,34,567.00", point, "1234567.00"},  // lakhs
      {"-1,234.50", point, "-1234.50"},
      {"1,234.50-", point, "-1234.50"},
      {"\u22121,234.50", point, "-1234.50"},
      {"(1,234.50)", point, "-1234.50"},
      {"($1,234.50)", point, "-1234.50"},
      {"$ (1,234.50)", point, "-1234.50"},
      {"-$1,234.50", point, "-1234.50"},
      {"$-1,234.50", point, "-1234.50"},
      {"1,234.50 CR", point, "-1234.50"},
      {"1,234.50 Dr", point, "1234.50"},
      {"$1,234.50", point, "1234.50"},
      {"\u20AC 12,00", comma, "12.00 EUR"},
      {"12,00 \u20AC", comma, "12.00 EUR"},
      {"USD 12.00", point, "12.00 USD"},
      {"US$12.00", point, "12.00 USD"},
      {"12.00 cad", point, "12.00 CAD"},
      {"\uFFE5100", point, "100"},
      {"kr.500", point, "500"},
      {"Rs.500", point, "500"},
      {".50", point, "0.50"},
      {"+5", point, "5"},
      {" 7 ", point, "7"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(read(c.text, c.sign) == c.plain);
  }
}

TEST_CASE("what is not an amount is not read", "[number_format]") {
  for (const char* text :
       {"",    " ",         "-",   "n/a", "3OO.00", "1,23.50", "12,3456.00", "1.234,50",     "1,234.50.2",
        "--5", "(-5)",      "-5-", "1e5", "5 6.0",  "#REF!",   "USD 5 EUR",  "1,234 567.00", "()",
        "$",   "1,,234.00", "0x10"}) {
    INFO(text);
    CHECK(read(text, DecimalSign::point) == "none");
  }
}

TEST_CASE("a share is read as a fraction or in per cent", "[number_format]") {
  CHECK(read_exported_share("0.35", DecimalSign::point) == "0.35");
  CHECK(read_exported_share("35%", DecimalSign::point) == "0.35");
  CHECK(read_exported_share("2,5 %", DecimalSign::comma) == "0.025");
  CHECK(read_exported_share("100%", DecimalSign::point) == "1.00");
  CHECK_FALSE(read_exported_share("a third", DecimalSign::point));
  CHECK_FALSE(read_exported_share("USD 0.35", DecimalSign::point));
}

TEST_CASE("all amounts together tell what sets off their decimals", "[number_format]") {
  using Signs = std::vector<DecimalSign>;
  CHECK(number_formats_that_fit({"1,234.50", "12.00"}, 2) == Signs{DecimalSign::point});
  CHECK(number_formats_that_fit({"1.234", "12,50"}, 2) == Signs{DecimalSign::comma});
  CHECK(number_formats_that_fit({"100", "250"}, 2) == Signs{DecimalSign::point});
  // Thousands, for no currency of two decimals shows three.
  CHECK(number_formats_that_fit({"1,234", "5,000"}, 2) == Signs{DecimalSign::point});
  CHECK(number_formats_that_fit({"1.234", "5.000"}, 2) == Signs{DecimalSign::comma});
  // In dinars both can be meant.
  CHECK(number_formats_that_fit({"1.234", "5.000"}, 3) == Signs{DecimalSign::point, DecimalSign::comma});
  CHECK(number_formats_that_fit({"a", "b", "1.00"}, 2).empty());
}

TEST_CASE("a number format is given by an example that shows the decimals", "[number_format]") {
  CHECK(parse_number_format("1,234.50") == DecimalSign::point);
  CHECK(parse_number_format("1234.50") == DecimalSign::point);
  CHECK(parse_number_format("1.234,50") == DecimalSign::comma);
  CHECK(parse_number_format("1 234,50") == DecimalSign::comma);
  CHECK_FALSE(parse_number_format("1234"));
  CHECK_FALSE(parse_number_format("1,234"));
  CHECK_FALSE(parse_number_format("1.234"));
  CHECK_FALSE(parse_number_format("many"));
}
