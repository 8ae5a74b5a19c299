#include "cli/store/schema_migration.hpp"

#include <fmt/format.h>

#include "cli/store/schema.hpp"
#include "cli/store/schema_sql.hpp"

namespace headroom {

namespace {

void run_steps(SQLite::Database& database, const std::vector<std::string>& steps) {
  for (const std::string& step : steps) database.exec(step);
}

}  // namespace

void make_schema(SQLite::Database& database, int version) {
  database.exec(fmt::format("PRAGMA application_id = {}", schema_application_id));
  for (int v = 1; v <= version; ++v) run_steps(database, steps_to(v));
}

void migrate(SQLite::Database& database) {
  const int version = database.execAndGet("PRAGMA user_version").getInt();
  for (int v = version + 1; v <= schema_version; ++v) run_steps(database, steps_to(v));
  const bool is_current = version == schema_version && database.execAndGet("SELECT count(*) FROM currency").getInt() > 0;
  if (!is_current) run_steps(database, steps_of_every_version());
}

}  // namespace headroom
