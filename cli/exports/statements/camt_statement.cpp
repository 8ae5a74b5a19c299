#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "cli/exports/books/book_items.hpp"
#include "cli/exports/statements/bank_statement.hpp"
#include "cli/exports/statements/statement_values.hpp"
#include "cli/syntax/markup.hpp"
#include "cli/syntax/message.hpp"
#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

constexpr std::string_view message_prefix = "camt.053.001.";

/// A value that older versions write as a text and newer ones as a code within.
std::string_view code_of(const MarkupNode& node, std::string_view name) {
  const std::string_view code = node.text_at({name, "Cd"});
  return code.empty() ? node.text_at({name}) : code;
}

std::string_view day_text(const MarkupNode& node, std::string_view name) {
  const std::string_view day = node.text_at({name, "Dt"});
  return day.empty() ? node.text_at({name, "DtTm"}) : day;
}

class CamtReader {
 public:
  CamtReader(const std::string& file, BankStatements& out) : out_(out), values_(out) { out_.file = file; }

  void read(const MarkupNode& document) {
    const std::string_view schema =
        document.attribute("xmlns").empty() ? namespace_of(document) : document.attribute("xmlns");
    const std::size_t at = schema.find(message_prefix);
    const std::string_view version =
        at == std::string_view::npos ? std::string_view() : schema.substr(at + message_prefix.size(), 2);
    out_.format = fmt::format("a bank statement ({}{})", message_prefix, version);
    if (version < "02" || version > "08")
      out_.remarks.push_back(message("version {} of camt.053 is read as if it were 08", version));
    const MarkupNode* message = document.child("BkToCstmrStmt");
    if (message == nullptr) return values_.fault(document.line, "holds no statement (BkToCstmrStmt)", document.name);
    for (const MarkupNode& node : message->children)
      if (node.name == "Stmt") read_statement(node);
    if (out_.accounts.empty() && out_.faults.empty()) values_.fault(message->line, "holds no statement (Stmt)", "");
    if (with_charges_ > 0)
      out_.remarks.push_back(headroom::message("{} booked with the bank's charges: each counts before them",
                                               counted(with_charges_, "payment or batch", "payments and batches")));
    if (not_booked_ > 0)
      out_.remarks.push_back(
          headroom::message("{} not booked yet, left out", counted(not_booked_, "entry", "entries")));
  }

 private:
  /// A prefix of its own (`xmlns:n="..."`) leaves the namespace in an attribute of that name.
  static std::string_view namespace_of(const MarkupNode& document) {
    for (const auto& [name, value] : document.attributes)
      if (value.find(message_prefix) != std::string::npos) return value;
    return {};
  }

  void read_statement(const MarkupNode& node) {
    BankStatement statement;
    std::string_view account = node.text_at({"Acct", "Id", "IBAN"});
    if (account.empty()) account = node.text_at({"Acct", "Id", "Othr", "Id"});
    statement.account = one_line(account);
    if (statement.account.empty()) return values_.fault(node.line, "a statement that names no account (Acct/Id)", "");
    const auto opening = balance(node, {"OPBD", "PRCD"}, statement), closing = balance(node, {"CLBD"}, statement);
    if (!closing) {
      if (!has_bad_balance_)
        values_.fault(node.line,
                      "a statement without closing booked balance (CLBD): it may be of a day that is not over",
                      statement.account);
      return;
    }
    statement.opening = opening;
    statement.closing = *closing;
    for (const MarkupNode& child : node.children)
      if (child.name == "Ntry") read_entry(child, statement);
    out_.accounts.push_back(std::move(statement));
  }

  /// The first balance of one of these codes. The account's currency is that of its closing balance.
  std::optional<StatementBalance> balance(const MarkupNode& node, std::initializer_list<std::string_view> codes,
                                          BankStatement& statement) {
    has_bad_balance_ = false;
    for (const std::string_view code : codes) {
      for (const MarkupNode& child : node.children) {
        if (child.name != "Bal" || child.text_at({"Tp", "CdOrPrtry", "Cd"}) != code) continue;
        const auto [amount, currency] = signed_amount(child);
        const auto day = values_.day(child, day_text(child, "Dt"));
        has_bad_balance_ = !amount || !day;
        if (has_bad_balance_) return std::nullopt;
        if (!statement.currency.empty() && statement.currency != currency) {
          has_bad_balance_ = true;
          values_.fault(child.line, "a balance in another currency than the statement's", currency);
          return std::nullopt;
        }
        statement.currency = currency;
        return StatementBalance{code == "PRCD" ? *day + 1 : *day,
                                *amount};  // the end of the day before is the beginning of this one
      }
    }
    return std::nullopt;
  }

