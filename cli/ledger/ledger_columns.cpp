#include "cli/ledger/ledger_columns.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "models/error.hpp"

namespace headroom {

namespace {

using enum ValueKind;
using namespace column_is;

constexpr std::string_view class_check =
    "class IN ('wages', 'tax', 'rent', 'utilities', 'loan', 'maintenance', 'insurance', 'supplier', 'owner', 'other')";
constexpr std::string_view every_check =
    "every IN ('week', 'month', 'quarter', 'half_year', 'year') OR every GLOB '[1-9]* *s'";

/// A column is {key, kind, what more it is, its bounds, what is taken for "?", its name in the database}.
std::vector<LedgerTable> all_tables() {
  return {
      {"company",
       "company.toml",
       "",
       TableForm::record,
       {{"company.name", text, must},
        {"company.as_of", date, must},
        {"company.currency", text, must},
        {"company.country", text, optional, "length(country) = 2"},
        {"company.sector", text},
        {"company.employees", whole, optional, "employees >= 0", "not known"},
        {"company.annual_revenue", money, not_negative, {}, "not known"},
        {"company.business_days", text, optional,
         "business_days IN ('none', 'following', 'modified_following', 'preceding')"},
        {"cash.balance", money, must | not_negative, {}, {}, "cash_balance"},
        {"cash.minimum", money, not_negative, {}, "0", "cash_minimum"}}},
      {"exchange_rate",
       "company.toml",
       "exchange_rates",
       TableForm::rates,
       {{"", text, must, {}, {}, "currency"}, {"", decimal, must, "CAST(rate AS REAL) > 0", {}, "rate"}},
       {},
       "company_id, currency"},
      {"payment_policy",
       "company.toml",
       "payment_policy",
       TableForm::policy,
       {{"", text, must, class_check, {}, "class"},
        {"", whole, optional, &days_range, "0", "days"},
        {"", whole, optional, "place > 0", {}, "place"}},
       {},
       "company_id, class"},
      {"dependence",
       "company.toml",
       "",
       TableForm::record,
       {{"dependence.market", real, optional, &share_range, "0"},
        {"dependence.counterparty", real, optional, &share_range, "0"}},
       {"coalesce(market, 0) + coalesce(counterparty, 0) <= 1.000000001"},
       "company_id"},
      {"fixed_cost",
       "company.toml",
       "fixed_cost",
       TableForm::entries,
       {{"name", text, must},
        {"class", text, must, class_check},
        {"amount", money, must | not_negative},
        {"every", text, must, every_check},
        {"next", date, must},
        {"day", text, optional, "day = 'last'"},
        {"until", date, optional, {}, "no end"},
        {"growth_annual", real, optional, &growth_range, "0"},
        {"currency", text}},
       {"until >= next", "day IS NULL OR every <> 'week'"}},
      {"loan",
       "company.toml",
       "loan",
       TableForm::entries,
       {{"name", text, must},
        {"balance", money, must | not_negative},
        {"rate_annual", real, must, &rate_range},
        {"next_payment", date},
        {"every", text, optional, every_check},
        {"maturity", date},
        {"repayment", text, optional, "repayment IN ('annuity', 'equal_principal', 'interest_only', 'bullet')"},
        {"day_count", text, optional, "day_count IN ('30E/360', 'Act/365F', 'Act/360', 'Act/Act')"},
        {"accrued_from", date, optional, {}, "as_of"},
        {"payment", money, not_negative, {}, "the level payment that repays the loan"},
        {"past_due", money, not_negative},
        {"past_due_since", date},
        {"currency", text},
        {"day", text, optional, "day = 'last'"},
        {"last_period", text, optional, "last_period IN ('short', 'long')"},
        {"business_days", text, optional, "business_days IN ('none', 'following', 'modified_following', 'preceding')"},
        {"principal_from", date, optional, {}, "next_payment"},
        {"principal_every", text},
        {"principal_payment", money, optional, "principal_payment > 0", "equal parts"},
        {"capitalised_until", date, optional, {}, "no interest capitalised"},
        {"fee", money, not_negative},
        {"fee_share", real, optional, &fee_share_range},
        {"next_fee", date},
        {"fee_every", text},
        {"index", text, optional, {}, {}, "index_name"},
        {"multiplier", real, optional, &multiplier_range, "1"},
        {"spread", real, optional, &spread_range},
        {"floor", real, optional, &rate_range, "0"},
        {"cap", real, optional, &rate_range, "no cap"},
        {"next_reset", date},
        {"reset_every", text},
        {"fixing_days", whole, optional, &fixing_days_range, "0"},
        {"next_reset_rate", real, optional, &rate_range, "the fixing in rates.csv"},
        {"payment_at_reset", text, optional, "payment_at_reset IN ('recalculated', 'kept')"}},
       {"maturity >= next_payment"},
       "company_id, name"},
      {"credit_line",
       "company.toml",
       "credit_line",
       TableForm::entries,
       {{"name", text, must},
        {"limit", money, must | not_negative, {}, {}, "limit_amount"},
        {"drawn", money, not_negative},
        {"rate_annual", real, must, &rate_range},
        {"until", date, optional, {}, "no end"},
        {"currency", text}},
       {"drawn <= limit_amount"},
       "company_id, name"},
      {"sales",
       "company.toml",
       "sales",
       TableForm::entries,
       {{"name", text, must},
        {"counterparty", text, must},
        {"amount", money, must | not_negative},
        {"every", text, must, every_check},
        {"next", date, must},
        {"until", date, optional, {}, "no end"},
        {"terms_days", whole, optional, &signed_days_range, "0"},
        {"season", numbers, optional, "season GLOB '[[]*,*,*,*,*,*,*,*,*,*,*,*]'", "1"},
        {"volatility", real, optional, &volatility_range, "0"},
        {"level_volatility", real, optional, &volatility_range, "0"},
        {"cost_share", real, optional, &cost_share_range},
        {"cost_flex", real, optional, &share_range, "0"},
        {"cost_lead_days", whole, optional, &signed_days_range, "0"},
        {"net_of_orders", truth},
        {"currency", text},
        {"supplier", text}},
       {"until >= next"}},
      {"counterparty",
       "counterparties.csv",
       "",
       TableForm::rows,
       {{"counterparty", text, must | imported},
        {"cancellation", real, imported, &probability_range, "0"},
        {"on_time", real, imported, &probability_range, "1"},
        {"late_median_days", real, imported, &median_range, "30"},
        {"late_sigma", real, imported, &sigma_range, "1"},
        {"never", real, imported, &probability_range, "0"},
        {"prompt_share", real, optional, &share_range, "0"},
        {"delay_law", text, imported},
        {"failure", real, imported, &probability_range, "0"},
        {"group", text, imported, {}, {}, "group_name"},
        {"country", text, imported, "length(country) = 2"},
        {"name", text},
        {"basis", text}},
       {"(late_median_days IS NULL) = (late_sigma IS NULL) OR notes IS NOT NULL",
        "coalesce(on_time, 0) + coalesce(never, 0) <= 1.000000001"},
       "company_id, counterparty"},
      {"delay_law",
       "delays.csv",
       "",
       TableForm::rows,
       {{"law", text, must},
        {"probability", real, must, &probability_range},
        {"days", whole, optional, &signed_days_range}},
       {},
       "company_id, law, probability"},
      {"receivable",
       "receivables.csv",
       "",
       TableForm::rows,
       {{"invoice", text, must | imported},
        {"counterparty", text, must | imported},
        {"due", date, must | imported},
        {"amount", money, must | imported},
        {"issued", date, imported},
        {"currency", text, imported},
        {"part", text},
        {"disputed", money, not_negative},
        {"dispute_lost", real, optional, &probability_range},
        {"dispute_until", date},
        {"credits", text},
        {"basis", text, imported}},
       {"disputed <= amount", "(disputed IS NULL) = (dispute_lost IS NULL)"},
       "company_id, counterparty, invoice, coalesce(part, '')"},
      {"sales_order",
       "orders.csv",
       "",
       TableForm::rows,
       {{"order", text, must | imported, {}, {}, "number"},
        {"counterparty", text, must | imported},
        {"ships", date, must | imported},
        {"amount", money, must | not_negative | imported},
        {"terms_days", whole, imported, &signed_days_range},
        {"placed", date, imported},
        {"currency", text, imported},
        {"cancellation", real, imported, &probability_range},
        {"deposit", money, not_negative | imported},
        {"deposit_refund", real, imported, &share_range},
        {"cost", money, not_negative | imported},
        {"cost_due", date, imported},
        {"cost_sunk", real, imported, &share_range},
        {"supplier", text},
        {"basis", text}},
       {"deposit <= amount"},
       "company_id, counterparty, number"},
      {"milestone",
       "milestones.csv",
       "",
       TableForm::rows,
       {{"order", text, must, {}, {}, "number"},
        {"counterparty", text, must},
        {"milestone", text, must},
        {"due", date, must},
        {"amount", money, must | not_negative},
        {"if_cancelled", real, optional, &share_range},
        {"basis", text}},
       {},
       "company_id, counterparty, number, milestone"},
      {"payable",
       "payables.csv",
       "",
       TableForm::rows,
       {{"bill", text, must | imported},
        {"counterparty", text, must | imported},
        {"due", date, must | imported},
        {"amount", money, must | not_negative | imported},
        {"issued", date, imported},
        {"currency", text, imported},
        {"class", text, imported, class_check},
        {"part", text},
        {"basis", text, imported}},
       {},
       "company_id, counterparty, bill, coalesce(part, '')"},
      {"supplier",
       "suppliers.csv",
       "",
       TableForm::rows,
       {{"supplier", text, must},
        {"late_interest", real, optional, &rate_range},
        {"late_fee", money, not_negative},
        {"grace_days", whole, optional, &days_range},
        {"stops_after", whole, optional, &days_range},
        {"when_stopped", text, optional, "when_stopped IN ('no_delivery', 'prepayment')"},
        {"prepayment_days", whole, optional, &days_range},
        {"currency", text},
        {"credit_limit", money, not_negative},
        {"terms_days", whole, optional, &days_range},
        {"basis", text}},
       {},
       "company_id, supplier"},
      {"rate_fixing",
       "rates.csv",
       "",
       TableForm::rows,
       {{"index", text, must, {}, {}, "index_name"}, {"date", date, must}, {"rate", real, must, &index_range}},
       {},
       "company_id, index_name, date"},
      {"history",
       "history.csv",
       "",
       TableForm::rows,
       {{"kind", text, must | imported, "kind IN ('invoice', 'order', 'bill')"},
        {"id", text, imported, {}, {}, "number"},
        {"counterparty", text, must | imported},
        {"issued", date, imported},
        {"due", date, imported},
        {"amount", money, must | imported},
        {"settled", date, imported},
        {"cancelled", truth, imported},
        {"currency", text, imported},
        {"part", text},
        {"basis", text, imported}},
       {},
       "company_id, kind, counterparty, number, coalesce(part, '')"}};
}

}  // namespace

std::optional<std::size_t> LedgerTable::index_of(std::string_view column) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [column](const LedgerColumn& c) { return c.name == column; });
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::optional<std::size_t> LedgerTable::index_of_key(std::string_view document_key) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [document_key](const LedgerColumn& c) { return c.key == document_key; });
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

