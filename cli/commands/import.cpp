#include "cli/commands/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <set>

#include "cli/commands/exit_status.hpp"
#include "cli/commands/import_files.hpp"
#include "cli/commands/import_ledger.hpp"
#include "cli/commands/known_company.hpp"
#include "cli/input/csv.hpp"
#include "cli/input/export_reader.hpp"
#include "cli/input/export_table.hpp"
#include "cli/input/mapping_inference.hpp"
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

/// `books` for `books/`.
std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_filename() || !path.has_relative_path() ? path : path.parent_path();
}

class Import {
 public:
  Import(const ImportArguments& arguments, std::ostream& out, std::ostream& err) : arguments_(arguments), out_(out), err_(err) {}

  int run() {
    if (!check_usage()) return exit_wrong_usage;
    std::optional<ColumnMapping> given;
    if (arguments_.map) {
      Result<ColumnMapping> mapping = read_column_mapping(*arguments_.map, kind_);
      if (!mapping) return stop(mapping.faults());
      given = std::move(mapping).value();
    }
    const Result<ExportTable> table = read_export_table(arguments_.source, kind_, given);
    if (!table) return stop(table.faults());
    const CompletedMapping mapping = complete_mapping(table.value(), kind_, given);
    say_assumptions(table.value().assumptions);
    say_assumptions(mapping.assumptions);
    if (arguments_.show_mapping) {
      out_ << to_toml(mapping);
      return mapping.faults.empty() ? static_cast<int>(exit_done) : stop(mapping.faults);
    }
    show_proposal(mapping, given && !given->columns.empty());
    if (!mapping.faults.empty()) {
      Faults faults = table.value().faults;
      faults.insert(faults.end(), mapping.faults.begin(), mapping.faults.end());
      return stop(faults);
    }
    return import(table.value(), mapping.mapping);
  }

 private:
  bool wrong(const std::string& sentence) {
    err_ << "headroom import: " << printable(sentence) << '\n';
    return false;
  }

  bool check_usage() {
    const auto kind = parse_import_kind(arguments_.as);
    if (!kind) {
      return wrong(fmt::format("--as {}: no such kind of export; {}", arguments_.as.empty() ? "is missing" : arguments_.as,
                               mend_of_unknown(arguments_.as, {import_kind_names().begin(), import_kind_names().end()})));
    }
    kind_ = *kind;
    if (!arguments_.into)
      return arguments_.show_mapping ||
             wrong("--into DIR is missing: the ledger folder to write (made where it is missing), or --show-mapping");
    has_company_ = std::filesystem::exists(*arguments_.into / "company.toml");
    const bool has_options = arguments_.name || arguments_.as_of || arguments_.currency || arguments_.country || !arguments_.rates.empty();
    if (has_company_ && has_options) {
      err_ << printable(fmt::format("Note: {} stays as it is: --name, --as-of, --currency, --country and --rate are not used.",
                                    (*arguments_.into / "company.toml").string()))
           << '\n';
      return true;
    }
    return check_company_options();
  }

  bool check_company_options() {
    if (arguments_.as_of) {
      const auto date = parse_date(*arguments_.as_of);
      if (!date || date->year() < 1990 || date->year() > 2150)
        return wrong(fmt::format("--as-of {}: not a date from 1990-01-01 to 2150-12-31", *arguments_.as_of));
      company_.as_of = *date;
      company_.is_as_of_given = true;
    }
    if (arguments_.currency) {
      const auto code = currency_meant_by(*arguments_.currency);
      if (!code) return wrong(fmt::format("--currency {}: not an ISO 4217 code such as USD", *arguments_.currency));
      company_.currency = *code;
    }
    if (arguments_.country) {
      company_.country = *arguments_.country;
      for (char& c : company_.country) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      const bool is_code = company_.country.size() == 2 &&
                           std::all_of(company_.country.begin(), company_.country.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      if (!is_code) return wrong(fmt::format("--country {}: not an ISO 3166 code of two letters such as US", *arguments_.country));
    }
    for (const std::string& rate : arguments_.rates) {
      const std::size_t equals = std::min(rate.find('='), rate.size());
      const auto code = currency_meant_by(rate.substr(0, equals));
      const std::string number = equals < rate.size() ? rate.substr(equals + 1) : "";
      if (!code || !positive_number(number) || number.front() == '.')
        return wrong(fmt::format("--rate {}: write it like CAD=0.72, in the ledger's currency for one unit", rate));
      company_.rates[*code] = number.find('.') == std::string::npos ? number + ".0" : number.back() == '.' ? number + "0" : number;
    }
    return true;
  }

  int stop(const Faults& faults) {
    for (std::size_t i = 0; i < std::min(faults.size(), faults_shown_max); ++i) err_ << to_text(faults[i]) << '\n';
    if (faults.size() > faults_shown_max)
      err_ << fmt::format("... and {} more faults ({} in all)\n", faults.size() - faults_shown_max, faults.size());
    if (!arguments_.show_mapping) err_ << "Nothing was written.\n";
    return exit_input_at_fault;
  }

  void say_assumptions(const std::vector<std::string>& sentences) {
    for (const std::string& sentence : sentences) err_ << "Assumed: " << printable(sentence) << ".\n";
  }

  void show_proposal(const CompletedMapping& mapping, bool is_given) {
    if (is_given) return;
    err_ << "Columns told by their headings. To change that, save this as a file, edit it, and pass it with --map:\n\n";
    const std::string text = to_toml(mapping);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      if (end > at) err_ << "    " << printable(std::string_view(text).substr(at, end - at));
      err_ << '\n';
      at = end + 1;
    }
    err_ << '\n';
  }

