// Where along an evenly spaced scale something turns: evenly spread points first, then bisection.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace headroom {

/// Points round(i n / 20) of 0..n, each once, rising: what is not monotone shows between them.
inline std::vector<std::int64_t> spread_points(std::int64_t n) {
  constexpr std::int64_t intervals = 20;
  std::vector<std::int64_t> points;
  for (std::int64_t i = 0; i <= intervals; ++i) {
    const std::int64_t point = (2 * i * n + intervals) / (2 * intervals);
    if (points.empty() || points.back() != point) points.push_back(point);
  }
  return points;
}

/// Two points between which something turns from not holding to holding, brought together step by step.
struct Bisection {
  std::int64_t without = 0, with = 0;  ///< where it does not hold, and where it does; in any order

  /// The point to be looked at next; nothing where the two are neighbours.
  std::optional<std::int64_t> next() const {
    if (std::abs(with - without) <= 1) return std::nullopt;
    return std::min(without, with) + std::abs(with - without) / 2;
  }
  void take(std::int64_t point, bool holds) { (holds ? with : without) = point; }
};

/// The lowest neighbours among `points` of which the first does not hold and the second does; the first point twice
/// where it holds; nothing where none holds.
inline std::optional<Bisection> lowest_turn(const std::vector<std::int64_t>& points,
                                            const std::function<bool(std::int64_t)>& holds) {
  for (std::size_t i = 0; i < points.size(); ++i)
    if (holds(points[i])) return Bisection{points[i == 0 ? 0 : i - 1], points[i]};
  return std::nullopt;
}

/// The highest point that holds, and the next one, which does not; the last point twice where it holds; nothing where
/// none holds.
inline std::optional<Bisection> highest_turn(const std::vector<std::int64_t>& points,
                                             const std::function<bool(std::int64_t)>& holds) {
  for (std::size_t i = points.size(); i-- > 0;)
    if (holds(points[i])) return Bisection{points[i + 1 == points.size() ? i : i + 1], points[i]};
  return std::nullopt;
}

}  // namespace headroom
