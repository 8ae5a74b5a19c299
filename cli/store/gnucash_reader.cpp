#include "cli/store/gnucash_reader.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>

#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr std::uintmax_t database_bytes_max = 2ull * 1024 * 1024 * 1024;
constexpr int value_bytes_max = 1'000'000;
constexpr std::size_t rows_max = 2'000'000;
constexpr int steps_between_looks = 100'000,
              looks_max = 2'000;  // of SQLite, for one query: books of two million rows take a third

constexpr std::array<std::string_view, 15> tables_read = {
    "books",   "accounts", "commodities", "prices", "transactions", "splits",           "slots",   "customers",
    "vendors", "invoices", "employees",   "jobs",   "billterms",    "taxtable_entries", "entries",
};

/// What is wrong with the books, found while they are read.
class WrongBooks : public std::runtime_error {
 public:
  WrongBooks(Message what, std::string value, Message mend)
      : std::runtime_error(text_of(what)), what_(std::move(what)), value_(std::move(value)), mend_(std::move(mend)) {}
  Fault fault(const std::string& file) const { return {file, 0, 0, what_, value_, mend_}; }

 private:
  Message what_;
  std::string value_;
  Message mend_;
};

/// A path as SQLite's URI: every byte that has a meaning there is escaped.
std::string read_only_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    const bool is_plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '-' || c == '.';
    uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri + "?immutable=1";
}

/// The present row of a query, column after column.
class Row {
 public:
  Row(SQLite::Statement& statement, std::string_view table) : statement_(statement), table_(table) {}

  std::string text() {
    std::string value = next().getString();
    if (!is_utf8(value) || value.find('\0') != std::string::npos)
      throw WrongBooks(message("a value in the table `{}` is not UTF-8", table_), value,
                       "these are not books as GnuCash writes them: save them again from GnuCash");
    return value;
  }
  std::int64_t whole() { return next().getInt64(); }
  int small() { return static_cast<int>(std::clamp<std::int64_t>(whole(), -100'000, 100'000)); }
  bool truth() { return whole() != 0; }
  GnucashFraction fraction() {
    const std::int64_t numerator = whole(), denominator = whole();
    if (denominator < 0)
      throw WrongBooks(message("a number in the table `{}` has a negative denominator", table_),
                       fmt::format("{}/{}", numerator, denominator),
                       "these are not books as GnuCash writes them: save them again from GnuCash");
    return {numerator, denominator == 0 ? 1 : denominator};
  }
  GnucashOwnerReference owner() {
    const std::int64_t kind = whole();
    std::string guid = text();
    const bool is_known = kind >= 2 && kind <= 5;
    return {is_known ? static_cast<GnucashOwnerKind>(kind) : GnucashOwnerKind::none, std::move(guid)};
  }

 private:
  SQLite::Column next() { return statement_.getColumn(column_++); }

  SQLite::Statement& statement_;
  std::string_view table_;
  int column_ = 0;
};

class TableReader {
 public:
  explicit TableReader(const std::filesystem::path& path)
      : database_(read_only_uri(path), SQLite::OPEN_READONLY | SQLite::OPEN_URI) {
    sqlite3_limit(database_.getHandle(), SQLITE_LIMIT_LENGTH, value_bytes_max);
    // A stranger's file: nothing in its schema may run.
    database_.exec("PRAGMA trusted_schema = OFF");
    database_.exec("PRAGMA cell_size_check = ON");
    database_.exec("PRAGMA query_only = ON");
    // Joins of what is unique in GnuCash's own books, and a hundred thousand times the same here, would not end.
    sqlite3_progress_handler(
        database_.getHandle(), steps_between_looks,
        [](void* looks) { return ++*static_cast<int*>(looks) > looks_max ? 1 : 0; }, &looks_);
  }

  GnucashTables read() {
    check_tables();
    check_pages();
    read_masters();
    read_documents();
    read_splits();
    return std::move(tables_);
  }

 private:
  void check_tables() {
    std::set<std::string> found;
    SQLite::Statement statement(database_, "SELECT name, type, coalesce(sql, '') FROM sqlite_master");
    while (statement.executeStep()) {
      Row row(statement, "sqlite_master");
      const std::string name = row.text(), type = row.text(), sql = row.text();
      if (type == "table" && sql.starts_with("CREATE TABLE")) found.insert(name);
      if (name == "gnclock") has_lock_ = true;
    }
    if (!found.contains("versions") || !found.contains("books") || !found.contains("splits"))
      throw WrongBooks("is an SQLite database, but not GnuCash's books", "",
                       "give books that GnuCash saved with File > Save As, as sqlite3");
    for (const std::string_view table : tables_read) {
      if (!found.contains(std::string(table)))
        throw WrongBooks("these GnuCash books lack a table that is needed", std::string(table),
                         "open the books in GnuCash 2.4 or later and save them again (File > Save As, as sqlite3)");
      check_columns(std::string(table));
    }
  }

