#include "cli/commands/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>

namespace headroom {

CommandOptions::CommandOptions(CLI::App& app, const std::string& name, const std::string& help)
    : command_(app.add_subcommand(name, help)) {}

void CommandOptions::argument(const std::string& placeholder, std::filesystem::path& path, const std::string& help) {
  command_->add_option(placeholder, path, help)->type_name("")->required();
}

void CommandOptions::argument(const std::string& placeholder, std::string& text, const std::string& help) {
  command_->add_option(placeholder, text, help)->type_name("")->required();
}

void CommandOptions::arguments(const std::string& placeholder, std::vector<std::string>& texts,
                               const std::string& help) {
  command_->add_option(placeholder, texts, help)->type_name("");
}

void CommandOptions::value(const std::string& option, const std::string& type,
                           const std::function<void(const std::string&)>& read, const std::string& help) {
  const auto checked = [option, read](const std::string& text) {
    try {
      read(text);
    } catch (const OptionError& error) {
      throw CLI::ValidationError(option, error.what());
    }
  };
  command_->add_option_function<std::string>(option, checked, help)->type_name(type);
}

void CommandOptions::values(const std::string& option, const std::string& type, std::vector<std::string>& texts,
                            const std::string& help) {
  command_->add_option(option, texts, help)->type_name(type)->allow_extra_args(false);
}

void CommandOptions::whole_number(const std::string& option, std::uint64_t least, std::uint64_t most,
                                  const std::function<void(std::uint64_t)>& keep, const std::string& help) {
  const auto read = [=](const std::string& text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < least || number > most)
      throw OptionError(fmt::format("\"{}\" is not a whole number from {} to {}", text, least, most));
    keep(number);
  };
  value(option, "N", read, help);
}

void CommandOptions::pair(const std::string& option, const std::string& type, std::vector<std::string>& texts,
                          const std::string& help) {
  command_->add_option(option, texts, help)->type_name(type)->expected(2);
}

void CommandOptions::share(const std::string& option, const std::function<void(double)>& keep,
                           const std::string& help) {
  const auto read = [=](const std::string& text) {
    const bool is_percent = text.ends_with('%');
    const char* const last = text.data() + text.size() - (is_percent ? 1 : 0);
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), last, number);
    const double share = is_percent ? number / 100.0 : number;
    if (error != std::errc() || end != last || !(share >= 0.0 && share <= 1.0))
      throw OptionError(fmt::format("\"{}\" is not a probability: write 0.05 or 5%, from 0 to 1", text));
    keep(share);
  };
  value(option, "P", read, help);
}

void CommandOptions::flag(const std::string& option, bool& is_given, const std::string& help) {
  command_->add_flag(option, is_given, help);
}

void CommandOptions::ledger(LedgerArgument& ledger) {
  argument("LEDGER", ledger.path, "The ledger's folder, or a database of ledgers (FILE.db)");
  text("--company", "NAME", ledger.company, "Which company of a database that holds several");
}

void CommandOptions::horizon(std::optional<Horizon>& horizon) {
  const auto read = [&horizon](const std::string& text) {
    horizon = parse_horizon(text);
    if (!horizon)
      throw OptionError(fmt::format(
          "\"{}\" is not a horizon: write months such as 12m or days such as 365d, at most forty years", text));
  };
  value("--horizon", "12m|365d", read,
        "How far to play: months or days (default: 12m, but not beyond what the ledger knows, nor under 13 weeks)");
}

void CommandOptions::json(std::optional<std::string>& json) {
  text("--json", "FILE|-", json, "Write JSON to a file as well, or JSON alone to standard output (-)");
}

void CommandOptions::language(Language& language) {
  const auto read = [&language](const std::string& text) {
    const auto known = parse_language(text);
    if (!known) throw OptionError(fmt::format("\"{}\" is not a language: write en or zh", text));
    language = *known;
  };
  value("--lang", "en|zh", read, "English or Simplified Chinese (default: en); JSON stays in English");
}

void CommandOptions::closing(const std::string& text) { command_->footer(text); }

void CommandOptions::action(CommandAction& chosen, CommandAction action) {
  command_->final_callback([&chosen, action = std::move(action)] { chosen = action; });
}

std::optional<std::string> read_command_words(const std::vector<std::string>& words,
                                              const std::function<void(CommandOptions& command)>& add) {
  if (words.empty()) return "a command is required";
  CLI::App app;
  CommandOptions command(app, words.front(), "");
  add(command);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const CLI::ParseError& error) {
    return error.what();
  }
  return std::nullopt;
}

}  // namespace headroom
