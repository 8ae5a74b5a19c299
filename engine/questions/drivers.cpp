#include "engine/questions/drivers.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "engine/play/parallel_parts.hpp"
#include "engine/questions/case_defaults.hpp"
#include "engine/questions/open_invoices.hpp"
#include "engine/questions/shapley.hpp"
#include "engine/simulation/scenario_result.hpp"

namespace headroom {

namespace {

constexpr std::size_t invoices_most = 20, first_failures_most = 20;

/// How often each class on each day was the first that could not be paid. Shape: [class][H + 1]
using FirstUnpaidCounts = std::array<std::vector<std::uint64_t>, creditor_class_count>;

/// Answers one question, a part after the other.
class Drivers {
 public:
  Drivers(const DriversQuestion& question, const SimulationSettings& settings)
      : question_(question),
        ledger_(*question.ledger),
        player_(ledger_, question.relief, settings),
        settings_(player_.settings()),
        base_(player_.plan({question.scenario, {}, {}})),
        all_(player_.unplayed(base_, settings_.paths)) {
    player_.keep_beside(base_);
  }

  DriversResult answer() && {
    result_.is_random = all_.is_random;
    result_.possible = all_.possible;
    result_.paths = settings_.paths;
    result_.target = question_.target;
    if (!all_.possible) return std::move(result_);
    const std::vector<LeverSteps> levers = levers_with_effect();
    const std::vector<Cause> causes = causes_of_base();
    const ShapleyDesign design(causes.size());
    if (all_.is_random)
      invoices_ = invoices_at_risk(ledger_, question_.scenario, settings_.horizon_days, invoices_most);
    player_.expect(design.coalitions().size() + 2 * levers.size() + invoices_.size());
    if (all_.is_random) play_base();
    result_.all = all_.estimate();
    result_.all_value = all_.value();
    add_causes(causes, design);
    add_levers(levers);
    add_chase();
    if (all_.is_random) result_.customers = customer_receipts(ledger_, question_.scenario, settings_, default_days_);
    add_targets();
    return std::move(result_);
  }

 private:
  CaseChange with(const Lever& lever, const LeverChange& change) const {
    return {with_lever(question_.scenario, lever, change), {}, {}};
  }

  std::vector<LeverSteps> levers_with_effect() const {
    std::vector<LeverSteps> levers = levers_of(ledger_);
    std::erase_if(levers, [&](const LeverSteps& steps) {
      const auto changes = [&](const LeverChange& change) {
        return !are_played_alike(player_.plan(with(steps.lever, change)), base_);
      };
      return !changes(steps.high) && !(steps.low && changes(*steps.low));
    });
    return levers;
  }

  std::vector<Cause> causes_of_base() const {
    CauseSet causes = base_.plan.causes;
    for (const ReliefLoanColumns& loan : base_.options.front().loans)
      if (loan.approval_probability > 0.0 && loan.approval_probability < 1.0) causes.add(Cause::approval);
    return causes.list();
  }

  /// Plays what is asked about, and keeps what is asked of its paths.
  void play_base() {
    const auto event = static_cast<std::size_t>(settings_.default_event),
               illiquid = static_cast<std::size_t>(Event::illiquid);
    default_days_.assign(paths_for_customers(settings_.paths, ledger_), 0);
    result_.customers_paths = default_days_.size();
    FirstUnpaidCounts none;
    for (auto& counts : none) counts.assign(base_.plan.day_count(), 0);
    std::vector<FirstUnpaidCounts> counts(thread_count(settings_.threads, settings_.paths), none);
    player_.play_seen(base_, [&](std::size_t thread, std::uint64_t first, int active, const BlockOutcomes& outcomes) {
      for (int i = 0; i < active; ++i) {
        const auto lane = static_cast<std::size_t>(i);
        const std::int32_t day = outcomes.first_day[event][lane];
        if (day <= settings_.horizon_days) all_.bits[first / 64] |= std::uint64_t{1} << lane;
        if (first + lane < default_days_.size()) default_days_[first + lane] = static_cast<std::uint16_t>(day);
        if (outcomes.first_unpaid_class[lane] != no_class)
          ++counts[thread][outcomes.first_unpaid_class[lane]]
                  [static_cast<std::size_t>(outcomes.first_day[illiquid][lane])];
      }
    });
    for (std::size_t thread = 1; thread < counts.size(); ++thread)
      for (std::size_t i = 0; i < creditor_class_count; ++i)
        for (std::size_t day = 0; day < counts[0][i].size(); ++day) counts[0][i][day] += counts[thread][i][day];
    add_first_failures(counts[0]);
  }

  void add_first_failures(const FirstUnpaidCounts& counts) {
    std::uint64_t illiquid = 0;
    for (const auto& by_day : counts)
      for (const std::uint64_t count : by_day) illiquid += count;
    std::vector<FirstUnpaid>& failures = result_.first_failures;
    for (std::size_t day = 0; day < base_.plan.day_count(); ++day)
      for (std::size_t i = 0; i < creditor_class_count; ++i)
        if (counts[i][day] > 0)
          failures.push_back({static_cast<PaymentClass>(i),
                              static_cast<int>(day),
                              {},
                              static_cast<double>(counts[i][day]) / static_cast<double>(illiquid)});
    std::stable_sort(failures.begin(), failures.end(),
                     [](const FirstUnpaid& a, const FirstUnpaid& b) { return a.share > b.share; });
    if (failures.size() > first_failures_most) failures.resize(first_failures_most);
    for (FirstUnpaid& failure : failures)
      failure.items = names_due(base_.plan, base_.options.front(), failure.day, failure.payment_class);
  }

