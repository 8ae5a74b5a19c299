#include "cli/import/database_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <sstream>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/files/output_file.hpp"
#include "cli/files/text_file.hpp"
#include "cli/files/trial_folder.hpp"
#include "cli/ledger/ledger_folder.hpp"
#include "cli/ledger/ledger_reader.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/store/ledger_store.hpp"

namespace headroom {

namespace {

using Documents = std::map<std::string, std::string>;

/// The documents of a ledger, whatever is wrong inside them.
Documents documents_of(LedgerSource& source) {
  Documents found;
  for (const std::string& name : ledger_documents()) {
    auto text = source.text_of(name, text_file_bytes_max);
    if (text && text.value()) found[name] = std::move(*text.value());
  }
  return found;
}

class DatabaseImport {
 public:
  DatabaseImport(const ImportArguments& arguments, std::ostream& out, std::ostream& err)
      : arguments_(arguments), file_(*arguments.db), out_(out), err_(err) {}

  int run() {
    if (arguments_.into) return wrong("--db and --into: give one of them");
    if (trial_.path().empty())
      return stop({{file_.string(), 0, 0, "no temporary folder can be made", "", "see TMPDIR"}}, exit_machine_failed);
    if (const auto taken = take_out(); !taken) return stop(taken.faults(), exit_status_of(taken.faults()));
    if (company_.empty())
      return wrong("--company NAME is missing: the firm of the database that the export belongs to");
    if (const int status = import(); status != exit_done) return status;
    LedgerFolder folder(folder_);
    if (documents_of(folder) == before_) return exit_done;  // it has only said what it would do
    return put_back(folder);
  }

 private:
  int wrong(const std::string& sentence) {
    err_ << "headroom import: " << sentence << "\n";
    return exit_wrong_usage;
  }

  int stop(const Faults& faults, int status) {
    err_ << shown(findings_text(faults)) << "Nothing was written.\n";
    return status;
  }

  /// Writes what the database holds of the company into the folder, and keeps it to compare.
  Result<Stored> take_out() {
    company_ = arguments_.company.value_or(arguments_.name.value_or(""));
    std::error_code error;
    if (!std::filesystem::exists(file_, error)) return Stored{};
    auto store = LedgerStore::open_to_read(file_);
    if (!store) return store.faults();
    const auto names = store.value().companies();
    if (!names) return names.faults();
    if (company_.empty() && names.value().size() == 1) company_ = names.value().front();
    if (std::find(names.value().begin(), names.value().end(), company_) == names.value().end()) return Stored{};
    auto source = store.value().ledger(company_);
    if (!source) return source.faults();
    before_ = documents_of(*source.value());
    std::vector<NewFile> files;
    for (const auto& [name, text] : before_) files.push_back({name, text});
    if (const auto written = write_new_files(folder_, files); !written) return written.faults();
    return Stored{true};
  }

  /// Imports into the folder, and says of the database what that says of the folder.
  int import() {
    ImportArguments arguments = arguments_;
    arguments.db.reset();
    arguments.company.reset();
    arguments.into = folder_;
    if (before_.empty()) arguments.name = company_;
    std::ostringstream out, err;
    const int status = run_import(arguments, out, err);
    err_ << shown(err.str());
    std::istringstream lines(out.str());
    for (std::string line; std::getline(lines, line);)
      if (line.rfind("Wrote ", 0) != 0 && line.rfind("Next: ", 0) != 0) out_ << shown(line) << "\n";
    return status;
  }

  int put_back(LedgerFolder& folder) {
    const auto loaded = load_ledger(folder);
    if (!loaded) return stop(loaded.faults(), exit_status_of(loaded.faults()));
    auto store = LedgerStore::open_to_write(file_);
    if (!store) return stop(store.faults(), exit_status_of(store.faults()));
    if (!before_.empty()) {
      auto now = store.value().ledger(company_);
      if (!now || documents_of(*now.value()) != before_)
        return stop(
            {{file_.string(), 0, 0, "the company was changed by another program meanwhile", company_, "import again"}},
            exit_input_at_fault);
    }
    const auto put = store.value().put(company_, folder, loaded.value().documents, !before_.empty());
    if (!put) return stop(put.faults(), exit_status_of(put.faults()));
    if (const auto done = store.value().commit(); !done) return stop(done.faults(), exit_status_of(done.faults()));
    out_ << printable(fmt::format("{} {} as \"{}\"", before_.empty() ? "Stored in" : "Brought into", file_.string(),
                                  company_))
         << "\n";
    if (before_.empty())
      out_
          << printable(fmt::format(
                 "Next: take it out with headroom import {} --company \"{}\" --into DIR, put payroll, rent and cost of "
                 "sales into DIR/company.toml (look for REPLACE), and store it again with --replace",
                 file_.string(), company_))
          << "\n";
    return exit_done;
  }

  /// A text that speaks of the folder, as one that speaks of the database.
  std::string shown(std::string text) const {
    const std::string folder = folder_.string();
    for (std::size_t at = 0; (at = text.find(folder, at)) != std::string::npos;) {
      const std::string name = file_.string() + (text.compare(at + folder.size(), 1, "/") == 0 ? ": " : "");
      text.replace(at, folder.size() + (name.size() > file_.string().size() ? 1 : 0), name);
      at += name.size();
    }
    return text;
  }

  const ImportArguments& arguments_;
  std::filesystem::path file_;
  std::ostream& out_;
  std::ostream& err_;
  TrialFolder trial_;
  std::filesystem::path folder_ = trial_.path() / "ledger";
  std::string company_;
  Documents before_;  // what the database held of the company
};

}  // namespace

int run_import_into_database(const ImportArguments& arguments, std::ostream& out, std::ostream& err) {
  return DatabaseImport(arguments, out, err).run();
}

}  // namespace headroom
