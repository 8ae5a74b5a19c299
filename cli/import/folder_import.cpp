#include "cli/import/folder_import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/exports/books/source_books.hpp"
#include "cli/exports/gnucash/gnucash_books.hpp"
#include "cli/exports/gnucash/gnucash_xml.hpp"
#include "cli/exports/known_source.hpp"
#include "cli/exports/source_format.hpp"
#include "cli/exports/statements/bank_statement.hpp"
#include "cli/exports/tables/export_reader.hpp"
#include "cli/exports/tables/export_table.hpp"
#include "cli/exports/tables/known_list.hpp"
#include "cli/exports/tables/mapping_inference.hpp"
#include "cli/exports/unread_source.hpp"
#include "cli/exports/workbook.hpp"
#include "cli/files/folder_update.hpp"
#include "cli/files/text_file.hpp"
#include "cli/import/import_writing.hpp"
#include "cli/import/known_company.hpp"
#include "cli/import/statement_import.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/import_words.hpp"
#include "cli/store/gnucash_reader.hpp"
#include "cli/syntax/csv.hpp"
#include "cli/syntax/hidden_characters.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_bytes_max = 1000, shown_bytes_max = 80;

/// Whether a firm in a ledger may be called so.
bool is_name(std::string_view text) {
  const bool has_control =
      std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return !text.empty() && text.size() <= name_bytes_max && is_utf8(text) && !has_control;
}

/// Brings one accounting export or bank statement into a folder.
class FolderImport {
 public:
  FolderImport(const ImportArguments& arguments, const LedgerPlace& place, std::ostream& out, std::ostream& err)
      : arguments_(arguments), out_(out), err_(err) {
    target_.place = place;
  }

  ImportOutcome run() {
    if (!check_usage()) return exit_wrong_usage;
    std::optional<ColumnMapping> given;
    if (arguments_.map) {
      Result<ColumnMapping> mapping = read_column_mapping(*arguments_.map, kind_);
      if (!mapping) return stop(mapping.faults());
      given = std::move(mapping).value();
      if (!kind_ && (given->names_kind || !given->columns.empty())) kind_ = given->kind;
    }
    if (has_company_ && !arguments_.show_mapping) {
      Result<KnownCompany> known = read_known_company(*arguments_.into / "company.toml");
      if (!known) return stop(known.faults());
      target_.known = std::move(known).value();
    }
    const Result<std::string> first_bytes = read_first_bytes(arguments_.source.string());
    if (!first_bytes) return stop(first_bytes.faults());
    const SourceFormat format = source_format(first_bytes.value());
    if (format == SourceFormat::other) return stop({format_fault(arguments_.source.string(), first_bytes.value())});
    if (format == SourceFormat::database) return import_gnucash(read_gnucash_tables(arguments_.source));
    Result<std::string> bytes = read_source_file(arguments_.source.string());
    if (bytes && format == SourceFormat::archive) bytes = sheet_in(bytes.value(), given);
    if (!bytes) return stop(bytes.faults());
    if (format == SourceFormat::gnucash)
      return import_gnucash(read_gnucash_xml(arguments_.source.string(), bytes.value()));
    if (format == SourceFormat::camt) return import_bank(read_camt(arguments_.source.string(), bytes.value()));
    if (format == SourceFormat::ofx) return import_bank(read_ofx(arguments_.source.string(), bytes.value()));
    if (format == SourceFormat::mt940) return import_bank(read_mt940(arguments_.source.string(), bytes.value()));
    if (const std::vector<int> lines = lines_with_hidden_characters(bytes.value()); !lines.empty())
      say_note(message("characters that turn or hide text ({}) are left out of names and texts", lines_text(lines)),
               err_);
    if (!given || given->columns.empty())
      if (auto fault = unread_source(arguments_.source.string(), bytes.value())) return stop({std::move(*fault)});
    if (!kind_ && !given && arguments_.into)
      if (const auto statements = read_bank_table(arguments_.source.string(), bytes.value(), ledger_currency()))
        return import_bank(*statements);
    if (!given || given->columns.empty()) {
      if (const auto list = known_list_of(arguments_.source.string(), bytes.value(), kind_, given)) {
        say_assumption(message("{} is {}", arguments_.source.string(), list->name), err_);
        kind_ = list->kind;
        return import_table(bytes.value(), list);
      }
      if (auto source =
              read_known_source(arguments_.source.string(), bytes.value(), {kind_, as_of(), ledger_currency(), given}))
        return import_known(std::move(*source));
    }
    return import_table(bytes.value(), given);
  }

 private:
  bool wrong(const Message& sentence) {
    err_ << "headroom import: " << printable(text_of(sentence)) << '\n';
    return false;
  }

