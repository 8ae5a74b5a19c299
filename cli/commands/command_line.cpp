#include "cli/commands/command_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <ostream>

#include "cli/commands/check.hpp"
#include "cli/commands/forecast.hpp"
#include "cli/commands/import.hpp"
#include "cli/commands/init.hpp"
#include "cli/commands/reliefs.hpp"
#include "cli/commands/run.hpp"
#include "cli/commands/scenarios.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/version.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/terminal/folded_text.hpp"
#include "cli/terminal/terminal_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t paths_max = 1'000'000'000;
constexpr std::uint64_t threads_max = 1024;
constexpr double precision_least = 1e-12, precision_most = 0.5;

/// The half-width of an interval, as a share or in percent; nothing where it is none.
std::optional<double> parse_precision(std::string_view text) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.remove_suffix(1);
  double read = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  const double precision = is_percent ? read / 100.0 : read;
  if (!(precision >= precision_least && precision <= precision_most)) return std::nullopt;
  return precision;
}

/// A whole number in plain digits, as this option needs it.
template <class Number, class Kept>
void read_whole_number(const std::string& option, const std::string& text, Number least, Number most, Kept& number) {
  Number read = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  if (error != std::errc() || end != text.data() + text.size() || read < least || read > most)
    throw CLI::ValidationError(option, fmt::format("\"{}\" is not a whole number from {} to {}", text, least, most));
  number = read;
}

template <class Number, class Kept>
CLI::Option* add_whole_number(CLI::App& command, const std::string& option, Number least, Number most, Kept& number,
                              const std::string& help) {
  return command
      .add_option_function<std::string>(
          option, [=, &number](const std::string& text) { read_whole_number(option, text, least, most, number); }, help)
      ->type_name("N");
}

void add_horizon(CLI::App& command, std::optional<Horizon>& horizon) {
  command
      .add_option_function<std::string>(
          "--horizon",
          [&horizon](const std::string& text) {
            horizon = parse_horizon(text);
            if (!horizon)
              throw CLI::ValidationError(
                  "--horizon",
                  fmt::format(
                      "\"{}\" is not a horizon: write months such as 12m or days such as 365d, at most forty years",
                      text));
          },
          "How far to play: months or days (default: 12m, but not beyond what the ledger knows, nor under 13 weeks)")
      ->type_name("12m|365d");
}

void add_ledger(CLI::App& command, LedgerArgument& ledger) {
  command.add_option("LEDGER", ledger.path, "The ledger's folder, or a database of ledgers (FILE.db)")
      ->type_name("")
      ->required();
  command.add_option("--company", ledger.company, "Which company of a database that holds several")->type_name("NAME");
}

void add_json(CLI::App& command, std::optional<std::string>& json) {
  command.add_option("--json", json, "Write JSON to a file as well, or JSON alone to standard output (-)")
      ->type_name("FILE|-");
}

/// The command line as CLI11 sees it; what it finds is kept here.
class CommandLine {
 public:
  CommandLine(std::ostream& out, std::ostream& err) : out_(out), err_(err) {
    app_.name("headroom");
    app_.set_version_flag("--version", std::string("headroom ") + std::string(version()),
                          "Print the version and leave");
    app_.require_subcommand(1);
    app_.footer(
        "Begin with:\n"
        "  headroom init my_firm          a starter ledger to edit\n"
        "  headroom check my_firm         is it in order?\n"
        "  headroom run my_firm           how likely is it to run out of money, and when?\n\n"
        "headroom COMMAND --help tells more. Exit status: 0 done, 1 the input is at fault, 2 wrong usage, 3 the "
        "machine failed.");
    add_init();
    add_check();
    add_import();
    add_forecast();
    add_run();
    add_lists();
  }

