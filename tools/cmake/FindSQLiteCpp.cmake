# SQLiteCpp with SQLite itself, as archives where there are: SQLiteCpp::SQLiteCpp.

find_path(SQLITECPP_INCLUDE_DIR SQLiteCpp/SQLiteCpp.h)
find_library(SQLITECPP_ARCHIVE NAMES libSQLiteCpp.a SQLiteCpp)
find_library(SQLITE_ARCHIVE NAMES libsqlite3.a sqlite3)
find_package(Threads)
mark_as_advanced(SQLITECPP_INCLUDE_DIR SQLITECPP_ARCHIVE SQLITE_ARCHIVE)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SQLiteCpp REQUIRED_VARS SQLITECPP_ARCHIVE SQLITE_ARCHIVE SQLITECPP_INCLUDE_DIR)

if(SQLiteCpp_FOUND AND NOT TARGET SQLiteCpp::SQLiteCpp)
  add_library(SQLiteCpp::SQLiteCpp UNKNOWN IMPORTED)
  set_target_properties(SQLiteCpp::SQLiteCpp PROPERTIES IMPORTED_LOCATION "${SQLITECPP_ARCHIVE}"
    INTERFACE_INCLUDE_DIRECTORIES "${SQLITECPP_INCLUDE_DIR}"
    INTERFACE_LINK_LIBRARIES "${SQLITE_ARCHIVE};Threads::Threads;${CMAKE_DL_LIBS};m")
endif()
