#include "engine/settlement/period_flows.hpp"

#include <algorithm>
#include <limits>

namespace headroom {

namespace {

void add_amount(Minor amount, Minor* to) {
  if (amount == 0) return;
  for (std::size_t lane = 0; lane < block_lanes; ++lane) to[lane] += amount;
}

template <class Amount>
void add_row(const Amount* row, Minor* to) {
  if (row == nullptr) return;
  for (std::size_t lane = 0; lane < block_lanes; ++lane) to[lane] += row[lane];
}

}  // namespace

PeriodFlows::PeriodFlows(std::vector<std::int32_t> period_of_day)
    : period_of_day_(std::move(period_of_day)), period_count_(static_cast<std::size_t>(period_of_day_.back()) + 1) {
  for (AlignedVector<Minor>* rows : {&receipts_, &grants_, &dues_, &loan_dues_, &lowest_position_})
    rows->assign(period_count_ * block_lanes, 0);
}

void PeriodFlows::start() noexcept {
  for (AlignedVector<Minor>* rows : {&receipts_, &grants_, &dues_, &loan_dues_})
    std::fill(rows->begin(), rows->end(), 0);
  std::fill(lowest_position_.begin(), lowest_position_.end(), std::numeric_limits<Minor>::max());
}

void PeriodFlows::add(const DayFlows& flows) noexcept {
  Minor* const receipts = row_of(receipts_, flows.day);
  add_amount(flows.certain_receipts, receipts);
  add_row(flows.receipts.narrow, receipts);
  add_row(flows.receipts.wide, receipts);
  add_amount(flows.certain_grants, row_of(grants_, flows.day));
  Minor* const dues = row_of(dues_, flows.day);
  Minor* const loan_dues = row_of(loan_dues_, flows.day);
  add_amount(flows.certain_dues, dues);
  for (std::size_t tile = 0; tile < class_tile_count; ++tile)
    add_row(flows.dues[tile], tile == loan_tile ? loan_dues : dues);
  add_amount(flows.certain_loan_dues, loan_dues);
  add_row(flows.loan_dues, loan_dues);
  Minor* const lowest = row_of(lowest_position_, flows.day);
  for (std::size_t lane = 0; lane < block_lanes; ++lane) lowest[lane] = std::min(lowest[lane], flows.position[lane]);
}

void PeriodFlows::add_grants(std::int32_t day, const Minor* grants) noexcept { add_row(grants, row_of(grants_, day)); }

}  // namespace headroom
