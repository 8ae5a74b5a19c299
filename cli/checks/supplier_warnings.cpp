#include "cli/checks/supplier_warnings.hpp"

#include <algorithm>
#include <set>

#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/words.hpp"
#include "engine/forecast/credit_use.hpp"
#include "engine/simulation/simulation.hpp"
#include "models/known_until.hpp"

namespace headroom {

namespace {

/// Looks at the suppliers of one ledger.
class SupplierInspection {
 public:
  SupplierInspection(const Ledger& ledger, const LedgerSource& source) : ledger_(ledger), source_(source) {
    for (const Supplier& supplier : ledger.suppliers) known_.push_back(supplier.name);
    for (const Order& order : ledger.orders) {
      if (order.supplier.empty()) continue;
      depended_on_.insert(order.supplier);
      if (order.cost > 0) owed_.insert(order.supplier);
    }
    for (const SalesStream& sales : ledger.sales) {
      if (sales.supplier.empty()) continue;
      depended_on_.insert(sales.supplier);
      if (sales.cost_share > 0.0) owed_.insert(sales.supplier);
    }
    for (const Payable& bill : ledger.payables)
      (bill.payment_class == PaymentClass::supplier ? owed_ : owed_in_other_classes_).insert(bill.counterparty);
  }

  Faults run() {
    if (known_.empty()) nobody_has_terms();
    else without_row();
    without_effect();
    use_of_credit();
    return std::move(findings_);
  }

 private:
  void say(const char* file, Message what, const Message& about, Message mend, Severity severity) {
    findings_.push_back({.file = source_.file_of(file),
                         .what = std::move(what),
                         .mend = std::move(mend),
                         .severity = severity,
                         .about = about});
  }

  void nobody_has_terms() {
    if (!depended_on_.empty())
      say("suppliers.csv",
          "orders or sales name a supplier, but no supplier has terms: none charges for lateness or stops",
          first_names(std::vector<std::string>(depended_on_.begin(), depended_on_.end())),
          message("add {} with a row for each that does", DocumentName{"suppliers.csv"}), Severity::note);
  }

  /// Named by an order or by sales, and not known: most likely spelt in two ways.
  void without_row() {
    std::vector<Message> missing;
    const std::set<std::string> known(known_.begin(), known_.end());
    for (const std::string& name : depended_on_) {
      if (known.count(name) > 0) continue;
      const auto near = missing.size() < names_shown_max ? nearest_name(name, known_) : std::nullopt;
      missing.push_back(near ? message("{} (did you mean {}?)", name, *near) : message("{}", name));
    }
    if (!missing.empty())
      say("suppliers.csv", "an order or sales name a supplier without a row: taken as one who waits at no price",
          first_names(missing), "add a row for each, or correct the name", Severity::warning);
  }

  void without_effect() {
    std::vector<std::string> unnamed, elsewhere, stops_nothing, limits_nothing, no_terms;
    for (const Supplier& supplier : ledger_.suppliers) {
      const bool is_owed = owed_.count(supplier.name) > 0;
      if (supplier.late_interest == 0.0 && supplier.late_fee == 0 && !supplier.stops_after && !supplier.credit_limit)
        no_terms.push_back(supplier.name);
      else if (!is_owed && owed_in_other_classes_.count(supplier.name) > 0) elsewhere.push_back(supplier.name);
      else if (!is_owed) unnamed.push_back(supplier.name);
      else if (supplier.stops_after && depended_on_.count(supplier.name) == 0) stops_nothing.push_back(supplier.name);
      else if (supplier.credit_limit && depended_on_.count(supplier.name) == 0) limits_nothing.push_back(supplier.name);
    }
    const auto warn = [this](const std::vector<std::string>& names, const char* what, const char* mend) {
      if (!names.empty()) say("suppliers.csv", what, first_names(names), mend, Severity::warning);
    };
    warn(no_terms,
         "a row says nothing: neither a charge for lateness, nor when the supplier stops, nor how much he lends",
         "fill late_interest, late_fee, stops_after or credit_limit, or remove the row");
    warn(unnamed, "nothing is owed to a supplier with terms: no bill, order or sales with a cost name it",
         "give the name as the counterparty of bills, or as `supplier` of orders and sales");
    warn(elsewhere, "terms act on bills of class supplier, and this one has none",
         "give its bills the class supplier, or remove the row");
    warn(stops_nothing, "nothing depends on a supplier who may stop: only charges for lateness count",
         "give the name as `supplier` of the orders and sales that need him");
    warn(limits_nothing, "nothing is to be delivered by a supplier with a credit limit: it has no effect",
         "give the name as `supplier` of the orders and sales whose cost he is owed");
  }

  /// What the limits of suppliers come to before anything happens by chance.
  void use_of_credit() {
    if (std::none_of(ledger_.suppliers.begin(), ledger_.suppliers.end(),
                     [](const Supplier& s) { return s.credit_limit.has_value(); }))
      return;
    std::vector<Message> above, passed;
    const auto money = [this](Minor amount) { return money_words(amount, ledger_.company.decimals); };
    for (const CreditUse& use : credit_as_planned(ledger_, default_horizon_days(ledger_))) {
      if (use.opening > use.limit)
        above.push_back(message("{}: {} of {}", use.supplier, money(use.opening), money(use.limit)));
      if (use.first_day)
        passed.push_back(
            message("{} on {} by {}", use.supplier, ledger_.company.as_of + *use.first_day, money(use.excess)));
    }
    if (!above.empty())
      say("suppliers.csv", "more stands open with a supplier on as_of than the credit limit allows", first_names(above),
          "correct the limit or the bills; if they are right, what comes is paid on delivery until there is room",
          Severity::warning);
    if (!passed.empty())
      say("suppliers.csv", "as planned, with all paid on time, a credit limit is passed: the rest is paid on delivery",
          first_names(passed), "correct credit_limit or terms_days, unless that is so", Severity::warning);
  }

  const Ledger& ledger_;
  const LedgerSource& source_;
  std::vector<std::string> known_;
  std::set<std::string> owed_, owed_in_other_classes_, depended_on_;
  Faults findings_;
};

}  // namespace

Faults supplier_warnings(const Ledger& ledger, const LedgerSource& source) {
  return SupplierInspection(ledger, source).run();
}

}  // namespace headroom
