#include "cli/checks/likely_doubles.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>

#include "cli/syntax/keyed_places.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/words.hpp"

namespace headroom {

namespace {

constexpr std::size_t shown_of_a_kind_max = 20, counted_of_a_kind_max = 1000;
constexpr int same_invoice_days_max = 3;
constexpr int order_invoice_days_max = 5;
constexpr int cost_days_max = 10, cost_days_of_week_max = 2;
constexpr int loan_days_max = 5;
constexpr int months_looked_at = 13;
constexpr std::size_t instalments_looked_at = 14;
constexpr double alike_share_max = 0.10;
constexpr std::size_t telling_word_bytes_least = 4;

/// A number as people mistype it: its digits, without what stands before them, leading zeros and the `(2)` of an
/// import.
std::string bare_number(std::string_view number) {
  number = number.substr(0, number.rfind(" ("));
  std::string out;
  for (const char c : number.substr(std::min(number.find_first_of("123456789"), number.size())))
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += c;
  return out.empty() ? std::string(number) : lower_case(out);
}

/// The words of a text that may tell whom it is about, in small letters.
std::vector<std::string> telling_words(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : lower_case(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || byte >= 0x80) words.back() += c;
    else if (!words.back().empty()) words.emplace_back();
  }
  std::erase_if(words, [](const std::string& word) { return word.size() < telling_word_bytes_least; });
  return words;
}

bool share_a_word(std::string_view a, std::string_view b) {
  const auto words = telling_words(a), others = telling_words(b);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(others.begin(), others.end(), word) != others.end();
  });
}

bool are_alike(Minor a, Minor b) {
  return static_cast<double>(std::abs(a - b)) <= alike_share_max * static_cast<double>(std::max(a, b));
}

class Search {
 public:
  Search(const Ledger& ledger, const ItemLines& lines, LedgerSource& source)
      : ledger_(ledger), lines_(lines), source_(source) {}

  Faults run() {
    by_amount_ = invoices_by_amount();
    if (!ledger_.orders.empty() || !ledger_.history.empty()) by_number_ = invoices_by_number();
    one_invoice_twice();
    invoices_of_open_orders();
    settled_but_open();
    orders_beside_sales();
    bills_of_fixed_costs();
    bills_of_loans();
    return std::move(findings_);
  }

 private:
  /// The code of a currency as an item has it: empty stands for the ledger's.
  const std::string& code_of(const std::string& currency) const {
    return currency.empty() ? ledger_.company.currency : currency;
  }

  Message money(Minor amount, const std::string& currency) const {
    const std::string& code = code_of(currency);
    return message("{} {}", money_words(amount, currency_decimals(code).value_or(ledger_.company.decimals)),
                   Message(code));
  }

  /// Counts one row of a kind; true for the first ones, of which to warn.
  bool is_shown() { return ++of_this_kind_ <= shown_of_a_kind_max; }
  /// Whether so many are found that looking on is not worth its time.
  bool stops_counting() { return is_cut_off_ = of_this_kind_ >= counted_of_a_kind_max; }
  void warn(const char* file, int line, Message what, const std::string& value, Message mend) {
    findings_.push_back({path_of(file), line, 1, std::move(what), value, std::move(mend), Severity::warning});
  }
  void end_kind(const char* file, std::string_view what) {
    const std::size_t more = of_this_kind_ - std::min(of_this_kind_, shown_of_a_kind_max);
    if (more > 0)
      findings_.push_back({path_of(file), 0, 0,
                           is_cut_off_ ? message("at least {} more rows that {}", more, Message(what))
                                       : message("{} more rows that {}", more, Message(what)),
                           "", "look through the others too", Severity::warning});
    of_this_kind_ = 0;
    is_cut_off_ = false;
  }
  std::string path_of(const char* file) const { return source_.file_of(file); }

  std::size_t key_of(const std::string& counterparty, const std::string& currency, Minor amount) const {
    return mixed(mixed(std::hash<std::string>()(counterparty), std::hash<std::string>()(code_of(currency))),
                 static_cast<std::size_t>(amount));
  }

  /// Open invoices by counterparty, currency and amount.
  Keyed invoices_by_amount() const {
    Keyed keyed;
    keyed.reserve(ledger_.receivables.size());
    for (std::size_t i = 0; i < ledger_.receivables.size(); ++i) {
      const Receivable& item = ledger_.receivables[i];
      if (item.amount > 0) keyed.emplace_back(key_of(item.counterparty, item.currency, item.amount), i);
    }
    std::sort(keyed.begin(), keyed.end());
    return keyed;
  }

