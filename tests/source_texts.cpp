#include "tests/source_texts.hpp"

#include <algorithm>
#include <cctype>
#include <set>

namespace headroom {

namespace {

/// Names before a bracket within which texts are for nobody's eyes.
const std::set<std::string> internal_calls = {"ContractError", "runtime_error", "regex",        "Statement",
                                              "exec",          "prepare",       "static_assert"};

/// Goes through a source and keeps its texts.
class SourceReader {
 public:
  explicit SourceReader(const std::string& source) : source_(source) {}

  std::vector<SourceText> read() {
    while (at_ < source_.size()) step();
    return std::move(texts_);
  }

 private:
  bool begins(const char* mark) const { return source_.compare(at_, std::char_traits<char>::length(mark), mark) == 0; }

  void skip_to(const std::string& mark, std::size_t from) {
    const std::size_t end = source_.find(mark, from);
    move_to(end == std::string::npos ? source_.size() : end + mark.size());
  }

  void move_to(std::size_t place) {
    place = std::min(place, source_.size());
    line_ += static_cast<int>(std::count(source_.begin() + static_cast<std::ptrdiff_t>(at_),
                                         source_.begin() + static_cast<std::ptrdiff_t>(place), '\n'));
    at_ = place;
  }

  void step() {
    const char c = source_[at_];
    const bool is_first_of_line = at_ == 0 || source_[at_ - 1] == '\n';
    if (begins("//") || (c == '#' && is_first_of_line)) skip_to("\n", at_);
    else if (begins("/*")) skip_to("*/", at_);
    else if (begins("R\"")) raw_text();
    else if (c == '"') text();
    else if (c == '\'' && (at_ == 0 || !std::isalnum(static_cast<unsigned char>(source_[at_ - 1])))) character();
    else if (std::isalpha(static_cast<unsigned char>(c)) || c == '_') name();
    else if (!std::isspace(static_cast<unsigned char>(c))) mark(c);
    else move_to(at_ + 1);
  }

  void raw_text() {
    const std::size_t open = source_.find('(', at_);
    skip_to(")" + source_.substr(at_ + 2, open - at_ - 2) + "\"", open);
    last_is_text_ = false;
  }

  void character() {
    std::size_t end = at_ + 1;
    while (end < source_.size() && source_[end] != '\'') end += source_[end] == '\\' ? 2 : 1;
    move_to(end + 1);
  }

  void name() {
    std::size_t end = at_;
    while (end < source_.size() && (std::isalnum(static_cast<unsigned char>(source_[end])) || source_[end] == '_'))
      ++end;
    name_ = source_.substr(at_, end - at_);
    move_to(end);
    last_is_text_ = false;
    is_after_message_ = false;
  }

  void mark(char c) {
    if (c == '(' || c == '{') {
      is_after_message_ = name_ == "message" || name_ == "Message";
      brackets_.push_back(internal_calls.count(name_) > 0 || (!brackets_.empty() && brackets_.back()));
    } else {
      is_after_message_ = false;
      if ((c == ')' || c == '}') && !brackets_.empty()) brackets_.pop_back();
    }
    name_.clear();
    last_is_text_ = false;
    move_to(at_ + 1);
  }

  void text() {
    const int line = line_;
    std::string out;
    std::size_t i = at_ + 1;
    for (; i < source_.size() && source_[i] != '"'; ++i) {
      if (source_[i] != '\\') {
        out += source_[i];
        continue;
      }
      const char escaped = source_[++i];
      out += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
    }
    move_to(i + 1);
    if (last_is_text_) texts_.back().text += out;
    else texts_.push_back({out, line, is_after_message_, !brackets_.empty() && brackets_.back()});
    last_is_text_ = true;
  }

  const std::string& source_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::string name_;
  bool is_after_message_ = false, last_is_text_ = false;
  std::vector<bool> brackets_;  // whether what stands in each open bracket is internal
  std::vector<SourceText> texts_;
};

}  // namespace

std::vector<SourceText> texts_of_source(const std::string& source) { return SourceReader(source).read(); }

bool reads_as_words(const std::string& text) {
  // At least two words with a space between them, one of them of three small letters or more.
  std::size_t words = 0, letters = 0;
  bool has_long_word = false;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    if (c >= 'a' && c <= 'z') {
      ++letters;
      continue;
    }
    if (c == ' ' && letters > 0) {
      ++words;
      has_long_word = has_long_word || letters >= 3;
    }
    letters = 0;
  }
  return words >= 2 && has_long_word;
}

}  // namespace headroom
