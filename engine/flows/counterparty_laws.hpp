// How each counterparty of a ledger pays, cancels and fails once shocks are applied.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/flows/day_grid.hpp"
#include "engine/flows/shocks.hpp"
#include "models/cause.hpp"
#include "models/ledger.hpp"

namespace headroom {

/// Who is met in a ledger's receivables, orders and sales, and how each behaves after shocks, with equal laws found
/// once.
///
/// A counterparty is known by its place in the order of names, a law by its place among the laws asked for.
/// Requires: ledger, shocks and grid outlive it. Source: docs/model (payment_delay, failure).
class CounterpartyLaws {
 public:
  /// `off`: causes that are switched off; of them, never and failure are.
  CounterpartyLaws(const Ledger& ledger, const Shocks& shocks, const DayGrid& grid, CauseSet off = {});

  std::size_t count() const { return names_.size(); }
  std::string_view name(int who) const { return names_[static_cast<std::size_t>(who)]; }
  /// Its row in the ledger; null where it has none.
  const Counterparty* row(int who) const { return rows_[static_cast<std::size_t>(who)]; }
  ShockTarget target(int who, std::optional<PaymentClass> payment_class = std::nullopt) const;

  /// The counterparty of each receivable, order and stream of the ledger.
  const std::vector<std::int32_t>& of_receivables() const { return of_receivables_; }
  const std::vector<std::int32_t>& of_orders() const { return of_orders_; }
  const std::vector<std::int32_t>& of_sales() const { return of_sales_; }

  /// Its law of payment delays without shocks.
  int delay_as_written(int who) { return shocked(behaviours_[static_cast<std::size_t>(who)], {}, {}, {}); }
  /// The same for what is due on a date.
  int delay(int who, Date due) {
    return shocked(behaviours_[static_cast<std::size_t>(who)], shocks_.delay_signature(due, target(who)), due,
                   target(who));
  }
  /// The law of the share that it pays on the due date: its own with on_time 1, so that a shock finds its lateness
  /// there.
  int prompt_delay(int who, Date due) {
    return shocked(prompt_behaviours_[static_cast<std::size_t>(who)], shocks_.delay_signature(due, target(who)), due,
                   target(who));
  }
  /// The share of each invoice that it pays on the due date.
  double prompt_share(int who) const { return row(who) ? row(who)->prompt_share : 0.0; }
  /// The built-in law of what is unpaid against its customer's own law, with the shocks that concern that customer, and
  /// without.
  int overdue_delay(int who, Date due) {
    return shocked(overdue_assumed, shocks_.delay_signature(due, target(who)), due, target(who));
  }
  int overdue_delay_as_written() { return shocked(overdue_assumed, {}, {}, {}); }
  const PaymentDelay& delay_law(int law) const { return delays_[static_cast<std::size_t>(law)]; }

  /// Its law of failure; counterparties that fail alike have the same.
  int failure(int who);
  std::size_t failure_count() const { return failures_.size(); }
  /// P(failed by day d), d = 1.. up to the last day that matters to an item; empty where it cannot fail.
  std::vector<double> failed_by(int who) const;

 private:
  /// Laws as written come first among behaviours: of who has no row, and of what is overdue against its own law.
  static constexpr int on_time = 0, overdue_assumed = 1;

  struct KnownTable {
    const DelayTable* table = nullptr;
    int behaviour = -1;
  };

  void meet_all();
  void find_rows();
  int behaviour_of(const Counterparty& row);
  int mixture_of(double punctual, double never, const std::optional<LatePart>& late);
  int shocked(int behaviour, const std::string& signature, Date due, const ShockTarget& target);
  void add_law(PaymentDelay law);

  const Ledger& ledger_;
  const Shocks& shocks_;
  const DayGrid& grid_;
  CauseSet off_;
  int failure_days_ = 0;
  std::vector<std::string_view> names_;
  std::vector<const Counterparty*> rows_;
  std::vector<int> behaviours_;         ///< by counterparty
  std::vector<int> prompt_behaviours_;  ///< likewise, of the share paid on the due date
  std::vector<std::int32_t> of_receivables_, of_orders_, of_sales_;

  std::vector<PaymentDelay> as_written_;  ///< by behaviour
  std::map<std::array<double, 4>, int> mixtures_;
  std::unordered_map<std::string_view, KnownTable> tables_;
  std::vector<PaymentDelay> delays_;
  std::vector<int> unshocked_;                        ///< law by behaviour; -1 where it has not been asked for
  std::map<std::pair<int, std::string>, int> delay_;  ///< by behaviour and covering shocks
  std::map<std::pair<double, std::string>, int> failures_;
};

}  // namespace headroom
