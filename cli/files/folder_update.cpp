#include "cli/files/folder_update.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <sstream>
#include <system_error>

#include "cli/files/inputs_hash.hpp"
#include "cli/files/text_file.hpp"

namespace headroom {

namespace {

constexpr std::string_view record_title = "headroom update 1";
constexpr std::string_view no_file = "-";

/// A file of an update: what it held before, and what it is to hold.
struct UpdatedFile {
  std::string name;
  std::string hash_before, hash_after;  ///< `no_file` before: there was none
};

std::string hash_of(const std::string& name, std::string text) { return inputs_sha256({{name, std::move(text)}}); }

/// Of what is there, a file or nothing.
Result<std::string> hash_at(const std::filesystem::path& path, const std::string& name) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return std::string(no_file);
  Result<std::string> text = read_text_file(path);
  if (!text) return text.faults();
  return hash_of(name, std::move(text).value());
}

/// A folder that no other update of ours may touch meanwhile: the lock ends with us, however we end.
class LockedFolder {
 public:
  explicit LockedFolder(const std::filesystem::path& folder)
      : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    is_taken_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  }
  ~LockedFolder() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  LockedFolder(const LockedFolder&) = delete;
  LockedFolder& operator=(const LockedFolder&) = delete;

  bool is_taken() const { return is_taken_; }
  /// What was renamed, made or removed in it lasts from here on; a file system that cannot promise that is left in
  /// peace.
  void flush_to_disk() const { static_cast<void>(::fsync(descriptor_)); }

 private:
  int descriptor_;
  bool is_taken_;
};

class FolderUpdate {
 public:
  explicit FolderUpdate(const std::filesystem::path& folder) : folder_(folder), lock_(folder) {}

  Result<Written> begin(const std::vector<NewFile>& files) {
    if (lock_.is_taken()) return taken();
    if (has_unfinished_update(folder_))
      return Fault{
          folder_.string(), 0, 0, "holds an update that was interrupted", "", "give the command that began it again"};
    std::vector<UpdatedFile> updated;
    const auto undo = [&](const Faults& faults) {
      std::error_code ignored;
      for (const NewFile& file : files) std::filesystem::remove(aside_of(file.name), ignored);
      std::filesystem::remove(record_aside(), ignored);
      return faults;
    };
    for (const NewFile& file : files) {
      const Result<std::string> before = hash_at(folder_ / file.name, file.name);
      if (!before) return undo(before.faults());
      updated.push_back({file.name, before.value(), hash_of(file.name, std::string(file.text))});
      if (const auto written = write_aside(aside_of(file.name), folder_ / file.name, file.text); !written)
        return undo(written.faults());
    }
    const auto record = write_aside(record_aside(), record_path(), text_of(updated));
    if (!record) return undo(record.faults());
    lock_.flush_to_disk();
    std::error_code error;
    std::filesystem::rename(record_aside(), record_path(), error);
    if (error) return undo({write_refused(record_path(), error.value())});
    lock_.flush_to_disk();
    return rename_all(updated);
  }

  Result<std::vector<std::string>> complete() {
    if (lock_.is_taken()) return taken();
    const Result<std::vector<UpdatedFile>> updated = read_record();
    if (!updated) return updated.faults();
    Faults changed;
    std::vector<std::string> names;
    std::vector<UpdatedFile> left;
    for (const UpdatedFile& file : updated.value()) {
      names.push_back(file.name);
      const Result<std::string> now = hash_at(folder_ / file.name, file.name),
                                aside = hash_at(aside_of(file.name), file.name);
      if (!now || !aside) return now ? aside.faults() : now.faults();
      const bool is_done = now.value() == file.hash_after;
      const bool can_be_done = now.value() == file.hash_before && aside.value() == file.hash_after;
      if (!is_done) left.push_back(file);
      if (!is_done && !can_be_done)
        changed.push_back({(folder_ / file.name).string(), 0, 0,
                           "was changed after an update of the ledger was interrupted", "",
                           Message("see which of {} and {} is right, then remove {} and what ends in .update beside it",
                                   {file.name, aside_of(file.name).filename().string(), record_path().string()})});
    }
    if (!changed.empty()) return changed;
    if (const auto done = rename_all(left); !done) return done.faults();
    std::error_code ignored;
    for (const std::string& name : names) std::filesystem::remove(aside_of(name), ignored);
    return names;
  }