  void add_causes(const std::vector<Cause>& causes, const ShapleyDesign& design) {
    std::vector<CaseChange> cases;
    const std::vector<std::uint32_t>& coalitions = design.coalitions();
    for (auto coalition = coalitions.rbegin(); coalition != coalitions.rend(); ++coalition) {  // what is most alike
      CauseSet off;
      for (std::size_t i = 0; i < causes.size(); ++i)
        if ((*coalition >> i & 1U) == 0) off.add(causes[i]);
      cases.push_back({question_.scenario, off, {}});
    }
    std::vector<CaseDefaults> values = player_.play(cases, all_.is_random ? settings_.paths : 1);
    std::reverse(values.begin(), values.end());
    result_.none = values.front().share_of_paths();
    result_.are_shares_exact = design.is_exact();
    if (!all_.is_random) return;
    std::vector<const std::vector<std::uint64_t>*> bits;
    for (const CaseDefaults& value : values) bits.push_back(&value.bits);
    const std::vector<Estimate> shares = design.shares(bits, settings_.paths);
    const auto probability = [&](std::uint32_t coalition) {
      return values[design.place_of(coalition)].share_of_paths();
    };
    for (std::size_t i = 0; i < causes.size(); ++i) {
      const std::uint32_t alone = std::uint32_t{1} << i;
      result_.causes.push_back({causes[i], shares[i], probability(alone), probability(coalitions.back() & ~alone)});
    }
    std::stable_sort(result_.causes.begin(), result_.causes.end(),
                     [](const CauseShare& a, const CauseShare& b) { return a.share.value > b.share.value; });
  }

  LeverSide side_of(const Lever& lever, const LeverChange& change, const CaseDefaults& played) const {
    LeverSide side{change, with_lever(question_.scenario, lever, change), played.estimate(), played.value(), {}};
    if (side.estimate && result_.all) side.difference = difference_of(played, all_);
    return side;
  }

  void add_levers(const std::vector<LeverSteps>& levers) {
    std::vector<CaseChange> cases;
    for (const LeverSteps& steps : levers) {
      if (steps.low) cases.push_back(with(steps.lever, *steps.low));
      cases.push_back(with(steps.lever, steps.high));
    }
    const std::vector<CaseDefaults> played = player_.play(cases, settings_.paths);
    auto next = played.begin();
    for (const LeverSteps& steps : levers) {
      LeverResult result{steps.lever, {}, {}, 0.0};
      if (steps.low) result.low = side_of(steps.lever, *steps.low, *next++);
      result.high = side_of(steps.lever, steps.high, *next++);
      result.swing = std::abs(result.high.value - (result.low ? result.low->value : result_.all_value));
      result_.levers.push_back(std::move(result));
    }
    std::stable_sort(result_.levers.begin(), result_.levers.end(),
                     [](const LeverResult& a, const LeverResult& b) { return a.swing > b.swing; });
  }

  void add_chase() {
    std::vector<CaseChange> cases;
    for (const OpenInvoice& invoice : invoices_)
      cases.push_back({question_.scenario, {}, paid_when_due(ledger_, invoice)});
    const std::vector<CaseDefaults> played = player_.play(cases, settings_.paths);
    for (std::size_t i = 0; i < invoices_.size(); ++i)
      result_.chase.push_back({std::string(invoices_[i].number), std::string(invoices_[i].counterparty),
                               invoices_[i].amount, difference_of(played[i], all_)});
    std::stable_sort(result_.chase.begin(), result_.chase.end(), [](const InvoiceToChase& a, const InvoiceToChase& b) {
      return a.difference.value < b.difference.value;
    });
  }

  void add_targets() {
    if (!question_.target || !all_.is_random) return;
    result_.to_target_paths = std::min(settings_.paths, paths_to_target_max);
    CaseDefaults at_these_paths = all_;
    if (result_.to_target_paths < settings_.paths) at_these_paths = all_.first(result_.to_target_paths);
    result_.is_target_met = at_these_paths.value() <= *question_.target;
    if (result_.is_target_met) return;
    std::vector<Lever> levers;
    for (const LeverResult& result : result_.levers)
      if (result.lever.is_two_sided()) levers.push_back(result.lever);
    result_.to_target = levers_to_target(player_, question_.scenario, levers, *question_.target);
  }

  const DriversQuestion& question_;
  const Ledger& ledger_;
  CasePlayer player_;
  const SimulationSettings& settings_;
  PlannedScenario base_;
  CaseDefaults all_;
  std::vector<OpenInvoice> invoices_;
  std::vector<std::uint16_t> default_days_;  // of the paths that are played for customers
  DriversResult result_;
};

}  // namespace

DriversResult drivers_of(const DriversQuestion& question, const SimulationSettings& settings) {
  return Drivers(question, settings).answer();
}

}  // namespace headroom
