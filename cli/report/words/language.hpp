// The languages in which the program speaks to people, and the catalogue of each.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/message.hpp"

namespace headroom {

/// English, the language of the sources, and Simplified Chinese.
enum class Language { en, zh };

/// Reads `en` or `zh`.
std::optional<Language> parse_language(std::string_view text);

/// As HTML's `lang` has it: `en`, `zh-Hans`.
std::string_view html_name_of(Language language);

/// The English patterns, each with what the language says; empty for English.
const std::map<std::string, std::string>& catalogue_of(Language language);

/// How messages are put into words of the language: `text_of(message, words_of(Language::zh))`. What the catalogue
/// lacks stays in English.
const MessageWords& words_of(Language language);

/// The message in words as it is shown: control characters and what could steer a terminal made visible.
std::string shown_text(const Message& message, const MessageWords& words = {});

/// Each of several messages in words.
std::vector<std::string> texts_of(const std::vector<Message>& messages, const MessageWords& words = {});

/// What the program itself gives a name (a built-in scenario or relief, a currency), for the catalogue to say; any
/// other name stays as it is.
Message given_name(std::string_view name);

/// The name of an option of a result: "No relief" where it is the base case, else the relief's.
Message option_name(std::string_view name);

/// The name of a scenario: "As written" where it is the ledger itself.
Message scenario_name(std::string_view name);

/// The same in words, made printable, in at most `width` columns.
std::string short_option_name(std::string_view name, std::size_t width, const MessageWords& words = {});
std::string short_scenario_name(std::string_view name, std::size_t width, const MessageWords& words = {});

}  // namespace headroom
