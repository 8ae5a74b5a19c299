#include "engine/settlement/supplier_strain.hpp"

#include <algorithm>

#include "engine/paths/played_exposure.hpp"

namespace headroom {

std::int32_t day_in_advance(const FollowedDue& due, std::int32_t stop_day) noexcept {
  return std::min(std::max(due.prepaid_day, stop_day + 1), due.day);
}

SupplierStrain::SupplierStrain(const Plan& plan, const OptionPlan& option)
    : plan_(plan),
      option_(option),
      columns_(plan.suppliers),
      exposures_of_(columns_.terms.size()),
      accounts_(block_lanes),
      standings_(columns_.terms.size()) {
  for (std::size_t i = 0; i < columns_.exposure_count(); ++i)
    if (const std::int32_t supplier = columns_.exposures[i].supplier; supplier >= 0)
      exposures_of_[static_cast<std::size_t>(supplier)].push_back(static_cast<std::int32_t>(i));
  for (Account& account : accounts_) {
    account.queue.reserve(columns_.dues.size() + columns_.credit.deliveries.size() + plan.day_count());
    account.prepaid.reserve(columns_.dues.size());
    account.stop_day.resize(columns_.terms.size(), -1);
    account.nights.resize(columns_.terms.size());
    account.cash.resize(columns_.credit.deliveries.size());
  }
  joining_.reserve(2 * columns_.dues.size());
}

void SupplierStrain::start(const Tiles& tiles, LateOutcomes& late) noexcept {
  for (Account& account : accounts_) forget(account);
  std::fill(late.stop_day.begin(), late.stop_day.end(), plan_.horizon_days + 1);
  std::fill(late.interest.begin(), late.interest.end(), 0);
  std::fill(late.fees.begin(), late.fees.end(), 0);
  std::fill(late.cash_day.begin(), late.cash_day.end(), plan_.horizon_days + 1);
  std::fill(late.cash.begin(), late.cash.end(), 0);
  for (std::size_t i = 0; i < columns_.credit.accounts.size(); ++i) {
    const std::size_t row = static_cast<std::size_t>(columns_.credit.accounts[i].supplier) * block_lanes;
    for (std::size_t lane = 0; lane < block_lanes; ++lane)
      late.cash_day[row + lane] = static_cast<std::int32_t>(tiles.on_delivery.first_day[i * block_lanes + lane]);
    std::copy_n(tiles.on_delivery.sum.data() + i * block_lanes, block_lanes, late.cash.data() + row);
  }
  first_lane_charges_.clear();
}

void SupplierStrain::forget(Account& account) noexcept {
  if (!account.is_used) return;
  account.is_used = account.accrues = account.follows_credit = false;
  account.queue.clear();
  account.head = 0;
  account.total = 0;
  account.prepaid.clear();
  std::fill(account.stop_day.begin(), account.stop_day.end(), -1);
  std::fill(account.nights.begin(), account.nights.end(), 0);
}

void SupplierStrain::end_day(const StrainedDay& day, OptionTiles& tiles, LateOutcomes& late) noexcept {
  for (std::size_t slot = 0; slot < day.debtor_count; ++slot) {
    const auto lane = static_cast<std::size_t>(day.lane_of_debtor[slot]);
    Account& account = accounts_[lane];
    if (day.unpaid[slot] > 0) {
      account.is_used = true;
      add_dues_of(day, lane, account, tiles);
    } else if (!account.accrues && account.total == 0 && !account.follows_credit) {
      continue;
    }
    pay_oldest(account, day.unpaid[slot]);
    look_at(account, day.today);
    follow_credit(account, lane, day.today, tiles.drawn(), late);
    charge(account, lane, day.today, tiles, late);
    for (std::size_t i = 0; i < standings_.size(); ++i) {
      const Supplier& terms = columns_.terms[i];
      if (!terms.stops_after || account.stop_day[i] >= 0 || standings_[i].owed == 0) continue;
      if (day.today - standings_[i].oldest < *terms.stops_after) continue;
      stop(account, i, lane, day.today, tiles);
      late.stop_day[i * block_lanes + lane] = day.today;
    }
    if (account.follows_credit && day.today < plan_.horizon_days)
      for (const CreditAccount& credit : columns_.credit.accounts)
        deliver(credit, account, lane, day.today, tiles, late);
  }
}

/// Whether a stop has taken a due from its day.
bool SupplierStrain::is_gone(const FollowedDue& due, const Account& account) const noexcept {
  if (due.exposure < 0 || due.supplier < 0) return false;
  const std::int32_t stop_day = account.stop_day[static_cast<std::size_t>(due.supplier)];
  if (stop_day < 0 || due.day <= stop_day) return false;
  if (columns_.exposures[static_cast<std::size_t>(due.exposure)].delivery_day <= stop_day) return false;
  const bool moves = columns_.terms[static_cast<std::size_t>(due.supplier)].when_stopped == WhenStopped::prepayment;
  return !moves || day_in_advance(due, stop_day) < due.day;
}

/// Whether what comes next in the order of payment need not be told apart from the last: nobody counts it as a due of
/// its own.
bool SupplierStrain::can_join(const Unpaid& last, std::int32_t real_day, std::int32_t supplier) const noexcept {
  if (last.supplier != supplier) return false;
  return supplier < 0 ||
         (last.real_day == real_day && columns_.terms[static_cast<std::size_t>(supplier)].late_fee == 0);
}

Minor SupplierStrain::cash_of(const Account& account, std::size_t delivery, std::size_t lane,
                              const Tiles& tiles) const noexcept {
  return account.follows_credit ? account.cash[delivery] : tiles.on_delivery.parts[delivery * block_lanes + lane];
}

/// What of a due is paid on delivery, and so does not fall due on its day.
Minor SupplierStrain::cash_of(const Account& account, const FollowedDue& due, std::size_t lane,
                              const Tiles& tiles) const noexcept {
  return due.delivery < 0 ? 0 : cash_of(account, static_cast<std::size_t>(due.delivery), lane, tiles);
}

/// Once something is past due to a supplier with a limit, his account is no longer what the draws alone make of it.
void SupplierStrain::follow_credit(Account& account, std::size_t lane, std::int32_t today, const Tiles& tiles,
                                   LateOutcomes& late) noexcept {
  const auto is_owed = [this](const CreditAccount& credit) {
    return standings_[static_cast<std::size_t>(credit.supplier)].owed > 0;
  };
  const CreditColumns& columns = columns_.credit;
  if (account.follows_credit || std::none_of(columns.accounts.begin(), columns.accounts.end(), is_owed)) return;
  account.follows_credit = true;
  for (std::size_t i = 0; i < account.cash.size(); ++i)
    account.cash[i] = tiles.on_delivery.parts[i * block_lanes + lane];
  for (const CreditAccount& credit : columns.accounts) {  // what has been paid on delivery so far
    const std::size_t place = static_cast<std::size_t>(credit.supplier) * block_lanes + lane;
    late.cash[place] = 0;
    for (std::int32_t i = credit.delivered_begin[0]; i < credit.delivered_begin[static_cast<std::size_t>(today) + 1];
         ++i)
      late.cash[place] += account.cash[static_cast<std::size_t>(i)];
    if (late.cash_day[place] > today) late.cash_day[place] = plan_.horizon_days + 1;
  }
}

/// Whether what was lent of an earlier delivery is on the account on the morning of a day: it falls due on that day or
/// later.
bool SupplierStrain::is_open(const CreditDelivery& delivery, const Account& account, std::int32_t day) const noexcept {
  const FollowedDue& due = columns_.dues[static_cast<std::size_t>(delivery.due)];
  if (!is_gone(due, account)) return delivery.due_day >= day;
  const std::int32_t stop_day = account.stop_day[static_cast<std::size_t>(due.supplier)];
  const bool moves = columns_.terms[static_cast<std::size_t>(due.supplier)].when_stopped == WhenStopped::prepayment;
  return moves && delivery.day <= stop_day && day_in_advance(due, stop_day) >= day;
}

/// Tomorrow's deliveries are lent as far as the limit goes, by what is on the account tonight; the rest is paid
/// tomorrow.
void SupplierStrain::deliver(const CreditAccount& credit, Account& account, std::size_t lane, std::int32_t today,
                             OptionTiles& tiles, LateOutcomes& late) noexcept {
  const std::int32_t day = today + 1;
  const auto row = static_cast<std::size_t>(day), supplier = static_cast<std::size_t>(credit.supplier);
  const std::int32_t begin = credit.delivered_begin[row], end = credit.delivered_begin[row + 1];
  if (begin == end) return;
  if (credit.steps.empty() && standings_[supplier].owed + credit.most_lent <= credit.limit)
    return;  // whatever the amounts
  const auto amount_of = [&](const CreditDelivery& delivery) {
    return tiles.drawn().dues[deliveries_tile][static_cast<std::size_t>(delivery.tile_row) * block_lanes + lane];
  };
  Minor open = standings_[supplier].owed + credit.bills[row];
  for (std::int32_t i = credit.open_begin[row]; i < begin; ++i) {
    const CreditDelivery& earlier = columns_.credit.deliveries[static_cast<std::size_t>(i)];
    if (is_open(earlier, account, day)) open += amount_of(earlier) - account.cash[static_cast<std::size_t>(i)];
  }
  for (std::int32_t i = begin; i < end; ++i) {
    const CreditDelivery& delivery = columns_.credit.deliveries[static_cast<std::size_t>(i)];
    if (is_gone(columns_.dues[static_cast<std::size_t>(delivery.due)], account)) continue;
    const Minor amount = amount_of(delivery), lent = std::clamp<Minor>(credit.limit - open, 0, amount),
                cash = amount - lent;
    open += lent;
    Minor& before = account.cash[static_cast<std::size_t>(i)];
    if (cash != before) {
      tiles.add_prepayment(supplier_tile, day, lane, cash - before, today);
      if (delivery.due_day <= plan_.horizon_days)
        tiles.change_due(supplier_tile, delivery.due_day, lane, before - cash, today);
      before = cash;
    }
    late.cash[supplier * block_lanes + lane] += cash;
    std::int32_t& first_day = late.cash_day[supplier * block_lanes + lane];
    if (cash > 0) first_day = std::min(first_day, day);
  }
}

/// What is not delivered is not paid on delivery either.
void SupplierStrain::take_back_cash(Account& account, const FollowedDue& due, std::size_t lane, std::int32_t today,
                                    OptionTiles& tiles) noexcept {
  if (due.delivery < 0) return;
  const CreditDelivery& delivery = columns_.credit.deliveries[static_cast<std::size_t>(due.delivery)];
  Minor& cash = account.cash[static_cast<std::size_t>(due.delivery)];
  if (delivery.day <= today || cash == 0) return;
  tiles.add_prepayment(supplier_tile, delivery.day, lane, -cash, today);
  cash = 0;
}

/// Adds what falls due today to what is owed: those that are followed one by one, then the rest of the class.
void SupplierStrain::add_dues_of(const StrainedDay& day, std::size_t lane, Account& account,
                                 const OptionTiles& tiles) noexcept {
  const auto today = static_cast<std::size_t>(day.today);
  const bool is_put_off = tiles.is_put_off(supplier_tile, day.today);
  const Tiles& drawn = tiles.drawn();
  joining_.clear();
  for (std::int32_t i = columns_.due_begin[today]; i < columns_.due_begin[today + 1]; ++i) {
    const FollowedDue& due = columns_.dues[static_cast<std::size_t>(i)];
    if ((due.deferrable && is_put_off) || is_gone(due, account)) continue;
    joining_.push_back({i, played_due(plan_, drawn.followed, due, lane) - cash_of(account, due, lane, drawn)});
  }
  const std::size_t in_order = joining_.size();
  while (!account.prepaid.empty() && account.prepaid.back().first <= day.today) {
    const auto [due_day, i] = account.prepaid.back();
    const FollowedDue& due = columns_.dues[static_cast<std::size_t>(i)];
    if (due_day == day.today)
      joining_.push_back({i, played_due(plan_, drawn.followed, due, lane) - cash_of(account, due, lane, drawn)});
    account.prepaid.pop_back();
  }
  for (const CreditAccount& credit : columns_.credit.accounts)
    for (std::int32_t i = credit.delivered_begin[today]; i < credit.delivered_begin[today + 1]; ++i)
      if (const Minor cash = cash_of(account, static_cast<std::size_t>(i), lane, drawn); cash > 0)
        joining_.push_back({columns_.credit.deliveries[static_cast<std::size_t>(i)].due, cash});
  if (joining_.size() > in_order)  // of one day, for nothing is brought forward to day 0
    std::sort(joining_.begin(), joining_.end(), [this](const Joining& a, const Joining& b) {
      return columns_.dues[static_cast<std::size_t>(a.due)].rank < columns_.dues[static_cast<std::size_t>(b.due)].rank;
    });
  Minor rest = option_.dues[static_cast<std::size_t>(PaymentClass::supplier)][today] + day.random_dues[lane];
  const auto add = [&](std::int32_t real_day, std::int32_t supplier, Minor amount) {
    if (amount == 0) return;
    account.total += amount;
    if (account.head < account.queue.size() && can_join(account.queue.back(), real_day, supplier))
      account.queue.back().amount += amount;
    else account.queue.push_back({real_day, supplier, amount});
  };
  for (const auto& [place, amount] : joining_) {
    const FollowedDue& due = columns_.dues[static_cast<std::size_t>(place)];
    add(std::min(due.real_day, day.today), due.supplier, amount);
    rest -= amount;
  }
  add(day.today, -1, rest);
}

/// The oldest are paid until what is owed is what stayed unpaid.
void SupplierStrain::pay_oldest(Account& account, Minor unpaid) const noexcept {
  Minor paid = account.total - unpaid;
  for (; paid > 0 && account.head < account.queue.size(); ++account.head) {
    Unpaid& oldest = account.queue[account.head];
    const Minor part = std::min(paid, oldest.amount);
    oldest.amount -= part;
    paid -= part;
    if (oldest.amount > 0) break;
  }
  account.total = unpaid;
  if (unpaid > 0) return;
  account.queue.clear();
  account.head = 0;
}

void SupplierStrain::look_at(const Account& account, std::int32_t today) noexcept {
  std::fill(standings_.begin(), standings_.end(), Standing());
  for (std::size_t i = account.head; i < account.queue.size(); ++i) {
    const Unpaid& due = account.queue[i];
    if (due.supplier < 0) continue;
    Standing& standing = standings_[static_cast<std::size_t>(due.supplier)];
    if (standing.owed == 0) standing.oldest = due.real_day;
    standing.owed += due.amount;
    standing.late_dues += today - due.real_day == columns_.terms[static_cast<std::size_t>(due.supplier)].grace_days;
  }
}

/// Fees fall due the day after, interest on each month's last day.
void SupplierStrain::charge(Account& account, std::size_t lane, std::int32_t today, OptionTiles& tiles,
                            LateOutcomes& late) noexcept {
  account.accrues = false;
  for (std::size_t i = 0; i < standings_.size(); ++i) {
    const Supplier& terms = columns_.terms[i];
    account.nights[i] += standings_[i].owed;
    if (today >= plan_.horizon_days) continue;
    const std::int32_t tomorrow = today + 1;
    LateCharge charged = {tomorrow, static_cast<std::int32_t>(i), 0, standings_[i].late_dues * terms.late_fee};
    if (columns_.is_month_end[static_cast<std::size_t>(tomorrow)]) {
      charged.interest = share_of(account.nights[i], terms.late_interest / 365.0);
      account.nights[i] = 0;
    }
    account.accrues = account.accrues || account.nights[i] > 0;
    if (charged.interest + charged.fees == 0) continue;
    late.interest[lane] += charged.interest;
    late.fees[lane] += charged.fees;
    tiles.add_charge(other_tile, tomorrow, lane, charged.interest + charged.fees, today);
    if (follows_first_lane_ && lane == 0) first_lane_charges_.push_back(charged);
  }
}

void SupplierStrain::stop(Account& account, std::size_t supplier, std::size_t lane, std::int32_t today,
                          OptionTiles& tiles) noexcept {
  account.stop_day[supplier] = today;
  const bool brings_forward = columns_.terms[supplier].when_stopped == WhenStopped::prepayment;
  for (const std::int32_t i : exposures_of_[supplier]) {
    const auto exposure = static_cast<std::size_t>(i);
    if (columns_.exposures[exposure].delivery_day <= today) continue;
    if (brings_forward) bring_forward(account, exposure, lane, today, tiles);
    else undo(account, exposure, lane, today, tiles);
  }
  if (brings_forward) std::sort(account.prepaid.begin(), account.prepaid.end(), std::greater<>());
}

/// What cannot be delivered brings no money; its deposit is owed back; what of its cost is still to fall due does not.
void SupplierStrain::undo(Account& account, std::size_t exposure, std::size_t lane, std::int32_t today,
                          OptionTiles& tiles) noexcept {
  const FollowedExposure& followed = columns_.exposures[exposure];
  const FollowedOutcomes& outcomes = tiles.drawn().followed;
  if (went_ahead(plan_, outcomes, static_cast<std::size_t>(followed.order), lane)) {
    const PlayedReceipt receipt = played_receipt(plan_, outcomes, exposure, lane);
    Minor refund = followed.deposit;
    if (receipt.day <= today) refund += receipt.amount;  // a part paid ahead goes back like a deposit
    else if (receipt.day <= plan_.horizon_days) tiles.change_receipt(receipt.day, lane, -receipt.amount, today);
    if (refund > 0 && followed.refund_day <= plan_.horizon_days)
      tiles.change_due(other_tile, followed.refund_day, lane, refund, today);
  }
  for (std::int32_t i = followed.due_begin; i < columns_.exposures[exposure + 1].due_begin; ++i) {
    const FollowedDue& due = columns_.dues[static_cast<std::size_t>(columns_.dues_of[static_cast<std::size_t>(i)])];
    if (due.day <= today) continue;
    const Minor cash = cash_of(account, due, lane, tiles.drawn());
    take_back_cash(account, due, lane, today, tiles);
    if (due.day > plan_.horizon_days) continue;
    tiles.change_due(supplier_tile, due.day, lane, cash - played_due(plan_, tiles.drawn().followed, due, lane), today);
  }
}

void SupplierStrain::bring_forward(Account& account, std::size_t exposure, std::size_t lane, std::int32_t today,
                                   OptionTiles& tiles) noexcept {
  for (std::int32_t i = columns_.exposures[exposure].due_begin; i < columns_.exposures[exposure + 1].due_begin; ++i) {
    const std::int32_t place = columns_.dues_of[static_cast<std::size_t>(i)];
    const FollowedDue& due = columns_.dues[static_cast<std::size_t>(place)];
    const std::int32_t day = day_in_advance(due, today);
    if (due.day <= today || day >= due.day) continue;
    const Minor amount = played_due(plan_, tiles.drawn().followed, due, lane),
                cash = cash_of(account, due, lane, tiles.drawn());
    if (due.day <= plan_.horizon_days) tiles.change_due(supplier_tile, due.day, lane, cash - amount, today);
    take_back_cash(account, due, lane, today, tiles);
    tiles.add_prepayment(supplier_tile, day, lane, amount - cash_of(account, due, lane, tiles.drawn()),
                         today);  // on day H at the latest
    account.prepaid.push_back({day, place});
  }
}

}  // namespace headroom
