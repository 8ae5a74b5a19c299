#include "cli/commands/shell_words.hpp"

#include <charconv>

namespace headroom {

namespace {

/// Reads a line from its front.
class ShellLine {
 public:
  explicit ShellLine(std::string_view line) : rest_(line) {}

  std::optional<std::vector<std::string>> words() {
    std::vector<std::string> words;
    while (true) {
      while (rest_.starts_with(' ')) rest_.remove_prefix(1);
      if (rest_.empty()) return words;
      const auto word = next_word();
      if (!word) return std::nullopt;
      words.push_back(*word);
    }
  }

 private:
  std::optional<std::string> next_word() {
    std::string word;
    while (!rest_.empty() && rest_.front() != ' ') {
      if (take("$'")) {
        if (!read_quoted(word, true)) return std::nullopt;
      } else if (take("'")) {
        if (!read_quoted(word, false)) return std::nullopt;
      } else {
        take("\\");  // what follows stands for itself
        if (rest_.empty()) return std::nullopt;
        word += rest_.front();
        rest_.remove_prefix(1);
      }
    }
    return word;
  }

  bool take(std::string_view front) {
    if (!rest_.starts_with(front)) return false;
    rest_.remove_prefix(front.size());
    return true;
  }

  /// Up to the closing quote. Whether there is one.
  bool read_quoted(std::string& word, bool has_escapes) {
    while (!rest_.empty()) {
      if (take("'")) return true;
      if (has_escapes && take("\\x")) {
        int byte = 0;
        const std::string_view digits = rest_.substr(0, 2);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
        if (error != std::errc() || end != digits.data() + digits.size()) return false;
        word += static_cast<char>(byte);
        rest_.remove_prefix(digits.size());
        continue;
      }
      if (has_escapes) take("\\");
      if (rest_.empty()) return false;
      word += rest_.front();
      rest_.remove_prefix(1);
    }
    return false;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::vector<std::string>> words_of_shell_line(std::string_view line) { return ShellLine(line).words(); }

}  // namespace headroom
