#include "tests/engine/reference_relief.hpp"

#include <catch2/catch.hpp>

#include "tests/engine/hand_ledger.hpp"

using namespace headroom;
using namespace headroom::hand;
using headroom::twin::PathOutcome;

TEST_CASE("the twin repays deferred dues in equal parts, the remainder last, and leaves overdue ones where they are") {
  Ledger ledger = firm(1000);
  add_bill(ledger, PaymentClass::tax, -1, 5);
  add_bill(ledger, PaymentClass::tax, 10, 100);
  add_bill(ledger, PaymentClass::tax, 20, 103);
  add_bill(ledger, PaymentClass::tax, 21, 7);
  add_bill(ledger, PaymentClass::rent, 10, 1);
  Relief relief;
  Deferral deferral;
  deferral.payment_class = PaymentClass::tax;
  deferral.until = day_0 + 20;  // 21 January
  deferral.repay_months = 3;
  relief.deferrals = {deferral};
  const PathOutcome outcome = play(ledger, 100, &relief);
  CHECK(outcome.cash[0] == 995);
  CHECK(outcome.cash[20] == 994);
  CHECK(outcome.cash[21] == 987);
  CHECK(cash_on(outcome, Date::of(2026, 2, 20)) == 987);
  CHECK(cash_on(outcome, Date::of(2026, 2, 21)) == 920);
  CHECK(cash_on(outcome, Date::of(2026, 3, 21)) == 853);
  CHECK(outcome.cash[100] == 853);
  CHECK(outcome.owed_after_horizon == 69);  // 203 less twice 67, on 21 April

  relief.deferrals[0].repay_months = 0;
  CHECK(play(ledger, 100, &relief).cash[21] == 784);
  CHECK(play(ledger, 100, &relief).owed_after_horizon == 0);
}

TEST_CASE("in the twin deferred sums are not past due before their new days") {
  Ledger ledger = firm(0);
  ledger.loans = {loan_of_two_payments()};
  ledger.loans[0].rate_annual = 0.0;
  Relief relief;
  Deferral deferral;
  deferral.from = day_0;
  deferral.until = Date::of(2026, 4, 15);
  deferral.repay_months = 1;
  relief.deferrals = {deferral};
  CHECK(first(play(ledger, 200), Event::loan_30dpd) == Date::of(2026, 2, 1) - day_0 + 30);
  CHECK(first(play(ledger, 200, &relief), Event::loan_30dpd) == Date::of(2026, 5, 15) - day_0 + 30);
}

TEST_CASE("in the twin interest runs on deferred principal and comes with the last part") {
  Ledger ledger = firm(1000000);
  ledger.loans = {loan_of_two_payments()};
  Relief relief;
  Deferral deferral;
  deferral.from = day_0;
  deferral.until = Date::of(2026, 2, 15);
  deferral.repay_months = 2;
  relief.deferrals = {deferral};
  const PathOutcome outcome = play(ledger, 120, &relief);
  CHECK(cash_on(outcome, Date::of(2026, 2, 28)) == 1000000);
  CHECK(cash_on(outcome, Date::of(2026, 3, 1)) == 939400);   // 60000 and 600 of interest
  CHECK(cash_on(outcome, Date::of(2026, 3, 15)) == 908800);  // half of 60000 + 1200
  // 600.00 at 1% a month: 44 days until the first part, then half of it for 30 days.
  CHECK(cash_on(outcome, Date::of(2026, 4, 15)) == 908800 - 30600 - 1180);
  CHECK(play(ledger, 100, &relief).owed_after_horizon == 30600 + 1140);  // 4 days of half of it are still to run

  relief.deferrals[0].interest_free = true;
  CHECK(cash_on(play(ledger, 120, &relief), Date::of(2026, 4, 15)) == 908800 - 30600);
}

TEST_CASE("in the twin a grant arrives with its class's dues, on their days before any deferral") {
  Ledger ledger = firm(10000);
  ledger.fixed_costs = {monthly(PaymentClass::wages, day_0 + 14, 1005)};
  Relief relief;
  Grant grant;
  grant.share = 0.30;
  grant.until_day = 50;
  relief.grants = {grant};
  const PathOutcome outcome = play(ledger, 80, &relief);
  CHECK(outcome.cash[13] == 10000);
  CHECK(outcome.cash[14] == 10000 - 1005 + 302);  // 301.5 rounded away from zero
  CHECK(outcome.cash[45] == 10000 - 2010 + 604);
  CHECK(outcome.cash[73] == 10000 - 3015 + 604);  // 15 March lies beyond the window

  Deferral deferral;
  deferral.payment_class = PaymentClass::wages;
  deferral.until_day = 20;
  relief.deferrals = {deferral};
  CHECK(play(ledger, 80, &relief).cash[14] == 10000 + 302);
  CHECK(play(ledger, 80, &relief).cash[21] == 10000 + 302 - 1005);
}

namespace {

/// 1000 on day 5 for a year at 12%, interest-only until the end, 2% withheld as a fee.
Relief loan_on_day_5() {
  ReliefLoan loan;
  loan.amount = 1000;
  loan.rate_annual = 0.12;
  loan.months = 12;
  loan.repayment = Repayment::interest_only;
  loan.fee = 0.02;
  loan.disbursed_after_days = 5;
  Relief relief;
  relief.loans = {loan};
  return relief;
}

}  // namespace

