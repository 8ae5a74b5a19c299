// What became of a followed exposure on one path.
#pragma once

#include <cstdint>

#include "engine/paths/tiles.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// What a followed exposure brings on one path.
struct PlayedReceipt {
  Minor amount = 0;
  std::int32_t day = 0;  ///< settled; H + 1: not by the horizon, or never
};

/// Whether an exposure went ahead on a lane of a block. `place`: among those followed.
bool went_ahead(const Plan& plan, const FollowedOutcomes& outcomes, std::size_t place, std::size_t lane) noexcept;

/// What it brings there, and when.
PlayedReceipt played_receipt(const Plan& plan, const FollowedOutcomes& outcomes, std::size_t place,
                             std::size_t lane) noexcept;

/// What falls due there of a due that is followed.
Minor played_due(const Plan& plan, const FollowedOutcomes& outcomes, const FollowedDue& due, std::size_t lane) noexcept;

}  // namespace headroom