  Keyed invoices_by_number() const {
    Keyed keyed;
    keyed.reserve(ledger_.receivables.size());
    for (std::size_t i = 0; i < ledger_.receivables.size(); ++i)
      if (ledger_.receivables[i].amount > 0)
        keyed.emplace_back(key_of_number(ledger_.receivables[i].counterparty, ledger_.receivables[i].invoice), i);
    std::sort(keyed.begin(), keyed.end());
    return keyed;
  }

  /// Only where exactly two are alike: an amount that comes again and again is what the customer always buys.
  void one_invoice_twice() {
    std::vector<std::pair<std::size_t, std::size_t>> twos;  // the later, the earlier
    for (std::size_t begin = 0; begin < by_amount_.size();) {
      std::size_t end = begin;
      while (end < by_amount_.size() && by_amount_[end].first == by_amount_[begin].first) ++end;
      if (end - begin == 2) twos.emplace_back(by_amount_[begin + 1].second, by_amount_[begin].second);
      begin = end;
    }
    std::sort(twos.begin(), twos.end());
    for (const auto& [later, earlier] : twos) compare(earlier, later);
    end_kind("receivables.csv", "may be an invoice that stands there twice");
  }

  void compare(std::size_t one, std::size_t other) {
    const Receivable& first = ledger_.receivables[one];
    const Receivable& second = ledger_.receivables[other];
    const bool is_same = first.counterparty == second.counterparty &&
                         code_of(first.currency) == code_of(second.currency) && first.amount == second.amount;
    const bool are_instalments = first.invoice == second.invoice;
    if (!is_same || are_instalments || std::abs(first.due - second.due) > same_invoice_days_max) return;
    const bool issued_apart = first.issued && second.issued && *first.issued != *second.issued;
    if (issued_apart && bare_number(first.invoice) != bare_number(second.invoice)) return;
    if (!is_shown()) return;
    warn("receivables.csv", lines_.receivables[other],
         message("may be the invoice of {} (\"{}\") under another number: the same customer and amount ({}), due {}",
                 source_.words_of("receivables.csv", {lines_.receivables[one], 1}), first.invoice,
                 money(first.amount, first.currency),
                 Message(first.due == second.due ? "the same day" : "nearly the same day")),
         second.invoice, "leave one of them out, if they are the same");
  }

  /// An order that is invoiced is no longer an order.
  void invoices_of_open_orders() {
    if (ledger_.orders.empty()) return;
    Keyed numbers, amounts;
    for (std::size_t i = 0; i < ledger_.orders.size(); ++i) {
      const Order& order = ledger_.orders[i];
      numbers.emplace_back(key_of_number(order.counterparty, order.number), i);
      std::set<Minor> sums = {order.amount, invoiced_on_shipping(order)};
      for (const Milestone& milestone : order.milestones) sums.insert(milestone.amount);
      for (const Minor sum : sums) amounts.emplace_back(key_of(order.counterparty, order.currency, sum), i);
    }
    std::sort(numbers.begin(), numbers.end());
    std::sort(amounts.begin(), amounts.end());
    std::map<std::size_t, std::pair<std::size_t, Message>> found;  // by invoice: the order, and why
    // An amount that comes again is what the customer always buys.
    for_each_lone_pair(amounts, by_amount_, [&](std::size_t order, std::size_t invoice) {
      if (const auto why = why_invoice_of(ledger_.receivables[invoice], ledger_.orders[order]))
        found[invoice] = {order, *why};
    });
    for (const auto& [key, invoice] : by_number_) {
      const Receivable& item = ledger_.receivables[invoice];
      const auto order = first_place(numbers, key, [&](std::size_t place) {
        const Order& numbered = ledger_.orders[place];
        return numbered.counterparty == item.counterparty && numbered.number == item.invoice &&
               numbered.milestones.empty();
      });
      if (order) found[invoice] = {*order, Message("the same customer and number")};
    }
    for (const auto& [invoice, order] : found) warn_of_order(invoice, order.first, order.second);
    end_kind("receivables.csv", "may be the invoice of an open order");
  }

  /// Why an invoice seems to be an order's, or a part's of it; nothing where it does not.
  std::optional<Message> why_invoice_of(const Receivable& item, const Order& order) const {
    if (item.counterparty != order.counterparty || code_of(item.currency) != code_of(order.currency))
      return std::nullopt;
    for (const Milestone& milestone : order.milestones)
      if (item.amount == milestone.amount && std::abs(item.due - milestone.due) <= order_invoice_days_max)
        return message("its part \"{}\" has the same amount ({}) and is due about the same day", milestone.name,
                       money(item.amount, item.currency));
    if (item.amount != order.amount && item.amount != invoiced_on_shipping(order)) return std::nullopt;
    const int apart = item.issued ? *item.issued - order.ships : item.due - (order.ships + order.terms_days);
    if (std::abs(apart) > order_invoice_days_max) return std::nullopt;
    return message("the same customer and amount ({}), issued about when it ships", money(item.amount, item.currency));
  }

