#include "engine/plan/credit_plan.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "engine/flows/scheduled_dues.hpp"

namespace headroom {

namespace {

class CreditBuilder {
 public:
  CreditBuilder(const Ledger& ledger, const DayGrid& grid, const ExposureDueColumns& amounts, SupplierColumns& columns)
      : ledger_(ledger), grid_(grid), amounts_(amounts), columns_(columns), credit_(columns.credit) {}

  void add_deliveries(std::vector<CreditCost> costs) {
    std::sort(costs.begin(), costs.end(),
              [this](const CreditCost& a, const CreditCost& b) { return key_of(a) < key_of(b); });
    for (const CreditCost& cost : costs) {
      FollowedDue& due = columns_.dues[static_cast<std::size_t>(cost.due)];
      due.delivery = static_cast<std::int32_t>(credit_.deliveries.size());
      credit_.deliveries.push_back({cost.due, cost.tile_row, cost.day, due.day});
    }
  }

  void add_accounts() {
    for (std::size_t i = 0; i < columns_.terms.size(); ++i) {
      if (!columns_.terms[i].credit_limit) continue;
      CreditAccount account;
      account.supplier = static_cast<std::int32_t>(i);
      account.limit = *columns_.terms[i].credit_limit;
      account.bills = bills_of(columns_.terms[i].name);
      place_deliveries(account);
      account.steps = steps_of(account);
      if (const std::optional<Minor> most = most_lent(account); most && *most <= account.limit) {
        account.steps.clear();
        account.most_lent = *most;
      }
      credit_.accounts.push_back(std::move(account));
    }
  }

 private:
  std::tuple<std::int32_t, std::int32_t, std::int32_t> key_of(const CreditCost& cost) const {
    const FollowedDue& due = columns_.dues[static_cast<std::size_t>(cost.due)];
    return {due.supplier, cost.day, due.rank};
  }

  std::int32_t supplier_of(const CreditDelivery& delivery) const {
    return columns_.dues[static_cast<std::size_t>(delivery.due)].supplier;
  }

  /// Bills are delivered when they are issued, from the start where that is not after as_of.
  std::vector<Minor> bills_of(const std::string& name) const {
    std::vector<Minor> seen(static_cast<std::size_t>(grid_.horizon_days()) + 2, 0);  // changes of it, day by day
    for (const Payable& bill : ledger_.payables) {
      if (bill.payment_class != PaymentClass::supplier || bill.counterparty != name) continue;
      const Minor amount = in_ledger_currency(ledger_, bill.amount, bill.currency);
      const int due_day = due_flow(ledger_, grid_, PaymentClass::supplier, bill.due, {amount, {}}, bill.bill).day;
      const int day = bill.issued ? std::max(grid_.day_of(*bill.issued), 0) : 0;
      if (day >= due_day || day > grid_.horizon_days()) continue;
      seen[static_cast<std::size_t>(day)] += amount;
      seen[static_cast<std::size_t>(std::min(due_day, grid_.horizon_days()) + 1)] -= amount;
    }
    for (std::size_t day = 1; day < seen.size(); ++day) seen[day] += seen[day - 1];
    seen.pop_back();
    return seen;
  }

  void place_deliveries(CreditAccount& account) const {
    const auto of_another = [this, &account](const CreditDelivery& delivery) {
      return supplier_of(delivery) != account.supplier;
    };
    const auto begin = std::find_if_not(credit_.deliveries.begin(), credit_.deliveries.end(), of_another);
    const auto end = std::find_if(begin, credit_.deliveries.end(), of_another);
    auto delivered = begin, open = begin;
    for (std::int32_t day = 0; day <= grid_.horizon_days() + 1; ++day) {
      while (delivered != end && delivered->day < day) ++delivered;
      while (open != end && open->due_day < day) ++open;
      account.delivered_begin.push_back(static_cast<std::int32_t>(delivered - credit_.deliveries.begin()));
      if (day <= grid_.horizon_days())
        account.open_begin.push_back(static_cast<std::int32_t>(open - credit_.deliveries.begin()));
    }
  }

  std::vector<CreditStep> steps_of(const CreditAccount& account) const {
    using Kind = CreditStep::Kind;
    std::vector<std::int32_t> by_due_day;
    for (std::int32_t i = account.delivered_begin.front(); i < account.delivered_begin.back(); ++i)
      by_due_day.push_back(i);
    std::stable_sort(by_due_day.begin(), by_due_day.end(),
                     [this](std::int32_t a, std::int32_t b) { return at(a).due_day < at(b).due_day; });
    std::vector<CreditStep> steps;
    for (std::int32_t i = account.delivered_begin[0]; i < account.delivered_begin[1]; ++i)
      steps.push_back({Kind::opens, i, 0});
    std::size_t next_due = 0;
    Minor bills = 0;
    for (std::size_t day = 1; day < account.bills.size(); ++day) {
      if (account.delivered_begin[day] == account.delivered_begin[day + 1]) continue;
      for (; next_due < by_due_day.size() && at(by_due_day[next_due]).due_day < static_cast<std::int32_t>(day);
           ++next_due)
        steps.push_back({Kind::is_due, by_due_day[next_due], 0});
      if (account.bills[day] != bills) steps.push_back({Kind::bills, -1, account.bills[day] - bills});
      bills = account.bills[day];
      for (std::int32_t i = account.delivered_begin[day]; i < account.delivered_begin[day + 1]; ++i)
        steps.push_back({Kind::delivers, i, 0});
    }
    return steps;
  }

  /// What a delivery is at most; nothing where that has no end.
  std::optional<Minor> most_of(const CreditStep& step) const {
    const FollowedDue& due = columns_.dues[static_cast<std::size_t>(at(step.delivery).due)];
    const auto row = static_cast<std::size_t>(due.row);
    if (amounts_.per_size[row] != 0.0) return std::nullopt;
    return std::max(amounts_.if_goes_ahead[row], amounts_.if_cancelled[row]);
  }

  /// What is lent at most when something is delivered; nothing where that has no end.
  std::optional<Minor> most_lent(const CreditAccount& account) const {
    Minor open = 0, most = 0;
    for (const CreditStep& step : account.steps) {
      open += step.change;
      if (step.kind == CreditStep::Kind::bills) continue;
      const std::optional<Minor> amount = most_of(step);
      if (!amount) return std::nullopt;
      open += step.kind == CreditStep::Kind::is_due ? -*amount : *amount;
      if (step.kind == CreditStep::Kind::delivers) most = std::max(most, open);
    }
    return most;
  }

  const CreditDelivery& at(std::int32_t delivery) const {
    return credit_.deliveries[static_cast<std::size_t>(delivery)];
  }

  const Ledger& ledger_;
  const DayGrid& grid_;
  const ExposureDueColumns& amounts_;
  SupplierColumns& columns_;
  CreditColumns& credit_;
};

}  // namespace

std::int32_t goods_day(const Supplier& terms, const DayGrid& grid, const DatedFlow& cost) {
  return grid.settled(cost.unmoved_day - terms.terms_days);
}

bool is_lent(const Supplier& terms, const DayGrid& grid, const DatedFlow& cost) {
  const std::int32_t day = goods_day(terms, grid, cost);
  return terms.credit_limit && day <= grid.horizon_days() && day < cost.day;
}

void add_credit(const Ledger& ledger, const DayGrid& grid, const ExposureDueColumns& amounts,
                std::vector<CreditCost> costs, SupplierColumns& columns) {
  CreditBuilder builder(ledger, grid, amounts, columns);
  builder.add_deliveries(std::move(costs));
  builder.add_accounts();
}

}  // namespace headroom
