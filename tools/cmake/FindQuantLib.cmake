# QuantLib, which has no CMake configuration of its own: QuantLib::QuantLib.
#
# The archive is taken where there is one: the linker takes what is used, and a start does not relocate the rest
# (4 ms and 7 MB a run).

find_path(QUANTLIB_INCLUDE_DIR ql/version.hpp)
find_library(QUANTLIB_ARCHIVE NAMES libQuantLib.a QuantLib)
mark_as_advanced(QUANTLIB_INCLUDE_DIR QUANTLIB_ARCHIVE)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(QuantLib REQUIRED_VARS QUANTLIB_ARCHIVE QUANTLIB_INCLUDE_DIR)

if(QuantLib_FOUND AND NOT TARGET QuantLib::QuantLib)
  add_library(QuantLib::QuantLib UNKNOWN IMPORTED)
  set_target_properties(QuantLib::QuantLib PROPERTIES IMPORTED_LOCATION "${QUANTLIB_ARCHIVE}"
    INTERFACE_INCLUDE_DIRECTORIES "${QUANTLIB_INCLUDE_DIR}")
endif()
