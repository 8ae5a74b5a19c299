// A ledger with some of its documents changed, before anything is written.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/ledger/ledger_source.hpp"

namespace headroom {

/// The documents of a ledger as they are, with changed ones in the place of their own. Findings name the ledger's
/// documents, as they are called where it lies.
class EditedLedger : public LedgerSource {
 public:
  explicit EditedLedger(std::unique_ptr<LedgerSource> source) : source_(std::move(source)) {}

  Result<std::optional<std::string>> text_of(const std::string& document, std::uintmax_t bytes_max) override;
  std::string file_of(std::string_view document) const override { return source_->file_of(document); }
  Message words_of(const std::string& document, Place place) override { return source_->words_of(document, place); }
  Message reference(const std::string& document, Place place) override { return source_->reference(document, place); }
  Fault missing(std::string_view document) const override { return source_->missing(document); }
  Faults misnamed(const std::vector<std::string>& documents) const override { return source_->misnamed(documents); }
  Faults shown(Faults findings) override { return source_->shown(std::move(findings)); }

  /// The whole text of a document, empty where there is none.
  Result<std::string> whole_text_of(const std::string& document);
  void change(const std::string& document, std::string text) { changed_[document] = std::move(text); }
  void undo() { changed_.clear(); }

  /// Takes every document into memory and lets go of where it came from: a database may then be written.
  /// Errors: a document that cannot be read.
  Faults let_go(const std::vector<std::string>& documents);

  /// Every document as it was read, before any change; nothing for one that is not there.
  const std::map<std::string, std::optional<std::string>>& as_read() const { return as_read_; }

  /// The changed documents.
  const std::map<std::string, std::string>& changed() const { return changed_; }

 private:
  std::unique_ptr<LedgerSource> source_;  ///< null once it is let go: then only texts are asked for
  std::map<std::string, std::string> changed_;
  std::map<std::string, std::optional<std::string>> as_read_;
};

}  // namespace headroom
