#include "engine/settlement/option_tiles.hpp"

#include <algorithm>

#include "engine/settlement/settlement_lanes.hpp"

namespace headroom {

namespace {

/// The row of a day in a tile.
std::size_t row_of(std::int32_t day) { return static_cast<std::size_t>(day) * block_lanes; }

}  // namespace

OptionTiles::OptionTiles(const Plan& plan, const OptionPlan& option, const SettlementColumns& columns)
    : plan_(plan), option_(option), columns_(columns), deferred_(option.deferrals.size() * block_lanes, 0) {
  for (const DeferralColumns& deferral : option.deferrals)
    deferred_within_horizon_[deferral.tile].assign(block_lanes, 0);
  const std::size_t size = plan.day_count() * block_lanes;
  for (const DeferralColumns& deferral : option.deferrals) played_[deferral.tile].assign(size, 0);
  for (std::size_t tile = 0; tile < class_tile_count; ++tile)
    if (plan.has_random_dues(tile)) dues_of_first_day_[tile].assign(block_lanes, 0);
  for (const ExemptionColumns& rule : option.exemption_rules)
    after_exemption_[rule.tile].assign(plan.tile_row_count() * block_lanes, 0);
  if (plan.suppliers.is_empty()) return;
  receipts_.assign(size, 0);
  taken_away_.assign(size, 0);
  for (std::size_t tile = 0; tile < class_tile_count; ++tile) {
    if (!plan.has_random_dues(tile)) continue;
    played_[tile].assign(size, 0);
    before_deferral_[tile].assign(size, 0);
    takers_[tile].assign(plan.day_count(), -1);
  }
  for (std::size_t i = 0; i < option.deferrals.size(); ++i)
    for (const std::int32_t day : columns.shifts[i].days)
      takers_[option.deferrals[i].tile][static_cast<std::size_t>(day)] = static_cast<std::int32_t>(i);
}

void OptionTiles::start(const Tiles& tiles, Minor* owed_after_horizon) noexcept {
  tiles_ = &tiles;
  owed_after_horizon_ = owed_after_horizon;
  changed_ = false;
  exempt_dues();
  shift_dues();
  add_overdue();
}

/// Takes off what is not owed of a day's random dues, but of what was due before as_of.
void OptionTiles::exempt_dues() noexcept {
  for (std::size_t tile = 0; tile < class_tile_count; ++tile)
    if (!after_exemption_[tile].empty())
      std::copy(tiles_->dues[tile].begin(), tiles_->dues[tile].end(), after_exemption_[tile].begin());
  for (const ExemptionColumns& rule : option_.exemption_rules)
    for (int day = std::max(rule.first_day, 0); day <= std::min(rule.last_day, plan_.horizon_days); ++day) {
      Minor* const row = after_exemption_[rule.tile].data() + row_of(day);
      for (std::size_t lane = 0; lane < block_lanes; ++lane) row[lane] -= share_of(row[lane], rule.share);
    }
}

const Minor* OptionTiles::owed(std::size_t tile) const noexcept {
  return after_exemption_[tile].empty() ? tiles_->dues[tile].data() : after_exemption_[tile].data();
}

/// In equal parts, the last one takes the remainder.
Minor OptionTiles::part_of(std::size_t deferral, std::size_t part, Minor sum) const noexcept {
  const auto count = static_cast<Minor>(option_.deferrals[deferral].part_days.size());
  const Minor equal = sum / count;
  return static_cast<Minor>(part) + 1 < count ? equal : sum - equal * (count - 1);
}

/// What no deferral puts off of a day's random dues: cash on delivery.
const Minor* OptionTiles::kept_on(std::size_t tile, std::size_t day) const noexcept {
  alignas(64) static constexpr std::array<Minor, block_lanes> nothing = {};
  const AlignedVector<Minor>& cash = tiles_->on_delivery.by_day;
  return tile == supplier_tile && !cash.empty() ? cash.data() + day * block_lanes : nothing.data();
}

/// Takes what deferrals put off out of its days and adds the parts in which it is paid.
void OptionTiles::shift_dues() noexcept {
  for (std::size_t tile = 0; tile < class_tile_count; ++tile)
    for (std::size_t day = 0; day < plan_.day_count() && !played_[tile].empty(); ++day) {
      if (!columns_.shifted[tile][day]) continue;
      Minor* row = played_[tile].data() + day * block_lanes;
      if (columns_.emptied[tile][day]) std::copy_n(kept_on(tile, day), block_lanes, row);
      else std::copy_n(owed(tile) + day * block_lanes, block_lanes, row);
    }
  for (AlignedVector<Minor>& sums : deferred_within_horizon_) std::fill(sums.begin(), sums.end(), 0);
  for (std::size_t i = 0; i < option_.deferrals.size(); ++i) {
    const DeferralColumns& deferral = option_.deferrals[i];
    const std::vector<std::int32_t>& days = columns_.shifts[i].days;
    Minor* const sums = deferred_.data() + i * block_lanes;
    std::fill_n(sums, block_lanes, deferral.certain);
    add_rows(owed(deferral.tile), days.data(), days.size(), sums);
    for (const std::int32_t day : days) {
      const Minor* const kept = kept_on(deferral.tile, static_cast<std::size_t>(day));
      for (std::size_t lane = 0; lane < block_lanes; ++lane) sums[lane] -= kept[lane];
    }
    const auto count = static_cast<Minor>(deferral.part_days.size());
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      const Minor part = sums[lane] / count, last = sums[lane] - part * (count - 1);
      for (std::size_t k = 0; k < deferral.part_days.size(); ++k) {
        const Minor amount = k + 1 < deferral.part_days.size() ? part : last;
        const std::int32_t day = deferral.part_days[k];
        if (day > plan_.horizon_days) owed_after_horizon_[lane] += amount;
        else {
          played_[deferral.tile][row_of(day) + lane] += amount;
          deferred_within_horizon_[deferral.tile][lane] += amount;
        }
      }
    }
  }
}

