#include "models/relief.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>

#include "models/eligibility.hpp"

using namespace headroom;

namespace {

const Date disbursed = Date::of(2026, 11, 15);

ReliefLoan monthly_loan(double rate_annual, int months, int grace_months, Grace grace) {
  ReliefLoan loan;
  loan.amount = 1'000'000'00;
  loan.rate_annual = rate_annual;
  loan.months = months;
  loan.grace_months = grace_months;
  loan.grace = grace;
  return loan;
}

Ledger ledger_in_china() {
  Ledger ledger;
  ledger.company.name = "Lumen Bay";
  ledger.company.as_of = Date::of(2026, 10, 31);
  ledger.company.currency = "CNY";
  ledger.company.country = "CN";
  ledger.company.employees = 42;
  ledger.company.annual_revenue = 38'000'000'00;
  ledger.exchange_rates.set("USD", *parse_decimal("7.10"));
  ledger.exchange_rates.set("JPY", *parse_decimal("0.047"));
  ledger.fixed_costs = {
      {"Payroll", PaymentClass::wages, 380'000'00, {Date::of(2026, 11, 15), Every::month, false, std::nullopt}, 0.0}};
  return ledger;
}

Relief relief_of(const ReliefLoan& loan) {
  Relief relief;
  relief.name = "R";
  relief.loans = {loan};
  return relief;
}

Minor paid(const Instalment& instalment) { return instalment.interest + instalment.principal; }

using Kind = UnmetCondition::Kind;

UnmetCondition only_reason(const Relief& relief, const Ledger& ledger) {
  const OfferedRelief offered = offered_relief(relief, ledger);
  REQUIRE(offered.unmet.size() == 1);
  return offered.unmet.front();
}

}  // namespace

