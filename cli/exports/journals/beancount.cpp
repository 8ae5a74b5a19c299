#include "cli/exports/journals/beancount.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "cli/exports/books/account_roles.hpp"
#include "cli/exports/journals/journal_balances.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/fault_log.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr Millionths imbalance_max = millionths_of_one / 50;
constexpr Millionths sum_max = 9'000'000'000'000'000'000;
constexpr std::size_t decimals_max = 6;
constexpr std::string_view whole_mend = "pass the whole as one file: bean-query FILE print > whole.beancount";

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// Takes the next word off the front: a text in quotation marks (they stay at its beginning), or up to a space.
std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  std::size_t end = text.find_first_of(" \t");
  if (text.starts_with('"')) {
    end = 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    end = std::min(end + 1, text.size());
  }
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(word.size());
  return word;
}

std::string unquoted(std::string_view word) {
  if (word.starts_with('"')) word.remove_prefix(1);
  if (word.ends_with('"')) word.remove_suffix(1);
  return line_of_text(word);
}

/// A line without its comment: what follows `;` outside of quotation marks.
std::string_view without_comment(std::string_view line) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\' && is_quoted) ++i;
    else if (line[i] == '"') is_quoted = !is_quoted;
    else if (line[i] == ';' && !is_quoted) return line.substr(0, i);
  }
  return line;
}

/// `Assets:Bank`: begins with a capital or a letter beyond ASCII, and has parts.
bool is_account(std::string_view word) {
  return !word.empty() && (std::isupper(static_cast<unsigned char>(word.front())) || (word.front() & 0x80)) &&
         word.find(':') != std::string_view::npos;
}

bool is_currency(std::string_view word) {
  return !word.empty() && std::isupper(static_cast<unsigned char>(word.front()));
}

/// A number of beancount: `-1,234.50`. More decimals than millionths are cut: no money has them.
std::optional<Millionths> number_of(std::string_view word) {
  std::string plain;
  for (const char c : word)
    if (c != ',') plain += c;
  if (plain.starts_with('+')) plain.erase(0, 1);
  if (const std::size_t point = plain.find('.'); point != std::string::npos && plain.size() - point > decimals_max + 1)
    plain.resize(point + 1 + decimals_max);
  return millionths_in(plain);
}

/// A quantity and what it is of.
struct BeancountAmount {
  Millionths quantity = 0;
  std::string commodity;
};

/// Takes `10.00 EUR` off the front; nothing, and nothing taken, where it is no amount.
std::optional<BeancountAmount> take_amount(std::string_view& text) {
  std::string_view rest = text;
  const auto quantity = number_of(take_word(rest));
  if (!quantity) return std::nullopt;
  const std::string_view commodity = take_word(rest);
  if (!is_currency(commodity)) return std::nullopt;
  text = rest;
  return BeancountAmount{*quantity, std::string(commodity)};
}

class Parser {
 public:
  Parser(const std::string& file, std::string_view text) : text_(text), log_(file) { out_.file = file; }

  Journal run() {
    for (std::size_t at = 0; at < text_.size() && !log_.is_full();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      ++line_;
      read_line(text_.substr(at, end - at));
      at = end + 1;
    }
    close_transaction();
    settle_balances();
    if (plugins_ > 0)
      out_.remarks.push_back("the plugins that the books name were not run: only what is written in the file counts");
    out_.faults = log_.findings();
    return std::move(out_);
  }

 private:
  struct Pad {
    Date date;
    int line = 0;
    std::string account, source;
  };
  struct Statement {
    Date date;
    int line = 0;
    std::string account;
    AssertedBalance balance;
  };

  void read_line(std::string_view raw) {
    const std::string_view line = without_comment(raw);
    if (trimmed(line).empty()) return;
    if (is_space(line.front())) return read_indented(trimmed(line));
    close_transaction();
    std::string_view rest = line;
    const std::string_view word = take_word(rest);
    if (const auto date = journal_date(word)) return read_dated(*date, rest);
    if (word == "include")
      log_.fault({line_, 1}, "another file is included, and is not read", std::string(trimmed(rest)), whole_mend);
    if (word == "plugin") ++plugins_;
    if (word == "option") read_option(rest);
  }

