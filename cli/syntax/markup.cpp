#include "cli/syntax/markup.hpp"

#include <algorithm>

namespace headroom {

const MarkupNode* MarkupNode::child(std::string_view child_name) const {
  const auto found =
      std::find_if(children.begin(), children.end(), [&](const MarkupNode& node) { return node.name == child_name; });
  return found == children.end() ? nullptr : &*found;
}

const MarkupNode* MarkupNode::at(std::initializer_list<std::string_view> path) const {
  const MarkupNode* node = this;
  for (const std::string_view step : path) {
    node = node->child(step);
    if (node == nullptr) return nullptr;
  }
  return node;
}

std::string_view MarkupNode::text_at(std::initializer_list<std::string_view> path) const {
  const MarkupNode* node = at(path);
  return node == nullptr ? std::string_view() : std::string_view(node->text);
}

std::string_view MarkupNode::attribute(std::string_view attribute_name) const {
  for (const auto& [attribute, value] : attributes)
    if (attribute == attribute_name) return value;
  return {};
}

}  // namespace headroom