// Closed forms of the annuity after each kind of grace, computed elsewhere with 30 digits.
TEST_CASE("capitalised grace adds each period's interest to the principal") {
  const auto schedule = relief_instalments(monthly_loan(0.0385, 36, 6, Grace::capitalised), 1'000'000'00, disbursed);
  REQUIRE(schedule.size() == 36);
  for (std::size_t k = 0; k < 6; ++k) CHECK(paid(schedule[k]) == 0);
  CHECK(std::abs(schedule[5].balance_after - 1'019'405'06) <= 3);  // 1,019,405.06313
  CHECK(paid(schedule[6]) == 35'696'13);                           // 35,696.1319912
  CHECK(schedule[6].date == Date::of(2027, 6, 15));
  CHECK(schedule.back().date == Date::of(2029, 11, 15));
  CHECK(schedule.back().balance_after == 0);
}

TEST_CASE("simple grace adds the interest at its end, once") {
  const auto ppp = relief_instalments(monthly_loan(0.01, 60, 10, Grace::simple), 100'000'00, disbursed);
  REQUIRE(ppp.size() == 51);  // the end of the grace, and 50 payments
  CHECK(paid(ppp[0]) == 0);
  CHECK(ppp[0].date == Date::of(2027, 9, 15));
  CHECK(ppp[0].balance_after == 100'833'33);
  CHECK(paid(ppp[1]) == 2'059'81);  // 2,059.81234986
  CHECK(ppp[1].date == Date::of(2027, 10, 15));

  CHECK(paid(relief_instalments(monthly_loan(0.0375, 360, 24, Grace::simple), 150'000'00, disbursed)[1]) ==
        775'85);  // 775.850491606
  CHECK(paid(relief_instalments(monthly_loan(0.0375, 360, 12, Grace::simple), 150'000'00, disbursed)[1]) ==
        734'22);  // 734.224391857
  CHECK(paid(relief_instalments(monthly_loan(0.0375, 360, 0, Grace::simple), 150'000'00, disbursed)[0]) ==
        694'67);  // 694.673387358
}

TEST_CASE("interest-only grace pays interest and keeps the principal") {
  const auto schedule = relief_instalments(monthly_loan(0.0455, 18, 6, Grace::interest_only), 1'000'000'00, disbursed);
  REQUIRE(schedule.size() == 18);
  for (std::size_t k = 0; k < 6; ++k) {
    CHECK(schedule[k].interest == 3'791'67);
    CHECK(schedule[k].principal == 0);
    CHECK(schedule[k].balance_after == 1'000'000'00);
  }
  CHECK(paid(schedule[6]) == 85'401'40);  // the level payment of 12
}

TEST_CASE("the first payment falls one period after disbursement, clamped without drift") {
  const auto schedule =
      relief_instalments(monthly_loan(0.05, 3, 0, Grace::interest_only), 100'00, Date::of(2026, 12, 31));
  REQUIRE(schedule.size() == 3);
  CHECK(schedule[0].date == Date::of(2027, 1, 31));
  CHECK(schedule[1].date == Date::of(2027, 2, 28));
  CHECK(schedule[2].date == Date::of(2027, 3, 31));
}

TEST_CASE("a bullet relief pays all at maturity, the state's part of the interest taken off") {
  ReliefLoan loan = monthly_loan(0.06, 12, 0, Grace::interest_only);
  loan.repayment = Repayment::bullet;
  loan.interest_subsidy = 0.5;
  loan.subsidy_months = 6;
  const auto schedule = relief_instalments(loan, 100'000'00, disbursed);
  REQUIRE(schedule.size() == 1);
  CHECK(schedule[0].date == Date::of(2027, 11, 15));
  CHECK(schedule[0].interest == 4'500'00);
  CHECK(schedule[0].principal == 100'000'00);
}

TEST_CASE("a subsidy pays its share of the interest for its months") {
  ReliefLoan loan = monthly_loan(0.0455, 24, 0, Grace::interest_only);
  loan.repayment = Repayment::interest_only;
  loan.interest_subsidy = 0.5;
  loan.subsidy_months = 12;
  const auto schedule = relief_instalments(loan, 1'000'000'00, disbursed);
  CHECK(schedule[0].interest == 1'895'83);
  CHECK(schedule[11].interest == 1'895'83);
  CHECK(schedule[12].interest == 3'791'67);
}

TEST_CASE("a subsidy that ends within a period pays for the part before its end") {
  ReliefLoan loan = monthly_loan(0.12, 12, 0, Grace::interest_only);
  loan.repayment = Repayment::interest_only;
  loan.every = Every::quarter;
  loan.interest_subsidy = 0.5;
  loan.subsidy_months = 4;
  const auto schedule = relief_instalments(loan, 100'000'00, disbursed);
  REQUIRE(schedule.size() == 4);
  CHECK(schedule[0].interest == 1'500'00);
  CHECK(schedule[1].interest == 2'500'00);  // half of one month in three
  CHECK(schedule[2].interest == 3'000'00);
}

TEST_CASE("a whole subsidy leaves no interest to pay or to capitalise") {
  ReliefLoan loan = monthly_loan(0.06, 12, 3, Grace::capitalised);
  loan.interest_subsidy = 1.0;
  loan.subsidy_months = 12;
  for (const Instalment& instalment : relief_instalments(loan, 90'000'00, disbursed)) CHECK(instalment.interest == 0);
  CHECK(relief_instalments(loan, 90'000'00, disbursed)[2].balance_after == 90'000'00);
}

TEST_CASE("a relief without interest repays equal parts after its grace") {
  for (const Grace grace : {Grace::interest_only, Grace::capitalised, Grace::simple}) {
    const auto schedule = relief_instalments(monthly_loan(0.0, 15, 3, grace), 120'000'00, disbursed);
    CHECK(paid(schedule.back()) == 10'000'00);
    CHECK(schedule.back().balance_after == 0);
  }
}

TEST_CASE("every relief loan is repaid with what its grace added") {
  CHECK(rc::check("relief_instalments", [] {
    ReliefLoan loan = monthly_loan(*rc::gen::inRange(0, 2000) / 10000.0, 0, 0,
                                   *rc::gen::element(Grace::interest_only, Grace::capitalised, Grace::simple));
    loan.every = *rc::gen::element(Every::week, Every::month, Every::quarter);
    const int period = std::max(1, months_in(loan.every));
    loan.grace_months = period * *rc::gen::inRange(0, 8);
    loan.months = loan.grace_months + period * *rc::gen::inRange(1, 20);
    loan.repayment =
        *rc::gen::element(Repayment::annuity, Repayment::equal_principal, Repayment::interest_only, Repayment::bullet);
    loan.day_count =
        *rc::gen::element(DayCount::thirty_e_360, DayCount::act_365f, DayCount::act_360, DayCount::act_act);
    loan.interest_subsidy = *rc::gen::inRange(0, 11) / 10.0;
    loan.subsidy_months = *rc::gen::inRange(0, 36);
    const Minor amount = *rc::gen::inRange<Minor>(1'000'00, 1'000'000'000'00);
    const Date day = disbursed + *rc::gen::inRange(0, 1000);
    const auto schedule = relief_instalments(loan, amount, day);
    RC_ASSERT(schedule.back().balance_after == 0);
    RC_ASSERT(schedule.back().date == add_months(day, loan.months));
    Minor principal = 0, highest = amount;
    Date before = day;
    for (const Instalment& instalment : schedule) {
      RC_ASSERT(instalment.date > before);
      RC_ASSERT(instalment.interest >= 0);
      before = instalment.date;
      principal += instalment.principal;
      highest = std::max(highest, instalment.balance_after);
    }
    RC_ASSERT(principal == highest);
    if (loan.grace == Grace::interest_only || loan.repayment == Repayment::bullet) RC_ASSERT(principal == amount);
  }));
}

TEST_CASE("an amount is given outright, by revenue or by payroll, and capped") {
  const Ledger ledger = ledger_in_china();
  ReliefLoan loan;
  loan.amount = 800'000'00;
  CHECK(loan_amount(loan, ledger) == 800'000'00);
  loan.cap = 500'000'00;
  CHECK(loan_amount(loan, ledger) == 500'000'00);
  ReliefLoan by_revenue;
  by_revenue.share_of_revenue = 0.25;
  CHECK(loan_amount(by_revenue, ledger) == 9'500'000'00);
  ReliefLoan by_payroll;
  by_payroll.payroll_months = 2.5;
  CHECK(loan_amount(by_payroll, ledger) == 950'000'00);
  by_payroll.cap = 50'000'00;
  CHECK(loan_amount(by_payroll, ledger) == 50'000'00);
}

TEST_CASE("amounts in another currency are converted with its decimals") {
  const Ledger ledger = ledger_in_china();
  Relief relief = relief_of(monthly_loan(0.05, 12, 0, Grace::interest_only));
  relief.loans[0].amount = 100'000'00;
  relief.loans[0].cap = 50'000'00;
  relief.eligibility.revenue_max = 10'000'000'00;
  relief.currency = "USD";
  const auto dollars = in_ledger_currency(relief, ledger);
  REQUIRE(dollars);
  CHECK(dollars->currency == "CNY");
  CHECK(dollars->loans[0].amount == 710'000'00);
  CHECK(dollars->loans[0].cap == 355'000'00);
  CHECK(dollars->eligibility.revenue_max == 71'000'000'00);
  relief.currency = "JPY";
  relief.loans[0].amount = 10'000'000;
  CHECK(in_ledger_currency(relief, ledger)->loans[0].amount == 470'000'00);
  relief.currency = "EUR";
  CHECK_FALSE(in_ledger_currency(relief, ledger));
  relief = Relief{};
  relief.currency = "EUR";  // no amount, so that no rate is needed
  CHECK(in_ledger_currency(relief, ledger));
}

TEST_CASE("a firm within every limit is eligible") {
  Relief relief = relief_of(monthly_loan(0.05, 12, 0, Grace::interest_only));
  relief.eligibility = {42, 38'000'000'00, "CN"};
  CHECK(offered_relief(relief, ledger_in_china()).is_eligible());
}

TEST_CASE("each unmet limit is a reason with the firm's value, the country first") {
  Relief relief = relief_of(monthly_loan(0.05, 12, 0, Grace::interest_only));
  relief.eligibility = {41, 37'999'999'99, "GB"};
  const std::vector<UnmetCondition> unmet = {
      {.kind = Kind::other_country, .name = "GB", .firm = "CN"},
      {.kind = Kind::too_many_employees, .limit = 41, .value = 42},
      {.kind = Kind::revenue_too_large, .limit = 37'999'999'99, .value = 38'000'000'00}};
  CHECK(offered_relief(relief, ledger_in_china()).unmet == unmet);
}

TEST_CASE("what the ledger does not say is unmet") {
  Relief relief = relief_of(monthly_loan(0.05, 12, 0, Grace::interest_only));
  relief.eligibility = {300, 1'00, "CN"};
  Ledger ledger = ledger_in_china();
  ledger.company.employees.reset();
  ledger.company.annual_revenue.reset();
  ledger.company.country.clear();
  const std::vector<UnmetCondition> unmet = {{.kind = Kind::country_unknown, .name = "CN"},
                                             {.kind = Kind::employees_unknown, .limit = 300},
                                             {.kind = Kind::revenue_unknown, .limit = 1'00}};
  CHECK(offered_relief(relief, ledger).unmet == unmet);
}

TEST_CASE("a missing exchange rate hides no other reason") {
  Relief relief = relief_of(monthly_loan(0.05, 12, 0, Grace::interest_only));
  relief.currency = "GBP";
  relief.eligibility = {41, 1'00, "GB"};
  const std::vector<UnmetCondition> unmet = {{.kind = Kind::other_country, .name = "GB", .firm = "CN"},
                                             {.kind = Kind::too_many_employees, .limit = 41, .value = 42},
                                             {.kind = Kind::no_exchange_rate, .name = "GBP"}};
  CHECK(offered_relief(relief, ledger_in_china()).unmet == unmet);
}

TEST_CASE("a loan whose amount cannot be worked out is not given") {
  Ledger ledger = ledger_in_china();
  ReliefLoan by_revenue, by_payroll;
  by_revenue.share_of_revenue = 0.25;
  by_payroll.payroll_months = 2.5;
  ledger.company.annual_revenue.reset();
  ledger.fixed_costs.clear();
  CHECK(only_reason(relief_of(by_revenue), ledger) ==
        UnmetCondition{.kind = Kind::loan_needs_revenue, .multiple = 0.25});
  CHECK(only_reason(relief_of(by_payroll), ledger) == UnmetCondition{.kind = Kind::loan_needs_wages, .multiple = 2.5});
}

TEST_CASE("a loan beyond what can be counted is not given, unless a cap makes it smaller") {
  Ledger ledger = ledger_in_china();
  ledger.company.annual_revenue = amount_max;
  ReliefLoan loan;
  loan.share_of_revenue = 10.0;
  CHECK(only_reason(relief_of(loan), ledger) == UnmetCondition{.kind = Kind::loan_too_large});
  loan.cap = 1'000'00;
  CHECK(offered_relief(relief_of(loan), ledger).is_eligible());
  CHECK(loan_amount(loan, ledger) == 1'000'00);
  Relief dollars = relief_of(monthly_loan(0.05, 12, 0, Grace::interest_only));
  dollars.currency = "USD";
  dollars.loans[0].amount = amount_max;
  CHECK(only_reason(dollars, ledger) == UnmetCondition{.kind = Kind::loan_too_large});
}
