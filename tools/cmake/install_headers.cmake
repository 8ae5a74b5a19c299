# Run while installing, with `source_dir` and `header_dir`: installs cli/headroom.hpp as headroom.hpp, and every header
# of ours that it includes, directly or not. These are public, and no others.
#
# Includes are written from the root of the repository: "models/loan.hpp". A user's program may have a models/loan.hpp
# of its own, so they are installed as "headroom/models/loan.hpp".

set(waiting "cli/headroom.hpp")
set(known ${waiting})
while(waiting)
  list(POP_FRONT waiting header)
  file(READ "${source_dir}/${header}" text)
  string(REGEX MATCHALL "#include \"[^\"\n]+\"" lines "${text}")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "#include \"(.*)\"" "\\1" included "${line}")
    if(NOT included IN_LIST known)
      list(APPEND known "${included}")
      list(APPEND waiting "${included}")
    endif()
  endforeach()
  string(REGEX REPLACE "#include \"([^\"\n]+)\"" "#include \"headroom/\\1\"" text "${text}")
  set(name "${header}")
  if(header STREQUAL "cli/headroom.hpp")
    set(name "headroom.hpp")
  endif()
  file(WRITE "${header_dir}/${name}" "${text}")
  message(STATUS "Installing: ${header_dir}/${name}")
  list(APPEND CMAKE_INSTALL_MANIFEST_FILES "${header_dir}/${name}")
endwhile()
