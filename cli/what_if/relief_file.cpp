#include "cli/what_if/relief_file.hpp"

#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/toml_reader.hpp"
#include "cli/what_if/day_window.hpp"
#include "cli/what_if/relief_loan.hpp"

namespace headroom {

namespace {

// Longer than any relief, short enough that every date can be counted.
constexpr int repay_months_max = 360;
constexpr NumberRange exempt_share_range = {0.0, 1.0, "a share above 0 and up to 1, such as 0.5", true};

/// A class whose dues can be put off or helped with: any but the owner's drawings, which are nobody's due.
std::optional<PaymentClass> read_class(TomlReader& table) {
  const auto value = table.text("class", Need::required);
  const auto payment_class = choice_of(value, &parse_payment_class, payment_class_names(), table.log());
  if (payment_class == PaymentClass::owner)
    table.log().fault(value->place, "`class` is the owner", value->text,
                      "name a class of dues: drawings are never in arrears");
  return payment_class;
}

Deferral read_deferral(TomlReader& table) {
  FaultLog& log = table.log();
  Deferral deferral;
  deferral.payment_class = read_class(table).value_or(PaymentClass::other);
  const DayWindow window = read_day_window(table);
  deferral.from = window.from;
  deferral.until = window.until;
  deferral.from_day = window.from_day;
  deferral.until_day = window.until_day;
  if (!table.has("until") && !table.has("until_day"))
    log.fault(table.place(), "the deferral has no end", "",
              "add until, a date, or until_day, days after as_of: repayment counts from it");
  deferral.repay_months = whole_number_of(table.number("repay_months"), 0, repay_months_max, log).value_or(0);
  deferral.interest_free = truth_of(table.truth("interest_free"), log).value_or(false);
  return deferral;
}

Grant read_grant(TomlReader& table) {
  Grant grant;
  grant.payment_class = read_class(table).value_or(PaymentClass::other);
  grant.share = number_of(table.number("share", Need::required), share_range, table.log()).value_or(0.0);
  const DayWindow window = read_day_window(table);
  grant.from = window.from;
  grant.until = window.until;
  grant.from_day = window.from_day;
  grant.until_day = window.until_day;
  return grant;
}

Exemption read_exemption(TomlReader& table) {
  FaultLog& log = table.log();
  Exemption exemption;
  if (table.has("class")) exemption.payment_class = read_class(table);
  else table.text("class");  // known, though not there
  exemption.item = line_of(table.text("item"), log).value_or("");
  exemption.share = number_of(table.number("share"), exempt_share_range, log).value_or(1.0);
  const DayWindow window = read_day_window(table);
  exemption.from = window.from;
  exemption.until = window.until;
  exemption.from_day = window.from_day;
  exemption.until_day = window.until_day;
  if (!table.has("class") && exemption.item.empty())
    log.fault(table.place(), "the exemption does not say of what", "",
              "add class, such as \"tax\", or item, a fixed cost by its name");
  const bool may_be_random =
      exemption.payment_class == PaymentClass::supplier || exemption.payment_class == PaymentClass::other;
  if (may_be_random && exemption.item.empty())
    log.fault(table.place_of("class"),
              message("an exemption of the whole class `{}`", name_of(*exemption.payment_class)), "",
              "add item: the fixed cost that it is about");
  return exemption;
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
  const Currency currency =
      own_currency.value_or(Currency{ledger_currency, currency_decimals(ledger_currency).value_or(2)});
  root.tables("loan", [&](TomlReader& table) { relief.loans.push_back(read_relief_loan(table, currency)); });
  root.tables("deferral", [&](TomlReader& table) { relief.deferrals.push_back(read_deferral(table)); });
  root.tables("grant", [&](TomlReader& table) { relief.grants.push_back(read_grant(table)); });
  root.tables("exemption", [&](TomlReader& table) { relief.exemptions.push_back(read_exemption(table)); });
  root.table("eligibility", Need::optional,
             [&](TomlReader& table) { read_eligibility(table, relief.eligibility, currency); });
  root.finish();
  if (!has_fault(log.findings()) && relief.loans.empty() && relief.deferrals.empty() && relief.grants.empty() &&
      relief.exemptions.empty())
    log.fault({}, "the relief holds nothing that helps", "",
              "add a [[loan]], a [[deferral]], a [[grant]] or an [[exemption]]");
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
