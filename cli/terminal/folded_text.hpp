// Breaks long lines of text and of shell commands at their spaces.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace headroom {

/// The text with lines of more than `width` columns broken at their spaces. What is broken off stands two columns
/// further in, or below the text of a row in two columns. Words stay whole, and so do lines that begin with four
/// spaces: they show what stands in a file.
std::string folded_text(std::string_view text, std::size_t width);

/// A shell command broken before its options, with the backslashes that join it again.
std::string folded_command(std::string_view command, std::size_t width);

/// Writes on to another stream, line by line as it comes; folded to a width where there is one, else as it is.
class FoldingStream : public std::ostream {
 public:
  FoldingStream(std::ostream& target, std::optional<std::size_t> width);

 private:
  class Buffer : public std::streambuf {
   public:
    Buffer(std::ostream& target, std::optional<std::size_t> width) : target_(target), width_(width) {}
    ~Buffer() override;
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

   protected:
    int_type overflow(int_type character) override;

   private:
    void write_line();

    std::ostream& target_;
    std::optional<std::size_t> width_;
    std::string line_;
  };

  Buffer buffer_;
};

}  // namespace headroom
