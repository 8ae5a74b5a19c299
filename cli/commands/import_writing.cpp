#include "cli/commands/import_writing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <set>

#include "cli/commands/exit_status.hpp"
#include "cli/commands/ledger_cash.hpp"
#include "cli/input/csv.hpp"
#include "cli/output_file.hpp"

namespace headroom {

namespace {

constexpr std::size_t faults_shown_max = 50;
constexpr double sum_max = 9.0e15;  // minor units: what the engine counts exactly

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
      : books_(books), target_(target), out_(out), err_(err), company_(target.company) {
    if (target.known) company_.currency = target.known->currency;
  }

  int run() {
    Faults faults = books_.faults;
    for (const ExportedItems& table : books_.tables) {
      for (const std::string& remark : table.remarks) note(remark);
      faults.insert(faults.end(), table.faults.begin(), table.faults.end());
    }
    for (const std::string& remark : books_.remarks) note(remark);
    const bool is_empty =
        std::all_of(books_.tables.begin(), books_.tables.end(), [](const ExportedItems& table) { return table.items.empty(); });
    if (faults.empty() && is_empty && books_.cash.empty() && books_.overdrafts.empty())
      faults.push_back({books_.file, 0, 0, "no row is left to import", "", "check the mapping's [keep] and [skip]"});
    if (faults.empty()) settle_company(faults);
    if (faults.empty()) check_rates(faults);
    if (!faults.empty()) {
      std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
      return stop_import(faults, true, err_);
    }
    return write();
  }

 private:
  void note(const std::string& sentence) { err_ << "Note: " << printable(sentence) << ".\n"; }

  /// Fills in what a new company.toml needs and nobody gave.
  void settle_company(Faults& faults) {
    say_other_day();
    if (target_.known) return;
    company_.export_file = std::filesystem::path(books_.file).filename().string();
    if (!company_.is_as_of_given) settle_as_of(faults);
    if (company_.currency.empty()) settle_currency(faults);
    for (const auto& [currency, rate] : books_.rates) company_.rates.try_emplace(currency, rate);
    company_.rates.erase(company_.currency);
    company_.debts = books_.debts;
  }

  void say_other_day() {
    const std::optional<Date> day = target_.known             ? target_.known->as_of
                                    : company_.is_as_of_given ? std::optional(company_.as_of)
                                                              : std::nullopt;
    if (books_.as_of && day && *books_.as_of != *day)
      note(fmt::format("the export speaks of {}, the ledger of {}: what was paid or issued in between is wrong by that",
                       iso_text(*books_.as_of), iso_text(*day)));
  }

  void settle_as_of(Faults& faults) {
    std::optional<Date> latest = books_.as_of;
    company_.is_as_of_stated = latest.has_value();
    for (const ExportedItems& table : books_.tables)
      if (!books_.as_of && table.latest) latest = std::max(latest.value_or(*table.latest), *table.latest);
    if (!latest || latest->year() < 1990 || latest->year() > 2150) {
      faults.push_back({books_.file, 0, 0, "the export does not tell its own date: no issue date is mapped", "",
                        "give the day on which it was taken: --as-of YYYY-MM-DD"});
      return;
    }
    company_.as_of = *latest;
    if (books_.as_of) return;
    say_assumptions(
        {fmt::format("the ledger stands as of {}, the latest date in the export on which something happened (--as-of sets another)",
                     iso_text(*latest))},
        err_);
  }

  void settle_currency(Faults& faults) {
    if (!books_.currency.empty()) {
      company_.currency = books_.currency;
      company_.currency_reason = books_.currency_reason;
      return say_currency();
    }
    std::map<std::string, std::size_t> counts;
    for (const ExportedItems& table : books_.tables)
      for (const ExportedItem& item : table.items) ++counts[table.value(item, "currency")];
    counts.erase("");
    if (counts.empty()) {
      faults.push_back({books_.file, 0, 0, "the export names no currency", "", "give the ledger's: --currency USD"});
      return;
    }
    const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    company_.currency = most->first;
    company_.currency_reason = counts.size() == 1 ? "the only one in the export" : "that of most items in the export";
    say_currency();
  }

