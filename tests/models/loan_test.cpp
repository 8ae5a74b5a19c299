#include "models/loan.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <ql/time/calendars/nullcalendar.hpp>
#include <ql/time/schedule.hpp>

using namespace headroom;

namespace {

const Date start = Date::of(2026, 10, 20);

/// A loan paid out on `start`, with so many monthly payments.
RepaymentPlan monthly_plan(Minor principal, double rate_annual, int payments,
                           Repayment repayment = Repayment::annuity) {
  RepaymentPlan plan;
  plan.principal = principal;
  plan.accrued_from = start;
  for (int k = 1; k <= payments; ++k) plan.dates.push_back(add_months(start, k));
  plan.terms.assign(plan.dates.size(), {rate_annual, 1.0});
  plan.repayment = repayment;
  return plan;
}

Minor total_principal(const std::vector<Instalment>& schedule) {
  return std::accumulate(schedule.begin(), schedule.end(), Minor{0},
                         [](Minor sum, const Instalment& i) { return sum + i.principal; });
}

Minor total_interest(const std::vector<Instalment>& schedule) {
  return std::accumulate(schedule.begin(), schedule.end(), Minor{0},
                         [](Minor sum, const Instalment& i) { return sum + i.interest; });
}

Minor paid(const Instalment& instalment) { return instalment.interest + instalment.principal; }

std::vector<Date> quantlib_dates(Date first, Every every, Date maturity) {
  const auto to_quantlib = [](Date date) { return QuantLib::Date(25569 + date.serial()); };
  const QuantLib::Period period = every == Every::week ? QuantLib::Period(1, QuantLib::Weeks)
                                                       : QuantLib::Period(months_in(every), QuantLib::Months);
  const QuantLib::Schedule schedule(to_quantlib(first), to_quantlib(maturity), period, QuantLib::NullCalendar(),
                                    QuantLib::Unadjusted, QuantLib::Unadjusted, QuantLib::DateGeneration::Forward,
                                    false);
  std::vector<Date> dates;
  for (const QuantLib::Date& date : schedule.dates())
    dates.push_back(Date::from_serial(static_cast<int>(date.serialNumber()) - 25569));
  return dates;
}

}  // namespace

