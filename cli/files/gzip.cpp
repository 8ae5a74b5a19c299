#include "cli/files/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <stdexcept>

namespace headroom {

namespace {

constexpr int gzip_window_bits = 15 + 16;  // zlib's way to ask for gzip's frame

/// Unpacks piece by piece.
class Unpacking {
 public:
  explicit Unpacking(std::string_view packed) : rest_(packed) {
    is_ready_ = inflateInit2(&stream_, gzip_window_bits) == Z_OK;
  }
  ~Unpacking() {
    if (is_ready_) inflateEnd(&stream_);
  }
  Unpacking(const Unpacking&) = delete;
  Unpacking& operator=(const Unpacking&) = delete;

  /// Goes on until the end or beyond `bytes_max`. Whether all was whole.
  bool run(std::string& out, std::size_t bytes_max) {
    std::array<char, 64 * 1024> piece;
    while (is_ready_ && out.size() <= bytes_max) {
      if (stream_.avail_in == 0) feed();
      stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
      stream_.avail_out = static_cast<uInt>(piece.size());
      const int status = inflate(&stream_, Z_NO_FLUSH);
      out.append(piece.data(), piece.size() - stream_.avail_out);
      if (status == Z_STREAM_END) {
        if (stream_.avail_in == 0 && rest_.empty()) return true;
        if (inflateReset(&stream_) != Z_OK) return false;
      } else if (status != Z_OK) {
        return false;
      }
    }
    return false;
  }

 private:
  void feed() {
    const std::size_t bytes = std::min<std::size_t>(rest_.size(), 1024 * 1024);
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data()));
    stream_.avail_in = static_cast<uInt>(bytes);
    rest_.remove_prefix(bytes);
  }

  z_stream stream_ = {};
  std::string_view rest_;
  bool is_ready_ = false;
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

std::string packed_gzip(std::string_view bytes) {
  z_stream stream = {};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::string out;
  std::array<char, 64 * 1024> piece;
  int status = Z_OK;
  while (status == Z_OK) {
    if (stream.avail_in == 0) {
      const std::size_t count = std::min<std::size_t>(bytes.size(), 1024 * 1024);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
      stream.avail_in = static_cast<uInt>(count);
      bytes.remove_prefix(count);
    }
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    status = deflate(&stream, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
    out.append(piece.data(), piece.size() - stream.avail_out);
  }
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error("bytes cannot be packed on this machine");
  return out;
}

Result<std::string> unpacked_gzip(const std::string& file, std::string_view packed, std::size_t bytes_max) {
  std::string out;
  const bool is_whole = Unpacking(packed).run(out, bytes_max);
  if (out.size() > bytes_max)
    return Fault{file, 0,
                 0,    Message("holds more than {} bytes when it is unpacked", {static_cast<std::int64_t>(bytes_max)}),
                 "",   "unpack it, and give what is in it in parts"};
  if (!is_whole)
    return Fault{file, 0, 0, "is compressed (gzip), and damaged or cut short", "", "take a copy that is whole"};
  return out;
}

std::string front_of_gzip(std::string_view packed, std::size_t bytes_max) {
  std::string out;
  Unpacking(packed).run(out, bytes_max);
  out.resize(std::min(out.size(), bytes_max));
  return out;
}

}  // namespace headroom
