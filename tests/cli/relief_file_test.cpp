#include "cli/what_if/relief_file.hpp"

#include <catch2/catch.hpp>

using namespace headroom;

TEST_CASE("every key of a relief is read") {
  const auto read = read_relief_text("r.toml", R"(
name = "Loan and more"
description = "d"
source = "s"
assumptions = ["a", "b"]
[[loan]]
amount = 800000.00
cap = 500000.00
rate_annual = 0.0455
interest_subsidy = 0.5
subsidy_months = 12
months = 12
grace_months = 6
grace = "capitalised"
repayment = "equal_principal"
every = "quarter"
day_count = "Act/365F"
fee = 0.01
disbursed_after_days = 21
approval_probability = 0.9
withheld_after = "loan_30dpd"
guarantee = 0.8
[[loan]]
share_of_revenue = 0.25
rate_annual = 0
months = 72
grace_months = 12
[[loan]]
payroll_months = 2.5
rate_annual = 0.01
months = 12
grace_months = 3
grace = "simple"
[[deferral]]
class = "loan"
from = 2026-11-01
until = 2027-03-31
repay_months = 6
interest_free = true
[[deferral]]
class = "tax"
from_day = 0
until_day = 90
[[grant]]
class = "wages"
share = 0.30
from_day = 1
until = 2027-01-31
[eligibility]
employees_max = 300
revenue_max = 50000000.00
country = "CN"
)",
                                     "CNY");
  REQUIRE(read);
  const Relief& relief = read.value();
  CHECK(relief.name == "Loan and more");
  CHECK(relief.description == "d");
  CHECK(relief.source == "s");
  CHECK(relief.assumptions == std::vector<std::string>{"a", "b"});
  CHECK(relief.currency.empty());
  REQUIRE(relief.loans.size() == 3);
  const ReliefLoan& loan = relief.loans[0];
  CHECK(loan.amount == 80'000'000);
  CHECK(loan.cap == 50'000'000);
  CHECK(loan.rate_annual == 0.0455);
  CHECK(loan.interest_subsidy == 0.5);
  CHECK(loan.subsidy_months == 12);
  CHECK(loan.months == 12);
  CHECK(loan.grace_months == 6);
  CHECK(loan.grace == Grace::capitalised);
  CHECK(loan.repayment == Repayment::equal_principal);
  CHECK(loan.every == Every::quarter);
  CHECK(loan.day_count == DayCount::act_365f);
  CHECK(loan.fee == 0.01);
  CHECK(loan.disbursed_after_days == 21);
  CHECK(loan.approval_probability == 0.9);
  CHECK(loan.withheld_after == Event::loan_30dpd);
  CHECK(loan.guarantee == 0.8);
  CHECK(relief.loans[1].share_of_revenue == 0.25);
  CHECK(relief.loans[1].grace == Grace::interest_only);
  CHECK(relief.loans[1].approval_probability == 1.0);
  CHECK(relief.loans[2].payroll_months == 2.5);
  CHECK(relief.loans[2].grace == Grace::simple);
  REQUIRE(relief.deferrals.size() == 2);
  CHECK(relief.deferrals[0].payment_class == PaymentClass::loan);
  CHECK(iso_text(*relief.deferrals[0].until) == "2027-03-31");
  CHECK(relief.deferrals[0].repay_months == 6);
  CHECK(relief.deferrals[0].interest_free);
  CHECK(relief.deferrals[1].until_day == 90);
  CHECK(relief.deferrals[1].repay_months == 0);
  REQUIRE(relief.grants.size() == 1);
  CHECK(relief.grants[0].share == 0.30);
  CHECK(relief.grants[0].from_day == 1);
  CHECK(relief.eligibility.employees_max == 300);
  CHECK(relief.eligibility.revenue_max == 5'000'000'000);
  CHECK(relief.eligibility.country == "CN");
}

