// One self-contained page of HTML: sections, tables, figures, cards. It asks for nothing from anywhere.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {

/// A table: the first cell of a row names it. Texts are finished, and escaped where they are written.
struct PageTable {
  struct Column {
    std::string header;
    bool is_number = true;
  };
  std::string caption;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

/// A figure that matters, with what it is and what it means.
struct Card {
  std::string label, figure, meaning;
};

/// What a page has besides its body.
struct PageHead {
  std::string language;  ///< a tag of BCP 47
  std::string title;
  std::string json;              ///< the same result for programs
  std::string style = "report";  ///< of the body: "report", or "memo", which is set closer
};

/// Collects the body. Every text given is escaped here, but for `svg`, which a drawing has made.
class Page {
 public:
  /// `table_label`: what opens the table behind a figure.
  explicit Page(std::string table_label) : table_label_(std::move(table_label)) {}

  /// The top of the page: whose it is, the answer, and what the page is about.
  void head(const std::string& above, const std::string& answer, const std::vector<std::string>& below);
  /// Links to sections.
  void contents(const std::string& label, const std::vector<std::pair<std::string, std::string>>& ids_and_names);
  /// Begins a section; the one before it ends.
  void section(std::string_view id, const std::string& heading);
  /// A heading within a section, or before the first one.
  void heading(const std::string& text);
  void paragraph(const std::string& text, std::string_view style = "");
  void list(const std::vector<std::string>& items, bool is_numbered = false);
  void cards(const std::vector<Card>& cards);
  void table(const PageTable& table);
  /// A drawing with the table behind it.
  void figure(const std::string& svg, const PageTable& table);
  /// Something folded away until it is asked for.
  void folded(const std::string& label, const std::vector<std::string>& items);

  /// The whole document.
  std::string document(const PageHead& head) const;

 private:
  void end_section();

  std::string table_label_;
  std::string body_;
  bool is_in_section_ = false;
};

}  // namespace headroom
