#include "models/message.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

namespace headroom {

namespace {

std::string english_date(Date date, DateForm form) {
  switch (form) {
    case DateForm::iso: return iso_text(date);
    case DateForm::full: return date_words(date);
    case DateForm::brief: return date_words_short(date);
    case DateForm::month: return month_words_short(date);
  }
  return iso_text(date);
}

}  // namespace

std::string text_of(const Message& message, const MessageWords& words) {
  const std::string pattern = words.translated ? words.translated(message.pattern) : message.pattern;
  if (!message.has_places) return pattern;
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  struct Adder {
    fmt::dynamic_format_arg_store<fmt::format_context>& store;
    const MessageWords& words;

    void operator()(const std::string& text) const { store.push_back(text); }
    void operator()(std::int64_t number) const { store.push_back(number); }
    void operator()(double number) const { store.push_back(number); }
    void operator()(Date date) const { (*this)(DateInWords{date, DateForm::iso}); }
    void operator()(DateInWords date) const {
      store.push_back(words.date ? words.date(date.date, date.form) : english_date(date.date, date.form));
    }
    void operator()(const DocumentName& document) const {
      store.push_back(words.document ? words.document(document.name) : document.name);
    }
    void operator()(const std::vector<Message>& messages) const {
      std::string text;
      for (const Message& message : messages) text += text_of(message, words);
      store.push_back(text);
    }
  };
  for (const Message::Argument& argument : message.arguments) std::visit(Adder{arguments, words}, argument);
  return fmt::vformat(pattern, arguments);
}

}  // namespace headroom
