#include "cli/exports/books/payment_matching.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <numeric>
#include <queue>
#include <unordered_map>

#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

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

/// Open invoices, oldest due first, of which those count first that are issued by a day; the day only moves on. What is
/// paid is dropped once, so that as many payments as invoices do not make their product.
class InvoiceQueue {
 public:
  /// Adds one that is due no earlier than the last.
  void add(std::size_t invoice) { oldest_first_.push_back(invoice); }

  /// Lets in what is issued by a day.
  void move_to(Date day, const std::vector<BookedInvoice>& invoices) {
    if (by_issue_.size() < oldest_first_.size()) {
      by_issue_.resize(oldest_first_.size());
      std::iota(by_issue_.begin(), by_issue_.end(), std::size_t{0});
      std::sort(by_issue_.begin(), by_issue_.end(), [&](std::size_t a, std::size_t b) {
        return invoices[oldest_first_[a]].issued < invoices[oldest_first_[b]].issued;
      });
    }
    for (; next_issue_ < by_issue_.size() && invoices[oldest_first_[by_issue_[next_issue_]]].issued <= day;
         ++next_issue_)
      issued_.push(by_issue_[next_issue_]);
  }

  /// The oldest due that is issued and of which `is_open`; nothing where there is none.
  template <class IsOpen>
  std::optional<std::size_t> oldest_issued(const IsOpen& is_open) {
    while (!issued_.empty() && !is_open(oldest_first_[issued_.top()])) issued_.pop();
    return issued_.empty() ? std::nullopt : std::optional(oldest_first_[issued_.top()]);
  }

  /// The oldest due of all of which `is_open`.
  template <class IsOpen>
  std::optional<std::size_t> oldest(const IsOpen& is_open) {
    while (next_ < oldest_first_.size() && !is_open(oldest_first_[next_])) ++next_;
    return next_ == oldest_first_.size() ? std::nullopt : std::optional(oldest_first_[next_]);
  }

 private:
  std::vector<std::size_t> oldest_first_;
  std::size_t next_ = 0;
  std::vector<std::size_t> by_issue_;  // places in oldest_first_
  std::size_t next_issue_ = 0;
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> issued_;  // likewise
};

/// Invoices of one number, of which the first may be paid already.
struct NumberedInvoices {
  std::vector<std::size_t> oldest_first;
  std::size_t first_open = 0;
};

