// The public contract test cases of ACTUS (bullet, equal principal, annuity, negative amortiser): terms, and the exact
// schedule of events. The cases are not ours to pass on: they are read from the folder `actus` of the one that
// HEADROOM_DATA names.

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "models/loan.hpp"

using namespace headroom;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

// Amounts are played in billionths, so that our rounding to whole units cannot be seen: every date must be the same,
// and every amount agree to a millionth.
constexpr double units_in_one = 1e9;
constexpr double tolerance = 1e-6;

/// Cases with features that a small firm's loan does not have.
const std::map<std::string, std::string> left_out = {
    {"pam25",
     "matures at 23:59:59, so that interest runs a day longer than to its date: a loan here knows days, not times of "
     "day"},
    {"lam17",
     "interest on a base that is set to the balance every two months only: a small firm owes interest on what it owes"},
    {"nam15",
     "interest on a base that is set to the balance every two months only: a small firm owes interest on what it owes"},
    {"lam25", "interest scaled by a price index: an inflation-linked security, not a bank loan"},
};

// What is in a case and is no payment of the borrower's schedule, and so is not compared: the payout (IED; it lies
// before as_of, and a discount withheld then is the lender's price), the sale of the loan to another lender (PRD), a
// lender's price for ending it early (TD; payments up to that day are compared), and events without payment: rate
// resets (RR, RRF; the rates are compared), a payment worked out anew (PRF), interest that joins the balance (IPCI; the
// balance is compared), settings of the interest base (IPCB).
const std::set<std::string> not_payments = {"IED", "PRD", "TD", "RR", "RRF", "PRF", "IPCI", "IPCB"};

const std::set<std::string> known_terms = {
    "contractType", "contractID", "contractRole", "contractDealDate", "statusDate", "currency", "initialExchangeDate",
    "notionalPrincipal", "maturityDate", "amortizationDate", "nominalInterestRate", "accruedInterest",
    "dayCountConvention", "endOfMonthConvention", "businessDayConvention", "calendar",
    "cycleAnchorDateOfInterestPayment", "cycleOfInterestPayment", "cycleAnchorDateOfPrincipalRedemption",
    "cycleOfPrincipalRedemption", "nextPrincipalRedemptionPayment", "capitalizationEndDate",
    "cycleAnchorDateOfRateReset", "cycleOfRateReset", "marketObjectCodeOfRateReset", "rateMultiplier", "rateSpread",
    "fixingDays", "nextResetRate", "interestCalculationBase",
    // of a payout, a sale or an early end, see above
    "premiumDiscountAtIED", "purchaseDate", "priceAtPurchaseDate", "terminationDate", "priceAtTerminationDate"};

double number(const json& value) {
  return value.is_string() ? std::stod(value.get<std::string>()) : value.get<double>();
}

Date date_in(const std::string& time) { return parse_date(std::string_view(time).substr(0, 10)).value(); }

Minor in_units(double amount) { return round_half_away(amount * units_in_one); }

/// `P3ML1`: a period of 3 months; 1 for a short last period, 0 for a long one.
struct Cycle {
  Every every;
  bool long_last_period = false;
};

Cycle cycle_of(const std::string& text) {
  const std::size_t unit = text.find_first_of("DWMQHY");
  const int count = std::stoi(text.substr(1, unit - 1));
  const std::map<char, Every> units = {{'D', {0, 1}},         {'W', Every::week},      {'M', Every::month},
                                       {'Q', Every::quarter}, {'H', Every::half_year}, {'Y', Every::year}};
  const Every every = units.at(text[unit]);
  return {{count * every.months, count * every.days}, text.substr(unit + 1) == "L0"};
}

/// One case, its terms as a loan of ours.
class Case {
 public:
  Case(std::string name, const json& data) : name_(std::move(name)), data_(data), terms_(data.at("terms")) { read(); }

  const Loan& loan() const { return loan_; }

 private:
  bool has(const char* term) const { return terms_.contains(term); }
  std::string text(const char* term) const { return terms_.at(term).get<std::string>(); }
  double value(const char* term) const { return number(terms_.at(term)); }
  Date date(const char* term) const { return date_in(text(term)); }

