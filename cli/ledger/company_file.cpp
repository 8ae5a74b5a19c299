#include "cli/ledger/company_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "cli/ledger/ledger_columns.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr int employees_max = 10'000'000;
constexpr NumberRange exchange_range = {1e-9, 1e9,
                                        "how many units of the ledger's currency one unit is worth, such as 7.10"};

void read_company(TomlReader& table, LedgerDraft& draft) {
  FaultLog& log = table.log();
  Company& company = draft.ledger.company;
  company.name = line_of(table.text("name", Need::required), log).value_or("");
  draft.as_of = date_of(table.date("as_of", Need::required), log);
  if (draft.as_of && (draft.as_of->year() < as_of_year_least || draft.as_of->year() > as_of_year_most)) {
    log.fault(table.place_of("as_of"), "`as_of` is out of range", iso_text(*draft.as_of),
              message("write a day from {}-01-01 to {}-12-31", as_of_year_least, as_of_year_most));
    draft.as_of.reset();
  }
  if (draft.as_of) company.as_of = *draft.as_of;
  if (const auto currency = currency_of(table.text("currency", Need::required), log)) {
    company.currency = currency->code;
    company.decimals = currency->decimals;
    draft.rates.set_ledger_currency(*currency);
  }
  company.country = country_of(table.text("country"), log).value_or("");
  company.sector = line_of(table.text("sector"), log).value_or("");
  company.employees = whole_number_of(table.number("employees"), 0, employees_max, log);
  company.annual_revenue =
      money_not_negative_of(table.number("annual_revenue"), draft.rates.ledger_currency_or_any(), log);
  const std::vector<std::string> rules = {"none", "following", "modified_following", "preceding"};
  company.business_days =
      choice_of(table.text("business_days"), &parse_business_days, rules, log).value_or(BusinessDays::none);
}

void read_cash(TomlReader& table, LedgerDraft& draft) {
  FaultLog& log = table.log();
  const Currency currency = draft.rates.ledger_currency_or_any();
  const auto balance = table.number("balance", Need::required);
  draft.ledger.cash = money_of(balance, currency, log).value_or(0);
  if (draft.ledger.cash < 0)
    log.fault(balance->place, "`balance` is negative", balance->text,
              message("write balance = 0.00, and enter the overdraft in {} with its limit and what is drawn",
                      DocumentName{"[[credit_line]]"}));
  draft.ledger.cash_minimum = money_not_negative_of(table.number("minimum"), currency, log).value_or(0);
  draft.total.add(static_cast<double>(draft.ledger.cash), table.place_of("balance"), log);
  draft.total.add(static_cast<double>(draft.ledger.cash_minimum), table.place_of("minimum"), log);
}

void read_exchange_rates(TomlReader& table, LedgerDraft& draft) {
  FaultLog& log = table.log();
  for (const TomlEntry& entry : table.all_entries()) {
    const Place key_place = {entry.line, entry.column};
    if (!currency_decimals(entry.key)) {
      log.fault(key_place, message("{} names what is not a currency code", DocumentName{"[exchange_rates]"}), entry.key,
                "write the three capital letters of ISO 4217, such as USD");
      continue;
    }
    const auto value = table.number(entry.key);
    const auto rate = number_of(value, exchange_range, log);
    if (table.is_unknown(entry.key)) draft.rates.add(entry.key, Decimal{1, 0});  // so that its items can be read
    if (!rate) continue;
    const auto exact = parse_decimal(value->text);
    if (!exact) {
      log.fault(value->place, message("`{}` has too many digits", entry.key), value->text, "write at most 18 digits");
      continue;
    }
    if (entry.key == draft.ledger.company.currency && *rate != 1.0) {
      log.fault(value->place, "the ledger's own currency has an exchange rate other than 1", value->text,
                message("remove the line, or change `currency` (now {})", entry.key));
      continue;
    }
    draft.rates.add(entry.key, *exact);
  }
}

/// The classes listed first, then the others in their own order.
void read_payment_order(TomlReader& table, PaymentPolicy& policy) {
  const auto names = table.texts("order");
  if (!names) return;
  FaultLog& log = table.log();
  std::vector<PaymentClass> order;
  for (const RawValue& name : *names) {
    const auto payment_class = choice_of(std::optional(name), &parse_payment_class, payment_class_names(), log);
    if (!payment_class) continue;
    if (*payment_class == PaymentClass::owner)
      log.fault(name.place, "`order` places the owner", name.text, "remove it: the owner always comes last");
    else if (std::find(order.begin(), order.end(), *payment_class) != order.end())
      log.fault(name.place, "`order` names a class twice", name.text, "remove one of them");
    else order.push_back(*payment_class);
  }
  for (const PaymentClass payment_class : PaymentPolicy().order)
    if (std::find(order.begin(), order.end(), payment_class) == order.end()) order.push_back(payment_class);
  std::copy(order.begin(), order.end(), policy.order.begin());
}

