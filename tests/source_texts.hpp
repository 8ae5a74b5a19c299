// The texts in the program's sources: what a catalogue of another language has to say.
#pragma once

#include <string>
#include <vector>

namespace headroom {

/// A text between quotation marks; several in a row are one, as the compiler has it.
struct SourceText {
  std::string text;
  int line = 1;
  /// Whether it is the pattern of a message: `message("...")`, `Message("...")`.
  bool is_pattern = false;
  /// Whether nobody is told it: a broken contract, a pattern for a search, another language's text.
  bool is_internal = false;
};

/// All texts of one source, in order. Raw texts and what the preprocessor reads are left out.
std::vector<SourceText> texts_of_source(const std::string& source);

/// Whether people would read the text as words: it has a space and a word of small letters on one side of it.
bool reads_as_words(const std::string& text);

}  // namespace headroom
