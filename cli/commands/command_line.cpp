#include "cli/commands/command_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <ostream>

#include "cli/commands/actuals.hpp"
#include "cli/commands/assess.hpp"
#include "cli/commands/breakpoint.hpp"
#include "cli/commands/changes.hpp"
#include "cli/commands/check.hpp"
#include "cli/commands/drivers.hpp"
#include "cli/commands/forecast.hpp"
#include "cli/commands/import.hpp"
#include "cli/commands/init.hpp"
#include "cli/commands/reliefs.hpp"
#include "cli/commands/rerun.hpp"
#include "cli/commands/run.hpp"
#include "cli/commands/runs.hpp"
#include "cli/commands/scenarios.hpp"
#include "cli/commands/set.hpp"
#include "cli/commands/size.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/version.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/terminal/folded_text.hpp"
#include "cli/terminal/terminal_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

/// In the order in which help lists them.
constexpr AddCommand* commands[] = {add_init,    add_set,     add_check,      add_import, add_forecast, add_run,
                                    add_drivers, add_size,    add_breakpoint, add_assess, add_runs,     add_rerun,
                                    add_changes, add_actuals, add_scenarios,  add_reliefs};

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
        "machine failed, 4 the probability is above --fail-above.");
    for (AddCommand* add : commands) add(app_, command_);
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
    return command_(out_, err_);
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
    if (option->get_type_size() > 1 || option->get_items_expected_min() > 1)
      return wrong_usage(fmt::format("{}: needs {} values, and is given once", name, option->get_items_expected_min()));
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

  CLI::App app_{
      "Headroom plays a small firm's books through many random futures and says how likely it is to run out of money."};
  std::ostream& out_;
  std::ostream& err_;
  CommandAction command_;  ///< what was asked for, run once everything is understood
};

}  // namespace

int run_command_line(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  return CommandLine(out, err).run(arguments);
}

}  // namespace headroom
