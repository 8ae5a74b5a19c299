// What an import knows of the firm whose company.toml it is to write.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/date.hpp"
#include "models/message.hpp"
#include "models/money.hpp"

namespace headroom {

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
  Message currency_reason;  ///< why this currency, where nobody gave it
  std::string country;
  std::map<std::string, std::string> rates;  ///< currency -> ledger currency for one unit, as given
  std::string cash_balance;                  ///< plain; empty where nobody told it
  std::string cash_basis;                    ///< whose balance that is
  std::vector<Overdraft> overdrafts;
  std::vector<std::string> debts;  ///< what is owed beyond bills, to be entered by hand: sentences
};

/// What one unit of a currency is worth in the ledger's. Requires: the firm has a rate for it, or it is the ledger's
/// own (empty).
double rate_of(const NewCompany& company, const std::string& currency);

/// An amount in the ledger's currency, rounded once. `rate`: ledger currency for one unit of `from`.
Minor converted(Minor amount, int decimals_from, double rate, int decimals_to);

}  // namespace headroom
