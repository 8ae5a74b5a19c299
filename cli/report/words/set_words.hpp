// What `headroom set` says: the changes it made, and its questions.
#pragma once

#include <cstddef>
#include <string>

#include "models/message.hpp"

namespace headroom {

/// A figure that was changed. `before`: empty where there was none.
std::string change_line(const std::string& document, const std::string& what, const std::string& before,
                        const std::string& after, const MessageWords& words = {});
std::string nothing_written_line(const MessageWords& words = {});

/// What comes before the questions.
std::string questions_heading(std::size_t count, const MessageWords& words = {});
/// One question, ready for its answer on the same line. `known`: empty where nobody has told it. `has_default`: nothing
/// of the kind is taken where nobody answers.
std::string question_line(std::size_t number, std::size_t count, const Message& question, const std::string& form,
                          const std::string& known, bool has_default, const MessageWords& words = {});
/// What comes after them.
std::string questions_closing(const std::string& ledger, const MessageWords& words = {});

}  // namespace headroom
