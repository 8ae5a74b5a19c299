#include "cli/store/schema.hpp"

#include <algorithm>

namespace headroom {

namespace {

using enum ValueKind;

constexpr bool required = true;

constexpr std::string_view class_check =
    "class IN ('wages', 'tax', 'rent', 'utilities', 'loan', 'maintenance', 'insurance', 'supplier', 'owner', 'other')";
constexpr std::string_view every_check =
    "every IN ('week', 'month', 'quarter', 'half_year', 'year') OR every GLOB '[1-9]* *s'";

StoredTable company_table() {
  return {"company",
          "company.toml",
          "",
          TableForm::record,
          {{"name", "company.name", text, required},
           {"as_of", "company.as_of", date, required},
           {"currency", "company.currency", text, required},
           {"country", "company.country", text, false, "length(country) = 2"},
           {"sector", "company.sector", text},
           {"employees", "company.employees", whole, false, "employees >= 0"},
           {"annual_revenue", "company.annual_revenue", money, false, "annual_revenue >= 0"},
           {"business_days", "company.business_days", text, false,
            "business_days IN ('none', 'following', 'modified_following', 'preceding')"},
           {"cash_balance", "cash.balance", money, required, "cash_balance >= 0"},
           {"cash_minimum", "cash.minimum", money, false, "cash_minimum >= 0"}}};
}

StoredTable dependence_table() {
  return {"dependence",
          "company.toml",
          "",
          TableForm::record,
          {{"market", "dependence.market", real, false, "market BETWEEN 0 AND 1"},
           {"counterparty", "dependence.counterparty", real, false, "counterparty BETWEEN 0 AND 1"}},
          {"coalesce(market, 0) + coalesce(counterparty, 0) <= 1.000000001"},
          "company_id"};
}

StoredTable fixed_cost_table() {
  return {"fixed_cost",
          "company.toml",
          "fixed_cost",
          TableForm::entries,
          {{"name", "name", text, required},
           {"class", "class", text, required, class_check},
           {"amount", "amount", money, required, "amount >= 0"},
           {"every", "every", text, required, every_check},
           {"next", "next", date, required},
           {"day", "day", text, false, "day = 'last'"},
           {"until", "until", date},
           {"growth_annual", "growth_annual", real, false, "growth_annual > -1 AND growth_annual <= 1"},
           {"currency", "currency", text}},
          {"until >= next", "day IS NULL OR every <> 'week'"}};
}

StoredTable loan_table() {
  return {"loan",
          "company.toml",
          "loan",
          TableForm::entries,
          {{"name", "name", text, required},
           {"balance", "balance", money, required, "balance >= 0"},
           {"rate_annual", "rate_annual", real, required, "rate_annual BETWEEN 0 AND 10"},
           {"next_payment", "next_payment", date},
           {"every", "every", text, false, every_check},
           {"maturity", "maturity", date},
           {"repayment", "repayment", text, false,
            "repayment IN ('annuity', 'equal_principal', 'interest_only', 'bullet')"},
           {"day_count", "day_count", text, false, "day_count IN ('30E/360', 'Act/365F', 'Act/360', 'Act/Act')"},
           {"accrued_from", "accrued_from", date},
           {"payment", "payment", money, false, "payment >= 0"},
           {"past_due", "past_due", money, false, "past_due >= 0"},
           {"past_due_since", "past_due_since", date},
           {"currency", "currency", text},
           {"day", "day", text, false, "day = 'last'"},
           {"last_period", "last_period", text, false, "last_period IN ('short', 'long')"},
           {"business_days", "business_days", text, false,
            "business_days IN ('none', 'following', 'modified_following', 'preceding')"},
           {"principal_from", "principal_from", date},
           {"principal_every", "principal_every", text},
           {"principal_payment", "principal_payment", money, false, "principal_payment > 0"},
           {"capitalised_until", "capitalised_until", date},
           {"fee", "fee", money, false, "fee >= 0"},
           {"fee_share", "fee_share", real, false, "fee_share > 0 AND fee_share <= 1"},
           {"next_fee", "next_fee", date},
           {"fee_every", "fee_every", text},
           {"index_name", "index", text},
           {"multiplier", "multiplier", real, false, "multiplier > 0 AND multiplier <= 10"},
           {"spread", "spread", real, false, "spread BETWEEN -1 AND 1"},
           {"floor", "floor", real, false, "floor BETWEEN 0 AND 10"},
           {"cap", "cap", real, false, "cap BETWEEN 0 AND 10"},
           {"next_reset", "next_reset", date},
           {"reset_every", "reset_every", text},
           {"fixing_days", "fixing_days", whole, false, "fixing_days BETWEEN 0 AND 366"},
           {"next_reset_rate", "next_reset_rate", real, false, "next_reset_rate BETWEEN 0 AND 10"},
           {"payment_at_reset", "payment_at_reset", text, false, "payment_at_reset IN ('recalculated', 'kept')"}},
          {"maturity >= next_payment"},
          "company_id, name"};
}

StoredTable credit_line_table() {
  return {"credit_line",
          "company.toml",
          "credit_line",
          TableForm::entries,
          {{"name", "name", text, required},
           {"limit_amount", "limit", money, required, "limit_amount >= 0"},
           {"drawn", "drawn", money, false, "drawn >= 0"},
           {"rate_annual", "rate_annual", real, required, "rate_annual BETWEEN 0 AND 10"},
           {"until", "until", date},
           {"currency", "currency", text}},
          {"drawn <= limit_amount"},
          "company_id, name"};
}

StoredTable sales_table() {
  return {"sales",
          "company.toml",
          "sales",
          TableForm::entries,
          {{"name", "name", text, required},
           {"counterparty", "counterparty", text, required},
           {"amount", "amount", money, required, "amount >= 0"},
           {"every", "every", text, required, every_check},
           {"next", "next", date, required},
           {"until", "until", date},
           {"terms_days", "terms_days", whole, false, "terms_days BETWEEN -3650 AND 3650"},
           {"season", "season", numbers, false, "season GLOB '[[]*,*,*,*,*,*,*,*,*,*,*,*]'"},
           {"volatility", "volatility", real, false, "volatility BETWEEN 0 AND 3"},
           {"level_volatility", "level_volatility", real, false, "level_volatility BETWEEN 0 AND 3"},
           {"cost_share", "cost_share", real, false, "cost_share BETWEEN 0 AND 10"},
           {"cost_flex", "cost_flex", real, false, "cost_flex BETWEEN 0 AND 1"},
           {"cost_lead_days", "cost_lead_days", whole, false, "cost_lead_days BETWEEN -3650 AND 3650"},
           {"net_of_orders", "net_of_orders", truth},
           {"currency", "currency", text},
           {"supplier", "supplier", text}},
          {"until >= next"}};
}

StoredTable counterparty_table() {
  return {
      "counterparty",
      "counterparties.csv",
      "",
      TableForm::rows,
      {{"counterparty", "counterparty", text, required},
       {"cancellation", "cancellation", real, false, "cancellation BETWEEN 0 AND 1"},
       {"on_time", "on_time", real, false, "on_time BETWEEN 0 AND 1"},
       {"late_median_days", "late_median_days", real, false, "late_median_days > 0 AND late_median_days <= 3650"},
       {"late_sigma", "late_sigma", real, false, "late_sigma > 0 AND late_sigma <= 10"},
       {"never", "never", real, false, "never BETWEEN 0 AND 1"},
       {"prompt_share", "prompt_share", real, false, "prompt_share BETWEEN 0 AND 1"},
       {"delay_law", "delay_law", text},
       {"failure", "failure", real, false, "failure BETWEEN 0 AND 1"},
       {"group_name", "group", text},
       {"country", "country", text, false, "length(country) = 2"},
       {"name", "name", text},
       {"basis", "basis", text}},
      {"(late_median_days IS NULL) = (late_sigma IS NULL)", "coalesce(on_time, 0) + coalesce(never, 0) <= 1.000000001"},
      "company_id, counterparty"};
}

StoredTable delay_law_table() {
  return {"delay_law",
          "delays.csv",
          "",
          TableForm::rows,
          {{"law", "law", text, required},
           {"probability", "probability", real, required, "probability BETWEEN 0 AND 1"},
           {"days", "days", whole, false, "days BETWEEN -3650 AND 3650"}},
          {},
          "company_id, law, probability"};
}

StoredTable receivable_table() {
  return {"receivable",
          "receivables.csv",
          "",
          TableForm::rows,
          {{"invoice", "invoice", text, required},
           {"counterparty", "counterparty", text, required},
           {"due", "due", date, required},
           {"amount", "amount", money, required},
           {"issued", "issued", date},
           {"currency", "currency", text},
           {"part", "part", text},
           {"disputed", "disputed", money, false, "disputed >= 0"},
           {"dispute_lost", "dispute_lost", real, false, "dispute_lost BETWEEN 0 AND 1"},
           {"dispute_until", "dispute_until", date},
           {"credits", "credits", text},
           {"basis", "basis", text}},
          {"disputed <= amount", "(disputed IS NULL) = (dispute_lost IS NULL)"},
          "company_id, counterparty, invoice, coalesce(part, '')"};
}

StoredTable order_table() {
  return {"sales_order",
          "orders.csv",
          "",
          TableForm::rows,
          {{"number", "order", text, required},
           {"counterparty", "counterparty", text, required},
           {"ships", "ships", date, required},
           {"amount", "amount", money, required, "amount >= 0"},
           {"terms_days", "terms_days", whole, false, "terms_days BETWEEN -3650 AND 3650"},
           {"placed", "placed", date},
           {"currency", "currency", text},
           {"cancellation", "cancellation", real, false, "cancellation BETWEEN 0 AND 1"},
           {"deposit", "deposit", money, false, "deposit >= 0"},
           {"deposit_refund", "deposit_refund", real, false, "deposit_refund BETWEEN 0 AND 1"},
           {"cost", "cost", money, false, "cost >= 0"},
           {"cost_due", "cost_due", date},
           {"cost_sunk", "cost_sunk", real, false, "cost_sunk BETWEEN 0 AND 1"},
           {"supplier", "supplier", text}},
          {"deposit <= amount"},
          "company_id, counterparty, number"};
}

StoredTable payable_table() {
  return {"payable",
          "payables.csv",
          "",
          TableForm::rows,
          {{"bill", "bill", text, required},
           {"counterparty", "counterparty", text, required},
           {"due", "due", date, required},
           {"amount", "amount", money, required, "amount >= 0"},
           {"issued", "issued", date},
           {"currency", "currency", text},
           {"class", "class", text, false, class_check},
           {"part", "part", text},
           {"basis", "basis", text}},
          {},
          "company_id, counterparty, bill, coalesce(part, '')"};
}

StoredTable history_table() {
  return {"history",
          "history.csv",
          "",
          TableForm::rows,
          {{"kind", "kind", text, required, "kind IN ('invoice', 'order', 'bill')"},
           {"number", "id", text},
           {"counterparty", "counterparty", text, required},
           {"issued", "issued", date},
           {"due", "due", date},
           {"amount", "amount", money, required},
           {"settled", "settled", date},
           {"cancelled", "cancelled", truth},
           {"currency", "currency", text},
           {"part", "part", text},
           {"basis", "basis", text}},
          {},
          "company_id, kind, counterparty, number, coalesce(part, '')"};
}

/// A milestone's amounts are in the currency of its order.
StoredTable milestone_table() {
  return {"milestone",
          "milestones.csv",
          "",
          TableForm::rows,
          {{"number", "order", text, required},
           {"counterparty", "counterparty", text, required},
           {"milestone", "milestone", text, required},
           {"due", "due", date, required},
           {"amount", "amount", money, required, "amount >= 0"},
           {"if_cancelled", "if_cancelled", real, false, "if_cancelled BETWEEN 0 AND 1"}},
          {},
          "company_id, counterparty, number, milestone"};
}

StoredTable supplier_table() {
  return {"supplier",
          "suppliers.csv",
          "",
          TableForm::rows,
          {{"supplier", "supplier", text, required},
           {"late_interest", "late_interest", real, false, "late_interest BETWEEN 0 AND 10"},
           {"late_fee", "late_fee", money, false, "late_fee >= 0"},
           {"grace_days", "grace_days", whole, false, "grace_days BETWEEN 0 AND 3650"},
           {"stops_after", "stops_after", whole, false, "stops_after BETWEEN 0 AND 3650"},
           {"when_stopped", "when_stopped", text, false, "when_stopped IN ('no_delivery', 'prepayment')"},
           {"prepayment_days", "prepayment_days", whole, false, "prepayment_days BETWEEN 0 AND 3650"},
           {"currency", "currency", text},
           {"credit_limit", "credit_limit", money, false, "credit_limit >= 0"},
           {"terms_days", "terms_days", whole, false, "terms_days BETWEEN 0 AND 3650"}},
          {},
          "company_id, supplier"};
}

StoredTable rate_fixing_table() {
  return {"rate_fixing",
          "rates.csv",
          "",
          TableForm::rows,
          {{"index_name", "index", text, required},
           {"date", "date", date, required},
           {"rate", "rate", real, required, "rate BETWEEN -1 AND 1"}},
          {},
          "company_id, index_name, date"};
}

}  // namespace

std::optional<std::size_t> StoredTable::index_of(std::string_view column) const {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [column](const StoredColumn& c) { return c.name == column; });
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

std::optional<std::size_t> StoredTable::index_of_key(std::string_view document_key) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [document_key](const StoredColumn& c) { return c.key == document_key; });
  if (found == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns.begin());
}

const std::vector<StoredTable>& stored_tables() {
  static const std::vector<StoredTable> tables = {
      company_table(),
      {"exchange_rate",
       "company.toml",
       "exchange_rates",
       TableForm::rates,
       {{"currency", "", text, required}, {"rate", "", decimal, required, "CAST(rate AS REAL) > 0"}},
       {},
       "company_id, currency"},
      {"payment_policy",
       "company.toml",
       "payment_policy",
       TableForm::policy,
       {{"class", "", text, required, class_check},
        {"days", "", whole, false, "days BETWEEN 0 AND 3650"},
        {"place", "", whole, false, "place > 0"}},
       {},
       "company_id, class"},
      dependence_table(),
      fixed_cost_table(),
      loan_table(),
      credit_line_table(),
      sales_table(),
      counterparty_table(),
      delay_law_table(),
      receivable_table(),
      order_table(),
      milestone_table(),
      payable_table(),
      supplier_table(),
      rate_fixing_table(),
      history_table()};
  return tables;
}

const StoredTable* table_of_document(std::string_view document) {
  for (const StoredTable& table : stored_tables())
    if (table.form == TableForm::rows && table.document == document) return &table;
  return nullptr;
}

}  // namespace headroom
