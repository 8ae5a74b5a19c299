// Writes measured tables into a page of the documentation.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace headroom {

/// A table as Markdown has it.
class MarkdownTable {
 public:
  explicit MarkdownTable(const std::vector<std::string>& head);
  void add(const std::vector<std::string>& row);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// Puts `text` between the lines `<!-- measured: NAME -->` and `<!-- end -->` of a page, instead of what stood there.
/// Errors: throws std::runtime_error where the page has no such lines.
void write_section(const std::filesystem::path& page, const std::string& name, const std::string& text);

}  // namespace headroom
