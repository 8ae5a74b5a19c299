#include "cli/checks/ledger_warnings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_set>

#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/words.hpp"
#include "models/known_until.hpp"
#include "models/open_amounts.hpp"

namespace headroom {

namespace {

/// Looks at one ledger from all sides that a reader of its results should know of.
class Inspection {
 public:
  Inspection(const Ledger& ledger, const LedgerSource& source) : ledger_(ledger), source_(source) {
    for (const Counterparty& counterparty : ledger.counterparties) counterparties_[counterparty.name] = &counterparty;
    for (const DelayTable& law : ledger.delay_laws) laws_[law.name] = &law;
    std::unordered_set<std::string_view> met;
    for (const Receivable& item : ledger.receivables) met.insert(item.counterparty);
    for (const Order& order : ledger.orders) met.insert(order.counterparty);
    for (const SalesStream& sales : ledger.sales) met.insert(sales.counterparty);
    customers_.insert(met.begin(), met.end());
  }

  Faults run() {
    customers_without_row();
    overdue_without_law();
    overdue_items();
    issued_later();
    cash_below_minimum();
    nothing_random();
    costs_without_sales();
    no_running_costs();
    holidays_not_listed();
    unused_rows();
    unused_rates();
    return std::move(findings_);
  }

 private:
  void warning(const char* file, Message what, const Message& about, Message mend,
               Severity severity = Severity::warning) {
    findings_.push_back({.file = source_.file_of(file),
                         .what = std::move(what),
                         .mend = std::move(mend),
                         .severity = severity,
                         .about = about});
  }
  void note(const char* file, Message what, const Message& about, Message mend) {
    warning(file, std::move(what), about, std::move(mend), Severity::note);
  }

  const Counterparty* row_of(const std::string& name) const {
    const auto found = counterparties_.find(name);
    return found == counterparties_.end() ? nullptr : found->second;
  }

  Message money(Minor amount) const {
    return message("{} {}", money_words(amount, ledger_.company.decimals), Message(ledger_.company.currency));
  }

  void customers_without_row() {
    std::vector<std::string> known;
    std::vector<Message> missing;
    for (const Counterparty& counterparty : ledger_.counterparties) known.push_back(counterparty.name);
    for (const std::string& name : customers_) {
      if (row_of(name) != nullptr) continue;
      const auto near = missing.size() < names_shown_max ? nearest_name(name, known) : std::nullopt;
      missing.push_back(near ? message("{} (did you mean {}?)", name, *near) : message("{}", name));
    }
    if (missing.empty()) return;
    warning("counterparties.csv",
            message("{} without a row: taken as paying always on time and never cancelling",
                    how_many(missing.size(), "customer", "customers")),
            first_names(missing), "add a row for each, with on_time, late_median_days, late_sigma and never");
  }

  /// The counterparty's law for delays; payment on the due date where nothing is given.
  PaymentDelay delay_of(const Counterparty* counterparty) const {
    if (counterparty == nullptr) return PaymentDelay();
    if (counterparty->delay_law) return PaymentDelay::from_table(*laws_.at(*counterparty->delay_law));
    const double never = counterparty->never.value_or(0.0);
    const double on_time = counterparty->on_time.value_or(counterparty->late ? 0.0 : 1.0 - never);
    return PaymentDelay::mixture(on_time, never, counterparty->late);
  }

  /// Overdue items of one file that their customers' laws cannot explain.
  struct Unexplained {
    std::set<std::string> names;
    std::size_t count = 0;
    Minor sum = 0;
  };

  bool is_explained(const std::string& counterparty, int overdue_days) {
    auto delay = delays_.find(counterparty);
    if (delay == delays_.end()) delay = delays_.emplace(counterparty, delay_of(row_of(counterparty))).first;
    return delay->second.unpaid_after(overdue_days) > 0.0;
  }

  void take_overdue(const std::string& counterparty, Date due, Minor amount, Unexplained& found) {
    const int overdue_days = ledger_.company.as_of - due;
    if (amount <= 0 || overdue_days < 1 || is_explained(counterparty, overdue_days)) return;
    ++found.count;
    found.sum += amount;
    found.names.insert(counterparty);
  }

  void warn_of(const Unexplained& found, const char* file, std::string_view one, std::string_view many) {
    if (found.count == 0) return;
    overdue_assumed_ = true;
    warning(file,
            message("{} ({}) overdue, though by the law of the customer it would be paid by now: an assumption "
                    "takes its place (median "
                    "{:g} days from as_of, "
                    "sigma {:.1f}, {:g}% never paid)",
                    how_many(found.count, one, many), money(found.sum), overdue_late_part.median_days,
                    overdue_late_part.sigma, overdue_never * 100.0),
            first_names(std::vector<std::string>(found.names.begin(), found.names.end())),
            message("give these customers a law in {} that knows late payment", DocumentName{"counterparties.csv"}));
  }

