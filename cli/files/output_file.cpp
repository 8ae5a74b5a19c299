#include "cli/files/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace headroom {

namespace {

/// An open file, closed with its owner.
class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int flags)
      : descriptor_(::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, 0666)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  bool write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = ::write(descriptor_, text.data(), text.size());
      if (count < 0 && errno != EINTR) return false;
      if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
  bool flush_to_disk() { return ::fsync(descriptor_) == 0 || errno == EINVAL; }
  bool close() { return ::close(std::exchange(descriptor_, -1)) == 0; }

 private:
  int descriptor_;
};

/// A name beside `path` that no other run uses.
std::filesystem::path beside(const std::filesystem::path& path) {
  return path.parent_path() / fmt::format(".{}.part-{}", path.filename().string(), ::getpid());
}

/// Writes the files one by one into a folder that exists; takes back what was written if one fails.
Result<Written> write_each(const std::filesystem::path& folder, const std::vector<NewFile>& files) {
  std::vector<std::filesystem::path> aside, done;
  std::error_code ignored;
  const auto undo = [&] {
    for (const auto& path : aside) std::filesystem::remove(path, ignored);
    for (const auto& path : done) std::filesystem::remove(path, ignored);
  };
  for (const NewFile& file : files) {
    const auto path = beside(folder / file.name);
    const auto written = write_new_file(path, folder / file.name, file.text);
    if (!written) {
      undo();
      return written;
    }
    aside.push_back(path);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto path = folder / files[i].name;
    std::error_code error;
    std::filesystem::rename(aside[i], path, error);
    if (error) {
      undo();
      return write_refused(path, error.value());
    }
    done.push_back(path);
  }
  return Written{};
}

}  // namespace

Fault write_refused(const std::filesystem::path& path, int error) {
  Fault fault{path.string(),
              0,
              0,
              Message("cannot be written ({})", {std::generic_category().message(error)}),
              "",
              error == ENOSPC || error == EDQUOT ? "make room on the disk, or write elsewhere"
                                                 : "check the path and its permissions, or write elsewhere"};
  fault.is_of_machine = true;
  return fault;
}

Result<Written> write_new_file(const std::filesystem::path& path, const std::filesystem::path& shown,
                               std::string_view text) {
  OpenFile file(path, O_CREAT | O_EXCL);
  if (!file.is_open()) return write_refused(shown, errno);
  if (file.write(text) && file.flush_to_disk() && file.close()) return Written{};
  const int error = errno;
  ::unlink(path.c_str());
  return write_refused(shown, error);
}

Result<Written> write_file_atomically(const std::filesystem::path& path, std::string_view text) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) return write_refused(path, EISDIR);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    OpenFile device(path, 0);
    return device.is_open() && device.write(text) ? Result<Written>(Written{}) : write_refused(path, errno);
  }
  // A link stays a link: what it points to is replaced.
  const auto target = std::filesystem::is_symlink(path, error) ? std::filesystem::canonical(path, error) : path;
  const auto aside = beside(target.empty() ? path : target);
  const auto written = write_new_file(aside, path, text);
  if (!written) return written;
  std::filesystem::rename(aside, target.empty() ? path : target, error);
  if (!error) return Written{};
  const int reason = error.value();
  std::filesystem::remove(aside, error);
  return write_refused(path, reason);
}

Result<Written> write_new_files(const std::filesystem::path& folder, const std::vector<NewFile>& files) {
  std::error_code error;
  if (std::filesystem::exists(folder, error)) return write_each(folder, files);
  const auto parent = folder.parent_path();
  if (!parent.empty()) std::filesystem::create_directories(parent, error);
  if (error) return write_refused(folder, error.value());
  const auto aside = beside(folder);
  std::filesystem::create_directory(aside, error);
  if (error) return write_refused(folder, error.value());
  auto written = write_each(aside, files);
  if (written) {
    std::filesystem::rename(aside, folder, error);
    if (!error) return written;
    written = write_refused(folder, error.value());
  }
  std::filesystem::remove_all(aside, error);
  return written;
}

}  // namespace headroom
