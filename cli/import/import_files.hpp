#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/tables/exported_items.hpp"
#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom {

/// How customers are taken to pay until the firm's own experience says otherwise.
struct AssumedLaw {
  std::string_view on_time, late_median_days, late_sigma, never;  ///< as they stand in counterparties.csv
  std::string_view source;                                        ///< a sentence's end: whose figures they are
  bool is_of_country = false;                                     ///< false: another country's figures stand in
};

/// The assumption for a firm's country (ISO 3166 alpha-2; empty: unknown). Source: docs/import.md.
AssumedLaw assumed_law(std::string_view country);

/// "63% on the due date, 3% never, the others 15 days late in the middle case".
std::string law_words(const AssumedLaw& law);

/// One stream of expected sales, drawn up from invoicing.
struct ProposedStream {
  std::string counterparty;
  std::string counterparty_name;  ///< empty where the export gives none
  Minor amount = 0;               ///< average of a full month, in the ledger's currency
  int terms_days = 0;             ///< median of due date - issue date
};

/// Expected sales as past invoicing suggests them: the largest customers one by one, the others pooled.
struct SalesProposal {
  std::vector<ProposedStream> streams;
  Date first_month, last_month;  ///< first days of the full months that were averaged
  int months = 0;
  bool has_pool = false;           ///< the last stream is that of `pooled_customers`
  bool has_paid_invoices = false;  ///< drawn up from all invoices, not only from open ones
  Date next, until;                ///< invoice dates: the middle of the month, for more than a year from as_of
};

/// An account that is overdrawn: a credit line of which no more is known.
struct Overdraft {
  std::string account;
  std::string amount;  ///< plain, above 0
};

/// The company file of a new ledger: what is known, and what is assumed.
struct NewCompany {
  std::string export_file;
  std::string name;
  bool is_name_given = false;
  Date as_of;
  bool is_as_of_given = false;
  bool is_as_of_stated = false;  ///< by the export itself
  std::string currency;
  std::string currency_reason;  ///< why this currency, where nobody gave it
  std::string country;
  std::map<std::string, std::string> rates;  ///< currency -> ledger currency for one unit, as given
  std::string cash_balance;                  ///< plain; empty where nobody told it
  std::string cash_basis;                    ///< whose balance that is
  std::vector<Overdraft> overdrafts;
  std::vector<std::string> debts;  ///< what is owed beyond bills, to be entered by hand: sentences
};

/// An amount in the ledger's currency, rounded once. `rate`: ledger currency for one unit of `from`.
Minor converted(Minor amount, int decimals_from, double rate, int decimals_to);

/// Average invoicing by month over the full months that the issue dates cover, or nothing where there is no full month.
///
/// Requires: receivables whose currencies all have a rate. A month counts as full when the export's issue dates span it
/// from its third day or earlier to its third day from the end or later.
std::optional<SalesProposal> propose_sales(const ExportedItems& items, const NewCompany& company);

/// The spelled name that goes with each counterparty most often.
std::map<std::string, std::string> counterparty_names(const ExportedItems& items);

/// The items as the ledger's own file.
std::string ledger_csv(const ExportedItems& items);

/// `counterparties.csv` with one assumed law for every counterparty.
std::string counterparties_csv(const std::set<std::string>& parties, const std::map<std::string, std::string>& names,
                               const AssumedLaw& law);

/// A `company.toml` that loads as it stands, and asks in comments for what no export holds.
std::string company_toml(const NewCompany& company, const std::optional<SalesProposal>& sales,
                         const std::optional<AssumedLaw>& law);

/// Stands for all customers without a stream of their own.
inline constexpr std::string_view pooled_customers = "Other customers";

}  // namespace headroom