  void read() {
    for (const auto& [term, unused] : terms_.items())
      if (known_terms.count(term) == 0) FAIL(name_ << " has a term that is not known: " << term);
    loan_.balance = in_units(value("notionalPrincipal"));
    loan_.rate_annual = value("nominalInterestRate");
    loan_.accrued_from = std::max(date("initialExchangeDate"), date("statusDate"));
    const std::map<std::string, DayCount> day_counts = {{"A365", DayCount::act_365f},
                                                        {"AA", DayCount::act_act},
                                                        {"30E360", DayCount::thirty_e_360},
                                                        {"A360", DayCount::act_360}};
    loan_.day_count = day_counts.at(text("dayCountConvention"));
    read_dates();
    read_repayment();
    read_business_days();
    loan_.maturity = maturity();
    if (has("cycleOfRateReset")) read_resets();
  }

  void read_dates() {
    const Cycle interest = cycle_of(text("cycleOfInterestPayment"));
    loan_.next_payment = date("cycleAnchorDateOfInterestPayment");
    loan_.every = interest.every;
    loan_.long_last_period = interest.long_last_period;
    loan_.on_last_day = has("endOfMonthConvention") && text("endOfMonthConvention") == "EOM" &&
                        interest.every.months > 0 && is_last_day_of_month(loan_.next_payment);
    if (has("capitalizationEndDate")) loan_.capitalised_until = date("capitalizationEndDate");
    if (!has("cycleOfPrincipalRedemption")) return;
    loan_.principal_from = date("cycleAnchorDateOfPrincipalRedemption");
    loan_.principal_every = cycle_of(text("cycleOfPrincipalRedemption")).every;
  }

  void read_repayment() {
    const std::map<std::string, Repayment> kinds = {{"PAM", Repayment::interest_only},
                                                    {"LAM", Repayment::equal_principal},
                                                    {"ANN", Repayment::annuity},
                                                    {"NAM", Repayment::annuity}};
    loan_.repayment = kinds.at(text("contractType"));
    loan_.payment_kept_at_reset = text("contractType") == "NAM";
    if (!has("nextPrincipalRedemptionPayment")) return;
    (loan_.repayment == Repayment::annuity ? loan_.payment : loan_.principal_payment) =
        in_units(value("nextPrincipalRedemptionPayment"));
  }

  /// MF is a calendar of Mondays to Fridays, NC one without holidays. SCMP differs from "preceding" only where that
  /// would lead into the month before, which it never does from a month's end.
  void read_business_days() {
    if (!has("businessDayConvention")) return;
    REQUIRE(text("calendar") == "MF");
    const std::map<std::string, BusinessDays> rules = {{"SCF", BusinessDays::following},
                                                       {"SCMF", BusinessDays::modified_following},
                                                       {"SCMP", BusinessDays::preceding}};
    loan_.business_days = rules.at(text("businessDayConvention"));
  }

  Date maturity() const {
    if (has("maturityDate")) return date("maturityDate");
    if (has("amortizationDate")) return date("amortizationDate");
    // The standard estimates the length of this one from its first interest, which leaves a larger last payment than
    // need be.
    if (name_ == "nam19") return Date::of(2014, 8, 1);
    const auto repaid = date_repaid(loan_);
    REQUIRE(repaid);
    return *repaid;
  }

  /// An observation is stamped with the reset that it is for: it was made on that reset's fixing day.
  void read_resets() {
    FloatingRate floating;
    floating.index = text("marketObjectCodeOfRateReset");
    if (has("rateSpread")) floating.spread = value("rateSpread");
    if (has("rateMultiplier")) floating.multiplier = value("rateMultiplier");
    if (has("fixingDays")) floating.fixing_days = cycle_of(text("fixingDays") + "L1").every.days;
    if (has("nextResetRate")) floating.next_rate = value("nextResetRate");
    floating.next_reset = date("cycleAnchorDateOfRateReset");
    floating.reset_every = cycle_of(text("cycleOfRateReset")).every;
    RateSeries series{floating.index, {}};
    for (const json& point : data_.at("dataObserved").at(floating.index).at("data"))
      series.fixings.push_back(
          {date_in(point.at("timestamp").get<std::string>()) - floating.fixing_days, number(point.at("value"))});
    loan_.resets = rate_resets(floating, series, loan_.maturity);
    loan_.floating = floating;
  }

  std::string name_;
  const json& data_;
  const json& terms_;
  Loan loan_;
};

/// What is paid on a day.
struct Paid {
  double interest = 0.0;
  double principal = 0.0;
};

bool is_paid(const Paid& paid) { return std::abs(paid.interest) > tolerance || std::abs(paid.principal) > tolerance; }

std::map<Date, Paid> without_nothing(std::map<Date, Paid> payments) {
  std::erase_if(payments, [](const auto& entry) { return !is_paid(entry.second); });
  return payments;
}

