#include "cli/files/zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <utility>

namespace headroom {

namespace {

zip_t* handle(void* archive) { return static_cast<zip_t*>(archive); }

}  // namespace

bool is_zip(std::string_view bytes) { return bytes.starts_with("PK\x03\x04"); }

Result<ZipArchive> ZipArchive::open(const std::string& file, const std::string& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  const std::string reason = archive ? "" : zip_error_strerror(&error);
  zip_error_fini(&error);
  if (archive) return ZipArchive(file, archive);
  if (source) zip_source_free(source);
  return Fault{file, 0, 0, "is no whole archive (ZIP)", reason, "take a copy that is whole"};
}

ZipArchive::ZipArchive(ZipArchive&& other) noexcept
    : file_(std::move(other.file_)), archive_(std::exchange(other.archive_, nullptr)) {}

ZipArchive::~ZipArchive() {
  if (archive_) zip_discard(handle(archive_));
}

bool ZipArchive::holds(const std::string& name) const {
  return zip_name_locate(handle(archive_), name.c_str(), 0) >= 0;
}

Result<std::optional<std::string>> ZipArchive::read(const std::string& name, std::size_t bytes_max) const {
  if (!holds(name)) return std::optional<std::string>();
  const auto fault = [&](Message what) {
    return Fault{file_, 0, 0, std::move(what), name, "save it again without a password, or as CSV (UTF-8)"};
  };
  zip_file_t* entry = zip_fopen(handle(archive_), name.c_str(), 0);
  if (!entry) return fault("a part of the archive is encrypted or damaged");
  std::string out;
  constexpr std::size_t piece = 64 * 1024;
  zip_int64_t count = 1;
  while (count > 0 && out.size() <= bytes_max) {
    const std::size_t before = out.size();
    out.resize(before + piece);
    count = zip_fread(entry, out.data() + before, piece);
    out.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(count, 0)));
  }
  zip_fclose(entry);
  if (count < 0) return fault("a part of the archive is encrypted or damaged");
  if (out.size() > bytes_max)
    return fault(
        {"a part of the archive holds more than {} bytes when it is unpacked", {static_cast<std::int64_t>(bytes_max)}});
  return std::optional(std::move(out));
}

}  // namespace headroom
