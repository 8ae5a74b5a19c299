# OpenSSL's libcrypto as an archive where there is one, of which SHA-256 alone is used: LibCrypto::LibCrypto.

find_path(LIBCRYPTO_INCLUDE_DIR openssl/sha.h)
find_library(LIBCRYPTO_ARCHIVE NAMES libcrypto.a crypto)
mark_as_advanced(LIBCRYPTO_INCLUDE_DIR LIBCRYPTO_ARCHIVE)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibCrypto REQUIRED_VARS LIBCRYPTO_ARCHIVE LIBCRYPTO_INCLUDE_DIR)

if(LibCrypto_FOUND AND NOT TARGET LibCrypto::LibCrypto)
  add_library(LibCrypto::LibCrypto UNKNOWN IMPORTED)
  set_target_properties(LibCrypto::LibCrypto PROPERTIES IMPORTED_LOCATION "${LIBCRYPTO_ARCHIVE}"
    INTERFACE_INCLUDE_DIRECTORIES "${LIBCRYPTO_INCLUDE_DIR}")
endif()
