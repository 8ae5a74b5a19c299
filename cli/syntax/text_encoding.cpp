#include "cli/syntax/text_encoding.hpp"

#include <iconv.h>

#include <cerrno>
#include <string_view>

#include "cli/files/text_file.hpp"

namespace headroom {

namespace {

constexpr std::string_view encoding_mend =
    R"(export it as UTF-8, or put its encoding in a mapping: encoding = "windows-1252" (Western Europe), )"
    R"("gb18030" (China), "big5", "shift_jis")";

/// Whether bytes beyond ASCII stand singly, as accented letters do in Western text and as two-byte scripts do not.
bool has_single_accents_only(std::string_view text) {
  bool after = false;
  for (const char c : text) {
    const bool beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
    if (beyond_ascii && after) return false;
    after = beyond_ascii;
  }
  return true;
}

/// The C library's converter, closed with its owner.
class Converter {
 public:
  explicit Converter(const std::string& encoding) : handle_(iconv_open("UTF-8", encoding.c_str())) {}
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  /// The text in UTF-8, or nothing where the bytes are not of the encoding.
  std::optional<std::string> convert(std::string bytes) {
    std::string out(bytes.size() * 2 + 16, '\0');
    char* from = bytes.data();
    std::size_t from_left = bytes.size(), written = 0;
    while (true) {
      char* to = out.data() + written;
      std::size_t to_left = out.size() - written;
      const std::size_t result = iconv(handle_, &from, &from_left, &to, &to_left);
      written = out.size() - to_left;
      if (result != static_cast<std::size_t>(-1)) break;
      if (errno != E2BIG) return std::nullopt;
      out.resize(out.size() * 2);
    }
    out.resize(written);
    return out;
  }

 private:
  iconv_t handle_;
};

Result<std::string> converted(const std::string& file, std::string bytes, const std::string& encoding) {
  Converter converter(encoding);
  if (encoding.empty() || !converter.is_open())
    return Fault{file,     0,
                 0,        "unknown encoding",
                 encoding, "use utf-8, windows-1252, iso-8859-15, gb18030, big5, shift_jis or utf-16"};
  auto text = converter.convert(std::move(bytes));
  if (!text) return Fault{file, 0, 0, "the file is not in this encoding", encoding, std::string(encoding_mend)};
  return std::move(*text);
}

}  // namespace

Result<std::string> decode_export(const std::string& file, std::string bytes,
                                  const std::optional<std::string>& encoding, std::string& encoding_found) {
  const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (encoding) encoding_found = *encoding;
  else if (is_utf16) encoding_found = "utf-16";
  else if (is_utf8(bytes)) encoding_found = "utf-8";
  else if (has_single_accents_only(bytes)) encoding_found = "windows-1252";
  else
    return Fault{file, 0, 0, "the text is not UTF-8, and its encoding cannot be told", "", std::string(encoding_mend)};
  if (encoding_found == "utf-8") return bytes;
  return converted(file, std::move(bytes), encoding_found);
}

}  // namespace headroom
