// Which deliveries have to be paid at once because a supplier's credit limit is reached.
#pragma once
#include "engine/paths/path_kernel.hpp"
#include "engine/plan/plan.hpp"

namespace headroom {

/// Finds what suppliers with a credit limit want in cash on delivery as long as all that falls due is paid, and moves
/// it from the days on which it would fall due. Does nothing where no limit can be reached. Requires: the deliveries of
/// the block are drawn. Source: docs/model/supplier.md.
void ask_for_cash(const Plan& plan, Tiles& tiles) noexcept;

}  // namespace headroom
