#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace headroom {

/// Makes the tables of a version in an empty database, as every file of that version has them.
void make_schema(SQLite::Database& database, int version);

/// Brings a database to this program's version, step by step, with its list of currencies and its views. What a newer column was as a note
/// becomes that column's.
/// Requires: a transaction, unless the database is in memory.
void migrate(SQLite::Database& database);

}  // namespace headroom
