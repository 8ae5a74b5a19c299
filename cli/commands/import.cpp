#include "cli/commands/import.hpp"

#include <unistd.h>

#include <memory>
#include <ostream>

#include "cli/commands/options.hpp"
#include "cli/import/database_import.hpp"
#include "cli/import/folder_import.hpp"
#include "cli/import/ledger_import.hpp"
#include "cli/terminal/folded_text.hpp"
#include "cli/terminal/terminal_width.hpp"

namespace headroom {

int run_import(const ImportArguments& arguments, std::ostream& out, std::ostream& err) {
  if (arguments.as.empty() && is_ledger_source(arguments.source)) return run_import_ledger(arguments, out, err);
  if (arguments.db && !arguments.show_mapping) return run_import_into_database(arguments, out, err);
  return run_import_into_folder(arguments, out, err);
}

void add_import(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "import",
                         "Bring an accounting export or a whole ledger into a ledger folder or a database");
  const auto arguments = std::make_shared<ImportArguments>();
  ImportArguments& import = *arguments;
  command.argument("SOURCE", import.source, "The export, or a ledger: a folder or a database");
  command.text(
      "--as", "KIND", import.as,
      "What it holds, where it does not say so itself: receivables, payables, orders, history or counterparties");
  command.text("--map", "FILE", import.map, "A mapping file; without it the columns are told by their headings");
  command.text("--into", "DIR", import.into, "The ledger's folder, made where it is missing");
  command.text("--db", "FILE", import.db, "The database to write, made where it is missing");
  command.text("--company", "NAME", import.company, "The company's name in the database (default: that of the ledger)");
  command.flag("--show-mapping", import.show_mapping, "Only print the mapping, to save and edit");
  command.flag("--replace", import.replace, "Overwrite what an earlier import has written");
  command.flag("--update", import.update,
               "With a bank statement: bring the ledger that is there to its day (cash, as_of, what was paid)");
  command.text("--name", "TEXT", import.name, "The firm's name, for a new company.toml");
  command.text("--as-of", "YYYY-MM-DD", import.as_of, "The day of the export, for a new company.toml");
  command.text("--currency", "CODE", import.currency, "Of the ledger, for a new company.toml");
  command.text("--country", "CC", import.country, "Of the firm, for a new company.toml");
  command.values("--rate", "CAD=0.72", import.rates, "One unit of a currency in the ledger's; may be repeated");
  command.closing(
      "Xero's and QuickBooks Online's exports, ageing reports, journals of hledger and\n"
      "ledger, books of beancount and GnuCash, and bank statements (camt.053, OFX) say\n"
      "themselves what they hold. A spreadsheet (XLSX, ODS) is read as a CSV is.\n\n"
      "Examples:\n"
      "  headroom import xero_invoices.csv --into my_firm\n"
      "  headroom import books.journal --into my_firm --currency GBP\n"
      "  headroom import books.gnucash --into my_firm\n"
      "  headroom import statement.camt.xml --into my_firm            what it changes\n"
      "  headroom import statement.camt.xml --into my_firm --update   and do it\n"
      "  headroom import open_invoices.csv --as receivables --into my_firm\n"
      "  headroom import open_invoices.csv --as receivables --show-mapping\n"
      "  headroom import bills.csv --as payables --into my_firm --map bills.toml\n"
      "  headroom import my_firm --db firms.db\n"
      "  headroom import firms.db --company \"My Firm\" --into copy_of_my_firm");
  command.action(chosen, [arguments](std::ostream& out, std::ostream& err) {
    // A mapping is a file in the making: it is printed as it is.
    FoldingStream folded(out, arguments->show_mapping ? std::nullopt : terminal_width(STDOUT_FILENO));
    return run_import(*arguments, folded, err);
  });
}

}  // namespace headroom
