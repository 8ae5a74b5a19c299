#include "cli/report/words/assess_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "engine/lending/sensitivity.hpp"

namespace headroom {

namespace {

std::string percent(double share) { return fmt::format("{:.2f}%", 100.0 * share); }

Message money(const AssessReport& report, double minor) {
  return mean_money_in_currency(minor, report.manifest.decimals, report.manifest.currency);
}

/// A value as its rule is written: a ratio, or a share in percent.
std::string value_words(RuleOf of, double value) {
  return of == RuleOf::dscr_p50 ? fmt::format("{:.2f}", value) : percent(value);
}

/// What a rule looks at.
Message subject_of(const AssessReport& report, RuleOf of) {
  switch (of) {
    case RuleOf::pd_12m:
      return message("probability of {} within 12 months, with the loan", name_of(report.assessment.event));
    case RuleOf::pd_12m_without:
      return "probability within 12 months, without the relief, that something due cannot be paid";
    case RuleOf::expected_loss: return "expected loss, as a share of the amount";
    case RuleOf::dscr_p50: return "debt service coverage in the middle future";
    case RuleOf::harmed: return "share of futures in which the relief does harm";
    case RuleOf::delayed_exceeds_saved: return "share of futures only delayed, less the share saved";
    case RuleOf::concentration: return "share of the largest counterparty in what is to come in";
  }
  return {};
}

/// The rule that decided, in words.
Message reason_of(const AssessReport& report, const RuleOutcome& outcome) {
  const Message subject = subject_of(report, outcome.rule.of);
  const std::string value = value_words(outcome.rule.of, *outcome.value),
                    limit = value_words(outcome.rule.of, outcome.rule.limit);
  return outcome.rule.of == RuleOf::dscr_p50 ? message("{} is {}, below {}", subject, value, limit)
                                             : message("{} is {}, above {}", subject, value, limit);
}

}  // namespace

Message unsaid_message(Unsaid reason) {
  switch (reason) {
    case Unsaid::not_eligible: return "the firm is not eligible";
    case Unsaid::lends_nothing: return "the relief lends nothing";
    case Unsaid::several_loans: return "the relief has several loans that differ";
    case Unsaid::nothing_random: return "nothing is random, so there is one course and no probability";
    case Unsaid::impossible: return "the event cannot happen in this ledger";
    case Unsaid::impossible_without_relief: return "the event cannot happen without the relief";
    case Unsaid::never_disbursed: return "the loan is not disbursed in any future by the horizon";
    case Unsaid::no_default: return "no future has the event with the loan disbursed";
    case Unsaid::not_covered: return "principal falls due too late for the horizon to see whether it is paid";
    case Unsaid::outside_rates: return "no rate from -50% to 100% a year does";
    case Unsaid::certain_default: return "the event happens in every future";
    case Unsaid::no_debt_service: return "no future has debt service then";
    case Unsaid::no_collateral: return "the loan has no collateral";
    case Unsaid::no_revenue: return "the ledger gives no annual revenue";
    case Unsaid::horizon_too_short: return "the horizon is too short";
    case Unsaid::nothing_expected: return "the ledger holds no open receivable, order or expected sale";
  }
  return {};
}

std::string_view name_of(Decision decision) {
  static constexpr std::array<std::string_view, 4> names = {"approve", "approve_smaller", "refer", "decline"};
  return names[static_cast<std::size_t>(decision)];
}

std::string_view name_of(WatchOf trigger) {
  static constexpr std::array<std::string_view, 4> names = {"pd_12m_above", "cash_below", "dscr_below",
                                                            "largest_customer_late_days"};
  return names[static_cast<std::size_t>(trigger)];
}

std::string rule_name(const RuleOutcome& outcome) {
  return fmt::format("{}.{}", outcome.declines ? "decline" : "refer", name_of(outcome.rule.of));
}

Message asked_message(const AssessReport& report) {
  const Message name = given_name(report.relief.name);
  const Figure<Minor>& amount = report.assessment.amount;
  return amount ? message("Asked for: {} from {}", money(report, static_cast<double>(*amount)), name)
                : message("Asked for: {}", name);
}

Message decision_message(const AssessReport& report) {
  const Assessment& assessment = report.assessment;
  const Recommendation& result = assessment.recommendation;
  if (!assessment.is_eligible())
    return message("Decline: the firm is not eligible. {}", reasons_message(assessment.unmet, report.company));
  const auto amount = [&](const std::optional<Minor>& minor) {
    return money(report, static_cast<double>(minor.value_or(0)));
  };
  if (!result.decided_by)
    return result.amount ? message("Approve {}: no rule stands against it.", amount(result.amount))
                         : Message("Approve: no rule stands against it; the relief lends nothing.");
  const Message reason = reason_of(report, result.rules[*result.decided_by]);
  switch (result.decision) {
    case Decision::approve_smaller:
      return message("Approve a smaller loan of {}, not {}: {}; at the smaller amount no rule stands against it.",
                     amount(result.amount), amount(assessment.amount.value), reason);
    case Decision::decline: return message("Decline: {}.", reason);
    default: return message("Refer to a person: {}.", reason);
  }
}

std::vector<Message> rule_messages(const AssessReport& report) {
  std::vector<Message> messages;
  for (const RuleOutcome& outcome : report.assessment.recommendation.rules) {
    const std::string limit = value_words(outcome.rule.of, outcome.rule.limit);
    const Message subject = subject_of(report, outcome.rule.of);
    if (!outcome.value)
      messages.push_back(message("{}: {} has no value ({}), so the rule is not met", rule_name(outcome), subject,
                                 unsaid_message(*outcome.value.unsaid)));
    else if (outcome.is_met())
      messages.push_back(message("{}: {} is {}; limit {}: met", rule_name(outcome), subject,
                                 value_words(outcome.rule.of, *outcome.value), limit));
    else
      messages.push_back(message("{}: {} is {}; limit {}: not met", rule_name(outcome), subject,
                                 value_words(outcome.rule.of, *outcome.value), limit));
  }
  return messages;
}

std::vector<Message> unseen_messages(const AssessReport& report) {
  const Assessment& assessment = report.assessment;
  std::vector<Message> messages;
  if (assessment.covered && *assessment.covered < 1.0)
    messages.push_back(message(
        "Not seen: {} of the principal falls due later than {} days before the horizon, {}. Whether it is repaid, no "
        "figure here says; the expected loss is the loss by the horizon.",
        percent(1.0 - *assessment.covered), assessment.waiting_days, in_words(report.manifest.horizon_date())));
  if (!assessment.is_random) {
    messages.push_back(
        "Nothing is random in this ledger: there is one course, and no probability, grade or expected loss.");
    if (assessment.written_event_day)
      messages.push_back(message("In that one course the lender's event comes on {}. No rule sees it: decide by hand.",
                                 in_words(report.manifest.as_of + *assessment.written_event_day)));
  }
  if (assessment.grade && assessment.grade->at_horizon)
    messages.push_back(
        message("The grade is of the probability by the horizon, {} days, not of 12 months.", assessment.horizon_days));
  return messages;
}

std::vector<Message> assumption_messages(const AssessReport& report) {
  const Assessment& assessment = report.assessment;
  const LendingPolicy& policy = assessment.policy;
  std::vector<Message> messages;
  if (!policy.is_given)
    messages.push_back(message("No policy was given: a loss given default of {} and a target return of {} are assumed.",
                               percent(policy.lgd), percent(policy.target_return)));
  if (!policy.has_rules)
    messages.push_back(
        "The rules are the built-in ones: decline above 20% within 12 months; refer above 5%, or where more futures "
        "are "
        "only delayed than saved.");
  if (!policy.has_funding_rate)
    messages.push_back(message("Assumed: the lender's money costs {} a year.", percent(policy.funding_rate)));
  if (assessment.basel && !assessment.basel->revenue_eur_million)
    messages.push_back(
        "Basel: the firm's revenue in euro is not known (annual_revenue, and exchange_rates.EUR or the policy's "
        "eur_rate), so nothing is taken off for a small firm.");
  else if (assessment.basel && !assessment.basel->capital.firm_size)
    messages.push_back("Basel: the firm's revenue exceeds 50 million euro, so nothing is taken off for a small firm.");
  if (assessment.ifrs9)
    messages.push_back(
        "IFRS 9: this is the loss under one scenario, not the probability-weighted one of paragraph 5.5.17; stages "
        "follow days past due alone.");
  messages.push_back(
      "Coverage leaves out grants, the relief's own money, drawings on credit lines and the owner's drawings.");
  if (!assessment.most_sensitive.empty())
    messages.push_back(
        message("What would move the lender's event: its probability by the horizon, with the loan, from {} futures.",
                count_words(std::min(assessment.paths, sensitivity_paths_max))));
  messages.push_back("The probabilities are those of the laws in the ledger, not a rating.");
  for (const std::string& assumption : report.relief.assumptions)
    messages.push_back(message("Assumed of the relief: {}", given_name(assumption)));
  return messages;
}

std::vector<Message> recomputation_messages(const AssessReport& report) {
  const Assessment& assessment = report.assessment;
  std::vector<Message> messages;
  if (assessment.expected_loss && assessment.exposure_at_default && assessment.loss_given_default &&
      assessment.guarantee && assessment.defaults_with_loan)
    messages.push_back(message(
        "Expected loss {} = share of futures in default with the loan out, {:.4f}% x mean exposure {} x loss given "
        "default {} x (1 - guarantee {}).",
        money(report, assessment.expected_loss->value), 100.0 * assessment.defaults_with_loan->value,
        money(report, assessment.exposure_at_default->value), percent(*assessment.loss_given_default),
        percent(*assessment.guarantee)));
  if (assessment.dscr && assessment.dscr->debt_service > 0.0)
    messages.push_back(
        message("Coverage of a future = (receipts - dues other than to lenders and the owner) / dues to lenders; over "
                "the means "
                "of all futures ({} - {}) / {} = {:.2f}, which is not the middle future's.",
                money(report, assessment.dscr->receipts), money(report, assessment.dscr->dues),
                money(report, assessment.dscr->debt_service),
                (assessment.dscr->receipts - assessment.dscr->dues) / assessment.dscr->debt_service));
  return messages;
}

}  // namespace headroom
