#include "cli/input/exchange_rates.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

TEST_CASE("a decimal is read as it is written") {
  const auto same = [](std::string_view text, std::int64_t mantissa, int exponent) {
    const auto decimal = parse_decimal(text);
    return decimal && decimal->mantissa == mantissa && decimal->exponent == exponent;
  };
  CHECK(same("7.10", 71, -1));
  CHECK(same("150", 150, 0));
  CHECK(same("0.00725", 725, -5));
  CHECK(same("+1.5e-3", 15, -4));
  for (const char* text : {"", ".", "1.2.3", "abc", "-1", "1e99", "1.2345678901234567891", "0x1F", "1e"}) CHECK_FALSE(parse_decimal(text));
}

TEST_CASE("conversion is exact where binary fractions are not") {
  ExchangeRates rates;
  rates.set_ledger_currency({"CNY", 2});
  rates.add("USD", *parse_decimal("1.005"));
  CHECK(rates.converted(100, {"USD", 2}) == 101);  // 1.005 is half a cent: in binary it is less
  CHECK(rates.converted(-100, {"USD", 2}) == -101);
  CHECK(rates.converted(99, {"USD", 2}) == 99);
}

TEST_CASE("a conversion that exceeds any amount gives nothing, and one that is too small gives zero") {
  ExchangeRates rates;
  rates.set_ledger_currency({"JPY", 0});
  rates.add("USD", *parse_decimal("1e9"));
  rates.add("KWD", *parse_decimal("1e-9"));
  CHECK_FALSE(rates.converted(amount_max, {"USD", 2}));
  CHECK(rates.converted(1, {"KWD", 3}) == 0);
  CHECK(rates.converted(123, {"JPY", 0}) == 123);
}
