#include "cli/store/ledger_store.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "cli/store/company_writer.hpp"
#include "cli/store/database.hpp"
#include "cli/store/schema.hpp"
#include "cli/store/stored_ledger.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/values.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr std::size_t companies_shown_max = 20;

Message companies_text(std::vector<std::string> names) {
  const std::size_t count = names.size();
  if (count <= companies_shown_max) return listed(names);
  names.resize(companies_shown_max);
  return message("{}, ... ({} in all)", listed(names), count);
}

/// The first 100 bytes of a file: what an SQLite database says of itself. Fewer where the file has fewer.
std::string header_of_file(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return "";
  std::string header(100, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(header.data(), static_cast<std::streamsize>(header.size()));
  header.resize(static_cast<std::size_t>(file.gcount()));
  return header;
}

/// The one that begins like it or as which it begins, or the nearest.
std::optional<std::string> name_meant_by(const std::string& wanted, const std::vector<std::string>& names) {
  std::vector<std::string> alike;
  for (const std::string& name : names)
    if (!wanted.empty() &&
        (lower_case(name).starts_with(lower_case(wanted)) || lower_case(wanted).starts_with(lower_case(name))))
      alike.push_back(name);
  return alike.size() == 1 ? alike.front() : nearest_name(wanted, names);
}

/// The company first, and orders before what refers to them.
std::vector<std::string> in_writing_order(std::vector<std::string> documents) {
  const auto place = [](const std::string& document) {
    return document == company_document ? 0 : document == "orders.csv" ? 1 : 2;
  };
  std::stable_sort(documents.begin(), documents.end(),
                   [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
  return documents;
}

bool is_empty_file(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error) && std::filesystem::file_size(path, error) == 0 && !error;
}

}  // namespace

bool is_database_path(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return false;
  const std::string extension = path.extension().string();
  if (extension == ".db" || extension == ".sqlite" || extension == ".sqlite3") return true;
  return header_of_file(path).starts_with("SQLite format 3");
}

bool is_ledger_database(const std::filesystem::path& path) {
  constexpr std::size_t application_id_at = 68;  // of an SQLite header, in big-endian order
  const std::string header = header_of_file(path);
  if (!header.starts_with("SQLite format 3") || header.size() < application_id_at + 4) return false;
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < 4; ++i) id = id << 8 | static_cast<unsigned char>(header[application_id_at + i]);
  return id == schema_application_id;
}

