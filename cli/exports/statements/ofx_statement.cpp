#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "cli/exports/books/book_items.hpp"
#include "cli/exports/statements/bank_statement.hpp"
#include "cli/exports/statements/statement_values.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/markup.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/text_encoding.hpp"

namespace headroom {

namespace {

/// The value of `KEY:VALUE` in the lines before the first element of an OFX 1.x file.
std::string_view header_value(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(key);
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + key.size();
  return header.substr(begin, std::min(header.find_first_of(" \t\r\n<", begin), header.size()) - begin);
}

/// The encoding that the header names; nothing where it leaves that to be told by the text.
std::optional<std::string> sgml_encoding(std::string_view header) {
  const std::string_view encoding = header_value(header, "ENCODING:"), charset = header_value(header, "CHARSET:");
  if (encoding == "UNICODE" || encoding.starts_with("UTF-8") || charset.starts_with("UTF-8")) return "utf-8";
  if (charset == "1252") return "windows-1252";
  if (charset.find("8859-1") != std::string_view::npos) return "iso-8859-1";
  return std::nullopt;
}

class OfxReader {
 public:
  OfxReader(const std::string& file, BankStatements& out) : out_(out), values_(out) { out_.file = file; }

  void read(const MarkupNode& root) {
    const MarkupNode* ofx = root.name == "OFX" ? &root : root.child("OFX");
    if (ofx == nullptr) return values_.fault(root.line, "holds no element <OFX>", root.name);
    check_status(*ofx, {"SIGNONMSGSRSV1", "SONRS", "STATUS"});
    std::size_t cards = 0, investments = 0;
    for (const MarkupNode& messages : ofx->children) {
      if (messages.name == "CREDITCARDMSGSRSV1") cards += messages.children.size();
      if (messages.name == "INVSTMTMSGSRSV1") investments += messages.children.size();
      if (messages.name != "BANKMSGSRSV1") continue;
      for (const MarkupNode& transaction : messages.children)
        if (transaction.name == "STMTTRNRS") read_response(transaction);
    }
    if (cards > 0)
      out_.remarks.push_back(message("{} of a credit card, left out", counted(cards, "statement", "statements")));
    if (investments > 0)
      out_.remarks.push_back(message("{} of securities, left out", counted(investments, "statement", "statements")));
    if (foreign_ > 0)
      out_.remarks.push_back(message("{} in another currency than the account's, left out: the balance has them",
                                     counted(foreign_, "entry", "entries")));
    if (repeated_ > 0)
      out_.remarks.push_back(
          message("{} there twice (same FITID), counted once", counted(repeated_, "entry", "entries")));
    if (sharing_ > 0)
      out_.remarks.push_back(
          message("{} with the FITID of another booking: each counts", counted(sharing_, "entry", "entries")));
    if (cards > 0 && out_.accounts.empty() && out_.faults.empty())
      out_.faults.push_back(
          {out_.file, ofx->line, 1, "is the statement of a credit card: it tells of no bank account", "",
           "enter what the card owes as a bill in payables.csv, due on the day on which the bank pays it; "
           "import the statement of the bank account"});
    if (out_.accounts.empty() && out_.faults.empty())
      values_.fault(ofx->line, "holds no statement of a bank account (STMTRS)", "");
  }

 private:
  void check_status(const MarkupNode& node, std::initializer_list<std::string_view> path) {
    const MarkupNode* status = node.at(path);
    if (status == nullptr || status->text_at({"SEVERITY"}) != "ERROR") return;
    values_.fault(status->line, message("the bank answered with error {}", status->text_at({"CODE"})),
                  status->text_at({"MESSAGE"}));
  }

  void read_response(const MarkupNode& response) {
    check_status(response, {"STATUS"});
    const MarkupNode* node = response.child("STMTRS");
    if (node == nullptr) return;
    BankStatement statement;
    statement.account = one_line(node->text_at({"BANKACCTFROM", "ACCTID"}));
    if (statement.account.empty())
      return values_.fault(node->line, "a statement that names no account (BANKACCTFROM)", "");
    const MarkupNode* currency = node->child("CURDEF");
    const MarkupNode* balance = node->child("LEDGERBAL");
    if (currency == nullptr || balance == nullptr)
      return values_.fault(node->line,
                           currency == nullptr ? message("a statement without currency (CURDEF)")
                                               : message("a statement without ledger balance (LEDGERBAL)"),
                           statement.account);
    const auto code = values_.currency(*currency, currency->text);
    const auto amount = code ? values_.amount(*balance, balance->text_at({"BALAMT"}), *code) : std::nullopt;
    const auto day = values_.day(*balance, balance->text_at({"DTASOF"}));
    if (!amount || !day) return;
    statement.currency = *code;
    statement.closing = {*day, *amount};
    if (const MarkupNode* list = node->child("BANKTRANLIST"))
      for (const MarkupNode& entry : list->children)
        if (entry.name == "STMTTRN") read_entry(entry, statement);
    set_opening(*node, statement);
    out_.accounts.push_back(std::move(statement));
  }

