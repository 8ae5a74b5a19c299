#include "engine/plan/supplier_plan.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace headroom {

namespace {

bool is_owed_to_suppliers(const DatedFlow& flow) { return flow.payment_class == PaymentClass::supplier; }

}  // namespace

SupplierPlan::SupplierPlan(const Ledger& ledger, const DayGrid& grid, SupplierColumns& columns)
    : ledger_(ledger), grid_(grid), columns_(columns) {
  columns_.terms = suppliers_by_name(ledger);
}

void SupplierPlan::add_bills(const std::vector<DatedFlow>& scheduled) {
  if (columns_.is_empty()) return;
  for (const DatedFlow& flow : scheduled) {
    if (!is_owed_to_suppliers(flow)) continue;
    const int supplier = place_of_supplier(columns_.terms, flow.counterparty);
    if (supplier < 0 && flow.real_day >= 0) continue;
    NamedDue& named = dues_.emplace_back();
    named.kind = "bill";
    named.counterparty = flow.counterparty;
    named.number = flow.item;
    named.due.supplier = supplier;
    named.due.amount = flow.amount;
    named.due.day = flow.day;
    named.due.real_day = flow.real_day;
    named.due.deferrable = flow.deferrable;
  }
}

bool SupplierPlan::follows(const Exposure& exposure) const {
  if (columns_.is_empty()) return false;
  return exposure.delivery.supplier.has_value() ||
         std::any_of(exposure.dues.begin(), exposure.dues.end(), [](const ExposureDue& due) {
           return is_owed_to_suppliers(due.as_written) && due.as_written.real_day < 0;
         });
}

bool SupplierPlan::may_bring_forward(const Exposure& exposure, const ExposureDue& due) const {
  if (!exposure.delivery.supplier || !is_owed_to_suppliers(due.as_written)) return false;
  const Supplier& terms = terms_of(*exposure.delivery.supplier);
  return (terms.stops_after && terms.when_stopped == WhenStopped::prepayment) || is_lent(exposure, due);
}

bool SupplierPlan::is_lent(const Exposure& exposure, const ExposureDue& due) const {
  return exposure.delivery.supplier && is_owed_to_suppliers(due.as_written) &&
         headroom::is_lent(terms_of(*exposure.delivery.supplier), grid_, due.as_written);
}

void SupplierPlan::begin(const Exposure& exposure, int counterparty, std::int32_t row, std::int32_t paid_day) {
  const auto place = static_cast<std::int32_t>(columns_.exposures.size());
  const bool is_further_piece = place > 0 && columns_.exposures.back().customer == exposure.identity.counterparty &&
                                kind_ == exposure.identity.kind && number_ == exposure.identity.number;
  const std::int32_t order = is_further_piece ? columns_.exposures.back().order : place;
  FollowedExposure& followed = columns_.exposures.emplace_back();
  followed.order = order;
  followed.row = row;
  followed.counterparty = counterparty;
  followed.supplier = exposure.delivery.supplier.value_or(-1);
  followed.delivery_day = grid_.settled(exposure.delivery.day);
  followed.deposit = is_further_piece ? 0 : exposure.delivery.deposit;
  followed.refund_day = std::min(exposure.delivery.refund_day, beyond());
  followed.item = exposure.item;
  followed.customer = exposure.identity.counterparty;
  followed.goes_ahead = exposure.cancellation.probability < 1.0;
  followed.paid_day = paid_day;
  followed.size = exposure.size.amount;
  kind_ = exposure.identity.kind;
  number_ = exposure.identity.number;
}

