#include "models/order.hpp"

#include <algorithm>

namespace headroom {

Minor invoiced_on_shipping(const Order& order) {
  Minor rest = order.amount - order.deposit;
  for (const Milestone& milestone : order.milestones) rest -= milestone.amount;
  return std::max<Minor>(rest, 0);
}

}  // namespace headroom
