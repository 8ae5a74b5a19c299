#include "cli/what_if/relief_loan.hpp"

#include <fmt/format.h>

#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

const std::vector<std::string> repayment_names = {"annuity", "equal_principal", "interest_only", "bullet"};
const std::vector<std::string> day_count_names = {"30E/360", "Act/365F", "Act/360", "Act/Act"};
const std::vector<std::string> grace_names = {"interest_only", "capitalised", "simple"};

// Longer than any relief, short enough that every date can be counted.
constexpr int months_max = 360;
constexpr int days_max = 3650;
constexpr int weeks_max = 520;
constexpr int employees_most = 10'000'000;

constexpr NumberRange relief_rate_range = {0.0, 1.0, "a yearly rate as a fraction from 0 to 1: 0.0435 is 4.35%"};
constexpr NumberRange revenue_share_range = {0.0, 10.0,
                                             "a share of a year's revenue above 0 and up to 10, such as 0.25", true};
constexpr NumberRange payroll_range = {0.0, 120.0, "a number of months above 0 and up to 120, such as 2.5", true};
constexpr NumberRange guarantee_fee_range = {0.0, 0.2, "a yearly share of the balance from 0 to 0.2: 0.005 is 0.5%"};
constexpr NumberRange forgiven_share_range = {0.0, 1.0, "a share above 0 and up to 1, such as 0.6", true};
constexpr NumberRange fee_range = {0.0, 0.99, "a share of the amount from 0 to 0.99: 0.01 is 1%"};

std::optional<Grace> parse_grace(std::string_view text) {
  if (text == "interest_only") return Grace::interest_only;
  if (text == "capitalised") return Grace::capitalised;
  if (text == "simple") return Grace::simple;
  return std::nullopt;
}

/// The largest loans by size of the firm, the smallest firms first.
void read_caps_by_employees(TomlReader& table, ReliefLoan& loan, const Currency& currency) {
  FaultLog& log = table.log();
  table.tables("cap_by_employees", [&](TomlReader& row) {
    const auto most = row.number("employees_max");
    const CapByEmployees limit = {whole_number_of(most, 0, employees_most, log),
                                  money_not_negative_of(row.number("cap", Need::required), currency, log).value_or(0)};
    if (!loan.caps_by_employees.empty()) {
      const auto before = loan.caps_by_employees.back().employees_max;
      if (!before)
        log.fault(row.place(), "a `cap_by_employees` follows one that holds all larger firms", "",
                  "give the one before it employees_max");
      else if (limit.employees_max && *limit.employees_max <= *before)
        log.fault(most->place, message("`employees_max` does not rise: the one before is {}", *before), most->text,
                  "list the smallest firms first");
    }
    loan.caps_by_employees.push_back(limit);
  });
  if (table.has("cap_by_employees") && table.has("cap"))
    log.fault(table.place_of("cap"), "`cap` beside `cap_by_employees`", "", "keep one of them");
}

/// How much: exactly one of three ways, and what limits it.
void read_amount(TomlReader& table, ReliefLoan& loan, const Currency& currency) {
  FaultLog& log = table.log();
  const auto amount = table.number("amount");
  loan.amount = money_not_negative_of(amount, currency, log);
  loan.share_of_revenue = number_of(table.number("share_of_revenue"), revenue_share_range, log);
  loan.payroll_months = number_of(table.number("payroll_months"), payroll_range, log);
  loan.cap = money_not_negative_of(table.number("cap"), currency, log);
  if (loan.amount && *loan.amount == 0)
    log.fault(amount->place, "`amount` of a loan is 0", amount->text, "write what would be lent");
  read_caps_by_employees(table, loan, currency);
  const auto above = table.number("above");
  loan.above = money_not_negative_of(above, currency, log).value_or(0);
  if (above && loan.cap && loan.above >= *loan.cap)
    log.fault(above->place, "`above` leaves nothing to lend: it is not below `cap`", above->text,
              "write less than `cap`");
  const int ways = int{table.has("amount")} + int{table.has("share_of_revenue")} + int{table.has("payroll_months")};
  if (ways == 0)
    log.fault(table.place(), "the loan has no amount", "", "add amount, share_of_revenue or payroll_months");
  if (ways > 1)
    log.fault(table.place(), "the loan gives its amount in more than one way", "",
              "keep one of amount, share_of_revenue and payroll_months");
}

/// Whole periods: the months of a loan and of its grace must hold them.
void log_broken_period(TomlReader& table, std::string_view key, int months, Every every) {
  const int period = months_in(every);
  if (period <= 1 || months % period == 0) return;
  table.log().fault(table.place_of(key), message("`{}` is not a whole number of periods of a {}", key, name_of(every)),
                    fmt::format("{}", months), message("write a multiple of {}", period));
}

