#include "tests/bench/page.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace headroom {

MarkdownTable::MarkdownTable(const std::vector<std::string>& head) {
  add(head);
  add(std::vector<std::string>(head.size(), "---"));
}

void MarkdownTable::add(const std::vector<std::string>& row) {
  for (const std::string& cell : row) text_ += "| " + cell + " ";
  text_ += "|\n";
}

void write_section(const std::filesystem::path& page, const std::string& name, const std::string& text) {
  std::ifstream in(page, std::ios::binary);
  std::string all{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  in.close();
  const std::string first = "<!-- measured: " + name + " -->\n", last = "<!-- end -->";
  const std::size_t found = all.find(first), begin = found + first.size();
  const std::size_t end = found == std::string::npos ? found : all.find(last, begin);
  if (end == std::string::npos) throw std::runtime_error(page.string() + " has no place for the section " + name);
  all.replace(begin, end - begin, "\n" + text + "\n");
  std::ofstream out(page, std::ios::binary | std::ios::trunc);
  out << all;
  if (!out.flush()) throw std::runtime_error(page.string() + " cannot be written");
}

}  // namespace headroom