  void warn_of_order(std::size_t invoice, std::size_t order, const Message& why) {
    if (!is_shown()) return;
    warn("receivables.csv", lines_.receivables[invoice],
         message("may be the invoice of an order that is still open, \"{}\" of {}: {}", ledger_.orders[order].number,
                 source_.reference("orders.csv", {lines_.orders[order], 1}), why),
         ledger_.receivables[invoice].invoice,
         message("an order that is invoiced is no longer open: take it out of {}", DocumentName{"orders.csv"}));
  }

  /// What history says is done cannot be waited for.
  void settled_but_open() {
    using Kind = HistoryItem::Kind;
    if (ledger_.history.empty()) return;
    std::array<Keyed, 3> done;  // by kind
    for (std::size_t i = 0; i < ledger_.history.size(); ++i) {
      const HistoryItem& item = ledger_.history[i];
      if (!item.id.empty() && (item.settled || item.cancelled))
        done[static_cast<std::size_t>(item.kind)].emplace_back(
            key_of_part(key_of_number(item.counterparty, item.id), item.part), i);
    }
    for (Keyed& keyed : done) std::sort(keyed.begin(), keyed.end());
    const auto compare_with = [&](Kind kind, const Keyed& open, const auto& identity_of) {
      std::vector<std::pair<std::size_t, std::size_t>> found;  // open, history
      for (const auto& [key, place] : open) {
        const auto& [counterparty, number, part] = identity_of(place);
        for (const std::string& settled_part : {part, std::string()}) {  // the instalment itself, or the whole
          const auto history =
              first_place(done[static_cast<std::size_t>(kind)], key_of_part(key, settled_part), [&](std::size_t i) {
                const HistoryItem& item = ledger_.history[i];
                return item.counterparty == counterparty && item.id == number && item.part == settled_part;
              });
          if (!history) continue;
          found.emplace_back(place, *history);
          break;
        }
      }
      std::sort(found.begin(), found.end());
      for (const auto& [place, history] : found)
        warn_of_settled(ledger_.history[history], lines_.history[history], place);
    };
    Keyed bills, orders;
    for (std::size_t i = 0; i < ledger_.payables.size(); ++i)
      bills.emplace_back(key_of_number(ledger_.payables[i].counterparty, ledger_.payables[i].bill), i);
    for (std::size_t i = 0; i < ledger_.orders.size(); ++i)
      orders.emplace_back(key_of_number(ledger_.orders[i].counterparty, ledger_.orders[i].number), i);
    std::sort(bills.begin(), bills.end());
    std::sort(orders.begin(), orders.end());
    const std::string whole;
    compare_with(Kind::invoice, by_number_, [this](std::size_t i) {
      const Receivable& item = ledger_.receivables[i];
      return std::tie(item.counterparty, item.invoice, item.part);
    });
    compare_with(Kind::bill, bills, [this](std::size_t i) {
      const Payable& item = ledger_.payables[i];
      return std::tie(item.counterparty, item.bill, item.part);
    });
    compare_with(Kind::order, orders, [this, &whole](std::size_t i) {
      const Order& item = ledger_.orders[i];
      return std::tie(item.counterparty, item.number, whole);
    });
    end_kind("history.csv", "are settled or finished there, and still open elsewhere");
  }

  void warn_of_settled(const HistoryItem& item, int line, std::size_t open) {
    if (!is_shown()) return;
    const bool is_invoice = item.kind == HistoryItem::Kind::invoice, is_bill = item.kind == HistoryItem::Kind::bill;
    const char* const file = is_invoice ? "receivables.csv" : is_bill ? "payables.csv" : "orders.csv";
    const int open_line = (is_invoice ? lines_.receivables : is_bill ? lines_.payables : lines_.orders)[open];
    const Message done = item.settled ? message("settled on {}", *item.settled) : Message("cancelled");
    warn(file, open_line, message("is open here, and {} in {}", done, source_.reference("history.csv", {line, 1})),
         item.id, "take it out here, or leave it open there");
  }