void read_term(TomlReader& table, ReliefLoan& loan) {
  FaultLog& log = table.log();
  const auto months = whole_number_of(table.number("months", Need::required), 1, months_max, log);
  const auto grace_months = whole_number_of(table.number("grace_months"), 0, months_max, log);
  loan.every = choice_of(table.text("every"), &parse_every, every_names(), log).value_or(Every::month);
  loan.grace = choice_of(table.text("grace"), &parse_grace, grace_names, log).value_or(Grace::interest_only);
  loan.months = months.value_or(1);
  loan.grace_months = grace_months.value_or(0);
  if (table.has("grace") && !table.has("grace_months"))
    log.fault(table.place_of("grace"), "`grace` without `grace_months`", "", "add grace_months, such as 6");
  if (months && grace_months && *grace_months >= *months)
    log.fault(table.place_of("grace_months"),
              message("`grace_months` leaves none of the {} months to repay in", *months),
              fmt::format("{}", *grace_months),
              "write fewer; for interest only up to the end write repayment = \"interest_only\"");
  loan.interest_only_months = whole_number_of(table.number("interest_only_months"), 0, months_max, log).value_or(0);
  if (months && loan.interest_only_months > 0 && loan.grace_months < *months &&
      loan.grace_months + loan.interest_only_months >= *months)
    log.fault(table.place_of("interest_only_months"),
              message("`interest_only_months` after the grace leaves none of the {} months to repay in", *months),
              fmt::format("{}", loan.interest_only_months),
              "write fewer; for interest only up to the end write repayment = \"interest_only\"");
  if (months) log_broken_period(table, "months", *months, loan.every);
  if (grace_months) log_broken_period(table, "grace_months", *grace_months, loan.every);
  log_broken_period(table, "interest_only_months", loan.interest_only_months, loan.every);
}

void read_subsidy(TomlReader& table, ReliefLoan& loan) {
  FaultLog& log = table.log();
  loan.interest_subsidy = number_of(table.number("interest_subsidy"), share_range, log).value_or(0.0);
  loan.subsidy_months = whole_number_of(table.number("subsidy_months"), 0, months_max, log).value_or(0);
  if (table.has("interest_subsidy") && !table.has("subsidy_months"))
    log.fault(table.place_of("interest_subsidy"), "`interest_subsidy` without `subsidy_months`", "",
              "add subsidy_months: for how long the state pays");
  if (table.has("subsidy_months") && !table.has("interest_subsidy"))
    log.fault(table.place_of("subsidy_months"), "`subsidy_months` without `interest_subsidy`", "",
              "add interest_subsidy: the share of the interest that the state pays");
}

/// Who or what stands behind the loan, and what a guarantee costs, in one number or by year of the loan.
void read_security(TomlReader& table, ReliefLoan& loan, const Currency& currency) {
  FaultLog& log = table.log();
  const auto collateral = table.number("collateral");
  loan.collateral = money_not_negative_of(collateral, currency, log);
  if (loan.collateral && *loan.collateral == 0)
    log.fault(collateral->place, "`collateral` of a loan is 0", collateral->text,
              "write what it is worth, or leave the key out");
  loan.guarantee = number_of(table.number("guarantee"), share_range, log).value_or(0.0);
  if (const auto fees = table.numbers_or_number("guarantee_fee_annual")) {
    for (const RawValue& fee : *fees)
      loan.guarantee_fees_annual.push_back(number_of(std::optional(fee), guarantee_fee_range, log).value_or(0.0));
    if (fees->empty())
      log.fault(table.place_of("guarantee_fee_annual"), "`guarantee_fee_annual` is empty", "",
                "list a fee for each year");
  }
}

/// Classes whose dues are certain, so that what falls due of them can be forgiven.
std::vector<PaymentClass> read_forgiven_costs(TomlReader& table) {
  FaultLog& log = table.log();
  std::vector<PaymentClass> costs;
  const auto texts = table.texts("forgiven_costs");
  if (!texts) return costs;
  for (const RawValue& text : *texts) {
    const auto payment_class = choice_of(std::optional(text), &parse_payment_class, payment_class_names(), log);
    if (!payment_class) continue;
    if (payment_class == PaymentClass::owner || payment_class == PaymentClass::loan ||
        payment_class == PaymentClass::supplier || payment_class == PaymentClass::other)
      log.fault(text.place, "`forgiven_costs` holds a class that no loan is forgiven for", text.text,
                "name wages, tax, rent, utilities, maintenance or insurance");
    costs.push_back(*payment_class);
  }
  if (texts->empty())
    log.fault(table.place_of("forgiven_costs"), "`forgiven_costs` is empty", "", "name a class, such as \"wages\"");
  return costs;
}

