#include "engine/questions/changes.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/draws/random_stream.hpp"
#include "engine/questions/played_cases.hpp"

namespace headroom {

namespace {

constexpr std::size_t sampled_orders = 64;         // each with its reverse among them
constexpr std::size_t cases_planned_max = 32;      // at once: their plans are held together
constexpr std::uint64_t order_key = 0x6F72646572;  // of the draws that shuffle parts

using Subset = std::uint32_t;  ///< of the parts that changed: bit k set, the k-th comes from the new ledger

/// Of each path, whether the event happens in a case.
using Happens = std::vector<std::uint8_t>;

/// Plays mixtures, each once.
class PlayedMixtures {
 public:
  PlayedMixtures(const ChangesQuestion& question, const LedgerMixture& mixture, const std::vector<LedgerPart>& parts)
      : question_(question), mixture_(mixture), parts_(parts) {}

  void play(const std::vector<Subset>& subsets) {
    for (const bool at_new_date : {false, true}) {
      std::vector<Subset> waiting;
      for (const Subset subset : subsets)
        if (is_at_new_date(subset) == at_new_date && !outcomes_.contains(subset)) waiting.push_back(subset);
      std::sort(waiting.begin(), waiting.end());
      waiting.erase(std::unique(waiting.begin(), waiting.end()), waiting.end());
      for (std::size_t begin = 0; begin < waiting.size(); begin += cases_planned_max)
        play_batch({waiting.begin() + static_cast<std::ptrdiff_t>(begin),
                    waiting.begin() + static_cast<std::ptrdiff_t>(std::min(begin + cases_planned_max, waiting.size()))},
                   at_new_date);
    }
  }

  const Happens& happens(Subset subset) const { return outcomes_.at(subset); }
  const ChangesEnd& end(Subset subset) const { return ends_.at(subset); }
  std::size_t count() const { return outcomes_.size(); }

 private:
  LedgerParts parts_of(Subset subset) const {
    LedgerParts of_new;
    for (std::size_t k = 0; k < parts_.size(); ++k)
      if (subset >> k & 1) of_new.set(static_cast<std::size_t>(parts_[k]));
    return of_new;
  }
  bool is_at_new_date(Subset subset) const { return parts_of(subset)[static_cast<std::size_t>(LedgerPart::date)]; }

  void play_batch(const std::vector<Subset>& subsets, bool at_new_date) {
    std::vector<Ledger> ledgers;
    ledgers.reserve(subsets.size());
    std::vector<AskedCase> cases;
    for (const Subset subset : subsets) {
      ledgers.push_back(mixture_.mixed(parts_of(subset)));
      cases.push_back({&ledgers.back(), question_.scenario});
    }
    SimulationSettings settings = question_.settings;
    settings.horizon_days = at_new_date ? question_.new_horizon_days : question_.old_horizon_days;
    const auto played = play_cases(cases, settings, KeptDays::all);
    for (std::size_t i = 0; i < subsets.size(); ++i) {
      const CaseOutcome& outcome = played[i].front();
      Happens& happens = outcomes_[subsets[i]];
      happens.reserve(outcome.days.size());
      for (const std::uint16_t day : outcome.days)
        happens.push_back(outcome.possible && day <= outcome.horizon_days ? 1 : 0);
      ends_[subsets[i]] = {outcome.probability(), outcome.share()};
    }
  }

