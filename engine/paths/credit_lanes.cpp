#include "engine/paths/credit_lanes.hpp"

#include <algorithm>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/paths/credit_lanes.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Amounts = hn::CappedTag<std::int64_t, block_lanes>;
using Amount = hn::Vec<Amounts>;
constexpr Amounts amounts;

/// Where a delivery stands in the tiles of a block.
struct DeliveryRows {
  const Minor* amount = nullptr;
  Minor* cash = nullptr;                       ///< the part of it that is paid on delivery
  Minor *due = nullptr, *later_due = nullptr;  ///< of its class: on delivery, and as agreed; null: beyond the horizon
  Minor *by_day = nullptr, *first_day = nullptr, *sum = nullptr;
};

HWY_INLINE void add_to(Minor* row, Amount change) { hn::Store(hn::Add(hn::Load(amounts, row), change), amounts, row); }

/// What of a delivery does not fit under the limit is paid that day.
HWY_INLINE void deliver(const DeliveryRows& rows, Amount limit, Amount day, Minor* open, std::size_t lane) {
  const Amount zero = hn::Zero(amounts), before = hn::Load(amounts, open + lane),
               amount = hn::Load(amounts, rows.amount + lane);
  const Amount after = hn::Min(hn::Add(before, amount), hn::Max(before, limit)),
               cash = hn::Sub(hn::Add(before, amount), after);
  hn::Store(after, amounts, open + lane);
  hn::Store(cash, amounts, rows.cash + lane);
  const auto wants = hn::Gt(cash, zero);
  if (hn::AllFalse(amounts, wants)) return;
  add_to(rows.due + lane, cash);
  if (rows.later_due) add_to(rows.later_due + lane, hn::Neg(cash));
  add_to(rows.by_day + lane, cash);
  add_to(rows.sum + lane, cash);
  const Amount first = hn::Load(amounts, rows.first_day + lane);
  hn::Store(hn::IfThenElse(wants, hn::Min(first, day), first), amounts, rows.first_day + lane);
}

void play_account(const Plan& plan, std::size_t place, Tiles& tiles) {
  const CreditColumns& credit = plan.suppliers.credit;
  const CreditAccount& account = credit.accounts[place];
  HWY_ALIGN Minor open[block_lanes] = {};
  const Amount limit = hn::Set(amounts, account.limit);
  for (const CreditStep& step : account.steps) {
    if (step.kind == CreditStep::Kind::bills) {
      for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts))
        add_to(open + lane, hn::Set(amounts, step.change));
      continue;
    }
    const auto i = static_cast<std::size_t>(step.delivery);
    const CreditDelivery& delivery = credit.deliveries[i];
    const auto day_row = static_cast<std::size_t>(delivery.day) * block_lanes;
    DeliveryRows rows;
    rows.amount = tiles.dues[deliveries_tile].data() + static_cast<std::size_t>(delivery.tile_row) * block_lanes;
    rows.cash = tiles.on_delivery.parts.data() + i * block_lanes;
    if (step.kind != CreditStep::Kind::delivers) {
      const bool opens = step.kind == CreditStep::Kind::opens;
      for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts)) {
        const Amount lent = hn::Sub(hn::Load(amounts, rows.amount + lane), hn::Load(amounts, rows.cash + lane));
        add_to(open + lane, opens ? lent : hn::Neg(lent));
      }
      continue;
    }
    Minor* const dues = tiles.dues[supplier_tile].data();
    rows.due = dues + day_row;
    if (delivery.due_day <= plan.horizon_days)
      rows.later_due = dues + static_cast<std::size_t>(delivery.due_day) * block_lanes;
    rows.by_day = tiles.on_delivery.by_day.data() + day_row;
    rows.first_day = tiles.on_delivery.first_day.data() + place * block_lanes;
    rows.sum = tiles.on_delivery.sum.data() + place * block_lanes;
    const Amount day = hn::Set(amounts, delivery.day);
    for (std::size_t lane = 0; lane < block_lanes; lane += hn::Lanes(amounts)) deliver(rows, limit, day, open, lane);
  }
}

}  // namespace
}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace headroom {

namespace {
HWY_EXPORT(play_account);
}  // namespace

void ask_for_cash(const Plan& plan, Tiles& tiles) noexcept {
  const CreditColumns& credit = plan.suppliers.credit;
  if (credit.is_empty()) return;
  const auto fill = [](AlignedVector<Minor>& rows, Minor amount) { std::fill(rows.begin(), rows.end(), amount); };
  fill(tiles.on_delivery.by_day, 0);
  fill(tiles.on_delivery.first_day, plan.horizon_days + 1);
  fill(tiles.on_delivery.sum, 0);
  for (std::size_t i = 0; i < credit.accounts.size(); ++i)
    if (!credit.accounts[i].steps.empty()) HWY_DYNAMIC_DISPATCH(play_account)(plan, i, tiles);
}

}  // namespace headroom

#endif