  void read_option(std::string_view rest) {
    const std::string key = unquoted(take_word(rest)), value = unquoted(take_word(rest));
    for (const auto& [option, name] : {std::pair{"name_assets", "Assets"}, std::pair{"name_liabilities", "Liabilities"},
                                       std::pair{"name_equity", "Equity"}, std::pair{"name_income", "Income"},
                                       std::pair{"name_expenses", "Expenses"}})
      if (key == option) names_[value] = name;
  }

  /// The account by beancount's own names of the five roots.
  std::string account_of(std::string_view word) const {
    const std::string root(word.substr(0, word.find(':')));
    const auto renamed = names_.find(root);
    return renamed == names_.end() ? std::string(word) : renamed->second + std::string(word.substr(root.size()));
  }

  void read_dated(Date date, std::string_view rest) {
    const std::string_view keyword = take_word(rest);
    if (keyword == "balance") return read_balance(date, rest);
    if (keyword == "pad") {
      const std::string account = account_of(take_word(rest)), source = account_of(take_word(rest));
      pads_.push_back({date, line_, account, source});
      return;
    }
    const bool is_transaction =
        keyword == "txn" || (keyword.size() == 1 && !std::isalnum(static_cast<unsigned char>(keyword.front())));
    if (!is_transaction) return;
    is_open_ = true;
    transaction_ = {};
    transaction_.line = line_;
    transaction_.date = date;
    std::vector<std::string> words;
    for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest)) {
      if (word.starts_with('"')) words.push_back(unquoted(word));
      if (word.starts_with('^') && transaction_.code.empty()) transaction_.code = line_of_text(word.substr(1));
    }
    if (words.empty()) return;
    transaction_.payee = words.front().empty() ? words.back() : words.front();
    transaction_.text = words.size() > 1 ? words[0] + " " + words[1] : words[0];
  }

  void read_balance(Date date, std::string_view rest) {
    Statement statement{date, line_, account_of(take_word(rest)), {"", 0, true}};
    std::string_view amount_text = rest;
    const auto quantity = number_of(take_word(rest));
    std::string_view word = take_word(rest);
    if (word == "~") {  // a tolerance
      take_word(rest);
      word = take_word(rest);
    }
    if (!quantity || !is_currency(word))
      return log_.fault({line_, 1}, "not an amount", std::string(trimmed(amount_text)),
                        "write a number and a currency: 1200.00 EUR");
    statement.balance.amount = *quantity;
    statement.balance.commodity = std::string(word);
    statements_.push_back(std::move(statement));
  }

  void read_indented(std::string_view content) {
    if (!is_open_) return;  // metadata of another directive
    std::string_view rest = content;
    std::string_view word = take_word(rest);
    if (word.ends_with(':') && std::islower(static_cast<unsigned char>(word.front()))) {
      const std::string name = lower_text(word.substr(0, word.size() - 1));
      JournalTags& tags = transaction_.postings.empty() ? transaction_.tags : transaction_.postings.back().tags;
      tags[name] = unquoted(trimmed(rest));
      return;
    }
    if (word.starts_with('^') || word.starts_with('#')) {
      if (word.starts_with('^') && transaction_.code.empty()) transaction_.code = line_of_text(word.substr(1));
      return;
    }
    if (word.size() == 1) word = take_word(rest);  // a posting's own flag
    if (!is_account(word))
      return log_.fault({line_, 1}, "a line of a transaction that is no posting", std::string(content.substr(0, 80)),
                        "begin it with an account, such as Assets:Bank");
    read_posting(account_of(word), trimmed(rest));
  }

  /// `10 ACME {5.00 EUR} @ 6.00 EUR`
  void read_posting(const std::string& account, std::string_view rest) {
    JournalPosting posting;
    posting.line = line_;
    posting.account = account;
    if (rest.empty()) {
      without_amount_.push_back(transaction_.postings.size());
      transaction_.postings.push_back(std::move(posting));
      return;
    }
    const std::string_view written = rest;
    auto amount = take_amount(rest);
    if (!amount)
      return log_.fault({line_, 1}, "not an amount", std::string(written),
                        "write a number and a currency, without calculation: 1200.00 EUR");
    posting.amounts[amount->commodity] = amount->quantity;
    transaction_.postings.push_back(std::move(posting));
    rest = trimmed(rest);
    std::optional<BeancountAmount> price;
    bool is_total = false, has_unknown_cost = false;
    if (rest.starts_with('{')) {
      const std::size_t end = std::min(rest.find('}'), rest.size());
      is_total = rest.starts_with("{{");
      std::string inside(rest.substr(is_total ? 2 : 1, end - (is_total ? 2 : 1)));
      std::replace(inside.begin(), inside.end(), ',', ' ');
      std::string_view cost = inside;
      price = take_amount(cost);
      has_unknown_cost = !price;
      rest = trimmed(rest.substr(std::min(rest.find_first_not_of('}', end), rest.size())));
    }
    if (!price && !has_unknown_cost && rest.starts_with('@')) {
      is_total = rest.starts_with("@@");
      rest.remove_prefix(is_total ? 2 : 1);
      price = take_amount(rest);
    }
    has_unknown_cost_ = has_unknown_cost_ || has_unknown_cost;
    if (!price) return add_weight(amount->commodity, amount->quantity);
    const double size = is_total ? static_cast<double>(price->quantity) * (amount->quantity < 0 ? -1.0 : 1.0)
                                 : static_cast<double>(amount->quantity) *
                                       (static_cast<double>(price->quantity) / static_cast<double>(millionths_of_one));
    add_weight(price->commodity, std::abs(size) < static_cast<double>(sum_max) ? std::llround(size) : sum_max);
  }

  void add_weight(const std::string& commodity, Millionths quantity) {
    Millionths& sum = left_over_[commodity];
    sum = saturated_sum(sum, quantity);
  }

  /// Gives the posting without an amount what the others leave over.
  void close_transaction() {
    if (!is_open_) return;
    is_open_ = false;
    std::erase_if(left_over_, [](const auto& one) { return one.second == 0; });
    if (without_amount_.size() == 1 && !has_unknown_cost_) {
      for (const auto& [commodity, sum] : left_over_)
        transaction_.postings[without_amount_.front()].amounts[commodity] = -sum;
    } else if (without_amount_.size() > 1) {
      log_.fault({transaction_.postings[without_amount_[1]].line, 1}, "a second posting without an amount",
                 transaction_.postings[without_amount_[1]].account, "write all amounts but one");
    } else if (without_amount_.empty() && !has_unknown_cost_) {
      for (const auto& [commodity, sum] : left_over_)
        if (std::abs(sum) > imbalance_max)
          log_.fault({transaction_.line, 1}, "a transaction that does not balance", commodity,
                     "correct an amount: its postings have to add up to 0");
    } else if (without_amount_.size() == 1) {
      refuse_undecided(transaction_.postings[without_amount_.front()]);
    }
    for (const auto& [commodity, sum] : left_over_)
      if (sum >= sum_max || sum <= -sum_max)
        log_.fault({transaction_.line, 1}, "a transaction whose amounts come to more than can be counted exactly",
                   commodity, "correct its amounts");
    out_.transactions.push_back(std::move(transaction_));
    left_over_.clear();
    without_amount_.clear();
    has_unknown_cost_ = false;
  }

  /// What a posting without an amount gets cannot be told where lots are sold whose cost is not written.
  void refuse_undecided(const JournalPosting& posting) {
    const AccountRole role = role_of_account(posting.account, {});
    if (role == AccountRole::cash || role == AccountRole::receivable || role == AccountRole::payable)
      log_.fault({posting.line, 1}, "an amount that follows from the cost of lots, which is not written",
                 posting.account, "write the amount");
  }

  /// Follows the days: a pad fills up what the next balance of its account asks for, any other balance has to be right.
  /// A balance is that of its day's morning.
  void settle_balances() {
    std::vector<std::size_t> in_time(out_.transactions.size());
    for (std::size_t i = 0; i < in_time.size(); ++i) in_time[i] = i;
    std::stable_sort(in_time.begin(), in_time.end(), [&](std::size_t a, std::size_t b) {
      return out_.transactions[a].date < out_.transactions[b].date;
    });
    const auto by_date = [](const auto& a, const auto& b) { return a.date < b.date; };
    std::stable_sort(statements_.begin(), statements_.end(), by_date);
    std::stable_sort(pads_.begin(), pads_.end(), by_date);
    RunningBalances running;
    std::map<std::string, Pad> padding;  // by account: the last one
    std::map<std::pair<std::string, std::string>, Date> padded;
    std::size_t next = 0, next_pad = 0;
    for (const Statement& statement : statements_) {
      for (; next < in_time.size() && out_.transactions[in_time[next]].date < statement.date; ++next)
        for (const JournalPosting& posting : out_.transactions[in_time[next]].postings) running.add(posting);
      for (; next_pad < pads_.size() && pads_[next_pad].date < statement.date; ++next_pad)
        padding[pads_[next_pad].account] = pads_[next_pad];
      const Millionths balance = running.of(statement.account, statement.balance);
      if (is_balance(balance, statement.balance.amount)) continue;
      const auto pad = padding.find(statement.account);
      const std::pair key{statement.account, statement.balance.commodity};
      const auto used = padded.find(key);
      if (pad == padding.end() || (used != padded.end() && used->second == pad->second.date)) {
        const Fault wrong = balance_fault(out_.file, statement.line, statement.account, statement.balance, balance);
        log_.fault({statement.line, 1}, wrong.what, wrong.value, wrong.mend);
        continue;
      }
      padded[key] = pad->second.date;
      const Millionths missing = statement.balance.amount - balance;
      running.add(statement.account, statement.balance.commodity, missing);
      running.add(pad->second.source, statement.balance.commodity, -missing);
      add_padding(pad->second, statement.balance.commodity, missing);
    }
  }

  void add_padding(const Pad& pad, const std::string& commodity, Millionths missing) {
    JournalTransaction transaction;
    transaction.line = pad.line;
    transaction.date = pad.date;
    transaction.payee = transaction.text = "pad";
    transaction.postings.push_back({pad.line, pad.account, {{commodity, missing}}, std::nullopt, {}});
    transaction.postings.push_back({pad.line, pad.source, {{commodity, -missing}}, std::nullopt, {}});
    out_.transactions.push_back(std::move(transaction));
  }

  std::string_view text_;
  FaultLog log_;
  Journal out_;
  std::map<std::string, std::string> names_;  // of the roots, as renamed
  std::vector<Pad> pads_;
  std::vector<Statement> statements_;
  JournalTransaction transaction_;
  bool is_open_ = false, has_unknown_cost_ = false;
  std::map<std::string, Millionths> left_over_;  // of the transaction, by commodity
  std::vector<std::size_t> without_amount_;      // among its postings
  std::size_t plugins_ = 0;
  int line_ = 0;
};

}  // namespace

bool is_beancount_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || is_space(line.front())) continue;
    const std::string_view word = take_word(line);
    const std::string_view next = take_word(line);
    if (word == "option" && next.starts_with('"') && trimmed(line).starts_with('"')) return true;
    if (!journal_date(word)) continue;
    if (is_one_of(next, {"open", "balance", "pad", "close"}) && is_account(take_word(line))) return true;
    if (next == "commodity" || next == "txn") return true;
    const std::string_view after = trimmed(line);
    return (next == "*" || next == "!") && after.starts_with('"');
  }
  return false;
}

Journal read_beancount(const std::string& file, std::string_view text) {
  if (const Faults faults = encoding_faults(file, text); !faults.empty()) {
    Journal journal;
    journal.file = file;
    journal.faults = faults;
    return journal;
  }
  return Parser(file, text).run();
}

}  // namespace headroom