  const ChangesQuestion& question_;
  const LedgerMixture& mixture_;
  const std::vector<LedgerPart>& parts_;
  std::map<Subset, Happens> outcomes_;
  std::map<Subset, ChangesEnd> ends_;
};

/// What a part adds on each path, as a mean over paths with its error.
Estimate mean_of(const std::vector<double>& by_path) {
  const auto n = static_cast<double>(by_path.size());
  const double mean = std::accumulate(by_path.begin(), by_path.end(), 0.0) / n;
  double squares = 0.0;
  for (const double value : by_path) squares += (value - mean) * (value - mean);
  return {mean, n > 1.0 ? std::sqrt(squares / (n - 1.0) / n) : 0.0};
}

void add_difference(const Happens& with, const Happens& without, double weight, std::vector<double>& by_path) {
  for (std::size_t path = 0; path < by_path.size(); ++path)
    by_path[path] += weight * static_cast<double>(with[path] - without[path]);
}

/// Over every set of the other parts, by its weight in the Shapley value.
std::vector<Estimate> exact_shares(PlayedMixtures& mixtures, std::size_t parts, std::size_t paths) {
  std::vector<Subset> subsets(std::size_t{1} << parts);
  std::iota(subsets.begin(), subsets.end(), Subset{0});
  mixtures.play(subsets);
  std::vector<double> weight(parts, 1.0 / static_cast<double>(parts));  // of a set of k others: k! (n - 1 - k)! / n!
  for (std::size_t k = 1; k < parts; ++k)
    weight[k] = weight[k - 1] * static_cast<double>(k) / static_cast<double>(parts - k);
  std::vector<Estimate> shares;
  for (std::size_t part = 0; part < parts; ++part) {
    std::vector<double> by_path(paths, 0.0);
    for (const Subset subset : subsets) {
      if (subset >> part & 1) continue;
      add_difference(mixtures.happens(subset | Subset{1} << part), mixtures.happens(subset),
                     weight[static_cast<std::size_t>(std::popcount(subset))], by_path);
    }
    shares.push_back(mean_of(by_path));
  }
  return shares;
}

/// Orders of the parts, drawn at random; every second one is the reverse of the one before it.
std::vector<std::vector<std::size_t>> orders_of(std::size_t parts) {
  std::vector<std::vector<std::size_t>> orders;
  std::vector<std::size_t> order(parts);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::uint64_t block = 0;
  while (orders.size() < sampled_orders) {
    for (std::size_t i = parts - 1; i > 0; --i) std::swap(order[i], order[philox(order_key, block++)[0] % (i + 1)]);
    orders.push_back(order);
    orders.emplace_back(order.rbegin(), order.rend());
  }
  return orders;
}

/// The mean over sampled orders; the error is of paths, and of pairs of orders.
std::vector<Estimate> sampled_shares(PlayedMixtures& mixtures, std::size_t parts, std::size_t paths) {
  const auto orders = orders_of(parts);
  std::vector<Subset> subsets;
  for (const auto& order : orders) {
    Subset subset = 0;
    subsets.push_back(subset);
    for (const std::size_t part : order) subsets.push_back(subset |= Subset{1} << part);
  }
  mixtures.play(subsets);
  std::vector<std::vector<double>> by_path(parts, std::vector<double>(paths, 0.0));
  std::vector<std::vector<double>> by_pair(parts, std::vector<double>(orders.size() / 2, 0.0));
  for (std::size_t i = 0; i < orders.size(); ++i) {
    Subset subset = 0;
    for (const std::size_t part : orders[i]) {
      const Happens& without = mixtures.happens(subset);
      const Happens& with = mixtures.happens(subset |= Subset{1} << part);
      add_difference(with, without, 1.0 / static_cast<double>(orders.size()), by_path[part]);
      const double difference =
          std::accumulate(with.begin(), with.end(), 0.0) - std::accumulate(without.begin(), without.end(), 0.0);
      by_pair[part][i / 2] += difference / static_cast<double>(paths) / 2.0;
    }
  }
  std::vector<Estimate> shares;
  for (std::size_t part = 0; part < parts; ++part) {
    const Estimate of_paths = mean_of(by_path[part]), of_orders = mean_of(by_pair[part]);
    shares.push_back({of_paths.value, std::hypot(of_paths.standard_error, of_orders.standard_error)});
  }
  return shares;
}

void name_items(const PartItems& before, const PartItems& after, PartChange& change) {
  for (const auto& [key, content] : before) {
    const auto found = after.find(key);
    if (found == after.end()) change.gone.push_back(key);
    else if (found->second != content) change.changed.push_back(key);
  }
  for (const auto& [key, content] : after)
    if (!before.contains(key)) change.added.push_back(key);
}

}  // namespace

Changes changes_between(const ChangesQuestion& question) {
  const LedgerMixture mixture(question.old_ledger, question.new_ledger);
  std::vector<LedgerPart> parts;
  for (std::size_t i = 0; i < ledger_part_count; ++i)
    if (mixture.changed()[i]) parts.push_back(static_cast<LedgerPart>(i));
  PlayedMixtures mixtures(question, mixture, parts);
  const Subset all = (Subset{1} << parts.size()) - 1;
  mixtures.play({0, all});
  const std::size_t paths = mixtures.happens(0).size();
  const bool is_exact = parts.size() <= exact_parts_max;
  const std::vector<Estimate> shares =
      is_exact ? exact_shares(mixtures, parts.size(), paths) : sampled_shares(mixtures, parts.size(), paths);
  Changes changes{mixtures.end(0), mixtures.end(all), {}, 0, is_exact ? 0 : sampled_orders};
  for (std::size_t k = 0; k < parts.size(); ++k) {
    PartChange& change = changes.parts.emplace_back();
    change.part = parts[k];
    change.share = shares[k];
    name_items(mixture.items_before(parts[k]), mixture.items_after(parts[k]), change);
  }
  changes.cases = mixtures.count();
  return changes;
}

}  // namespace headroom
