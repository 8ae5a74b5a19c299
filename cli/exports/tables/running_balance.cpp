#include "cli/exports/tables/running_balance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "cli/exports/tables/list_columns.hpp"
#include "cli/exports/tables/list_words.hpp"
#include "cli/exports/tables/row_values.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr double cent_part = 0.001;

/// A row as an account has it.
struct Line {
  std::string party;
  double moved = 0.0;  ///< what raises the balance is above 0, where the sign is right
  std::optional<double> balance;
  const CsvField* field = nullptr;
};

bool is_equal(double a, double b) { return std::abs(a - b) < cent_part; }

/// How a list may run: by party or as a whole, its first row first or last, one side or the other raising the balance.
struct Way {
  bool by_party = false, is_turned = false;
  double sign = 1.0;
};

/// The rows with which the balances begin, and whether all others follow from them.
struct Following {
  bool does_follow = true;
  std::size_t links = 0;
  const Line* unexplained = nullptr;  ///< the first whose balance is more than its own movement
};

Following follow(const std::vector<Line>& lines, const Way& way) {
  Following out;
  std::map<std::string, double> known;
  const std::size_t count = lines.size();
  for (std::size_t i = 0; i < count; ++i) {
    const Line& line = lines[way.is_turned ? count - 1 - i : i];
    const auto [found, is_first] = known.try_emplace(way.by_party ? line.party : "", 0.0);
    const double expected = found->second + way.sign * line.moved;
    if (!line.balance) {
      found->second = expected;
      continue;
    }
    if (is_first && !is_equal(expected, *line.balance) && out.unexplained == nullptr) out.unexplained = &line;
    if (!is_first) {
      ++out.links;
      if (!is_equal(expected, *line.balance)) out.does_follow = false;
    }
    found->second = *line.balance;
  }
  return out;
}

class RunningBalance {
 public:
  RunningBalance(const ExportTable& source, ColumnMapping& mapping, std::vector<Message>& assumptions, Faults& faults)
      : source_(source), mapping_(mapping), assumptions_(assumptions), faults_(faults), columns_(source, mapping) {}

  void run() {
    const auto amount = columns_.source_of("amount");
    if (!side_of(mapping_.kind) || !amount || !means(*amount, "amount")) return;
    balance_ = *amount;
    for (const std::string& heading : columns_.headings()) {
      const std::size_t at = columns_.index_of(heading);
      if (columns_.is_used(heading) || (!columns_.holds_amounts(at) && !columns_.values_of(at, 0).empty())) continue;
      if (debit_.empty() && means(heading, "debit")) debit_ = heading;
      else if (credit_.empty() && means(heading, "credit")) credit_ = heading;
      else if (movement_.empty() && means(heading, "amount_weak")) movement_ = heading;
    }
    if (!debit_.empty() && !credit_.empty()) settle_sides();
    else if (!movement_.empty()) settle_movement();
  }

 private:
  std::vector<Line> lines() const {
    const auto at = [&](const std::string& heading) { return columns_.index_of(heading); };
    const auto party = columns_.source_of("counterparty");
    std::vector<Line> out;
    for (const CsvRow& row : columns_.rows()) {
      Line line{party ? row.fields[at(*party)].text : "", 0.0, columns_.number_in(row.fields[at(balance_)]),
                &row.fields[at(balance_)]};
      line.moved = debit_.empty() || credit_.empty()
                       ? columns_.amount_of(row, at(movement_))
                       : columns_.amount_of(row, at(debit_)) - columns_.amount_of(row, at(credit_));
      if (line.balance || line.moved != 0.0) out.push_back(line);
    }
    return out;
  }

  /// Whether each balance is what is open of its own row: all that it moved, or a part of it.
  static bool is_of_rows(const std::vector<Line>& lines, bool in_part) {
    for (const double sign : {1.0, -1.0})
      if (std::all_of(lines.begin(), lines.end(), [&](const Line& line) {
            const double moved = sign * line.moved, balance = line.balance.value_or(0.0);
            if (is_equal(moved, balance)) return true;
            return in_part && moved * balance >= 0 && std::abs(balance) < std::abs(moved) + cent_part;
          }))
        return true;
    return false;
  }

  /// The way in which the balances run on, the plainest first.
  static std::optional<Following> running(const std::vector<Line>& lines) {
    std::optional<Following> best;
    for (const bool by_party : {false, true})
      for (const bool is_turned : {false, true})
        for (const double sign : {1.0, -1.0}) {
          const Following way = follow(lines, {by_party, is_turned, sign});
          if (!way.does_follow || way.links == 0) continue;
          if (way.unexplained == nullptr) return way;
          if (!best) best = way;
        }
    return best;
  }

  bool does_begin_with_nothing(const Following& way) {
    if (way.unexplained == nullptr) return true;
    const CsvField& field = *way.unexplained->field;
    faults_.push_back(
        {source_.table.file, field.line, field.column,
         message("the running balance \"{}\" begins with what no row explains", balance_), field.text,
         "export the account from its beginning, or the list of its open items; or add that balance as a row"});
    return false;
  }

  void settle_sides() {
    const std::vector<Line> all = lines();
    if (is_of_rows(all, false)) return;
    if (const auto way = running(all)) {
      if (!does_begin_with_nothing(*way)) return;
      mapping_.columns.erase("amount");
      mapping_.columns["debit"] = debit_;
      mapping_.columns["credit"] = credit_;
      mapping_.ignore.push_back(balance_);
      assumptions_.push_back(message("\"{}\" is a running balance: what is owed is \"{}\" less \"{}\"", balance_,
                                     mapping_.kind == ImportKind::payables ? credit_ : debit_,
                                     mapping_.kind == ImportKind::payables ? debit_ : credit_));
      return;
    }
    if (is_of_rows(all, true)) return;
    const CsvField* example = columns_.first_amount(columns_.index_of(balance_));
    if (example == nullptr) return;
    faults_.push_back(
        {source_.table.file, example->line, example->column,
         message(
             "is \"{}\" what is open of each row, or a running balance? It follows from \"{}\" and \"{}\" in neither "
             "way",
             balance_, debit_, credit_),
         example->text,
         "name the columns in a mapping, below [columns]: amount = its heading; or debit and credit = theirs"});
  }

  /// One column of amounts beside the balance. Where that is no more than the amount, it is what is open of it.
  void settle_movement() {
    const std::vector<Line> all = lines();
    if (is_of_rows(all, true)) return;
    const auto way = running(all);
    if (!way || !does_begin_with_nothing(*way)) return;
    mapping_.columns["amount"] = movement_;
    mapping_.ignore.push_back(balance_);
    assumptions_.push_back(
        message("\"{}\" is a running balance: what is owed is \"{}\" of each row", balance_, movement_));
  }

  const ExportTable& source_;
  ColumnMapping& mapping_;
  std::vector<Message>& assumptions_;
  Faults& faults_;
  ListColumns columns_;
  std::string balance_, debit_, credit_, movement_;
};

}  // namespace

void settle_running_balance(const ExportTable& source, ColumnMapping& mapping, std::vector<Message>& assumptions,
                            Faults& faults) {
  RunningBalance(source, mapping, assumptions, faults).run();
}

}  // namespace headroom
