#include "models/payment_delay.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "models/error.hpp"
#include "models/normal.hpp"

using namespace headroom;

namespace {

const LatePart late = {15.0, 0.9};

PaymentDelay law_of(std::vector<DelayRow> rows) { return PaymentDelay::from_table({"law", std::move(rows)}); }

/// Marketplace: some early, most in time, the rest in steps, a tenth never.
PaymentDelay early_law() { return law_of({{0.1, -3}, {0.6, 0}, {0.9, 30}, {1.0, std::nullopt}}); }

}  // namespace

TEST_CASE("a customer of whom nothing is known pays on the due date") {
  const PaymentDelay law;
  CHECK(law.paid_by(-1) == 0.0);
  CHECK(law.paid_by(0) == 1.0);
  CHECK(law.never() == 0.0);
  CHECK(law.earliest_days() == 0);
}

// P(D <= k) = 0.60 + 0.37 Phi(ln(k / 15) / 0.9), computed elsewhere with 30 digits.
TEST_CASE("the mixture has its closed form") {
  const PaymentDelay law = PaymentDelay::mixture(0.60, 0.03, late);
  CHECK(law.paid_by(-1) == 0.0);
  CHECK(law.paid_by(0) == 0.60);
  CHECK(law.paid_by(7) == Approx(0.673462424716).epsilon(1e-11));
  CHECK(law.paid_by(15) == Approx(0.785).epsilon(1e-14));
  CHECK(law.paid_by(30) == Approx(0.888377464949).epsilon(1e-11));
  CHECK(law.paid_by(60) == Approx(0.947156079928).epsilon(1e-11));
  CHECK(law.paid_by(90) == Approx(0.961397859578).epsilon(1e-11));
  CHECK(law.paid_by(180) == Approx(0.968933967604).epsilon(1e-11));
  CHECK(law.paid_by(100'000'000) == Approx(0.97).epsilon(1e-14));
}

TEST_CASE("the built-in law of overdue items is late for all and lost for a tenth") {
  const PaymentDelay law = PaymentDelay::overdue_assumption();
  CHECK(law.paid_by(0) == 0.0);
  CHECK(law.paid_by(30) == Approx(0.45).epsilon(1e-14));
  CHECK(law.never() == 0.10);
}

TEST_CASE("shares that miss 1 by a rounding leave nobody late") {
  for (const double miss : {-9e-10, -1e-11, 0.0, 1e-11, 9e-10}) {
    const PaymentDelay law = PaymentDelay::mixture(0.97, 0.03 - miss, std::nullopt);
    CHECK(law.on_time() + law.never() == 1.0);
    CHECK(law.paid_by(0) == law.paid_by(10000));
  }
  const PaymentDelay with_late_part = PaymentDelay::mixture(0.97, 0.03 - 9e-10, late);
  CHECK(with_late_part.paid_by(0) == 1.0 - with_late_part.never());
}

TEST_CASE("shares that are none, or leave lateness without a law, break a contract") {
  CHECK_THROWS_AS(PaymentDelay::mixture(0.9, 0.05, std::nullopt), ContractError);
  CHECK_THROWS_AS(PaymentDelay::mixture(0.9, 0.2, late), ContractError);
  CHECK_THROWS_AS(PaymentDelay::mixture(-0.1, 0.2, late), ContractError);
  CHECK_THROWS_AS(PaymentDelay::mixture(0.5, 0.0, LatePart{0.0, 1.0}), ContractError);
  CHECK_THROWS_AS(PaymentDelay::mixture(0.5, 0.0, LatePart{10.0, 0.0}), ContractError);
}

TEST_CASE("a table steps at its days, early ones included") {
  const PaymentDelay law = early_law();
  CHECK(law.paid_by(-4) == 0.0);
  CHECK(law.paid_by(-3) == Approx(0.1));
  CHECK(law.paid_by(-1) == Approx(0.1));
  CHECK(law.paid_by(0) == Approx(0.6));
  CHECK(law.paid_by(29) == Approx(0.6));
  CHECK(law.paid_by(30) == Approx(0.9));
  CHECK(law.paid_by(100000) == Approx(0.9));
  CHECK(law.on_time() == Approx(0.6));
  CHECK(law.never() == Approx(0.1));
  CHECK(law.earliest_days() == -3);
}

TEST_CASE("a table may hold early, late or lost payments only") {
  const PaymentDelay early = law_of({{1.0, -2}});
  CHECK(early.paid_by(-2) == 1.0);
  CHECK(early.earliest_days() == -2);
  const PaymentDelay late_only = law_of({{0.5, 10}, {1.0, 20}});
  CHECK(late_only.paid_by(9) == 0.0);
  CHECK(late_only.paid_by(10) == 0.5);
  CHECK(late_only.paid_by(20) == 1.0);
  CHECK(late_only.earliest_days() == 0);
  const PaymentDelay lost = law_of({{1.0, std::nullopt}});
  CHECK(lost.never() == 1.0);
  CHECK(lost.paid_by(1000) == 0.0);
}

