#include "engine/plan/exposure_rows.hpp"

#include <algorithm>

#include "engine/draws/random_stream.hpp"
#include "models/error.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

bool has_factor(const Exposure& exposure) {
  return exposure.factor >= 0 || std::any_of(exposure.dues.begin(), exposure.dues.end(),
                                             [](const ExposureDue& due) { return due.factor >= 0; });
}

}  // namespace

void ExposureRows::add(const Exposure& exposure, int law, bool follows) {
  if (follows && has_factor(exposure)) throw ContractError("what a supplier may stop cannot have a factor");
  ExposureColumns& columns = plan_.exposures;
  if (exposure.factor >= 0) columns.factor_tile.resize(columns.receipt.size(), -1);
  if (exposure.factor >= 0 || !columns.factor_tile.empty())
    columns.factor_tile.push_back(exposure.factor >= 0 ? factor_tile(std::nullopt, exposure.factor) : -1);
  const ItemIdentity& identity = exposure.identity;
  ItemIdentity cancelled = identity;
  cancelled.part = exposure.cancellation.part;
  columns.cancellation_key.push_back(stream_key(seed_, exposure.cancellation.purpose, cancelled));
  columns.cancellation_threshold.push_back(normal_quantile(exposure.cancellation.probability));
  columns.last_failure_day.push_back(exposure.cancellation.last_failure_day);
  columns.size_law.push_back(size_row(exposure, identity));
  columns.receipt_share.push_back(exposure.receipt_share);
  columns.receipt.push_back(exposure.size.amount);
  columns.delay_key.push_back(stream_key(seed_, exposure.payment.purpose, identity));
  columns.delay_law.push_back(law);
  columns.due_day.push_back(exposure.payment.due_day);
  columns.first_day.push_back(exposure.payment.first_day);
  columns.due_begin.push_back(static_cast<std::int32_t>(plan_.exposure_dues.day.size()));
  columns.followed.push_back(follows ? static_cast<std::int32_t>(plan_.suppliers.exposures.size()) - 1 : -1);
  for (const ExposureDue& due : exposure.dues) {
    if (due.as_written.day > plan_.horizon_days && !suppliers_.may_bring_forward(exposure, due)) continue;
    if (follows) suppliers_.add(due, static_cast<std::int32_t>(plan_.exposure_dues.day.size()));
    const bool sized_at_random = columns.size_law.back() >= 0;
    add_due(due, sized_at_random);
    if (suppliers_.is_lent(exposure, due)) add_delivery(due, sized_at_random, suppliers_.add_delivery(due));
  }
}

std::int32_t ExposureRows::size_row(const Exposure& exposure, const ItemIdentity& identity) {
  if (!exposure.sales.is_random()) return -1;
  SizeLawColumns& columns = plan_.sizes;
  columns.period_key.push_back(stream_key(seed_, Purpose::sales_period, identity));
  columns.level_key.push_back(stream_key(
      seed_, Purpose::sales_level, {exposure.identity.kind, exposure.identity.counterparty, exposure.sales.stream}));
  columns.expected.push_back(exposure.sales.expected);
  columns.volatility.push_back(exposure.sales.volatility);
  columns.level_volatility.push_back(exposure.sales.level_volatility);
  return static_cast<std::int32_t>(columns.expected.size()) - 1;
}

void ExposureRows::add_due(const ExposureDue& due, bool sized_at_random) {
  const PaymentClass payment_class = *due.as_written.payment_class;
  if (payment_class == PaymentClass::owner) throw ContractError("what the owner takes cannot be random");
  plan_.random_dues[tile_of(payment_class)] = true;
  add_amount(
      due, sized_at_random,
      due.factor >= 0 ? factor_tile(payment_class, due.factor) : static_cast<std::int32_t>(tile_of(payment_class)),
      due.as_written.deferrable ? std::min(due.as_written.day, plan_.horizon_days + 1) : plan_.horizon_days + 2);
  const bool keeps_age = due.as_written.real_day < 0 && due.factor < 0 && payment_class != PaymentClass::loan;
  if (keeps_age)
    add_amount(due, sized_at_random, static_cast<std::int32_t>(tile_of(payment_class)),
               arrears_row(due.as_written.real_day));
}

/// The row of what was due before as_of, by the day from which its age counts.
std::int32_t ExposureRows::arrears_row(std::int32_t real_day) {
  std::vector<std::int32_t>& days = plan_.arrears_days;
  const auto place = static_cast<std::int32_t>(std::find(days.begin(), days.end(), real_day) - days.begin());
  if (place == static_cast<std::int32_t>(days.size())) days.push_back(real_day);
  return plan_.horizon_days + 3 + place;
}

/// The tile of what a process multiplies, of one class or of receipts.
std::int32_t ExposureRows::factor_tile(std::optional<PaymentClass> payment_class, int process) {
  if (!plan_.factors || process >= static_cast<int>(plan_.factors->process_count()))
    throw ContractError("no source of factors has this process");
  const FactorTile wanted = {payment_class, process};
  const auto found = std::find(plan_.factor_tiles.begin(), plan_.factor_tiles.end(), wanted);
  const auto place = static_cast<std::int32_t>(found - plan_.factor_tiles.begin());
  if (found == plan_.factor_tiles.end()) plan_.factor_tiles.push_back(wanted);
  return static_cast<std::int32_t>(first_factor_tile) + place;
}

/// What is delivered is what it costs.
void ExposureRows::add_delivery(const ExposureDue& due, bool sized_at_random, std::int32_t tile_row) {
  add_amount(due, sized_at_random, static_cast<std::int32_t>(deliveries_tile), tile_row);
}

void ExposureRows::add_amount(const ExposureDue& due, bool sized_at_random, std::int32_t tile, std::int32_t row) {
  ExposureDueColumns& columns = plan_.exposure_dues;
  columns.tile.push_back(tile);
  columns.day.push_back(row);
  columns.if_goes_ahead.push_back(due.if_goes_ahead);
  columns.if_cancelled.push_back(due.if_cancelled);
  columns.per_size.push_back(sized_at_random ? due.by_size.per_size : 0.0);
  columns.fixed.push_back(due.by_size.fixed);
  columns.last_failure_day.push_back(due.last_failure_day);
}

}  // namespace headroom
