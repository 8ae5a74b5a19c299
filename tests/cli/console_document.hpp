// Finds the commands in a page of documentation and what they should print.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

/// A command of a page, with what it is said to print.
struct ConsoleCommand {
  std::size_t line = 0;               ///< of its `$`, from 1
  std::string text;                   ///< what the shell gets; continued lines joined by line breaks
  std::size_t output_begin = 0;       ///< the expected lines: [output_begin, output_end) of the page's lines, from 0
  std::size_t output_end = 0;         ///< the line `[exit N]` included
  std::vector<std::string> expected;  ///< the expected lines, without `[exit N]`
  int status = 0;                     ///< the expected exit status
};

/// A fenced block with the info string `console`; or, unseen by readers, a comment `<!-- $ command -->` that sets
/// something up.
struct ConsoleBlock {
  std::size_t line = 0;  ///< from 1
  bool runs = true;      ///< false for `console no-run`
  bool set_up = false;   ///< a comment: its output does not matter, its status must be 0
  std::vector<ConsoleCommand> commands;
};

/// A page of documentation, cut into lines, and the commands in it.
struct ConsoleDocument {
  std::vector<std::string> lines;
  std::vector<ConsoleBlock> blocks;
  std::vector<std::string> slips;  ///< what the page's author has to mend: `LINE: what`
};

/// Reads a page. In a block `$ ` begins a command, `> ` right after it continues it, all else is its output; `[exit N]`
/// as the last line states a status that is not 0.
ConsoleDocument read_console_document(std::string_view text);

/// Whether the lines that came are those expected: `...` alone stands for any number of lines, within a line for any
/// text.
bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& came);

/// The lines of a text; a line break at its end begins no new line.
std::vector<std::string> lines_of(std::string_view text);

/// The page with the outputs of its commands in the place of those expected. Shape: `outcomes` has one entry a command
/// of the page in their order, empty where what is expected stays.
struct ConsoleResult {
  std::vector<std::string> lines;
  int status = 0;
};
std::string rewritten(const ConsoleDocument& document, const std::vector<std::optional<ConsoleResult>>& outcomes);

}  // namespace headroom