/// The open file, and what becomes of it. A new one is made aside and takes its name when it is whole.
class LedgerStore::Connection {
 public:
  Connection(std::filesystem::path shown, std::filesystem::path aside, std::unique_ptr<SQLite::Database> opened)
      : path(std::move(shown)), aside_(std::move(aside)), database(std::move(opened)) {}
  ~Connection() {
    database.reset();
    if (!aside_.empty()) discard();
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Result<Stored> commit() {
    const auto done = with_faults(path, [this]() -> Result<Stored> {
      database->exec("COMMIT");
      return Stored{};
    });
    if (!done || aside_.empty()) return done;
    database.reset();
    // A link, not a renaming: another import that has made the file meanwhile keeps it.
    std::error_code error;
    std::filesystem::create_hard_link(aside_, path, error);
    if (error == std::errc::file_exists && is_empty_file(path)) std::filesystem::rename(aside_, path, error);
    else if (error && error != std::errc::file_exists) std::filesystem::rename(aside_, path, error);
    if (!error) return Stored{};
    Fault fault{path.string(), 0, 0, message("cannot be made ({})", error.message()), "", "try again"};
    fault.is_of_machine = true;
    return fault;
  }

  std::filesystem::path path;

 private:
  void discard() const {
    std::error_code ignored;
    std::filesystem::remove(aside_, ignored);
    std::filesystem::remove(aside_.string() + "-journal", ignored);
  }

  std::filesystem::path aside_;  ///< empty where the file is there already

 public:
  std::shared_ptr<SQLite::Database> database;
};

LedgerStore::LedgerStore(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
LedgerStore::LedgerStore(LedgerStore&&) noexcept = default;
LedgerStore& LedgerStore::operator=(LedgerStore&&) noexcept = default;
LedgerStore::~LedgerStore() = default;

Result<LedgerStore> LedgerStore::open_to_read(const std::filesystem::path& path) {
  auto database = open_database_to_read(path);
  if (!database) return database.faults();
  return LedgerStore(std::make_unique<Connection>(path, "", std::move(database).value()));
}

Result<LedgerStore> LedgerStore::open_to_write(const std::filesystem::path& path) {
  std::error_code error;
  const bool is_new = !std::filesystem::exists(path, error) || is_empty_file(path);
  const auto aside = is_new ? path.parent_path() / fmt::format(".{}.part-{}", path.filename().string(), ::getpid())
                            : std::filesystem::path();
  auto database = open_database_to_write(is_new ? aside : path, is_new);
  if (!database) {
    Faults faults = database.faults();
    for (Fault& fault : faults) fault.file = path.string();
    if (is_new) std::filesystem::remove(aside, error);
    return faults;
  }
  return LedgerStore(std::make_unique<Connection>(path, aside, std::move(database).value()));
}

Result<std::vector<std::string>> LedgerStore::companies() {
  return with_faults(connection_->path, [this]() -> Result<std::vector<std::string>> {
    std::vector<std::string> labels;
    SQLite::Statement rows(*connection_->database, "SELECT label FROM company ORDER BY id");
    while (rows.executeStep()) labels.push_back(rows.getColumn(0).getString());
    return labels;
  });
}

Result<std::unique_ptr<LedgerSource>> LedgerStore::ledger(const std::optional<std::string>& company) {
  const auto labels = companies();
  if (!labels) return labels.faults();
  const std::vector<std::string>& known = labels.value();
  const std::string file = connection_->path.string();
  if (known.empty())
    return Fault{file, 0, 0, "holds no company", "", "bring one in with `headroom import LEDGER --db FILE.db`"};
  if (!company && known.size() > 1)
    return Fault{file, 0,
                 0,    message("holds {} companies", known.size()),
                 "",   message("give --company with {}", companies_text(known))};
  const std::string& wanted = company ? *company : known.front();
  if (std::find(known.begin(), known.end(), wanted) == known.end()) {
    const auto near = name_meant_by(wanted, known);
    return Fault{file,   0,
                 0,      "holds no company of this name",
                 wanted, near ? message("did you mean `{}`?", *near) : message("it holds {}", companies_text(known))};
  }
  return with_faults(connection_->path, [&]() -> Result<std::unique_ptr<LedgerSource>> {
    const auto id = id_of_company(*connection_->database, wanted);
    return std::unique_ptr<LedgerSource>(
        std::make_unique<StoredLedger>(connection_->database, connection_->path, id.value()));
  });
}

Result<Stored> LedgerStore::put(const std::string& company, LedgerSource& source,
                                const std::vector<std::string>& documents, bool replace) {
  return with_faults(connection_->path, [&]() -> Result<Stored> {
    SQLite::Database& database = *connection_->database;
    const auto known = id_of_company(database, company);
    if (known && !replace)
      return Fault{connection_->path.string(),
                   0,
                   0,
                   "holds a company of this name already",
                   company,
                   "give --replace to put this ledger in its place, or --company with another name"};
    CompanyWriter writer(database, company, known);
    for (const std::string& document : in_writing_order(documents)) {
      auto text = source.text_of(document, UINTMAX_MAX);
      if (!text) return text.faults();
      if (!text.value()) return source.missing(document);
      if (auto fault = writer.write(document, *text.value())) {
        fault->file = connection_->path.string();
        return std::move(*fault);
      }
    }
    return Stored{known.has_value()};
  });
}

Result<Stored> LedgerStore::commit() { return connection_->commit(); }

}  // namespace headroom