  /// Overdue items that the customer's law cannot explain: the assumption of section 2 takes its place.
  void overdue_without_law() {
    Unexplained invoices, milestones;
    const OpenAmounts open(ledger_);
    for (std::size_t i = 0; i < ledger_.receivables.size(); ++i) {
      const Receivable& item = ledger_.receivables[i];
      take_overdue(item.counterparty, item.due, in_ledger_currency(ledger_, open.of(i), item.currency), invoices);
    }
    for (const Order& order : ledger_.orders)
      for (const Milestone& milestone : order.milestones)
        take_overdue(order.counterparty, milestone.due, in_ledger_currency(ledger_, milestone.amount, order.currency),
                     milestones);
    warn_of(invoices, "receivables.csv", "invoice", "invoices");
    warn_of(milestones, "milestones.csv", "milestone", "milestones");
  }

  void overdue_items() {
    const Date as_of = ledger_.company.as_of;
    std::size_t bills = 0, orders = 0;
    Minor sum = 0;
    for (const Payable& bill : ledger_.payables)
      if (bill.due < as_of) ++bills, sum += in_ledger_currency(ledger_, bill.amount, bill.currency);
    for (const Order& order : ledger_.orders)
      if (order.ships < as_of) ++orders;
    if (bills > 0)
      note("payables.csv", message("{} ({}) due before as_of", how_many(bills, "bill", "bills"), money(sum)), "",
           message("they fall due on day 0, or on their class's later day of {}", DocumentName{"[payment_policy]"}));
    if (orders > 0)
      note("orders.csv", message("{} with `ships` before as_of", how_many(orders, "order", "orders")), "",
           "they ship on day 0, unless cancelled");
  }

  void issued_later() {
    const Date as_of = ledger_.company.as_of;
    std::size_t invoices = 0, orders = 0;
    for (const Receivable& item : ledger_.receivables)
      if (item.issued && *item.issued > as_of) ++invoices;
    for (const Order& order : ledger_.orders)
      if (order.placed && *order.placed > as_of) ++orders;
    if (invoices > 0)
      warning("receivables.csv", message("{} issued after as_of", how_many(invoices, "invoice", "invoices")), "",
              "check as_of and these dates: on as_of nothing later can be known");
    if (orders > 0)
      warning("orders.csv", message("{} placed after as_of", how_many(orders, "order", "orders")), "",
              "check as_of and these dates: on as_of nothing later can be known");
  }

  void cash_below_minimum() {
    if (ledger_.cash < ledger_.cash_minimum)
      warning("company.toml", message("cash is below `minimum` ({}) on as_of already", money(ledger_.cash_minimum)),
              money(ledger_.cash), "the event below_minimum happens on day 0 in every future");
  }

  static bool is_uncertain(const std::optional<double>& probability) {
    return probability && *probability > 0.0 && *probability < 1.0;
  }

  bool pays_at_random(const Counterparty& counterparty) const {
    if (is_uncertain(counterparty.failure_annual)) return true;
    if (counterparty.delay_law) return laws_.at(*counterparty.delay_law)->rows.size() > 1;
    const double never = counterparty.never.value_or(0.0);
    const double on_time = counterparty.on_time.value_or(counterparty.late ? 0.0 : 1.0 - never);
    return on_time < 1.0 && never < 1.0;
  }

  bool is_anything_random() const {
    if (overdue_assumed_) return true;
    for (const Receivable& item : ledger_.receivables)
      if (item.disputed > 0 && is_uncertain(item.dispute_lost)) return true;
    for (const std::string& name : customers_)
      if (const Counterparty* counterparty = row_of(name); counterparty != nullptr && pays_at_random(*counterparty))
        return true;
    for (const Order& order : ledger_.orders) {
      const Counterparty* counterparty = row_of(order.counterparty);
      if (is_uncertain(order.cancellation        ? order.cancellation
                       : counterparty != nullptr ? counterparty->cancellation
                                                 : std::nullopt))
        return true;
    }
    return std::any_of(ledger_.sales.begin(), ledger_.sales.end(), [](const SalesStream& sales) {
      return sales.amount > 0 && (sales.volatility > 0.0 || sales.level_volatility > 0.0);
    });
  }

  void nothing_random() {
    if (is_anything_random()) return;
    warning("counterparties.csv", "nothing random is entered: there is one certain future, and no probability to give",
            "", "say how customers behave (cancellation, late payment, failure), or how sales vary (volatility)");
  }

