// Expected sales, drawn up from what a firm has invoiced.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/exported_items.hpp"
#include "cli/import/new_company.hpp"

namespace headroom {

/// Fewer full months say nothing of how much one strays from another.
inline constexpr int months_for_volatility_min = 4;
/// What stands in then.
inline constexpr double volatility_without_months = 0.25;

/// Stands for all customers without a stream of their own.
inline constexpr std::string_view pooled_customers = "Other customers";

/// One stream of expected sales, drawn up from invoicing.
struct ProposedStream {
  std::string counterparty;
  std::string counterparty_name;  ///< empty where the export gives none
  Minor amount = 0;               ///< average of a full month, in the ledger's currency
  int terms_days = 0;             ///< median of due date - issue date
  double volatility = 0.0;        ///< log standard deviation of a month, two decimals
};

/// Expected sales as past invoicing suggests them: the largest customers one by one, the others pooled.
struct SalesProposal {
  std::vector<ProposedStream> streams;
  Date first_month, last_month;  ///< first days of the full months that were averaged
  int months = 0;
  bool has_own_volatility = false;  ///< of its months; else `volatility_without_months` stands in
  bool has_pool = false;            ///< the last stream is that of `pooled_customers`
  bool has_paid_invoices = false;   ///< drawn up from all invoices, not only from open ones
  Date next, until;                 ///< invoice dates: the middle of the month, for more than a year from as_of
};

/// Average invoicing by month over the full months that the issue dates cover, or nothing where there is no full month.
///
/// Requires: receivables whose currencies all have a rate. A month counts as full when the export's issue dates span it
/// from its third day or earlier to its third day from the end or later.
std::optional<SalesProposal> propose_sales(const ExportedItems& items, const NewCompany& company);

}  // namespace headroom
