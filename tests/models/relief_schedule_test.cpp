#include <catch2/catch.hpp>

#include "models/eligibility.hpp"

using namespace headroom;

namespace {

const Date disbursed = Date::of(2026, 11, 15);

ReliefLoan loan_of(double rate_annual, int months, int grace_months, Grace grace) {
  ReliefLoan loan;
  loan.amount = 100'000'00;
  loan.rate_annual = rate_annual;
  loan.months = months;
  loan.grace_months = grace_months;
  loan.grace = grace;
  return loan;
}

/// 1% over five years, ten months without payment, forgiven then.
ReliefLoan paycheck_loan() {
  ReliefLoan loan = loan_of(0.01, 60, 10, Grace::simple);
  loan.forgiveness = Forgiveness{1.0, 10, {PaymentClass::wages, PaymentClass::rent}, 0.6, 24};
  return loan;
}

Minor paid(const Instalment& instalment) { return instalment.interest + instalment.principal + instalment.fee; }

using Kind = UnmetCondition::Kind;
using Unmet = std::vector<UnmetCondition>;

}  // namespace

TEST_CASE("what is forgiven is limited by its share, by wages over their share of it, and by the costs that count") {
  const Forgiveness terms = *paycheck_loan().forgiveness;
  CHECK(forgiven_amount(terms, 100'000'00, 200'000'00, 250'000'00) == 100'000'00);
  CHECK(forgiven_amount(terms, 100'000'00, 45'000'00, 250'000'00) == 75'000'00);  // three fifths of it wages
  CHECK(forgiven_amount(terms, 100'000'00, 45'000'00, 60'000'00) == 60'000'00);
  CHECK(forgiven_amount(terms, 100'000'00, 0, 60'000'00) == 0);
  CHECK(forgiven_amount({0.9, 6, {}, std::nullopt, 0}, 100'000'00, 0, 0) == 90'000'00);
  CHECK(forgiven_amount({1.0, 6, {}, 0.6, 8}, 100'000'00, 10'000'00, 0) == 16'666'67);
}

TEST_CASE("a loan forgiven in full is never repaid") {
  const auto payments = relief_payments(paycheck_loan(), 100'000'00, 100'000'00, disbursed);
  REQUIRE(payments.size() == 1);
  CHECK(payments[0].date == Date::of(2027, 9, 15));
  CHECK(paid(payments[0]) == 0);
  CHECK(payments[0].balance_after == 0);
}

