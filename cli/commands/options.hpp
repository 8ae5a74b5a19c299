// How a command says its options: the only door, with command_line, to the library that reads command lines.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "cli/commands/command.hpp"
#include "cli/report/words/language.hpp"
#include "cli/store/open_ledger.hpp"
#include "cli/what_if/horizon.hpp"

namespace headroom {

/// Thrown where an option's value is not what it has to be; says what it may be.
class OptionError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One command of the command line. Requires: what its options are kept in outlives the command line.
class CommandOptions {
 public:
  CommandOptions(CLI::App& app, const std::string& name, const std::string& help);

  /// An argument without a name of its own; `placeholder` is what help calls it.
  void argument(const std::string& placeholder, std::filesystem::path& path, const std::string& help);
  void argument(const std::string& placeholder, std::string& text, const std::string& help);
  /// Any number of them, none included.
  void arguments(const std::string& placeholder, std::vector<std::string>& texts, const std::string& help);
  /// An option with a value, handed on as it is given. `read` throws OptionError. `type`: how help calls the value.
  void value(const std::string& option, const std::string& type, const std::function<void(const std::string&)>& read,
             const std::string& help);
  /// The same, kept as it is given.
  template <class Kept>
  void text(const std::string& option, const std::string& type, Kept& kept, const std::string& help) {
    value(
        option, type, [&kept](const std::string& text) { kept = text; }, help);
  }
  /// An option that may be repeated.
  void values(const std::string& option, const std::string& type, std::vector<std::string>& texts,
              const std::string& help);
  /// A whole number in plain digits from `least` to `most`.
  void whole_number(const std::string& option, std::uint64_t least, std::uint64_t most,
                    const std::function<void(std::uint64_t)>& keep, const std::string& help);
  /// An option with two values.
  void pair(const std::string& option, const std::string& type, std::vector<std::string>& texts,
            const std::string& help);
  /// A probability, as a fraction or in percent: `0.05` or `5%`.
  void share(const std::string& option, const std::function<void(double)>& keep, const std::string& help);
  void flag(const std::string& option, bool& is_given, const std::string& help);

  /// Which ledger, and which company of a database.
  void ledger(LedgerArgument& ledger);
  /// How far to play.
  void horizon(std::optional<Horizon>& horizon);
  /// Where JSON goes.
  void json(std::optional<std::string>& json);

  /// In which language people are told.
  void language(Language& language);

  /// What help says at its end.
  void closing(const std::string& text);
  /// What is done where this is the command given.
  void action(CommandAction& chosen, CommandAction action);

 private:
  CLI::App* command_;
};

/// Reads the words of one command, its name first, into what `add` keeps its options in. Nothing, or what is wrong.
std::optional<std::string> read_command_words(const std::vector<std::string>& words,
                                              const std::function<void(CommandOptions& command)>& add);

}  // namespace headroom
