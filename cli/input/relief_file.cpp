#include "cli/input/relief_file.hpp"

#include <fmt/format.h>

#include "cli/input/day_window.hpp"
#include "cli/input/text_file.hpp"
#include "cli/input/toml_reader.hpp"

namespace headroom {

namespace {

const std::vector<std::string> repayment_names = {"annuity", "equal_principal", "interest_only", "bullet"};
const std::vector<std::string> day_count_names = {"30E/360", "Act/365F", "Act/360", "Act/Act"};
const std::vector<std::string> grace_names = {"interest_only", "capitalised", "simple"};

// Longer than any relief, short enough that every date can be counted.
constexpr int months_max = 360;
constexpr int days_max = 3650;

constexpr NumberRange relief_rate_range = {0.0, 1.0, "a yearly rate as a fraction from 0 to 1: 0.0435 is 4.35%"};
constexpr NumberRange revenue_share_range = {0.0, 10.0, "a share of a year's revenue above 0 and up to 10, such as 0.25", true};
constexpr NumberRange payroll_range = {0.0, 120.0, "a number of months above 0 and up to 120, such as 2.5", true};
constexpr NumberRange fee_range = {0.0, 0.99, "a share of the amount from 0 to 0.99: 0.01 is 1%"};

std::optional<Grace> parse_grace(std::string_view text) {
  if (text == "interest_only") return Grace::interest_only;
  if (text == "capitalised") return Grace::capitalised;
  if (text == "simple") return Grace::simple;
  return std::nullopt;
}

/// How much: exactly one of three ways, and a cap.
void read_amount(TomlReader& table, ReliefLoan& loan, const Currency& currency) {
  FaultLog& log = table.log();
  const auto amount = table.number("amount");
  loan.amount = money_not_negative_of(amount, currency, log);
  loan.share_of_revenue = number_of(table.number("share_of_revenue"), revenue_share_range, log);
  loan.payroll_months = number_of(table.number("payroll_months"), payroll_range, log);
  loan.cap = money_not_negative_of(table.number("cap"), currency, log);
  if (loan.amount && *loan.amount == 0) log.fault(amount->place, "`amount` of a loan is 0", amount->text, "write what would be lent");
  const int ways = int{table.has("amount")} + int{table.has("share_of_revenue")} + int{table.has("payroll_months")};
  if (ways == 0) log.fault(table.place(), "the loan has no amount", "", "add amount, share_of_revenue or payroll_months");
  if (ways > 1)
    log.fault(table.place(), "the loan gives its amount in more than one way", "",
              "keep one of amount, share_of_revenue and payroll_months");
}

/// Whole periods: the months of a loan and of its grace must hold them.
void log_broken_period(TomlReader& table, std::string_view key, int months, Every every) {
  const int period = months_in(every);
  if (period <= 1 || months % period == 0) return;
  table.log().fault(table.place_of(key), fmt::format("`{}` is not a whole number of periods of a {}", key, name_of(every)),
                    fmt::format("{}", months), fmt::format("write a multiple of {}", period));
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
    log.fault(table.place_of("grace_months"), fmt::format("`grace_months` leaves none of the {} months to repay in", *months),
              fmt::format("{}", *grace_months), "write fewer; for interest only up to the end write repayment = \"interest_only\"");
  if (months) log_broken_period(table, "months", *months, loan.every);
  if (grace_months) log_broken_period(table, "grace_months", *grace_months, loan.every);
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

ReliefLoan read_relief_loan(TomlReader& table, const Currency& currency) {
  FaultLog& log = table.log();
  ReliefLoan loan;
  read_amount(table, loan, currency);
  loan.rate_annual = number_of(table.number("rate_annual", Need::required), relief_rate_range, log).value_or(0.0);
  read_subsidy(table, loan);
  read_term(table, loan);
  loan.repayment = choice_of(table.text("repayment"), &parse_repayment, repayment_names, log).value_or(Repayment::annuity);
  loan.day_count = choice_of(table.text("day_count"), &parse_day_count, day_count_names, log).value_or(DayCount::thirty_e_360);
  loan.fee = number_of(table.number("fee"), fee_range, log).value_or(0.0);
  loan.disbursed_after_days = whole_number_of(table.number("disbursed_after_days"), 0, days_max, log).value_or(0);
  loan.approval_probability = number_of(table.number("approval_probability"), probability_range, log).value_or(1.0);
  loan.withheld_after = choice_of(table.text("withheld_after"), &parse_event, event_names(), log);
  loan.guarantee = number_of(table.number("guarantee"), share_range, log).value_or(0.0);
  return loan;
}

/// A class whose dues can be put off or helped with: any but the owner's drawings, which are nobody's due.
PaymentClass read_class(TomlReader& table) {
  const auto value = table.text("class", Need::required);
  const auto payment_class = choice_of(value, &parse_payment_class, payment_class_names(), table.log());
  if (payment_class == PaymentClass::owner)
    table.log().fault(value->place, "`class` is the owner", value->text, "name a class of dues: drawings are never in arrears");
  return payment_class.value_or(PaymentClass::other);
}

Deferral read_deferral(TomlReader& table) {
  FaultLog& log = table.log();
  Deferral deferral;
  deferral.payment_class = read_class(table);
  const DayWindow window = read_day_window(table);
  deferral.from = window.from;
  deferral.until = window.until;
  deferral.from_day = window.from_day;
  deferral.until_day = window.until_day;
  if (!table.has("until") && !table.has("until_day"))
    log.fault(table.place(), "the deferral has no end", "", "add until, a date, or until_day, days after as_of: repayment counts from it");
  deferral.repay_months = whole_number_of(table.number("repay_months"), 0, months_max, log).value_or(0);
  deferral.interest_free = truth_of(table.truth("interest_free"), log).value_or(false);
  return deferral;
}

Grant read_grant(TomlReader& table) {
  Grant grant;
  grant.payment_class = read_class(table);
  grant.share = number_of(table.number("share", Need::required), share_range, table.log()).value_or(0.0);
  const DayWindow window = read_day_window(table);
  grant.from = window.from;
  grant.until = window.until;
  grant.from_day = window.from_day;
  grant.until_day = window.until_day;
  return grant;
}

void read_eligibility(TomlReader& table, Eligibility& eligibility, const Currency& currency) {
  FaultLog& log = table.log();
  eligibility.employees_max = whole_number_of(table.number("employees_max"), 0, 10'000'000, log);
  eligibility.revenue_max = money_not_negative_of(table.number("revenue_max"), currency, log);
  eligibility.country = country_of(table.text("country"), log);
}

void read_head(TomlReader& root, Relief& relief, const std::string& file) {
  FaultLog& log = root.log();
  relief.name = line_of(root.text("name"), log).value_or(std::filesystem::path(file).stem().string());
  relief.description = paragraph_of(root.text("description"), log).value_or("");
  relief.source = paragraph_of(root.text("source"), log).value_or("");
  if (const auto assumptions = root.texts("assumptions"))
    for (const RawValue& assumption : *assumptions)
      if (const auto text = paragraph_of(std::optional(assumption), log)) relief.assumptions.push_back(*text);
}

}  // namespace

Result<Relief> read_relief_text(const std::string& file, std::string_view text, const std::string& ledger_currency) {
  const auto document = read_toml_text(file, text);
  if (!document) return document.faults();
  FaultLog log(file);
  TomlReader root(document.value(), "the relief", log);
  Relief relief;
  read_head(root, relief, file);
  const auto own_currency = currency_of(root.text("currency"), log);
  if (own_currency) relief.currency = own_currency->code;
  const Currency currency = own_currency.value_or(Currency{ledger_currency, currency_decimals(ledger_currency).value_or(2)});
  root.tables("loan", [&](TomlReader& table) { relief.loans.push_back(read_relief_loan(table, currency)); });
  root.tables("deferral", [&](TomlReader& table) { relief.deferrals.push_back(read_deferral(table)); });
  root.tables("grant", [&](TomlReader& table) { relief.grants.push_back(read_grant(table)); });
  root.table("eligibility", Need::optional, [&](TomlReader& table) { read_eligibility(table, relief.eligibility, currency); });
  root.finish();
  if (!has_fault(log.findings()) && relief.loans.empty() && relief.deferrals.empty() && relief.grants.empty())
    log.fault({}, "the relief holds nothing that helps", "", "add a [[loan]], a [[deferral]] or a [[grant]]");
  Faults findings = log.findings();
  sort_by_place(findings);
  if (has_fault(findings)) return findings;
  return relief;
}

Result<Relief> read_relief_file(const std::filesystem::path& path, const std::string& ledger_currency) {
  const auto text = read_text_file(path, toml_bytes_max);
  if (!text) return text.faults();
  return read_relief_text(path.string(), text.value(), ledger_currency);
}

}  // namespace headroom
