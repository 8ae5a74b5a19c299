// Reads the amounts of journals, whatever their decimal marks and commodities.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exports/journals/journal.hpp"
#include "cli/exports/tables/number_format.hpp"
#include "cli/syntax/fault_log.hpp"

namespace headroom {

/// An amount as a journal writes it: a number and a commodity on either side of it.
struct WrittenAmount {
  std::string number;  ///< digits with their marks, a minus in front
  std::string commodity;
  Place place;
};

/// Takes an amount apart: `$-1,200.00`, `-$5`, `5.00 EUR`, `1 000,00 kr`, `"ACME 7" 3`. Nothing where that is not all
/// there is.
std::optional<WrittenAmount> written_amount(std::string_view text, Place place);

/// Which mark sets off the decimals, commodity by commodity: as directives say, else as all amounts tell.
class JournalNumbers {
 public:
  /// A directive's example: `commodity 1.000,00 EUR`, `D $1,000.00`.
  void declare(const WrittenAmount& example);
  /// `decimal-mark ,`
  void declare(char mark);
  /// An amount of the journal, before any is read.
  void note(const WrittenAmount& amount);

  /// Reads an amount, or logs a fault: a number with one comma and three digits after it is 1.200 to hledger and 1200
  /// to ledger.
  std::optional<Millionths> read(const WrittenAmount& amount, FaultLog& log);

 private:
  struct Style {
    std::optional<DecimalSign> declared, told;
    std::vector<std::string> numbers;
  };

  DecimalSign sign_of(Style& style) const;

  std::optional<DecimalSign> declared_;
  std::map<std::string, Style> styles_;
};

}  // namespace headroom
