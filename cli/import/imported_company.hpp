// The firm that an import writes for: what is known of it, and what is assumed.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

#include "cli/exports/books/imported_books.hpp"
#include "cli/import/known_company.hpp"
#include "cli/import/ledger_place.hpp"
#include "cli/import/new_company.hpp"
#include "models/error.hpp"

namespace headroom {

/// Where an import goes: the folder, and what its company.toml says or is to say.
struct ImportTarget {
  std::filesystem::path folder;
  LedgerPlace place;                  ///< how messages speak of it
  bool replace = false;               ///< overwrite the files of an earlier import
  std::optional<KnownCompany> known;  ///< of the company.toml that is there
  NewCompany company;                 ///< for the one that is to be written where there is none, as far as options tell
};

/// The firm that an import writes for: the one that is there, or a new one, of which the export tells what no option
/// has told.
class ImportedCompany {
 public:
  /// Requires: what it is given outlives it.
  ImportedCompany(const ImportedBooks& books, const ImportTarget& target, std::ostream& err);

  /// What a new company.toml needs and nobody gave: its day, its currency, its rates. Says on `err` what it has
  /// assumed. Errors: what the export does not tell either, a currency without a rate, a sum beyond what is counted
  /// exactly.
  void settle(Faults& faults);

  /// What the source's own accounts hold becomes the opening balance of a new ledger, and is offered to one that is
  /// there.
  void settle_cash();

  const NewCompany& values() const { return values_; }
  bool is_known() const { return target_.known.has_value(); }
  const std::string& country() const { return target_.known ? target_.known->country : values_.country; }
  std::optional<Date> as_of() const;

 private:
  void note(const Message& sentence) const;
  void say_other_day() const;
  void complete(Faults& faults);
  void settle_as_of(Faults& faults);
  void settle_currency(Faults& faults);
  void say_currency() const;
  bool knows_rate(const std::string& currency) const;
  double rate_of(const std::string& currency) const;
  void check_rates(Faults& faults) const;
  double amount_in_ledger_currency(const ExportedItems& items, const ExportedItem& item) const;

  const ImportedBooks& books_;
  const ImportTarget& target_;
  std::ostream& err_;
  NewCompany values_;
};

}  // namespace headroom
