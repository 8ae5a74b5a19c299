#include "cli/output_files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace headroom {

namespace {

Fault failed(const std::filesystem::path& path, std::string_view what, int error) {
  return {path.string(),
          0,
          0,
          fmt::format("{} ({})", what, std::generic_category().message(error)),
          "",
          "check the disk's space and the folder's permissions"};
}

/// Files written aside; those that have not taken their name are removed with their owner.
class Aside {
 public:
  Aside() = default;
  ~Aside() {
    for (const std::string& path : paths_) ::unlink(path.c_str());
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  /// Writes and flushes `content` beside `path`; 0 or the error.
  int write(const std::filesystem::path& path, std::string_view content) {
    std::string name = path.string() + ".XXXXXX";
    const int file = ::mkstemp(name.data());
    if (file < 0) return errno;
    paths_.push_back(name);
    int error = ::fchmod(file, 0666 & ~mask()) == 0 ? 0 : errno;
    while (error == 0 && !content.empty()) {
      const ssize_t count = ::write(file, content.data(), content.size());
      if (count >= 0) content.remove_prefix(static_cast<std::size_t>(count));
      else if (errno != EINTR) error = errno;
    }
    if (error == 0 && ::fsync(file) != 0) error = errno;
    if (::close(file) != 0 && error == 0) error = errno;
    return error;
  }

  /// Gives the file written as number `index` its name; 0 or the error.
  int rename(std::size_t index, const std::filesystem::path& path) {
    return ::rename(paths_[index].c_str(), path.c_str()) == 0 ? 0 : errno;
  }

 private:
  static mode_t mask() {
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return mask;
  }

  std::vector<std::string> paths_;
};

}  // namespace

std::optional<Fault> write_files_together(const std::filesystem::path& folder, const std::vector<OutputFile>& files) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return failed(folder, "the folder cannot be made", error.value());
  Aside aside;
  for (const OutputFile& file : files)
    if (const int code = aside.write(folder / file.name, file.content)) return failed(folder / file.name, "cannot be written", code);
  for (std::size_t i = 0; i < files.size(); ++i)
    if (const int code = aside.rename(i, folder / files[i].name)) return failed(folder / files[i].name, "cannot be written", code);
  return std::nullopt;
}

}  // namespace headroom
