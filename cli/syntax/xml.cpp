// The door to pugixml.

#include <algorithm>
#include <pugixml.hpp>

#include "cli/files/text_file.hpp"
#include "cli/syntax/markup.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/text_encoding.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr std::size_t declaration_bytes_max = 200;

/// A sentence of the library, within one of ours.
std::string begun_small(std::string text) {
  return lower_case(text.substr(0, 1)) + text.substr(std::min<std::size_t>(text.size(), 1));
}

std::string_view local_name(std::string_view name) { return name.substr(name.find(':') + 1); }

/// The encoding that `<?xml encoding="..."?>` names, or nothing.
std::optional<std::string> declared_encoding(std::string_view text) {
  text = without_byte_order_mark(text).substr(0, declaration_bytes_max);
  const std::size_t end = text.find("?>"), at = text.find("encoding");
  if (!text.starts_with("<?xml") || end == std::string_view::npos || at > end) return std::nullopt;
  const std::size_t begin = text.find_first_of("\"'", at);
  if (begin > end) return std::nullopt;
  const std::size_t close = text.find(text[begin], begin + 1);
  if (close > end) return std::nullopt;
  return std::string(text.substr(begin + 1, close - begin - 1));
}

class XmlReader {
 public:
  XmlReader(const std::string& file, const std::string& text) : file_(file), text_(text) {}

  Result<MarkupNode> read() {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(text_.data(), text_.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed)
      return fault_at(parsed.offset,
                      message("is not well-formed XML, or cut short ({})", begun_small(parsed.description())), "");
    const pugi::xml_node root = document.document_element();
    if (!root) return fault_at(0, "holds no element", "");
    MarkupNode node;
    if (!copy(root, node, 1)) return fault_;
    return node;
  }

 private:
  Fault fault_at(std::ptrdiff_t offset, const Message& what, const std::string& value) {
    return {file_, line_of(offset), 1,
            what,  value,           "export the statement from the bank again, and give the file as it is"};
  }

  /// Offsets come in rising order, so lines are counted once.
  int line_of(std::ptrdiff_t offset) {
    const std::size_t end = std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), text_.size());
    if (end < counted_to_) {
      counted_to_ = 0;
      line_ = 1;
    }
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_to_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    counted_to_ = end;
    return line_;
  }

  bool refuse(const pugi::xml_node& node, const Message& what, const std::string& value) {
    fault_ = fault_at(node.offset_debug(), what, value);
    return false;
  }

  bool copy(const pugi::xml_node& from, MarkupNode& to, std::size_t depth) {
    if (depth > markup_depth_max)
      return refuse(from, message("elements lie more than {} deep in each other", markup_depth_max), from.name());
    if (++elements_ > markup_elements_max)
      return refuse(from, message("has more than {} elements", markup_elements_max), "");
    to.name = local_name(from.name());
    to.line = line_of(from.offset_debug());
    for (const pugi::xml_attribute& attribute : from.attributes())
      to.attributes.emplace_back(local_name(attribute.name()), attribute.value());
    for (const pugi::xml_node& child : from.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        to.text += child.value();
        if (to.text.size() > markup_text_bytes_max)
          return refuse(from, message("a text longer than {} bytes", markup_text_bytes_max), "");
      } else if (child.type() == pugi::node_element) {
        if (!copy(child, to.children.emplace_back(), depth + 1)) return false;
      }
    }
    to.text = std::string(trimmed(to.text));
    return true;
  }

  const std::string& file_;
  const std::string& text_;
  std::size_t elements_ = 0;
  std::size_t counted_to_ = 0;
  int line_ = 1;
  Fault fault_;
};

}  // namespace

Result<MarkupNode> read_xml(const std::string& file, const std::string& bytes) {
  if (bytes.size() > markup_bytes_max)
    return Fault{
        file, 0, 0, message("is larger than {} MiB", markup_bytes_max / (1024 * 1024)), "", "export a shorter time"};
  std::string encoding;
  const Result<std::string> text =
      decode_export(file, bytes, is_utf16(bytes) ? std::nullopt : declared_encoding(bytes), encoding);
  if (!text) return text.faults();
  if (const Faults faults = encoding_faults(file, without_byte_order_mark(text.value())); !faults.empty())
    return faults;
  return XmlReader(file, text.value()).read();
}

}  // namespace headroom
