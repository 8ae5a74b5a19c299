#include "engine/flows/scheduled_dues.hpp"

#include <algorithm>

#include "models/open_amounts.hpp"

namespace headroom {

namespace {

constexpr ShockTarget loan_target = {"", "", "", PaymentClass::loan};

void add_fixed_cost(const Ledger& ledger, const FixedCost& cost, const Shocks& shocks, const DayGrid& grid,
                    std::vector<DatedFlow>& flows) {
  const ShockTarget target = {"", "", "", cost.payment_class};
  for (const Date date : dates_up_to(cost.when, grid.date_of(grid.last_day_that_counts()))) {
    ItemAmount amount = item_amount(ledger, amount_on(cost, date), cost.currency);
    const double shocked = shocks.apply(ShockOf::fixed_cost, static_cast<double>(amount.amount),
                                        std::max(date, ledger.company.as_of), target, shocks.money_unit());
    amount.amount = std::max<Minor>(0, round_half_away(shocked));
    flows.push_back(due_flow(ledger, grid, cost.payment_class, date, amount, cost.name));
  }
}

void add_loan(const Ledger& ledger, int index, const Shocks& shocks, const DayGrid& grid,
              std::vector<DatedFlow>& flows) {
  const Loan& loan = ledger.loans[static_cast<std::size_t>(index)];
  const auto loan_flow = [&](Date date, Minor written) {
    return due_flow(ledger, grid, PaymentClass::loan, date, item_amount(ledger, written, loan.currency), loan.name);
  };
  if (loan.past_due > 0) {
    DatedFlow flow = loan_flow(ledger.company.as_of, loan.past_due);
    flow.day = 0;
    flow.real_day = flow.unmoved_day = grid.day_of(loan.past_due_since.value_or(ledger.company.as_of));
    flow.kind = FlowKind::past_due;
    flow.deferrable = false;
    flow.loan = index;
    flows.push_back(std::move(flow));
  }
  for (const Instalment& instalment : shocked_instalments(loan, shocks)) {
    const auto add_part = [&](Minor amount, FlowKind kind) {
      if (amount == 0) return;
      DatedFlow flow = loan_flow(instalment.date, amount);
      flow.kind = kind;
      flow.loan = index;
      flows.push_back(std::move(flow));
    };
    // A stated payment below the interest leaves the rest of it in the balance: what is paid is all interest.
    add_part(instalment.interest + std::min<Minor>(instalment.principal, 0), FlowKind::interest);
    add_part(std::max<Minor>(instalment.principal, 0), FlowKind::principal);
    add_part(instalment.fee, FlowKind::fee);
  }
}

}  // namespace

DatedFlow due_flow(const Ledger& ledger, const DayGrid& grid, PaymentClass payment_class, Date date,
                   const ItemAmount& amount, std::string_view item) {
  DatedFlow flow;
  flow.unmoved_day = grid.day_of(date);
  const int policy_day = flow.unmoved_day + ledger.payment_policy.days[static_cast<std::size_t>(payment_class)];
  flow.deferrable = !grid.is_overdue(policy_day);
  flow.day = grid.settled(policy_day);
  flow.real_day = flow.deferrable ? flow.day : policy_day;
  flow.payment_class = payment_class;
  flow.amount = amount.amount;
  flow.foreign = amount.foreign;
  flow.item = item;
  return flow;
}

std::vector<Instalment> shocked_instalments(const Loan& loan, const Shocks& shocks) {
  RepaymentPlan plan = repayment_plan(loan);
  plan.shift = [&shocks](double rate_annual, Date payment) {
    return std::max(0.0, shocks.apply(ShockOf::rate, rate_annual, payment, loan_target));
  };
  return instalments(plan);
}

std::vector<DatedFlow> scheduled_dues(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid) {
  std::vector<DatedFlow> flows;
  for (const FixedCost& cost : ledger.fixed_costs) add_fixed_cost(ledger, cost, shocks, grid, flows);
  for (std::size_t i = 0; i < ledger.loans.size(); ++i) add_loan(ledger, static_cast<int>(i), shocks, grid, flows);
  for (const Payable& payable : ledger.payables) {
    DatedFlow flow = due_flow(ledger, grid, payable.payment_class, payable.due,
                              item_amount(ledger, payable.amount, payable.currency), payable.bill);
    flow.counterparty = payable.counterparty;
    flow.part = payable.part;
    flows.push_back(std::move(flow));
  }
  const OpenAmounts open(ledger);
  for (std::size_t i = 0; i < ledger.receivables.size(); ++i) {
    if (open.of(i) >= 0) continue;
    const Receivable& receivable = ledger.receivables[i];
    const Date date = std::max(receivable.due, ledger.company.as_of);
    DatedFlow flow = due_flow(ledger, grid, PaymentClass::other, date,
                              item_amount(ledger, -open.of(i), receivable.currency), receivable.invoice);
    flow.day = flow.real_day = grid.settled(grid.day_of(date));  // settled on its due date: no policy days
    flow.deferrable = receivable.due >= ledger.company.as_of;
    flow.counterparty = receivable.counterparty;
    flows.push_back(std::move(flow));
  }
  std::erase_if(flows, [&](const DatedFlow& flow) { return flow.amount == 0 || flow.day > grid.horizon_days(); });
  return flows;
}

}  // namespace headroom