void read_payment_policy(TomlReader& table, LedgerDraft& draft) {
  PaymentPolicy& policy = draft.ledger.payment_policy;
  for (const std::string_view name : payment_class_names()) {
    const auto days = whole_number_of(table.number(name), 0, days_most, table.log());
    policy.days[static_cast<std::size_t>(*parse_payment_class(name))] = days.value_or(0);
  }
  read_payment_order(table, policy);
}

/// Imports of before "?" wrote `cost_share = 0.00  # REPLACE` for what they could not know: "?" in its place, on the
/// same column.
std::string with_unanswered_shares(std::string_view text) {
  static const std::regex replace_me(R"((^|\n)([ \t]*cost_share[ \t]*=[ \t]*)0\.00([ \t]*#[ \t]*REPLACE\b))");
  if (text.find("REPLACE") == std::string_view::npos) return std::string(text);
  return std::regex_replace(std::string(text), replace_me, "$1$2\"?\" $3");
}

/// `basis` says where the figures of a table come from. What rests on an assumption is worth a warning, and true.
bool read_basis(TomlReader& table) {
  const auto basis = table.text("basis");
  if (!basis || !basis->text.starts_with(assumption_mark)) return false;
  table.log().warning(basis->place, message("{} rests on an assumption", table.name()), basis->text,
                      "put in what you know, and remove `basis`");
  return true;
}

}  // namespace

bool lacks_an_answer(const TomlReader& table, std::string_view name) {
  for (const LedgerTable& known : ledger_tables())
    if (known.key == name && known.form == TableForm::entries)
      return std::any_of(known.columns.begin(), known.columns.end(), [&](const LedgerColumn& column) {
        return column.taken.empty() && may_be_unknown(known, column) && table.is_unknown(column.key);
      });
  return false;
}

Dependence read_dependence(TomlReader& table) {
  constexpr double tolerance = 1e-12;  // 0.1 + 0.9 may exceed 1 by a rounding
  FaultLog& log = table.log();
  Dependence dependence;
  dependence.market = number_of(table.number("market"), share_range, log).value_or(0.0);
  dependence.counterparty = number_of(table.number("counterparty"), share_range, log).value_or(0.0);
  const double sum = dependence.market + dependence.counterparty;
  if (sum > 1.0 + tolerance)
    log.fault(table.place_of("counterparty"), "`market` and `counterparty` sum to more than 1", fmt::format("{}", sum),
              "lower one of them: what they leave of 1 is each item's own chance");
  else if (sum > 1.0) dependence.counterparty = 1.0 - dependence.market;
  return dependence;
}

void read_company_text(std::string_view text, LedgerDraft& draft, FaultLog& log) {
  const auto document = read_toml_text(log.file(), with_unanswered_shares(text));
  if (!document) return log.add_all(document.faults());
  log.accept_unknowns();
  TomlReader root(document.value(), message("{}", DocumentName{"company.toml"}), log);
  const auto with_basis = [](auto read) {
    return [read](TomlReader& table) {
      read(table);
      read_basis(table);
    };
  };
  root.table("company", Need::required, with_basis([&](TomlReader& table) { read_company(table, draft); }));
  root.table("cash", Need::required, with_basis([&](TomlReader& table) { read_cash(table, draft); }));
  root.table("exchange_rates", Need::optional, [&](TomlReader& table) { read_exchange_rates(table, draft); });
  root.table("payment_policy", Need::optional, [&](TomlReader& table) { read_payment_policy(table, draft); });
  root.table("dependence", Need::optional, [&](TomlReader& table) {
    draft.ledger.dependence = read_dependence(table);
    draft.assumed_risk.dependence = read_basis(table);
  });
  draft.ledger.exchange_rates = draft.rates.rates();
  AmountReader amounts(draft.rates, nullptr, log, "item");
  std::vector<Place> costs, sales;
  SeenItems loans, lines;
  root.tables("fixed_cost", with_basis([&](TomlReader& table) { read_fixed_cost(table, draft, amounts, costs); }));
  root.tables("loan", with_basis([&](TomlReader& table) { read_loan(table, draft, amounts, loans); }));
  root.tables("credit_line", with_basis([&](TomlReader& table) { read_credit_line(table, draft, amounts, lines); }));
  root.tables("sales", [&](TomlReader& table) {
    const std::size_t count_before = draft.ledger.sales.size();
    read_sales(table, draft, amounts, sales);
    if (read_basis(table) && draft.ledger.sales.size() > count_before) draft.assumed_risk.sales.push_back(count_before);
  });
  amounts.finish();
  root.finish();
}

}  // namespace headroom
