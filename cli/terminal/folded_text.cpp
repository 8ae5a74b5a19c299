#include "cli/terminal/folded_text.hpp"

#include <algorithm>
#include <vector>

#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

constexpr std::size_t indent_of_file_text = 4;
constexpr std::size_t indent_further = 2;

std::size_t leading_spaces(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

/// Where what is broken off a line begins.
std::size_t hang_of(std::string_view line, std::size_t width) {
  const std::size_t indent = leading_spaces(line);
  const std::size_t gap = line.find("  ", indent);
  if (gap != std::string_view::npos) {
    const std::size_t column = line.find_first_not_of(' ', gap);
    if (column != std::string_view::npos && display_width(line.substr(0, column)) <= width / 2)
      return display_width(line.substr(0, column));
  }
  return indent + indent_further;
}

/// Where to break a line that is too long: within `width` columns, or else at the first space after them. Nothing
/// before byte `first`.
std::size_t break_of(std::string_view line, std::size_t first, std::size_t width) {
  const std::size_t last = last_break(line, first, width);
  return last > 0 ? last : line.find(' ', std::max(front_of_width(line, width).size(), first));
}

std::string folded_line(std::string_view line, std::size_t width) {
  const std::size_t indent = leading_spaces(line);
  if (display_width(line) <= width || indent >= indent_of_file_text) return std::string(line);
  const std::size_t hang = hang_of(line, width);
  std::string out;
  std::size_t first = std::max<std::size_t>(indent, 1), room = width;
  while (display_width(line) > room) {
    const std::size_t at = break_of(line, first, room);
    const std::size_t next = at == std::string_view::npos ? at : line.find_first_not_of(' ', at);
    if (next == std::string_view::npos) break;
    out.append(line.substr(0, line.find_last_not_of(' ', at - 1) + 1));
    out += "\n" + std::string(hang, ' ');
    line.remove_prefix(next);
    first = 1;
    room = width - hang;
  }
  return out.append(line);
}

/// The words of a command as they are written, with their quotes.
std::vector<std::string_view> words_of(std::string_view command) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  bool is_quoted = false, has_escapes = false;
  for (std::size_t i = 0; i < command.size(); ++i) {
    if (command[i] == '\\' && (!is_quoted || has_escapes)) ++i;
    else if (command[i] == '\'') {
      has_escapes = !is_quoted && i > 0 && command[i - 1] == '$';
      is_quoted = !is_quoted;
    } else if (command[i] == ' ' && !is_quoted) {
      words.push_back(command.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  words.push_back(command.substr(begin));
  return words;
}

}  // namespace

std::string folded_text(std::string_view text, std::size_t width) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += folded_line(text.substr(0, end), width);
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string folded_command(std::string_view command, std::size_t width) {
  std::vector<std::string> parts;  // the program and what it reads, then each option with its value
  for (const std::string_view word : words_of(command)) {
    if (parts.empty() || word.starts_with("--")) parts.emplace_back(word);
    else parts.back() += " " + std::string(word);
  }
  const std::string joint = " \\";
  std::string out, line;
  for (const std::string& part : parts) {
    if (!line.empty() && display_width(line) + 1 + display_width(part) + joint.size() > width) {
      out += line + joint + "\n";
      line = std::string(indent_further, ' ') + part;
    } else {
      line += (line.empty() ? "" : " ") + part;
    }
  }
  return out + line;
}

FoldingStream::FoldingStream(std::ostream& target, std::optional<std::size_t> width)
    : std::ostream(nullptr), buffer_(target, width) {
  rdbuf(&buffer_);
}

FoldingStream::Buffer::~Buffer() {
  if (!line_.empty()) write_line();
}

FoldingStream::Buffer::int_type FoldingStream::Buffer::overflow(int_type character) {
  if (traits_type::eq_int_type(character, traits_type::eof())) return traits_type::not_eof(character);
  line_ += traits_type::to_char_type(character);
  if (line_.back() == '\n') write_line();
  return character;
}

void FoldingStream::Buffer::write_line() {
  target_ << (width_ ? folded_text(line_, *width_) : line_);
  line_.clear();
}

}  // namespace headroom
