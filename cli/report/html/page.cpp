#include "cli/report/html/page.hpp"

#include <fmt/format.h>

#include <span>

#include "cli/report/charts/escaped_text.hpp"
#include "models/embedded_file.hpp"

namespace headroom {

std::span<const EmbeddedFile> report_styles();

namespace {

std::string element(std::string_view name, std::string_view text) {
  return fmt::format("<{}>{}</{}>", name, escaped_text(text), name);
}

std::string list_items(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += element("li", item) + "\n";
  return out;
}

std::string table_html(const PageTable& table) {
  std::string out = fmt::format(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{0}\"><table>\n<caption>{0}</caption>\n"
      "<thead><tr>",
      escaped_text(table.caption));
  const auto style = [&](std::size_t i) {
    return i < table.columns.size() && table.columns[i].is_number ? " class=\"number\"" : "";
  };
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out += fmt::format("<th scope=\"col\"{}>{}</th>", style(i), escaped_text(table.columns[i].header));
  out += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      out += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", escaped_text(row[i]))
                    : fmt::format("<td{}>{}</td>", style(i), escaped_text(row[i]));
    out += "</tr>\n";
  }
  return out + "</tbody>\n</table></div>\n";
}

/// JSON that cannot end the element that holds it.
std::string json_for_element(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<') out += "\\u003c";
    else out += c;
  }
  return out;
}

}  // namespace

void Page::head(const std::string& above, const std::string& answer, const std::vector<std::string>& below) {
  body_ += fmt::format("<header>\n<p class=\"above\">{}</p>\n<h1>{}</h1>\n", escaped_text(above), escaped_text(answer));
  for (const std::string& line : below) body_ += element("p", line) + "\n";
  body_ += "</header>\n<main>\n";
}

void Page::contents(const std::string& label, const std::vector<std::pair<std::string, std::string>>& ids_and_names) {
  body_ += fmt::format("<nav aria-label=\"{}\"><ul>\n", escaped_text(label));
  for (const auto& [id, name] : ids_and_names)
    body_ += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, escaped_text(name));
  body_ += "</ul></nav>\n";
}

void Page::end_section() {
  if (is_in_section_) body_ += "</section>\n";
  is_in_section_ = false;
}

void Page::section(std::string_view id, const std::string& heading) {
  end_section();
  is_in_section_ = true;
  body_ += fmt::format("<section id=\"{}\" aria-labelledby=\"{}-heading\">\n<h2 id=\"{}-heading\">{}</h2>\n", id, id,
                       id, escaped_text(heading));
}

void Page::heading(const std::string& text) { body_ += element(is_in_section_ ? "h3" : "h2", text) + "\n"; }

void Page::paragraph(const std::string& text, std::string_view style) {
  body_ +=
      style.empty() ? element("p", text) + "\n" : fmt::format("<p class=\"{}\">{}</p>\n", style, escaped_text(text));
}

void Page::list(const std::vector<std::string>& items, bool is_numbered) {
  if (items.empty()) return;
  const char* name = is_numbered ? "ol" : "ul";
  body_ += fmt::format("<{}>\n{}</{}>\n", name, list_items(items), name);
}

void Page::cards(const std::vector<Card>& cards) {
  body_ += "<ul class=\"cards\">\n";
  for (const Card& card : cards)
    body_ += fmt::format("<li><span>{}</span> <strong>{}</strong> <small>{}</small></li>\n", escaped_text(card.label),
                         escaped_text(card.figure), escaped_text(card.meaning));
  body_ += "</ul>\n";
}

void Page::table(const PageTable& table) { body_ += table_html(table); }

void Page::figure(const std::string& svg, const PageTable& table) {
  body_ += fmt::format("<figure>\n{}<details><summary>{}</summary>\n{}</details>\n</figure>\n", svg,
                       escaped_text(table_label_), table_html(table));
}

void Page::folded(const std::string& label, const std::vector<std::string>& items) {
  if (items.empty()) return;
  body_ += fmt::format("<details><summary>{}</summary>\n<ul>\n{}</ul>\n</details>\n", escaped_text(label),
                       list_items(items));
}

std::string Page::document(const PageHead& head) const {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{}</style>\n</head>\n<body "
      "class=\"{}\">\n"
      "{}{}</main>\n<script type=\"application/json\" id=\"headroom\">\n{}</script>\n</body>\n</html>\n",
      head.language, escaped_text(head.title), report_styles().front().content, head.style, body_,
      is_in_section_ ? "</section>\n" : "", json_for_element(head.json));
}

}  // namespace headroom
