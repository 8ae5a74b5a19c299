#include "engine/forecast/supplier_flows.hpp"

#include <algorithm>

#include "engine/paths/played_exposure.hpp"

namespace headroom {

namespace {

class LateFlows {
 public:
  LateFlows(const Plan& plan, const Tiles& tiles, const SupplierStrain& strain, const LateOutcomes& late)
      : plan_(plan), tiles_(tiles), strain_(strain), late_(late) {}

  std::vector<DatedFlow> run() && {
    for (const DatedFlow& flow : plan_.flows) keep(flow);
    for (std::size_t i = 0; i < plan_.suppliers.exposure_count(); ++i) add_new_dues(i);
    for (const CreditDelivery& delivery : plan_.suppliers.credit.deliveries) {
      const FollowedDue& due = plan_.suppliers.dues[static_cast<std::size_t>(delivery.due)];
      const FollowedExposure& exposure = plan_.suppliers.exposures[static_cast<std::size_t>(due.exposure)];
      add(delivery.day, PaymentClass::supplier, cash_of(due), exposure.item, exposure.customer, FlowKind::on_delivery);
    }
    for (const LateCharge& charge : strain_.charges_of_first_lane()) add_charge(charge);
    return std::move(flows_);
  }

 private:
  /// The day on which the supplier of an exposure stopped, before it was delivered; nothing where it is delivered.
  std::optional<std::int32_t> stop_before(const FollowedExposure& exposure) const {
    if (exposure.supplier < 0) return std::nullopt;
    const std::int32_t day = late_.stop_day[static_cast<std::size_t>(exposure.supplier) * block_lanes];
    if (day > plan_.horizon_days || exposure.delivery_day <= day) return std::nullopt;
    return day;
  }

  bool wants_prepayment(const FollowedExposure& exposure) const {
    return plan_.suppliers.terms[static_cast<std::size_t>(exposure.supplier)].when_stopped == WhenStopped::prepayment;
  }

  bool goes_ahead(const FollowedExposure& exposure) const {
    return plan_.suppliers.exposures[static_cast<std::size_t>(exposure.order)].goes_ahead;
  }

  /// What a stop takes away or moves is added anew from what is followed.
  void keep(const DatedFlow& flow) {
    if (flow.followed >= 0) {
      const FollowedExposure& exposure = plan_.suppliers.exposures[static_cast<std::size_t>(flow.followed)];
      const auto stop = stop_before(exposure);
      const bool is_cost = flow.payment_class == PaymentClass::supplier;
      const bool is_lost =
          !flow.payment_class && exposure.supplier >= 0 && !wants_prepayment(exposure) && goes_ahead(exposure);
      if (stop && flow.day > *stop && (is_cost || is_lost)) return;
      if (is_cost) return keep_cost(flow, exposure);
    }
    flows_.push_back(flow);
  }

  /// What of a due was wanted on delivery.
  Minor cash_of(const FollowedDue& due) const {
    return due.delivery < 0 ? 0 : strain_.cash_of_first_lane(static_cast<std::size_t>(due.delivery), tiles_);
  }

  /// A cost without what of it was paid on delivery. An exposure has one at most.
  void keep_cost(const DatedFlow& flow, const FollowedExposure& exposure) {
    Minor cash = 0;
    for (std::int32_t i = exposure.due_begin; i < (&exposure)[1].due_begin; ++i) cash += cash_of(due_at(i));
    DatedFlow kept = flow;
    kept.amount -= cash;
    if (cash != 0) kept.foreign = {};  // the rest of it is reckoned in the ledger's currency
    if (kept.amount > 0) flows_.push_back(kept);
  }

  const FollowedDue& due_at(std::int32_t place) const {
    return plan_.suppliers.dues[static_cast<std::size_t>(plan_.suppliers.dues_of[static_cast<std::size_t>(place)])];
  }

  void add(std::int32_t day, PaymentClass payment_class, Minor amount, std::string_view item,
           std::string_view counterparty, FlowKind kind) {
    if (amount == 0 || day > plan_.horizon_days) return;
    DatedFlow& flow = flows_.emplace_back();
    flow.day = flow.real_day = flow.unmoved_day = day;
    flow.payment_class = payment_class;
    flow.amount = amount;
    flow.item = item;
    flow.counterparty = counterparty;
    flow.kind = kind;
  }

  void add_new_dues(std::size_t place) {
    const SupplierColumns& columns = plan_.suppliers;
    const FollowedExposure& exposure = columns.exposures[place];
    const auto stop = stop_before(exposure);
    if (!stop) return;
    if (!wants_prepayment(exposure)) {
      const Minor refund = exposure.deposit + (exposure.goes_ahead && exposure.paid_day <= *stop ? exposure.size : 0);
      if (goes_ahead(exposure))
        add(exposure.refund_day, PaymentClass::other, refund, exposure.item, exposure.customer, FlowKind::refund);
      return;
    }
    for (std::int32_t i = exposure.due_begin; i < columns.exposures[place + 1].due_begin; ++i) {
      const FollowedDue& due = due_at(i);
      if (due.day <= *stop) continue;
      const Minor amount = played_due(plan_, tiles_.followed, due, 0) - cash_of(due);
      add(day_in_advance(due, *stop), PaymentClass::supplier, amount, exposure.item, exposure.customer,
          day_in_advance(due, *stop) < due.day ? FlowKind::prepayment : FlowKind::item);
    }
  }

  void add_charge(const LateCharge& charge) {
    const std::string_view name = plan_.suppliers.terms[static_cast<std::size_t>(charge.supplier)].name;
    add(charge.day, PaymentClass::other, charge.interest, name, name, FlowKind::late_interest);
    add(charge.day, PaymentClass::other, charge.fees, name, name, FlowKind::late_fee);
  }

  const Plan& plan_;
  const Tiles& tiles_;
  const SupplierStrain& strain_;
  const LateOutcomes& late_;
  std::vector<DatedFlow> flows_;
};

}  // namespace

std::vector<DatedFlow> flows_with_lateness(const Plan& plan, const Tiles& tiles, const SupplierStrain& strain,
                                           const LateOutcomes& late) {
  return LateFlows(plan, tiles, strain, late).run();
}

}  // namespace headroom
