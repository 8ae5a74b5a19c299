// Every built-in relief against figures worked out by hand from its published terms.

#include <algorithm>
#include <catch2/catch.hpp>

#include "cli/report/words/eligibility_words.hpp"
#include "cli/what_if/built_in_files.hpp"
#include "cli/what_if/relief_file.hpp"
#include "models/eligibility.hpp"

using namespace headroom;

namespace {

const Date disbursed = Date::of(2027, 1, 15);

Relief built_in(std::string_view id) {
  for (const EmbeddedFile& file : built_in_reliefs())
    if (id_of(file) == id) return read_relief_text(std::string(file.name), file.content, "EUR").value();
  throw ContractError("no such relief");
}

/// What the k-th payment of a loan comes to, from 1.
struct KnownPayment {
  std::size_t number = 0;
  Minor amount = 0;
};

/// A firm in the relief's country, in minor units, and what it gets and pays without any forgiveness.
struct KnownLoan {
  const char* relief;
  const char* country;
  Minor annual_revenue;
  int employees;
  std::size_t loan;  ///< index in the relief
  Minor amount;
  std::size_t payments;
  std::vector<KnownPayment> known;
};

const std::vector<KnownLoan> known_loans = {
    {"china_inclusive_loan", "CN", 12'000'000'00, 40, 0, 600'000'00, 12, {{1, 1'750'00}, {12, 601'750'00}}},
    {"china_special_relending", "CN", 12'000'000'00, 40, 0, 600'000'00, 12, {{1, 640'00}, {12, 600'640'00}}},
    {"france_pge", "FR", 12'000'000'00, 40, 0, 3'000'000'00, 61, {{1, 7'500'00}, {2, 53'179'66}}},
    {"france_pge_second_year",
     "FR",
     12'000'000'00,
     40,
     0,
     3'000'000'00,
     61,
     {{1, 7'500'00}, {2, 5'000'00}, {14, 65'682'79}}},
    {"germany_schnellkredit", "DE", 12'000'000'00, 10, 0, 300'000'00, 40, {{1, 2'250'00}}},
    {"germany_schnellkredit",
     "DE",
     12'000'000'00,
     40,
     0,
     500'000'00,
     40,
     {{1, 3'750'00}, {8, 3'750'00}, {9, 19'375'00}}},
    {"germany_schnellkredit", "DE", 12'000'000'00, 51, 0, 800'000'00, 40, {{1, 6'000'00}}},
    {"japan_finance_corporation_loan",
     "JP",
     1'200'000'000,
     40,
     0,
     100'000'000,
     180,
     {{1, 0}, {36, 0}, {37, 92'500}, {61, 925'833}}},
    {"japan_guaranteed_loan", "JP", 1'200'000'000, 40, 0, 40'000'000, 120, {{1, 0}, {37, 43'333}, {61, 710'000}}},
    {"korea_second_loan", "KR", 400'000'000, 8, 0, 10'000'000, 60, {{1, 29'167}, {25, 293'021}}},
    {"korea_small_merchant_loan", "KR", 400'000'000, 8, 0, 30'000'000, 12, {{1, 37'500}, {12, 30'037'500}}},
    {"korea_stabilisation_fund", "KR", 400'000'000, 8, 0, 40'000'000, 60, {{1, 71'667}, {25, 1'182'778}}},
    {"switzerland_covid_credit", "CH", 12'000'000'00, 40, 0, 500'000'00, 20, {{1, 0}, {5, 31'250'00}}},
    {"switzerland_covid_credit", "CH", 3'000'000'00, 40, 0, 300'000'00, 20, {{5, 18'750'00}}},
    {"switzerland_covid_credit_plus", "CH", 12'000'000'00, 40, 0, 500'000'00, 20, {{5, 31'250'00}}},
    {"switzerland_covid_credit_plus", "CH", 12'000'000'00, 40, 1, 700'000'00, 20, {{1, 1'793'75}, {5, 45'543'75}}},
    {"uk_bounce_back_loan", "GB", 12'000'000'00, 40, 0, 50'000'00, 72, {{1, 0}, {12, 0}, {13, 937'50}}},
    {"us_paycheck_protection", "US", 12'000'000'00, 40, 0, 250'000'00, 51, {{1, 0}, {2, 5'149'53}}},
};

Ledger firm_of(const KnownLoan& known, const Relief& relief) {
  Ledger ledger;
  ledger.company.as_of = Date::of(2026, 12, 31);
  ledger.company.currency = relief.currency;
  ledger.company.decimals = currency_decimals(relief.currency).value();
  ledger.company.country = known.country;
  ledger.company.employees = known.employees;
  ledger.company.annual_revenue = known.annual_revenue;
  ledger.fixed_costs = {
      {"Payroll", PaymentClass::wages, 100'000'00, {Date::of(2027, 1, 31), Every::month, true, std::nullopt}, 0.0}};
  return ledger;
}

}  // namespace

TEST_CASE("each built-in loan comes to the amount and the payments of its published terms") {
  for (const KnownLoan& known : known_loans) {
    INFO(known.relief << ", " << known.employees << " employees, loan " << known.loan);
    const Relief relief = built_in(known.relief);
    const Ledger ledger = firm_of(known, relief);
    REQUIRE(offered_relief(relief, ledger).is_eligible());
    const ReliefLoan& loan = relief.loans.at(known.loan);
    REQUIRE(loan_amount(loan, ledger) == known.amount);
    const auto payments = relief_payments(loan, known.amount, 0, disbursed);
    REQUIRE(payments.size() == known.payments);
    for (const auto& [number, amount] : known.known) {
      INFO("payment " << number);
      const Instalment& payment = payments.at(number - 1);
      CHECK(payment.interest + payment.principal + payment.fee == amount);
    }
    CHECK(payments.back().balance_after == 0);
    CHECK(payments.back().date == add_months(disbursed, loan.months));
  }
}

TEST_CASE("every built-in relief says where its terms come from and what is assumed, and its loans are known") {
  for (const EmbeddedFile& file : built_in_reliefs()) {
    INFO(file.name);
    const Relief relief = built_in(id_of(file));
    CHECK(relief.source.size() > 50);
    CHECK(relief.assumptions.size() >= 3);
    CHECK_FALSE(relief.currency.empty());
    CHECK(relief.eligibility.country);
    for (std::size_t loan = 0; loan < relief.loans.size(); ++loan)
      CHECK(std::any_of(known_loans.begin(), known_loans.end(),
                        [&](const KnownLoan& known) { return known.relief == id_of(file) && known.loan == loan; }));
  }
}

TEST_CASE("the paycheck loan is forgiven as far as wages, rent and utilities of 24 weeks go") {
  const Forgiveness terms = built_in("us_paycheck_protection").loans[0].forgiveness.value();
  CHECK(terms.after_months == 10);
  CHECK(terms.weeks == 24);
  CHECK(terms.costs == std::vector<PaymentClass>{PaymentClass::wages, PaymentClass::rent, PaymentClass::utilities});
  CHECK(forgiven_amount(terms, 250'000'00, 500'000'00, 550'000'00) == 250'000'00);
  CHECK(forgiven_amount(terms, 250'000'00, 120'000'00, 300'000'00) == 200'000'00);  // three fifths of it are wages
  CHECK(forgiven_amount(terms, 250'000'00, 120'000'00, 150'000'00) == 150'000'00);
}

TEST_CASE("the credit Plus is for firms that exceed the ordinary credit") {
  KnownLoan small = {"switzerland_covid_credit_plus", "CH", 4'000'000'00, 40, 1, 0, 0, {}};
  const Relief relief = built_in(small.relief);
  const Ledger ledger = firm_of(small, relief);
  CHECK_THAT(reason_words(offered_relief(relief, ledger).unmet, ledger.company),
             Catch::Contains("Only what exceeds CHF 500,000.00 is lent"));
}

TEST_CASE("the social-insurance exemption takes six tenths off what bears that name") {
  const Relief relief = built_in("china_social_insurance_exemption");
  REQUIRE(relief.exemptions.size() == 1);
  CHECK(relief.exemptions[0].share == 0.6);
  CHECK(relief.exemptions[0].until_day == 334);
  CHECK(names_item(relief.exemptions[0], "Social Insurance and housing fund, employer's part"));
  CHECK_FALSE(names_item(relief.exemptions[0], "Social club"));
}
