#include "tests/cli/console_document.hpp"

#include <charconv>

namespace headroom {

namespace {

constexpr std::string_view any = "...";
constexpr std::string_view fence = "```";
constexpr std::string_view set_up_begin = "<!-- $ ";
constexpr std::string_view set_up_end = " -->";

/// Whether one line is as expected; `...` in it stands for any text.
bool line_matches(std::string_view expected, std::string_view came) {
  const std::size_t gap = expected.find(any);
  if (gap == std::string_view::npos) return expected == came;
  if (!came.starts_with(expected.substr(0, gap))) return false;
  expected.remove_prefix(gap + any.size());
  came.remove_prefix(gap);
  while (true) {
    if (line_matches(expected, came)) return true;
    if (came.empty()) return false;
    came.remove_prefix(1);
  }
}

/// The N of a line `[exit N]`.
std::optional<int> exit_status_in(std::string_view line) {
  constexpr std::string_view begin = "[exit ";
  if (!line.starts_with(begin) || !line.ends_with("]")) return std::nullopt;
  line = line.substr(begin.size(), line.size() - begin.size() - 1);
  int status = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), status);
  if (error != std::errc() || end != line.data() + line.size()) return std::nullopt;
  return status;
}

/// Reads the lines of one block from `at` on, up to its closing fence; gives the line after it.
std::size_t read_block(ConsoleDocument& document, ConsoleBlock& block, std::size_t at) {
  const auto& lines = document.lines;
  while (at < lines.size() && lines[at] != fence) {
    if (!lines[at].starts_with("$ ")) {
      document.slips.push_back(std::to_string(at + 1) + ": a console block begins with a command, `$ ...`");
      ++at;
      continue;
    }
    ConsoleCommand command;
    command.line = at + 1;
    command.text = lines[at].substr(2);
    for (++at; at < lines.size() && (lines[at].starts_with("> ") || lines[at] == ">"); ++at)
      command.text += "\n" + (lines[at].size() > 2 ? lines[at].substr(2) : std::string());
    command.output_begin = at;
    for (; at < lines.size() && lines[at] != fence && !lines[at].starts_with("$ "); ++at)
      command.expected.push_back(lines[at]);
    command.output_end = at;
    if (!command.expected.empty()) {
      if (const auto status = exit_status_in(command.expected.back())) {
        command.status = *status;
        command.expected.pop_back();
      }
    }
    block.commands.push_back(std::move(command));
  }
  if (at == lines.size()) document.slips.push_back(std::to_string(block.line) + ": the console block is never closed");
  return at + 1;
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

ConsoleDocument read_console_document(std::string_view text) {
  ConsoleDocument document;
  document.lines = lines_of(text);
  for (std::size_t at = 0; at < document.lines.size();) {
    const std::string_view line = document.lines[at];
    if (line.starts_with(set_up_begin) && line.ends_with(set_up_end)) {
      ConsoleCommand command;
      command.line = at + 1;
      command.text = line.substr(set_up_begin.size(), line.size() - set_up_begin.size() - set_up_end.size());
      command.output_begin = command.output_end = at + 1;
      document.blocks.push_back({at + 1, true, true, {std::move(command)}});
      ++at;
    } else if (line.starts_with("```console")) {
      ConsoleBlock block;
      block.line = at + 1;
      block.runs = line != "```console no-run";
      if (block.runs && line != "```console")
        document.slips.push_back(std::to_string(at + 1) + ": unknown kind of block: " + std::string(line));
      at = read_block(document, block, at + 1);
      document.blocks.push_back(std::move(block));
    } else if (line.starts_with(fence)) {
      for (++at; at < document.lines.size() && document.lines[at] != fence;) ++at;
      ++at;
    } else {
      ++at;
    }
  }
  return document;
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& came) {
  // reached[j]: the expected lines so far can stand for the first j lines that came.
  std::vector<char> reached(came.size() + 1, 0);
  reached[0] = 1;
  for (const std::string& line : expected) {
    std::vector<char> next(came.size() + 1, 0);
    for (std::size_t j = 0; j <= came.size(); ++j) {
      if (line == any) next[j] = reached[j] || (j > 0 && next[j - 1]);
      else next[j] = j > 0 && reached[j - 1] && line_matches(line, came[j - 1]);
    }
    reached = std::move(next);
  }
  return reached.back() != 0;
}

std::string rewritten(const ConsoleDocument& document, const std::vector<std::optional<ConsoleResult>>& outcomes) {
  std::string text;
  const auto put = [&](const std::string& line) { text += line + "\n"; };
  std::size_t at = 0, index = 0;
  for (const ConsoleBlock& block : document.blocks) {
    for (const ConsoleCommand& command : block.commands) {
      const auto& outcome = outcomes.at(index++);
      if (!outcome) continue;
      while (at < command.output_begin) put(document.lines[at++]);
      for (const std::string& line : outcome->lines) put(line);
      if (outcome->status != 0) put("[exit " + std::to_string(outcome->status) + "]");
      at = command.output_end;
    }
  }
  while (at < document.lines.size()) put(document.lines[at++]);
  return text;
}

}  // namespace headroom
