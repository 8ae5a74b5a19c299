// What suppliers do and charge where they are paid late, path by path.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "engine/plan/option_plan.hpp"
#include "engine/plan/plan_columns.hpp"
#include "engine/settlement/block_outcomes.hpp"
#include "engine/settlement/option_tiles.hpp"

namespace headroom {

/// The end of one day, as far as suppliers look at it.
struct StrainedDay {
  std::int32_t today = 0;
  const Minor* random_dues = nullptr;     ///< of class supplier, as they fell due today. Shape: [block_lanes]
  const Minor* lane_of_debtor = nullptr;  ///< [slot]
  const Minor* unpaid = nullptr;          ///< of class supplier. Shape: [slot]
  std::size_t debtor_count = 0;
};

/// A charge for lateness that falls due.
struct LateCharge {
  std::int32_t day = 0;
  std::int32_t supplier = 0;
  Minor interest = 0, fees = 0;
};

/// On which day a due is paid before delivery by a supplier who stopped on `stop_day`: not on that day yet, nor later
/// than it was.
std::int32_t day_in_advance(const FollowedDue& due, std::int32_t stop_day) noexcept;

/// Tells, lane by lane, which suppliers are unpaid, what they charge for it, and when they stop; and puts that on the
/// days after.
///
/// Within a class the oldest due is paid first, so what is unpaid of the class names the dues that are: the newest
/// ones. Only lanes with something unpaid are looked at. Source: docs/model/supplier.md.
class SupplierStrain {
 public:
  /// Requires: the plan has suppliers with terms.
  SupplierStrain(const Plan& plan, const OptionPlan& option);

  /// Before the first day of a block.
  void start(const Tiles& tiles, LateOutcomes& late) noexcept;

  /// After each day on which some lane has had something unpaid, today or before. Changes days after today alone.
  void end_day(const StrainedDay& day, OptionTiles& tiles, LateOutcomes& late) noexcept;

  /// Has the first lane's charges kept from now on.
  void follow_first_lane() { follows_first_lane_ = true; }
  const std::vector<LateCharge>& charges_of_first_lane() const { return first_lane_charges_; }

  /// What of a delivery was wanted in cash, on the first lane of the block played last.
  Minor cash_of_first_lane(std::size_t delivery, const Tiles& tiles) const {
    return cash_of(accounts_[0], delivery, 0, tiles);
  }

 private:
  /// A due, or several of one day that need not be told apart, in the order of payment.
  struct Unpaid {
    std::int32_t real_day = 0;
    std::int32_t supplier = -1;  ///< -1: of others
    Minor amount = 0;
  };

  /// One lane and what it owes.
  struct Account {
    bool is_used = false;       ///< whether anything below has been touched
    bool accrues = false;       ///< nights wait for interest to be charged
    std::vector<Unpaid> queue;  ///< from `head` on
    std::size_t head = 0;
    Minor total = 0;                     ///< of the queue
    std::vector<std::int32_t> stop_day;  ///< [supplier]; -1: goes on
    std::vector<Minor> nights;           ///< what was unpaid, night by night, since interest was charged
    std::vector<std::pair<std::int32_t, std::int32_t>>
        prepaid;  ///< (day, due) that were brought forward, the latest first

    /// Whether something has been past due to a supplier with a limit: from then on each of his deliveries is looked
    /// at.
    bool follows_credit = false;
    std::vector<Minor>
        cash;  ///< of each delivery, what is or, as it looks, will be wanted in cash; where they are followed
  };

  /// A due that is put in line.
  struct Joining {
    std::int32_t due = 0;
    Minor amount = 0;
  };

  /// What one supplier is owed at the end of a day.
  struct Standing {
    Minor owed = 0;
    std::int32_t oldest = 0;  ///< its real day, where anything is owed
    Minor late_dues = 0;      ///< those that earn the fee today
  };

  void forget(Account& account) noexcept;
  bool can_join(const Unpaid& last, std::int32_t real_day, std::int32_t supplier) const noexcept;
  void add_dues_of(const StrainedDay& day, std::size_t lane, Account& account, const OptionTiles& tiles) noexcept;
  void pay_oldest(Account& account, Minor unpaid) const noexcept;
  void look_at(const Account& account, std::int32_t today) noexcept;
  void charge(Account& account, std::size_t lane, std::int32_t today, OptionTiles& tiles, LateOutcomes& late) noexcept;
  void stop(Account& account, std::size_t supplier, std::size_t lane, std::int32_t today, OptionTiles& tiles) noexcept;
  void undo(Account& account, std::size_t exposure, std::size_t lane, std::int32_t today, OptionTiles& tiles) noexcept;
  void bring_forward(Account& account, std::size_t exposure, std::size_t lane, std::int32_t today,
                     OptionTiles& tiles) noexcept;

  // The limits of suppliers:
  void follow_credit(Account& account, std::size_t lane, std::int32_t today, const Tiles& tiles,
                     LateOutcomes& late) noexcept;
  void deliver(const CreditAccount& credit, Account& account, std::size_t lane, std::int32_t today, OptionTiles& tiles,
               LateOutcomes& late) noexcept;
  bool is_open(const CreditDelivery& delivery, const Account& account, std::int32_t day) const noexcept;
  Minor cash_of(const Account& account, std::size_t delivery, std::size_t lane, const Tiles& tiles) const noexcept;
  Minor cash_of(const Account& account, const FollowedDue& due, std::size_t lane, const Tiles& tiles) const noexcept;
  void take_back_cash(Account& account, const FollowedDue& due, std::size_t lane, std::int32_t today,
                      OptionTiles& tiles) noexcept;

  bool is_gone(const FollowedDue& due, const Account& account) const noexcept;

  const Plan& plan_;
  const OptionPlan& option_;
  const SupplierColumns& columns_;
  std::vector<std::vector<std::int32_t>> exposures_of_;  // [supplier]
  std::vector<Account> accounts_;                        // [block_lanes]
  std::vector<Standing> standings_;                      // [supplier], of the lane that is looked at
  std::vector<Joining> joining_;                         // dues of the day that ends
  bool follows_first_lane_ = false;
  std::vector<LateCharge> first_lane_charges_;
};

}  // namespace headroom
