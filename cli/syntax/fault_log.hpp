// Gathers what is found wrong, or worth saying, in one file.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.hpp"

namespace headroom {

/// A place in a file, from 1; line 0 means the whole file.
struct Place {
  int line = 0;
  int column = 0;
};

/// A figure that nobody has entered: "?" stands in its place.
struct UnknownFigure {
  Place place;
  std::string table;  ///< of TOML: `sales` for [[sales]]; empty for a CSV file
  std::string key;    ///< or the column
  std::string of;     ///< the name of the item that it belongs to; empty where there is none
  std::string taken;  ///< what its reader takes for it, where that depends on the rest of the item
};

/// What stands in the place of a figure that nobody has entered.
inline constexpr std::string_view unknown_mark = "?";

/// Gathers the findings of one file, up to `findings_max`: a hostile file can hold millions.
class FaultLog {
 public:
  static constexpr std::size_t findings_max = 1000;

  /// `words`: how to speak of a place of this file in a sentence; by default "line 7".
  explicit FaultLog(std::string file, std::function<Message(Place)> words = {})
      : file_(std::move(file)), words_(std::move(words)) {}

  void fault(Place place, Message what, std::string value, Message mend) {
    ++fault_count_;
    add(place, std::move(what), std::move(value), std::move(mend), Severity::fault);
  }
  void warning(Place place, Message what, std::string value, Message mend) {
    add(place, std::move(what), std::move(value), std::move(mend), Severity::warning);
  }
  void note(Place place, Message what, std::string value, Message mend) {
    add(place, std::move(what), std::move(value), std::move(mend), Severity::note);
  }
  /// From here on "?" stands for an unknown figure, and is none that is at fault.
  void accept_unknowns() { accepts_unknowns_ = true; }
  bool accepts_unknowns() const { return accepts_unknowns_; }
  /// Notes an unknown figure, once for each place.
  void unknown(UnknownFigure figure);
  /// Says what is taken for the figure of this key that was noted last.
  void take_for_last(std::string_view key, std::string taken);
  const std::vector<UnknownFigure>& unknowns() const { return unknowns_; }
  /// Findings made elsewhere, as they stand.
  void add_all(const Faults& findings);

  const std::string& file() const { return file_; }
  /// "line 7": another place of this file, for a message.
  Message words_of(Place place) const;
  /// Faults so far, those not kept included: compare before and after to know whether something was wrong in between.
  std::size_t fault_count() const { return fault_count_; }
  /// Whether nothing more is kept: what follows need not be read.
  bool is_full() const { return findings_.size() >= findings_max; }
  /// The findings, and one more that says so where there are more.
  Faults findings() const;

 private:
  void add(Place place, Message what, std::string value, Message mend, Severity severity);

  std::string file_;
  std::function<Message(Place)> words_;
  Faults findings_;
  std::size_t fault_count_ = 0;
  bool accepts_unknowns_ = false;
  std::vector<UnknownFigure> unknowns_;
};

/// Sorts findings by file, line and column.
void sort_by_place(Faults& findings);

}  // namespace headroom
