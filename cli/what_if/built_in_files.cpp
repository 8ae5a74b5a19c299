#include "cli/what_if/built_in_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/toml.hpp"

namespace headroom {

std::string_view id_of(const EmbeddedFile& file) { return file.name.substr(0, file.name.rfind('.')); }

namespace {

/// "scenario" or "relief" where a built-in one has this name.
std::string_view noun_of_built_in(const std::string& name) {
  const auto holds = [&name](std::span<const EmbeddedFile> files) {
    return std::any_of(files.begin(), files.end(), [&name](const EmbeddedFile& file) { return id_of(file) == name; });
  };
  return holds(built_in_scenarios()) ? "scenario" : holds(built_in_reliefs()) ? "relief" : "";
}

}  // namespace

Result<NamedText> find_named_text(const std::string& name, std::span<const EmbeddedFile> built_in,
                                  std::string_view noun) {
  std::error_code error;
  const auto status = std::filesystem::status(name, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_directory(status)) {
    auto text = read_text_file(name, toml_bytes_max);
    if (!text) return text.faults();
    return NamedText{name, std::move(text).value()};
  }
  std::vector<std::string> ids;
  for (const EmbeddedFile& file : built_in) {
    if (id_of(file) == name) return NamedText{fmt::format("{} (built in)", file.name), std::string(file.content)};
    ids.emplace_back(id_of(file));
  }
  if (std::filesystem::is_directory(status))
    return Fault{name, 0,
                 0,    message("is a folder, where the file of a {} is needed", Message(noun)),
                 "",   "name the file itself"};
  if (const auto other = noun_of_built_in(name); !other.empty())
    return Fault{name, 0,
                 0,    message("is a built-in {}, not a {}", Message(other), Message(noun)),
                 "",   message("give it with --{}", other)};
  const auto near = nearest_name(name, ids);
  return Fault{name,
               0,
               0,
               message("is neither a file nor a built-in {}", Message(noun)),
               "",
               near ? message("did you mean `{}`?", *near)
                    : message("check the path, or choose one of {} (`headroom {}s` describes them)",
                              fmt::format("{}", fmt::join(ids, ", ")), noun)};
}

}  // namespace headroom