void SupplierPlan::add(const ExposureDue& due, std::int32_t row) {
  const DatedFlow& flow = due.as_written;
  const FollowedExposure& exposure = columns_.exposures.back();
  if (!is_owed_to_suppliers(flow) || (exposure.supplier < 0 && flow.real_day >= 0)) return;
  const int days =
      exposure.supplier < 0 ? 0 : terms_of(exposure.supplier).terms_days + terms_of(exposure.supplier).prepayment_days;
  NamedDue& named = dues_.emplace_back();
  named.kind = kind_;
  named.counterparty = flow.counterparty;
  named.number = number_;
  named.due.supplier = exposure.supplier;
  named.due.exposure = static_cast<std::int32_t>(columns_.exposures.size()) - 1;
  named.due.row = row;
  named.due.day = std::min(flow.day, beyond());
  named.due.real_day = flow.real_day;
  named.due.prepaid_day = grid_.settled(flow.unmoved_day - days);
  named.due.deferrable = flow.deferrable;
}

std::int32_t SupplierPlan::add_delivery(const ExposureDue& due) {
  const auto row = static_cast<std::int32_t>(goods_days_.size());
  goods_days_.push_back(goods_day(terms_of(dues_.back().due.supplier), grid_, due.as_written));
  dues_.back().due.delivery = row;  // its place among the deliveries once these are in order
  return row;
}

std::vector<CreditCost> SupplierPlan::lent_costs() const {
  std::vector<CreditCost> costs;
  for (std::size_t i = 0; i < columns_.dues.size(); ++i)
    if (const std::int32_t row = columns_.dues[i].delivery; row >= 0)
      costs.push_back({static_cast<std::int32_t>(i), row, goods_days_[static_cast<std::size_t>(row)]});
  return costs;
}

/// Of two with one age, those of suppliers with terms come first, by name; then kind, counterparty and number tell.
void SupplierPlan::rank_dues() {
  const auto key = [](const NamedDue& named) {
    return std::tuple(named.due.supplier < 0, named.due.supplier, std::string_view(named.kind),
                      std::string_view(named.counterparty), std::string_view(named.number));
  };
  std::stable_sort(dues_.begin(), dues_.end(),
                   [&key](const NamedDue& a, const NamedDue& b) { return key(a) < key(b); });
  for (std::size_t i = 0; i < dues_.size(); ++i) dues_[i].due.rank = static_cast<std::int32_t>(i);
}

void SupplierPlan::finish(const ExposureDueColumns& amounts) {
  if (columns_.is_empty()) return;
  rank_dues();
  for (const NamedDue& named : dues_) columns_.dues.push_back(named.due);
  std::sort(columns_.dues.begin(), columns_.dues.end(), [](const FollowedDue& a, const FollowedDue& b) {
    return std::tuple(a.day, a.real_day, a.rank) < std::tuple(b.day, b.real_day, b.rank);
  });
  add_credit(ledger_, grid_, amounts, lent_costs(), columns_);
  columns_.due_begin.assign(static_cast<std::size_t>(beyond()) + 2, 0);
  for (const FollowedDue& due : columns_.dues) ++columns_.due_begin[static_cast<std::size_t>(due.day) + 1];
  std::partial_sum(columns_.due_begin.begin(), columns_.due_begin.end(), columns_.due_begin.begin());

  std::vector<std::vector<std::int32_t>> places(columns_.exposures.size());
  for (std::size_t i = 0; i < columns_.dues.size(); ++i)
    if (columns_.dues[i].exposure >= 0)
      places[static_cast<std::size_t>(columns_.dues[i].exposure)].push_back(static_cast<std::int32_t>(i));
  for (std::size_t i = 0; i < places.size(); ++i) {
    columns_.exposures[i].due_begin = static_cast<std::int32_t>(columns_.dues_of.size());
    columns_.dues_of.insert(columns_.dues_of.end(), places[i].begin(), places[i].end());
  }
  FollowedExposure& end = columns_.exposures.emplace_back();
  end.due_begin = static_cast<std::int32_t>(columns_.dues_of.size());
  for (int day = 0; day <= grid_.horizon_days(); ++day)
    columns_.is_month_end.push_back(is_last_day_of_month(grid_.date_of(day)));
}

}  // namespace headroom
