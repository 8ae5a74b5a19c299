#include "cli/ledger/ledger_source.hpp"

#include <fmt/format.h>

namespace headroom {

std::string LedgerSource::words_of(const std::string&, Place place) { return fmt::format("line {}", place.line); }
std::string LedgerSource::reference(const std::string& document, Place place) {
  return fmt::format("{}:{}", document, place.line);
}
Faults LedgerSource::misnamed(const std::vector<std::string>&) const { return {}; }
Faults LedgerSource::shown(Faults findings) { return findings; }

}  // namespace headroom
