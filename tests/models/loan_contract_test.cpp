// What a loan's contract may say beyond its plain terms. Figures were worked out apart from this program, in decimal
// arithmetic with each payment rounded to cents: level payment A = P i / (1 - (1 + i)^-n), interest = balance x rate x
// share of a year.

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <numeric>

#include "models/loan.hpp"

using namespace headroom;

namespace {

const Date start = Date::of(2026, 12, 20);

/// A loan of 30E/360 that pays every month from 20 January 2027 on.
Loan monthly_loan(Minor balance, double rate_annual, int payments, Repayment repayment = Repayment::annuity) {
  Loan loan;
  loan.balance = balance;
  loan.rate_annual = rate_annual;
  loan.accrued_from = start;
  loan.next_payment = add_months(start, 1);
  loan.maturity = add_months(start, payments);
  loan.repayment = repayment;
  return loan;
}

std::vector<Instalment> schedule_of(const Loan& loan) { return instalments(repayment_plan(loan)); }

Minor paid(const Instalment& instalment) { return instalment.interest + instalment.principal; }

Minor total_principal(const std::vector<Instalment>& schedule) {
  return std::accumulate(schedule.begin(), schedule.end(), Minor{0},
                         [](Minor sum, const Instalment& i) { return sum + i.principal; });
}

std::string dates_of(const std::vector<Instalment>& schedule) {
  std::string out;
  for (const Instalment& instalment : schedule) out += (out.empty() ? "" : " ") + iso_text(instalment.date);
  return out;
}

FloatingRate floating_from(Date next_reset, Every every) {
  FloatingRate floating;
  floating.index = "Index";
  floating.next_reset = next_reset;
  floating.reset_every = every;
  return floating;
}

}  // namespace

