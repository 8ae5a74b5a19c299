// The scenarios and reliefs that are built in, and files named like them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "models/embedded_file.hpp"
#include "models/error.hpp"

namespace headroom {

/// The files of fixtures/scenarios and fixtures/reliefs, in the program.
std::span<const EmbeddedFile> built_in_scenarios();
std::span<const EmbeddedFile> built_in_reliefs();

/// What a built-in file is called on the command line: its name without `.toml`.
std::string_view id_of(const EmbeddedFile& file);

/// The text of a scenario or relief, and what faults call it.
struct NamedText {
  std::string file;
  std::string text;
};

/// The file of this name or, where there is none, the built-in one.
///
/// `noun` ("scenario", "relief") is for messages.
/// Errors: neither is there (the nearest built-in name is suggested), or the file cannot be read.
Result<NamedText> find_named_text(const std::string& name, std::span<const EmbeddedFile> built_in,
                                  std::string_view noun);

}  // namespace headroom