TEST_CASE("in the twin a relief loan arrives less its fee and its principal is owed after the horizon") {
  const Ledger ledger = firm(0);
  const Relief relief = loan_on_day_5();
  const PathOutcome outcome = play(ledger, 60, &relief);
  CHECK(outcome.cash[4] == 0);
  CHECK(outcome.cash[5] == 980);
  CHECK(cash_on(outcome, Date::of(2026, 2, 6)) == 970);
  CHECK(outcome.owed_after_horizon == 1000);
  CHECK(play(ledger, 4, &relief).owed_after_horizon == 0);
  // On day 370 the principal falls due beside the twelfth interest, and 870 is there: 140 is in arrears.
  CHECK(play(ledger, 370, &relief).owed_after_horizon == 140);
  CHECK(play(ledger, 370, &relief).owed_in_arrears == 140);
  CHECK(play(ledger, 369, &relief).owed_in_arrears == 0);
}

TEST_CASE("in the twin a relief loan is withheld once its event has happened, not on the day itself") {
  Ledger ledger = firm(100);
  Relief relief = loan_on_day_5();
  relief.loans[0].withheld_after = Event::illiquid;
  SECTION("the day before") {
    add_bill(ledger, PaymentClass::supplier, 4, 101);
    const PathOutcome outcome = play(ledger, 60, &relief);
    CHECK(outcome.position[60] == -1);
    CHECK(outcome.owed_after_horizon == 0);
  }
  SECTION("the same day") {
    add_bill(ledger, PaymentClass::supplier, 5, 1081);
    const PathOutcome outcome = play(ledger, 30, &relief);
    CHECK(first(outcome, Event::illiquid) == 5);
    CHECK(outcome.position[30] == -1);
    CHECK(outcome.owed_after_horizon == 1000);
  }
}

TEST_CASE("in the twin exempt dues are not owed, those overdue before are") {
  Ledger ledger = firm(10000);
  ledger.fixed_costs = {monthly(PaymentClass::tax, day_0 + 14, 1005), monthly(PaymentClass::tax, day_0 + 14, 300)};
  ledger.fixed_costs[0].name = "Social Insurance, pension";
  add_bill(ledger, PaymentClass::tax, -3, 50);
  Relief relief;
  Exemption exemption;
  exemption.item = "social insurance";
  exemption.share = 0.6;
  exemption.until_day = 50;
  relief.exemptions = {exemption};
  const PathOutcome outcome = play(ledger, 80, &relief);
  CHECK(outcome.cash[0] == 9950);
  CHECK(outcome.cash[14] == 9950 - 300 - 402);             // 603 of 1005 are not owed
  CHECK(outcome.cash[45] == 9950 - 2 * 702);               // nor on 15 February
  CHECK(outcome.cash[73] == 9950 - 2 * 702 - 1005 - 300);  // 15 March lies beyond the window
  CHECK(outcome.exempted == 1206);
  CHECK(outcome.owed_after_horizon == 0);

  relief.exemptions[0].item.clear();
  relief.exemptions[0].payment_class = PaymentClass::tax;
  relief.exemptions[0].share = 1.0;
  CHECK(play(ledger, 80, &relief).cash[45] == 9950);
  CHECK(play(ledger, 80, &relief).exempted == 2610);
}

TEST_CASE("in the twin a grant is a share of what an exemption leaves") {
  Ledger ledger = firm(10000);
  ledger.fixed_costs = {monthly(PaymentClass::wages, day_0 + 14, 1000)};
  Relief relief;
  Exemption exemption;
  exemption.payment_class = PaymentClass::wages;
  exemption.share = 0.5;
  relief.exemptions = {exemption};
  Grant grant;
  grant.share = 0.2;
  relief.grants = {grant};
  CHECK(play(ledger, 20, &relief).cash[14] == 10000 - 500 + 100);
}

TEST_CASE("in the twin a loan is forgiven by the wages due in its weeks, and the rest repaid") {
  Ledger ledger = firm(100000);
  ledger.fixed_costs = {monthly(PaymentClass::wages, day_0 + 14, 120)};
  ReliefLoan loan;
  loan.amount = 1000;
  loan.rate_annual = 0.12;
  loan.months = 3;
  loan.grace_months = 2;
  loan.grace = Grace::simple;
  loan.forgiveness = Forgiveness{1.0, 2, {}, 0.6, 8};
  Relief relief;
  relief.loans = {loan};
  // Wages of 15 January and 15 February count: 240 of them are three fifths of 400.
  const PathOutcome outcome = play(ledger, 100, &relief);
  CHECK(outcome.forgiven == 400);
  CHECK(outcome.cash[0] == 101000);
  CHECK(cash_on(outcome, Date::of(2026, 3, 31)) == 101000 - 360);
  CHECK(cash_on(outcome, Date::of(2026, 4, 1)) ==
        101000 - 360 - 618);  // 600, two months at 1% each, and a third on 612
  CHECK(outcome.owed_after_horizon == 0);

  const PathOutcome early = play(ledger, 40, &relief);  // before 1 March nothing is decided: all is owed
  CHECK(early.forgiven == 0);
  CHECK(early.forgiven_after_horizon == 400);
  CHECK(early.owed_after_horizon == 1000);  // the interest of the grace joins it on 1 March
  CHECK(play(ledger, 70, &relief).owed_after_horizon == 612);
}

TEST_CASE("in the twin the guarantee's fee is due with the payments") {
  ReliefLoan loan;
  loan.amount = 10000;
  loan.months = 2;
  loan.repayment = Repayment::equal_principal;
  loan.guarantee_fees_annual = {0.12};
  Relief relief;
  relief.loans = {loan};
  const PathOutcome outcome = play(firm(0), 70, &relief);
  CHECK(cash_on(outcome, Date::of(2026, 2, 1)) == 10000 - 5100);
  CHECK(outcome.position.back() == -150);
}
