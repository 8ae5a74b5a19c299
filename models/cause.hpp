// What is random about a firm's future, one cause at a time: what can be switched off.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace headroom {

/// What can be random, and what is so where it is off (docs/model/causes.md).
enum class Cause : std::uint8_t {
  cancellation,  ///< off: no order is cancelled
  lateness,      ///< off: whoever pays pays on the due date or earlier, what is overdue on day 1
  never,         ///< off: whoever owes pays
  failure,       ///< off: no customer fails
  sales,         ///< off: sales are as large as expected
  dispute,       ///< off: no dispute is lost that can be won
  approval       ///< off: a relief loan that can be approved is
};

inline constexpr std::size_t cause_count = 7;

/// The JSON names, in order.
const std::array<std::string_view, cause_count>& cause_names();
std::string_view name_of(Cause cause);

/// A set of causes.
class CauseSet {
 public:
  constexpr CauseSet() = default;
  constexpr CauseSet(std::initializer_list<Cause> causes) {
    for (const Cause cause : causes) add(cause);
  }

  constexpr bool has(Cause cause) const { return (bits_ & bit_of(cause)) != 0; }
  constexpr bool is_empty() const { return bits_ == 0; }
  constexpr void add(Cause cause) { bits_ |= bit_of(cause); }
  /// Those it has, in the order of the list of causes.
  std::vector<Cause> list() const;

  constexpr bool operator==(const CauseSet&) const = default;

 private:
  static constexpr std::uint32_t bit_of(Cause cause) { return std::uint32_t{1} << static_cast<unsigned>(cause); }

  std::uint32_t bits_ = 0;
};

}  // namespace headroom
