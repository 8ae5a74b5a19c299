// Reads the files in a ZIP archive: the only door to libzip.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "models/error.hpp"

namespace headroom {

/// Whether bytes begin as those of a ZIP archive do.
bool is_zip(std::string_view bytes);

/// An archive in memory. Requires: the bytes outlive it.
class ZipArchive {
 public:
  /// Errors: what is no whole archive.
  static Result<ZipArchive> open(const std::string& file, const std::string& bytes);

  ZipArchive(ZipArchive&& other) noexcept;
  ZipArchive& operator=(ZipArchive&&) = delete;
  ~ZipArchive();

  bool holds(const std::string& name) const;

  /// The bytes of one of its files, up to `bytes_max`; nothing inside where there is no such file.
  ///
  /// Errors: what is encrypted or damaged, or larger.
  Result<std::optional<std::string>> read(const std::string& name, std::size_t bytes_max) const;

 private:
  ZipArchive(std::string file, void* archive) : file_(std::move(file)), archive_(archive) {}

  std::string file_;
  void* archive_ = nullptr;  // libzip's own
};

}  // namespace headroom
