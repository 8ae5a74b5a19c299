// Makes a database's tables, and brings older databases up to date.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

namespace headroom {

/// Makes the tables of a version in an empty database, with the currencies and the views of this program.
void make_schema(SQLite::Database& database, int version);

/// Brings a database of an earlier version to this program's, in one transaction. What was a note and is a column now
/// becomes that column's. Requires: a database of ours, with no transaction open.
void migrate(SQLite::Database& database);

}  // namespace headroom
