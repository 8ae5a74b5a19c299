#include "cli/report/text/assess_text.hpp"

#include <algorithm>

#include "cli/report/text/assess_tables.hpp"
#include "cli/report/text/notices_text.hpp"
#include "cli/report/words/assess_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

std::string paragraphs(const std::vector<Message>& messages, std::string_view indent, const Style& style,
                       const MessageWords& words) {
  std::string out;
  for (const Message& message : messages) out += style.paragraph(shown_text(message, words), indent);
  return out;
}

std::string heading(const Message& text, const Style& style, const MessageWords& words) {
  return "\n" + style.title(shown_text(text, words)) + "\n\n";
}

std::string head(const AssessReport& report, const Style& style, const MessageWords& words) {
  return style.title(printable(report.manifest.company)) + "\n" +
         style.line(shown_text(period_words(report.manifest), words)) +
         style.paragraph(shown_text(asked_message(report), words)) + "\n";
}

/// What the first screen says: what is not seen before anything else, then the decision.
std::string decision_part(const AssessReport& report, const Style& style, const MessageWords& words) {
  std::string out = head(report, style, words);
  const std::vector<Message> unseen = unseen_messages(report);
  for (const Message& message : unseen) out += style.warning(style.paragraph(shown_text(message, words)));
  if (!unseen.empty()) out += "\n";
  out += style.title(shown_text(decision_message(report), words)) + "\n";
  if (!report.assessment.recommendation.rules.empty()) out += "\n" + rules_table(report, style, words);
  return out;
}

std::string watch_part(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Assessment& assessment = report.assessment;
  std::string out;
  if (!assessment.covenants.empty() || !assessment.watch.empty())
    out += heading("Covenants, and what to watch", style, words) + covenants_table(report, style, words);
  if (!assessment.stressed.empty()) out += heading("Under stress", style, words) + stress_table(report, style, words);
  if (!assessment.most_sensitive.empty())
    out += heading("What would move the lender's event most", style, words) + sensitivity_table(report, style, words);
  return out;
}

std::string basis_part(const AssessReport& report, const Style& style, const MessageWords& words) {
  std::string out = heading("How to recompute it, and what is assumed", style, words);
  out += paragraphs(recomputation_messages(report), "- ", style, words);
  out += paragraphs(assumption_messages(report), "- ", style, words);
  out += style.paragraph(shown_text(relief_terms_sentence(report.relief), words), "  ");
  return out;
}

}  // namespace

std::string assess_text(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Assessment& assessment = report.assessment;
  std::string out = decision_part(report, style, words);
  out += heading(message("How likely, without and with it ({})", name_of(assessment.event)), style, words) +
         probability_table(report, style, words);
  if (assessment.amount) out += heading("Loss, price and capital", style, words) + loss_table(report, style, words);
  if (assessment.dscr) out += heading("Debt service coverage", style, words) + coverage_table(report, style, words);
  out += watch_part(report, style, words);
  if (assessment.concentration)
    out += heading("Who is to pay", style, words) + concentration_table(report, style, words);
  out += basis_part(report, style, words) + notices_text(report.manifest, report.notices, style, words);
  out += "\n" + style.line(shown_text(message("{} futures, the same for all; seed {}.",
                                              count_words(report.manifest.paths), report.manifest.seed),
                                      words));
  return out + style.line(shown_text(message("Inputs (SHA-256): {}", report.manifest.inputs_sha256), words)) +
         style.command(shown_text("The same again:", words), report.manifest.command);
}

}  // namespace headroom
