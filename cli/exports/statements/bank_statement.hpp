// Bank statements in memory: accounts, balances, movements.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

/// What an account held on a day: at its beginning (opening), or its end (closing).
struct StatementBalance {
  Date day;
  Minor amount = 0;
};

/// One of several payments that a bank booked as one, without its amount.
struct StatementPart {
  std::string party, reference;
};

/// A booked movement of an account.
struct StatementEntry {
  Date booked;
  Minor amount = 0;                       ///< in the account's currency; what came in is above 0, what went out below
  std::string party;                      ///< the other side's name, as the bank has it; may be empty
  std::string reference;                  ///< everything that may name an invoice, with " | " between its parts
  int line = 0;                           ///< of the file
  bool is_return = false;                 ///< the bank says that an earlier payment goes back
  bool is_undone = false;                 ///< a payment that went back, or its return: neither pays anything
  std::vector<StatementPart> parts = {};  ///< of a batch whose single amounts are not told
};

/// An account over some days.
struct BankStatement {
  std::string account;  ///< its IBAN or number
  std::string currency;
  std::optional<StatementBalance> opening;  ///< before the first entry, where the bank gives it
  StatementBalance closing;
  std::vector<StatementEntry> entries;
};

/// All that a file of statements holds: each account once, its statements joined in the order of their days.
struct BankStatements {
  std::string file;
  std::string format;  ///< "a bank statement (camt.053.001.08)", for a person
  std::vector<BankStatement> accounts;
  std::vector<Message> remarks;  ///< sentences about what was left out or looks odd, for a person
  Faults faults;
};

/// Reads a camt.053 statement of ISO 20022, versions 2 to 8 (others as version 8, with a remark). Source:
/// docs/import_statements.md.
///
/// Errors, among the statements': what is no such XML, a statement without account or closing booked balance, and every
/// amount, currency or day that cannot be used.
BankStatements read_camt(const std::string& file, const std::string& bytes);

/// Reads the bank statements of an OFX file, 1.x (SGML) or 2.x (XML). Source: docs/import_statements.md.
///
/// Errors, among the statements': what is no such file, a bank's answer that reports an error, a statement without
/// account or ledger balance, and every amount, currency or day that cannot be used.
BankStatements read_ofx(const std::string& file, const std::string& bytes);

/// Reads the statements of a SWIFT message MT940, with or without its envelope. Source: docs/import_statements.md.
///
/// Errors, among the statements': what is cut short, a statement without account, and every balance and entry that
/// cannot be used.
BankStatements read_mt940(const std::string& file, const std::string& bytes);

/// Reads a bank's CSV: a table with columns for the day, the amount (or what went out and what came in), and the
/// balance after each entry, told by their headings. Nothing where a table has no such columns. `currency` is that of
/// amounts without one.
///
/// Errors, among the statements': balances that do not follow from the entries, a table without currency, and every day
/// and amount that cannot be used.
std::optional<BankStatements> read_bank_table(const std::string& file, const std::string& bytes,
                                              const std::optional<std::string>& currency);

/// The line of the headings of a table that holds a bank's movements and no balance; nothing where it is no such table.
std::optional<int> movements_without_balance(const std::string& file, std::string_view text);

/// Joins statements of one account and currency in the order of their closing days. A statement given twice counts
/// once.
///
/// Errors, among the statements': entries that do not come to the closing balance, and a statement that does not begin
/// with what the one before it ended with.
void join_statements(BankStatements& statements);

}  // namespace headroom
