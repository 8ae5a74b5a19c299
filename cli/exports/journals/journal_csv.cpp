#include "cli/exports/journals/journal_csv.hpp"

#include <algorithm>

#include "cli/exports/journals/journal_amounts.hpp"
#include "cli/exports/tables/export_values.hpp"
#include "cli/exports/tables/report_text.hpp"
#include "cli/syntax/fault_log.hpp"

namespace headroom {

namespace {

constexpr std::size_t ledger_columns = 8;

/// The columns of either program that count.
struct Columns {
  std::size_t date = 0, code = 0, description = 0, account = 0, commodity = 0, amount = 0;
  std::optional<std::size_t> index, comment, posting_comment;
};

std::optional<std::size_t> heading(const CsvRow& header, std::string_view name) {
  for (std::size_t i = 0; i < header.fields.size(); ++i)
    if (header.fields[i].text == name) return i;
  return std::nullopt;
}

std::optional<Columns> hledger_columns(const CsvRow& header) {
  const auto index = heading(header, "txnidx"), date = heading(header, "date"), code = heading(header, "code"),
             description = heading(header, "description"), account = heading(header, "account"),
             commodity = heading(header, "commodity"), amount = heading(header, "amount");
  if (!index || !date || !code || !description || !account || !commodity || !amount) return std::nullopt;
  return Columns{*date,
                 *code,
                 *description,
                 *account,
                 *commodity,
                 *amount,
                 index,
                 heading(header, "comment"),
                 heading(header, "posting-comment")};
}

/// Gathers rows into transactions.
class Reader {
 public:
  Reader(const std::string& file, const Columns& columns) : columns_(columns), log_(file) { out_.file = file; }

  Journal run(const std::vector<CsvRow>& rows, std::size_t first) {
    for (std::size_t i = first; i < rows.size(); ++i) numbers_.note(amount_of(rows[i]));
    for (std::size_t i = first; i < rows.size() && !log_.is_full(); ++i) read_row(rows[i]);
    out_.faults = log_.findings();
    return std::move(out_);
  }

 private:
  std::string text(const CsvRow& row, std::size_t column) const { return line_of_text(cell(row, column).text); }
  std::string comment(const CsvRow& row, const std::optional<std::size_t>& column) const {
    return column ? cell(row, *column).text : "";
  }

  WrittenAmount amount_of(const CsvRow& row) const {
    const CsvField& field = cell(row, columns_.amount);
    return {line_of_text(field.text), text(row, columns_.commodity), {field.line, field.column}};
  }

  /// Whether a row goes on with the transaction of the row before.
  bool goes_on(const std::string& key) const {
    if (out_.transactions.empty() || key != key_) return false;
    return columns_.index || std::any_of(sums_.begin(), sums_.end(), [](const auto& sum) { return sum.second != 0; });
  }

  void read_row(const CsvRow& row) {
    const CsvField& date_field = cell(row, columns_.date);
    const auto date = journal_date(line_of_text(date_field.text));
    if (!date)
      return log_.fault({row.line, 1}, "not a date written YYYY-MM-DD", date_field.text,
                        "export the journal again with the program's own command");
    const WrittenAmount written = amount_of(row);
    const auto amount = numbers_.read(written, log_);
    if (!amount) return;
    const std::string key = columns_.index ? text(row, *columns_.index)
                                           : text(row, columns_.date) + '\x1F' + text(row, columns_.code) + '\x1F' +
                                                 text(row, columns_.description);
    if (!goes_on(key)) begin_transaction(row, *date, key);
    sums_[written.commodity] = saturated_sum(sums_[written.commodity], *amount);
    JournalTransaction& transaction = out_.transactions.back();
    JournalPosting posting{
        row.line, text(row, columns_.account), {}, std::nullopt, journal_tags(comment(row, columns_.posting_comment))};
    std::string& account = posting.account;
    if (account.size() > 2 && (account.front() == '(' || account.front() == '['))
      account = account.substr(1, account.size() - 2);
    if (const auto tag = posting.tags.find("date"); tag != posting.tags.end()) posting.date = journal_date(tag->second);
    posting.amounts[written.commodity] = *amount;
    transaction.postings.push_back(std::move(posting));
  }

  void begin_transaction(const CsvRow& row, Date date, const std::string& key) {
    key_ = key;
    sums_.clear();
    JournalTransaction transaction;
    transaction.line = row.line;
    transaction.date = date;
    transaction.code = text(row, columns_.code);
    const std::string description = text(row, columns_.description);
    transaction.payee = line_of_text(description.substr(0, description.find('|')));
    transaction.text = description + ' ' + line_of_text(comment(row, columns_.comment));
    transaction.tags = journal_tags(comment(row, columns_.comment));
    out_.transactions.push_back(std::move(transaction));
  }

  Columns columns_;
  FaultLog log_;
  JournalNumbers numbers_;
  Journal out_;
  std::string key_;
  std::map<std::string, Millionths> sums_;
};

}  // namespace

bool is_hledger_csv(const std::vector<CsvRow>& rows) {
  return !rows.empty() && hledger_columns(rows.front()).has_value();
}

bool is_ledger_csv(const std::vector<CsvRow>& rows) {
  if (rows.empty()) return false;
  return std::all_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(rows.size(), 5)),
                     [](const CsvRow& row) {
                       if (row.fields.size() != ledger_columns || !journal_date(row.fields[0].text)) return false;
                       const std::string& state = row.fields[6].text;
                       return (state.empty() || state == "*" || state == "!") &&
                              written_amount(row.fields[5].text, {}) && !row.fields[3].text.empty();
                     });
}

Journal read_hledger_csv(const std::string& file, const std::vector<CsvRow>& rows) {
  return Reader(file, *hledger_columns(rows.front())).run(rows, 1);
}

Journal read_ledger_csv(const std::string& file, const std::vector<CsvRow>& rows) {
  constexpr std::size_t date = 0, code = 1, payee = 2, account = 3, commodity = 4, amount = 5, note = 7;
  return Reader(file, {date, code, payee, account, commodity, amount, std::nullopt, note, note}).run(rows, 0);
}

}  // namespace headroom
