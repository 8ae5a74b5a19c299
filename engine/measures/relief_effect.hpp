// What a relief does to one path, against the base case on the same future.
#pragma once

#include <cstddef>
#include <cstdint>

namespace headroom {

/// By whether and when the path defaults with and without the relief. The last two are harm.
enum class ReliefEffect : std::size_t { survives_anyway, saved, delayed, fails_anyway, earlier, only_with_relief };

inline constexpr std::size_t relief_effect_count = 6;

/// `never`: stands for a path without default by the horizon, and is later than every day.
inline ReliefEffect relief_effect(std::int32_t day, std::int32_t base_day, std::int32_t never) noexcept {
  if (base_day == never) return day == never ? ReliefEffect::survives_anyway : ReliefEffect::only_with_relief;
  if (day == never) return ReliefEffect::saved;
  if (day == base_day) return ReliefEffect::fails_anyway;
  return day > base_day ? ReliefEffect::delayed : ReliefEffect::earlier;
}

}  // namespace headroom
