#include "cli/report/words/relief_terms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/error.hpp"

namespace headroom {

namespace {

std::string percent(double share) { return fmt::format("{:.6g}%", 100.0 * share); }

/// Puts the terms of one relief into words.
class Terms {
 public:
  explicit Terms(const Relief& relief) : relief_(relief) {}

  std::vector<std::string> run() {
    for (const ReliefLoan& loan : relief_.loans) lines_.push_back(loan_line(loan));
    for (const Deferral& deferral : relief_.deferrals) lines_.push_back(deferral_line(deferral));
    for (const Exemption& exemption : relief_.exemptions) lines_.push_back(exemption_line(exemption));
    for (const Grant& grant : relief_.grants)
      lines_.push_back(fmt::format("grant: {} of {} due {}", percent(grant.share), name_of(grant.payment_class),
                                   window(grant.from, grant.until, grant.from_day, grant.until_day)));
    add_eligibility();
    return std::move(lines_);
  }

 private:
  std::string money(Minor amount) const {
    const std::string text = money_words(amount, currency_decimals(relief_.currency).value_or(2));
    return relief_.currency.empty() ? text + " in the ledger's currency" : text + " " + printable(relief_.currency);
  }

  std::string amount_of(const ReliefLoan& loan) const {
    std::string out;
    if (loan.amount) out = money(*loan.amount);
    else if (loan.share_of_revenue) out = percent(*loan.share_of_revenue) + " of a year's revenue";
    else if (loan.payroll_months) out = fmt::format("{:.6g} months of payroll", *loan.payroll_months);
    if (loan.cap) out += ", at most " + money(*loan.cap);
    std::vector<std::string> caps;
    for (const CapByEmployees& limit : loan.caps_by_employees)
      caps.push_back(limit.employees_max ? fmt::format("{} up to {} employees", money(limit.cap), *limit.employees_max)
                                         : fmt::format("{} above that", money(limit.cap)));
    if (!caps.empty()) out += fmt::format(", at most {}", fmt::join(caps, ", "));
    return loan.above > 0 ? fmt::format("{}, of which only what exceeds {}", out, money(loan.above)) : out;
  }

  static std::string repayment_of(Repayment repayment) {
    switch (repayment) {
      case Repayment::annuity: return "level payments";
      case Repayment::equal_principal: return "equal parts of principal";
      case Repayment::interest_only: return "interest only, the principal at the end";
      case Repayment::bullet: return "everything at the end";
    }
    throw ContractError("unknown repayment");
  }

  static std::string grace_of(const ReliefLoan& loan) {
    if (loan.grace_months == 0)
      return loan.interest_only_months == 0
                 ? ""
                 : fmt::format(", the first {} months interest alone is paid", loan.interest_only_months);
    const std::string_view what = loan.grace == Grace::interest_only ? "interest alone is paid"
                                  : loan.grace == Grace::capitalised
                                      ? "interest is added to the principal"
                                      : "nothing is paid and interest is added at the end";
    const std::string grace = fmt::format(", the first {} months {}", loan.grace_months, what);
    return loan.interest_only_months == 0
               ? grace
               : fmt::format("{}, the next {} interest alone is paid", grace, loan.interest_only_months);
  }

  static std::string guarantee_fees_of(const ReliefLoan& loan) {
    std::vector<std::string> fees;
    for (const double fee : loan.guarantee_fees_annual) fees.push_back(percent(fee));
    if (fees.empty()) return "";
    return fees.size() == 1 ? fmt::format("; the guarantee costs {} of the balance a year", fees.front())
                            : fmt::format("; the guarantee costs {} of the balance by year, the last one going on",
                                          fmt::join(fees, ", "));
  }

