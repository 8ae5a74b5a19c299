// Counts ratios over many paths, for their quantiles.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/lending/assessment.hpp"
#include "engine/measures/histogram.hpp"

namespace headroom {

/// The range of some ratios: from the first paths follows how those of all are counted.
class RatioRange {
 public:
  void include(double ratio) noexcept;
  Minor lowest() const { return lowest_ - (highest_ - lowest_) / 10; }
  Minor highest() const { return highest_ + (highest_ - lowest_) / 10; }

 private:
  bool is_empty_ = true;
  Minor lowest_ = 0, highest_ = 0;
};

/// Ratios of any size in bins that are narrow where ratios are small: of their inverse hyperbolic sine, in whole
/// numbers. Memory does not grow with the paths; neither order nor division into parts changes a bit.
class RatioCounts {
 public:
  explicit RatioCounts(const RatioRange& range) : places_(range.lowest(), range.highest()) {}

  void add(double ratio) noexcept;
  void merge(const RatioCounts& other) { places_.merge(other.places_); }
  /// `paths`: of which those added are a part. Nothing where none was.
  std::optional<CoverageSpread> spread(std::uint64_t paths) const;

 private:
  Histogram places_;
};

}  // namespace headroom
