#include "cli/report/html/lender_memo.hpp"

#include "cli/report/html/memo_tables.hpp"
#include "cli/report/html/page.hpp"
#include "cli/report/html/wording.hpp"
#include "cli/report/words/assess_words.hpp"
#include "cli/report/words/relief_terms.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

/// Writes the parts in their order.
class LenderMemo {
 public:
  LenderMemo(const AssessReport& report, std::string_view version, Language language)
      : report_(report),
        assessment_(report.assessment),
        version_(version),
        wording_(report.manifest, language),
        page_(wording_.say("The figures as a table")) {}

  std::string html(const std::string& json) {
    decision();
    risk();
    coverage();
    watch();
    basis();
    return page_.document({wording_.language_tag(),
                           wording_.say(message("{}: loan memo for {}, as of {}", report_.manifest.company,
                                                wording_.relief_name(report_.relief.name), wording_.date(0))),
                           json, "memo"});
  }

 private:
  void say(const Message& message, std::string_view style = "") { page_.paragraph(wording_.say(message), style); }

  void decision() {
    page_.head(
        report_.manifest.company, wording_.say(decision_message(report_)),
        {wording_.say(message("Asked for: {}. Seen from {}, for the {} days to {}. Amounts are in {}.",
                              wording_.relief_name(report_.relief.name), wording_.date(0), assessment_.horizon_days,
                              wording_.date(assessment_.horizon_days), report_.manifest.currency)),
         wording_.say(message("What counts as default here: {} ({}).",
                              Message(std::string(clause_of(assessment_.event))), name_of(assessment_.event)))});
    for (const Message& unseen : unseen_messages(report_)) say(unseen, "note");
    if (assessment_.recommendation.rules.empty()) return;
    page_.section("decision", wording_.say("The rules that decided"));
    page_.table(memo::rules_table(report_, wording_));
    page_.list(wording_.say_all(rule_messages(report_)));
  }

  void risk() {
    page_.section("risk", wording_.say("Risk, loss, price and capital"));
    page_.table(memo::probability_table(report_, wording_));
    if (assessment_.amount) page_.table(memo::loan_table(report_, wording_));
    page_.list(wording_.say_all(recomputation_messages(report_)));
  }

  void coverage() {
    if (!assessment_.dscr) return;
    page_.section("coverage", wording_.say("Month by month: coverage of debt, defaults and loss"));
    page_.table(memo::month_table(report_, wording_));
    say("Means over all futures: receipts, dues other than to lenders and the owner, and debt service (interest and "
        "principal). Coverage is what is left for lenders over what is due to them: below 1 the month does not earn "
        "its "
        "debt service. 5%, 50% and 95% of futures lie at or below. Defaults: the share of all futures whose default "
        "falls into the month with the loan out, the mean exposure in them, and the loss that follows.",
        "small");
  }

  void watch() {
    const bool has_limits = !assessment_.covenants.empty() || !assessment_.watch.empty();
    if (!has_limits && assessment_.stressed.empty() && assessment_.most_sensitive.empty() && !assessment_.concentration)
      return;
    page_.section("watch", wording_.say("Covenants, stress and what to watch"));
    if (has_limits) page_.table(memo::limits_table(report_, wording_));
    if (!assessment_.stressed.empty()) page_.table(memo::stress_table(report_, wording_));
    if (!assessment_.most_sensitive.empty()) page_.table(memo::sensitivity_table(report_, wording_));
    if (assessment_.concentration) page_.table(memo::concentration_table(report_, wording_));
  }

  void basis() {
    page_.section("basis", wording_.say("Limits of this analysis, and what it rests on"));
    page_.list(wording_.say_all(assumption_messages(report_)));
    std::vector<std::string> items;
    for (const Fault& notice : report_.notices) items.push_back(wording_.finding(notice));
    for (const Unanswered& one : report_.unanswered)
      items.push_back(wording_.say(message("Not entered: {}; taken: {}.", one.key, one.taken)));
    page_.list(items);
    page_.heading(wording_.say("Terms of what is asked for"));
    page_.list(wording_.say_all(relief_terms(report_.relief)));
    if (!report_.relief.source.empty()) say(message("Source: {}", report_.relief.source), "small");
    say(message("{} futures, the same for all figures; seed {}. After ± stands the standard error of the counting.",
                count_words(report_.manifest.paths), std::to_string(report_.manifest.seed)),
        "small");
    say(message("Headroom {}. Inputs (SHA-256): {}", version_, report_.manifest.inputs_sha256), "command");
    say(message("The same again: {}", report_.manifest.command), "command");
  }

  const AssessReport& report_;
  const Assessment& assessment_;
  std::string version_;
  Wording wording_;
  Page page_;
};

}  // namespace

std::string lender_memo_html(const AssessReport& report, const std::string& json, std::string_view version,
                             Language language) {
  return LenderMemo(report, version, language).html(json);
}

}  // namespace headroom