  /// Expected sales without wages or rent: an imported ledger that waits for its owner.
  void no_running_costs() {
    if (!ledger_.fixed_costs.empty() || ledger_.sales.empty()) return;
    warning("company.toml", "no wages, rent or other fixed cost is entered: what goes on being paid is left out", "",
            message("enter each in {}", DocumentName{"[[fixed_cost]]"}));
  }

  void costs_without_sales() {
    const Date as_of = ledger_.company.as_of, last = add_months(as_of, 12);
    const KnownUntil known = known_until(ledger_);
    const bool go_on = std::any_of(ledger_.sales.begin(), ledger_.sales.end(), [last](const SalesStream& sales) {
      return !sales.when.until || *sales.when.until >= last;
    });
    if (!known.date && !known.is_endless)
      warning("company.toml", "no sale, order or open invoice is entered: the ledger holds costs alone", "",
              message("enter {}, {} or expected sales as {}", DocumentName{"orders.csv"},
                      DocumentName{"receivables.csv"}, DocumentName{"[[sales]]"}));
    else if (!go_on && *known.date < last)
      warning("company.toml",
              message("no sales entered after {}: from then on the ledger holds costs alone, a wind-down", *known.date),
              "",
              message("enter expected sales as {}, or read results up to that day only", DocumentName{"[[sales]]"}));
  }

  void holidays_not_listed() {
    const Company& company = ledger_.company;
    const bool loans_move = std::any_of(ledger_.loans.begin(), ledger_.loans.end(),
                                        [](const Loan& loan) { return loan.business_days != BusinessDays::none; });
    if (company.business_days == BusinessDays::none && !loans_move) return;
    const BusinessCalendar calendar = BusinessCalendar::of_country(company.country);
    const int last_year = add_months(company.as_of, 12).year();
    if (!calendar.is_listed())
      warning("company.toml",
              company.country.empty() ? Message("`business_days` without `country`: only weekends count")
                                      : message("no holidays are listed for {}: only weekends count", company.country),
              "",
              company.country.empty() ? "add country, such as \"CN\""
                                      : "keep in mind that payments may move by a few days");
    else if (*calendar.first_listed_year() > company.as_of.year() || *calendar.last_listed_year() < last_year)
      warning("company.toml",
              message("the holidays of {} are listed from {} to {}: in other years only weekends count",
                      company.country, *calendar.first_listed_year(), *calendar.last_listed_year()),
              "", "keep in mind that payments around other holidays may move by a few days");
  }

  void unused_rows() {
    std::vector<std::string> idle, idle_laws;
    std::set<std::string> named_laws;
    for (const Counterparty& counterparty : ledger_.counterparties) {
      if (customers_.count(counterparty.name) == 0) idle.push_back(counterparty.name);
      if (counterparty.delay_law) named_laws.insert(*counterparty.delay_law);
    }
    for (const DelayTable& law : ledger_.delay_laws)
      if (named_laws.count(law.name) == 0) idle_laws.push_back(law.name);
    if (!idle.empty())
      note("counterparties.csv",
           message("{} without invoice, order or expected sale", how_many(idle.size(), "row", "rows")),
           first_names(idle), "nothing to do, unless a name is spelt in two ways");
    if (!idle_laws.empty())
      note("delays.csv", message("{} that no counterparty names", how_many(idle_laws.size(), "law", "laws")),
           first_names(idle_laws),
           message("name it as delay_law in {}, or leave it", DocumentName{"counterparties.csv"}));
  }

  void unused_rates() {
    std::vector<std::string> idle;
    for (const RateSeries& series : ledger_.rates)
      if (std::none_of(ledger_.loans.begin(), ledger_.loans.end(),
                       [&series](const Loan& loan) { return loan.floating && loan.floating->index == series.index; }))
        idle.push_back(series.index);
    if (!idle.empty())
      note("rates.csv", message("{} that no loan follows", how_many(idle.size(), "index", "indices")),
           first_names(idle),
           message("name it as `index` in {} in {}, or leave it", DocumentName{"[[loan]]"},
                   DocumentName{"company.toml"}));
  }

  const Ledger& ledger_;
  const LedgerSource& source_;
  std::map<std::string, const Counterparty*> counterparties_;
  std::map<std::string, const DelayTable*> laws_;
  std::set<std::string> customers_;
  std::map<std::string, PaymentDelay> delays_;  ///< by counterparty, where asked for
  bool overdue_assumed_ = false;
  Faults findings_;
};

}  // namespace

Faults ledger_warnings(const Ledger& ledger, const LedgerSource& source) { return Inspection(ledger, source).run(); }

}  // namespace headroom