  /// A column that is calculated would run what the file's author likes, for every row.
  void check_columns(const std::string& table) {
    SQLite::Statement calculated(database_, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 0");
    calculated.bind(1, table);
    if (calculated.executeStep())
      throw WrongBooks(message("the table `{}` has a column that is calculated", table),
                       calculated.getColumn(0).getString(),
                       "these are not books as GnuCash writes them: save them again from GnuCash");
  }

  void check_pages() {
    SQLite::Statement statement(database_, "PRAGMA quick_check(1)");
    if (!statement.executeStep()) return;
    const std::string answer = statement.getColumn(0).getString();
    if (answer != "ok")
      throw WrongBooks("is damaged", answer.substr(0, 200), "open it in GnuCash, or take a copy that is whole");
  }

  template <class Reader>
  void each(const std::string& sql, std::string_view table, Reader&& reader) {
    SQLite::Statement statement(database_, sql);
    looks_ = 0;
    std::size_t rows = 0;
    while (statement.executeStep()) {
      if (++rows > rows_max)
        throw WrongBooks(message("the table `{}` has more rows than are read", table),
                         text_of(message("more than {}", rows_max)), "import books of fewer years");
      Row row(statement, table);
      reader(row);
    }
  }

  void read_masters() {
    each("SELECT root_account_guid FROM books LIMIT 1", "books", [&](Row& row) { tables_.root_account = row.text(); });
    if (has_lock_)
      each("SELECT count(*) FROM gnclock", "gnclock", [&](Row& row) { tables_.is_open_elsewhere = row.whole() > 0; });
    each("SELECT guid, name, account_type, commodity_guid, parent_guid FROM accounts ORDER BY rowid", "accounts",
         [&](Row& row) {
           tables_.accounts.push_back({row.text(), row.text(), row.text(), row.text(), row.text()});
         });
    each("SELECT guid, namespace, mnemonic FROM commodities", "commodities", [&](Row& row) {
      tables_.commodities.push_back({row.text(), row.text(), row.text()});
    });
    each("SELECT commodity_guid, currency_guid, date, value_num, value_denom FROM prices ORDER BY rowid", "prices",
         [&](Row& row) {
           tables_.prices.push_back({row.text(), row.text(), row.text(), row.fraction()});
         });
    const auto party = [&](GnucashOwnerKind kind) {
      return [this, kind](Row& row) { tables_.parties.push_back({{kind, row.text()}, row.text(), row.text()}); };
    };
    each("SELECT guid, id, name FROM customers ORDER BY id, guid", "customers", party(GnucashOwnerKind::customer));
    each("SELECT guid, id, name FROM vendors ORDER BY id, guid", "vendors", party(GnucashOwnerKind::vendor));
    each("SELECT guid, id, coalesce(nullif(addr_name, ''), username) FROM employees ORDER BY id, guid", "employees",
         party(GnucashOwnerKind::employee));
    each("SELECT guid, owner_type, owner_guid FROM jobs", "jobs", [&](Row& row) {
      tables_.jobs.push_back({row.text(), row.owner()});
    });
    each("SELECT guid, type = 'GNC_TERM_TYPE_PROXIMO', duedays, cutoff FROM billterms", "billterms", [&](Row& row) {
      tables_.terms.push_back({row.text(), row.truth(), row.small(), row.small()});
    });
    each("SELECT taxtable, account, amount_num, amount_denom, type = 2 FROM taxtable_entries ORDER BY id",
         "taxtable_entries", [&](Row& row) {
           tables_.taxes.push_back({row.text(), row.text(), row.fraction(), row.truth()});
         });
  }

  void read_documents() {
    std::map<std::string, std::string> dues;  // by transaction
    each(
        "SELECT obj_guid, coalesce(nullif(gdate_val, ''), timespec_val), slot_type FROM slots WHERE name = "
        "'trans-date-due'",
        "slots", [&](Row& row) {
          const std::string transaction = row.text(), due = row.text();
          dues[transaction] = due;
        });
    std::set<std::string> credit_notes;
    each("SELECT obj_guid FROM slots WHERE name = 'credit-note' AND int64_val <> 0", "slots",
         [&](Row& row) { credit_notes.insert(row.text()); });
    each(
        "SELECT guid, id, date_posted, currency, owner_type, owner_guid, terms, post_txn, post_lot FROM invoices "
        "ORDER BY date_posted, id, guid",
        "invoices", [&](Row& row) {
          GnucashDocument document;
          document.guid = row.text();
          document.id = row.text();
          document.date_posted = row.text();
          document.currency = row.text();
          document.owner = row.owner();
          document.terms = row.text();
          document.posted_transaction = row.text();
          document.posted_lot = row.text();
          if (const auto due = dues.find(document.posted_transaction); due != dues.end()) document.due = due->second;
          document.is_credit_note = credit_notes.contains(document.guid);
          tables_.documents.push_back(std::move(document));
        });
    read_entries(
        "SELECT invoice, quantity_num, quantity_denom, i_price_num, i_price_denom, i_discount_num, i_discount_denom, "
        "i_disc_type <> 'VALUE', i_disc_how, i_taxable, i_taxincluded, i_taxtable FROM entries WHERE invoice <> ''");
    read_entries(
        "SELECT bill, quantity_num, quantity_denom, b_price_num, b_price_denom, 0, 1, 1, 'PRETAX', b_taxable, "
        "b_taxincluded, "
        "b_taxtable FROM entries WHERE bill <> ''");
    each(
        "SELECT o.obj_guid, t.int64_val, g.guid_val FROM slots o JOIN slots t ON t.obj_guid = o.guid_val AND t.name = "
        "'gncOwner/owner-type' "
        "JOIN slots g ON g.obj_guid = o.guid_val AND g.name = 'gncOwner/owner-guid' WHERE o.name = 'gncOwner'",
        "slots", [&](Row& row) {
          tables_.lot_owners.push_back({row.text(), row.owner()});
        });
  }

  void read_entries(const std::string& sql) {
    each(sql, "entries", [&](Row& row) {
      tables_.entries.push_back({row.text(), row.fraction(), row.fraction(), row.fraction(), row.truth(), row.text(),
                                 row.truth(), row.truth(), row.text()});
    });
  }

  void read_splits() {
    std::map<std::string, std::size_t> positions;
    for (std::size_t i = 0; i < tables_.accounts.size(); ++i) positions[tables_.accounts[i].guid] = i;
    std::set<std::string> links;
    each("SELECT obj_guid FROM slots WHERE name = 'trans-txn-type' AND string_val = 'L'", "slots",
         [&](Row& row) { links.insert(row.text()); });
    each(
        "SELECT s.account_guid, s.quantity_num, s.quantity_denom, t.post_date, s.lot_guid, s.tx_guid FROM splits s "
        "JOIN transactions t ON t.guid = s.tx_guid JOIN accounts a ON a.guid = s.account_guid "
        "WHERE a.account_type NOT IN ('INCOME', 'EXPENSE', 'EQUITY') ORDER BY s.rowid",
        "splits", [&](Row& row) {
          GnucashSplit split;
          const std::string account = row.text();
          const auto position = positions.find(account);
          if (position == positions.end())
            throw WrongBooks("is damaged: its tables and their indexes hold different accounts", account,
                             "open it in GnuCash, or take a copy that is whole");
          split.account = position->second;
          split.quantity = row.fraction();
          split.date = row.text();
          split.lot = row.text();
          split.transaction = row.text();
          split.is_link = links.contains(split.transaction);
          tables_.splits.push_back(std::move(split));
        });
  }

  SQLite::Database database_;
  GnucashTables tables_;
  bool has_lock_ = false;
  int looks_ = 0;
};

/// A change that was begun and not ended lies in a file beside the books: without it they are not whole.
std::optional<Fault> unfinished_change(const std::filesystem::path& path) {
  for (const char* ending : {"-journal", "-wal"}) {
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path.string() + ending, error);
    if (!error && bytes > 0)
      return Fault{path.string(),
                   0,
                   0,
                   "the books were left in the middle of a change, or are being changed",
                   path.string() + ending,
                   "open them in GnuCash, close them, and import again"};
  }
  return std::nullopt;
}

}  // namespace