  bool check_usage() {
    kind_ = parse_import_kind(arguments_.as);
    if (!kind_ && !arguments_.as.empty()) {
      return wrong(message("--as {}: no such kind of export; {}", arguments_.as,
                           mend_of_unknown(arguments_.as, {import_kind_names().begin(), import_kind_names().end()})));
    }
    if (!arguments_.into)
      return arguments_.show_mapping ||
             wrong("--into DIR is missing: the ledger folder to write (made where it is missing), or --show-mapping");
    target_.folder = *arguments_.into;
    target_.replace = arguments_.replace;
    has_company_ = std::filesystem::exists(*arguments_.into / "company.toml");
    const bool has_options =
        arguments_.name || arguments_.as_of || arguments_.currency || arguments_.country || !arguments_.rates.empty();
    if (has_company_ && has_options) {
      say_note(message("{} stays as it is: --name, --as-of, --currency, --country and --rate are not used",
                       target_.place.document("company.toml")),
               err_);
      return true;
    }
    NewCompany& company = target_.company;
    company.is_name_given = arguments_.name.has_value();
    if (arguments_.name && !is_name(*arguments_.name))
      return wrong(message("--name {}: a name is one line of 1 to {} bytes of UTF-8, without control characters",
                           arguments_.name->substr(0, shown_bytes_max), name_bytes_max));
    company.name =
        arguments_.name.value_or(std::filesystem::absolute(*arguments_.into).lexically_normal().filename().string());
    if (!is_name(company.name)) company.name = "My company";
    return check_company_options();
  }

  bool check_company_options() {
    if (arguments_.as_of) {
      const auto date = parse_date(*arguments_.as_of);
      if (!date || date->year() < 1990 || date->year() > 2150)
        return wrong(message("--as-of {}: not a date from 1990-01-01 to 2150-12-31", *arguments_.as_of));
      target_.company.as_of = *date;
      target_.company.is_as_of_given = true;
    }
    if (arguments_.currency) {
      const auto code = currency_meant_by(*arguments_.currency);
      if (!code) return wrong(message("--currency {}: not an ISO 4217 code such as USD", *arguments_.currency));
      target_.company.currency = *code;
    }
    if (arguments_.country) {
      target_.company.country = *arguments_.country;
      for (char& c : target_.company.country) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
      const bool is_code = target_.company.country.size() == 2 &&
                           std::all_of(target_.company.country.begin(), target_.company.country.end(),
                                       [](char c) { return c >= 'A' && c <= 'Z'; });
      if (!is_code)
        return wrong(message("--country {}: not an ISO 3166 code of two letters such as US", *arguments_.country));
    }
    for (const std::string& rate : arguments_.rates) {
      const std::size_t equals = std::min(rate.find('='), rate.size());
      const auto code = currency_meant_by(rate.substr(0, equals));
      const std::string number = equals < rate.size() ? rate.substr(equals + 1) : "";
      if (!code || !positive_number(number) || number.front() == '.')
        return wrong(message("--rate {}: write it like CAD=0.72, in the ledger's currency for one unit", rate));
      target_.company.rates[*code] = number.find('.') == std::string::npos ? number + ".0"
                                     : number.back() == '.'                ? number + "0"
                                                                           : number;
    }
    return true;
  }

