// What suppliers with a credit limit want in cash on delivery, path by path.
#pragma once

#include "engine/paths/tiles.hpp"
#include "engine/plan/plan_columns.hpp"

namespace headroom {

/// Finds what suppliers with a credit limit want in cash on delivery as long as all that falls due is paid, and moves
/// it from the days on which it would fall due. Does nothing where no limit can be reached. Requires: the deliveries of
/// the block are drawn. Source: docs/model/supplier.md.
void ask_for_cash(const Plan& plan, Tiles& tiles) noexcept;

}  // namespace headroom
