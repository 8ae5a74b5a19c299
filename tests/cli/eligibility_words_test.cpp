#include "cli/report/words/eligibility_words.hpp"

#include <catch2/catch.hpp>

#include "cli/report/words/words.hpp"

using namespace headroom;

namespace {

using Kind = UnmetCondition::Kind;

std::string words_of(const UnmetCondition& condition) {
  Company company;
  company.as_of = Date::of(2026, 10, 31);
  company.currency = "CNY";
  return reason_words({condition}, company);
}

}  // namespace

TEST_CASE("each unmet condition is a sentence with the firm's value and the limit") {
  CHECK(words_of({.kind = Kind::other_country, .name = "GB", .firm = "CN"}) ==
        "The firm is in CN, and only firms in GB are allowed.");
  CHECK(words_of({.kind = Kind::too_many_employees, .limit = 41, .value = 42}) ==
        "The firm has 42 employees, more than the 41 allowed.");
  CHECK(words_of({.kind = Kind::revenue_too_large, .limit = 37'999'999'99, .value = 38'000'000'00}) ==
        "The firm's revenue is CNY 38,000,000.00 a year, more than the CNY 37,999,999.99 allowed.");
  CHECK(words_of({.kind = Kind::no_exchange_rate, .name = "GBP"}) ==
        "The relief's amounts are in GBP, for which the ledger has no exchange rate (exchange_rates.GBP).");
  CHECK(words_of({.kind = Kind::loan_needs_revenue, .multiple = 0.25}) ==
        "The loan is 25% of a year's revenue, which the ledger does not give (company.annual_revenue).");
  CHECK(words_of({.kind = Kind::loan_needs_wages, .multiple = 2.5}) ==
        "The loan is 2.5 months of payroll, and the ledger has no wages due in the 12 months after 31 October 2026.");
  CHECK(words_of({.kind = Kind::no_loan_of_this_size, .limit = 50, .value = 51}) ==
        "The firm has 51 employees, more than the 50 up to which the loan is given.");
  CHECK(words_of({.kind = Kind::nothing_above, .limit = 500'000'00}) ==
        "Only what exceeds CNY 500,000.00 is lent, and the firm would get no more than that.");
  CHECK(words_of({.kind = Kind::no_such_cost, .name = "social insurance"}) ==
        "The ledger has no fixed cost or loan with \"social insurance\" in its name.");
}

TEST_CASE("what the ledger does not say is named by its key") {
  const std::pair<Kind, const char*> keys[] = {{Kind::country_unknown, "(company.country)"},
                                               {Kind::employees_unknown, "(company.employees)"},
                                               {Kind::revenue_unknown, "(company.annual_revenue)"},
                                               {Kind::loan_needs_employees, "(company.employees)"}};
  for (const auto& [kind, key] : keys) CHECK_THAT(words_of({.kind = kind, .name = "CN"}), Catch::Contains(key));
}

TEST_CASE("several reasons follow one another, and what could steer a terminal is made visible") {
  const std::vector<UnmetCondition> unmet = {{.kind = Kind::other_country, .name = "G\x1b", .firm = "CN"},
                                             {.kind = Kind::loan_too_large}};
  CHECK(reason_words(unmet, Company()) ==
        "The firm is in CN, and only firms in G\\x1b are allowed. The loan is larger than any amount that can be "
        "counted in the ledger's currency.");
}

TEST_CASE("three things that fail first are named at most") {
  FirstFailure failure;
  failure.items = {"A", "B", "C"};
  CHECK(text_of(items_words(failure)) == "A, B, C");
  failure.items.push_back("D");
  CHECK(text_of(items_words(failure)) == "A, B, C and others");
}
