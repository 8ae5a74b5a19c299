#include "cli/report/words/size_words.hpp"

#include "cli/report/words/eligibility_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/question_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_width_max = 50;

Message relief_name(const SizeReport& report) {
  return given_name(shortened(printable(report.question.relief.name), name_width_max));
}

Message money(const SizeReport& report, Minor amount) { return asked_money(amount, report.decimals, report.currency); }

Message without_sentence(const SizeReport& report) {
  return message("Without any relief: {}.", outcome_words(report.answer.without));
}

Message amount_sentence(const SizeReport& report) {
  const SizedLoan& found = *report.answer.at_amount;
  const Message event = given_name(clause_of(report.manifest.default_event));
  if (found.amount == 0 && report.answer.without.share() <= report.question.target)
    return message("No loan is needed: the target of {} is met without. It is about whether {} by {}.",
                   share_words(report.question.target), event, in_words(report.manifest.horizon_date()));
  if (found.amount == 0)
    return message("No loan is needed: the rest of {} meets the target of {}. It is about whether {} by {}.",
                   relief_name(report), share_words(report.question.target), event,
                   in_words(report.manifest.horizon_date()));
  if (!found.outcome.has_estimate())
    return message("{} of {} avoid it in the one course that {} by {}.", money(report, found.amount),
                   relief_name(report), event, in_words(report.manifest.horizon_date()));
  return message("{} of {} bring the probability down to {}, the target being {}, that {} by {}.",
                 money(report, found.amount), relief_name(report), outcome_words(found.outcome),
                 share_words(report.question.target), event, in_words(report.manifest.horizon_date()));
}

Message interval_sentence(const SizeReport& report) {
  const SizeAnswer& answer = report.answer;
  if (answer.lower_end && answer.upper_end)
    return message("What so many futures can tell: from {} to {} (95%).", money(report, *answer.lower_end),
                   money(report, *answer.upper_end));
  if (answer.lower_end)
    return message("What so many futures can tell: from {}; no candidate is sure to meet the target (95%).",
                   money(report, *answer.lower_end));
  return message(
      "What so many futures can tell: no candidate meets the target even at the lower end of its 95% interval.");
}

void add_largest(const SizeReport& report, std::vector<Message>& sentences) {
  const SizeAnswer& answer = report.answer;
  if (const auto reason = reason_without_largest(report)) {
    sentences.push_back(message("How much would be too much cannot be told: {}.", *reason));
    return;
  }
  if (answer.largest->amount / report.question.step == report.question.max / report.question.step)
    sentences.push_back(
        message("The target is met up to the largest candidate, {}.", money(report, answer.largest->amount)));
  else
    sentences.push_back(message("The largest loan that meets it is {}: more has to be repaid than helps.",
                                money(report, answer.largest->amount)));
  if (answer.between_all_meet == false)
    sentences.push_back(message("Not every candidate in between meets it: see the table."));
}

}  // namespace

std::optional<Message> reason_without_amount(const SizeReport& report) {
  const SizeAnswer& answer = report.answer;
  switch (answer.lack) {
    case SizeLack::nothing: return std::nullopt;
    case SizeLack::not_eligible:
      return message("not eligible: {}", reasons_message(answer.unmet, company_of(report.manifest)));
    case SizeLack::cannot_happen:
      return message("it cannot happen with this ledger that {}", given_name(clause_of(report.manifest.default_event)));
    case SizeLack::none_meets: break;
  }
  if (!answer.lowest->outcome.has_estimate())
    return message("it happens in the one course with every candidate that was played, up to {}",
                   money(report, report.question.max / report.question.step * report.question.step));
  return message("no candidate meets the target of {}: the lowest is {}, at {}", share_words(report.question.target),
                 outcome_words(answer.lowest->outcome), money(report, answer.lowest->amount));
}

std::optional<Message> reason_without_largest(const SizeReport& report) {
  if (report.answer.largest) return std::nullopt;
  if (report.answer.owes_principal_after_horizon && report.answer.lack != SizeLack::not_eligible &&
      report.answer.lack != SizeLack::cannot_happen)
    return message("principal falls due after {}, where nobody looks what it is repaid from",
                   in_words(report.manifest.horizon_date()));
  if (const auto reason = reason_without_amount(report)) return reason;
  return message("no candidate meets the target");
}

std::vector<Message> size_sentences(const SizeReport& report) {
  const SizeAnswer& answer = report.answer;
  std::vector<Message> sentences;
  if (const auto reason = reason_without_amount(report)) {
    sentences.push_back(message("There is no amount of {} to give: {}.", relief_name(report), *reason));
    if (answer.lack != SizeLack::cannot_happen) sentences.push_back(without_sentence(report));
    return sentences;
  }
  sentences.push_back(amount_sentence(report));
  sentences.push_back(without_sentence(report));
  if (answer.a_step_less && !answer.a_step_less->outcome.has_estimate())
    sentences.push_back(message("A step less, {}, does not avoid it.", money(report, answer.a_step_less->amount)));
  else if (answer.a_step_less)
    sentences.push_back(message("A step less, {}, leaves it at {}.", money(report, answer.a_step_less->amount),
                                outcome_words(answer.a_step_less->outcome)));
  if (answer.at_amount->outcome.has_estimate()) sentences.push_back(interval_sentence(report));
  if (answer.latest_arrival)
    sentences.push_back(message("The money must be there by {} (day {}): the day after, the target is missed.",
                                in_words(report.manifest.as_of + answer.latest_arrival->day),
                                answer.latest_arrival->day));
  if (answer.lowest && answer.lowest->outcome.has_estimate())
    sentences.push_back(message("Of the candidates played, {} has the lowest probability: {}.",
                                money(report, answer.lowest->amount), outcome_words(answer.lowest->outcome)));
  add_largest(report, sentences);
  return sentences;
}

std::vector<Message> size_notes(const SizeReport& report) {
  std::vector<Message> notes;
  const Message max = money(report, report.question.max), step = money(report, report.question.step);
  if (report.was_capped)
    notes.push_back(message("the loan's cap, {}, is the largest candidate: --max is above it", max));
  else if (report.largest_from == LargestSize::cap)
    notes.push_back(message("the loan's cap, {}, is the largest candidate", max));
  else if (report.largest_from == LargestSize::revenue)
    notes.push_back(message("a year's revenue, {}, is the largest candidate: the loan has no cap", max));
  notes.push_back(message("candidates are 0, {}, and so on, {} apart; 0 is the relief without its loan", step, step));
  if (!report.sees_last_payment)
    notes.push_back(message("the loan's last payment is not seen by {}: what it is repaid from is left out",
                            in_words(report.manifest.horizon_date())));
  if (!report.answer.without.is_random) notes.push_back(nothing_random_words(report.question.scenario.name));
  return notes;
}

}  // namespace headroom
