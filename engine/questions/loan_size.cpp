#include "engine/questions/loan_size.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "engine/questions/grid_search.hpp"
#include "engine/questions/lender_horizon.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr int days_together = 24;  // of arrival, played in one go

/// A figure of an outcome that is held against the target: its estimate, or an end of its interval.
using Figure = std::function<double(const CaseOutcome&)>;

class LoanSize {
 public:
  LoanSize(const SizeQuestion& question, const SimulationSettings& settings)
      : question_(question),
        settings_(settings),
        planned_(plan_case({question.ledger, question.scenario, {nullptr}}, settings)),
        points_(spread_points(question.max / question.step)) {}

  SizeAnswer answer() && {
    const OfferedRelief largest = offered_relief(with_first_loan(question_.relief, question_.max), *question_.ledger);
    answer_.without = played({nullptr})[0];
    if (!largest.is_eligible()) {
      answer_.lack = SizeLack::not_eligible;
      answer_.unmet = largest.unmet;
      return std::move(answer_);
    }
    if (!answer_.without.possible) {
      answer_.lack = SizeLack::cannot_happen;
      return std::move(answer_);
    }
    play_candidates(points_);
    search();
    find_lowest();
    if (answer_.at_amount && answer_.at_amount->amount > 0) find_latest_arrival();
    for (const auto& [point, outcome] : outcomes_) answer_.computed.push_back(sized(point));
    return std::move(answer_);
  }

 private:
  std::vector<CaseOutcome> played(const std::vector<const Relief*>& options) {
    set_options(planned_, options);
    return std::move(play_planned({&planned_}, settings_, KeptDays::none, {0, settings_.paths}).front());
  }

  std::vector<CaseOutcome> played(const std::vector<Relief>& reliefs) {
    std::vector<OfferedRelief> offered;
    for (const Relief& relief : reliefs) offered.push_back(offered_relief(relief, *question_.ledger));
    std::vector<const Relief*> options;
    for (const OfferedRelief& relief : offered) options.push_back(&relief.terms);
    return played(options);
  }

  Minor amount_of(std::int64_t point) const { return point * question_.step; }

  /// Plays the candidates that have not been played.
  void play_candidates(const std::vector<std::int64_t>& points) {
    std::vector<std::int64_t> missing;
    std::vector<Relief> reliefs;
    for (const std::int64_t point : points) {
      if (outcomes_.contains(point) || std::find(missing.begin(), missing.end(), point) != missing.end()) continue;
      missing.push_back(point);
      reliefs.push_back(with_first_loan(question_.relief, amount_of(point)));
    }
    if (missing.empty()) return;
    std::vector<CaseOutcome> outcomes = played(reliefs);
    for (std::size_t i = 0; i < missing.size(); ++i) outcomes_.emplace(missing[i], std::move(outcomes[i]));
  }

  bool meets(const CaseOutcome& outcome, const Figure& figure) const { return figure(outcome) <= question_.target; }
  bool meets(std::int64_t point, const Figure& figure) const { return meets(outcomes_.at(point), figure); }
  SizedLoan sized(std::int64_t point) const { return {amount_of(point), outcomes_.at(point)}; }

  /// A search that is under way: for the smallest amount that meets the target, or for the largest.
  struct Search {
    Figure figure;
    std::optional<Bisection> turn;
  };

  /// All searches step by step together, so that each step's candidates are played on the same draws.
  void search() {
    const Figure estimate = [](const CaseOutcome& outcome) { return outcome.share(); };
    const Figure lower = [](const CaseOutcome& outcome) { return outcome.ci95().lower; };
    const Figure upper = [](const CaseOutcome& outcome) { return outcome.ci95().upper; };
    std::vector<Search> searches = {{estimate, {}}, {lower, {}}, {upper, {}}, {estimate, {}}};
    for (std::size_t i = 0; i < searches.size(); ++i) {
      const auto holds = [&](std::int64_t point) { return meets(point, searches[i].figure); };
      searches[i].turn = i < 3 ? lowest_turn(points_, holds) : highest_turn(points_, holds);
    }
    answer_.owes_principal_after_horizon = owes_principal_after_horizon();
    if (answer_.owes_principal_after_horizon) searches.pop_back();
    for (bool is_done = false; !is_done;) {
      std::vector<std::int64_t> wanted;
      for (const Search& one : searches)
        if (const auto next = one.turn ? one.turn->next() : std::nullopt) wanted.push_back(*next);
      is_done = wanted.empty();
      play_candidates(wanted);
      for (Search& one : searches)
        if (const auto next = one.turn ? one.turn->next() : std::nullopt)
          one.turn->take(*next, meets(*next, one.figure));
    }
    keep_amount(searches[0]);
    answer_.lower_end = smallest(searches[1]);
    answer_.upper_end = smallest(searches[2]);
    if (searches.size() > 3 && searches[3].turn) keep_largest(searches[3].turn->with);
  }