  static std::string forgiveness_of(const ReliefLoan& loan) {
    if (!loan.forgiveness) return "";
    const Forgiveness& terms = *loan.forgiveness;
    std::string out =
        fmt::format("; up to {} of it is forgiven after {} months", percent(terms.share), terms.after_months);
    if (!terms.costs.empty()) {
      std::vector<std::string> names;
      for (const PaymentClass payment_class : terms.costs) names.emplace_back(name_of(payment_class));
      out += fmt::format(", as far as {} fall due in the {} weeks after disbursement", fmt::join(names, ", "),
                         terms.weeks);
    }
    if (terms.wages_share)
      out +=
          fmt::format(", {} of it at least wages{}", percent(*terms.wages_share),
                      terms.costs.empty() ? fmt::format(" due in the {} weeks after disbursement", terms.weeks) : "");
    return out;
  }

  std::string loan_line(const ReliefLoan& loan) const {
    std::string every = name_of(loan.every);
    std::replace(every.begin(), every.end(), '_', ' ');
    std::string out =
        fmt::format("loan: {}; {} a year; {} months, every {}, {}{}", amount_of(loan), percent(loan.rate_annual),
                    loan.months, every, repayment_of(loan.repayment), grace_of(loan));
    if (loan.interest_subsidy > 0.0)
      out += fmt::format("; the state pays {} of the interest for {} months", percent(loan.interest_subsidy),
                         loan.subsidy_months);
    if (loan.interest_free_months > 0) out += fmt::format("; no interest for {} months", loan.interest_free_months);
    if (loan.fee > 0.0) out += fmt::format("; a fee of {} is withheld", percent(loan.fee));
    out += loan.disbursed_after_days == 0 ? "; paid out at once"
                                          : fmt::format("; paid out after {} days", loan.disbursed_after_days);
    if (loan.approval_probability < 1.0)
      out += fmt::format("; approved in {} of futures", percent(loan.approval_probability));
    if (loan.withheld_after) out += fmt::format("; not paid out once {} has happened", name_of(*loan.withheld_after));
    if (loan.guarantee > 0.0) out += fmt::format("; {} of the lender's loss is guaranteed", percent(loan.guarantee));
    return out + guarantee_fees_of(loan) + forgiveness_of(loan);
  }

  static std::string exemption_line(const Exemption& exemption) {
    std::string what = exemption.payment_class ? std::string(name_of(*exemption.payment_class)) : std::string();
    if (!exemption.item.empty())
      what += fmt::format("{}what is named \"{}\"", what.empty() ? "" : ", ", printable(exemption.item));
    return fmt::format("exemption: {} of {} due {} is not owed at all", percent(exemption.share), what,
                       window(exemption.from, exemption.until, exemption.from_day, exemption.until_day));
  }

  static std::string end_of(const std::optional<Date>& date, const std::optional<int>& day,
                            std::string_view otherwise) {
    if (date) return date_words(*date);
    if (day) return fmt::format("day {}", *day);
    return std::string(otherwise);
  }

  static std::string window(const std::optional<Date>& from, const std::optional<Date>& until,
                            const std::optional<int>& from_day, const std::optional<int>& until_day) {
    return fmt::format("from {} to {}", end_of(from, from_day, "the first day"), end_of(until, until_day, "the end"));
  }

  static std::string deferral_line(const Deferral& deferral) {
    const std::string repaid = deferral.repay_months == 0 ? std::string("repaid at once the day after")
                                                          : fmt::format("repaid in {} equal monthly parts from then on",
                                                                        deferral.repay_months);
    return fmt::format("deferral: {} due {} put off, {}; {}", name_of(deferral.payment_class),
                       window(deferral.from, deferral.until, deferral.from_day, deferral.until_day), repaid,
                       deferral.interest_free ? "free of interest" : "interest runs on");
  }

  void add_eligibility() {
    const Eligibility& eligibility = relief_.eligibility;
    std::vector<std::string> limits;
    if (eligibility.country) limits.push_back("in " + printable(*eligibility.country));
    if (eligibility.employees_max)
      limits.push_back(fmt::format("with at most {} employees", *eligibility.employees_max));
    if (eligibility.revenue_max)
      limits.push_back(fmt::format("with at most {} of yearly revenue", money(*eligibility.revenue_max)));
    if (!limits.empty()) lines_.push_back(fmt::format("for firms {}", fmt::join(limits, ", ")));
  }

  const Relief& relief_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> relief_terms(const Relief& relief) { return Terms(relief).run(); }

}  // namespace headroom
