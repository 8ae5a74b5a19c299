#include "cli/commands/import_stored.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "cli/commands/exit_status.hpp"
#include "cli/commands/finding_text.hpp"
#include "cli/input/ledger_folder.hpp"
#include "cli/input/text_file.hpp"
#include "cli/output_file.hpp"
#include "cli/store/ledger_store.hpp"

namespace headroom {

namespace {

/// A folder for the time of one import, removed with its owner.
class WorkingFolder {
 public:
  WorkingFolder() : parent_((std::filesystem::temp_directory_path() / "headroom-import-XXXXXX").string()) {
    if (::mkdtemp(parent_.data()) == nullptr) throw std::runtime_error("no folder can be made for temporary files");
  }
  ~WorkingFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(parent_, ignored);
  }
  WorkingFolder(const WorkingFolder&) = delete;
  WorkingFolder& operator=(const WorkingFolder&) = delete;

  /// Not there until something is written into it.
  std::filesystem::path path() const { return std::filesystem::path(parent_) / "ledger"; }

 private:
  std::string parent_;
};

class StoredImport {
 public:
  StoredImport(const ImportArguments& arguments, std::ostream& out, std::ostream& err) : arguments_(arguments), out_(out), err_(err) {}

  int run(const std::function<int(const ImportArguments&, std::ostream&, std::ostream&)>& import) {
    auto store = LedgerStore::open_to_write(*arguments_.db);
    if (!store) return stop(store.faults());
    const auto companies = store.value().companies();
    if (!companies) return stop(companies.faults());
    if (!choose_company(companies.value())) return exit_wrong_usage;
    const bool is_known = std::find(companies.value().begin(), companies.value().end(), company_) != companies.value().end();
    if (is_known)
      if (const auto laid_out = lay_out(store.value()); !laid_out) return stop(laid_out.faults());
    ImportArguments arguments = arguments_;
    arguments.db.reset();
    arguments.company.reset();
    arguments.into = folder_.path();
    if (!is_known && !arguments.name) arguments.name = company_;
    std::ostringstream out, err;
    const int status = import(arguments, out, err);
    err_ << told_of_database(err.str());
    if (status != exit_done) return status;
    return keep(store.value(), told_of_database(out.str()), !is_known);
  }

 private:
  int stop(const Faults& faults) {
    err_ << findings_text(faults) << "Nothing was written.\n";
    return exit_status_of(faults);
  }

  /// `--company`, the only one, or the name of a new one.
  bool choose_company(const std::vector<std::string>& companies) {
    if (arguments_.company) company_ = *arguments_.company;
    else if (companies.size() == 1) company_ = companies.front();
    else if (companies.empty() && arguments_.name) company_ = *arguments_.name;
    if (!company_.empty()) return true;
    err_ << printable(fmt::format("headroom import: --company NAME is missing: whose export is it? {} {}", arguments_.db->string(),
                                  companies.empty() ? "holds none yet" : fmt::format("holds {} companies", companies.size())))
         << "\n";
    return false;
  }

  Result<Written> lay_out(LedgerStore& store) {
    auto source = store.ledger(company_);
    if (!source) return source.faults();
    std::vector<std::string> names, texts;
    for (const std::string& document : ledger_documents()) {
      auto text = source.value()->text_of(document, text_file_bytes_max);
      if (!text) return text.faults();
      if (!text.value()) continue;
      names.push_back(document);
      texts.push_back(std::move(*text.value()));
    }
    std::vector<NewFile> files;
    for (std::size_t i = 0; i < names.size(); ++i) files.push_back({names[i], texts[i]});
    return write_new_files(folder_.path(), files);
  }

  /// Puts what the import has made in the company's place.
  int keep(LedgerStore& store, const std::string& said, bool is_new) {
    LedgerFolder source(folder_.path());
    const auto loaded = load_ledger(source);
    if (!loaded) {
      err_ << told_of_database(findings_text(loaded.faults())) << "Nothing was written.\n";
      return exit_status_of(loaded.faults());
    }
    if (const auto stored = store.put(company_, source, loaded.value().documents, true); !stored) return stop(stored.faults());
    if (const auto done = store.commit(); !done) return stop(done.faults());
    out_ << said;
    if (is_new)
      out_ << printable(
                  fmt::format("Next: headroom import {0} --company \"{1}\" --into DIR, put in what no export holds (look for REPLACE), and "
                              "bring it back with --db {0} --company \"{1}\" --replace",
                              arguments_.db->string(), company_))
           << "\n";
    return exit_done;
  }

  /// The folder is nobody's business, nor what to do next in it.
  std::string told_of_database(std::string text) const {
    const std::string folder = printable(folder_.path().string()), file = printable(arguments_.db->string());
    for (const std::string& before : {folder + "/", folder})
      for (std::size_t at = 0; (at = text.find(before, at)) != std::string::npos;) {
        const std::string after = before.ends_with('/') ? file + ": " : file;
        text.replace(at, before.size(), after);
        at += after.size();
      }
    for (std::size_t at = 0; (at = text.find("Next: ", at)) != std::string::npos;) {
      const bool begins_line = at == 0 || text[at - 1] == '\n';
      if (begins_line) text.erase(at, std::min(text.find('\n', at), text.size() - 1) + 1 - at);
      else ++at;
    }
    return text;
  }

  const ImportArguments& arguments_;
  std::ostream& out_;
  std::ostream& err_;
  WorkingFolder folder_;
  std::string company_;
};

}  // namespace

int run_import_into_database(const ImportArguments& arguments, std::ostream& out, std::ostream& err,
                             const std::function<int(const ImportArguments&, std::ostream&, std::ostream&)>& import) {
  return StoredImport(arguments, out, err).run(import);
}

}  // namespace headroom
