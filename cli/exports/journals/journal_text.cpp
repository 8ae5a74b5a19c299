#include "cli/exports/journals/journal_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "cli/exports/journals/journal_amounts.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/files/text_file.hpp"
#include "cli/syntax/fault_log.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr std::string_view comment_marks = ";#*%|";
constexpr Millionths imbalance_max = millionths_of_one / 100;  // what rounding to cents may leave
constexpr Millionths transaction_sum_max = 9'000'000'000'000'000'000;
/// Directives that change nothing that is read here.
constexpr std::array<std::string_view, 8> idle_directives = {"payee", "tag", "P", "Y", "year", "N", "assert", "check"};
constexpr std::string_view print_mend =
    "pass what the program makes of the journal: hledger -f FILE print > whole.journal";

bool is_space(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `5/31`, `05-31`: a day of a year that is told elsewhere.
bool is_day_without_year(std::string_view text) {
  const std::size_t mark = text.find_first_of("/-.");
  const auto is_part = [](std::string_view part) {
    return !part.empty() && part.size() <= 2 && std::all_of(part.begin(), part.end(), is_digit);
  };
  return mark != std::string_view::npos && is_part(text.substr(0, mark)) && is_part(text.substr(mark + 1));
}

/// `include other.journal`, in the spellings of hledger and ledger.
bool is_include(std::string_view line) {
  if (line.starts_with('!') || line.starts_with('@')) line.remove_prefix(1);
  return line.starts_with("include ") && !trimmed(line.substr(8)).empty();
}

/// `  assets:bank   EUR 10.00`: an indented account, with two spaces before its amount if it has one.
bool is_posting_of_account(std::string_view line) {
  if (line.empty() || !is_space(line.front())) return false;
  const std::string_view content = trimmed(line);
  const std::size_t end = std::min({content.find("  "), content.find('\t'), content.size()});
  return content.substr(0, end).find(':') != std::string_view::npos;
}

/// A posting before its amounts are known.
struct RawPosting {
  int line = 0;
  std::string account;
  enum class Kind { real, balanced_virtual, unbalanced_virtual } kind = Kind::real;
  std::optional<WrittenAmount> amount, cost, balance;
  bool balance_with_accounts_below = false;
  bool is_cost_total = false;
  std::string comment;
};

struct RawTransaction {
  JournalTransaction head;
  std::string comment;
  std::vector<RawPosting> postings;
};

class Parser {
 public:
  Parser(const std::string& file, std::string_view text) : text_(text), log_(file) { out_.file = file; }

  Journal run() {
    for (std::size_t at = 0; at < text_.size() && !log_.is_full();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      ++line_;
      std::string_view line = text_.substr(at, end - at);
      if (line.ends_with('\r')) line.remove_suffix(1);
      read_line(line);
      at = end + 1;
    }
    for (RawTransaction& transaction : raw_) resolve(transaction);
    if (rules_ > 0)
      out_.remarks.push_back(
          message("{} for periodic or automated postings left out, as hledger's reports leave them out",
                  how_many(rules_, "rule", "rules")));
    out_.faults = log_.findings();
    return std::move(out_);
  }

 private:
  enum class Block { none, transaction, skipped, comment, commodity };

  Place at(std::string_view line, std::string_view part) const {
    return {line_, static_cast<int>(part.data() - line.data()) + 1};
  }

  void read_line(std::string_view line) {
    const std::string_view content = trimmed(line);
    if (block_ == Block::comment) {
      if (content == "end comment" || content == "end test" || content == "end") block_ = Block::none;
      return;
    }
    if (content.empty()) {
      block_ = Block::none;
      return;
    }
    if (is_space(line.front())) return read_indented(line, content);
    block_ = Block::none;
    if (comment_marks.find(line.front()) != std::string_view::npos) return;
    if (is_digit(line.front())) return read_head(line);
    if (line.front() == '~' || line.front() == '=') {
      ++rules_;
      block_ = Block::skipped;
      return;
    }
    read_directive(line, content);
  }

  void read_directive(std::string_view line, std::string_view content) {
    const std::size_t end = std::min(content.find_first_of(" \t"), content.size());
    const std::string_view word = content.substr(0, end);
    std::string_view rest = trimmed(content.substr(end));
    rest = trimmed(rest.substr(0, rest.find(';')));
    block_ = Block::skipped;
    if (word == "comment" || word == "test") {
      block_ = Block::comment;
    } else if (word == "account") {
      declare_account(trimmed(content.substr(end)));
    } else if (word == "commodity" || word == "D") {
      block_ = Block::commodity;
      if (const auto example = written_amount(rest, at(line, rest))) {
        numbers_.declare(*example);
        if (word == "D") default_commodity_ = example->commodity;
      }
    } else if ((word == "Y" || word == "year") && rest.size() == 4 && std::all_of(rest.begin(), rest.end(), is_digit)) {
      default_year_ = std::string(rest);
    } else if (content.front() == 'Y' && end == 5 && std::all_of(content.begin() + 1, content.begin() + 5, is_digit)) {
      default_year_ = std::string(content.substr(1, 4));
    } else if (word == "decimal-mark" && (rest == "," || rest == ".")) {
      numbers_.declare(rest.front());
    } else if (std::find(idle_directives.begin(), idle_directives.end(), word) == idle_directives.end()) {
      log_.fault({line_, 1}, "a line of the journal that is not read here", std::string(content.substr(0, 80)),
                 std::string(print_mend));
    }
  }

  /// `account assets:bank  ; type: C`
  void declare_account(std::string_view rest) {
    const std::size_t end = std::min({rest.find("  "), rest.find('\t'), rest.find(';'), rest.size()});
    const std::string account(trimmed(rest.substr(0, end)));
    const std::size_t comment = rest.find(';');
    if (comment == std::string_view::npos) return;
    const JournalTags tags = journal_tags(rest.substr(comment + 1));
    const auto type = tags.find("type");
    if (type == tags.end() || type->second.empty()) return;
    const std::string name = lower_text(type->second);
    out_.account_types[account] = name.starts_with("rev")                   ? 'R'
                                  : name == "expense" || name == "expenses" ? 'X'
                                  : name.starts_with("eq")
                                      ? 'E'
                                      : static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
  }

  /// `2026-01-05=2026-01-06 * (INV-1) Ash | lamps  ; due:2026-02-04`
  void read_head(std::string_view line) {
    RawTransaction transaction;
    transaction.head.line = line_;
    const std::size_t comment = line.find(';');
    if (comment != std::string_view::npos) transaction.comment = std::string(line.substr(comment + 1));
    std::string_view rest = trimmed(line.substr(0, comment));
    const std::size_t end = std::min(rest.find_first_of(" \t="), rest.size());
    auto date = journal_date(rest.substr(0, end));
    if (!date && !default_year_.empty() && is_day_without_year(rest.substr(0, end)))
      date = journal_date(default_year_ + rest[rest.find_first_of("/-.")] + std::string(rest.substr(0, end)));
    if (!date) {
      block_ = Block::skipped;
      return log_.fault({line_, 1}, "a transaction without a date in full", std::string(rest.substr(0, end)),
                        "write it YYYY-MM-DD, or pass what hledger makes of the journal: hledger -f FILE print");
    }
    transaction.head.date = *date;
    rest = trimmed(
        rest.substr(rest.find_first_of(" \t") == std::string_view::npos ? rest.size() : rest.find_first_of(" \t")));
    if (rest.starts_with('*') || rest.starts_with('!')) rest = trimmed(rest.substr(1));
    if (rest.starts_with('(') && rest.find(')') != std::string_view::npos) {
      transaction.head.code = line_of_text(rest.substr(1, rest.find(')') - 1));
      rest = trimmed(rest.substr(rest.find(')') + 1));
    }
    transaction.head.payee = line_of_text(rest.substr(0, rest.find('|')));
    transaction.head.text = line_of_text(rest);
    raw_.push_back(std::move(transaction));
    block_ = Block::transaction;
  }

  void read_indented(std::string_view line, std::string_view content) {
    if (block_ == Block::commodity && content.starts_with("format ")) {
      const std::string_view rest = trimmed(content.substr(7));
      if (const auto example = written_amount(rest, at(line, rest))) numbers_.declare(*example);
    }
    if (block_ == Block::skipped || block_ == Block::commodity) return;
    if (comment_marks.find(content.front()) != std::string_view::npos && content.front() != '*') {
      if (block_ == Block::transaction) add_comment(content.substr(1));
      return;
    }
    if (block_ == Block::none)
      return log_.fault(at(line, content), "an indented line that belongs to no transaction",
                        std::string(content.substr(0, 80)),
                        "begin the transaction with its date, at the beginning of a line");
    read_posting(line, content);
  }

  void add_comment(std::string_view comment) {
    RawTransaction& transaction = raw_.back();
    std::string& target = transaction.postings.empty() ? transaction.comment : transaction.postings.back().comment;
    target += '\n';
    target += comment;
  }

  void read_posting(std::string_view line, std::string_view content) {
    RawPosting posting;
    posting.line = line_;
    const std::size_t comment = content.find(';');
    if (comment != std::string_view::npos) posting.comment = std::string(content.substr(comment + 1));
    content = trimmed(content.substr(0, comment));
    if (content.starts_with("* ") || content.starts_with("! ")) content = trimmed(content.substr(2));
    const std::size_t end = std::min({content.find("  "), content.find('\t'), content.size()});
    std::string_view account = content.substr(0, end);
    if (account.size() > 2 &&
        ((account.front() == '(' && account.back() == ')') || (account.front() == '[' && account.back() == ']'))) {
      posting.kind = account.front() == '(' ? RawPosting::Kind::unbalanced_virtual : RawPosting::Kind::balanced_virtual;
      account = account.substr(1, account.size() - 2);
    }
    posting.account = line_of_text(account);
    read_amounts(line, trimmed(content.substr(end)), posting);
    raw_.back().postings.push_back(std::move(posting));
  }

  /// `5 EUR @ $1.10 = 20 EUR`
  void read_amounts(std::string_view line, std::string_view text, RawPosting& posting) {
    if (text.find('{') != std::string_view::npos || text.starts_with('('))
      return log_.fault(at(line, text), "lots and calculated amounts are not read", std::string(text),
                        std::string(print_mend));
    const std::size_t assertion = text.find('=');
    const std::string_view before = trimmed(text.substr(0, assertion));
    if (assertion != std::string_view::npos && before.empty())
      return log_.fault(at(line, text), "an assignment of a balance is not read", std::string(text),
                        std::string(print_mend));
    if (assertion != std::string_view::npos) read_assertion(line, text.substr(assertion + 1), posting);
    const std::size_t price = before.find('@');
    posting.amount = amount_in(line, trimmed(before.substr(0, price)));
    if (price == std::string_view::npos) return;
    std::string_view cost = before.substr(price + 1);
    posting.is_cost_total = cost.starts_with('@');
    posting.cost = amount_in(line, trimmed(cost.substr(posting.is_cost_total ? 1 : 0)));
  }

  /// `= $100`, `== $100`, `=* $100`: what follows the first sign.
  void read_assertion(std::string_view line, std::string_view text, RawPosting& posting) {
    if (text.starts_with('=')) text.remove_prefix(1);
    posting.balance_with_accounts_below = text.starts_with('*');
    if (posting.balance_with_accounts_below) text.remove_prefix(1);
    text = trimmed(text);
    posting.balance = amount_in(line, trimmed(text.substr(0, text.find('@'))));
  }

  std::optional<WrittenAmount> amount_in(std::string_view line, std::string_view text) {
    if (text.empty()) return std::nullopt;
    auto amount = written_amount(text, at(line, text));
    if (!amount) {
      log_.fault(at(line, text), "not an amount", std::string(text),
                 "write a number and its commodity: $1,200.00 or 1200.00 EUR");
      return std::nullopt;
    }
    if (amount->commodity.empty()) amount->commodity = default_commodity_;
    numbers_.note(*amount);
    return amount;
  }

  void resolve(RawTransaction& raw) {
    const std::size_t faults_before = log_.fault_count();
    JournalTransaction& transaction = raw.head;
    transaction.tags = journal_tags(raw.comment);
    transaction.text += ' ' + line_of_text(raw.comment);
    std::map<std::string, Millionths> sums[2];  // what real and what balanced virtual postings leave over, by commodity
    std::vector<std::size_t> open[2];           // postings without an amount
    for (const RawPosting& one : raw.postings) {
      JournalPosting posting{one.line, one.account, {}, std::nullopt, journal_tags(one.comment)};
      if (const auto date = posting.tags.find("date"); date != posting.tags.end()) {
        posting.date = journal_date(date->second);
        if (!posting.date)
          log_.fault({one.line, 1}, "the tag date: holds no date in full", date->second, "write it YYYY-MM-DD");
      }
      const std::size_t group = one.kind == RawPosting::Kind::balanced_virtual ? 1 : 0;
      if (one.amount) read_amount(one, posting, sums[group]);
      else if (one.kind == RawPosting::Kind::unbalanced_virtual)
        log_.fault({one.line, 1}, "a posting in parentheses without an amount", one.account, "write its amount");
      else open[group].push_back(transaction.postings.size());
      transaction.postings.push_back(std::move(posting));
    }
    if (log_.fault_count() == faults_before) balance(transaction, sums[0], open[0]);
    if (log_.fault_count() == faults_before) balance(transaction, sums[1], open[1]);
    if (log_.fault_count() == faults_before) out_.transactions.push_back(std::move(transaction));
  }

  void read_amount(const RawPosting& raw, JournalPosting& posting, std::map<std::string, Millionths>& sums) {
    const auto amount = numbers_.read(*raw.amount, log_);
    if (!amount) return;
    posting.amounts[raw.amount->commodity] = *amount;
    if (raw.balance) {
      const auto balance = numbers_.read(*raw.balance, log_);
      if (!balance) return;
      posting.balance = {raw.balance->commodity, *balance, raw.balance_with_accounts_below};
    }
    if (raw.kind == RawPosting::Kind::unbalanced_virtual) return;
    if (!raw.cost) {
      sums[raw.amount->commodity] = saturated_sum(sums[raw.amount->commodity], *amount);
      return;
    }
    const auto cost = numbers_.read(*raw.cost, log_);
    if (!cost) return;
    const double of_all =
        static_cast<double>(*amount) * (static_cast<double>(*cost) / static_cast<double>(millionths_of_one));
    Millionths total = raw.is_cost_total ? (*amount < 0 ? -std::abs(*cost) : std::abs(*cost)) : transaction_sum_max;
    if (!raw.is_cost_total && std::abs(of_all) < static_cast<double>(transaction_sum_max)) total = std::llround(of_all);
    sums[raw.cost->commodity] = saturated_sum(sums[raw.cost->commodity], total);
  }

  /// Gives the one posting without an amount what the others leave; several commodities without a cost are an exchange.
  void balance(JournalTransaction& transaction, const std::map<std::string, Millionths>& sums,
               const std::vector<std::size_t>& open) {
    if (open.size() > 1)
      return log_.fault({transaction.postings[open[1]].line, 1}, "a second posting without an amount",
                        transaction.postings[open[1]].account, "write all amounts but one");
    std::vector<std::pair<std::string, Millionths>> left;
    for (const auto& [commodity, sum] : sums) {
      if (sum >= transaction_sum_max || sum <= -transaction_sum_max)
        return log_.fault({transaction.line, 1}, "a transaction whose amounts come to more than can be counted exactly",
                          commodity, "correct its amounts");
      if (sum != 0) left.emplace_back(commodity, sum);
    }
    if (open.size() == 1) {
      for (const auto& [commodity, sum] : left) transaction.postings[open[0]].amounts[commodity] = -sum;
    } else if (left.size() == 1 && std::abs(left[0].second) > imbalance_max) {
      log_.fault({transaction.line, 1}, "a transaction that does not balance",
                 fmt::format("{:.2f} {}", static_cast<double>(left[0].second) / static_cast<double>(millionths_of_one),
                             left[0].first),
                 "correct an amount: its postings have to add up to 0");
    }
  }

  std::string_view text_;
  FaultLog log_;
  JournalNumbers numbers_;
  std::string default_commodity_, default_year_;
  Journal out_;
  std::vector<RawTransaction> raw_;
  Block block_ = Block::none;
  int line_ = 0;
  std::size_t rules_ = 0;
};

}  // namespace

bool is_journal_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (is_include(line)) return true;
    const std::size_t date_end = std::min(line.find_first_of(" \t=\r"), line.size());
    const std::string_view next = text.substr(0, text.find('\n'));
    if (is_day_without_year(line.substr(0, date_end)) && is_posting_of_account(next)) return true;
    if (!journal_date(line.substr(0, date_end))) continue;
    return !next.empty() && is_space(next.front()) && !trimmed(next).empty();
  }
  return false;
}

Journal read_journal_text(const std::string& file, std::string_view text) {
  if (const Faults faults = encoding_faults(file, text); !faults.empty()) {
    Journal journal;
    journal.file = file;
    journal.faults = faults;
    return journal;
  }
  return Parser(file, text).run();
}

}  // namespace headroom