TEST_CASE("interest of a grace period joins the balance, and the payment is worked out from the grown balance") {
  Loan loan = monthly_loan(1'000'000'00, 0.0385, 36);
  loan.capitalised_until = add_months(start, 6);
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 36);
  for (std::size_t k = 0; k < 6; ++k) CHECK(paid(schedule[k]) == 0);
  CHECK(schedule[5].balance_after == 1'019'405'06);  // 1,019,405.06313
  CHECK(paid(schedule[6]) == 35'696'13);             // 35,696.1319912
  CHECK(paid(schedule[34]) == 35'696'13);
  CHECK(schedule.back().balance_after == 0);
  CHECK(total_principal(schedule) == 1'019'405'06);
}

TEST_CASE("interest alone is paid until the first date of principal") {
  Loan loan = monthly_loan(1'000'000'00, 0.0385, 42);
  loan.principal_from = add_months(start, 7);
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 42);
  for (std::size_t k = 0; k < 6; ++k) {
    CHECK(schedule[k].interest == 3'208'33);
    CHECK(schedule[k].principal == 0);
  }
  CHECK(paid(schedule[6]) == 29'457'30);  // the level payment of 36 months: 29,457.3047867
}

TEST_CASE("interest every two weeks has its own day count") {
  Loan loan = monthly_loan(26'000'00, 0.073, 0, Repayment::equal_principal);
  loan.every = Every{0, 14};
  loan.next_payment = start + 14;
  loan.maturity = start + 13 * 14;
  loan.day_count = DayCount::act_365f;
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 13);
  CHECK(schedule[0].date == Date::of(2027, 1, 3));
  CHECK(schedule[0].interest == 72'80);
  CHECK(schedule[0].principal == 2'000'00);
  CHECK(schedule[1].interest == 67'20);
}

TEST_CASE("payments pinned to the month's end never drift") {
  Loan loan = monthly_loan(1'000'00, 0.06, 4);
  loan.on_last_day = true;
  loan.next_payment = Date::of(2027, 2, 28);
  loan.maturity = Date::of(2027, 5, 31);
  CHECK(dates_of(schedule_of(loan)) == "2027-02-28 2027-03-31 2027-04-30 2027-05-31");
  loan.maturity = Date::of(2027, 5, 15);
  CHECK(dates_of(schedule_of(loan)) == "2027-02-28 2027-03-31 2027-04-30 2027-05-15");
  loan.every = Every::half_year;
  loan.maturity = Date::of(2028, 8, 31);
  CHECK(dates_of(schedule_of(loan)) == "2027-02-28 2027-08-31 2028-02-29 2028-08-31");
}

TEST_CASE("a long last period takes in what is left before maturity, a whole period stays as it is") {
  Loan loan = monthly_loan(1'000'00, 0.12, 3, Repayment::interest_only);
  loan.long_last_period = true;
  CHECK(dates_of(schedule_of(loan)) == "2027-01-20 2027-02-20 2027-03-20");
  loan.maturity = Date::of(2027, 4, 4);
  const auto schedule = schedule_of(loan);
  CHECK(dates_of(schedule) == "2027-01-20 2027-02-20 2027-04-04");
  CHECK(schedule[2].interest == 14'67);  // 44 days of 30E/360
}

TEST_CASE("equal parts of principal may have a cycle of their own") {
  Loan loan = monthly_loan(80'000'00, 0.06, 24, Repayment::equal_principal);
  loan.every = Every::quarter;
  loan.accrued_from = Date::of(2026, 12, 31);
  loan.next_payment = Date::of(2027, 3, 31);
  loan.maturity = Date::of(2028, 12, 31);
  loan.principal_from = Date::of(2027, 6, 30);
  loan.principal_every = Every::half_year;
  loan.on_last_day = true;
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 8);
  CHECK(schedule[0].interest == 1'200'00);
  CHECK(schedule[0].principal == 0);
  CHECK(schedule[1].interest == 1'200'00);
  CHECK(schedule[1].principal == 20'000'00);
  CHECK(schedule[2].interest == 900'00);
  CHECK(schedule[2].principal == 0);
  CHECK(schedule[7].principal == 20'000'00);
}

TEST_CASE("principal between two interest dates lowers the interest from its day on") {
  Loan loan = monthly_loan(100'000'00, 0.06, 6, Repayment::equal_principal);
  loan.every = Every::half_year;
  loan.next_payment = loan.maturity;
  loan.principal_from = add_months(start, 3);
  loan.principal_every = Every::quarter;
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 2);
  CHECK(schedule[0].interest == 0);
  CHECK(schedule[0].principal == 50'000'00);
  CHECK(schedule[1].interest == 2'250'00);  // 1.5% of the whole and 1.5% of half
}

TEST_CASE("a stated part of principal leaves a balloon, or says when the loan is repaid") {
  Loan loan = monthly_loan(1'000'00, 0.12, 4, Repayment::equal_principal);
  loan.principal_payment = 200'00;
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 4);
  CHECK(schedule[2].principal == 200'00);
  CHECK(schedule[3].principal == 400'00);
  CHECK(date_repaid(loan) == add_months(start, 5));
  loan.repayment = Repayment::annuity;
  loan.principal_payment.reset();
  loan.payment = 210'00;
  CHECK(date_repaid(loan) == add_months(start, 5));  // 1,000.00 + interest of about 29
  loan.payment = 10'00;
  CHECK_FALSE(date_repaid(loan));
}

TEST_CASE("a level payment is worked out anew at each reset, by the rate that is known then") {
  Loan loan = monthly_loan(120'000'00, 0.06, 12);
  loan.resets = {{add_months(start, 6), 0.12}};
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 12);
  for (std::size_t k = 0; k < 6; ++k) CHECK(paid(schedule[k]) == 10'327'97);
  CHECK(schedule[5].balance_after == 60'897'71);
  CHECK(schedule[6].interest == 608'98);
  for (std::size_t k = 6; k < 11; ++k) CHECK(paid(schedule[k]) == 10'507'80);
  CHECK(schedule[11].interest == 104'04);
  CHECK(schedule[11].principal == 10'403'77);
}

TEST_CASE("a stated payment holds until the first reset") {
  Loan loan = monthly_loan(120'000'00, 0.06, 12);
  loan.payment = 12'000'00;
  loan.resets = {{add_months(start, 6), 0.06}};
  const auto schedule = schedule_of(loan);
  CHECK(paid(schedule[5]) == 12'000'00);
  CHECK(paid(schedule[6]) < 10'000'00);
  REQUIRE(schedule.size() == 12);
  CHECK(std::abs(paid(schedule[11]) - paid(schedule[10])) <= 6);
}

TEST_CASE("a payment kept at resets lets the balance grow, and maturity clears it") {
  Loan loan = monthly_loan(1'000'00, 0.12, 4);
  loan.payment = 10'50;
  loan.payment_kept_at_reset = true;
  loan.resets = {{add_months(start, 1), 0.24}};
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 4);
  CHECK(schedule[0].balance_after == 999'50);
  CHECK(schedule[1].interest == 19'99);
  CHECK(schedule[1].principal == -9'49);
  CHECK(schedule[2].balance_after == 1'018'67);
  CHECK(schedule[3].interest == 20'37);
  CHECK(schedule[3].principal == 1'018'67);
}

TEST_CASE(
    "a reset between two payments divides the interest of its period, and the payment brings the balance to zero all "
    "the same") {
  Loan loan = monthly_loan(12'000'00, 0.06, 3);
  loan.next_payment = Date::of(2027, 1, 15);
  loan.accrued_from = Date::of(2026, 12, 15);
  loan.maturity = Date::of(2027, 3, 15);
  loan.resets = {{Date::of(2027, 1, 30), 0.12}};
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 3);
  CHECK(paid(schedule[0]) == 4'040'07);
  CHECK(schedule[1].interest == 60'15);
  CHECK(schedule[1].principal == 3'999'99);
  CHECK(schedule[2].interest == 40'20);
  CHECK(schedule[2].principal == 4'019'94);
}

TEST_CASE("the interest of one period is the sum of its rates, each for its days") {
  Loan loan = monthly_loan(100'000'00, 0.05, 3, Repayment::bullet);
  loan.day_count = DayCount::act_365f;
  loan.accrued_from = Date::of(2027, 1, 1);
  loan.next_payment = loan.maturity = Date::of(2027, 4, 1);
  loan.resets = {{Date::of(2027, 2, 15), 0.08}};
  const auto schedule = schedule_of(loan);
  REQUIRE(schedule.size() == 1);
  CHECK(schedule[0].interest == 1'602'74);  // 100,000 (0.05 x 45 + 0.08 x 45) / 365
}

TEST_CASE("a scenario's shift acts on the rates of a floating loan by the dates of its payments") {
  Loan loan = monthly_loan(100'000'00, 0.06, 3, Repayment::interest_only);
  loan.resets = {{add_months(start, 2), 0.12}};
  RepaymentPlan plan = repayment_plan(loan);
  plan.shift = [](double rate_annual, Date payment) {
    return payment == add_months(start, 3) ? rate_annual + 0.012 : rate_annual;
  };
  const auto schedule = instalments(plan);
  REQUIRE(schedule.size() == 3);
  CHECK(schedule[1].interest == 500'00);
  CHECK(schedule[2].interest == 1'100'00);
}

TEST_CASE("a fee is charged on its dates, beside the payments, as long as something is owed") {
  Loan loan = monthly_loan(100'000'00, 0.0, 4, Repayment::equal_principal);
  loan.fee = LoanFee{15'00, 0.01, Date::of(2027, 2, 10), Every{2, 0}};
  const auto schedule = schedule_of(loan);
  CHECK(dates_of(schedule) == "2027-01-20 2027-02-10 2027-02-20 2027-03-20 2027-04-10 2027-04-20");
  CHECK(schedule[1].fee == 765'00);  // 1% of 75,000.00, and 15.00
  CHECK(paid(schedule[1]) == 0);
  CHECK(schedule[4].fee == 265'00);
  CHECK(schedule[0].fee == 0);
  loan.fee->next = add_months(start, 1);
  CHECK(schedule_of(loan)[0].fee == 1'015'00);  // of the balance before that day's payment
  loan.principal_payment = 100'000'00;
  CHECK(schedule_of(loan).size() == 1);
}

TEST_CASE("a contract's business-day rule moves the dates and the interest with them") {
  Loan loan = monthly_loan(100'000'00, 0.06, 2, Repayment::interest_only);
  loan.day_count = DayCount::act_360;
  loan.accrued_from = Date::of(2026, 12, 31);
  loan.next_payment = Date::of(2027, 1, 31);
  loan.maturity = Date::of(2027, 2, 28);
  loan.business_days = BusinessDays::following;  // 31 January and 28 February 2027 are Sundays
  const auto schedule = schedule_of(loan);
  CHECK(dates_of(schedule) == "2027-02-01 2027-03-01");
  CHECK(schedule[0].interest == 533'33);  // 32 days
  CHECK(schedule[1].interest == 466'67);  // 28 days
}

TEST_CASE("a floating rate is its index times the multiplier plus the spread, between floor and cap") {
  FloatingRate floating = floating_from(Date::of(2027, 1, 1), Every::quarter);
  floating.multiplier = 1.5;
  floating.spread = 0.004;
  CHECK(loan_rate(floating, 0.03) == Approx(0.049));
  floating.cap = 0.045;
  CHECK(loan_rate(floating, 0.03) == 0.045);
  floating.floor = 0.02;
  CHECK(loan_rate(floating, 0.01) == 0.02);
  CHECK(loan_rate(floating, -0.01) == 0.02);
}

TEST_CASE("a reset takes the last fixing known on its fixing day, and beyond the series its last one") {
  const RateSeries series{
      "Index", {{Date::of(2026, 10, 20), 0.030}, {Date::of(2027, 3, 31), 0.032}, {Date::of(2027, 7, 1), 0.040}}};
  FloatingRate floating = floating_from(Date::of(2027, 1, 1), Every::quarter);
  const Date maturity = Date::of(2028, 1, 1);
  auto resets = rate_resets(floating, series, maturity);
  REQUIRE(resets.size() == 4);
  CHECK(resets[0].rate_annual == 0.030);
  CHECK(resets[1].rate_annual == 0.032);
  CHECK(resets[2].rate_annual == 0.040);
  CHECK(resets[3].date == Date::of(2027, 10, 1));
  CHECK(resets[3].rate_annual == 0.040);
  floating.fixing_days = 1;
  resets = rate_resets(floating, series, maturity);
  CHECK(resets[1].rate_annual == 0.032);
  CHECK(resets[2].rate_annual == 0.032);
  floating.fixing_days = 2;
  CHECK(rate_resets(floating, series, maturity)[1].rate_annual == 0.030);
  floating.fixing_days = 100;
  CHECK_THROWS_AS(rate_resets(floating, series, maturity), ContractError);
  floating.next_rate = 0.05;
  CHECK(rate_resets(floating, series, maturity)[0].rate_annual == 0.05);
}

TEST_CASE("the spans of a floating loan's rates hold all of any time between them") {
  Loan loan = monthly_loan(1'00, 0.05, 12);
  loan.resets = {{Date::of(2027, 3, 1), 0.06}, {Date::of(2027, 6, 1), 0.07}};
  double years = 0.0;
  for (const RateSpan& span : rate_spans(loan))
    years += years_within(span, DayCount::act_365f, start, Date::of(2027, 12, 20));
  CHECK(years == Approx(1.0));
  CHECK(rate_from(loan, Date::of(2027, 2, 28)) == 0.05);
  CHECK(rate_from(loan, Date::of(2027, 3, 1)) == 0.06);
  CHECK(rate_from(loan, Date::of(2030, 1, 1)) == 0.07);
}

namespace {

/// Any contract that the reader would let pass.
Loan any_contract() {
  Loan loan = monthly_loan(
      *rc::gen::inRange<Minor>(1, 1'000'000'000'000), *rc::gen::inRange(0, 2000) / 10000.0, 1,
      *rc::gen::element(Repayment::annuity, Repayment::equal_principal, Repayment::interest_only, Repayment::bullet));
  loan.every = *rc::gen::element(Every::week, Every{0, 14}, Every::month, Every{2, 0}, Every::quarter, Every::half_year,
                                 Every::year);
  loan.day_count = *rc::gen::element(DayCount::thirty_e_360, DayCount::act_365f, DayCount::act_360, DayCount::act_act);
  loan.on_last_day = loan.every.months > 0 && *rc::gen::arbitrary<bool>();
  loan.next_payment = start + *rc::gen::inRange(1, 100);
  if (loan.on_last_day) loan.next_payment = last_day_of_month(loan.next_payment);
  loan.maturity = loan.next_payment + *rc::gen::inRange(0, 2000);
  loan.long_last_period = *rc::gen::arbitrary<bool>();
  const auto dates = interest_dates(loan);
  const Date some_date = dates[*rc::gen::inRange<std::size_t>(0, dates.size())];
  if (*rc::gen::arbitrary<bool>()) loan.principal_from = some_date;
  else if (loan.repayment != Repayment::bullet && *rc::gen::arbitrary<bool>()) loan.capitalised_until = some_date;
  if (loan.repayment == Repayment::equal_principal && *rc::gen::arbitrary<bool>()) loan.principal_every = Every{0, 10};
  if (*rc::gen::arbitrary<bool>())
    loan.fee = LoanFee{*rc::gen::inRange<Minor>(0, 1000), 0.001, start + 40, Every::month};
  for (Date reset = start + *rc::gen::inRange(1, 200); reset < loan.maturity && *rc::gen::arbitrary<bool>();
       reset = reset + 91)
    loan.resets.push_back({reset, *rc::gen::inRange(0, 2000) / 10000.0});
  return loan;
}

}  // namespace

TEST_CASE(
    "every contract repays what was borrowed and what joined it, on rising dates, with interest that is never "
    "negative") {
  CHECK(rc::check("contracts", [] {
    const Loan loan = any_contract();
    const auto schedule = schedule_of(loan);
    RC_ASSERT(!schedule.empty());
    Minor balance = loan.balance, joined = 0;
    Date before = loan.accrued_from;
    for (const Instalment& instalment : schedule) {
      RC_ASSERT(instalment.date > before);
      RC_ASSERT(instalment.interest >= 0);
      RC_ASSERT(instalment.fee >= 0);
      const Minor grown = instalment.balance_after - (balance - instalment.principal);
      RC_ASSERT(grown >= 0);
      RC_ASSERT(grown == 0 ||
                (loan.capitalised_until && instalment.date <= *loan.capitalised_until && paid(instalment) == 0));
      joined += grown;
      balance = instalment.balance_after;
      before = instalment.date;
    }
    RC_ASSERT(balance == 0);
    RC_ASSERT(total_principal(schedule) == loan.balance + joined);
    RC_ASSERT(schedule.back().date <= loan.maturity);
  }));
}

TEST_CASE("the dates of every cycle are its nth dates, month ends among them, and the maturity") {
  CHECK(rc::check("cycles", [] {
    const Loan loan = any_contract();
    const auto dates =
        payment_dates(loan.next_payment, loan.every, loan.maturity, {loan.on_last_day, loan.long_last_period});
    RC_ASSERT(dates.back() == loan.maturity);
    for (std::size_t k = 0; k + 1 < dates.size(); ++k) {
      RC_ASSERT(dates[k] ==
                nth_date({loan.next_payment, loan.every, loan.on_last_day, std::nullopt}, static_cast<int>(k)));
      if (loan.on_last_day) RC_ASSERT(is_last_day_of_month(dates[k]));
    }
    const auto plain = payment_dates(loan.next_payment, loan.every, loan.maturity, {loan.on_last_day, false});
    const bool has_stub = nth_date({loan.next_payment, loan.every, loan.on_last_day, std::nullopt},
                                   static_cast<int>(plain.size()) - 1) != loan.maturity;
    RC_ASSERT(dates.size() == plain.size() - (loan.long_last_period && has_stub && plain.size() > 2 ? 1 : 0));
  }));
}

TEST_CASE("principal that begins on the last day of a short month goes on on the loan's own day") {
  Loan loan;
  loan.balance = 12'000'00;
  loan.rate_annual = 0.06;
  loan.accrued_from = Date::of(2026, 12, 31);
  loan.next_payment = Date::of(2027, 1, 31);
  loan.maturity = Date::of(2027, 8, 31);
  loan.principal_from = Date::of(2027, 2, 28);
  const std::vector<Instalment> schedule = schedule_of(loan);
  CHECK(dates_of(schedule) ==
        "2027-01-31 2027-02-28 2027-03-31 2027-04-30 2027-05-31 2027-06-30 2027-07-31 2027-08-31");
  CHECK(schedule[0].interest == 60'00);
  CHECK(schedule[0].principal == 0);
  CHECK(total_principal(schedule) == 12'000'00);
  for (std::size_t i = 1; i < schedule.size(); ++i) CHECK(schedule[i].principal > 0);

  loan.repayment = Repayment::equal_principal;
  loan.principal_every = Every::quarter;
  const std::vector<Date> quarters = {Date::of(2027, 2, 28), Date::of(2027, 5, 31), Date::of(2027, 8, 31)};
  CHECK(principal_dates(loan) == quarters);

  loan.principal_every.reset();
  loan.principal_from.reset();
  loan.capitalised_until = Date::of(2027, 2, 15);  // the first repayment is the next interest date, 28 February
  CHECK(principal_dates(loan)[1] == Date::of(2027, 3, 31));
}

TEST_CASE(
    "a short last period of principal that begins in a short month gets its own payment, or joins the one before") {
  Loan loan;
  loan.next_payment = Date::of(2027, 1, 31);
  loan.maturity = Date::of(2027, 5, 15);
  loan.principal_from = Date::of(2027, 2, 28);
  const std::vector<Date> dates = {Date::of(2027, 2, 28), Date::of(2027, 3, 31), Date::of(2027, 4, 30),
                                   Date::of(2027, 5, 15)};
  CHECK(principal_dates(loan) == dates);
  loan.long_last_period = true;
  const std::vector<Date> joined = {Date::of(2027, 2, 28), Date::of(2027, 3, 31), Date::of(2027, 5, 15)};
  CHECK(principal_dates(loan) == joined);
}
