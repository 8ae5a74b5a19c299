#include "cli/import/import_writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>

#include "cli/files/output_file.hpp"
#include "cli/import/company_draft.hpp"
#include "cli/import/import_files.hpp"
#include "cli/import/import_slips.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/import_words.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// A file of the ledger, as the import makes it.
struct ImportedFile {
  std::string name;
  std::string content;
};

std::string grouped(std::size_t count) { return money_words(static_cast<Minor>(count), 0); }

/// `books` for `books/`.
std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_filename() || !path.has_relative_path() ? path : path.parent_path();
}

class Writing {
 public:
  Writing(const ImportedBooks& books, const ImportTarget& target, std::ostream& out, std::ostream& err)
      : books_(books), target_(target), out_(out), err_(err), company_(books, target, err) {}

  ImportOutcome run() {
    Faults faults = books_.faults;
    for (const ExportedItems& table : books_.tables) {
      for (const auto& remark : table.remarks) say_note(remark, err_);
      faults.insert(faults.end(), table.faults.begin(), table.faults.end());
    }
    for (const auto& remark : books_.remarks) say_note(remark, err_);
    const bool is_empty = std::all_of(books_.tables.begin(), books_.tables.end(),
                                      [](const ExportedItems& table) { return table.items.empty(); });
    if (faults.empty() && is_empty && books_.cash.empty() && books_.overdrafts.empty())
      faults.push_back({books_.file, 0, 0, "no row is left to import", "", "check the mapping's [keep] and [skip]"});
    if (faults.empty()) company_.settle(faults);
    if (!faults.empty()) {
      std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
      return stop_import(target_.place.named(faults), true, err_);
    }
    return write();
  }

 private:
  static std::set<std::string> parties_of(const ExportedItems& items) {
    std::set<std::string> parties;
    for (const ExportedItem& item : items.items) parties.insert(items.value(item, "counterparty"));
    return parties;
  }

  const ExportedItems* table_of(ImportKind kind) const {
    for (const ExportedItems& table : books_.tables)
      if (table.kind == kind && !table.items.empty()) return &table;
    return nullptr;
  }

  ImportOutcome write() {
    std::vector<ImportedFile> files;
    for (const ExportedItems& table : books_.tables)
      if (!table.items.empty()) files.push_back({std::string(file_of(table.kind)), ledger_csv(table)});
    if (const Faults faults = files_in_the_way(files); !faults.empty())
      return stop_import(target_.place.named(faults), true, err_);
    company_.settle_cash();
    std::optional<SalesProposal> sales = proposed_sales();
    const std::optional<AssumedLaw> law = add_counterparties(sales, files);
    if (!company_.is_known()) files.push_back({"company.toml", company_toml(company_.values(), sales, law)});
    if (sales) say_sales(*sales);
    for (const ExportedItems& table : books_.tables)
      for (const Message& slip : slips_of(table, company_.as_of())) say_note(slip, err_);
    if (const ExportedItems* table = table_of(ImportKind::receivables); table != nullptr && !books_.states_open)
      say_overdue(*table);
    if (const Result<Written> written = write_all(files); !written) {
      for (const Fault& fault : target_.place.named(written.faults())) err_ << to_text(fault) << '\n';
      return exit_machine_failed;
    }
    return report(files);
  }

  Faults files_in_the_way(const std::vector<ImportedFile>& files) const {
    Faults faults;
    for (const ImportedFile& file : files)
      if (!target_.replace && std::filesystem::exists(target_.folder / file.name))
        faults.push_back(file_in_the_way(target_.folder / file.name));
    return faults;
  }

  std::optional<SalesProposal> proposed_sales() const {
    if (company_.is_known()) return std::nullopt;
    if (books_.invoiced) {
      std::optional<SalesProposal> sales = propose_sales(*books_.invoiced, company_.values());
      if (sales) sales->has_paid_invoices = true;
      return sales;
    }
    const ExportedItems* table = table_of(ImportKind::receivables);
    return table == nullptr ? std::nullopt : propose_sales(*table, company_.values());
  }

  /// How customers pay, for a ledger that does not say so yet.
  std::optional<AssumedLaw> add_counterparties(const std::optional<SalesProposal>& sales,
                                               std::vector<ImportedFile>& files) {
    std::set<std::string> parties;
    std::map<std::string, std::string> names;
    for (const ImportKind kind : {ImportKind::receivables, ImportKind::orders}) {
      const ExportedItems* table = table_of(kind);
      if (table == nullptr) continue;
      parties.merge(parties_of(*table));
      names.merge(counterparty_names(*table));
    }
    if (sales && books_.invoiced)
      for (const ProposedStream& stream : sales->streams) parties.insert(stream.counterparty);
    if (parties.empty()) return std::nullopt;
    if (std::filesystem::exists(target_.folder / "counterparties.csv")) {
      say_unknown_customers(parties);
      return std::nullopt;
    }
    const AssumedLaw law = assumed_law(company_.country());
    if (sales && sales->has_pool) parties.insert(std::string(pooled_customers));
    files.push_back({"counterparties.csv", counterparties_csv(parties, names, law)});
    say_assumption(
        message("customers pay as counterparties.csv now says: {}; {}{}", law_words(law), Message(law.source),
                Message(law.is_of_country ? "" : " (standing in: no figures for your country are built in)")),
        err_);
    return law;
  }

