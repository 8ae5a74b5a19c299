#include "engine/questions/customer_receipts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "engine/draws/normal_table.hpp"
#include "engine/paths/path_lanes.hpp"
#include "engine/plan/plan.hpp"
#include "engine/play/parallel_parts.hpp"

namespace headroom {

namespace {

__extension__ using Wide = __int128;  // sums of any number of paths

/// What a customer pays for sure, and what is due from it, by day.
struct ByDay {
  std::vector<std::pair<int, Minor>> due, certain;
};

/// Sums over paths of what has come from one customer by the days of failures.
struct Received {
  Wide in_failing = 0;  ///< on each failing path by its own day
  Wide in_all = 0;      ///< on every path, by each of those days
};

/// How many paths fail on each day.
struct Failures {
  std::vector<std::uint64_t> on_or_after;  ///< Shape: [H + 1]
  std::uint64_t count = 0;

  Failures(const std::vector<std::uint16_t>& days, int horizon_days)
      : on_or_after(static_cast<std::size_t>(horizon_days) + 1, 0) {
    for (const std::uint16_t day : days) {
      if (day > horizon_days) continue;
      ++on_or_after[day];
      ++count;
    }
    for (std::size_t day = on_or_after.size() - 1; day > 0; --day) on_or_after[day - 1] += on_or_after[day];
  }

  /// The mean, over failures, of what has been added up by their days.
  double mean_by_then(const std::vector<std::pair<int, Minor>>& by_day) const {
    Wide sum = 0;
    for (const auto& [day, amount] : by_day)
      if (day < static_cast<int>(on_or_after.size()))
        sum += static_cast<Wide>(amount) * static_cast<Wide>(on_or_after[static_cast<std::size_t>(day)]);
    return static_cast<double>(sum) / static_cast<double>(count);
  }
};

/// A plan of which one customer's rows are played at a time.
class CustomerPlayer {
 public:
  CustomerPlayer(const Plan& plan, const Failures& failures, const std::vector<std::uint16_t>& days)
      : whole_(plan.counterparties),
        played_(plan),
        tiles_(plan),
        failures_(failures),
        days_(days),
        received_(whole_.factor_key.size()) {}

  void play(std::uint64_t first_path) {
    const auto active = std::min<std::uint64_t>(block_lanes, days_.size() - first_path);
    failing_.clear();
    for (std::size_t lane = 0; lane < active; ++lane)
      if (const std::uint16_t day = days_[first_path + lane]; day <= played_.horizon_days)
        failing_.push_back({day, lane});
    std::sort(failing_.begin(), failing_.end());
    for (std::size_t i = 0; i < received_.size(); ++i) {
      const std::int32_t begin = whole_.exposure_begin[i], end = whole_.exposure_begin[i + 1];
      if (begin == end) continue;
      CounterpartyColumns& alone = played_.counterparties;
      alone.factor_key = {whole_.factor_key[i]};
      alone.failure_key = {whole_.failure_key[i]};
      alone.failure_begin = {whole_.failure_begin[i]};
      alone.exposure_begin = {begin, end};
      tiles_.clear();
      const BlockOfPaths block{&played_, &tiles_, first_path, nullptr};
      play_lanes({&block, 1}, nullptr);
      if (played_.has_narrow_receipts) add_up(tiles_.narrow_receipts, active, received_[i]);
      else add_up(tiles_.receipts, active, received_[i]);
    }
  }

  const std::vector<Received>& received() const { return received_; }

 private:
  template <class Tile>
  void add_up(const Tile& tile, std::size_t active, Received& received) const {
    std::array<Minor, block_lanes> sums{};
    auto next = failing_.begin();
    for (std::size_t day = 0; day < played_.day_count(); ++day) {
      Minor of_day = 0;
      for (std::size_t lane = 0; lane < active; ++lane) {
        const Minor receipt = tile[day * block_lanes + lane];
        sums[lane] += receipt;
        of_day += receipt;
      }
      received.in_all += static_cast<Wide>(of_day) * static_cast<Wide>(failures_.on_or_after[day]);
      for (; next != failing_.end() && next->first == day; ++next) received.in_failing += sums[next->second];
    }
  }

