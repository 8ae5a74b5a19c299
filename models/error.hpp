// Findings about input (faults, warnings, notes), and results that hold a value or faults.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "models/message.hpp"

namespace headroom {

/// How much a finding weighs: a fault stops the command, a warning changes how a result is read, a note informs.
enum class Severity { fault, warning, note };

/// One finding about the input, with everything a person needs to mend it.
/// `line` and `column` count from 1; 0 means that the finding concerns the whole file.
struct Fault {
  std::string file;
  int line = 0;
  int column = 0;
  Message what = {};
  std::string value = {};
  Message mend = {};
  Severity severity = Severity::fault;
  bool is_of_machine = false;  ///< the machine refused (a lock, a full disk): nothing in the input is wrong
  Message about = {};          ///< in the place of `value`, where a finding is about several: names, and how many more
};

using Faults = std::vector<Fault>;

/// The value that a finding is about, or the names of several, in words.
std::string value_text(const Fault& fault, const MessageWords& words = {});

/// Renders `file:line:column: what: "value"; mend`, control characters made visible.
std::string to_text(const Fault& fault, const MessageWords& words = {});

/// Text with control characters (and what could steer a terminal) replaced by visible escapes.
std::string printable(std::string_view text);

/// True when at least one finding is a fault.
bool has_fault(const Faults& faults);

/// A value, or every fault that stood in its way.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Faults faults) : state_(std::move(faults)) {}
  Result(Fault fault) : state_(Faults{std::move(fault)}) {}

  bool ok() const { return std::holds_alternative<T>(state_); }
  explicit operator bool() const { return ok(); }
  const T& value() const& { return std::get<T>(state_); }
  T& value() & { return std::get<T>(state_); }
  T&& value() && { return std::get<T>(std::move(state_)); }
  const Faults& faults() const { return std::get<Faults>(state_); }

 private:
  std::variant<T, Faults> state_;
};

/// A broken contract between parts of the program: never the user's doing, caught only in `main`.
class ContractError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace headroom