  /// An amount by its sign (CRDT: in, DBIT: out), with its currency.
  std::pair<std::optional<Minor>, std::string> signed_amount(const MarkupNode& node) {
    const MarkupNode* amount = node.child("Amt");
    if (amount == nullptr) {
      values_.fault(node.line, "holds no amount (Amt)", node.name);
      return {};
    }
    const auto currency = values_.currency(*amount, amount->attribute("Ccy"));
    const auto size = currency ? values_.amount(*amount, amount->text, *currency) : std::nullopt;
    const std::string_view direction = node.text_at({"CdtDbtInd"});
    if (!size) return {};
    const Minor value = size.value_or(0);
    if (value < 0 || (direction != "CRDT" && direction != "DBIT")) {
      values_.fault(node.line, "neither credit (CRDT) nor debit (DBIT)",
                    value < 0 ? std::string_view(amount->text) : direction);
      return {};
    }
    return {direction == "CRDT" ? value : -value, *currency};
  }

  void read_entry(const MarkupNode& node, BankStatement& statement) {
    const std::string_view status = code_of(node, "Sts");
    if (!status.empty() && status != "BOOK") {
      ++not_booked_;
      return;
    }
    const auto [amount, currency] = signed_amount(node);
    std::string_view booked = day_text(node, "BookgDt");
    if (booked.empty()) booked = day_text(node, "ValDt");
    const auto day = booked.empty() ? std::optional(statement.closing.day) : values_.day(node, booked);
    if (!amount || !day) return;
    if (currency != statement.currency)
      return values_.fault(node.line, "an entry in another currency than its account's", currency);
    StatementEntry entry{*day, *amount, "", "", node.line, node.text_at({"RvslInd"}) == "true"};
    std::vector<StatementEntry> parts = read_details(node, entry, currency);
    add_reference(entry.reference, node.text_at({"AddtlNtryInf"}));
    if (take_apart(node, entry, parts, statement)) return;
    for (const StatementEntry& part : parts) {
      entry.is_return = entry.is_return || part.is_return;
      if (entry.party.empty()) entry.party = part.party;
      add_reference(entry.reference, part.reference);
      if (parts.size() > 1) entry.parts.push_back({part.party, part.reference});
    }
    statement.entries.push_back(std::move(entry));
  }

  /// Puts the single payments of a batch in its place where they come to it, but for the bank's charges: those that the
  /// entry states, or else a small part of it.
  bool take_apart(const MarkupNode& node, const StatementEntry& entry, std::vector<StatementEntry>& parts,
                  BankStatement& statement) {
    constexpr Minor charges_parts_least = 20;
    if (parts.empty()) return false;
    Minor sum = 0;
    for (const StatementEntry& part : parts) sum = saturated_sum(sum, part.amount);
    const bool is_told =
        std::all_of(parts.begin(), parts.end(), [](const StatementEntry& part) { return part.amount != 0; });
    const Minor charges = sum - entry.amount;  // what came less, or went out more
    const Minor stated = charges == 0 ? 0 : charges_of(node, statement.currency);
    const bool is_small = parts.size() > 1 && charges > 0 && charges <= std::abs(sum) / charges_parts_least;
    if (parts.size() == 1 && (charges == 0 || stated != charges)) return false;
    if (!is_told || (charges != 0 && stated != charges && !is_small)) return false;
    std::move(parts.begin(), parts.end(), std::back_inserter(statement.entries));
    if (charges == 0) return true;
    statement.entries.push_back({entry.booked, -charges, "", "charges", entry.line});
    ++with_charges_;
    return true;
  }