  void say_currency() {
    say_assumptions({fmt::format("the ledger's currency is {}, {} (--currency sets another)", company_.currency, company_.currency_reason)},
                    err_);
  }

  bool knows_rate(const std::string& currency) const {
    if (currency.empty() || currency == company_.currency) return true;
    return target_.known ? target_.known->rates.contains(currency) : company_.rates.contains(currency);
  }

  double rate_of(const std::string& currency) const {
    if (currency.empty() || currency == company_.currency) return 1.0;
    return target_.known ? target_.known->rates.at(currency) : *positive_number(company_.rates.at(currency));
  }

  void check_rates(Faults& faults) {
    struct Use {
      std::size_t rows = 0;
      int first_line = 0;
    };
    std::map<std::string, Use> without_rate;
    double sum = 0.0;
    for (const ExportedItems& table : books_.tables) {
      for (const ExportedItem& item : table.items) {
        const std::string& currency = table.value(item, "currency");
        if (knows_rate(currency)) {
          sum += std::abs(amount_in_ledger_currency(table, item));
          continue;
        }
        Use& use = without_rate[currency];
        if (++use.rows == 1) use.first_line = item.line;
      }
    }
    for (const auto& [currency, use] : without_rate) {
      const std::string meaning = fmt::format("<what one {} is worth in {}>", currency, company_.currency);
      const std::string company_file = (target_.folder / "company.toml").string();
      faults.push_back({books_.file, use.first_line, 1,
                        fmt::format("no exchange rate for {} ({} {} it)", currency, use.rows, use.rows == 1 ? "row uses" : "rows use"), "",
                        target_.known ? fmt::format("add to {}, below [exchange_rates]: {} = {}", company_file, currency, meaning)
                                      : fmt::format("give --rate {}={}", currency, meaning)});
    }
    if (sum > sum_max)
      faults.push_back({books_.file, 0, 0, "the amounts add up to more than can be counted exactly", "",
                        "check the number format and the exchange rates"});
  }

  /// In minor units, not rounded.
  double amount_in_ledger_currency(const ExportedItems& items, const ExportedItem& item) const {
    const std::string& currency = items.value(item, "currency");
    const int decimals = currency_decimals(company_.currency).value_or(2);
    const int decimals_from = currency.empty() ? decimals : currency_decimals(currency).value_or(2);
    const auto amount = parse_money(items.value(item, "amount"), decimals_from).amount;
    if (!amount) return 0.0;
    return static_cast<double>(*amount) * rate_of(currency) * std::pow(10.0, decimals - decimals_from);
  }

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

  int write() {
    std::vector<ImportedFile> files;
    for (const ExportedItems& table : books_.tables)
      if (!table.items.empty()) files.push_back({std::string(file_of(table.kind)), ledger_csv(table)});
    if (const Faults faults = files_in_the_way(files); !faults.empty()) return stop_import(faults, true, err_);
    settle_cash();
    std::optional<SalesProposal> sales = proposed_sales();
    const std::optional<AssumedLaw> law = add_counterparties(sales, files);
    if (!target_.known) files.push_back({"company.toml", company_toml(company_, sales, law)});
    if (sales) say_sales(*sales);
    if (const ExportedItems* table = table_of(ImportKind::receivables); table != nullptr && !books_.states_open) say_overdue(*table);
    if (const Result<Written> written = write_all(files); !written) {
      for (const Fault& fault : written.faults()) err_ << to_text(fault) << '\n';
      return exit_machine_failed;
    }
    report(files);
    return exit_done;
  }