/// Nothing may be repaid before the decision, and the weeks that count must be over by then.
void log_forgiveness_out_of_time(TomlReader& table, const ReliefLoan& loan, const Forgiveness& forgiveness) {
  const bool repays_at_end = loan.repayment == Repayment::interest_only || loan.repayment == Repayment::bullet;
  const int latest = repays_at_end ? loan.months - 1 : loan.grace_months + loan.interest_only_months;
  if (forgiveness.after_months > latest)
    table.log().fault(table.place_of("forgiven_after_months"),
                      "`forgiven_after_months` is later than the first repayment",
                      fmt::format("{}", forgiveness.after_months), "write less, or more in grace_months");
  constexpr int shortest_month = 28;
  if (7 * forgiveness.weeks > shortest_month * forgiveness.after_months)
    table.log().fault(table.place_of("forgiven_weeks"), "`forgiven_weeks` end after `forgiven_after_months`",
                      fmt::format("{}", forgiveness.weeks), "write fewer");
}

void read_forgiveness(TomlReader& table, ReliefLoan& loan) {
  FaultLog& log = table.log();
  Forgiveness forgiveness;
  const auto share = number_of(table.number("forgiven_share"), forgiven_share_range, log);
  forgiveness.share = share.value_or(0.0);
  const auto after = whole_number_of(table.number("forgiven_after_months"), 0, months_max, log);
  forgiveness.after_months = after.value_or(0);
  forgiveness.wages_share = number_of(table.number("forgiven_wages_share"), forgiven_share_range, log);
  forgiveness.costs = read_forgiven_costs(table);
  forgiveness.weeks = whole_number_of(table.number("forgiven_weeks"), 1, weeks_max, log).value_or(0);
  const bool by_costs = table.has("forgiven_wages_share") || table.has("forgiven_costs");
  if (!table.has("forgiven_share")) {
    for (const char* key : {"forgiven_after_months", "forgiven_wages_share", "forgiven_costs", "forgiven_weeks"})
      if (table.has(key))
        log.fault(table.place_of(key), message("`{}` without `forgiven_share`", key), "",
                  "add forgiven_share, such as 1.0 for all of it");
    return;
  }
  if (!table.has("forgiven_after_months"))
    log.fault(table.place_of("forgiven_share"), "`forgiven_share` without `forgiven_after_months`", "",
              "add forgiven_after_months: when it is decided");
  if (by_costs && !table.has("forgiven_weeks"))
    log.fault(table.place_of(table.has("forgiven_costs") ? "forgiven_costs" : "forgiven_wages_share"),
              "what is forgiven depends on costs, and `forgiven_weeks` is missing", "",
              "add forgiven_weeks: for how long after disbursement costs count");
  if (!by_costs && table.has("forgiven_weeks"))
    log.fault(table.place_of("forgiven_weeks"), "`forgiven_weeks` without costs that count", "",
              "add forgiven_wages_share or forgiven_costs");
  if (share && after) log_forgiveness_out_of_time(table, loan, forgiveness);
  loan.forgiveness = std::move(forgiveness);
}

}  // namespace

ReliefLoan read_relief_loan(TomlReader& table, const Currency& currency) {
  FaultLog& log = table.log();
  ReliefLoan loan;
  read_amount(table, loan, currency);
  loan.rate_annual = number_of(table.number("rate_annual", Need::required), relief_rate_range, log).value_or(0.0);
  read_subsidy(table, loan);
  loan.interest_free_months = whole_number_of(table.number("interest_free_months"), 0, months_max, log).value_or(0);
  read_term(table, loan);
  loan.repayment =
      choice_of(table.text("repayment"), &parse_repayment, repayment_names, log).value_or(Repayment::annuity);
  loan.day_count =
      choice_of(table.text("day_count"), &parse_day_count, day_count_names, log).value_or(DayCount::thirty_e_360);
  loan.fee = number_of(table.number("fee"), fee_range, log).value_or(0.0);
  loan.disbursed_after_days = whole_number_of(table.number("disbursed_after_days"), 0, days_max, log).value_or(0);
  loan.approval_probability = number_of(table.number("approval_probability"), probability_range, log).value_or(1.0);
  loan.withheld_after = choice_of(table.text("withheld_after"), &parse_event, event_names(), log);
  read_security(table, loan, currency);
  if (loan.interest_only_months > 0 &&
      (loan.repayment == Repayment::interest_only || loan.repayment == Repayment::bullet))
    log.fault(table.place_of("interest_only_months"),
              message("`interest_only_months` beside repayment = \"{}\"", name_of(loan.repayment)), "",
              "keep one of them");
  read_forgiveness(table, loan);
  return loan;
}

}  // namespace headroom
