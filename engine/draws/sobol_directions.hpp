// Direction integers of Sobol sequences.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace headroom {

/// The direction integers of one dimension of a Sobol sequence: point i is the exclusive or of those at the bits of i.
/// Shape: [bit of i, lowest first]; the highest bit of an integer is the point's first binary digit.
using SobolDirections = std::array<std::uint32_t, 32>;

/// The first `dimensions` dimensions of Joe and Kuo's sequence. Costs microseconds a dimension: ask for it once a run.
/// Source: Joe and Kuo 2008, "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci.
/// Comput. 30; the integers are QuantLib's.
std::vector<SobolDirections> sobol_directions(std::size_t dimensions);

}  // namespace headroom
