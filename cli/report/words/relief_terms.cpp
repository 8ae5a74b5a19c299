#include "cli/report/words/relief_terms.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

std::string percent(double share) { return fmt::format("{:.6g}%", 100.0 * share); }

/// Puts the terms of one relief into messages.
class Terms {
 public:
  explicit Terms(const Relief& relief) : relief_(relief) {}

  std::vector<Message> run() {
    for (const ReliefLoan& loan : relief_.loans) lines_.push_back(loan_line(loan));
    for (const Deferral& deferral : relief_.deferrals) lines_.push_back(deferral_line(deferral));
    for (const Exemption& exemption : relief_.exemptions) lines_.push_back(exemption_line(exemption));
    for (const Grant& grant : relief_.grants)
      lines_.push_back(message("grant: {} of {} due {}", percent(grant.share), class_words(grant.payment_class),
                               window(grant.from, grant.until, grant.from_day, grant.until_day)));
    add_eligibility();
    return std::move(lines_);
  }

 private:
  Message money(Minor amount) const {
    const int decimals = currency_decimals(relief_.currency).value_or(2);
    return relief_.currency.empty() ? message("{} in the ledger's currency", money_words(amount, decimals))
                                    : money_in_currency(amount, decimals, relief_.currency);
  }

  Message uncapped_amount_of(const ReliefLoan& loan) const {
    if (loan.amount) return money(*loan.amount);
    if (loan.share_of_revenue) return message("{} of a year's revenue", percent(*loan.share_of_revenue));
    if (loan.payroll_months) return message("{:.6g} months of payroll", *loan.payroll_months);
    return {};
  }

  Message amount_of(const ReliefLoan& loan) const {
    std::vector<Message> parts = {uncapped_amount_of(loan)};
    if (loan.cap) parts.push_back(message(", at most {}", money(*loan.cap)));
    std::vector<Message> caps;
    for (const CapByEmployees& limit : loan.caps_by_employees)
      caps.push_back(limit.employees_max ? message("{} up to {} employees", money(limit.cap), *limit.employees_max)
                                         : message("{} above that", money(limit.cap)));
    if (!caps.empty()) parts.push_back(message(", at most {}", joined(caps)));
    if (loan.above > 0) parts.push_back(message(", of which only what exceeds {}", money(loan.above)));
    return message("{}", parts);
  }

  static Message repayment_of(Repayment repayment) {
    switch (repayment) {
      case Repayment::annuity: return message("level payments");
      case Repayment::equal_principal: return message("equal parts of principal");
      case Repayment::interest_only: return message("interest only, the principal at the end");
      case Repayment::bullet: return message("everything at the end");
    }
    throw ContractError("unknown repayment");
  }

  static void add_grace(const ReliefLoan& loan, std::vector<Message>& parts) {
    if (loan.grace_months == 0) {
      if (loan.interest_only_months > 0)
        parts.push_back(message(", the first {} months interest alone is paid", loan.interest_only_months));
      return;
    }
    switch (loan.grace) {
      case Grace::interest_only:
        parts.push_back(message(", the first {} months interest alone is paid", loan.grace_months));
        break;
      case Grace::capitalised:
        parts.push_back(message(", the first {} months interest is added to the principal", loan.grace_months));
        break;
      case Grace::simple:
        parts.push_back(
            message(", the first {} months nothing is paid and interest is added at the end", loan.grace_months));
        break;
    }
    if (loan.interest_only_months > 0)
      parts.push_back(message(", the next {} interest alone is paid", loan.interest_only_months));
  }

  static void add_guarantee(const ReliefLoan& loan, std::vector<Message>& parts) {
    if (loan.guarantee > 0.0)
      parts.push_back(message("; {} of the lender's loss is guaranteed", percent(loan.guarantee)));
    std::vector<Message> fees;
    for (const double fee : loan.guarantee_fees_annual) fees.push_back(message("{}", percent(fee)));
    if (fees.empty()) return;
    parts.push_back(fees.size() == 1 ? message("; the guarantee costs {} of the balance a year", fees.front())
                                     : message("; the guarantee costs {} of the balance by year, the last one going on",
                                               joined(fees)));
  }

