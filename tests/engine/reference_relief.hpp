// What a relief changes on one path, the plain way.
#pragma once

#include <optional>
#include <vector>

#include "models/relief.hpp"
#include "tests/engine/reference_flows.hpp"

namespace headroom::twin {

/// A relief loan that was approved: what arrives, unless it is withheld on that day, and what is then owed.
struct Disbursement {
  int day = 0;
  Minor paid_out = 0;
  std::optional<Event> withheld_after;
  std::vector<Due> dues;  ///< within the horizon
  Minor principal_after_horizon = 0;
  Minor forgiven = 0, forgiven_after_horizon = 0;
};

/// What a relief does beside changing the dues.
struct ReliefFlows {
  std::vector<Receipt> grants;
  std::vector<Disbursement> disbursements;
  Minor deferred_beyond_horizon = 0;
  Minor exempted = 0;
};

/// Takes off what is exempt, works out the grants on what is left, then defers those dues where they stand, then adds
/// the approved loans.
ReliefFlows apply_relief(const Relief& relief, const Ledger& ledger, const Shocks& shocks, const Future& future,
                         const Timeline& timeline, std::vector<Due>& dues);

}  // namespace headroom::twin
