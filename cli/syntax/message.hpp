// How readers say what they found: `message("`{}` is after {}", key, date)`, checked by the compiler as fmt's patterns
// are.
#pragma once

#include <fmt/core.h>

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>

#include "models/message.hpp"

namespace headroom {

namespace message_detail {

/// What a pattern sees in place of an argument: dates, documents and messages are texts by then.
template <class T>
using Seen = std::conditional_t<std::integral<std::remove_cvref_t<T>>, std::int64_t,
                                std::conditional_t<std::floating_point<std::remove_cvref_t<T>>, double, std::string>>;

template <class T>
Message::Argument argument(T&& value) {
  using Value = std::remove_cvref_t<T>;
  static_assert(!std::is_same_v<Value, bool> && !std::is_same_v<Value, char>, "say what it means in words");
  if constexpr (std::integral<Value>) return static_cast<std::int64_t>(value);
  else if constexpr (std::floating_point<Value>) return static_cast<double>(value);
  else if constexpr (std::is_same_v<Value, Date> || std::is_same_v<Value, DateInWords> ||
                     std::is_same_v<Value, DocumentName>)
    return value;
  else if constexpr (std::is_same_v<Value, Message>) return std::vector<Message>{std::forward<T>(value)};
  else if constexpr (std::is_same_v<Value, std::vector<Message>>) return std::forward<T>(value);
  else return std::string(std::forward<T>(value));
}

}  // namespace message_detail

/// A date as people write it within a sentence: `31 October 2026`.
inline DateInWords in_words(Date date) { return {date, DateForm::full}; }

/// The same where there is little room: `31 Oct 2026`, and the month alone: `Oct 2026`.
inline DateInWords in_short_words(Date date) { return {date, DateForm::brief}; }
inline DateInWords month_in_words(Date date) { return {date, DateForm::month}; }

/// A message of a pattern and what stands in its places: texts, numbers, dates, `DocumentName`s and other messages.
template <class... Arguments>
Message message(fmt::format_string<message_detail::Seen<Arguments>...> pattern, Arguments&&... arguments) {
  const fmt::string_view text = pattern;
  return {std::string(text.data(), text.size()), {message_detail::argument(std::forward<Arguments>(arguments))...}};
}

}  // namespace headroom
