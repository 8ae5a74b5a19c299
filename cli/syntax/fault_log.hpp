// Gathers the findings of one file, each with its place.
#pragma once
#include <cstddef>
#include <functional>
#include <string>

#include "models/error.hpp"

namespace headroom {

/// A place in a file, from 1; line 0 means the whole file.
struct Place {
  int line = 0;
  int column = 0;
};

/// Gathers the findings of one file, up to `findings_max`: a hostile file can hold millions.
class FaultLog {
 public:
  static constexpr std::size_t findings_max = 1000;

  /// `words`: how to speak of a place of this file in a sentence; by default "line 7".
  explicit FaultLog(std::string file, std::function<std::string(Place)> words = {})
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
  /// Findings made elsewhere, as they stand.
  void add_all(const Faults& findings);

  const std::string& file() const { return file_; }
  /// "line 7": another place of this file, for a message.
  std::string words_of(Place place) const;
  /// Faults so far, those not kept included: compare before and after to know whether something was wrong in between.
  std::size_t fault_count() const { return fault_count_; }
  /// Whether nothing more is kept: what follows need not be read.
  bool is_full() const { return findings_.size() >= findings_max; }
  /// The findings, and one more that says so where there are more.
  Faults findings() const;

 private:
  void add(Place place, Message what, std::string value, Message mend, Severity severity);

  std::string file_;
  std::function<std::string(Place)> words_;
  Faults findings_;
  std::size_t fault_count_ = 0;
};

/// Sorts findings by file, line and column.
void sort_by_place(Faults& findings);

}  // namespace headroom
