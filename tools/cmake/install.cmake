# What `cmake --install` puts where: the program, and the library with its headers and its CMake package
# (docs/library.md).

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS headroom RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)

set_target_properties(headroom_cli PROPERTIES EXPORT_NAME headroom)
set_target_properties(headroom_engine PROPERTIES EXPORT_NAME engine)
set_target_properties(headroom_models PROPERTIES EXPORT_NAME models)
foreach(library headroom_cli headroom_engine headroom_models)
  target_include_directories(${library} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(${library} INTERFACE $<INSTALL_INTERFACE:cxx_std_20>)
  # Inline functions of the headers must give the same bits in a user's program as in the library (docs/numerics.md).
  target_compile_options(${library} INTERFACE $<INSTALL_INTERFACE:-ffp-contract=off>)
endforeach()
install(TARGETS headroom_models headroom_engine headroom_cli EXPORT headroomTargets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)

install(CODE "
  cmake_policy(PUSH)
  cmake_policy(VERSION 3.25)
  set(source_dir \"${PROJECT_SOURCE_DIR}\")
  set(header_dir \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_INCLUDEDIR}/headroom\")
  include(\"${PROJECT_SOURCE_DIR}/tools/cmake/install_headers.cmake\")
  cmake_policy(POP)
" COMPONENT library)

set(headroom_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/headroom)
configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/tools/cmake/headroomConfig.cmake.in ${PROJECT_BINARY_DIR}/headroomConfig.cmake
  INSTALL_DESTINATION ${headroom_package_dir} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/headroomConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(EXPORT headroomTargets NAMESPACE headroom:: DESTINATION ${headroom_package_dir} COMPONENT library)
install(FILES
  ${PROJECT_BINARY_DIR}/headroomConfig.cmake
  ${PROJECT_BINARY_DIR}/headroomConfigVersion.cmake
  ${PROJECT_SOURCE_DIR}/tools/cmake/FindQuantLib.cmake
  ${PROJECT_SOURCE_DIR}/tools/cmake/FindLibCSV.cmake
  ${PROJECT_SOURCE_DIR}/tools/cmake/FindLibCrypto.cmake
  ${PROJECT_SOURCE_DIR}/tools/cmake/FindLibXlsxWriter.cmake
  ${PROJECT_SOURCE_DIR}/tools/cmake/FindLibZip.cmake
  DESTINATION ${headroom_package_dir} COMPONENT library)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
