// Where the factors come from that receipts and dues may be multiplied by.
#pragma once

#include <cstddef>
#include <cstdint>

namespace headroom {

/// Factors by process, day and path, such as an exchange rate or a price over its value today. 1 changes nothing.
class FactorSource {
 public:
  virtual ~FactorSource() = default;

  virtual std::size_t process_count() const noexcept = 0;

  /// The factors of a block of paths, a pure function of the path. Requires: first_path as for a block. Shape: out
  /// [process][day_count][block_lanes]
  virtual void fill(std::uint64_t first_path, std::size_t day_count, double* out) const noexcept = 0;
};

}  // namespace headroom