  int run(std::vector<std::string> arguments) {
    try {
      std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
      app_.parse(reversed);
    } catch (const CLI::CallForHelp&) {
      FoldingStream(out_, terminal_width(STDOUT_FILENO)) << app_.help();
      return exit_done;
    } catch (const CLI::CallForVersion& version_text) {
      out_ << version_text.what() << "\n";
      return exit_done;
    } catch (const CLI::ExtrasError&) {
      if (const CLI::Option* option = option_without_value(arguments)) return value_missing(*option);
      return unexpected();
    } catch (const CLI::RequiredError& error) {
      if (!app_.get_subcommands().empty()) return wrong_usage(error.what());
      return app_.remaining(true).empty() ? wrong_usage("a command is required") : unexpected();
    } catch (const CLI::ArgumentMismatch& error) {
      return wrong_count(error.what());
    } catch (const CLI::ParseError& error) {
      return wrong_usage(error.what());
    }
    if (const CLI::Option* option = option_without_value(arguments)) return value_missing(*option);
    if (const auto empty = std::find(arguments.begin(), arguments.end(), ""); empty != arguments.end())
      return wrong_usage(empty == arguments.begin() ? "an argument is empty"
                                                    : fmt::format("the argument after {} is empty", *std::prev(empty)));
    return command_();
  }

 private:
  int wrong_usage(const std::string& what) {
    const auto selected = app_.get_subcommands();
    const std::string command = selected.empty() ? "headroom" : "headroom " + selected.front()->get_name();
    err_ << printable("headroom: " + what) << "\n"
         << "Try: " << command << " --help\n";
    return exit_wrong_usage;
  }

  /// An option whose value is missing, or that was given twice.
  int wrong_count(const std::string& what) {
    const auto selected = app_.get_subcommands();
    const std::string name = what.substr(0, what.find(':'));
    const CLI::Option* option = selected.empty() ? nullptr : selected.front()->get_option_no_throw(name);
    if (option == nullptr) return wrong_usage(what);
    return what.ends_with(" missing") ? value_missing(*option)
                                      : wrong_usage(fmt::format("{}: is given more than once", name));
  }

  int value_missing(const CLI::Option& option) {
    const std::string name = option.get_name();
    return wrong_usage(fmt::format("{}: its value is missing: {} {}", name, name, option.get_type_name()));
  }

