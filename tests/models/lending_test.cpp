#include <catch2/catch.hpp>

#include "models/basel.hpp"
#include "models/grade_scale.hpp"
#include "models/impairment.hpp"
#include "models/lender_schedule.hpp"
#include "models/lending_policy.hpp"

using namespace headroom;

namespace {

ReliefLoan loan_of(double rate, int months, Repayment repayment) {
  ReliefLoan loan;
  loan.rate_annual = rate;
  loan.months = months;
  loan.repayment = repayment;
  return loan;
}

const Date disbursed = Date::of(2026, 1, 15);

}  // namespace

TEST_CASE("the Basel formula gives published values", "[lending]") {
  // Worked to 30 digits from the formula of CRE31.
  struct Row {
    BaselInputs inputs;
    double correlation, b, k, risk_weight;
  };
  const Row rows[] = {
      {{0.02, 0.40, 2.5, 5.0}, 0.1241455329, 0.1107695653, 0.06296573865, 0.7870717331},
      {{0.02, 0.45, 2.5, std::nullopt}, 0.1641455329, 0.1107695653, 0.09188338301, 1.148542288},
      {{0.05, 0.40, 1.0, 5.0}, 0.08985019983, 0.07987757681, 0.07026725248, 0.8783406561},
      {{0.01, 0.45, 2.5, 27.5}, 0.1727836792, 0.1374861309, 0.06576594985, 0.8220743732},
  };
  for (const Row& row : rows) {
    const BaselCapital capital = basel_capital(row.inputs);
    CHECK(capital.correlation == Approx(row.correlation).epsilon(1e-9));
    CHECK(capital.maturity_adjustment == Approx(row.b).epsilon(1e-9));
    CHECK(capital.k == Approx(row.k).epsilon(1e-9));
    CHECK(capital.risk_weight == Approx(row.risk_weight).epsilon(1e-9));
  }
}

TEST_CASE("Basel has a floor of the probability, bounds of the maturity and of a small firm's size", "[lending]") {
  CHECK(basel_capital({0.0, 0.4, 2.5, std::nullopt}).pd == basel_pd_floor);
  CHECK(basel_capital({0.01, 0.4, 0.2, std::nullopt}).maturity == 1.0);
  CHECK(basel_capital({0.01, 0.4, 9.0, std::nullopt}).maturity == 5.0);
  CHECK(basel_capital({0.01, 0.4, 2.5, 1.0}).firm_size == 5.0);
  CHECK(basel_capital({0.01, 0.4, 2.5, 50.0}).correlation == basel_capital({0.01, 0.4, 2.5, std::nullopt}).correlation);
  CHECK_FALSE(basel_capital({0.01, 0.4, 2.5, 50.01}).firm_size);
}

TEST_CASE("the default scale has its bounds at geometric means, the upper one excluded", "[lending]") {
  const GradeScale scale = default_grade_scale();
  REQUIRE(scale.grades.size() == 10);
  CHECK(scale.grades[4].pd_from == Approx(0.00707106781).epsilon(1e-9));
  CHECK(*scale.grades[4].pd_to == Approx(0.01414213562).epsilon(1e-9));
  CHECK(scale.grades[0].pd_from == 0.0);
  CHECK_FALSE(scale.grades[9].pd_to);
  CHECK(scale.place_of(0.0) == 0);
  CHECK(scale.place_of(0.011) == 4);
  CHECK(scale.place_of(*scale.grades[4].pd_to) == 5);
  CHECK(scale.place_of(1.0) == 9);
}

TEST_CASE("a policy's last grade holds whatever is above the one before", "[lending]") {
  const GradeScale scale = grade_scale({"A", "B"}, {0.02, 0.10});
  CHECK(scale.place_of(0.0199) == 0);
  CHECK(scale.place_of(0.02) == 1);
  CHECK(scale.place_of(0.9) == 1);
}

TEST_CASE("stages follow days past due: 30 and 90", "[lending]") {
  CHECK(impairment_stage(0) == 1);
  CHECK(impairment_stage(29) == 1);
  CHECK(impairment_stage(30) == 2);
  CHECK(impairment_stage(89) == 2);
  CHECK(impairment_stage(90) == 3);
  Loan loan;
  CHECK(days_past_due(loan, disbursed) == 0);
  loan.past_due = 100;
  loan.past_due_since = disbursed - 45;
  CHECK(days_past_due(loan, disbursed) == 45);
}

TEST_CASE("a lender receives what the borrower and the state pay", "[lending]") {
  // 12,000.00 at 12% a year, interest monthly: 120.00 a month, of which the state pays half for six months.
  ReliefLoan loan = loan_of(0.12, 12, Repayment::interest_only);
  loan.interest_subsidy = 0.5;
  loan.subsidy_months = 6;
  const std::vector<LenderReceipt> rows = lender_schedule(loan, 1200000, 0, disbursed);
  REQUIRE(rows.size() == 12);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].interest + rows[i].subsidy == Approx(12000.0));
    CHECK(rows[i].subsidy == Approx(i < 6 ? 6000.0 : 0.0).margin(1e-9));
  }
  CHECK(rows.back().principal == 1200000.0);
  CHECK(rows.back().balance_after == 0.0);
}

TEST_CASE("what is forgiven comes from the state on the day of the decision, and the rest goes on", "[lending]") {
  ReliefLoan loan = loan_of(0.0, 12, Repayment::equal_principal);
  loan.grace_months = 6;
  loan.forgiveness = Forgiveness{0.5, 6, {}, std::nullopt, 0};
  const std::vector<LenderReceipt> rows = lender_schedule(loan, 120000, 60000, disbursed);
  double forgiven = 0.0, repaid = 0.0;
  for (const LenderReceipt& row : rows) {
    forgiven += row.forgiven;
    repaid += row.principal;
    if (row.forgiven > 0.0) CHECK(row.date == add_months(disbursed, 6));
  }
  CHECK(forgiven == 60000.0);
  CHECK(repaid == 60000.0);
  CHECK(rows.back().balance_after == 0.0);
  const std::vector<LenderReceipt> whole = lender_schedule(loan, 120000, 120000, disbursed);
  CHECK(whole.back().date == add_months(disbursed, 6));
  CHECK(whole.back().forgiven == 120000.0);
}

TEST_CASE("a schedule in finer units comes close to the one without rounding", "[lending]") {
  // 1,000,000 at 4.55% a year, 12 level payments: 85,401.4021838 a month.
  const std::vector<LenderReceipt> rows =
      lender_schedule(loan_of(0.0455, 12, Repayment::annuity), 100000000, 0, disbursed, finest_units(100000000));
  CHECK(rows[0].sum() == Approx(8540140.21838).epsilon(1e-11));
}

TEST_CASE("a nominal rate of monthly periods has its effective one", "[lending]") {
  CHECK(effective_of(0.0331, Every::month) == Approx(0.0336068004).epsilon(1e-9));
  CHECK(effective_of(0.05, Every::year) == Approx(0.05).epsilon(1e-12));
  CHECK(effective_of(-0.2, Every::quarter) == Approx(0.95 * 0.95 * 0.95 * 0.95 - 1.0).epsilon(1e-12));
}
