// What became on one path of an exposure that the plan follows, because a supplier may change it.
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

/// What the exposure brings on that lane, and when.
PlayedReceipt played_receipt(const Plan& plan, const FollowedOutcomes& outcomes, std::size_t place,
                             std::size_t lane) noexcept;

/// What falls due on that lane of a due that is followed.
Minor played_due(const Plan& plan, const FollowedOutcomes& outcomes, const FollowedDue& due, std::size_t lane) noexcept;

}  // namespace headroom
