// Where the repository lies, for tests that read its fixtures and its own files.
#pragma once

#include <string>

namespace headroom {

/// The repository's folder, without a slash at its end. In one source alone, so that no other is compiled anew where
/// the repository moves.
std::string source_folder();

}  // namespace headroom
