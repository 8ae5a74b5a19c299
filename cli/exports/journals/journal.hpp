// A plain-text accounting journal in memory: transactions, postings, tags, faults.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/date.hpp"
#include "models/error.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

/// Millionths of one unit of a commodity: journals may hold more decimals than money has.
using Millionths = std::int64_t;
inline constexpr Millionths millionths_of_one = 1'000'000;

/// Tags of a comment, names in small letters: `due:2026-02-04`.
using JournalTags = std::map<std::string, std::string>;

/// What a journal itself says that an account holds: right after a posting.
struct AssertedBalance {
  std::string commodity;
  Millionths amount = 0;
  bool with_accounts_below = false;
};

/// One posting of a transaction, its amounts filled in where the journal leaves them to be told by the others.
struct JournalPosting {
  int line = 0;
  std::string account;
  std::map<std::string, Millionths> amounts;  ///< by commodity, as written (`$`, `EUR`, empty)
  std::optional<Date> date;                   ///< its own
  JournalTags tags;
  std::optional<AssertedBalance> balance = {};  ///< of its account, after it
};

struct JournalTransaction {
  int line = 0;
  Date date;
  std::string code;   ///< what stands in parentheses: `INV-1`
  std::string payee;  ///< the description up to `|`
  std::string text;   ///< all that it says in words: description and comment
  JournalTags tags;
  std::vector<JournalPosting> postings;
};

/// A journal as hledger and ledger keep it.
struct Journal {
  std::string file;
  std::vector<JournalTransaction> transactions;
  std::map<std::string, char> account_types;  ///< as declared: A, L, E, R, X, C, V
  std::vector<Message> remarks;               ///< sentences, for a person
  Faults faults;
};

/// Tags of a comment: a name without spaces, a colon, a value up to a comma or the end of the line.
JournalTags journal_tags(std::string_view comment);

/// `2026-02-04`, `2026/2/4`, `2026.02.04`.
std::optional<Date> journal_date(std::string_view text);

/// A plain decimal number (`-1234.5`) in millionths; nothing where it has more than six decimals or is too large.
std::optional<Millionths> millionths_in(std::string_view plain);

}  // namespace headroom
