#include "cli/import/database_import.hpp"

#include <algorithm>
#include <map>
#include <ostream>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/files/output_file.hpp"
#include "cli/files/text_file.hpp"
#include "cli/files/trial_folder.hpp"
#include "cli/import/folder_import.hpp"
#include "cli/ledger/ledger_folder.hpp"
#include "cli/ledger/ledger_reader.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/import_words.hpp"
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
    ImportArguments arguments = arguments_;
    arguments.db.reset();
    arguments.company.reset();
    arguments.into = folder_;
    if (before_.empty()) arguments.name = company_;
    const ImportOutcome outcome = import_into_folder(arguments, place_, out_, err_);
    if (outcome.written.empty()) return outcome.status;  // it has only said what it would do, or what is at fault
    LedgerFolder folder(folder_);
    return documents_of(folder) == before_ ? exit_done : put_back(folder);
  }

 private:
  int wrong(const std::string& sentence) {
    err_ << "headroom import: " << sentence << "\n";
    return exit_wrong_usage;
  }

  int stop(const Faults& faults, int status) {
    err_ << findings_text(place_.named(faults)) << "Nothing was written.\n";
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
    out_ << stored_line(file_.string(), company_, before_.empty());
    if (before_.empty()) out_ << next_figures_of_database_line(file_.string(), company_);
    return exit_done;
  }

  const ImportArguments& arguments_;
  std::filesystem::path file_;
  std::ostream& out_;
  std::ostream& err_;
  TrialFolder trial_;
  std::filesystem::path folder_ = trial_.path() / "ledger";
  LedgerPlace place_ = LedgerPlace(folder_, file_);
  std::string company_;
  Documents before_;  // what the database held of the company
};

}  // namespace

int run_import_into_database(const ImportArguments& arguments, std::ostream& out, std::ostream& err) {
  return DatabaseImport(arguments, out, err).run();
}

}  // namespace headroom