  /// OFX gives no opening balance: it is what is left without the entries, on the first day of their list.
  void set_opening(const MarkupNode& node, BankStatement& statement) {
    const std::string_view start = node.text_at({"BANKTRANLIST", "DTSTART"});
    if (start.empty()) return;
    const auto day = values_.day(*node.child("BANKTRANLIST"), start);
    if (!day) return;
    StatementBalance opening{*day, statement.closing.amount};
    for (const StatementEntry& entry : statement.entries) opening.amount -= entry.amount;
    statement.opening = opening;
  }

  void read_entry(const MarkupNode& node, BankStatement& statement) {
    const std::string_view foreign = node.text_at({"CURRENCY", "CURSYM"});
    if (!foreign.empty() && foreign != statement.currency) {
      ++foreign_;
      return;
    }
    const auto amount = values_.amount(node, node.text_at({"TRNAMT"}), statement.currency);
    const auto day = values_.day(node, node.text_at({"DTPOSTED"}));
    if (!amount || !day) return;
    StatementEntry entry{*day, *amount, "", "", node.line};
    std::string_view name = node.text_at({"NAME"});
    if (name.empty()) name = node.text_at({"PAYEE", "NAME"});
    entry.party = one_line(name);
    add_reference(entry.reference, node.text_at({"MEMO"}));
    add_reference(entry.reference, node.text_at({"REFNUM"}));
    add_reference(entry.reference, node.text_at({"CHECKNUM"}));
    add_reference(entry.reference, name);  // some banks put everything there
    if (is_repeated(node.text_at({"FITID"}), entry, statement)) return;
    statement.entries.push_back(std::move(entry));
  }

  /// An identity that comes again is the same booking only where all that it says is the same: some banks give one
  /// FITID to a whole day.
  bool is_repeated(std::string_view identity, const StatementEntry& entry, const BankStatement& statement) {
    if (identity.empty()) return false;
    auto& bookings = seen_[statement.account + '\n' + std::string(identity)];
    const bool is_known = !bookings.insert({entry.booked, entry.amount, entry.party, entry.reference}).second;
    if (is_known) ++repeated_;
    else if (bookings.size() > 1) ++sharing_;
    return is_known;
  }

  BankStatements& out_;
  StatementValues values_;
  std::map<std::string, std::set<std::tuple<Date, Minor, std::string, std::string>>> seen_;  // by account and FITID
  std::size_t foreign_ = 0, repeated_ = 0, sharing_ = 0;
};

/// The value that an XML declaration gives to `encoding`; empty where it has none.
std::string_view declared_encoding(std::string_view header) {
  const std::size_t at = header.find("encoding=");
  if (at == std::string_view::npos || at + 10 >= header.size()) return {};
  const std::string_view value = header.substr(at + 10);
  return value.substr(0, value.find_first_of("\"'"));
}

/// Whether the body leaves out the end tags of its values, as SGML does, whatever version the header names.
bool is_sgml_body(std::string_view bytes) {
  constexpr std::array<std::string_view, 3> values = {"CODE>", "CURDEF>", "DTPOSTED>"};
  const auto holds = [bytes](std::string_view mark, std::string_view value) {
    return bytes.find(std::string(mark) + std::string(value)) != std::string_view::npos;
  };
  return std::any_of(values.begin(), values.end(), [&](auto value) { return holds("<", value); }) &&
         std::none_of(values.begin(), values.end(), [&](auto value) { return holds("</", value); });
}

/// An OFX file in SGML, after lines `KEY:VALUE` or the header of version 2.
Result<MarkupNode> read_ofx_sgml(const std::string& file, const std::string& bytes) {
  const std::size_t element = bytes.find("<OFX>");
  const std::size_t begin = std::min(element == std::string::npos ? bytes.find('<') : element, bytes.size());
  const std::string_view header = std::string_view(bytes).substr(0, begin);
  if (header.find("SECURITY:TYPE1") != std::string_view::npos)
    return Fault{file, 0, 0, "is encrypted (SECURITY:TYPE1)", "", "download the statement without encryption"};
  std::string encoding;
  const std::string declared(declared_encoding(header));
  const Result<std::string> text =
      decode_export(file, bytes.substr(begin), declared.empty() ? sgml_encoding(header) : declared, encoding);
  if (!text) return text.faults();
  if (const Faults faults = encoding_faults(file, text.value()); !faults.empty()) return faults;
  return read_sgml(file, text.value(), 1 + static_cast<int>(std::count(header.begin(), header.end(), '\n')));
}

}  // namespace

BankStatements read_ofx(const std::string& file, const std::string& bytes) {
  BankStatements out;
  out.file = file;
  out.format = "a bank statement (OFX)";
  if (bytes.size() > markup_bytes_max) {
    out.faults.push_back(
        {file, 0, 0, message("is larger than {} MiB", markup_bytes_max / (1024 * 1024)), "", "export a shorter time"});
    return out;
  }
  const std::string_view front = without_byte_order_mark(std::string_view(bytes).substr(0, 200));
  const bool is_xml = is_utf16(bytes) || (front.find("<?xml") != std::string_view::npos && !is_sgml_body(bytes));
  const Result<MarkupNode> root = is_xml ? read_xml(file, bytes) : read_ofx_sgml(file, bytes);
  if (!root) {
    out.faults = root.faults();
    return out;
  }
  OfxReader(file, out).read(root.value());
  if (out.faults.empty()) join_statements(out);
  return out;
}

}  // namespace headroom
