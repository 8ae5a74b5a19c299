#include "cli/ledger/ledger_source.hpp"

#include "cli/syntax/message.hpp"

namespace headroom {

Message LedgerSource::words_of(const std::string&, Place place) { return message("line {}", place.line); }
Message LedgerSource::reference(const std::string& document, Place place) {
  return message("{}:{}", DocumentName{document}, place.line);
}
Faults LedgerSource::misnamed(const std::vector<std::string>&) const { return {}; }
Faults LedgerSource::shown(Faults findings) { return findings; }

}  // namespace headroom