  /// Sales that are expected of a customer include what he has ordered, unless the ledger says otherwise.
  void orders_beside_sales() {
    std::unordered_map<std::string_view, std::vector<std::pair<Date, std::size_t>>>
        orders;  // of a customer: ships, place
    for (const SalesStream& sales : ledger_.sales) orders[sales.counterparty];
    for (std::size_t i = 0; i < ledger_.orders.size(); ++i)
      if (const auto customer = orders.find(ledger_.orders[i].counterparty); customer != orders.end())
        customer->second.emplace_back(ledger_.orders[i].ships, i);
    for (auto& [customer, by_ships] : orders) std::sort(by_ships.begin(), by_ships.end());
    for (const SalesStream& sales : ledger_.sales) {
      if (sales.net_of_orders || sales.amount == 0) continue;
      const auto& by_ships = orders.at(sales.counterparty);
      const auto begin =
          std::partition_point(by_ships.begin(), by_ships.end(),
                               [day = nth_date(sales.when, -1)](const auto& one) { return one.first <= day; });
      const auto end = std::partition_point(
          begin, by_ships.end(), [&](const auto& one) { return !sales.when.until || one.first <= *sales.when.until; });
      if (begin == end || !is_shown()) continue;
      const auto count = end - begin;
      std::size_t first = begin->second;
      Minor sum = 0;
      for (auto one = begin; one != end; ++one) {
        const Order& order = ledger_.orders[one->second];
        first = std::min(first, one->second);
        sum += in_ledger_currency(ledger_, order.amount, order.currency);
      }
      warn("orders.csv", lines_.orders[first],
           count == 1
               ? message("an order of {} ({}) ships while {} \"{}\" expects sales of the same customer: counted twice, "
                         "if what is expected includes it",
                         sales.counterparty, money(sum, ""), DocumentName{"[[sales]]"}, sales.name)
               : message("{} orders of {} ({}) ship while {} \"{}\" expects sales of the same customer: counted twice, "
                         "if what is expected includes them",
                         count, sales.counterparty, money(sum, ""), DocumentName{"[[sales]]"}, sales.name),
           "", "write net_of_orders = true there, or leave it where the sales come on top of the orders");
    }
    end_kind("orders.csv", "are beside expected sales of the same customer");
  }

  void bills_of_fixed_costs() {
    const Date last = add_months(ledger_.company.as_of, months_looked_at);
    for (const FixedCost& cost : ledger_.fixed_costs) {
      const std::vector<Date> dates = dates_up_to(cost.when, last);
      const int days_max = cost.when.every == Every::week ? cost_days_of_week_max : cost_days_max;
      for (std::size_t i = 0; i < ledger_.payables.size() && !stops_counting(); ++i) {
        const Payable& bill = ledger_.payables[i];
        if (bill.payment_class != cost.payment_class || !are_alike(bill.amount, cost.amount) ||
            code_of(bill.currency) != code_of(cost.currency))
          continue;
        const auto after = std::lower_bound(dates.begin(), dates.end(), bill.due - days_max);
        if (after == dates.end() || *after - bill.due > days_max) continue;
        const bool is_same = bill.amount == amount_on(cost, *after);
        if (!is_same && !share_a_word(cost.name, bill.counterparty + " " + bill.bill)) continue;
        if (!is_shown()) continue;
        warn("payables.csv", lines_.payables[i],
             message("may be the fixed cost \"{}\" of {} ({}): the same class, {}, due {}", cost.name, *after,
                     money(amount_on(cost, *after), cost.currency),
                     Message(is_same ? "the same amount" : "a like amount and a like name"), bill.due),
             bill.bill, "leave out the bill, or let `next` of the fixed cost begin after it");
      }
    }
    end_kind("payables.csv", "may be a fixed cost too");
  }

  void bills_of_loans() {
    for (const Loan& loan : ledger_.loans) {
      std::vector<Instalment> due = instalments(repayment_plan(loan));
      due.resize(std::min(due.size(), instalments_looked_at));
      for (std::size_t i = 0; i < ledger_.payables.size() && !stops_counting(); ++i) {
        const Payable& bill = ledger_.payables[i];
        const auto found = std::find_if(due.begin(), due.end(), [&](const Instalment& one) {
          const Minor payment = one.interest + one.principal + one.fee;
          const bool is_like =
              bill.amount == payment || (bill.payment_class == PaymentClass::loan && are_alike(bill.amount, payment));
          return is_like && std::abs(bill.due - one.date) <= loan_days_max;
        });
        if (found == due.end() || code_of(bill.currency) != code_of(loan.currency) || !is_shown()) continue;
        warn("payables.csv", lines_.payables[i],
             message("may be the payment of the loan \"{}\" on {} ({})", loan.name, found->date,
                     money(found->interest + found->principal + found->fee, loan.currency)),
             bill.bill, "leave out the bill: the loan pays itself");
      }
    }
    end_kind("payables.csv", "may be a loan's payment too");
  }

  const Ledger& ledger_;
  const ItemLines& lines_;
  LedgerSource& source_;
  Keyed by_amount_, by_number_;  // of open invoices
  Faults findings_;
  std::size_t of_this_kind_ = 0;
  bool is_cut_off_ = false;
};

}  // namespace

Faults likely_doubles(const Ledger& ledger, const ItemLines& lines, LedgerSource& source) {
  return Search(ledger, lines, source).run();
}

}  // namespace headroom