std::map<Date, Paid> expected_payments(const json& data) {
  const double sign = data.at("terms").at("contractRole") == "RPL" ? -1.0 : 1.0;
  std::map<Date, Paid> payments;
  for (const json& event : data.at("results")) {
    const auto type = event.at("eventType").get<std::string>();
    if (not_payments.count(type) > 0) continue;
    REQUIRE((type == "IP" || type == "PR" || type == "MD"));
    Paid& paid = payments[date_in(event.at("eventDate").get<std::string>())];
    (type == "IP" ? paid.interest : paid.principal) += sign * number(event.at("payoff"));
  }
  return without_nothing(std::move(payments));
}

struct Played {
  std::map<Date, Paid> payments;
  std::map<Date, double> balance;  ///< after each of its days
};

Played played(const Loan& loan, const json& terms) {
  const bool ends = terms.contains("terminationDate");
  Played result;
  for (const Instalment& instalment : instalments(repayment_plan(loan))) {
    if (ends && instalment.date > date_in(terms.at("terminationDate").get<std::string>())) break;
    result.payments[instalment.date] = {static_cast<double>(instalment.interest) / units_in_one,
                                        static_cast<double>(instalment.principal) / units_in_one};
    result.balance[instalment.date] = static_cast<double>(instalment.balance_after) / units_in_one;
  }
  result.payments = without_nothing(std::move(result.payments));
  return result;
}

/// Compares one case; the largest difference of an amount.
double compare(const std::string& name, const json& data) {
  INFO(name);
  const Loan loan = Case(name, data).loan();
  const Played ours = played(loan, data.at("terms"));
  const std::map<Date, Paid> theirs = expected_payments(data);
  double largest = 0.0;
  const auto check = [&](double own, double given, Date date, const char* what) {
    INFO(what << " on " << iso_text(date) << ": " << own << ", given as " << given);
    CHECK(std::abs(own - given) <= tolerance);
    largest = std::max(largest, std::abs(own - given));
  };
  std::string own_dates, given_dates;
  for (const auto& [date, paid] : ours.payments) own_dates += iso_text(date) + " ";
  for (const auto& [date, paid] : theirs) given_dates += iso_text(date) + " ";
  CHECK(own_dates == given_dates);
  CHECK_FALSE(theirs.empty());
  for (const auto& [date, paid] : theirs) {
    if (ours.payments.count(date) == 0) continue;
    check(ours.payments.at(date).interest, paid.interest, date, "interest");
    check(ours.payments.at(date).principal, paid.principal, date, "principal");
  }
  for (const json& event : data.at("results")) {
    const auto type = event.at("eventType").get<std::string>();
    const Date date = date_in(event.at("eventDate").get<std::string>());
    const auto balance = ours.balance.find(date);  // a loan repaid early has no dates after that
    if (type == "PR" || type == "IPCI")
      check(balance == ours.balance.end() ? 0.0 : balance->second, std::abs(number(event.at("notionalPrincipal"))),
            date, "balance");
    if (type == "RR" || type == "RRF")
      check(rate_from(loan, date), number(event.at("nominalInterestRate")), date, "rate");
  }
  return largest;
}

}  // namespace

TEST_CASE("loans reproduce the schedules of the ACTUS cases", "[actus][data]") {
  const char* data = std::getenv("HEADROOM_DATA");
  const fs::path folder = fs::path(data == nullptr ? "" : data) / "actus";
  if (data == nullptr || !fs::exists(folder / "pam.json")) {
    WARN("skipped: HEADROOM_DATA names no folder with actus/pam.json");
    std::cout << "skipped: the ACTUS cases (HEADROOM_DATA names no folder with actus/pam.json)\n";
    return;
  }
  std::set<std::string> not_met;
  for (const auto& [name, reason] : left_out) not_met.insert(name);
  std::size_t count = 0, compared = 0;
  double largest = 0.0;
  for (const char* kind : {"pam", "lam", "ann", "nam"}) {
    std::ifstream file(folder / (std::string(kind) + ".json"));
    const json cases = json::parse(file);
    for (const auto& [name, one] : cases.items()) {
      ++count;
      not_met.erase(name);
      if (left_out.count(name) > 0) continue;
      largest = std::max(largest, compare(name, one));
      ++compared;
    }
  }
  CHECK(not_met.empty());
  CHECK(count == compared + left_out.size());
  std::cout << "ACTUS: " << compared << " of " << count << " cases compared, the largest difference of an amount "
            << largest << "\n";
  for (const auto& [name, reason] : left_out) std::cout << "left out: " << name << " (" << reason << ")\n";
}