TEST_CASE("rows of probability 0 say nothing") {
  const PaymentDelay law = law_of({{0.0, -5}, {0.5, 10}, {1.0, 20}});
  CHECK(law.paid_by(-5) == 0.0);
  CHECK(law.paid_by(0) == 0.0);
  CHECK(law.paid_by(10) == 0.5);
  CHECK(law.earliest_days() == 0);
  PaymentDelay shocked = law;
  shocked.set_masses(0.5, 0.0);
  CHECK(shocked.paid_by(-1) == 0.0);
  CHECK(shocked.paid_by(0) == 0.5);
  CHECK(law_of({{0.0, -5}, {0.5, -2}, {1.0, 20}}).earliest_days() == -2);
}

TEST_CASE("new masses are clipped, and never wins") {
  PaymentDelay law = PaymentDelay::mixture(0.6, 0.1, late);
  law.set_masses(0.8, 0.5);
  CHECK(law.never() == 0.5);
  CHECK(law.on_time() == 0.5);
  law.set_masses(-0.2, 1.7);
  CHECK(law.never() == 1.0);
  CHECK(law.on_time() == 0.0);
  CHECK(law.paid_by(100000) == 0.0);
}

TEST_CASE("a table keeps its early and late shapes under new masses") {
  PaymentDelay law = early_law();
  law.set_masses(0.3, 0.2);
  CHECK(law.paid_by(-3) == Approx(0.05));
  CHECK(law.paid_by(0) == Approx(0.3));
  CHECK(law.paid_by(30) == Approx(0.8));
}

TEST_CASE("lateness without a law gets the built-in one") {
  PaymentDelay law;
  law.set_masses(0.5, 0.1);
  CHECK(law.paid_by(30) == Approx(0.7));
  PaymentDelay table = law_of({{1.0, 0}});
  table.set_masses(0.5, 0.1);
  CHECK(table.paid_by(30) == Approx(0.7));
}

TEST_CASE("a stretch by a factor and an addition moves the law") {
  const PaymentDelay written = PaymentDelay::mixture(0.6, 0.03, late);
  PaymentDelay doubled = written, later = written;
  doubled.stretch_lateness(2.0, 0.0);
  later.stretch_lateness(1.0, 10.0);
  for (const int days : {1, 7, 15, 90}) {
    CHECK(doubled.paid_by(2 * days) == Approx(written.paid_by(days)).epsilon(1e-14));
    CHECK(later.paid_by(days + 10) == Approx(written.paid_by(days)).epsilon(1e-14));
  }
  CHECK(later.paid_by(10) == 0.6);
}

TEST_CASE("lateness does not fall below 0 days") {
  PaymentDelay law = PaymentDelay::mixture(0.0, 0.0, late);
  law.stretch_lateness(1.0, -15.0);
  CHECK(law.paid_by(-1) == 0.0);
  CHECK(law.paid_by(0) == Approx(0.5));
  law.stretch_lateness(1.0, 20.0);  // from max(0, X - 15), not from X
  CHECK(law.paid_by(19) == 0.0);
  CHECK(law.paid_by(20) == Approx(0.5));
  law.stretch_lateness(0.0, 3.0);
  CHECK(law.paid_by(2) == 0.0);
  CHECK(law.paid_by(3) == 1.0);
}

TEST_CASE("a stretched table steps on whole days, in spite of binary fractions") {
  PaymentDelay law = early_law();
  law.stretch_lateness(1.1, 0.0);
  CHECK(law.paid_by(32) == Approx(0.6));
  CHECK(law.paid_by(33) == Approx(0.9));  // 33 / 1.1 is a little below 30 in binary
  PaymentDelay shorter = early_law();
  shorter.stretch_lateness(1.0, -30.0);
  CHECK(shorter.paid_by(0) == Approx(0.9));
  CHECK(shorter.paid_by(-1) == Approx(0.1));
}

TEST_CASE("a new median keeps the shape and drops earlier stretches") {
  PaymentDelay law = PaymentDelay::mixture(0.6, 0.0, late);
  law.stretch_lateness(7.0, 3.0);
  law.set_late_median(40.0);
  CHECK(law.paid_by(40) == Approx(0.8));
  CHECK(law.paid_by(80) == Approx(0.6 + 0.4 * normal_cdf(logarithm(2.0) / 0.9)));

  PaymentDelay table = law_of({{0.6, 0}, {0.7, 10}, {0.9, 20}, {1.0, 40}});
  table.set_late_median(30.0);  // of those late, 1 in 4 came by 10 days and 3 in 4 by 20
  CHECK(table.paid_by(14) == Approx(0.6));
  CHECK(table.paid_by(15) == Approx(0.7));
  CHECK(table.paid_by(30) == Approx(0.9));
  CHECK(table.paid_by(60) == Approx(1.0));
  CHECK_THROWS_AS(table.set_late_median(0.0), ContractError);
}

