#include "engine/draws/sobol_directions.hpp"

#include <ql/math/randomnumbers/sobolrsg.hpp>

namespace headroom {

std::vector<SobolDirections> sobol_directions(std::size_t dimensions) {
  std::vector<SobolDirections> directions(dimensions);
  if (dimensions == 0) return directions;
  const QuantLib::SobolRsg fresh(dimensions, 0, QuantLib::SobolRsg::JoeKuoD6);
  // QuantLib gives its points in Gray code's order: its point 2^k is made of the integers k and k - 1.
  for (std::size_t bit = 0; bit < directions[0].size(); ++bit) {
    QuantLib::SobolRsg sequence = fresh;
    sequence.skipTo((std::uint32_t{1} << bit) - 1);
    const auto& point = sequence.nextInt32Sequence();
    for (std::size_t i = 0; i < dimensions; ++i)
      directions[i][bit] = static_cast<std::uint32_t>(point[i]) ^ (bit > 0 ? directions[i][bit - 1] : 0U);
  }
  return directions;
}

}  // namespace headroom