  /// What the entry and its transactions say that the bank charged, in all.
  Minor charges_of(const MarkupNode& node, const std::string& currency) {
    Minor sum = 0;
    const auto add = [&](const MarkupNode& owner) {
      for (const MarkupNode& charges : owner.children) {
        if (charges.name != "Chrgs") continue;
        if (const MarkupNode* total = charges.child("TtlChrgsAndTaxAmt");
            total != nullptr && total->attribute("Ccy") == currency) {
          if (const auto amount = values_.amount(*total, total->text, currency)) sum = saturated_sum(sum, *amount);
          continue;
        }
        for (const MarkupNode& record : charges.children) {
          const MarkupNode* amount = record.name == "Amt" ? &record : record.child("Amt");
          if (amount == nullptr || amount->attribute("Ccy") != currency) continue;
          if (const auto size = values_.amount(*amount, amount->text, currency)) sum = saturated_sum(sum, *size);
        }
      }
    };
    add(node);
    if (sum == 0)
      for (const MarkupNode& details : node.children)
        if (details.name == "NtryDtls")
          for (const MarkupNode& transaction : details.children) add(transaction);
    return sum;
  }

  /// The transactions within an entry; their amounts are 0 where they cannot be told in the account's currency.
  std::vector<StatementEntry> read_details(const MarkupNode& node, const StatementEntry& entry,
                                           const std::string& currency) {
    std::vector<StatementEntry> parts;
    for (const MarkupNode& details : node.children) {
      if (details.name != "NtryDtls") continue;
      for (const MarkupNode& transaction : details.children) {
        if (transaction.name != "TxDtls") continue;
        StatementEntry part{entry.booked,
                            0,
                            party_of(transaction, entry.amount > 0),
                            reference_of(transaction),
                            transaction.line,
                            entry.is_return || transaction.child("RtrInf") != nullptr};
        const MarkupNode* amount = transaction.child("Amt");
        if (amount == nullptr) amount = transaction.at({"AmtDtls", "TxAmt", "Amt"});
        if (amount == nullptr) amount = transaction.at({"AmtDtls", "InstdAmt", "Amt"});
        if (amount != nullptr && amount->attribute("Ccy") == currency)
          if (const auto size = values_.amount(*amount, amount->text, currency))
            part.amount = entry.amount > 0 ? *size : -*size;
        if (transaction.text_at({"CdtDbtInd"}) == (entry.amount > 0 ? "DBIT" : "CRDT")) part.amount = -part.amount;
        parts.push_back(std::move(part));
      }
    }
    return parts;
  }

  /// The payer of what came in, the payee of what went out.
  static std::string party_of(const MarkupNode& transaction, bool is_in) {
    const std::string_view side = is_in ? "Dbtr" : "Cdtr";
    std::string_view name = transaction.text_at({"RltdPties", side, "Pty", "Nm"});
    if (name.empty()) name = transaction.text_at({"RltdPties", side, "Nm"});
    return one_line(name);
  }

  static std::string reference_of(const MarkupNode& transaction) {
    std::string reference;
    for (const MarkupNode& information : transaction.children) {
      if (information.name != "RmtInf") continue;
      for (const MarkupNode& part : information.children) {
        if (part.name == "Ustrd") add_reference(reference, part.text);
        if (part.name != "Strd") continue;
        add_reference(reference, part.text_at({"CdtrRefInf", "Ref"}));
        for (const MarkupNode& document : part.children) {
          if (document.name == "RfrdDocInf") add_reference(reference, document.text_at({"Nb"}));
          if (document.name == "AddtlRmtInf") add_reference(reference, document.text);
        }
      }
    }
    add_reference(reference, transaction.text_at({"Refs", "EndToEndId"}));
    add_reference(reference, transaction.text_at({"AddtlTxInf"}));
    return reference;
  }

  BankStatements& out_;
  StatementValues values_;
  bool has_bad_balance_ = false;
  std::size_t not_booked_ = 0, with_charges_ = 0;
};

}  // namespace

BankStatements read_camt(const std::string& file, const std::string& bytes) {
  BankStatements out;
  out.file = file;
  const Result<MarkupNode> document = read_xml(file, bytes);
  if (!document) {
    out.faults = document.faults();
    return out;
  }
  CamtReader(file, out).read(document.value());
  if (out.faults.empty()) join_statements(out);
  return out;
}

}  // namespace headroom