  ImportOutcome stop(const Faults& faults) {
    return stop_import(target_.place.named(faults), !arguments_.show_mapping, err_);
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

  /// An export whose own shape tells what it holds.
  ImportOutcome import_known(KnownSource source) {
    say_assumption(message("{} is {}", arguments_.source.string(), source.format), err_);
    if (arguments_.show_mapping) {
      out_ << "# " << printable(source.format)
           << ": its columns need no mapping. One may set date, number, delimiter and encoding.\n";
      return source.books.faults.empty() ? exit_done : stop(source.books.faults);
    }
    say_assumptions(source.books.assumptions, err_);
    if (kind_) keep_kind(source.books);
    return write_imported_books(source.books, target_, out_, err_);
  }

  /// Leaves of the books what `--as` asks for.
  void keep_kind(ImportedBooks& books) {
    if (!books.faults.empty()) return;
    std::vector<ExportedItems> kept;
    for (ExportedItems& table : books.tables) {
      if (table.kind == *kind_) kept.push_back(std::move(table));
      else if (!table.items.empty())
        books.remarks.push_back(message("{} {} left out, because of --as {}", table.items.size(),
                                        noun_of(table.kind, table.items.size()), name_of(*kind_)));
    }
    books.tables = std::move(kept);
    if (*kind_ != ImportKind::receivables) books.invoiced.reset();
    if (books.tables.empty())
      books.faults.push_back(
          {books.file, 0, 0, message("holds no {}", name_of(*kind_)), "", "leave out --as: it tells what it holds"});
  }

  /// The sheet of a spreadsheet that is meant, as CSV.
  Result<std::string> sheet_in(const std::string& bytes, const std::optional<ColumnMapping>& given) {
    Result<ChosenSheet> sheet =
        chosen_sheet(arguments_.source.string(), bytes, {kind_, as_of(), ledger_currency(), given});
    if (!sheet) return sheet.faults();
    say_assumption(message("{} is a spreadsheet: its sheet \"{}\" is read, lines are its rows",
                           arguments_.source.string(), sheet.value().name),
                   err_);
    return std::move(sheet.value().csv);
  }

  ImportOutcome import_gnucash(const Result<GnucashTables>& tables) {
    if (!tables) return stop(tables.faults());
    return import_known({"GnuCash's books",
                         read_gnucash_books(arguments_.source.string(), tables.value(), {as_of(), ledger_currency()})});
  }

  ImportOutcome import_bank(const BankStatements& statements) {
    if (kind_ || arguments_.map || arguments_.show_mapping) {
      wrong("--as, --map and --show-mapping are for tables: a bank statement needs none of them");
      return exit_wrong_usage;
    }
    if (statements.faults.empty())
      say_assumption(message("{} is {}", arguments_.source.string(), statements.format), err_);
    if (statements.faults.empty() && has_unfinished_update(target_.folder))
      if (const ImportOutcome ended = end_earlier_update(); ended.status != exit_done) return ended;
    return import_statement(statements, target_, arguments_.update, out_, err_);
  }

  /// Ends the update that an earlier run was stopped in, and reads the company again.
  ImportOutcome end_earlier_update() {
    if (!arguments_.update)
      return stop({{target_.folder.string(), 0, 0, "an update of this ledger was interrupted", "",
                    "give --update: that ends it first"}});
    const Result<std::vector<std::string>> done = complete_update(target_.folder);
    if (!done) {
      err_ << findings_text(target_.place.named(done.faults()));
      return exit_status_of(done.faults());
    }
    say_note(
        message("an update that was interrupted is complete now: {}", fmt::format("{}", fmt::join(done.value(), ", "))),
        err_);
    Result<KnownCompany> known = read_known_company(target_.folder / "company.toml");
    if (!known) return stop(known.faults());
    target_.known = std::move(known).value();
    return exit_done;
  }

  /// Of the ledger that is there, or as the option says.
  std::optional<Date> as_of() const {
    if (target_.known) return target_.known->as_of;
    return target_.company.is_as_of_given ? std::optional(target_.company.as_of) : std::nullopt;
  }

  ImportOutcome import_table(const std::string& bytes, const std::optional<ColumnMapping>& given) {
    if (!kind_)
      if (auto fault = unread_movements(arguments_.source.string(), bytes)) return stop({std::move(*fault)});
    if (!kind_) return unknown_kind();
    const Result<ExportTable> table = read_export_table_text(arguments_.source.string(), bytes, *kind_, given);
    if (!table) return stop(table.faults());
    const CompletedMapping mapping = complete_mapping(table.value(), *kind_, given);
    say_assumptions(table.value().assumptions, err_);
    say_assumptions(mapping.assumptions, err_);
    if (arguments_.show_mapping) {
      out_ << to_toml(mapping);
      return mapping.faults.empty() ? exit_done : stop(mapping.faults);
    }
    show_proposal(mapping, given && !given->columns.empty());
    if (!mapping.faults.empty()) {
      Faults faults = table.value().faults;
      faults.insert(faults.end(), mapping.faults.begin(), mapping.faults.end());
      return stop(faults);
    }
    const std::filesystem::path file = target_.folder / file_of(*kind_);
    if (!arguments_.replace && std::filesystem::exists(file)) return stop({file_in_the_way(file)});
    SourceBooks books;
    books.file = arguments_.source.string();
    books.faults = table.value().faults;
    books.as_of = table.value().as_of;
    ReadItems read = read_items(table.value(), mapping.mapping,
                                {kind_, as_of() ? as_of() : books.as_of, ledger_currency(), mapping.mapping});
    books.tables.push_back(std::move(read.items));
    if (*kind_ == ImportKind::receivables) books.invoiced = std::move(read.invoiced);
    return write_imported_books(imported_books(std::move(books), as_of(), ledger_currency()), target_, out_, err_);
  }

  int unknown_kind() {
    wrong(message("--as is missing: {} is no export that tells what it holds; {}", arguments_.source.string(),
                  mend_of_unknown("", {import_kind_names().begin(), import_kind_names().end()})));
    return exit_wrong_usage;
  }

  std::optional<std::string> ledger_currency() const {
    const std::string& currency = target_.known ? target_.known->currency : target_.company.currency;
    return currency.empty() ? std::nullopt : std::optional(currency);
  }

  const ImportArguments& arguments_;
  std::ostream& out_;
  std::ostream& err_;
  std::optional<ImportKind> kind_;
  bool has_company_ = false;
  ImportTarget target_;
};

}  // namespace

ImportOutcome import_into_folder(const ImportArguments& arguments, const LedgerPlace& place, std::ostream& out,
                                 std::ostream& err) {
  return FolderImport(arguments, place, out, err).run();
}

int run_import_into_folder(const ImportArguments& arguments, std::ostream& out, std::ostream& err) {
  const LedgerPlace place(arguments.into.value_or(""));
  const ImportOutcome outcome = import_into_folder(arguments, place, out, err);
  for (const std::string& document : outcome.written) out << wrote_line(place.document(document));
  if (outcome.next == NextStep::check) out << next_check_line(place.name());
  else if (outcome.next != NextStep::none)
    out << next_figures_line(place.document("company.toml"), place.name(), outcome.next == NextStep::enter_cash_too);
  return outcome.status;
}

}  // namespace headroom