  std::optional<Minor> smallest(const Search& search) const {
    if (meets(answer_.without, search.figure)) return 0;
    if (!search.turn) return std::nullopt;
    return amount_of(search.turn->with);
  }

  void keep_amount(const Search& search) {
    const std::optional<Minor> amount = smallest(search);
    if (!amount) {
      answer_.lack = SizeLack::none_meets;
      return;
    }
    if (meets(answer_.without, search.figure)) {
      answer_.at_amount = SizedLoan{0, answer_.without};
      return;
    }
    answer_.at_amount = sized(search.turn->with);
    if (*amount > 0) answer_.a_step_less = sized(search.turn->with - 1);
  }

  void keep_largest(std::int64_t point) {
    answer_.largest = sized(point);
    if (!answer_.at_amount) return;
    answer_.between_all_meet = true;
    for (const auto& [between, outcome] : outcomes_)
      if (amount_of(between) >= answer_.at_amount->amount && between <= point && outcome.share() > question_.target)
        answer_.between_all_meet = false;
  }

  void find_lowest() {
    for (const auto& [point, outcome] : outcomes_)
      if (!answer_.lowest || outcome.share() < answer_.lowest->outcome.share()) answer_.lowest = sized(point);
  }

  bool owes_principal_after_horizon() const {
    const Relief relief = with_first_loan(question_.relief, question_.max);
    const Date horizon = question_.ledger->company.as_of + settings_.horizon_days;
    Relief alone;
    alone.loans = {relief.loans.front()};
    return *last_payment(alone, question_.ledger->company.as_of) > horizon;
  }

  /// Day after day from the relief's own on: later money is not always worse, so none is skipped.
  void find_latest_arrival() {
    Relief relief = with_first_loan(question_.relief, answer_.at_amount->amount);
    const int own_day = relief.loans.front().disbursed_after_days;
    answer_.latest_arrival = LatestArrival{own_day, answer_.at_amount->outcome};
    for (int first = own_day + 1; first <= settings_.horizon_days; first += days_together) {
      std::vector<Relief> reliefs;
      for (int day = first; day < first + days_together && day <= settings_.horizon_days; ++day) {
        relief.loans.front().disbursed_after_days = day;
        reliefs.push_back(relief);
      }
      const std::vector<CaseOutcome> outcomes = played(reliefs);
      for (std::size_t i = 0; i < outcomes.size(); ++i) {
        if (outcomes[i].share() > question_.target) return;
        answer_.latest_arrival = LatestArrival{first + static_cast<int>(i), outcomes[i]};
      }
    }
  }

  const SizeQuestion& question_;
  const SimulationSettings& settings_;
  PlannedScenario planned_;
  std::vector<std::int64_t> points_;
  std::map<std::int64_t, CaseOutcome> outcomes_;  // by candidate
  SizeAnswer answer_;
};

}  // namespace

SizeAnswer size_loan(const SizeQuestion& question, const SimulationSettings& settings) {
  if (question.relief.loans.empty()) throw ContractError("a relief without a loan cannot be sized");
  if (question.step <= 0 || question.max < question.step) throw ContractError("a size needs a step, up to the largest");
  return LoanSize(question, settings).answer();
}

Minor default_step(Minor max, int decimals) {
  constexpr Minor steps_max = 1000;
  Minor power = 1;
  for (int i = 0; i < decimals; ++i) power *= 10;
  for (;; power *= 10)
    for (const Minor digit : {1, 2, 5})
      if (max <= steps_max * digit * power) return digit * power;
}

}  // namespace headroom
