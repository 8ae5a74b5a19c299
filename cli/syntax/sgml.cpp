
#include <algorithm>
#include <map>

#include "cli/syntax/markup.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr std::size_t entity_bytes_max = 8;

/// The five entities that XML and OFX share, and characters by number are left as they stand: no bank's text needs
/// them.
std::string without_entities(std::string_view text) {
  static const std::map<std::string_view, char> entities = {{"amp", '&'},  {"lt", '<'},    {"gt", '>'},
                                                            {"quot", '"'}, {"apos", '\''}, {"nbsp", ' '}};
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.front() == '&' ? text.substr(0, entity_bytes_max).find(';') : std::string_view::npos;
    const auto entity = end < text.size() ? entities.find(text.substr(1, end - 1)) : entities.end();
    out += entity == entities.end() ? text.front() : entity->second;
    text.remove_prefix(entity == entities.end() ? 1 : end + 1);
  }
  return out;
}

class SgmlReader {
 public:
  SgmlReader(const std::string& file, std::string_view text, int first_line)
      : file_(file), text_(text), line_(first_line) {}

  Result<MarkupNode> read() {
    open_.emplace_back();
    while (true) {
      const std::size_t begin = text_.find('<', at_);
      if (begin == std::string_view::npos) break;
      advance_to(begin);
      const std::size_t end = text_.find('>', begin);
      if (end == std::string_view::npos) return fault("a tag is cut short", text_.substr(begin, 40));
      const std::string_view tag = trimmed(text_.substr(begin + 1, end - begin - 1));
      const int line = line_;
      advance_to(end + 1);
      if (tag.starts_with('?') || tag.starts_with('!')) continue;
      const bool is_good = tag.starts_with('/') ? close(trimmed(tag.substr(1))) : begin_element(tag, line);
      if (!is_good) return fault_;
    }
    if (open_.size() > 1)
      return fault(
          message("<{}> of line {} is not closed: the file is cut short", open_.back().name, open_.back().line), "");
    return std::move(open_.front());
  }

 private:
  void advance_to(std::size_t position) {
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
    at_ = position;
  }

  Fault fault(const Message& what, std::string_view value) const {
    return {file_,
            line_,
            1,
            what,
            std::string(value),
            "export the statement from the bank again, and give the file as it is"};
  }

  bool refuse(const Message& what, std::string_view value) {
    fault_ = fault(what, value);
    return false;
  }

  /// An element with a text is complete; one without waits for its end tag.
  bool begin_element(std::string_view tag, int line) {
    if (++elements_ > markup_elements_max) return refuse(message("has more than {} elements", markup_elements_max), "");
    MarkupNode node;
    node.line = line;
    node.name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
    std::transform(node.name.begin(), node.name.end(), node.name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    const std::string_view text = trimmed(text_.substr(at_, std::min(text_.find('<', at_), text_.size()) - at_));
    if (text.size() > markup_text_bytes_max)
      return refuse(message("a text longer than {} bytes", markup_text_bytes_max), "");
    if (!text.empty() || tag.ends_with('/')) {
      node.text = without_entities(text);
      open_.back().children.push_back(std::move(node));
      return true;
    }
    if (open_.size() > markup_depth_max)
      return refuse(message("elements lie more than {} deep in each other", markup_depth_max), tag);
    open_.push_back(std::move(node));
    return true;
  }

  /// Ends the innermost element of that name. What is still open within it had neither text nor end tag: it was empty.
  /// The end tag of an element with a text says nothing new.
  bool close(std::string_view name) {
    const auto same = [&](const std::string& other) {
      return other.size() == name.size() && std::equal(other.begin(), other.end(), name.begin(), [](char a, char b) {
               return a == (b >= 'a' && b <= 'z' ? static_cast<char>(b - 'a' + 'A') : b);
             });
    };
    const std::vector<MarkupNode>& siblings = open_.back().children;
    if (!same(open_.back().name) && !siblings.empty() && same(siblings.back().name) && siblings.back().children.empty())
      return true;
    const auto found =
        std::find_if(open_.rbegin(), open_.rend() - 1, [&](const MarkupNode& node) { return same(node.name); });
    if (found == open_.rend() - 1) return refuse("an end tag without a beginning", name);
    for (bool is_last = false; !is_last;) {
      is_last = same(open_.back().name);
      MarkupNode node = std::move(open_.back());
      open_.pop_back();
      std::vector<MarkupNode> inner;
      if (!is_last) inner = std::move(node.children);
      node.children = is_last ? std::move(node.children) : std::vector<MarkupNode>();
      std::vector<MarkupNode>& parent = open_.back().children;
      parent.push_back(std::move(node));
      std::move(inner.begin(), inner.end(), std::back_inserter(parent));
    }
    return true;
  }

  const std::string& file_;
  std::string_view text_;
  std::size_t at_ = 0;
  int line_;
  std::size_t elements_ = 0;
  std::vector<MarkupNode> open_;  // elements that are not closed yet, each within the one before
  Fault fault_;
};

}  // namespace

Result<MarkupNode> read_sgml(const std::string& file, std::string_view text, int first_line) {
  if (text.size() > markup_bytes_max)
    return Fault{
        file, 0, 0, message("is larger than {} MiB", markup_bytes_max / (1024 * 1024)), "", "export a shorter time"};
  return SgmlReader(file, text, first_line).read();
}

}  // namespace headroom
