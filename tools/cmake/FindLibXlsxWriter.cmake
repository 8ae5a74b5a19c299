# libxlsxwriter, for which Debian 12 has no CMake configuration: LibXlsxWriter::LibXlsxWriter.

find_path(LIBXLSXWRITER_INCLUDE_DIR xlsxwriter.h)
find_library(LIBXLSXWRITER_LIBRARY NAMES xlsxwriter)
mark_as_advanced(LIBXLSXWRITER_INCLUDE_DIR LIBXLSXWRITER_LIBRARY)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibXlsxWriter REQUIRED_VARS LIBXLSXWRITER_LIBRARY LIBXLSXWRITER_INCLUDE_DIR)

if(LibXlsxWriter_FOUND AND NOT TARGET LibXlsxWriter::LibXlsxWriter)
  add_library(LibXlsxWriter::LibXlsxWriter UNKNOWN IMPORTED)
  set_target_properties(LibXlsxWriter::LibXlsxWriter PROPERTIES IMPORTED_LOCATION "${LIBXLSXWRITER_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${LIBXLSXWRITER_INCLUDE_DIR}")
endif()
