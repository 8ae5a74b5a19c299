#include "models/money.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <limits>

#include "models/error.hpp"

using namespace headroom;

TEST_CASE("an amount in major units is read as minor units of its currency") {
  CHECK(parse_money("-1250.50", 2).amount == -125050);
  CHECK(parse_money("1250.5", 2).amount == 125050);
  CHECK(parse_money("+7", 2).amount == 700);
  CHECK(parse_money(".5", 2).amount == 50);
  CHECK(parse_money("1250", 0).amount == 1250);
  CHECK(parse_money("1.234", 3).amount == 1234);
  CHECK(parse_money("0000000000000000000000001.00", 2).amount == 100);
  CHECK(parse_money("-0.00", 2).amount == 0);
}

TEST_CASE("zeros beyond the currency's decimals are no decimals too many") {
  CHECK(parse_money("1250.5000", 2).amount == 125050);
  CHECK(parse_money("1250.00", 0).amount == 1250);
  CHECK(parse_money("1250.505", 2).error == MoneyError::too_many_decimals);
  CHECK(parse_money("1250.5", 0).error == MoneyError::too_many_decimals);
}

TEST_CASE("what is no plain decimal number is no amount") {
  for (const char* text :
       {"", "-", "+", ".", "-.", "1e5", "1,250.50", "1.2.3", "--1", "+-1", " 1", "1 ", "0x10", "nan", "inf", "12a"}) {
    INFO(text);
    const ParsedMoney parsed = parse_money(text, 2);
    CHECK(parsed.error == MoneyError::not_a_number);
    CHECK_FALSE(parsed.amount);
  }
}

TEST_CASE("an amount beyond the largest that is counted is too large, however long it is") {
  CHECK(parse_money("10000000000000.00", 2).amount == amount_max);
  CHECK(parse_money("-10000000000000.00", 2).amount == -amount_max);
  CHECK(parse_money("10000000000000.01", 2).error == MoneyError::too_large);
  CHECK(parse_money("9223372036854775808", 0).error == MoneyError::too_large);
  CHECK(parse_money(std::string(400, '9'), 2).error == MoneyError::too_large);
}

TEST_CASE("an amount written as text is read back as itself") {
  CHECK(rc::check("money_text, then parse_money", [] {
    const Minor amount = *rc::gen::inRange<Minor>(-amount_max, amount_max + 1);
    const int decimals = *rc::gen::inRange(0, 4);
    RC_ASSERT(parse_money(money_text(amount, decimals), decimals).amount == amount);
  }));
}

TEST_CASE("halves are rounded away from zero") {
  CHECK(round_half_away(0.5) == 1);
  CHECK(round_half_away(-0.5) == -1);
  CHECK(round_half_away(2.5) == 3);
  CHECK(round_half_away(-2.5) == -3);
  CHECK(round_half_away(0.4999999999) == 0);
  CHECK(round_half_away(1e11 + 0.4999) == 100'000'000'000);
  CHECK(share_of(105, 0.5) == 53);
  CHECK(share_of(-105, 0.5) == -53);
}

TEST_CASE("a half in decimals is a half, although its double lies below") {
  CHECK(3090000 * 0.0642 * (30.0 / 360.0) < 16531.5);
  CHECK(round_half_away(3090000 * 0.0642 * (30.0 / 360.0)) == 16532);
  CHECK(round_half_away(-3090000 * 0.0642 * (30.0 / 360.0)) == -16532);
  CHECK(50 * 0.29 < 14.5);
  CHECK(share_of(50, 0.29) == 15);
}

TEST_CASE("a share with four decimals is rounded as in whole numbers") {
  CHECK(rc::check("share_of against integer arithmetic", [] {
    const Minor amount = *rc::gen::inRange<Minor>(0, 1'000'000'000) * *rc::gen::element<Minor>(1, 5, 10);
    const Minor ten_thousandths = *rc::gen::inRange<Minor>(0, 10'001);
    RC_ASSERT(share_of(amount, static_cast<double>(ten_thousandths) / 10'000.0) ==
              (amount * ten_thousandths + 5'000) / 10'000);
  }));
}

TEST_CASE("what cannot be counted in minor units breaks a contract") {
  CHECK(round_half_away(8.9e15) == 8'900'000'000'000'000);
  CHECK_THROWS_AS(round_half_away(9.0e15), ContractError);
  CHECK_THROWS_AS(round_half_away(-9.0e15), ContractError);
  CHECK_THROWS_AS(round_half_away(std::numeric_limits<double>::infinity()), ContractError);
  CHECK_THROWS_AS(round_half_away(std::numeric_limits<double>::quiet_NaN()), ContractError);
}

TEST_CASE("currencies have the decimals of ISO 4217") {
  for (const char* code : {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND",
                           "VUV", "XAF", "XOF", "XPF"})
    CHECK(currency_decimals(code) == 0);
  for (const char* code : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"}) CHECK(currency_decimals(code) == 3);
  for (const char* code : {"USD", "EUR", "MGA", "MRU", "HUF", "TWD", "IDR", "XCG"}) CHECK(currency_decimals(code) == 2);
  CHECK(currency_decimals("CNY") == 2);
  CHECK(currency_decimals("AED") == 2);
  CHECK(currency_decimals("ZWG") == 2);
  for (const char* code : {"", "CN", "cny", "CNYX", "XTS", "NY ", " CN", "ED "}) CHECK_FALSE(currency_decimals(code));
}

TEST_CASE("amounts are written for people and for programs") {
  CHECK(money_text(-125050, 2) == "-1250.50");
  CHECK(money_text(5, 2) == "0.05");
  CHECK(money_text(-5, 3) == "-0.005");
  CHECK(money_text(1250, 0) == "1250");
  CHECK(money_words(-125050, 2) == "-1,250.50");
  CHECK(money_words(123456789012, 2) == "1,234,567,890.12");
  CHECK(money_words(999, 0) == "999");
  CHECK(money_words(1000, 0) == "1,000");
  CHECK(money_words_rounded(-125050, 2) == "-1,251");
  CHECK(money_words_rounded(-49, 2) == "0");
  CHECK(money_words_rounded(-50, 2) == "-1");
  CHECK(to_major(-125050, 2) == -1250.5);
  CHECK(to_major(1250, 0) == 1250.0);
}