TEST_CASE("a stretch after a new median acts on it") {
  PaymentDelay law = PaymentDelay::mixture(0.0, 0.0, late);
  law.set_late_median(40.0);
  law.stretch_lateness(2.0, 0.0);
  CHECK(law.paid_by(80) == Approx(0.5));
}

TEST_CASE("a law rises from 0 to all that is ever paid, whatever shocks it") {
  CHECK(rc::check("paid_by", [] {
    const double never = *rc::gen::inRange(0, 101) / 100.0;
    const double on_time = (1.0 - never) * *rc::gen::inRange(0, 101) / 100.0;
    PaymentDelay law = PaymentDelay::mixture(
        on_time, never, LatePart{*rc::gen::inRange(1, 400) / 4.0, *rc::gen::inRange(1, 40) / 10.0});
    if (*rc::gen::arbitrary<bool>()) law = early_law();
    const int shocks = *rc::gen::inRange(0, 4);
    for (int i = 0; i < shocks; ++i) {
      const int kind = *rc::gen::inRange(0, 3);
      if (kind == 0) law.stretch_lateness(*rc::gen::inRange(0, 30) / 10.0, *rc::gen::inRange(-20, 20));
      if (kind == 1) law.set_late_median(*rc::gen::inRange(1, 100));
      if (kind == 2) law.set_masses(*rc::gen::inRange(-2, 13) / 10.0, *rc::gen::inRange(-2, 13) / 10.0);
    }
    double before = 0.0;
    for (int days = -5; days <= 4000; days += days < 100 ? 1 : 97) {
      const double probability = law.paid_by(days);
      RC_ASSERT(probability >= before);
      if (days < law.earliest_days()) RC_ASSERT(probability == 0.0);
      if (days >= 0) RC_ASSERT(probability >= law.on_time() - 1e-15);
      RC_ASSERT(probability <= 1.0 - law.never() + 1e-12);
      before = probability;
    }
  }));
}

// The example of docs/model/payment_delay.md: punctuality lost makes an invoice that is already late look better.
TEST_CASE("a lower on_time lowers the share of never among what is 30 days overdue") {
  PaymentDelay law = PaymentDelay::mixture(0.60, 0.03, late);
  CHECK(law.never() / (1.0 - law.paid_by(30)) == Approx(0.268763).epsilon(1e-5));
  law.set_masses(0.30, 0.03);
  CHECK(law.never() / (1.0 - law.paid_by(30)) == Approx(0.168726).epsilon(1e-5));
}

// 0.37 (1 - Phi(ln(k / 15) / 0.9)) + 0.03 and, for the far tail, 1 - Phi(ln(50 / 12) / 0.2), computed elsewhere.
TEST_CASE("what is unpaid is known down to the smallest share") {
  const PaymentDelay law = PaymentDelay::mixture(0.60, 0.03, late);
  CHECK(law.unpaid_after(-1) == 1.0);
  CHECK(law.unpaid_after(0) == 0.4);
  for (const int days : {7, 30, 180}) CHECK(law.unpaid_after(days) == Approx(1.0 - law.paid_by(days)).epsilon(1e-14));
  const PaymentDelay strict = PaymentDelay::mixture(0.0, 0.0, LatePart{12.0, 0.2});
  CHECK(strict.unpaid_after(50) == Approx(4.8e-13).epsilon(0.02));
  CHECK(strict.unpaid_after(1000) > 0.0);
  std::vector<double> side_by_side(60);
  early_law().unpaid_after(-5, side_by_side);
  for (int days = -5; days < 55; ++days)
    CHECK(side_by_side[static_cast<std::size_t>(days + 5)] == early_law().unpaid_after(days));
  strict.unpaid_after(-5, side_by_side);
  for (int days = -5; days < 55; ++days)
    CHECK(side_by_side[static_cast<std::size_t>(days + 5)] == strict.unpaid_after(days));
  CHECK(PaymentDelay().unpaid_after(0) == 0.0);
  CHECK(law_of({{0.4, 0}, {1.0, 45}}).unpaid_after(45) == 0.0);
}

TEST_CASE("a law is certain after a day where only one day is left, or none") {
  CHECK(PaymentDelay().is_certain_after(-1));
  CHECK(law_of({{0.3, 0}, {1.0, 60}}).is_certain_after(10));
  CHECK_FALSE(law_of({{0.5, 60}, {1.0, 90}}).is_certain_after(40));
  CHECK(law_of({{0.5, 60}, {1.0, 90}}).is_certain_after(60));
  CHECK(law_of({{0.5, 60}, {1.0, std::nullopt}}).is_certain_after(60));
  CHECK_FALSE(PaymentDelay::overdue_assumption().is_certain_after(500));
}
