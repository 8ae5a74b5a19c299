#include "cli/exports/unread_source.hpp"

#include "cli/exports/statements/bank_statement.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/text_encoding.hpp"

namespace headroom {

namespace {

struct Kind {
  std::string_view front;
  std::string_view what, mend;
};

constexpr std::string_view no_open_items = "it holds postings or accounts, and does not say what is open";
constexpr std::string_view datev = "export the list of open items (OPOS) of debtors or creditors as CSV instead";
constexpr Kind kinds[] = {
    {"\"EXTF\"", "is a DATEV file of the EXTF format (Buchungsstapel and the like)", datev},
    {"EXTF;", "is a DATEV file of the EXTF format (Buchungsstapel and the like)", datev},
    {"\"DTVF\"", "is a DATEV file of the DTVF format", datev},
    {"!TRNS", "is a file of QuickBooks Desktop (IIF)", "export the report \"Open Invoices\" as CSV instead"},
    {"!ACCNT", "is a file of QuickBooks Desktop (IIF)", "export the report \"Open Invoices\" as CSV instead"},
    {"!HDR", "is a file of QuickBooks Desktop (IIF)", "export the report \"Open Invoices\" as CSV instead"}};

}  // namespace

std::optional<Fault> unread_source(const std::string& file, const std::string& bytes) {
  std::string encoding;
  const Result<std::string> decoded = decode_export(file, bytes, std::nullopt, encoding);
  if (!decoded) return std::nullopt;
  const std::string_view text = without_byte_order_mark(decoded.value());
  for (const Kind& kind : kinds)
    if (text.starts_with(kind.front))
      return Fault{file, 0, 0, message("{}: {}", kind.what, no_open_items), "", std::string(kind.mend)};
  return std::nullopt;
}

std::optional<Fault> unread_movements(const std::string& file, const std::string& bytes) {
  std::string encoding;
  const Result<std::string> decoded = decode_export(file, bytes, std::nullopt, encoding);
  if (!decoded) return std::nullopt;
  const std::string_view text = without_byte_order_mark(decoded.value());
  if (const auto line = movements_without_balance(file, text))
    return Fault{file, *line,
                 1,    "is a bank's list of movements without a balance: what the account holds is not in it",
                 "",   "export it with the balance after each entry, or as camt.053, OFX or MT940"};
  return std::nullopt;
}

}  // namespace headroom