  static void add_forgiveness(const ReliefLoan& loan, std::vector<Message>& parts) {
    if (!loan.forgiveness) return;
    const Forgiveness& terms = *loan.forgiveness;
    parts.push_back(message("; up to {} of it is forgiven after {} months", percent(terms.share), terms.after_months));
    if (!terms.costs.empty()) {
      std::vector<Message> names;
      for (const PaymentClass payment_class : terms.costs) names.push_back(class_words(payment_class));
      parts.push_back(
          message(", as far as {} fall due in the {} weeks after disbursement", joined(names), terms.weeks));
    }
    if (!terms.wages_share) return;
    parts.push_back(terms.costs.empty() ? message(", {} of it at least wages due in the {} weeks after disbursement",
                                                  percent(*terms.wages_share), terms.weeks)
                                        : message(", {} of it at least wages", percent(*terms.wages_share)));
  }

  static void add_costs_and_conditions(const ReliefLoan& loan, std::vector<Message>& parts) {
    if (loan.interest_subsidy > 0.0)
      parts.push_back(message("; the state pays {} of the interest for {} months", percent(loan.interest_subsidy),
                              loan.subsidy_months));
    if (loan.interest_free_months > 0)
      parts.push_back(message("; no interest for {} months", loan.interest_free_months));
    if (loan.fee > 0.0) parts.push_back(message("; a fee of {} is withheld", percent(loan.fee)));
    parts.push_back(loan.disbursed_after_days == 0 ? message("; paid out at once")
                                                   : message("; paid out after {} days", loan.disbursed_after_days));
    if (loan.approval_probability < 1.0)
      parts.push_back(message("; approved in {} of futures", percent(loan.approval_probability)));
    if (loan.withheld_after)
      parts.push_back(message("; not paid out once {} has happened", name_of(*loan.withheld_after)));
  }

  Message loan_line(const ReliefLoan& loan) const {
    std::vector<Message> parts = {message("loan: {}; {} a year; {} months, every {}, {}", amount_of(loan),
                                          percent(loan.rate_annual), loan.months, every_words(loan.every),
                                          repayment_of(loan.repayment))};
    add_grace(loan, parts);
    add_costs_and_conditions(loan, parts);
    add_guarantee(loan, parts);
    add_forgiveness(loan, parts);
    return message("{}", parts);
  }

  static Message exemption_line(const Exemption& exemption) {
    std::vector<Message> what;
    if (exemption.payment_class) what.push_back(class_words(*exemption.payment_class));
    if (!exemption.item.empty()) what.push_back(message("what is named \"{}\"", printable(exemption.item)));
    return message("exemption: {} of {} due {} is not owed at all", percent(exemption.share), joined(what),
                   window(exemption.from, exemption.until, exemption.from_day, exemption.until_day));
  }

  static Message end_of(const std::optional<Date>& date, const std::optional<int>& day, Message otherwise) {
    if (date) return message("{}", in_words(*date));
    if (day) return message("day {}", *day);
    return otherwise;
  }

  static Message window(const std::optional<Date>& from, const std::optional<Date>& until,
                        const std::optional<int>& from_day, const std::optional<int>& until_day) {
    return message("from {} to {}", end_of(from, from_day, message("the first day")),
                   end_of(until, until_day, message("the end")));
  }

  static Message deferral_line(const Deferral& deferral) {
    const Message repaid = deferral.repay_months == 0
                               ? message("repaid at once the day after")
                               : message("repaid in {} equal monthly parts from then on", deferral.repay_months);
    return message("deferral: {} due {} put off, {}; {}", class_words(deferral.payment_class),
                   window(deferral.from, deferral.until, deferral.from_day, deferral.until_day), repaid,
                   deferral.interest_free ? message("free of interest") : message("interest runs on"));
  }

  void add_eligibility() {
    const Eligibility& eligibility = relief_.eligibility;
    std::vector<Message> limits;
    if (eligibility.country) limits.push_back(message("in {}", printable(*eligibility.country)));
    if (eligibility.employees_max) limits.push_back(message("with at most {} employees", *eligibility.employees_max));
    if (eligibility.revenue_max)
      limits.push_back(message("with at most {} of yearly revenue", money(*eligibility.revenue_max)));
    if (!limits.empty()) lines_.push_back(message("for firms {}", joined(limits)));
  }

  const Relief& relief_;
  std::vector<Message> lines_;
};

}  // namespace

std::vector<Message> relief_terms(const Relief& relief) { return Terms(relief).run(); }

Message relief_terms_sentence(const Relief& relief) { return joined(relief_terms(relief), ". "); }

}  // namespace headroom
