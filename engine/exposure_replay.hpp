#pragma once

#include <cstdint>

#include "engine/path_kernel.hpp"
#include "engine/plan.hpp"

namespace headroom {

/// What became of one exposure on one path.
struct PlayedExposure {
  bool goes_ahead = false;
  Minor size = 0;  ///< of all that it is a piece of, where that is random
  Minor receipt = 0;
  std::int32_t failure_day = 0;  ///< of its counterparty; beyond every item where it does not fail
  std::int32_t paid_day = 0;     ///< H + 1: not by the horizon, or never
};

/// Works out one exposure of a block on one lane, with the draws that the kernel took: the same to the last unit.
PlayedExposure replay_exposure(const Plan& plan, const BlockOrigin& origin, const FollowedExposure& exposure, std::size_t lane) noexcept;

/// What falls due of a row of the plan's dues, given what became of its exposure.
Minor due_of(const Plan& plan, std::int32_t row, const PlayedExposure& played, const BlockOrigin& origin) noexcept;

}  // namespace headroom
