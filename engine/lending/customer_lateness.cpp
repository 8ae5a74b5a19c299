#include "engine/lending/customer_lateness.hpp"

#include <algorithm>

#include "engine/flows/counterparty_laws.hpp"
#include "engine/paths/played_exposure.hpp"

namespace headroom {

namespace {

/// The place of a customer among a plan's counterparties; -1: it has nothing to pay.
int place_of(const Plan& plan, const std::string& customer) {
  const ShockedLedger& source = *plan.source;
  const CounterpartyLaws laws(source.ledger, source.shocks, source.grid);
  for (int who = 0; who < static_cast<int>(laws.count()); ++who)
    if (laws.name(who) == customer) return who;
  return -1;
}

}  // namespace

CustomerLateness::CustomerLateness(Plan& plan, const std::string& customer, int late_days, const MonthGrid& grid)
    : plan_(&plan), grid_(&grid), late_days_(late_days) {
  const int who = place_of(plan, customer);
  if (who < 0) return;
  const auto counterparty = static_cast<std::size_t>(who);
  std::vector<FollowedExposure>& followed = plan.suppliers.exposures;
  if (followed.empty()) followed.emplace_back();  // the last one stands for the end
  const std::int32_t due_end = followed.back().due_begin;
  for (std::int32_t row = plan.counterparties.exposure_begin[counterparty];
       row < plan.counterparties.exposure_begin[counterparty + 1]; ++row) {
    std::int32_t& place = plan.exposures.followed[static_cast<std::size_t>(row)];
    if (place < 0) {
      place = static_cast<std::int32_t>(followed.size()) - 1;
      FollowedExposure& exposure = followed.back();
      exposure.row = row;
      exposure.counterparty = who;
      exposure.order = place;
      exposure.due_begin = due_end;
      followed.emplace_back().due_begin = due_end;
    }
    places_.push_back(static_cast<std::size_t>(place));
  }
}

void CustomerLateness::first_months(const Tiles& tiles, std::int32_t* months) const {
  std::fill_n(months, block_lanes, -1);
  if (tiles.followed.as_written) return;
  for (const std::size_t place : places_) {
    const auto row = static_cast<std::size_t>(plan_->suppliers.exposures[place].row);
    const int late_day = plan_->exposures.due_day[row] + late_days_;
    if (late_day > plan_->horizon_days) continue;
    const auto month = static_cast<std::int32_t>(grid_->month_of(std::max(late_day, 0)));
    for (std::size_t lane = 0; lane < block_lanes; ++lane) {
      if (!went_ahead(*plan_, tiles.followed, place, lane)) continue;
      const bool is_late = played_receipt(*plan_, tiles.followed, place, lane).day >= late_day;
      if (is_late && (months[lane] < 0 || month < months[lane])) months[lane] = month;
    }
  }
}

}  // namespace headroom
