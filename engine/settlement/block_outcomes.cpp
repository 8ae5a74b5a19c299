#include "engine/settlement/block_outcomes.hpp"

namespace headroom {

LateOutcomes::LateOutcomes(std::size_t supplier_count)
    : stop_day(supplier_count * block_lanes, 0),
      interest(supplier_count > 0 ? block_lanes : 0, 0),
      fees(supplier_count > 0 ? block_lanes : 0, 0),
      cash_day(supplier_count * block_lanes, 0),
      cash(supplier_count * block_lanes, 0) {}

BlockOutcomes::BlockOutcomes(std::size_t sample_count, std::size_t supplier_count) : late(supplier_count) {
  constexpr std::size_t n = block_lanes;
  for (auto& days : first_day) days.assign(n, 0);
  lowest_position.assign(n, 0);
  funding_need.assign(n, 0);
  first_unpaid_class.assign(n, no_class);
  owed_after_horizon.assign(n, 0);
  owed_in_arrears.assign(n, 0);
  relief_received.assign(n, 0);
  forgiven.assign(n, 0);
  forgiven_after_horizon.assign(n, 0);
  cash.assign(n * sample_count, 0);
  position.assign(n * sample_count, 0);
}

}  // namespace headroom
