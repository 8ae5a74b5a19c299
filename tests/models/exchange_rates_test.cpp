#include "models/exchange_rates.hpp"

#include <catch2/catch.hpp>

#include "models/error.hpp"

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
  for (const char* text : {"", ".", "1.2.3", "abc", "-1", "1e99", "1.2345678901234567891", "0x1F", "1e"})
    CHECK_FALSE(parse_decimal(text));
}

namespace {

std::optional<Minor> at(std::string_view rate, Minor amount, int decimals, int decimals_into) {
  return exchanged(amount, decimals, *parse_decimal(rate), decimals_into);
}

}  // namespace

TEST_CASE("conversion is exact where binary fractions are not") {
  CHECK(at("1.005", 100, 2, 2) == 101);  // 1.005 is half a cent: in binary it is less
  CHECK(at("1.005", -100, 2, 2) == -101);
  CHECK(at("1.005", 99, 2, 2) == 99);
}

TEST_CASE("minor units are those of either currency") {
  CHECK(at("0.0472", 1250, 0, 2) == 5900);     // 1250 JPY = 59.00 CNY
  CHECK(at("18.8436", 1234, 3, 2) == 2325);    // 1.234 BHD = 23.2530024 CNY
  CHECK(at("149.3", 101, 2, 0) == 151);        // 1.01 USD = 150.793 JPY
  CHECK(at("0.376", 101, 2, 3) == 380);        // 1.01 USD = 0.37976 BHD
  CHECK(at("397.1", 1, 3, 0) == 0);            // 0.001 BHD = 0.3971 JPY
  CHECK(at("0.000273", 1500, 0, 3) == 410);    // 1500 KRW = 0.4095 BHD
  CHECK(at("0.000273", -1500, 0, 3) == -410);  // half away from zero: 0.4095 is 409.5 fils
}

TEST_CASE("a conversion that exceeds what can be counted gives nothing, and one that is too small gives zero") {
  CHECK_FALSE(at("1e9", amount_max, 2, 0));
  CHECK(at("1e-9", 1, 3, 0) == 0);
  CHECK(at("1", counted_amount_max, 2, 2) == counted_amount_max);
  CHECK_FALSE(at("1.0000000001", counted_amount_max, 2, 2));
}

TEST_CASE("the column of rates has one row a currency, the latest rate") {
  ExchangeRates rates;
  rates.set("BHD", *parse_decimal("18.8"));
  rates.set("JPY", *parse_decimal("0.047"));
  rates.set("BHD", *parse_decimal("18.9"));
  REQUIRE(rates.rows().size() == 2);
  CHECK(rates.find("BHD")->rate.mantissa == 189);
  CHECK(rates.find("BHD")->currency.decimals == 3);
  CHECK(rates.find("JPY")->currency.decimals == 0);
  CHECK(rates.find("USD") == nullptr);
  CHECK_THROWS_AS(rates.set("Dollar", *parse_decimal("7.1")), ContractError);
  CHECK_THROWS_AS(rates.set("USD", *parse_decimal("0")), ContractError);
}