const std::vector<LedgerTable>& ledger_tables() {
  static const std::vector<LedgerTable> tables = all_tables();
  return tables;
}

const LedgerTable* table_of_document(std::string_view document) {
  for (const LedgerTable& table : ledger_tables())
    if (table.form == TableForm::rows && table.document == document) return &table;
  return nullptr;
}

const std::vector<Column>& columns_of(std::string_view document) {
  static const std::map<std::string_view, std::vector<Column>> columns = [] {
    std::map<std::string_view, std::vector<Column>> all;
    for (const LedgerTable& table : ledger_tables())
      if (table.form == TableForm::rows)
        for (const LedgerColumn& column : table.columns)
          all[table.document].push_back(
              {column.key, column.is_required, column.bounds.range, may_be_unknown(table, column)});
    return all;
  }();
  const auto found = columns.find(document);
  if (found == columns.end()) throw ContractError("no table of a ledger has this name");
  return found->second;
}

std::string_view taken_for(std::string_view document, std::string_view table, std::string_view key) {
  for (const LedgerTable& known : ledger_tables()) {
    if (known.document != document) continue;
    for (const LedgerColumn& column : known.columns) {
      const bool is_it = known.form == TableForm::record   ? column.key == std::string(table) + "." + std::string(key)
                         : known.form == TableForm::policy ? known.key == table && column.name == "days"
                                                           : known.key == table && column.key == key;
      if (is_it) return column.taken;
    }
  }
  return {};
}

bool may_be_unknown(const LedgerTable& table, const LedgerColumn& column) {
  if (table.form == TableForm::rows) return !column.taken.empty();
  return column.kind != text && column.kind != truth && column.kind != numbers && column.name != "place";
}

bool is_importable(const LedgerTable& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const LedgerColumn& column) { return column.is_importable; });
}

}  // namespace headroom
