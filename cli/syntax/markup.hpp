// Reads XML and SGML into elements that know their places, within limits.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// An element of a document in XML or SGML, with its place. Namespaces' prefixes are left out of names.
struct MarkupNode {
  std::string name;
  std::string text;  ///< its own, without spaces at the edges
  int line = 0;      ///< from 1
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<MarkupNode> children;

  /// The first child of this name, or null.
  const MarkupNode* child(std::string_view child_name) const;
  /// The first element along a path of names, or null.
  const MarkupNode* at(std::initializer_list<std::string_view> path) const;
  /// The text along a path of names; empty where there is no such element.
  std::string_view text_at(std::initializer_list<std::string_view> path) const;
  /// The value of an attribute; empty where there is none.
  std::string_view attribute(std::string_view attribute_name) const;
};

// Limits that no real statement meets and a hostile one cannot pass.
inline constexpr std::size_t markup_bytes_max = 64 * 1024 * 1024;
inline constexpr std::size_t markup_elements_max = 2'000'000;
inline constexpr std::size_t markup_depth_max = 64;
inline constexpr std::size_t markup_text_bytes_max = 64 * 1024;

/// Reads an XML document in UTF-8, UTF-16 or the encoding that it declares; gives its root element. The only door to
/// the XML library, which expands no entities but XML's own five and opens no other file.
///
/// Errors: what is not well-formed XML, or not in its encoding; what passes the limits above.
Result<MarkupNode> read_xml(const std::string& file, const std::string& bytes);

/// Reads SGML as OFX 1.x uses it: elements whose end tag may be missing where they hold a text and no elements. Gives
/// an element without a name that holds all others.
///
/// Requires: UTF-8.
/// Errors: tags that are not closed, end tags without a beginning, and what passes the limits above.
Result<MarkupNode> read_sgml(const std::string& file, std::string_view text, int first_line);

}  // namespace headroom
