# Files of the source tree compiled into the program.
#
#   include(${PROJECT_SOURCE_DIR}/tools/embed.cmake)
#   embed_files(headroom_cli built_in_scenarios ${PROJECT_SOURCE_DIR}/fixtures/scenarios/supplier_stop.toml ...)
#
# gives the target the function `std::span<const headroom::EmbeddedFile> headroom::built_in_scenarios()`, which its user
# declares. The files are listed one by one, as sources are; a change of one of them compiles it anew.
#
# Run as a script (`cmake -DOUTPUT=... -DNAME=... -DFILES=a,b -P tools/embed.cmake`) this file writes that source.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})
  function(embed_files target name)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
    list(JOIN ARGN "," files)
    add_custom_command(OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DNAME=${name} "-DFILES=${files}" -P ${EMBED_SCRIPT}
      DEPENDS ${ARGN} ${EMBED_SCRIPT}
      COMMENT "Embedding ${name}"
      VERBATIM)
    # A target of its own, because the folder that embeds a file need not be the one that defines `target`.
    add_custom_target(${name} DEPENDS ${output})
    add_dependencies(${target} ${name})
    target_sources(${target} PRIVATE ${output})
  endfunction()
  return()
endif()

set(delimiter "embedded_file")
string(REPLACE "," ";" FILES "${FILES}")
set(entries "")
foreach(file IN LISTS FILES)
  file(READ "${file}" content)
  string(FIND "${content}" ")${delimiter}\"" position)
  if(NOT position EQUAL -1)
    message(FATAL_ERROR "${file} holds the end of a raw string literal")
  endif()
  get_filename_component(file_name "${file}" NAME)
  string(APPEND entries "      {\"${file_name}\", R\"${delimiter}(${content})${delimiter}\"},\n")
endforeach()
list(LENGTH FILES count)
file(WRITE "${OUTPUT}" "// Written by tools/embed.cmake.
#include <array>
#include <span>

#include \"models/embedded_file.hpp\"

namespace headroom {

std::span<const EmbeddedFile> ${NAME}();

std::span<const EmbeddedFile> ${NAME}() {
  static constexpr std::array<EmbeddedFile, ${count}> files = {{
${entries}  }};
  return files;
}

}  // namespace headroom
")