class Matching {
 public:
  Matching(const std::vector<BookedInvoice>& invoices, const std::vector<BookedPayment>& payments)
      : invoices_(invoices), payments_(payments), last_paid_(invoices.size()) {
    for (const BookedInvoice& invoice : invoices) out_.invoices.push_back({invoice.amount, 0, std::nullopt, 0});
    for (const BookedPayment& payment : payments) {
      out_.left.push_back(payment.amount);
      if (payment.is_credit_note) ++out_.credit_notes;
    }
    oldest_first_.resize(invoices.size());
    std::iota(oldest_first_.begin(), oldest_first_.end(), std::size_t{0});
    std::stable_sort(oldest_first_.begin(), oldest_first_.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(invoices[a].due, invoices[a].issued) < std::pair(invoices[b].due, invoices[b].issued);
    });
    for (const std::size_t i : oldest_first_) {
      by_party_[party_of(invoices[i])].add(i);
      if (invoices[i].number.empty()) continue;
      by_number_[party_of(invoices[i]) + separator + compared(invoices[i].number)].oldest_first.push_back(i);
      anyones_number_[compared(invoices[i].number)].oldest_first.push_back(i);
    }
  }

  PaymentMatching run() {
    std::vector<std::size_t> in_time(payments_.size());
    std::iota(in_time.begin(), in_time.end(), std::size_t{0});
    std::stable_sort(in_time.begin(), in_time.end(),
                     [&](std::size_t a, std::size_t b) { return payments_[a].paid < payments_[b].paid; });
    std::vector<bool> met(payments_.size(), false);
    for (const std::size_t payment : in_time) met[payment] = pay_by_number(payment);
    index_open_amounts();
    for (const std::size_t payment : in_time)
      if (!met[payment] && pay_by_amount(payment)) met[payment] = true;
    for (const std::size_t payment : in_time) pay_oldest(payment, met[payment]);
    for (std::size_t i = 0; i < invoices_.size(); ++i)
      if (out_.invoices[i].open == 0 && last_paid_[i])
        out_.invoices[i].settled = std::max(*last_paid_[i], invoices_[i].issued);
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
      const std::size_t end =
          begin == 0 && invoices_named(payment, named) != nullptr ? named.size() : named.find_first_of(",;", begin);
      if (NumberedInvoices* const invoices = invoices_named(payment, named.substr(begin, end - begin))) {
        is_known = true;
        pay_numbered(payment, *invoices);
      }
      begin = std::min(end, named.size() - 1) + 1;
    }
    if (!named.empty() && !is_known) ++out_.unknown_numbers;
    if (out_.left[payment] == before) return false;
    ++out_.by_number;
    return true;
  }

  void pay_numbered(std::size_t payment, NumberedInvoices& invoices) {
    const std::vector<std::size_t>& oldest_first = invoices.oldest_first;
    while (invoices.first_open < oldest_first.size() && out_.left[payment] > 0) {
      pay(payment, oldest_first[invoices.first_open]);
      if (is_open(oldest_first[invoices.first_open])) return;
      ++invoices.first_open;
    }
  }

  bool is_open(std::size_t invoice) const { return out_.invoices[invoice].open > 0; }

  /// The invoices of a number that a payment names; null where there are none.
  NumberedInvoices* invoices_named(std::size_t payment, std::string_view number) {
    const std::string key = compared(number);
    if (key.empty()) return nullptr;
    if (!payments_[payment].counterparty.empty()) {
      const auto found = by_number_.find(party_of(payments_[payment]) + separator + key);
      return found == by_number_.end() ? nullptr : &found->second;
    }
    const auto found = anyones_number_.find(key);
    const bool is_one = found != anyones_number_.end() && found->second.oldest_first.size() == 1;
    return is_one && invoices_[found->second.oldest_first.front()].currency == payments_[payment].currency
               ? &found->second
               : nullptr;
  }

  std::string open_key(const std::string& party, Minor open) const {
    return fmt::format("{}{}{}", party, separator, open);
  }

  /// Every invoice by what the payments with numbers left open of it.
  void index_open_amounts() {
    for (const std::size_t invoice : oldest_first_)
      if (is_open(invoice))
        by_open_amount_[open_key(party_of(invoices_[invoice]), out_.invoices[invoice].open)].add(invoice);
  }

  bool pay_by_amount(std::size_t payment) {
    const auto found = by_open_amount_.find(open_key(party_of(payments_[payment]), out_.left[payment]));
    if (found == by_open_amount_.end()) return false;
    found->second.move_to(payments_[payment].paid, invoices_);
    const auto fitting = found->second.oldest_issued([this](std::size_t invoice) { return is_open(invoice); });
    if (!fitting) return false;
    pay(payment, *fitting);
    ++out_.by_amount;
    return true;
  }

  /// What was issued by then first, then what was paid in advance.
  void pay_oldest(std::size_t payment, bool is_met) {
    const Minor before = out_.left[payment];
    InvoiceQueue& invoices = by_party_[party_of(payments_[payment])];
    invoices.move_to(payments_[payment].paid, invoices_);
    const auto is_open_still = [this](std::size_t invoice) { return is_open(invoice); };
    while (out_.left[payment] > 0) {
      std::optional<std::size_t> invoice = invoices.oldest_issued(is_open_still);
      if (!invoice) invoice = invoices.oldest(is_open_still);
      if (!invoice) break;
      pay(payment, *invoice);
    }
    if (out_.left[payment] < before && !is_met) ++out_.by_age;
    else if (!is_met) ++out_.unmatched;
  }

  const std::vector<BookedInvoice>& invoices_;
  const std::vector<BookedPayment>& payments_;
  std::vector<std::optional<Date>> last_paid_;
  std::vector<std::size_t> oldest_first_;
  std::unordered_map<std::string, InvoiceQueue> by_party_, by_open_amount_;
  std::unordered_map<std::string, NumberedInvoices> by_number_, anyones_number_;
  PaymentMatching out_;
};

/// How many payments found what they pay in one way.
void add_way(std::size_t count, Message way, std::vector<Message>& ways) {
  if (count == 0) return;
  if (!ways.empty()) ways.emplace_back(", ");
  ways.push_back(message("{} {}", count, std::move(way)));
}

}  // namespace

PaymentMatching match_payments(const std::vector<BookedInvoice>& invoices, const std::vector<BookedPayment>& payments) {
  return Matching(invoices, payments).run();
}

std::vector<Message> matching_remarks(const PaymentMatching& matching, std::string_view invoice) {
  if (matching.left.empty()) return {};
  const Message item(invoice);
  std::vector<Message> ways;
  add_way(matching.by_number, message("by the number of the {}", item), ways);
  add_way(matching.by_amount, message("by counterparty and amount"), ways);
  add_way(matching.by_age, message("against what was oldest"), ways);
  add_way(matching.unmatched, message("to no {}", item), ways);
  const std::size_t payments = matching.left.size() - matching.credit_notes;
  const Message paid = how_many(payments, "payment", "payments"),
                credited = how_many(matching.credit_notes, "credit note", "credit notes");
  const Message what = matching.credit_notes == 0 ? paid
                       : payments == 0            ? credited
                                                  : message("{} and {}", paid, credited);
  std::vector<Message> out = {message("{} matched: {}", what, ways)};
  const auto partly = static_cast<std::size_t>(
      std::count_if(matching.invoices.begin(), matching.invoices.end(),
                    [](const MatchedInvoice& one) { return one.open > 0 && one.payments > 0; }));
  if (partly > 0)
    out.push_back(
        message("{} paid in part: only the remainder is open", how_many(partly, invoice, std::string(invoice) + "s")));
  if (matching.unknown_numbers == 1)
    out.push_back(
        message("1 payment matched without the number it names: no {} of the same counterparty bears it", item));
  if (matching.unknown_numbers > 1)
    out.push_back(message("{} payments matched without the number they name: no {} of the same counterparty bears it",
                          matching.unknown_numbers, item));
  return out;
}

}  // namespace headroom
