#include "cli/report/text/assess_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/text/assess_tables.hpp"
#include "cli/report/text/notices_text.hpp"
#include "cli/report/words/assess_words.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/screen_words.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

std::string paragraphs(const std::vector<Message>& messages, const Style& style, std::string_view indent) {
  std::string out;
  for (const Message& message : messages) out += style.paragraph(text_of(message), indent);
  return out;
}

std::string heading(const Message& words, const Style& style) { return "\n" + style.title(text_of(words)) + "\n\n"; }

std::string head(const AssessReport& report, const Style& style) {
  return style.title(printable(report.manifest.company)) + "\n" + style.line(text_of(period_words(report.manifest))) +
         style.paragraph(text_of(asked_message(report))) + "\n";
}

/// What the first screen says: what is not seen before anything else, then the decision.
std::string decision_part(const AssessReport& report, const Style& style) {
  std::string out = head(report, style);
  const std::vector<Message> unseen = unseen_messages(report);
  for (const Message& message : unseen) out += style.warning(style.paragraph(text_of(message)));
  if (!unseen.empty()) out += "\n";
  out += style.title(text_of(decision_message(report))) + "\n";
  if (!report.assessment.recommendation.rules.empty()) out += "\n" + rules_table(report, style);
  return out;
}

std::string watch_part(const AssessReport& report, const Style& style) {
  const Assessment& assessment = report.assessment;
  std::string out;
  if (!assessment.covenants.empty() || !assessment.watch.empty())
    out += heading("Covenants, and what to watch", style) + covenants_table(report, style);
  if (!assessment.stressed.empty()) out += heading("Under stress", style) + stress_table(report, style);
  if (!assessment.most_sensitive.empty())
    out += heading("What would move the lender's event most", style) + sensitivity_table(report, style);
  return out;
}

std::string basis_part(const AssessReport& report, const Style& style) {
  std::string out = heading("How to recompute it, and what is assumed", style);
  out += paragraphs(recomputation_messages(report), style, "- ");
  out += paragraphs(assumption_messages(report), style, "- ");
  out += style.paragraph(text_of(relief_terms_sentence(report.relief)), "  ");
  return out;
}

}  // namespace

std::string assess_text(const AssessReport& report, const Style& style) {
  const Assessment& assessment = report.assessment;
  std::string out = decision_part(report, style);
  out += heading(message("How likely, without and with it ({})", name_of(assessment.event)), style) +
         probability_table(report, style);
  if (assessment.amount) out += heading("Loss, price and capital", style) + loss_table(report, style);
  if (assessment.dscr) out += heading("Debt service coverage", style) + coverage_table(report, style);
  out += watch_part(report, style);
  if (assessment.concentration) out += heading("Who is to pay", style) + concentration_table(report, style);
  out += basis_part(report, style) + notices_text(report.manifest, report.notices, style);
  out += "\n" + style.line(text_of(message("{} futures, the same for all; seed {}.", count_words(report.manifest.paths),
                                           report.manifest.seed)));
  return out + style.line(text_of(message("Inputs (SHA-256): {}", report.manifest.inputs_sha256))) +
         style.command("The same again:", report.manifest.command);
}

}  // namespace headroom
