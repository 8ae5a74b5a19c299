// A sentence as a value: which one it is and what stands in it, so that words are made of it once, last.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "models/date.hpp"

namespace headroom {

/// A document of a ledger ("receivables.csv") within a sentence. Whoever shows the sentence says what it is
/// called in the ledger that was read: a file of a folder, or a table of a database.
struct DocumentName {
  std::string name;

  bool operator==(const DocumentName&) const = default;
};

/// The forms of a date: `2026-10-31`, `31 October 2026`, `31 Oct 2026`, `Oct 2026`.
enum class DateForm { iso, full, brief, month };

/// A date within a sentence, in one of its forms. A plain Date stands as `DateForm::iso`.
struct DateInWords {
  Date date;
  DateForm form = DateForm::full;

  bool operator==(const DateInWords&) const = default;
};

/// A sentence that nobody has put into words yet: a pattern, in the manner of fmt ("`{}` is before as_of ({})"), and
/// what stands in its places. The English pattern is also the key by which another language finds its own, with the
/// places in its own order (`{1}` before `{0}`).
struct Message {
  using Argument =
      std::variant<std::string, std::int64_t, double, Date, DateInWords, DocumentName, std::vector<Message>>;

  Message() = default;
  Message(const char* text) : pattern(text) {}
  Message(std::string_view text) : pattern(text) {}
  Message(std::string text) : pattern(std::move(text)) {}
  Message(std::string text, std::vector<Argument> given)
      : pattern(std::move(text)), arguments(std::move(given)), has_places(true) {}

  bool empty() const { return pattern.empty(); }
  bool operator==(const Message&) const = default;

  std::string pattern;
  std::vector<Argument> arguments;
  bool has_places = false;  ///< else the pattern is the text, braces and all
};

/// How a message is put into words.
struct MessageWords {
  std::function<std::string(const std::string& pattern)> translated;  ///< none: as it stands, in English
  std::function<std::string(const std::string& document)> document;   ///< none: by its file's name
  std::function<std::string(Date date, DateForm form)> date;          ///< none: in English
};

/// The message in words, with any messages within it. Several messages in one place follow each other without a space.
std::string text_of(const Message& message, const MessageWords& words = {});

}  // namespace headroom