TEST_CASE("what is not forgiven is repaid with its own interest alone") {
  const auto payments = relief_payments(paycheck_loan(), 100'000'00, 60'000'00, disbursed);
  REQUIRE(payments.size() == 51);
  CHECK(payments[0].balance_after == 40'333'33);  // 40,000 and ten months at 1%
  CHECK(paid(payments[1]) == 823'92);             // 823.92 for 50 months
  CHECK(payments.back().balance_after == 0);
}

TEST_CASE("nothing forgiven leaves the loan as it is") {
  const auto payments = relief_payments(paycheck_loan(), 100'000'00, 0, disbursed);
  REQUIRE(payments.size() == 51);
  CHECK(paid(payments[1]) == 2'059'81);  // 2,059.81234986
}

TEST_CASE("interest that is paid before the decision is paid on the whole loan") {
  ReliefLoan loan = loan_of(0.12, 12, 0, Grace::interest_only);
  loan.repayment = Repayment::interest_only;
  loan.forgiveness = Forgiveness{0.7, 5, {}, std::nullopt, 0};
  const auto payments = relief_payments(loan, 100'000'00, 70'000'00, disbursed);
  REQUIRE(payments.size() == 12);
  for (std::size_t k = 0; k < 5; ++k) CHECK(paid(payments[k]) == 1'000'00);
  CHECK(payments[4].balance_after == 30'000'00);
  for (std::size_t k = 5; k < 11; ++k) CHECK(paid(payments[k]) == 300'00);
  CHECK(paid(payments[11]) == 30'300'00);
}

TEST_CASE("a guarantee costs its fee of the year on the balance, due with each payment") {
  ReliefLoan loan = loan_of(0.015, 72, 12, Grace::simple);
  loan.interest_free_months = 12;
  loan.guarantee_fees_annual = {0.0025, 0.005, 0.005, 0.01};
  const auto payments = relief_payments(loan, 100'000'00, 0, disbursed);
  REQUIRE(payments.size() == 61);
  CHECK(payments[0].date == Date::of(2027, 11, 15));
  CHECK(paid(payments[0]) == 250'00);  // a year's fee, no interest
  CHECK(payments[0].balance_after == 100'000'00);
  CHECK(paid(payments[1]) - payments[1].fee == 1'730'99);  // 1,730.98880548
  CHECK(payments[1].interest == 125'00);
  CHECK(payments[1].fee == 41'67);
  CHECK(payments[2].fee == 41'00);   // of 98,394.01
  CHECK(payments[24].fee == 26'06);  // of 62,549.86 at 0.5%, the last month of the third year
  CHECK(payments[25].fee == 50'75);  // of 60,897.06 at 1%
  CHECK(payments[60].balance_after == 0);
}

TEST_CASE("a fee that changes within a period is shared by time") {
  ReliefLoan loan = loan_of(0.0, 24, 0, Grace::interest_only);
  loan.repayment = Repayment::bullet;
  loan.guarantee_fees_annual = {0.01, 0.02};
  CHECK(relief_payments(loan, 100'000'00, 0, disbursed)[0].fee == 3'000'00);
  loan.guarantee_fees_annual = {0.01};
  CHECK(relief_payments(loan, 100'000'00, 0, disbursed)[0].fee == 2'000'00);
}

TEST_CASE("after a grace without payments interest alone is paid for the months given") {
  ReliefLoan loan = loan_of(0.12, 12, 3, Grace::simple);
  loan.interest_only_months = 3;
  loan.repayment = Repayment::equal_principal;
  const auto schedule = relief_instalments(loan, 100'000'00, disbursed);
  REQUIRE(schedule.size() == 10);
  CHECK(schedule[0].balance_after == 103'000'00);
  for (std::size_t k = 1; k <= 3; ++k) CHECK(paid(schedule[k]) == 1'030'00);
  CHECK(schedule[4].principal == 17'166'67);
  CHECK(schedule[4].interest == 1'030'00);
  CHECK(schedule[9].balance_after == 0);

  loan.grace = Grace::capitalised;
  const auto capitalised = relief_instalments(loan, 100'000'00, disbursed);
  REQUIRE(capitalised.size() == 12);
  CHECK(capitalised[2].balance_after == 103'030'10);
  CHECK(paid(capitalised[3]) == 1'030'30);
  CHECK(capitalised[5].balance_after == 103'030'10);
}

TEST_CASE("no interest accrues in the months that are free of it, and a subsidy takes its share after them") {
  ReliefLoan loan = loan_of(0.12, 12, 0, Grace::interest_only);
  loan.repayment = Repayment::interest_only;
  loan.every = Every::quarter;
  loan.interest_free_months = 4;
  const auto schedule = relief_instalments(loan, 100'000'00, disbursed);
  REQUIRE(schedule.size() == 4);
  CHECK(schedule[0].interest == 0);
  CHECK(schedule[1].interest == 2'000'00);
  CHECK(schedule[2].interest == 3'000'00);

  loan.interest_subsidy = 0.5;
  loan.subsidy_months = 8;
  const auto subsidised = relief_instalments(loan, 100'000'00, disbursed);
  CHECK(subsidised[0].interest == 0);
  CHECK(subsidised[1].interest == 1'000'00);
  CHECK(subsidised[2].interest == 2'000'00);  // two months at half, one in full
  CHECK(subsidised[3].interest == 3'000'00);
}

TEST_CASE("a loan without interest is repaid in its parts") {
  ReliefLoan loan = loan_of(0.0, 60, 12, Grace::interest_only);
  loan.repayment = Repayment::equal_principal;
  loan.every = Every::quarter;
  const auto schedule = relief_instalments(loan, 500'000'00, disbursed);
  REQUIRE(schedule.size() == 20);
  for (std::size_t k = 0; k < 4; ++k) CHECK(paid(schedule[k]) == 0);
  for (std::size_t k = 4; k < 20; ++k) CHECK(paid(schedule[k]) == 31'250'00);
}

// Closed forms, computed elsewhere with 30 digits.
TEST_CASE("published loans come to their level payments") {
  CHECK(paid(relief_instalments(loan_of(0.025, 60, 0, Grace::interest_only), 50'000'00, disbursed)[0]) ==
        887'37);  // 887.368080274
  CHECK(paid(relief_instalments(loan_of(0.025, 108, 0, Grace::interest_only), 50'000'00, disbursed)[0]) ==
        517'48);  // 517.477834586
  CHECK(paid(relief_instalments(loan_of(0.0128, 12, 0, Grace::interest_only), 1'000'000'00, disbursed)[0]) ==
        83'912'24);  // 83,912.2403824
  ReliefLoan straight = loan_of(0.025, 60, 0, Grace::interest_only);
  straight.repayment = Repayment::equal_principal;
  CHECK(paid(relief_instalments(straight, 50'000'00, disbursed)[0]) == 937'50);
  CHECK(paid(relief_instalments(loan_of(0.035, 60, 24, Grace::interest_only), 10'000'000, disbursed)[24]) ==
        293'021);  // 293,020.797269
}

TEST_CASE("the largest loan follows the number of employees") {
  Ledger ledger;
  ledger.company.currency = "EUR";
  ledger.company.annual_revenue = 9'000'000'00;
  Relief relief;
  ReliefLoan loan;
  loan.share_of_revenue = 0.25;
  loan.caps_by_employees = {{10, 300'000'00}, {50, 500'000'00}, {std::nullopt, 800'000'00}};
  relief.loans = {loan};
  CHECK(offered_relief(relief, ledger).unmet == Unmet{{.kind = Kind::loan_needs_employees}});
  for (const auto& [employees, most] :
       std::vector<std::pair<int, Minor>>{{10, 300'000'00}, {11, 500'000'00}, {50, 500'000'00}, {51, 800'000'00}}) {
    ledger.company.employees = employees;
    CHECK(loan_amount(loan, ledger) == most);
    CHECK(offered_relief(relief, ledger).is_eligible());
  }
  ledger.company.annual_revenue = 400'000'00;
  CHECK(loan_amount(loan, ledger) == 100'000'00);

  relief.loans[0].caps_by_employees.pop_back();
  CHECK(offered_relief(relief, ledger).unmet == Unmet{{.kind = Kind::no_loan_of_this_size, .limit = 50, .value = 51}});
}

TEST_CASE("of a loan above another only what exceeds it is lent, and nothing below it") {
  Ledger ledger;
  ledger.company.currency = "CHF";
  ledger.company.annual_revenue = 12'000'000'00;
  ReliefLoan loan;
  loan.share_of_revenue = 0.10;
  loan.cap = 20'000'000'00;
  loan.above = 500'000'00;
  Relief relief;
  relief.loans = {loan};
  CHECK(loan_amount(loan, ledger) == 700'000'00);
  ledger.company.annual_revenue = 900'000'000'00;
  CHECK(loan_amount(loan, ledger) == 19'500'000'00);
  ledger.company.annual_revenue = 5'000'000'00;
  CHECK(offered_relief(relief, ledger).unmet == Unmet{{.kind = Kind::nothing_above, .limit = 500'000'00}});
}

TEST_CASE("limits by size and what lies above another loan are converted like any amount") {
  Ledger ledger;
  ledger.company.currency = "CNY";
  ledger.exchange_rates.set("CHF", *parse_decimal("9.0"));
  Relief relief;
  relief.currency = "CHF";
  ReliefLoan loan;
  loan.share_of_revenue = 0.1;
  loan.caps_by_employees = {{std::nullopt, 100'00}};
  loan.above = 10'00;
  relief.loans = {loan};
  const Relief converted = in_ledger_currency(relief, ledger).value();
  CHECK(converted.loans[0].caps_by_employees[0].cap == 900'00);
  CHECK(converted.loans[0].above == 90'00);
}

TEST_CASE("an exemption of a named cost needs a cost or loan of that name, the owner's drawings aside") {
  Ledger ledger;
  Relief relief;
  Exemption exemption;
  exemption.item = "social insurance";
  relief.exemptions = {exemption};
  const Unmet reason = {{.kind = Kind::no_such_cost, .name = "social insurance"}};
  CHECK(offered_relief(relief, ledger).unmet == reason);
  FixedCost cost;
  cost.name = "Social Insurance and housing fund";
  cost.payment_class = PaymentClass::owner;
  ledger.fixed_costs = {cost};
  CHECK(offered_relief(relief, ledger).unmet == reason);
  ledger.fixed_costs[0].payment_class = PaymentClass::tax;
  CHECK(offered_relief(relief, ledger).is_eligible());
  ledger.fixed_costs.clear();
  Loan loan;
  loan.name = "SOCIAL INSURANCE arrears plan";
  ledger.loans = {loan};
  CHECK(offered_relief(relief, ledger).is_eligible());
}