// A = P i / (1 - (1 + i)^-n), computed elsewhere with 30 digits.
TEST_CASE("level payments have their closed form, rounded to minor units") {
  CHECK(level_payment(monthly_plan(50'000'00, 0.025, 60)) == 887'37);         // 887.368080274
  CHECK(level_payment(monthly_plan(50'000'00, 0.025, 108)) == 517'48);        // 517.477834586
  CHECK(level_payment(monthly_plan(1'000'000'00, 0.0455, 12)) == 85'401'40);  // 85,401.4021838
  CHECK(level_payment(monthly_plan(1'000'000'00, 0.0385, 36)) == 29'457'30);  // 29,457.3047867
  CHECK(level_payment(monthly_plan(1'000'000'00, 0.0128, 12)) == 83'912'24);  // 83,912.2403824
  CHECK(level_payment(monthly_plan(150'000'00, 0.0375, 360)) == 694'67);      // 694.673387358
}

TEST_CASE("an annuity pays its level amount until the last payment clears the balance") {
  const auto schedule = instalments(monthly_plan(50'000'00, 0.025, 60));
  REQUIRE(schedule.size() == 60);
  CHECK(schedule[0].interest == 104'17);
  CHECK(schedule[0].principal == 783'20);
  CHECK(schedule[0].balance_after == 49'216'80);
  for (std::size_t k = 0; k + 1 < schedule.size(); ++k) CHECK(paid(schedule[k]) == 887'37);
  CHECK(std::abs(paid(schedule.back()) - 887'37) <= 60);
  CHECK(schedule.back().balance_after == 0);
  CHECK(std::abs(total_interest(schedule) - 3'242'08) <= 30);  // 3,242.08481644, each payment rounded
}

TEST_CASE("the balance of an annuity after a year has its closed form, to the rounding of the payments") {
  const auto schedule = instalments(monthly_plan(1'000'000'00, 0.0385, 36));
  CHECK(std::abs(schedule[11].balance_after - 679'394'25) <= 12);  // 679,394.249474
}

TEST_CASE("equal parts of principal carry falling interest") {
  const auto schedule = instalments(monthly_plan(50'000'00, 0.025, 60, Repayment::equal_principal));
  REQUIRE(schedule.size() == 60);
  CHECK(paid(schedule[0]) == 937'50);
  CHECK(schedule[0].principal == 833'33);
  CHECK(schedule[1].interest == 102'43);
  CHECK(schedule.back().principal == 833'53);  // what 59 rounded parts leave
  CHECK(std::abs(total_interest(schedule) - 3'177'08) <= 30);
}

TEST_CASE("an interest-only loan pays its principal at the end") {
  const auto schedule = instalments(monthly_plan(1'000'000'00, 0.0455, 12, Repayment::interest_only));
  REQUIRE(schedule.size() == 12);
  for (const Instalment& instalment : schedule) CHECK(instalment.interest == 3'791'67);
  CHECK(schedule[10].principal == 0);
  CHECK(schedule[10].balance_after == 1'000'000'00);
  CHECK(schedule[11].principal == 1'000'000'00);
}

TEST_CASE("a bullet loan pays simple interest once, at maturity") {
  Loan loan;
  loan.balance = 1'000'000'00;
  loan.rate_annual = 0.0455;
  loan.accrued_from = Date::of(2026, 10, 20);
  loan.next_payment = loan.maturity = Date::of(2028, 4, 20);
  loan.repayment = Repayment::bullet;
  const auto schedule = instalments(repayment_plan(loan));
  REQUIRE(schedule.size() == 1);
  CHECK(schedule[0].date == loan.maturity);
  CHECK(schedule[0].interest == 68'250'00);  // 1.5 years
  CHECK(schedule[0].principal == 1'000'000'00);
  CHECK(schedule[0].balance_after == 0);
}

TEST_CASE("a loan without interest is repaid in equal parts, the last one taking the remainder") {
  const auto schedule = instalments(monthly_plan(100'00, 0.0, 3));
  REQUIRE(schedule.size() == 3);
  CHECK(paid(schedule[0]) == 33'33);
  CHECK(paid(schedule[1]) == 33'33);
  CHECK(paid(schedule[2]) == 33'34);
  CHECK(total_interest(schedule) == 0);
  CHECK(total_interest(instalments(monthly_plan(100'00, 0.0, 3, Repayment::bullet))) == 0);
}

TEST_CASE("a repaid loan has no instalments") { CHECK(instalments(monthly_plan(0, 0.05, 12)).empty()); }

TEST_CASE("a stated payment above the level one clears the loan early") {
  RepaymentPlan plan = monthly_plan(1'000'00, 0.0, 4);
  plan.payment = 400'00;
  const auto schedule = instalments(plan);
  REQUIRE(schedule.size() == 3);
  CHECK(schedule[2].principal == 200'00);
  CHECK(schedule[2].balance_after == 0);
}

TEST_CASE("a stated payment below the level one leaves a balloon at maturity") {
  RepaymentPlan plan = monthly_plan(1'000'00, 0.12, 3);
  plan.payment = 100'00;
  const auto schedule = instalments(plan);
  REQUIRE(schedule.size() == 3);
  CHECK(schedule[0].interest == 10'00);
  CHECK(schedule[0].principal == 90'00);
  CHECK(schedule[1].interest == 9'10);
  CHECK(schedule[1].balance_after == 819'10);
  CHECK(schedule[2].interest == 8'19);
  CHECK(schedule[2].principal == 819'10);
}

TEST_CASE("a stated payment below a later interest lets the balance grow, and maturity clears it") {
  RepaymentPlan plan = monthly_plan(1'000'00, 0.12, 3);
  plan.payment = 10'00;
  plan.terms[1].rate_annual = 0.24;
  const auto schedule = instalments(plan);
  REQUIRE(schedule.size() == 3);
  CHECK(schedule[1].interest == 20'00);
  CHECK(schedule[1].principal == -10'00);
  CHECK(schedule[1].balance_after == 1'010'00);
  CHECK(schedule[2].principal == 1'010'00);
  CHECK(total_principal(schedule) == 1'000'00);
}

TEST_CASE("a shorter last period gets its own payment and its own interest") {
  Loan loan;
  loan.balance = 1'000'00;
  loan.rate_annual = 0.12;
  loan.accrued_from = Date::of(2026, 10, 20);
  loan.next_payment = Date::of(2026, 11, 20);
  loan.maturity = Date::of(2027, 1, 5);
  loan.repayment = Repayment::interest_only;
  const auto schedule = instalments(repayment_plan(loan));
  REQUIRE(schedule.size() == 3);
  CHECK(schedule[1].date == Date::of(2026, 12, 20));
  CHECK(schedule[1].interest == 10'00);
  CHECK(schedule[2].date == Date::of(2027, 1, 5));
  CHECK(schedule[2].interest == 5'00);  // 15 days of 30E/360
  CHECK(schedule[2].principal == 1'000'00);
}

TEST_CASE("a longer first period bears interest from the last interest date") {
  Loan loan;
  loan.balance = 1'000'00;
  loan.rate_annual = 0.12;
  loan.accrued_from = Date::of(2026, 9, 5);
  loan.next_payment = Date::of(2026, 11, 20);
  loan.maturity = Date::of(2026, 12, 20);
  const auto schedule = instalments(repayment_plan(loan));
  REQUIRE(schedule.size() == 2);
  CHECK(schedule[0].interest == 25'00);  // 75 days
}

TEST_CASE("payment dates are clamped to short months without drift") {
  const auto dates = payment_dates(Date::of(2027, 1, 31), Every::month, Date::of(2027, 5, 15));
  REQUIRE(dates.size() == 5);
  CHECK(dates[1] == Date::of(2027, 2, 28));
  CHECK(dates[2] == Date::of(2027, 3, 31));
  CHECK(dates[3] == Date::of(2027, 4, 30));
  CHECK(dates[4] == Date::of(2027, 5, 15));
  CHECK(payment_dates(start, Every::year, start) == std::vector<Date>{start});
  CHECK_THROWS_AS(payment_dates(start + 1, Every::month, start), ContractError);
}

TEST_CASE("a schedule runs up to the latest maturity and no further") {
  const auto dates = payment_dates(Date::of(2198, 6, 30), Every::quarter, latest_maturity());
  REQUIRE(dates.size() == 4);
  CHECK(dates[2] == Date::of(2198, 12, 30));
  CHECK(dates[3] == latest_maturity());
  CHECK_THROWS_AS(payment_dates(Date::of(2198, 6, 30), Every::quarter, latest_maturity() + 1), ContractError);
}

TEST_CASE("payment dates are those of QuantLib's forward schedule") {
  CHECK(rc::check("payment_dates", [] {
    const Date first =
        Date::from_serial(*rc::gen::inRange(Date::of(1990, 1, 1).serial(), Date::of(2150, 1, 1).serial()));
    const Date maturity = first + *rc::gen::inRange(1, 4000);
    const Every every = *rc::gen::element(Every::week, Every::month, Every::quarter, Every::year);
    RC_ASSERT(payment_dates(first, every, maturity) == quantlib_dates(first, every, maturity));
  }));
}

TEST_CASE("30E/360 counts every month as 30 days, a 31st as a 30th") {
  CHECK(year_fraction(DayCount::thirty_e_360, Date::of(2026, 1, 31), Date::of(2026, 2, 28)) == Approx(28.0 / 360));
  CHECK(year_fraction(DayCount::thirty_e_360, Date::of(2026, 2, 28), Date::of(2026, 3, 31)) == Approx(32.0 / 360));
  CHECK(year_fraction(DayCount::thirty_e_360, Date::of(2026, 1, 30), Date::of(2026, 3, 31)) == Approx(60.0 / 360));
  CHECK(year_fraction(DayCount::thirty_e_360, Date::of(2026, 10, 20), Date::of(2028, 10, 20)) == 2.0);
}

TEST_CASE("actual days are counted over 360 or 365, leap day included") {
  CHECK(year_fraction(DayCount::act_360, Date::of(2028, 2, 1), Date::of(2028, 3, 1)) == Approx(29.0 / 360));
  CHECK(year_fraction(DayCount::act_365f, Date::of(2028, 1, 1), Date::of(2029, 1, 1)) == Approx(366.0 / 365));
}

TEST_CASE("Act/Act divides the days of a leap year by 366 and the others by 365") {
  CHECK(year_fraction(DayCount::act_act, Date::of(2027, 11, 1), Date::of(2028, 5, 1)) ==
        Approx(61.0 / 365 + 121.0 / 366));
  CHECK(year_fraction(DayCount::act_act, Date::of(2028, 11, 1), Date::of(2029, 5, 1)) ==
        Approx(61.0 / 366 + 120.0 / 365));
  CHECK(year_fraction(DayCount::act_act, Date::of(2028, 1, 1), Date::of(2029, 1, 1)) == Approx(1.0));
}

TEST_CASE("the interest of a period follows the loan's own day count") {
  Loan loan;
  loan.balance = 1'000'000'00;
  loan.rate_annual = 0.05;
  loan.accrued_from = Date::of(2027, 11, 1);
  loan.next_payment = Date::of(2028, 5, 1);
  loan.maturity = Date::of(2028, 11, 1);
  loan.repayment = Repayment::interest_only;
  const auto first_interest = [&loan](DayCount day_count) {
    loan.day_count = day_count;
    return instalments(repayment_plan(loan))[0].interest;
  };
  CHECK(first_interest(DayCount::thirty_e_360) == 25'000'00);
  CHECK(first_interest(DayCount::act_365f) == 24'931'51);  // 182 / 365
  CHECK(first_interest(DayCount::act_360) == 25'277'78);   // 182 / 360
  CHECK(first_interest(DayCount::act_act) == 24'886'22);   // 61 / 365 + 121 / 366
}

TEST_CASE("a borrower's share lowers the interest, not the repayment") {
  RepaymentPlan plan = monthly_plan(1'000'000'00, 0.0455, 12);
  const auto full = instalments(plan);
  for (AccrualTerms& terms : plan.terms) terms.borrower_share = 0.5;
  const auto subsidised = instalments(plan);
  REQUIRE(subsidised.size() == full.size());
  for (std::size_t k = 0; k < full.size(); ++k) {
    CHECK(subsidised[k].principal == full[k].principal);
    CHECK(std::abs(2 * subsidised[k].interest - full[k].interest) <= 1);
  }
}

TEST_CASE("every schedule repays its principal to the last unit, and a level payment stays level") {
  CHECK(rc::check("instalments", [] {
    const Minor principal = *rc::gen::inRange<Minor>(1, 1'000'000'000'000);
    const double rate = *rc::gen::inRange(0, 2000) / 10000.0;
    const int payments = *rc::gen::inRange(1, 121);
    const Repayment repayment =
        *rc::gen::element(Repayment::annuity, Repayment::equal_principal, Repayment::interest_only, Repayment::bullet);
    const RepaymentPlan plan = monthly_plan(principal, rate, payments, repayment);
    const auto schedule = instalments(plan);
    RC_ASSERT(total_principal(schedule) == principal);
    RC_ASSERT(schedule.back().balance_after == 0);
    Minor balance = principal;
    for (const Instalment& instalment : schedule) {
      balance -= instalment.principal;
      RC_ASSERT(instalment.balance_after == balance);
      RC_ASSERT(instalment.interest >= 0);
      RC_ASSERT(instalment.principal >= 0);
    }
    if (repayment != Repayment::annuity || schedule.size() < plan.dates.size()) return;
    // Half a unit at most is rounded in the payment and in each interest, and bears interest itself.
    const double monthly = rate / 12.0;
    const double rounding = monthly > 0.0 ? (std::pow(1.0 + monthly, payments) - 1.0) / monthly : payments;
    RC_ASSERT(std::abs(static_cast<double>(paid(schedule.back()) - level_payment(plan))) <= rounding + 1.0);
  }));
}

TEST_CASE("a plan without terms for each date breaks a contract") {
  RepaymentPlan plan = monthly_plan(100, 0.05, 3);
  plan.terms.pop_back();
  CHECK_THROWS_AS(instalments(plan), ContractError);
  CHECK_THROWS_AS(instalments(RepaymentPlan{}), ContractError);
}

TEST_CASE("ways of repayment and day counts are read by their names") {
  for (const char* name : {"annuity", "equal_principal", "interest_only", "bullet"})
    CHECK(name_of(parse_repayment(name).value()) == name);
  for (const char* name : {"30E/360", "Act/365F", "Act/360", "Act/Act"})
    CHECK(name_of(parse_day_count(name).value()) == name);
  CHECK_FALSE(parse_repayment("level"));
  CHECK_FALSE(parse_day_count("30/360"));
}
