#include "cli/files/text_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

namespace headroom {

namespace {

constexpr std::size_t encoding_faults_max = 100;

struct FileCloser {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

Fault whole_file(const std::filesystem::path& path, Message what, Message mend) {
  return Fault{path.string(), 0, 0, std::move(what), "", std::move(mend)};
}

bool is_continuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

/// Bytes of the sequence that `lead` opens, with the range its second byte must lie in (no overlong forms, no
/// surrogates).
struct SequenceForm {
  std::size_t length;
  unsigned char second_min, second_max;
};

SequenceForm form_of(unsigned char lead) {
  if (lead < 0x80) return {1, 0, 0};
  if (lead < 0xC2) return {0, 0, 0};
  if (lead < 0xE0) return {2, 0x80, 0xBF};
  if (lead < 0xF0)
    return {3, static_cast<unsigned char>(lead == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(lead == 0xED ? 0x9F : 0xBF)};
  if (lead < 0xF5)
    return {4, static_cast<unsigned char>(lead == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(lead == 0xF4 ? 0x8F : 0xBF)};
  return {0, 0, 0};
}

}  // namespace

Result<std::string> read_text_file(const std::filesystem::path& path, std::uintmax_t bytes_max) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    return whole_file(path, "there is no such file", "check the path");
  if (error)
    return whole_file(path, Message("cannot be looked at ({})", {error.message()}),
                      "check the path and its permissions");
  if (std::filesystem::is_directory(status))
    return whole_file(path, "is a folder, where a file is needed", "name the file itself");
  if (!std::filesystem::is_regular_file(status))
    return whole_file(path, "is neither a file nor a link to one", "save its content in a file, and name that");

  const auto cannot_read = [&path] {
    return whole_file(path, Message("cannot be read ({})", {std::generic_category().message(errno)}),
                      "check the file's permissions");
  };
  const std::unique_ptr<std::FILE, FileCloser> file(std::fopen(path.c_str(), "rb"));
  if (!file) return cannot_read();
  std::string text;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error && size <= bytes_max) text.reserve(static_cast<std::size_t>(size));
  std::string block(1 << 16, '\0');
  for (std::size_t count = 0; (count = std::fread(block.data(), 1, block.size(), file.get())) > 0;) {
    if (text.size() + count > bytes_max)
      return whole_file(path, Message("is larger than {} MiB", {static_cast<std::int64_t>(bytes_max / (1024 * 1024))}),
                        "split it, or leave out what is not needed");
    text.append(block, 0, count);
  }
  if (std::ferror(file.get())) return cannot_read();
  return text;
}

std::string_view without_byte_order_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

bool is_utf16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

std::size_t utf8_sequence_length(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (text.empty()) return 0;
  const SequenceForm form = form_of(byte(0));
  if (form.length <= 1) return form.length;
  if (text.size() < form.length || byte(1) < form.second_min || byte(1) > form.second_max) return 0;
  for (std::size_t i = 2; i < form.length; ++i)
    if (!is_continuation(byte(i))) return 0;
  return form.length;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

namespace {

/// Whether the text is UTF-8 without NUL bytes: most texts are, and plain ASCII is passed eight bytes at a time.
bool is_well_encoded(std::string_view text) {
  constexpr std::uint64_t ones = 0x0101010101010101, high_bits = ones << 7;
  for (std::size_t i = 0; i < text.size();) {
    std::uint64_t word = 0;
    if (text.size() - i >= sizeof word) {
      std::memcpy(&word, text.data() + i, sizeof word);
      if ((word & high_bits) == 0 && ((word - ones) & high_bits) == 0) {  // no byte above 127, none that is 0
        i += sizeof word;
        continue;
      }
    }
    const std::size_t length = utf8_sequence_length(text.substr(i, 4));
    if (length == 0 || text[i] == '\0') return false;
    i += length;
  }
  return true;
}

}  // namespace

Faults encoding_faults(const std::string& file, std::string_view text) {
  if (is_utf16(text))
    return {{file, 1, 1, "the file is UTF-16, not UTF-8", "", "save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")"}};
  Faults faults;
  if (is_well_encoded(text)) return faults;
  int line = 1, column = 1, line_reported = 0;
  for (std::size_t i = 0; i < text.size() && faults.size() < encoding_faults_max;) {
    const std::size_t length = utf8_sequence_length(text.substr(i));
    if ((length == 0 || text[i] == '\0') && line_reported != line) {
      if (length == 0)
        faults.push_back({file, line, column, "not UTF-8 text", std::string(text.substr(i, 1)),
                          "save the file as UTF-8 (in a spreadsheet: \"CSV UTF-8\")"});
      else
        faults.push_back({file, line, column, "a NUL byte in the text", std::string(1, '\0'),
                          "remove it, or export the file again as UTF-8 text"});
      line_reported = line;
    }
    const bool line_ends = text[i] == '\n' || (text[i] == '\r' && text.substr(i, 2) != "\r\n");
    i += std::max<std::size_t>(length, 1);
    ++column;
    if (line_ends) ++line, column = 1;
  }
  return faults;
}

}  // namespace headroom
