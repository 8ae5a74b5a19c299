#include "cli/edit/edited_ledger.hpp"

#include "cli/files/text_file.hpp"

namespace headroom {

Result<std::optional<std::string>> EditedLedger::text_of(const std::string& document, std::uintmax_t bytes_max) {
  if (const auto found = changed_.find(document); found != changed_.end()) return std::optional(found->second);
  if (const auto read = as_read_.find(document); read != as_read_.end()) return read->second;
  if (source_ == nullptr) return std::optional<std::string>();
  auto text = source_->text_of(document, bytes_max);
  if (text) as_read_[document] = text.value();
  return text;
}

Result<std::string> EditedLedger::whole_text_of(const std::string& document) {
  auto text = text_of(document, text_file_bytes_max);
  if (!text) return text.faults();
  return std::move(text).value().value_or("");
}

Faults EditedLedger::let_go(const std::vector<std::string>& documents) {
  for (const std::string& document : documents) {
    auto text = text_of(document, text_file_bytes_max);
    if (!text) return text.faults();
    if (text.value()) changed_[document] = std::move(*text.value());
  }
  source_.reset();
  return {};
}

}  // namespace headroom