  /// An option with another one in the place of its value; null where there is none.
  const CLI::Option* option_without_value(const std::vector<std::string>& arguments) const {
    if (app_.get_subcommands().empty()) return nullptr;
    const CLI::App& command = *app_.get_subcommands().front();
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
      if (!arguments[i].starts_with("--") || !arguments[i + 1].starts_with("--")) continue;
      const CLI::Option* option = command.get_option_no_throw(arguments[i]);
      if (option != nullptr && option->get_items_expected_max() > 0 &&
          command.get_option_no_throw(arguments[i + 1]) != nullptr)
        return option;
    }
    return nullptr;
  }

  /// A word that no command or option explains; the nearest one is suggested.
  int unexpected() {
    const auto selected = app_.get_subcommands();
    const CLI::App& where = selected.empty() ? app_ : *selected.front();
    const std::vector<std::string> extras = app_.remaining(true);
    const std::string word = extras.empty() ? "" : extras.front();
    std::vector<std::string> known;
    const bool is_option = word.size() > 1 && word.front() == '-';
    if (is_option) {
      for (const CLI::Option* option : where.get_options())
        for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    } else if (selected.empty()) {
      for (const CLI::App* command : app_.get_subcommands([](const CLI::App*) { return true; }))
        known.push_back(command->get_name());
    }
    const auto near = nearest_name(word.substr(0, word.find('=')), known);
    std::error_code error;
    if (selected.empty() && !is_option && std::filesystem::exists(word, error))
      return wrong_usage(fmt::format("the command is missing before \"{}\", such as: headroom run {}", word, word));
    const std::string what = is_option          ? "there is no such option"
                             : selected.empty() ? "there is no such command"
                                                : "one argument too many";
    return wrong_usage(fmt::format("{}: \"{}\"{}", what, word, near ? fmt::format("; did you mean {}?", *near) : ""));
  }

  void add_init() {
    CLI::App* command = app_.add_subcommand("init", "Write a commented starter ledger");
    command->add_option("DIR", directory_, "The folder to make")->type_name("")->required();
    command->footer("Example:\n  headroom init my_firm");
    command->final_callback([this] { command_ = [this] { return run_init(directory_, out_, err_); }; });
  }

  void add_check() {
    CLI::App* command = app_.add_subcommand("check", "Find every fault of a ledger, and what would mend it");
    add_ledger(*command, check_);
    command->footer("Examples:\n  headroom check my_firm\n  headroom check firms.db --company \"Lumen Bay\"");
    command->final_callback([this] { command_ = [this] { return run_check(check_, out_, err_); }; });
  }

  void add_import() {
    CLI::App* command = app_.add_subcommand(
        "import", "Bring an accounting export or a whole ledger into a ledger folder or a database");
    command->add_option("SOURCE", import_.source, "The export, or a ledger: a folder or a database")
        ->type_name("")
        ->required();
    command
        ->add_option(
            "--as", import_.as,
            "What it holds, where it does not say so itself: receivables, payables, orders, history or counterparties")
        ->type_name("KIND");
    command->add_option("--map", import_.map, "A mapping file; without it the columns are told by their headings")
        ->type_name("FILE");
    command->add_option("--into", import_.into, "The ledger's folder, made where it is missing")->type_name("DIR");
    command->add_option("--db", import_.db, "The database to write, made where it is missing")->type_name("FILE");
    command
        ->add_option("--company", import_.company, "The company's name in the database (default: that of the ledger)")
        ->type_name("NAME");
    command->add_flag("--show-mapping", import_.show_mapping, "Only print the mapping, to save and edit");
    command->add_flag("--replace", import_.replace, "Overwrite what an earlier import has written");
    command->add_flag("--update", import_.update,
                      "With a bank statement: bring the ledger that is there to its day (cash, as_of, what was paid)");
    command->add_option("--name", import_.name, "The firm's name, for a new company.toml");
    command->add_option("--as-of", import_.as_of, "The day of the export, for a new company.toml")
        ->type_name("YYYY-MM-DD");
    command->add_option("--currency", import_.currency, "Of the ledger, for a new company.toml")->type_name("CODE");
    command->add_option("--country", import_.country, "Of the firm, for a new company.toml")->type_name("CC");
    command->add_option("--rate", import_.rates, "One unit of a currency in the ledger's; may be repeated")
        ->type_name("CAD=0.72")
        ->allow_extra_args(false);
    command->footer(
        "Xero's and QuickBooks Online's exports, ageing reports, journals of hledger and\n"
        "ledger, GnuCash's books (sqlite3) and bank statements (camt.053, OFX) say\n"
        "themselves what they hold.\n\n"
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
    command->final_callback([this] {
      command_ = [this] {
        // A mapping is a file in the making: it is printed as it is.
        FoldingStream out(out_, import_.show_mapping ? std::nullopt : terminal_width(STDOUT_FILENO));
        return run_import(import_, out, err_);
      };
    });
  }

  void add_forecast() {
    CLI::App* command =
        app_.add_subcommand("forecast", "The ledger as written: a 13-week cash calendar and dated flows");
    add_ledger(*command, forecast_.ledger);
    add_horizon(*command, forecast_.horizon);
    add_json(*command, forecast_.json);
    command->footer(
        "Examples:\n  headroom forecast my_firm\n  headroom forecast my_firm --horizon 6m --json forecast.json");
    command->final_callback([this] { command_ = [this] { return run_forecast(forecast_, out_, err_); }; });
  }

  void add_run() {
    CLI::App* command =
        app_.add_subcommand("run", "How likely the firm is to run out of money, when, why, and what would help");
    add_ledger(*command, run_.ledger);
    command->add_option("--scenario", run_.scenarios, "What goes wrong: a built-in name or a file; repeat to compare")
        ->type_name("S")
        ->allow_extra_args(false);
    command->add_option("--relief", run_.reliefs, "What may help: a built-in name or a file; repeat to compare")
        ->type_name("R")
        ->allow_extra_args(false);
    add_whole_number<std::uint64_t>(*command, "--paths", 1, paths_max, run_.paths,
                                    "How many futures (default: 100000); with --precision at most (default: 20000000)");
    add_precision(*command);
    add_horizon(*command, run_.horizon);
    add_whole_number<std::uint64_t>(*command, "--seed", 0, UINT64_MAX, run_.seed,
                                    "Which futures: the same seed draws the same (default: 1)");
    add_whole_number<std::uint64_t>(*command, "--threads", 0, threads_max, threads_,
                                    "Changes no result (default: 0, all cores)");
    add_default_event(*command);
    add_json(*command, run_.json);
    command->footer(
        "Examples:\n"
        "  headroom run my_firm\n"
        "  headroom run my_firm --scenario customers_pay_late --scenario order_slump\n"
        "  headroom run my_firm --relief china_inclusive_loan --relief my_relief.toml\n"
        "  headroom run my_firm --default loan_90dpd --paths 1000000 --json result.json\n"
        "  headroom run my_firm --precision 0.001     until it is known to +-0.1 points\n\n"
        "headroom scenarios and headroom reliefs list what is built in.");
    command->final_callback([this] {
      command_ = [this] {
        run_.threads = static_cast<int>(threads_);
        return run_run(run_, out_, err_);
      };
    });
  }

  void add_precision(CLI::App& command) {
    command
        .add_option_function<std::string>(
            "--precision",
            [this](const std::string& text) {
              run_.precision = parse_precision(text);
              if (!run_.precision)
                throw CLI::ValidationError(
                    "--precision",
                    fmt::format(
                        "\"{}\" is not a half-width of a probability: write a number above 0 and up to {}, such as "
                        "0.001 or 0.1%",
                        text, precision_most));
            },
            "Play until the 95% interval of every default probability is no wider than this to either side")
        ->type_name("E");
  }

  void add_default_event(CLI::App& command) {
    command
        .add_option_function<std::string>(
            "--default",
            [this](const std::string& text) {
              const auto event = parse_event(text);
              const std::vector<std::string> names(event_names().begin(), event_names().end());
              const auto near = nearest_name(text, names);
              if (!event)
                throw CLI::ValidationError("--default",
                                           fmt::format("there is no event \"{}\"; {}", text,
                                                       near ? fmt::format("did you mean {}?", *near)
                                                            : fmt::format("choose one of {}", fmt::join(names, ", "))));
              run_.default_event = *event;
            },
            fmt::format("What counts as default: {} (default: illiquid)", fmt::join(event_names(), ", ")))
        ->type_name("EVENT");
  }

  void add_lists() {
    CLI::App* scenarios = app_.add_subcommand("scenarios", "The built-in scenarios: what may go wrong");
    scenarios->footer("Example:\n  headroom scenarios");
    scenarios->final_callback([this] { command_ = [this] { return run_scenarios(out_); }; });
    CLI::App* reliefs =
        app_.add_subcommand("reliefs", "The built-in reliefs: what may help, with sources and assumptions");
    reliefs->footer("Example:\n  headroom reliefs");
    reliefs->final_callback([this] { command_ = [this] { return run_reliefs(out_); }; });
  }

  CLI::App app_{
      "Headroom plays a small firm's books through many random futures and says how likely it is to run out of money."};
  std::ostream& out_;
  std::ostream& err_;
  std::filesystem::path directory_;
  ImportArguments import_;
  LedgerArgument check_;
  ForecastArguments forecast_;
  RunArguments run_;
  std::uint64_t threads_ = 0;
  std::function<int()> command_;  ///< what was asked for, run once everything is understood
};

}  // namespace

int run_command_line(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  return CommandLine(out, err).run(arguments);
}

}  // namespace headroom
