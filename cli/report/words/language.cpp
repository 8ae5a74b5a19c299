#include "cli/report/words/language.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <array>
#include <span>

#include "cli/syntax/message.hpp"
#include "cli/syntax/toml.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/embedded_file.hpp"
#include "models/error.hpp"

namespace headroom {

std::span<const EmbeddedFile> language_files();

namespace {

using Texts = std::map<std::string, std::string>;

struct Catalogue {
  Texts texts;
  std::array<std::string, 4> dates;  ///< by DateForm, with {year}, {month} and {day}
};

std::string date_in_form(const std::string& form, Date date) {
  return fmt::format(fmt::runtime(form), fmt::arg("year", date.year()), fmt::arg("month", date.month()),
                     fmt::arg("day", date.day_of_month()));
}

Catalogue read_catalogue(const EmbeddedFile& file) {
  const Result<TomlNode> root = read_toml_text(std::string(file.name), file.content);
  if (!root) throw ContractError("a catalogue is no TOML: " + to_text(root.faults().front()));
  constexpr std::array<std::string_view, 4> forms = {"iso", "full", "brief", "month"};
  Catalogue catalogue;
  for (const TomlEntry& table : root.value().entries)
    for (const TomlEntry& entry : table.node.entries) {
      if (table.key == "dates") {
        for (std::size_t i = 0; i < forms.size(); ++i)
          if (entry.key == forms[i]) catalogue.dates[i] = entry.node.text;
      } else if (!catalogue.texts.emplace(entry.key, entry.node.text).second) {
        throw ContractError("a catalogue says the same twice: " + entry.key);
      }
    }
  return catalogue;
}

const Catalogue& chinese() {
  static const Catalogue catalogue = [] {
    for (const EmbeddedFile& file : language_files())
      if (file.name == "zh.toml") return read_catalogue(file);
    throw ContractError("there is no catalogue zh.toml");
  }();
  return catalogue;
}

MessageWords chinese_words() {
  MessageWords words;
  words.translated = [](const std::string& pattern) {
    const Texts& texts = chinese().texts;
    const auto found = texts.find(pattern);
    return found == texts.end() ? pattern : found->second;
  };
  words.date = [](Date date, DateForm form) {
    return date_in_form(chinese().dates[static_cast<std::size_t>(form)], date);
  };
  return words;
}

}  // namespace

std::optional<Language> parse_language(std::string_view text) {
  if (text == "en") return Language::en;
  if (text == "zh") return Language::zh;
  return std::nullopt;
}

std::string_view html_name_of(Language language) { return language == Language::zh ? "zh-Hans" : "en"; }

const Texts& catalogue_of(Language language) {
  static const Texts none;
  return language == Language::zh ? chinese().texts : none;
}

const MessageWords& words_of(Language language) {
  static const MessageWords english, in_chinese = chinese_words();
  return language == Language::zh ? in_chinese : english;
}

std::string shown_text(const Message& message, const MessageWords& words) { return printable(text_of(message, words)); }

std::vector<std::string> texts_of(const std::vector<Message>& messages, const MessageWords& words) {
  std::vector<std::string> texts;
  for (const Message& message : messages) texts.push_back(text_of(message, words));
  return texts;
}

Message given_name(std::string_view name) { return Message(name); }

Message option_name(std::string_view name) { return name.empty() ? message("No relief") : given_name(name); }

Message scenario_name(std::string_view name) { return name.empty() ? message("As written") : given_name(name); }

std::string short_option_name(std::string_view name, std::size_t width, const MessageWords& words) {
  return shortened(printable(text_of(option_name(name), words)), width);
}

std::string short_scenario_name(std::string_view name, std::size_t width, const MessageWords& words) {
  return shortened(printable(text_of(scenario_name(name), words)), width);
}

}  // namespace headroom