  Faults files_in_the_way(const std::vector<ImportedFile>& files) const {
    Faults faults;
    for (const ImportedFile& file : files)
      if (!target_.replace && std::filesystem::exists(target_.folder / file.name))
        faults.push_back(file_in_the_way(target_.folder / file.name));
    return faults;
  }

  std::optional<SalesProposal> proposed_sales() const {
    if (target_.known) return std::nullopt;
    if (books_.invoiced) {
      std::optional<SalesProposal> sales = propose_sales(*books_.invoiced, company_);
      if (sales) sales->has_paid_invoices = true;
      return sales;
    }
    const ExportedItems* table = table_of(ImportKind::receivables);
    return table == nullptr ? std::nullopt : propose_sales(*table, company_);
  }

  /// How customers pay, for a ledger that does not say so yet.
  std::optional<AssumedLaw> add_counterparties(const std::optional<SalesProposal>& sales, std::vector<ImportedFile>& files) {
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
    const AssumedLaw law = assumed_law(target_.known ? target_.known->country : company_.country);
    if (sales && sales->has_pool) parties.insert(std::string(pooled_customers));
    files.push_back({"counterparties.csv", counterparties_csv(parties, names, law)});
    say_assumptions({fmt::format("customers pay as counterparties.csv now says: {}; {}{}", law_words(law), law.source,
                                 law.is_of_country ? "" : " (standing in: no figures for your country are built in)")},
                    err_);
    return law;
  }

  /// What the source's own accounts hold becomes the opening balance of a new ledger, and is offered to one that is there.
  void settle_cash() {
    const LedgerCash cash = cash_in_ledger_currency(books_, company_.currency, [this](const std::string& currency) {
      return knows_rate(currency) ? std::optional(rate_of(currency)) : std::nullopt;
    });
    for (const std::string& sentence : cash.not_counted) note(sentence);
    if (target_.known) {
      if (!cash.accounts.empty())
        note(fmt::format("{} {} is the balance of {}: compare it with balance below [cash] in {}", company_.currency, cash.balance,
                         cash.accounts, (target_.folder / "company.toml").string()));
      for (const Overdraft& overdraft : cash.overdrafts)
        note(fmt::format("{}: enter a [[credit_line]] for it", overdraft_words(overdraft, company_.currency)));
      return;
    }
    company_.overdrafts = cash.overdrafts;
    for (const Overdraft& overdraft : cash.overdrafts)
      say_assumptions(
          {fmt::format("{}: a credit line of just that, until you enter its limit", overdraft_words(overdraft, company_.currency))}, err_);
    if (cash.balance.empty()) return;
    company_.cash_balance = cash.balance;
    company_.cash_basis = cash.accounts.empty() ? "no account that holds any" : cash.accounts;
    say_assumptions({fmt::format("the cash on hand is {} {}, the balance of {}", company_.currency, cash.balance, company_.cash_basis)},
                    err_);
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
    say_assumptions(
        {fmt::format("sales go on at {} {} a month, the average of the invoices issued from {} to {}, at no cost until you enter one: see "
                     "[[sales]] in company.toml",
                     company_.currency, money_words_rounded(amount, *currency_decimals(company_.currency)), date_words(sales.first_month),
                     date_words(last_day_of_month(sales.last_month)))},
        err_);
  }

  /// A book that is nearly all overdue is more likely a list of everything invoiced.
  void say_overdue(const ExportedItems& items) {
    const std::optional<Date> as_of = target_.known ? target_.known->as_of : company_.as_of;
    if (!as_of) return;
    const auto overdue = static_cast<std::size_t>(std::count_if(
        items.items.begin(), items.items.end(), [&](const ExportedItem& item) { return *parse_date(items.value(item, "due")) < *as_of; }));
    if (overdue * 2 <= items.items.size()) return;
    err_ << fmt::format(
        "Note: {} of {} items were due before {}. Where most of those are paid by now, the export lists what was invoiced, not what is "
        "open: "
        "leave the paid ones out, or set an earlier as_of.\n",
        grouped(overdue), grouped(items.items.size()), iso_text(*as_of));
  }