/// Day 0 also brings what was due before as_of.
void OptionTiles::add_overdue() noexcept {
  for (std::size_t tile = 0; tile < class_tile_count; ++tile) {
    if (!plan_.has_random_dues(tile)) continue;
    const Minor* due = columns_.shifted[tile][0] ? played_[tile].data() : owed(tile);
    const Minor* before = overdue(tile);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) dues_of_first_day_[tile][lane] = due[lane] + before[lane];
  }
}

const Minor* OptionTiles::overdue(std::size_t tile) const noexcept {
  return owed(tile) + row_of(plan_.horizon_days + 2);
}

RandomReceipts OptionTiles::receipts(std::int32_t day) const noexcept {
  RandomReceipts receipts;
  if (changed_) receipts.wide = receipts_.data() + row_of(day);
  else if (plan_.has_narrow_receipts) receipts.narrow = tiles_->narrow_receipts.data() + row_of(day);
  else receipts.wide = tiles_->receipts.data() + row_of(day);
  return receipts;
}

const Minor* OptionTiles::dues(std::size_t tile, std::int32_t day, bool shifted) const noexcept {
  if (!plan_.has_random_dues(tile)) return nullptr;
  if (day == 0) return dues_of_first_day_[tile].data();
  return (shifted || changed_ ? played_[tile].data() : owed(tile)) + row_of(day);
}

const Minor* OptionTiles::dues_before_deferral(std::size_t tile, std::int32_t day) const noexcept {
  return (changed_ ? before_deferral_[tile].data() : owed(tile)) + row_of(day);
}

const Minor* OptionTiles::taken_away(std::int32_t day) const noexcept {
  return changed_ ? taken_away_.data() + row_of(day) : nullptr;
}

/// From the day after on, the rows become the option's own.
void OptionTiles::begin_changes(std::int32_t today) noexcept {
  if (changed_) return;
  changed_ = true;
  const std::size_t from = row_of(today + 1), size = plan_.day_count() * block_lanes;
  if (plan_.has_narrow_receipts)
    std::copy(tiles_->narrow_receipts.data() + from, tiles_->narrow_receipts.data() + size, receipts_.data() + from);
  else std::copy(tiles_->receipts.data() + from, tiles_->receipts.data() + size, receipts_.data() + from);
  std::fill(taken_away_.data() + from, taken_away_.data() + size, 0);
  for (std::size_t tile = 0; tile < class_tile_count; ++tile) {
    if (!plan_.has_random_dues(tile)) continue;
    const Minor* drawn = owed(tile);
    std::copy(drawn + from, drawn + size, before_deferral_[tile].data() + from);
    // Of the days played, those that an age of unpaid dues can ask for.
    for (auto day = static_cast<std::size_t>(std::max(0, today - age_days_max)); day < plan_.day_count(); ++day)
      if (!columns_.shifted[tile][day])
        std::copy_n(drawn + day * block_lanes, block_lanes, played_[tile].data() + day * block_lanes);
  }
}

void OptionTiles::change_played(std::size_t tile, std::int32_t day, std::size_t lane, Minor change) noexcept {
  played_[tile][row_of(day) + lane] += change;
  taken_away_[row_of(day) + lane] += change;
}

void OptionTiles::change_receipt(std::int32_t day, std::size_t lane, Minor change, std::int32_t today) noexcept {
  begin_changes(today);
  receipts_[row_of(day) + lane] += change;
  taken_away_[row_of(day) + lane] -= change;
}

void OptionTiles::change_due(std::size_t tile, std::int32_t day, std::size_t lane, Minor change,
                             std::int32_t today) noexcept {
  begin_changes(today);
  before_deferral_[tile][row_of(day) + lane] += change;
  if (const std::int32_t deferral = taker(tile, day); deferral >= 0)
    change_deferred(static_cast<std::size_t>(deferral), lane, change, today);
  else change_played(tile, day, lane, change);
}

/// Parts that have fallen due stay as they were.
void OptionTiles::change_deferred(std::size_t deferral, std::size_t lane, Minor change, std::int32_t today) noexcept {
  const DeferralColumns& columns = option_.deferrals[deferral];
  Minor& sum = deferred_[deferral * block_lanes + lane];
  for (std::size_t k = 0; k < columns.part_days.size(); ++k) {
    const Minor difference = part_of(deferral, k, sum + change) - part_of(deferral, k, sum);
    const std::int32_t day = columns.part_days[k];
    if (day > plan_.horizon_days) owed_after_horizon_[lane] += difference;
    else if (day > today) {
      change_played(columns.tile, day, lane, difference);
      deferred_within_horizon_[columns.tile][lane] += difference;
    }
  }
  sum += change;
}

void OptionTiles::add_prepayment(std::size_t tile, std::int32_t day, std::size_t lane, Minor amount,
                                 std::int32_t today) noexcept {
  begin_changes(today);
  before_deferral_[tile][row_of(day) + lane] += amount;
  change_played(tile, day, lane, amount);
}

void OptionTiles::add_charge(std::size_t tile, std::int32_t day, std::size_t lane, Minor amount,
                             std::int32_t today) noexcept {
  begin_changes(today);
  change_played(tile, day, lane, amount);
}

}  // namespace headroom
