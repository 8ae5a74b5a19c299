#include "cli/input/payment_matching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <numeric>
#include <unordered_map>

namespace headroom {

namespace {

constexpr char separator = '\x1F';  // a control character, which no name holds

/// A number as it is compared: without case, surrounding spaces and a leading `#`.
std::string compared(std::string_view number) {
  const auto is_edge = [](char c) { return c == ' ' || c == '\t'; };
  while (!number.empty() && (is_edge(number.front()) || number.front() == '#')) number.remove_prefix(1);
  while (!number.empty() && is_edge(number.back())) number.remove_suffix(1);
  std::string out(number);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

class Matching {
 public:
  Matching(const std::vector<BookedInvoice>& invoices, const std::vector<BookedPayment>& payments)
      : invoices_(invoices), payments_(payments), last_paid_(invoices.size()) {
    for (const BookedInvoice& invoice : invoices) out_.invoices.push_back({invoice.amount, 0, std::nullopt, 0});
    for (const BookedPayment& payment : payments) {
      out_.left.push_back(payment.amount);
      if (payment.is_credit_note) ++out_.credit_notes;
    }
    std::vector<std::size_t> oldest_first(invoices.size());
    std::iota(oldest_first.begin(), oldest_first.end(), std::size_t{0});
    std::stable_sort(oldest_first.begin(), oldest_first.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(invoices[a].due, invoices[a].issued) < std::pair(invoices[b].due, invoices[b].issued);
    });
    for (const std::size_t i : oldest_first) {
      by_party_[party_of(invoices[i])].push_back(i);
      if (invoices[i].number.empty()) continue;
      by_number_[party_of(invoices[i]) + separator + compared(invoices[i].number)].push_back(i);
      anyones_number_[compared(invoices[i].number)].push_back(i);
    }
  }

  PaymentMatching run() {
    std::vector<std::size_t> in_time(payments_.size());
    std::iota(in_time.begin(), in_time.end(), std::size_t{0});
    std::stable_sort(in_time.begin(), in_time.end(), [&](std::size_t a, std::size_t b) { return payments_[a].paid < payments_[b].paid; });
    std::vector<bool> met(payments_.size(), false);
    for (const std::size_t payment : in_time) met[payment] = pay_by_number(payment);
    index_open_amounts();
    for (const std::size_t payment : in_time)
      if (!met[payment] && pay_by_amount(payment)) met[payment] = true;
    for (const std::size_t payment : in_time) pay_oldest(payment, met[payment]);
    for (std::size_t i = 0; i < invoices_.size(); ++i)
      if (out_.invoices[i].open == 0 && last_paid_[i]) out_.invoices[i].settled = std::max(*last_paid_[i], invoices_[i].issued);
    return std::move(out_);
  }

 private:
  template <class Item>
  static std::string party_of(const Item& item) {
    return item.counterparty + separator + item.currency;
  }

  void pay(std::size_t payment, std::size_t invoice) {
    MatchedInvoice& matched = out_.invoices[invoice];
    const Minor amount = std::min(out_.left[payment], matched.open);
    if (amount <= 0) return;
    out_.left[payment] -= amount;
    matched.open -= amount;
    if (payments_[payment].is_credit_note) matched.credited += amount;
    else last_paid_[invoice] = std::max(last_paid_[invoice].value_or(payments_[payment].paid), payments_[payment].paid);
    ++matched.payments;
  }

  bool pay_by_number(std::size_t payment) {
    const Minor before = out_.left[payment];
    bool is_known = false;
    const std::string_view named = payments_[payment].invoices;
    for (std::size_t begin = 0; begin < named.size();) {
      // A number may itself hold a separator: the whole text is tried first.
      const std::size_t end = begin == 0 && !invoices_named(payment, named).empty() ? named.size() : named.find_first_of(",;", begin);
      for (const std::size_t invoice : invoices_named(payment, named.substr(begin, end - begin))) {
        is_known = true;
        pay(payment, invoice);
      }
      begin = std::min(end, named.size() - 1) + 1;
    }
    if (!named.empty() && !is_known) ++out_.unknown_numbers;
    if (out_.left[payment] == before) return false;
    ++out_.by_number;
    return true;
  }

  const std::vector<std::size_t>& invoices_named(std::size_t payment, std::string_view number) const {
    static const std::vector<std::size_t> none;
    const std::string key = compared(number);
    if (key.empty()) return none;
    if (!payments_[payment].counterparty.empty()) {
      const auto found = by_number_.find(party_of(payments_[payment]) + separator + key);
      return found == by_number_.end() ? none : found->second;
    }
    const auto found = anyones_number_.find(key);
    const bool is_one = found != anyones_number_.end() && found->second.size() == 1;
    return is_one && invoices_[found->second.front()].currency == payments_[payment].currency ? found->second : none;
  }

  std::string open_key(const std::string& party, Minor open) const { return fmt::format("{}{}{}", party, separator, open); }

  /// Every invoice by what the payments with numbers left open of it.
  void index_open_amounts() {
    for (const auto& [party, invoices] : by_party_)
      for (const std::size_t invoice : invoices)
        if (out_.invoices[invoice].open > 0) by_open_amount_[open_key(party, out_.invoices[invoice].open)].push_back(invoice);
  }

  bool pay_by_amount(std::size_t payment) {
    const auto found = by_open_amount_.find(open_key(party_of(payments_[payment]), out_.left[payment]));
    if (found == by_open_amount_.end()) return false;
    const auto fitting = std::find_if(found->second.begin(), found->second.end(),
                                      [&](std::size_t invoice) { return invoices_[invoice].issued <= payments_[payment].paid; });
    if (fitting == found->second.end()) return false;
    pay(payment, *fitting);
    found->second.erase(fitting);
    ++out_.by_amount;
    return true;
  }

  void pay_oldest(std::size_t payment, bool is_met) {
    const Minor before = out_.left[payment];
    std::vector<std::size_t>& invoices = by_party_[party_of(payments_[payment])];
    std::erase_if(invoices, [&](std::size_t invoice) { return out_.invoices[invoice].open == 0; });
    for (const bool in_advance : {false, true}) {
      for (const std::size_t invoice : invoices) {
        if (out_.left[payment] == 0) break;
        if ((invoices_[invoice].issued > payments_[payment].paid) == in_advance) pay(payment, invoice);
      }
    }
    if (out_.left[payment] < before && !is_met) ++out_.by_age;
    else if (!is_met) ++out_.unmatched;
  }

  const std::vector<BookedInvoice>& invoices_;
  const std::vector<BookedPayment>& payments_;
  std::vector<std::optional<Date>> last_paid_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_party_, by_number_, anyones_number_, by_open_amount_;  // oldest due first
  PaymentMatching out_;
};

std::string counted(std::size_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

}  // namespace

PaymentMatching match_payments(const std::vector<BookedInvoice>& invoices, const std::vector<BookedPayment>& payments) {
  return Matching(invoices, payments).run();
}

std::vector<std::string> matching_remarks(const PaymentMatching& matching, std::string_view invoice) {
  if (matching.left.empty()) return {};
  std::string how;
  const auto add = [&how](std::size_t count, const std::string& words) {
    if (count > 0) how += fmt::format("{}{} {}", how.empty() ? "" : ", ", count, words);
  };
  add(matching.by_number, fmt::format("by the number of the {}", invoice));
  add(matching.by_amount, "by counterparty and amount");
  add(matching.by_age, "against what was oldest");
  add(matching.unmatched, fmt::format("to no {}", invoice));
  const std::size_t payments = matching.left.size() - matching.credit_notes;
  std::string what = payments > 0 ? counted(payments, "payment") : "";
  if (matching.credit_notes > 0) what += (what.empty() ? "" : " and ") + counted(matching.credit_notes, "credit note");
  std::vector<std::string> out = {fmt::format("{} matched: {}", what, how)};
  const auto partly = static_cast<std::size_t>(std::count_if(matching.invoices.begin(), matching.invoices.end(),
                                                             [](const MatchedInvoice& one) { return one.open > 0 && one.payments > 0; }));
  if (partly > 0) out.push_back(fmt::format("{} paid in part: only the remainder is open", counted(partly, invoice)));
  if (matching.unknown_numbers > 0)
    out.push_back(fmt::format("{} matched without the number {}: no {} of the same counterparty bears it",
                              counted(matching.unknown_numbers, "payment"), matching.unknown_numbers == 1 ? "it names" : "they name",
                              invoice));
  return out;
}

}  // namespace headroom
