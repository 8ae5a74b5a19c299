#include "cli/store/saved_ledger.hpp"

#include "cli/syntax/message.hpp"

namespace headroom {

Result<std::optional<std::string>> SavedLedger::text_of(const std::string& document, std::uintmax_t bytes_max) {
  for (const SavedInput& input : inputs_) {
    if (input.noun != ledger_noun || input.name != document) continue;
    if (input.text.size() > bytes_max)
      return Fault{file_of(document),
                   0,
                   0,
                   message("is larger than {} MiB", bytes_max / (1024 * 1024)),
                   "",
                   "leave out what is not needed"};
    return std::optional(input.text);
  }
  return std::optional<std::string>();
}

Fault SavedLedger::missing(std::string_view document) const {
  return {file_of(document), 0, 0, "was not saved with the run", "", "take the file from a copy"};
}

}  // namespace headroom