  int import(const ExportTable& source, const ColumnMapping& mapping) {
    const std::filesystem::path target = *arguments_.into / file_of(kind_);
    if (!arguments_.replace && std::filesystem::exists(target))
      return stop({{target.string(), 0, 0, "already exists, and holds what was imported or entered before", "",
                    "give --replace to overwrite it, or another --into"}});
    if (has_company_) {
      Result<KnownCompany> known = read_known_company(*arguments_.into / "company.toml");
      if (!known) return stop(known.faults());
      known_ = std::move(known).value();
      company_.currency = known_.currency;
    }
    ExportedItems items = read_items(source.table, mapping, company_.currency.empty() ? std::nullopt : std::optional(company_.currency));
    for (const std::string& remark : items.remarks) err_ << "Note: " << printable(remark) << ".\n";
    Faults faults = source.faults;
    faults.insert(faults.end(), items.faults.begin(), items.faults.end());
    if (faults.empty() && items.items.empty())
      faults.push_back({source.table.file, 0, 0, "no row is left to import", "", "check the mapping's [keep] and [skip]"});
    if (faults.empty()) settle_company(items, faults);
    if (faults.empty()) check_rates(items, faults);
    if (!faults.empty()) {
      std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return a.line < b.line; });
      return stop(faults);
    }
    return write(items);
  }

  /// Fills in what a new company.toml needs and nobody gave.
  void settle_company(const ExportedItems& items, Faults& faults) {
    if (has_company_) return;
    company_.export_file = arguments_.source.filename().string();
    company_.is_name_given = arguments_.name.has_value();
    company_.name = arguments_.name.value_or(std::filesystem::absolute(*arguments_.into).lexically_normal().filename().string());
    if (company_.name.empty()) company_.name = "My company";
    if (!company_.is_as_of_given) settle_as_of(items, faults);
    if (company_.currency.empty()) settle_currency(items, faults);
    company_.rates.erase(company_.currency);
  }

  void settle_as_of(const ExportedItems& items, Faults& faults) {
    const std::optional<Date>& latest = items.latest;
    if (!latest || latest->year() < 1990 || latest->year() > 2150) {
      faults.push_back({arguments_.source.string(), 0, 0, "the export does not tell its own date: no issue date is mapped", "",
                        "give the day on which it was taken: --as-of YYYY-MM-DD"});
      return;
    }
    company_.as_of = *latest;
    say_assumptions(
        {fmt::format("the ledger stands as of {}, the latest date in the export on which something happened (--as-of sets another)",
                     iso_text(*latest))});
  }

  void settle_currency(const ExportedItems& items, Faults& faults) {
    std::map<std::string, std::size_t> counts;
    for (const ExportedItem& item : items.items) ++counts[items.value(item, "currency")];
    counts.erase("");
    if (counts.empty()) {
      faults.push_back({arguments_.source.string(), 0, 0, "the export names no currency", "", "give the ledger's: --currency USD"});
      return;
    }
    const auto most = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    company_.currency = most->first;
    company_.currency_reason = counts.size() == 1 ? "the only one in the export" : "that of most items in the export";
    say_assumptions(
        {fmt::format("the ledger's currency is {}, {} (--currency sets another)", company_.currency, company_.currency_reason)});
  }

  double rate_of(const std::string& currency) const {
    if (currency.empty() || currency == company_.currency) return 1.0;
    if (has_company_) return known_.rates.at(currency);
    return *positive_number(company_.rates.at(currency));
  }

  void check_rates(const ExportedItems& items, Faults& faults) {
    struct Use {
      std::size_t rows = 0;
      int first_line = 0;
    };
    std::map<std::string, Use> without_rate;
    double sum = 0.0;
    for (const ExportedItem& item : items.items) {
      const std::string& currency = items.value(item, "currency");
      const bool is_known = currency.empty() || currency == company_.currency ||
                            (has_company_ ? known_.rates.contains(currency) : company_.rates.contains(currency));
      if (!is_known) {
        Use& use = without_rate[currency];
        if (++use.rows == 1) use.first_line = item.line;
        continue;
      }
      sum += std::abs(amount_in_ledger_currency(items, item));
    }
    for (const auto& [currency, use] : without_rate) {
      const std::string meaning = fmt::format("<what one {} is worth in {}>", currency, company_.currency);
      const std::string company_file = (*arguments_.into / "company.toml").string();
      faults.push_back({arguments_.source.string(), use.first_line, 1,
                        fmt::format("no exchange rate for {} ({} {} it)", currency, use.rows, use.rows == 1 ? "row uses" : "rows use"), "",
                        has_company_ ? fmt::format("add to {}, below [exchange_rates]: {} = {}", company_file, currency, meaning)
                                     : fmt::format("give --rate {}={}", currency, meaning)});
    }
    if (sum > sum_max)
      faults.push_back({arguments_.source.string(), 0, 0, "the amounts add up to more than can be counted exactly", "",
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

  std::set<std::string> parties_of(const ExportedItems& items) const {
    std::set<std::string> parties;
    for (const ExportedItem& item : items.items) parties.insert(items.value(item, "counterparty"));
    return parties;
  }

  int write(const ExportedItems& items) {
    std::vector<ImportedFile> files = {{std::string(file_of(kind_)), ledger_csv(items)}};
    const bool has_customers = kind_ == ImportKind::receivables || kind_ == ImportKind::orders;
    std::optional<SalesProposal> sales;
    if (!has_company_ && kind_ == ImportKind::receivables) sales = propose_sales(items, company_);
    std::optional<AssumedLaw> law;
    std::set<std::string> parties = parties_of(items);
    if (has_customers && !std::filesystem::exists(*arguments_.into / "counterparties.csv")) {
      law = assumed_law(has_company_ ? known_.country : company_.country);
      if (!has_company_ && sales && sales->has_pool) parties.insert(std::string(pooled_customers));
      files.push_back({"counterparties.csv", counterparties_csv(parties, counterparty_names(items), *law)});
      say_law(*law);
    } else if (has_customers) {
      say_unknown_customers(parties);
    }
    if (!has_company_) files.push_back({"company.toml", company_toml(company_, sales, law)});
    if (sales) say_sales(*sales);
    if (kind_ == ImportKind::receivables) say_overdue(items);
    if (const Result<Written> written = write_all(files); !written) {
      for (const Fault& fault : written.faults()) err_ << to_text(fault) << '\n';
      return exit_machine_failed;
    }
    report(items, files);
    return exit_done;
  }

  /// The new files together; the one of an earlier import, if any, after them.
  Result<Written> write_all(const std::vector<ImportedFile>& files) const {
    const std::filesystem::path folder = folder_of(*arguments_.into);
    std::vector<NewFile> added;
    for (const ImportedFile& file : files)
      if (!std::filesystem::exists(folder / file.name)) added.push_back({file.name, file.content});
    if (!added.empty())
      if (Result<Written> written = write_new_files(folder, added); !written) return written;
    return added.size() == files.size() ? Written{} : write_file_atomically(folder / files.front().name, files.front().content);
  }

  void say_law(const AssumedLaw& law) {
    say_assumptions({fmt::format("customers pay as counterparties.csv now says: {}; {}{}", law_words(law), law.source,
                                 law.is_of_country ? "" : " (standing in: no figures for your country are built in)")});
  }

  void say_sales(const SalesProposal& sales) {
    Minor amount = 0;
    for (const ProposedStream& stream : sales.streams) amount += stream.amount;
    say_assumptions(
        {fmt::format("sales go on at {} {} a month, the average of the invoices issued from {} to {}, at no cost until you enter one: see "
                     "[[sales]] in company.toml",
                     company_.currency, money_words_rounded(amount, *currency_decimals(company_.currency)), date_words(sales.first_month),
                     date_words(last_day_of_month(sales.last_month)))});
  }

  /// A book that is nearly all overdue is more likely a list of everything invoiced.
  void say_overdue(const ExportedItems& items) {
    const std::optional<Date> as_of = has_company_ ? known_.as_of : company_.as_of;
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
    const Result<CsvTable> table = read_csv(*arguments_.into / "counterparties.csv");
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

  void report(const ExportedItems& items, const std::vector<ImportedFile>& files) {
    const std::string folder = arguments_.into->string();
    out_ << printable(fmt::format("{} {} of {} counterparties, from {}", grouped(items.items.size()), noun_of(kind_, items.items.size()),
                                  grouped(parties_of(items).size()), arguments_.source.string()))
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
    for (const ImportedFile& file : files) out_ << "Wrote " << printable((*arguments_.into / file.name).string()) << '\n';
    if (!has_company_) {
      out_ << printable(
                  fmt::format("Next: open {} and put in cash, payroll, rent and cost of sales (look for REPLACE), then: headroom check {}",
                              (*arguments_.into / "company.toml").string(), folder))
           << '\n';
    }
  }

  static std::string grouped(std::size_t count) { return money_words(static_cast<Minor>(count), 0); }

  const ImportArguments& arguments_;
  std::ostream& out_;
  std::ostream& err_;
  ImportKind kind_ = ImportKind::receivables;
  bool has_company_ = false;
  KnownCompany known_;
  NewCompany company_;
};

}  // namespace

int run_import(const ImportArguments& arguments, std::ostream& out, std::ostream& err) {
  if (arguments.as.empty() && is_ledger_source(arguments.source)) return run_import_ledger(arguments, out, err);
  return Import(arguments, out, err).run();
}

}  // namespace headroom
