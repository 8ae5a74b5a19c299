#include "cli/ledger/ledger_draft.hpp"

#include <cmath>

namespace headroom {

namespace {
constexpr double exact_sum_max = 9007199254740992.0;  // 2^53
}

void AmountTotal::add(double amount, Place place, FaultLog& log) {
  total_ += std::abs(amount);
  if (reported_ || total_ < exact_sum_max) return;
  reported_ = true;
  log.fault(place, "from here on the ledger's amounts add up to more than can be counted exactly (2^53 minor units)",
            "", "look for an amount with too many digits, or keep the ledger in a larger currency");
}

}  // namespace headroom