  void say_unknown_customers(const std::set<std::string>& parties) {
    const Result<CsvTable> table = read_csv(target_.folder / "counterparties.csv");
    if (!table) return;  // `headroom check` names its faults
    const auto& header = table.value().header.fields;
    const auto column = std::find_if(header.begin(), header.end(), [](const CsvField& field) { return field.text == "counterparty"; });
    if (column == header.end()) return;
    std::set<std::string> unknown = parties;
    for (const CsvRow& row : table.value().rows) unknown.erase(row.fields[static_cast<std::size_t>(column - header.begin())].text);
    if (unknown.empty()) return;
    err_ << fmt::format(
        "Note: {} of {} customers have no row in counterparties.csv (the first is {}): they are taken to pay on the due date.\n",
        unknown.size(), parties.size(), printable(*unknown.begin()));
  }

  void report_table(const ExportedItems& items) {
    out_ << printable(fmt::format("{} {} of {} counterparties, from {}", grouped(items.items.size()),
                                  noun_of(items.kind, items.items.size()), grouped(parties_of(items).size()), books_.file))
         << '\n';
    struct Sum {
      std::size_t rows = 0;
      Minor amount = 0;
    };
    std::map<std::string, Sum> sums;
    for (const ExportedItem& item : items.items) {
      const std::string& own = items.value(item, "currency");
      const std::string& currency = own.empty() ? company_.currency : own;
      const auto amount = parse_money(items.value(item, "amount"), currency_decimals(currency).value_or(2)).amount;
      if (!amount) continue;
      ++sums[currency].rows;
      sums[currency].amount += *amount;
    }
    for (const auto& [currency, sum] : sums)
      out_ << fmt::format("  {} {:>20} in {} {}\n", currency, money_words(sum.amount, currency_decimals(currency).value_or(2)),
                          grouped(sum.rows), sum.rows == 1 ? "item" : "items");
  }

  void report(const std::vector<ImportedFile>& files) {
    for (const ExportedItems& table : books_.tables)
      if (!table.items.empty()) report_table(table);
    for (const ImportedFile& file : files) out_ << "Wrote " << printable((target_.folder / file.name).string()) << '\n';
    if (!target_.known) {
      const std::string cash = company_.cash_balance.empty() ? "cash, " : "";
      out_ << printable(
                  fmt::format("Next: open {} and put in {}payroll, rent and cost of sales (look for REPLACE), then: headroom check {}",
                              (target_.folder / "company.toml").string(), cash, target_.folder.string()))
           << '\n';
    }
  }

  const ImportedBooks& books_;
  const ImportTarget& target_;
  std::ostream& out_;
  std::ostream& err_;
  NewCompany company_;
};

}  // namespace

Fault file_in_the_way(const std::filesystem::path& file) {
  return {file.string(),
          0,
          0,
          "already exists, and holds what was imported or entered before",
          "",
          "give --replace to overwrite it, or another --into"};
}

void say_assumptions(const std::vector<std::string>& sentences, std::ostream& err) {
  for (const std::string& sentence : sentences) err << "Assumed: " << printable(sentence) << ".\n";
}

int stop_import(const Faults& faults, bool says_nothing_written, std::ostream& err) {
  for (std::size_t i = 0; i < std::min(faults.size(), faults_shown_max); ++i) err << to_text(faults[i]) << '\n';
  if (faults.size() > faults_shown_max)
    err << fmt::format("... and {} more faults ({} in all)\n", faults.size() - faults_shown_max, faults.size());
  if (says_nothing_written) err << "Nothing was written.\n";
  return exit_input_at_fault;
}

int write_imported_books(const ImportedBooks& books, const ImportTarget& target, std::ostream& out, std::ostream& err) {
  return Writing(books, target, out, err).run();
}

}  // namespace headroom
