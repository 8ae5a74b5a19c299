// The kernel's functions of lanes, asked by tests for many values at once.
#pragma once

#include <cstdint>
#include <span>

namespace headroom {

/// The kernel's functions of lanes, for many values, by the instruction set in use.
/// Requires: as many results as values, a multiple of 64.
void estimate_normals(std::span<const std::uint32_t> draws, std::span<float> numbers);
void exact_normals(std::span<const std::uint32_t> draws, std::span<double> numbers);
void estimate_shares(std::span<const float> places, std::span<std::uint32_t> shares);
void exact_exponentials(std::span<const double> x, std::span<double> values);
void exact_nearest_wholes(std::span<const double> x, std::span<double> values);

}  // namespace headroom
