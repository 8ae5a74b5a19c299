#include "cli/exports/source_format.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>

#include "cli/files/gzip.hpp"
#include "cli/files/text_file.hpp"
#include "cli/files/zip_archive.hpp"

namespace headroom {

namespace {

constexpr std::size_t first_bytes_max = 64 * 1024;
constexpr std::size_t elements_looked_at = 5;

std::string_view trimmed_front(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

/// ASCII letters of UTF-16 text, so that its first words can be looked at; other text as it is.
std::string as_narrow(std::string_view text) {
  if (!is_utf16(text)) return std::string(without_byte_order_mark(text));
  std::string narrow;
  for (const char c : text.substr(2))
    if (c != '\0') narrow += c;
  return narrow;
}

bool holds_ignoring_case(std::string_view text, std::string_view part) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

/// The first element's tag with its attributes, after declarations and comments; empty where there is none.
std::string_view first_element(std::string_view text) {
  for (std::size_t i = 0; i < elements_looked_at; ++i) {
    text = trimmed_front(text);
    if (!text.starts_with('<')) return {};
    const bool is_comment = text.starts_with("<!--");
    const std::size_t end = text.find(is_comment ? "-->" : ">");
    if (end == std::string_view::npos) return text;
    if (!text.starts_with("<?") && !text.starts_with("<!")) return text.substr(0, end + 1);
    text.remove_prefix(end + (is_comment ? 3 : 1));
  }
  return {};
}

bool is_ofx(std::string_view text) {
  return text.starts_with("OFXHEADER") || holds_ignoring_case(text.substr(0, 1000), "<?OFX") ||
         holds_ignoring_case(first_element(text), "<OFX>");
}

/// Whether lines begin with the fields of MT940: its reference and its opening balance.
bool is_mt940(std::string_view text) {
  const std::string lines = "\n" + std::string(text);
  return lines.find("\n:20:") != std::string::npos &&
         (lines.find("\n:60F:") != std::string::npos || lines.find("\n:60M:") != std::string::npos);
}

struct Signature {
  std::string_view bytes;
  std::string_view what;
  std::string_view mend;
};

constexpr std::string_view ask_bank = "export the statement as camt.053, OFX, MT940 or a CSV with the balance";
constexpr std::array<Signature, 6> signatures = {{
    {"\xD0\xCF\x11\xE0", "is an old spreadsheet (XLS)", "save it as XLSX or CSV (UTF-8) and give that file"},
    {"%PDF", "is a PDF", "export the same list as CSV, or the statement as camt.053 or OFX"},
    {"!Type:", "is a QIF file, which tells no balance", ask_bank},
    {"!Account", "is a QIF file, which tells no balance", ask_bank},
    {"!Option", "is a QIF file, which tells no balance", ask_bank},
    {"SQLCipher", "is an encrypted database", "give it without encryption"},
}};

}  // namespace

SourceFormat source_format(std::string_view first_bytes) {
  if (first_bytes.starts_with(std::string_view("SQLite format 3\0", 16))) return SourceFormat::database;
  for (const Signature& signature : signatures)
    if (first_bytes.starts_with(signature.bytes)) return SourceFormat::other;
  if (is_zip(first_bytes)) return SourceFormat::archive;
  const std::string text = as_narrow(first_bytes);
  if (is_ofx(trimmed_front(text))) return SourceFormat::ofx;
  if (is_mt940(text)) return SourceFormat::mt940;
  const std::string_view element = first_element(text);
  if (element.starts_with("<gnc-v2")) return SourceFormat::gnucash;
  if (!element.empty())
    return element.find("iso:20022:tech:xsd:camt.053") != std::string_view::npos ? SourceFormat::camt
                                                                                 : SourceFormat::other;
  const bool has_nul = first_bytes.find('\0') != std::string_view::npos && !is_utf16(first_bytes);
  return has_nul ? SourceFormat::other : SourceFormat::text;
}

Fault format_fault(const std::string& file, std::string_view first_bytes) {
  for (const Signature& signature : signatures)
    if (first_bytes.starts_with(signature.bytes))
      return {file, 0, 0, std::string(signature.what), "", std::string(signature.mend)};
  const std::string text = as_narrow(first_bytes);
  const std::string element(first_element(text));
  if (const std::size_t at = element.find("iso:20022:tech:xsd:"); at != std::string::npos)
    return {file,
            0,
            0,
            "is a message of ISO 20022, but no account statement (camt.053)",
            element.substr(at + 19, 15),
            "ask the bank for the statement as camt.053"};
  if (!element.empty())
    return {file,
            0,
            0,
            "is XML or HTML of a kind that no import reads",
            element.substr(0, 100),
            "give a CSV export, a bank statement (camt.053, OFX), or GnuCash's books"};
  return {file, 0,
          0,    "is neither text nor a format that is known; it may be encrypted",
          "",   "give a CSV export, a bank statement (camt.053, OFX), or GnuCash's books, without encryption"};
}

Result<std::string> read_first_bytes(const std::string& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (!std::filesystem::exists(status)) return Fault{file, 0, 0, "does not exist", "", "check the path"};
  if (!std::filesystem::is_regular_file(status))
    return Fault{file, 0, 0, "is not a regular file", "", "give the exported file itself"};
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(first_bytes_max, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream.bad() || !stream.is_open()) return Fault{file, 0, 0, "cannot be read", "", "check the file's permissions"};
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return is_gzip(bytes) ? front_of_gzip(bytes, first_bytes_max) : bytes;
}

Result<std::string> read_source_file(const std::string& file) {
  Result<std::string> bytes = read_text_file(file);
  if (!bytes || !is_gzip(bytes.value())) return bytes;
  return unpacked_gzip(file, bytes.value(), text_file_bytes_max);
}

}  // namespace headroom
