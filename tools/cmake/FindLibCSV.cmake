# libcsv, which has no CMake configuration of its own: LibCSV::LibCSV, the archive where there is one.

find_path(LIBCSV_INCLUDE_DIR csv.h)
find_library(LIBCSV_ARCHIVE NAMES libcsv.a csv)
mark_as_advanced(LIBCSV_INCLUDE_DIR LIBCSV_ARCHIVE)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibCSV REQUIRED_VARS LIBCSV_ARCHIVE LIBCSV_INCLUDE_DIR)

if(LibCSV_FOUND AND NOT TARGET LibCSV::LibCSV)
  add_library(LibCSV::LibCSV UNKNOWN IMPORTED)
  set_target_properties(LibCSV::LibCSV PROPERTIES IMPORTED_LOCATION "${LIBCSV_ARCHIVE}"
    INTERFACE_INCLUDE_DIRECTORIES "${LIBCSV_INCLUDE_DIR}")
endif()
