#include "models/error.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/steering_marks.hpp"

namespace headroom {

namespace {

/// Length of a well-formed UTF-8 sequence at the front of `text`, or 0.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t length = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : byte(0) >= 0xC2 ? 2 : 0;
  if (length == 0 || byte(0) > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  // Longer than need be, half of a surrogate pair, or beyond the last code point.
  if ((byte(0) == 0xE0 && byte(1) < 0xA0) || (byte(0) == 0xED && byte(1) >= 0xA0)) return 0;
  if ((byte(0) == 0xF0 && byte(1) < 0x90) || (byte(0) == 0xF4 && byte(1) >= 0x90)) return 0;
  return length;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0x20 && byte < 0x7F) {
      out += text[i++];
      continue;
    }
    const std::size_t length = byte < 0x80 ? 0 : utf8_length(text.substr(i));
    if (length == 0 || steers_display(text.substr(i, length))) {
      for (std::size_t k = 0; k < std::max<std::size_t>(length, 1); ++k)
        out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[i + k]));
      i += std::max<std::size_t>(length, 1);
      continue;
    }
    out += text.substr(i, length);
    i += length;
  }
  return out;
}

std::string value_text(const Fault& fault, const MessageWords& words) {
  return fault.about.empty() ? fault.value : text_of(fault.about, words);
}

std::string to_text(const Fault& fault, const MessageWords& words) {
  constexpr std::size_t value_length_max = 80;
  std::string out = printable(fault.file);
  if (fault.line > 0) out += fmt::format(":{}:{}", fault.line, std::max(fault.column, 1));
  out += ": " + printable(text_of(fault.what, words));
  if (const std::string whole = value_text(fault, words); !whole.empty()) {
    std::size_t length = std::min(whole.size(), value_length_max);
    while (length > 0 && length < whole.size() && (static_cast<unsigned char>(whole[length]) & 0xC0) == 0x80) --length;
    std::string value = printable(std::string_view(whole).substr(0, length));
    if (whole.size() > length) value += "...";
    out += fmt::format(": \"{}\"", value);
  }
  if (!fault.mend.empty()) out += text_of("; ", words) + printable(text_of(fault.mend, words));
  return out;
}

bool has_fault(const Faults& faults) {
  return std::any_of(faults.begin(), faults.end(), [](const Fault& f) { return f.severity == Severity::fault; });
}

}  // namespace headroom
