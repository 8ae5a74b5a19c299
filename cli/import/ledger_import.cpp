#include "cli/import/ledger_import.hpp"

#include <fmt/format.h>

#include <ostream>
#include <system_error>

#include "cli/files/output_file.hpp"
#include "cli/files/text_file.hpp"
#include "cli/ledger/ledger_reader.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/store/ledger_store.hpp"
#include "cli/store/open_ledger.hpp"

namespace headroom {

namespace {

/// Moves one ledger.
class LedgerImport {
 public:
  LedgerImport(const ImportArguments& arguments, std::ostream& out, std::ostream& err)
      : arguments_(arguments), out_(out), err_(err) {}

  int run() {
    if (const std::string wrong = wrong_usage(); !wrong.empty()) {
      err_ << printable("headroom import: " + wrong) << "\n";
      return exit_wrong_usage;
    }
    const bool is_stored = is_database_path(arguments_.source);
    auto source = open_ledger({arguments_.source, is_stored ? arguments_.company : std::nullopt});
    if (!source) return stop(source.faults());
    const auto loaded = load_ledger(*source.value());
    if (!loaded) return stop(loaded.faults());
    return arguments_.db ? store(*source.value(), loaded.value()) : write_folder(*source.value(), loaded.value());
  }

 private:
  std::string wrong_usage() const {
    const bool is_stored = is_database_path(arguments_.source);
    if (arguments_.db && arguments_.into) return "--db and --into: give one of them";
    if (!arguments_.db && !arguments_.into)
      return is_stored ? "--into DIR or --db FILE is missing: where the ledger is to go"
                       : "--db FILE is missing: the database to write";
    if (arguments_.into && !is_stored)
      return "--into DIR: the ledger is a folder already; give --db FILE to put it into a database";
    std::error_code error;
    if (arguments_.db && std::filesystem::equivalent(arguments_.source, *arguments_.db, error))
      return "--db: is the file to be read";
    if (!arguments_.as.empty() || arguments_.map || arguments_.show_mapping)
      return "--as, --map and --show-mapping are for accounting exports: this is a whole ledger";
    if (arguments_.name || arguments_.as_of || arguments_.currency || arguments_.country || !arguments_.rates.empty())
      return "--name, --as-of, --currency, --country and --rate are for accounting exports: this ledger says them "
             "itself";
    if (arguments_.update) return "--update is for bank statements";
    if (arguments_.into && arguments_.replace) return "--replace is for a database: give --into a new folder";
    return "";
  }

  int stop(const Faults& faults) {
    err_ << findings_text(faults) << "Nothing was written.\n";
    return exit_status_of(faults);
  }

  /// What the ledger holds, in a line.
  std::string summary(const LoadedLedger& loaded) const {
    const Ledger& ledger = loaded.ledger;
    const auto counted = [](std::size_t count, std::string_view noun) {
      return fmt::format("{} {}{}", money_words(static_cast<Minor>(count), 0), noun, count == 1 ? "" : "s");
    };
    return fmt::format("{} on {}: {}, {}, {}, {}", ledger.company.name, iso_text(ledger.company.as_of),
                       counted(ledger.receivables.size(), "receivable"), counted(ledger.orders.size(), "order"),
                       counted(ledger.payables.size(), "payable"),
                       counted(ledger.history.size(), "item") + " of history");
  }

  int store(LedgerSource& source, const LoadedLedger& loaded) {
    auto store = LedgerStore::open_to_write(*arguments_.db);
    if (!store) return stop(store.faults());
    const std::string company = arguments_.company.value_or(loaded.ledger.company.name);
    const auto stored = store.value().put(company, source, loaded.documents, arguments_.replace);
    if (!stored) return stop(stored.faults());
    if (const auto done = store.value().commit(); !done) return stop(done.faults());
    out_ << printable(summary(loaded)) << "\n"
         << printable(fmt::format("{} {} as \"{}\"", stored.value().has_replaced ? "Replaced in" : "Stored in",
                                  arguments_.db->string(), company))
         << "\n";
    return exit_done;
  }

  int write_folder(LedgerSource& source, const LoadedLedger& loaded) {
    const auto normal = arguments_.into->lexically_normal();
    const auto folder = normal.has_filename() || !normal.has_relative_path() ? normal : normal.parent_path();
    std::vector<std::string> texts;
    Faults obstacles;
    std::error_code error;
    for (const std::string& document : ledger_documents())
      if (std::filesystem::exists(folder / document, error))
        obstacles.push_back({(folder / document).string(), 0, 0, "is there already and is not overwritten", "",
                             "give --into a new folder"});
    if (!obstacles.empty()) return stop(obstacles);
    for (const std::string& document : loaded.documents) {
      auto text = source.text_of(document, text_file_bytes_max);
      if (!text) return stop(text.faults());
      if (!text.value()) return stop({source.missing(document)});
      texts.push_back(std::move(*text.value()));
    }
    std::vector<NewFile> files;
    for (std::size_t i = 0; i < texts.size(); ++i) files.push_back({loaded.documents[i], texts[i]});
    if (const auto written = write_new_files(folder, files); !written) {
      err_ << findings_text(written.faults());
      return exit_machine_failed;
    }
    out_ << printable(summary(loaded)) << "\n";
    for (const NewFile& file : files) out_ << "Wrote " << printable((*arguments_.into / file.name).string()) << "\n";
    return exit_done;
  }

  const ImportArguments& arguments_;
  std::ostream& out_;
  std::ostream& err_;
};

}  // namespace

bool is_ledger_source(const std::filesystem::path& source) {
  std::error_code error;
  if (!std::filesystem::exists(source, error)) return is_database_path(source);
  return std::filesystem::is_directory(source, error) || is_ledger_database(source);
}

int run_import_ledger(const ImportArguments& arguments, std::ostream& out, std::ostream& err) {
  return LedgerImport(arguments, out, err).run();
}

}  // namespace headroom