  /// The new files together; those of an earlier import, if any, after them.
  Result<Written> write_all(const std::vector<ImportedFile>& files) const {
    const std::filesystem::path folder = folder_of(target_.folder);
    std::vector<NewFile> added;
    std::vector<const ImportedFile*> replaced;
    for (const ImportedFile& file : files) {
      if (std::filesystem::exists(folder / file.name)) replaced.push_back(&file);
      else added.push_back({file.name, file.content});
    }
    if (!added.empty())
      if (Result<Written> written = write_new_files(folder, added); !written) return written;
    for (const ImportedFile* file : replaced)
      if (Result<Written> written = write_file_atomically(folder / file->name, file->content); !written) return written;
    return Written{};
  }

  void say_sales(const SalesProposal& sales) {
    Minor amount = 0;
    for (const ProposedStream& stream : sales.streams) amount += stream.amount;
    say_assumption(
        message("sales go on at {} {} a month, the average of the invoices issued from {} to {}, with "
                "{} (see [[sales]] in {}); what they cost is for you to say",
                company_.values().currency, money_words_rounded(amount, *currency_decimals(company_.values().currency)),
                date_words(sales.first_month), date_words(last_day_of_month(sales.last_month)),
                sales.has_own_volatility
                    ? message("the volatility of those months")
                    : message("a volatility of {}, the months being too few to tell", volatility_without_months),
                DocumentName{"company.toml"}),
        err_);
  }

  /// A book that is nearly all overdue is more likely a list of everything invoiced.
  void say_overdue(const ExportedItems& items) {
    const std::optional<Date> as_of = company_.as_of();
    if (!as_of) return;
    const auto overdue =
        static_cast<std::size_t>(std::count_if(items.items.begin(), items.items.end(), [&](const ExportedItem& item) {
          return *parse_date(items.value(item, "due")) < *as_of;
        }));
    if (overdue * 2 <= items.items.size()) return;
    say_note(
        message("{} of {} items were due before {}. Where most of those are paid by now, the export lists what was "
                "invoiced, not what is open: leave the paid ones out, or set an earlier as_of",
                grouped(overdue), grouped(items.items.size()), iso_text(*as_of)),
        err_);
  }

  void say_unknown_customers(const std::set<std::string>& parties) {
    const Result<CsvTable> table = read_csv(target_.folder / "counterparties.csv");
    if (!table) return;  // `headroom check` names its faults
    const auto& header = table.value().header.fields;
    const auto column =
        std::find_if(header.begin(), header.end(), [](const CsvField& field) { return field.text == "counterparty"; });
    if (column == header.end()) return;
    std::set<std::string> unknown = parties;
    for (const CsvRow& row : table.value().rows)
      unknown.erase(row.fields[static_cast<std::size_t>(column - header.begin())].text);
    if (unknown.empty()) return;
    say_note(message("{} of {} customers have no row in {} (the first is {}): they are taken to pay on the due date",
                     unknown.size(), parties.size(), DocumentName{"counterparties.csv"}, *unknown.begin()),
             err_);
  }

  void report_table(const ExportedItems& items) {
    out_ << printable(fmt::format("{} {} of {} counterparties, from {}", grouped(items.items.size()),
                                  noun_of(items.kind, items.items.size()), grouped(parties_of(items).size()),
                                  books_.file))
         << '\n';
    struct Sum {
      std::size_t rows = 0;
      Minor amount = 0;
    };
    std::map<std::string, Sum> sums;
    for (const ExportedItem& item : items.items) {
      const std::string& own = items.value(item, "currency");
      const std::string& currency = own.empty() ? company_.values().currency : own;
      const auto amount = parse_money(items.value(item, "amount"), currency_decimals(currency).value_or(2)).amount;
      if (!amount) continue;
      ++sums[currency].rows;
      sums[currency].amount += *amount;
    }
    for (const auto& [currency, sum] : sums)
      out_ << fmt::format("  {} {:>20} in {} {}\n", currency,
                          money_words(sum.amount, currency_decimals(currency).value_or(2)), grouped(sum.rows),
                          sum.rows == 1 ? "item" : "items");
  }

  ImportOutcome report(const std::vector<ImportedFile>& files) {
    for (const ExportedItems& table : books_.tables)
      if (!table.items.empty()) report_table(table);
    std::vector<std::string> written;
    for (const ImportedFile& file : files) written.push_back(file.name);
    const NextStep next = company_.is_known()                      ? NextStep::none
                          : company_.values().cash_balance.empty() ? NextStep::enter_cash_too
                                                                   : NextStep::enter_costs;
    return {std::move(written), next};
  }

  const ImportedBooks& books_;
  const ImportTarget& target_;
  std::ostream& out_;
  std::ostream& err_;
  ImportedCompany company_;
};

}  // namespace

ImportOutcome write_imported_books(const ImportedBooks& books, const ImportTarget& target, std::ostream& out,
                                   std::ostream& err) {
  return Writing(books, target, out, err).run();
}

}  // namespace headroom
