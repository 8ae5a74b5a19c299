#include "cli/exports/statements/statement_matching.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "models/saturated_sum.hpp"

namespace headroom {

namespace {

constexpr std::size_t telling_length = 3;

std::size_t telling_characters(std::string_view number) {
  return static_cast<std::size_t>(std::count_if(number.begin(), number.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80;
  }));
}

class StatementMatcher {
 public:
  StatementMatcher(const std::vector<OpenItem>& items, const std::vector<StatementPayment>& payments)
      : items_(items), payments_(payments) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      parties_[items[i].counterparty] = items[i].name;
      by_number_[number_key(items[i].number)].push_back(i);
    }
    by_number_.erase("");
  }

  StatementMatching run() {
    for (const StatementPayment& payment : payments_) out_.left.push_back(payment.amount);
    out_.items.resize(items_.size());
    for (std::size_t i = 0; i < items_.size(); ++i) out_.items[i].open = items_[i].open;
    pay_batches();
    pay_named();
    pay_by_amount();
    return std::move(out_);
  }

 private:
  const std::set<std::string>& parties_named(const std::string& party) {
    const auto [known, is_new] = same_names_.try_emplace(party);
    if (is_new && !party.empty())
      for (const auto& [counterparty, name] : parties_)
        if (is_same_name(party, counterparty.substr(0, counterparty.find(" ("))) ||
            (!name.empty() && is_same_name(party, name)))
          known->second.insert(counterparty);
    return known->second;
  }

  /// The items whose number a payment's reference names: of the party itself where it is among them, else all of one
  /// counterparty.
  std::vector<std::size_t> items_named(const StatementPayment& payment) {
    const std::set<std::string>& parties = parties_named(payment.party);
    std::vector<std::size_t> named;
    for (const std::string& key : number_keys_in(payment.reference)) {
      const auto found = by_number_.find(key);
      if (found == by_number_.end()) continue;
      for (const std::size_t i : found->second) {
        const bool is_telling =
            telling_characters(items_[i].number) >= telling_length || parties.contains(items_[i].counterparty);
        if (items_[i].currency == payment.currency && is_telling) named.push_back(i);
      }
    }
    const auto is_of_party = [&](std::size_t i) { return parties.contains(items_[i].counterparty); };
    if (std::any_of(named.begin(), named.end(), is_of_party)) {
      named.erase(std::remove_if(named.begin(), named.end(), [&](std::size_t i) { return !is_of_party(i); }),
                  named.end());
      return named;
    }
    const bool is_one_counterparty = std::all_of(named.begin(), named.end(), [&](std::size_t i) {
      return items_[i].counterparty == items_[named.front()].counterparty;
    });
    return is_one_counterparty ? named : std::vector<std::size_t>();
  }

  /// A batch without single amounts pays what its parts name, where that comes to it, but for a little: the bank's
  /// charges.
  void pay_batches() {
    constexpr Minor charges_parts_least = 20;
    is_named_.assign(payments_.size(), false);
    std::vector<BookedPayment> booked;
    std::vector<std::size_t> of_payment;
    for (std::size_t i = 0; i < payments_.size(); ++i) {
      const StatementPayment& payment = payments_[i];
      if (payment.parts.size() < 2) continue;
      std::set<std::size_t> items;
      bool are_all_told = true;
      for (const StatementPart& part : payment.parts) {
        const std::vector<std::size_t> named =
            items_of_part({part.party, part.reference, payment.currency, payment.day, payment.amount});
        are_all_told = are_all_told && !named.empty();
        items.insert(named.begin(), named.end());
      }
      Minor open = 0;
      for (const std::size_t item : items) open = saturated_sum(open, out_.items[item].open);
      const bool comes_to_it = open >= payment.amount && open - payment.amount <= open / charges_parts_least;
      if (!are_all_told || !comes_to_it) {
        if (!items.empty()) out_.unclear_batches.push_back(i);
        is_named_[i] = !items.empty();
        if (!items.empty()) ++out_.unmatched;
        continue;
      }
      for (const std::size_t item : items)
        booked.push_back({items_[item].counterparty, payment.currency, items_[item].number, payment.day,
                          out_.items[item].open, false});
      is_named_[i] = true;
      ++out_.by_number;
      out_.left[i] = 0;
    }
    of_payment.clear();
    if (!booked.empty()) match(booked, of_payment);
  }

  /// What a part of a batch pays: by number, else the only open item of its party.
  std::vector<std::size_t> items_of_part(const StatementPayment& part) {
    std::vector<std::size_t> named = items_named(part);
    if (!named.empty()) return named;
    const std::set<std::string>& parties = parties_named(part.party);
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (parties.contains(items_[i].counterparty) && items_[i].currency == part.currency && out_.items[i].open > 0)
        named.push_back(i);
    return named.size() == 1 ? named : std::vector<std::size_t>();
  }

  void pay_named() {
    std::vector<BookedPayment> booked;
    std::vector<std::size_t> of_payment;
    for (std::size_t i = 0; i < payments_.size(); ++i) {
      if (is_named_[i]) continue;  // a batch
      const std::vector<std::size_t> named = items_named(payments_[i]);
      if (named.empty()) continue;
      std::string numbers;
      for (const std::size_t item : named) numbers += (numbers.empty() ? "" : ";") + items_[item].number;
      booked.push_back({items_[named.front()].counterparty, payments_[i].currency, numbers, payments_[i].day,
                        payments_[i].amount, false});
      of_payment.push_back(i);
    }
    const PaymentMatching matching = match(booked, of_payment);
    out_.by_number += booked.size() - matching.unmatched;
    out_.unmatched += matching.unmatched;
    for (const std::size_t payment : of_payment) is_named_[payment] = true;
  }

  /// A payment that names nothing pays an item of its party only where exactly its amount is open, and as often as
  /// that.
  void pay_by_amount() {
    std::map<std::tuple<std::string, std::string, Minor>, int> open;  // counterparty, currency, amount
    for (std::size_t i = 0; i < items_.size(); ++i)
      ++open[{items_[i].counterparty, items_[i].currency, out_.items[i].open}];
    std::vector<BookedPayment> booked;
    std::vector<std::size_t> of_payment;
    for (std::size_t i = 0; i < payments_.size(); ++i) {
      if (is_named_[i]) continue;
      const StatementPayment& payment = payments_[i];
      std::vector<std::string> candidates;
      for (const std::string& party : parties_named(payment.party)) {
        const auto found = open.find({party, payment.currency, payment.amount});
        if (found != open.end() && found->second > 0) candidates.push_back(party);
      }
      if (candidates.size() != 1) {
        ++out_.unmatched;
        continue;
      }
      --open[{candidates.front(), payment.currency, payment.amount}];
      booked.push_back({candidates.front(), payment.currency, "", payment.day, payment.amount, false});
      of_payment.push_back(i);
    }
    match(booked, of_payment);
    out_.by_amount = booked.size();
  }

  /// Lets payments meet what is still open, and takes over what they did.
  PaymentMatching match(const std::vector<BookedPayment>& booked, const std::vector<std::size_t>& of_payment) {
    std::vector<BookedInvoice> invoices;
    std::vector<std::size_t> of_item;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (out_.items[i].open == 0) continue;
      invoices.push_back({items_[i].counterparty, items_[i].currency, items_[i].number, items_[i].issued, items_[i].due,
                          out_.items[i].open});
      of_item.push_back(i);
    }
    PaymentMatching matching = match_payments(invoices, booked);
    for (std::size_t i = 0; i < of_item.size(); ++i) {
      MatchedInvoice& item = out_.items[of_item[i]];
      item.open = matching.invoices[i].open;
      item.settled = matching.invoices[i].settled;
      item.payments += matching.invoices[i].payments;
    }
    for (std::size_t i = 0; i < of_payment.size(); ++i) out_.left[of_payment[i]] = matching.left[i];
    return matching;
  }

  const std::vector<OpenItem>& items_;
  const std::vector<StatementPayment>& payments_;
  std::map<std::string, std::vector<std::size_t>> by_number_;  // number_key -> items
  std::map<std::string, std::string> parties_;                 // counterparty -> its name
  std::map<std::string, std::set<std::string>> same_names_;    // the bank's name -> counterparties
  std::vector<bool> is_named_;                                 // [payment]
  StatementMatching out_;
};

}  // namespace

StatementMatching match_statement(const std::vector<OpenItem>& items, const std::vector<StatementPayment>& payments) {
  return StatementMatcher(items, payments).run();
}

}  // namespace headroom