 private:
  Fault taken() const {
    Fault fault{folder_.string(),
                0,
                0,
                "is being updated by another run of this program",
                "",
                "wait until it has ended, and try again"};
    fault.is_of_machine = true;
    return fault;
  }

  std::filesystem::path record_path() const { return folder_ / update_record; }
  std::filesystem::path record_aside() const { return folder_ / fmt::format("{}.new", update_record); }

  /// What is replaced: a link stays a link.
  std::filesystem::path target_of(const std::string& name) const {
    std::error_code error;
    const auto path = folder_ / name;
    const auto target = std::filesystem::is_symlink(path, error) ? std::filesystem::canonical(path, error) : path;
    return target.empty() ? path : target;
  }

  std::filesystem::path aside_of(const std::string& name) const {
    const auto target = target_of(name);
    return target.parent_path() / fmt::format(".{}.update", target.filename().string());
  }

  /// Writes a file aside, in the place of one that was left by whoever was stopped. `shown`: the file that the user
  /// knows.
  static Result<Written> write_aside(const std::filesystem::path& aside, const std::filesystem::path& shown,
                                     std::string_view text) {
    std::error_code error;
    if (std::filesystem::is_directory(shown, error)) return write_refused(shown, EISDIR);
    std::filesystem::remove(aside, error);
    return write_new_file(aside, shown, text);
  }

  static std::string text_of(const std::vector<UpdatedFile>& files) {
    std::string text = fmt::format("{}\n", record_title);
    for (const UpdatedFile& file : files)
      text += fmt::format("{} {} {}\n", file.hash_before, file.hash_after, file.name);
    return text;
  }

  Result<std::vector<UpdatedFile>> read_record() const {
    const Result<std::string> text = read_text_file(record_path());
    if (!text) return text.faults();
    std::istringstream lines(text.value());
    std::string title;
    std::getline(lines, title);
    std::vector<UpdatedFile> files;
    for (UpdatedFile file; lines >> file.hash_before >> file.hash_after >> file.name;) files.push_back(file);
    const bool is_known = std::all_of(files.begin(), files.end(), [](const UpdatedFile& file) {
      return file.name.front() != '.' && file.name.find('/') == std::string::npos;
    });
    if (title != record_title || !lines.eof() || files.empty() || !is_known)
      return Fault{
          record_path().string(),
          0,
          0,
          "is no record of an update that this program can end",
          "",
          "see whether the ledger is as it should be, then remove this file and what ends in .update beside it"};
    return files;
  }

  /// Gives each file its name, and removes the record.
  Result<Written> rename_all(const std::vector<UpdatedFile>& files) const {
    std::error_code error;
    for (const UpdatedFile& file : files) {
      std::filesystem::rename(aside_of(file.name), target_of(file.name), error);
      if (!error) continue;
      Fault fault = write_refused(folder_ / file.name, error.value());
      fault.mend = "make that possible, and give the same command again: it completes the update";
      return fault;
    }
    lock_.flush_to_disk();
    std::filesystem::remove(record_path(), error);
    lock_.flush_to_disk();
    return error ? Result<Written>(write_refused(record_path(), error.value())) : Result<Written>(Written{});
  }

  std::filesystem::path folder_;
  LockedFolder lock_;
};

}  // namespace

bool has_unfinished_update(const std::filesystem::path& folder) {
  std::error_code error;
  return std::filesystem::exists(folder / update_record, error);
}

Result<Written> update_files(const std::filesystem::path& folder, const std::vector<NewFile>& files) {
  return FolderUpdate(folder).begin(files);
}

Result<std::vector<std::string>> complete_update(const std::filesystem::path& folder) {
  if (!has_unfinished_update(folder)) return std::vector<std::string>();
  return FolderUpdate(folder).complete();
}

}  // namespace headroom
