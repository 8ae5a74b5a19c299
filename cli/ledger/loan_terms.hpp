// Reads what a loan's contract says beyond its plain terms.
#pragma once

#include "cli/ledger/amount_reader.hpp"
#include "cli/ledger/ledger_draft.hpp"
#include "cli/syntax/toml_reader.hpp"

namespace headroom {

// What a loan's contract may say beyond its plain terms, read from a table [[loan]] of company.toml. Every fault goes
// to the log.

/// How its dates are counted: `day`, `last_period`, `business_days`.
/// Requires: `every` is read.
void read_loan_cycle(TomlReader& table, Loan& loan, const LedgerDraft& draft);

/// How it is repaid: `principal_from`, `principal_every`, `principal_payment`, `capitalised_until`.
/// Requires: the loan's dates are read.
void read_principal_terms(TomlReader& table, Loan& loan, const LedgerDraft& draft, AmountReader& amounts,
                          const std::optional<Currency>& currency);

/// `fee`, `fee_share`, `fee_every`, `next_fee`.
void read_loan_fee(TomlReader& table, Loan& loan, const LedgerDraft& draft, AmountReader& amounts,
                   const std::optional<Currency>& currency);

/// `index` and what goes with it.
void read_floating_rate(TomlReader& table, Loan& loan, const LedgerDraft& draft);

/// Looks up the rates of a floating loan, and notes where they come from.
/// Requires: the loan's own maturity stands, and as_of is known.
void find_rates(TomlReader& table, Loan& loan, const LedgerDraft& draft);

/// What only the whole contract shows: dates that cannot be met, a payment that is too small.
void check_contract(TomlReader& table, const Loan& loan, const LedgerDraft& draft,
                    const std::optional<Currency>& currency);

/// A bound on all that a loan can ever ask for, in minor units of its currency.
double owed_at_most(const Loan& loan);

}  // namespace headroom