Result<GnucashTables> read_gnucash_tables(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t bytes = std::filesystem::file_size(path, error);
  if (error) return Fault{path.string(), 0, 0, message("cannot be read: {}", error.message()), "", "check the path"};
  if (bytes > database_bytes_max)
    return Fault{
        path.string(),          0, 0, "is larger than the books that are read", text_of(message("{} bytes", bytes)),
        "give books below 2 GB"};
  if (const auto fault = unfinished_change(path)) return *fault;
  try {
    return TableReader(path).read();
  } catch (const WrongBooks& wrong) {
    return wrong.fault(path.string());
  } catch (const SQLite::Exception& exception) {
    const int code = exception.getErrorCode();
    if (code == SQLITE_NOTADB)
      return Fault{path.string(),
                   0,
                   0,
                   "is no SQLite database, or an encrypted one",
                   "",
                   "give the books as GnuCash saves them (sqlite3)"};
    if (code == SQLITE_CORRUPT)
      return Fault{path.string(),
                   0,
                   0,
                   "is damaged or cut short",
                   exception.what(),
                   "open it in GnuCash, or take a copy that is whole"};
    if (code == SQLITE_INTERRUPT)
      return Fault{path.string(),
                   0,
                   0,
                   "takes longer to read than any books: rows that are unique in GnuCash are there many times",
                   "",
                   "these are not books as GnuCash writes them: save them again from GnuCash"};
    return Fault{path.string(),
                 0,
                 0,
                 "cannot be read as GnuCash's books",
                 exception.what(),
                 "open the books in GnuCash 2.4 or later and save them again (File > Save As, as sqlite3)"};
  }
}

}  // namespace headroom