  const CounterpartyColumns& whole_;
  Plan played_;  // but for its counterparties, of which it has one at a time
  Tiles tiles_;
  const Failures& failures_;
  const std::vector<std::uint16_t>& days_;
  std::vector<std::pair<std::uint16_t, std::size_t>> failing_;  // day and lane
  std::vector<Received> received_;
};

/// What comes from each counterparty of the plan, summed over all threads.
std::vector<Received> play_customers(const Plan& plan, const Failures& failures, const std::vector<std::uint16_t>& days,
                                     int threads) {
  normal_table();  // is there before several threads ask for it
  const std::uint64_t blocks = (days.size() + block_lanes - 1) / block_lanes;
  std::vector<std::optional<CustomerPlayer>> players(thread_count(threads, blocks));
  for_each_part(players.size(), blocks, [&](std::size_t thread, std::uint64_t block) {
    if (!players[thread]) players[thread].emplace(plan, failures, days);
    players[thread]->play(block * block_lanes);
  });
  std::vector<Received> sums(plan.counterparties.factor_key.size());
  for (const std::optional<CustomerPlayer>& player : players)
    for (std::size_t i = 0; player && i < sums.size(); ++i) {
      sums[i].in_failing += player->received()[i].in_failing;
      sums[i].in_all += player->received()[i].in_all;
    }
  return sums;
}

}  // namespace

std::uint64_t paths_for_customers(std::uint64_t paths, const Ledger& ledger) {
  constexpr std::uint64_t customers_and_paths_max = 4'000'000, paths_least = 1024;
  std::set<std::string_view> customers;
  for (const Receivable& row : ledger.receivables) customers.insert(row.counterparty);
  for (const Order& row : ledger.orders) customers.insert(row.counterparty);
  for (const SalesStream& row : ledger.sales) customers.insert(row.counterparty);
  const std::uint64_t most = customers_and_paths_max / std::max<std::uint64_t>(customers.size(), 1) / 64 * 64;
  return std::min(paths, std::max(most, paths_least));
}

std::vector<CustomerReceipts> customer_receipts(const Ledger& ledger, const Scenario& scenario,
                                                const SimulationSettings& settings,
                                                const std::vector<std::uint16_t>& default_days) {
  const Failures failures(default_days, settings.horizon_days);
  if (failures.count == 0) return {};
  std::map<std::string_view, ByDay> customers;
  PlanRequest request = {&ledger, &scenario, settings.horizon_days, settings.seed};
  const DayGrid grid(ledger, settings.horizon_days);
  request.amend = [&](Exposure& exposure) {
    const PaymentTerms& payment = exposure.payment;
    const int day = payment.is_overdue ? 1 : grid.settled(std::max(payment.as_written_day, payment.first_day));
    customers[exposure.identity.counterparty].due.emplace_back(day, exposure.size.amount);
  };
  const Plan plan = build_plan(request);
  for (const DatedFlow& flow : plan.flows)
    if (flow.certain && !flow.payment_class) customers[flow.counterparty].certain.emplace_back(flow.day, flow.amount);
  const std::vector<Received> received = play_customers(plan, failures, default_days, settings.threads);
  const double failed = static_cast<double>(failures.count), all = failed * static_cast<double>(default_days.size());
  std::vector<CustomerReceipts> out;
  const CounterpartyLaws names(ledger, plan.source->shocks, plan.source->grid);  // in the order of the plan
  for (std::size_t i = 0; i < received.size(); ++i) {
    const std::string_view name = names.name(static_cast<int>(i));
    const ByDay& by_day = customers[name];
    const Received& random = received[i];
    const double expected = failures.mean_by_then(by_day.due), certain = failures.mean_by_then(by_day.certain);
    if (expected <= 0.0) continue;
    out.push_back({std::string(name), expected, expected - certain - static_cast<double>(random.in_failing) / failed,
                   expected - certain - static_cast<double>(random.in_all) / all});
  }
  std::stable_sort(out.begin(), out.end(), [](const CustomerReceipts& a, const CustomerReceipts& b) {
    return a.missing_in_failing - a.missing_in_all > b.missing_in_failing - b.missing_in_all;
  });
  return out;
}

}  // namespace headroom