TEST_CASE("the keys of forgiveness, guarantee fees, limits by size and exemptions are read") {
  const auto read = read_relief_text("r.toml", R"(
[[loan]]
payroll_months = 2.5
above = 1000.00
rate_annual = 0.01
interest_free_months = 6
months = 60
grace_months = 10
grace = "simple"
interest_only_months = 12
guarantee_fee_annual = [0.0025, 0.005]
forgiven_share = 0.9
forgiven_after_months = 10
forgiven_weeks = 24
forgiven_wages_share = 0.60
forgiven_costs = ["wages", "rent"]
[[loan.cap_by_employees]]
employees_max = 10
cap = 300000.00
[[loan.cap_by_employees]]
cap = 800000.00
[[loan]]
amount = 1000.00
rate_annual = 0.01
months = 12
guarantee_fee_annual = 0.01
[[exemption]]
class = "tax"
item = "Social insurance"
share = 0.6
from_day = 1
until = 2027-01-31
[[exemption]]
class = "rent"
[[exemption]]
item = "Kiosk"
)",
                                     "CNY");
  REQUIRE(read);
  const ReliefLoan& loan = read.value().loans[0];
  CHECK(loan.above == 100'000);
  CHECK(loan.interest_free_months == 6);
  CHECK(loan.interest_only_months == 12);
  CHECK(loan.guarantee_fees_annual == std::vector<double>{0.0025, 0.005});
  REQUIRE(loan.forgiveness);
  CHECK(loan.forgiveness->share == 0.9);
  CHECK(loan.forgiveness->after_months == 10);
  CHECK(loan.forgiveness->weeks == 24);
  CHECK(loan.forgiveness->wages_share == 0.6);
  CHECK(loan.forgiveness->costs == std::vector<PaymentClass>{PaymentClass::wages, PaymentClass::rent});
  REQUIRE(loan.caps_by_employees.size() == 2);
  CHECK(loan.caps_by_employees[0].employees_max == 10);
  CHECK(loan.caps_by_employees[0].cap == 30'000'000);
  CHECK_FALSE(loan.caps_by_employees[1].employees_max);
  CHECK(read.value().loans[1].guarantee_fees_annual == std::vector<double>{0.01});
  CHECK_FALSE(read.value().loans[1].forgiveness);
  const auto& exemptions = read.value().exemptions;
  REQUIRE(exemptions.size() == 3);
  CHECK(exemptions[0].payment_class == PaymentClass::tax);
  CHECK(exemptions[0].item == "Social insurance");
  CHECK(exemptions[0].share == 0.6);
  CHECK(exemptions[0].from_day == 1);
  CHECK(iso_text(*exemptions[0].until) == "2027-01-31");
  CHECK(exemptions[1].item.empty());
  CHECK(exemptions[1].share == 1.0);
  CHECK_FALSE(exemptions[2].payment_class);
}

TEST_CASE("a relief's amounts have the decimals of its own currency, or of the ledger's") {
  const std::string loan = "[[loan]]\namount = 1000\nrate_annual = 0.04\nmonths = 12\n";
  CHECK(read_relief_text("r.toml", loan, "JPY").value().loans[0].amount == 1000);
  CHECK(read_relief_text("r.toml", loan, "EUR").value().loans[0].amount == 100'000);
  const auto own = read_relief_text("r.toml", "currency = \"GBP\"\n" + loan, "JPY");
  CHECK(own.value().loans[0].amount == 100'000);
  CHECK(own.value().currency == "GBP");
}

TEST_CASE("a relief cut off at any byte is read or refused with a reason") {
  const std::string text =
      "name = \"R\"\n[[loan]]\namount = 1000.00\nrate_annual = 0.04\nmonths = 12\ngrace = \"simple\"\ngrace_months = "
      "3\n";
  for (std::size_t length = 0; length < text.size(); ++length) {
    const auto read = read_relief_text("r.toml", std::string_view(text).substr(0, length), "EUR");
    if (!read) CHECK(has_fault(read.faults()));
  }
}
