#include "cli/report/html/memo_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/words/assess_words.hpp"
#include "cli/syntax/message.hpp"

namespace headroom::memo {

namespace {

constexpr std::size_t months_shown_max = 18, counterparties_shown_max = 5, levers_shown_max = 5;

std::string percent(double share) { return fmt::format("{:.2f}%", 100.0 * share); }
std::string ratio(double value) { return fmt::format("{:.2f}", value); }

PageTable table_of(const Wording& wording, const char* caption, const std::vector<const char*>& headers,
                   std::size_t texts = 1) {
  PageTable table{wording.say(caption), {}, {}};
  for (std::size_t i = 0; i < headers.size(); ++i) table.columns.push_back({wording.say(headers[i]), i >= texts});
  return table;
}

std::string chance(const Figure<Estimate>& figure, const Wording& wording) {
  if (figure) return wording.percent_with_error(*figure);
  return figure.unsaid == Unsaid::impossible || figure.unsaid == Unsaid::impossible_without_relief
             ? wording.say("cannot happen")
             : "-";
}

std::string grade_name(const AssessReport& report, std::size_t place) {
  return report.assessment.policy.scale.grades[place].name;
}

/// Rows of what a figure is and what it comes to, or why there is none.
class FigureRows {
 public:
  FigureRows(PageTable& table, const Wording& wording) : table_(table), wording_(wording) {}

  void add(const Message& label, std::string value) { table_.rows.push_back({wording_.say(label), std::move(value)}); }
  template <class T, class Words>
  void add(const Message& label, const Figure<T>& figure, const Words& words) {
    add(label, figure ? words(*figure) : wording_.say(message("none: {}", unsaid_message(*figure.unsaid))));
  }

 private:
  PageTable& table_;
  const Wording& wording_;
};

std::string grade_words(const AssessReport& report, const GradeResult& grade, const Wording& wording) {
  const std::string name = grade_name(report, grade.place), low = grade_name(report, grade.place_low),
                    high = grade_name(report, grade.place_high);
  return low == high ? wording.say(message("{} (chance {})", name, percent(grade.pd)))
                     : wording.say(message("{} (chance {}; 95%: {} to {})", name, percent(grade.pd), low, high));
}

void add_rates(const Assessment& assessment, FigureRows& rows) {
  rows.add("rate as offered, a year", assessment.contract_rate, percent);
  rows.add("its yield, with the fee", assessment.contract_effective, percent);
  rows.add("rate at which the lender breaks even", assessment.break_even_rate, percent);
  rows.add("the same as a yearly rate", assessment.break_even_effective, percent);
  rows.add(message("rate that earns {} a year more than funding at {}", percent(assessment.policy.target_return),
                   percent(assessment.policy.funding_rate)),
           assessment.price_for_target, percent);
}

void add_standards(const AssessReport& report, FigureRows& rows, const Wording& wording) {
  const Assessment& assessment = report.assessment;
  rows.add("capital (Basel III, internal ratings)", assessment.basel, [&](const BaselResult& result) {
    return wording.say(message("{}: 8% of {} risk-weighted assets (weight {}, correlation {:.4f}, maturity {:.2f})",
                               wording.mean_money(result.capital_amount), wording.mean_amount(result.rwa),
                               percent(result.capital.risk_weight), result.capital.correlation,
                               result.capital.maturity));
  });
  rows.add("impairment (IFRS 9)", assessment.ifrs9, [&](const ImpairmentResult& result) {
    const auto loss = [&](const Figure<Estimate>& figure) {
      return figure ? wording.mean_amount(figure->value) : std::string("-");
    };
    const std::string recognised = result.recognised ? wording.mean_amount(*result.recognised) : "-";
    return result.poci ? wording.say(message("credit-impaired when lent: {} recognised; 12 months {}, lifetime {}",
                                             recognised, loss(result.ecl_12m), loss(result.ecl_life)))
                       : wording.say(message("stage {}: {} recognised; 12 months {}, lifetime {}", result.stage,
                                             recognised, loss(result.ecl_12m), loss(result.ecl_life)));
  });
  if (!assessment.ifrs9) return;
  for (const StagedLoan& loan : assessment.ifrs9->existing)
    rows.add(message("existing loan: {}", loan.name),
             wording.say(message("stage {}, {} days past due", loan.stage, loan.days_past_due)));
}

/// One row of the months; what has no coverage or no default shows none.
struct MonthRow {
  std::string name;
  double receipts = 0.0, dues = 0.0, service = 0.0;
  std::string low, middle, high, rolling;
  double defaults = 0.0, exposure_sum = 0.0, loss = 0.0;  // exposure_sum: share times mean exposure

  std::vector<std::string> cells(const Wording& wording) const {
    const bool has_default = defaults > 0.0;
    return {name,
            wording.mean_amount(receipts),
            wording.mean_amount(dues),
            wording.mean_amount(service),
            low,
            middle,
            high,
            rolling,
            has_default ? fmt::format("{:.3f}%", 100.0 * defaults) : "-",
            has_default ? wording.mean_amount(exposure_sum / defaults) : "-",
            has_default ? wording.mean_amount(loss) : "-"};
  }
  void add(const MonthRow& other) {
    receipts += other.receipts;
    dues += other.dues;
    service += other.service;
    defaults += other.defaults;
    exposure_sum += other.exposure_sum;
    loss += other.loss;
  }
};

void put_spread(MonthRow& row, const Figure<CoverageSpread>& spread) {
  row.low = spread ? ratio(spread->p05) : "-";
  row.middle = spread ? ratio(spread->p50) : "-";
  row.high = spread ? ratio(spread->p95) : "-";
}

std::vector<MonthRow> month_rows(const Assessment& assessment) {
  std::vector<MonthRow> rows;
  for (const CoverageMonth& month : assessment.dscr->monthly) {
    MonthRow row{month.month, month.receipts, month.dues, month.debt_service, {}, {}, {}, "-"};
    put_spread(row, month.spread);
    for (const RollingCoverage& rolling : assessment.dscr->rolling)
      if (rolling.month == month.month && rolling.spread) row.rolling = ratio(rolling.spread->p50);
    for (const DefaultMonth& defaults : assessment.defaults_by_month)
      if (defaults.month == month.month) {
        row.defaults = defaults.share;
        row.exposure_sum = defaults.share * defaults.exposure;
        row.loss = defaults.loss;
      }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

PageTable rules_table(const AssessReport& report, const Wording& wording) {
  PageTable table =
      table_of(wording, "Each rule of the policy, in the order in which it decides", {"rule", "limit", "value", "met"});
  for (const RuleOutcome& outcome : report.assessment.recommendation.rules) {
    const auto words = [&](double value) {
      return outcome.rule.of == RuleOf::dscr_p50 ? ratio(value) : percent(value);
    };
    table.rows.push_back({rule_name(outcome), words(outcome.rule.limit), outcome.value ? words(*outcome.value) : "-",
                          wording.say(outcome.is_met() ? "met" : "not met")});
  }
  return table;
}

PageTable probability_table(const AssessReport& report, const Wording& wording) {
  PageTable table = table_of(wording, "The chance by each date, without and with what is asked for",
                             {"by", "default, without", "default, with", "cannot pay, without", "cannot pay, with",
                              "bank 90 days unpaid, with"});
  for (const ProbabilityRow& row : report.assessment.pd)
    table.rows.push_back({wording.short_date(row.day), chance(row.without.event, wording),
                          chance(row.with.event, wording), chance(row.without.illiquid, wording),
                          chance(row.with.illiquid, wording), chance(row.with.loan_90dpd, wording)});
  return table;
}

PageTable loan_table(const AssessReport& report, const Wording& wording) {
  const Assessment& assessment = report.assessment;
  PageTable table = table_of(wording, "The loan", {"what", "figure"}, 2);
  FigureRows rows(table, wording);
  const auto with_error = [&](const Estimate& estimate) {
    return wording.say(
        message("{} ± {}", wording.mean_money(estimate.value), wording.mean_amount(estimate.standard_error)));
  };
  rows.add("amount asked for", assessment.amount, [&](Minor amount) { return wording.money(amount); });
  rows.add("grade", assessment.grade, [&](const GradeResult& grade) { return grade_words(report, grade, wording); });
  rows.add("principal that the horizon can judge", assessment.covered, percent);
  rows.add("futures in default with the loan out", assessment.defaults_with_loan,
           [](const Estimate& share) { return fmt::format("{:.4f}%", 100.0 * share.value); });
  rows.add("exposure at default: principal then open, on average", assessment.exposure_at_default, with_error);
  rows.add("loss given default: the share of it that is lost", assessment.loss_given_default, percent);
  rows.add("guarantee: the share of it that somebody else bears", assessment.guarantee, percent);
  const bool sees_all = assessment.covered && *assessment.covered >= 1.0;
  rows.add(sees_all ? Message("expected loss") : Message("expected loss by the horizon"), assessment.expected_loss,
           [&](const Estimate& loss) {
             return wording.say(message("{}, {} of the amount", with_error(loss),
                                        percent(loss.value / static_cast<double>(*assessment.amount))));
           });
  add_rates(assessment, rows);
  add_standards(report, rows, wording);
  rows.add("all debt with it", wording.money(assessment.total_debt));
  rows.add("all debt, of a year's revenue", assessment.debt_to_revenue, percent);
  rows.add("loan to collateral", assessment.ltv, percent);
  rows.add("still owed after the horizon, on average", assessment.owed_after_horizon,
           [&](double owed) { return wording.mean_money(owed); });
  return table;
}

PageTable month_table(const AssessReport& report, const Wording& wording) {
  const Assessment& assessment = report.assessment;
  PageTable table = table_of(wording, "By month",
                             {"month", "receipts", "other dues", "debt service", "coverage 5%", "50%", "95%",
                              "rolling 50%", "defaults", "exposure", "loss"});
  MonthRow later, all;
  std::size_t count_later = 0;
  for (const MonthRow& row : month_rows(assessment)) {
    all.add(row);
    if (table.rows.size() < months_shown_max) table.rows.push_back(row.cells(wording));
    else {
      later.add(row);
      ++count_later;
    }
  }
  if (count_later > 0) {
    later.name = wording.say(message("{} later months", count_later));
    table.rows.push_back(later.cells(wording));
  }
  all.name = wording.say("all");
  put_spread(all, assessment.dscr->horizon);
  table.rows.push_back(all.cells(wording));
  return table;
}

PageTable limits_table(const AssessReport& report, const Wording& wording) {
  const Assessment& assessment = report.assessment;
  PageTable table = table_of(wording, "Covenants, and limits that are watched: the futures that meet them",
                             {"what", "limit", "futures", "half of them by"});
  const auto limit = [&](bool is_money, double value) {
    return is_money ? wording.mean_amount(value) : fmt::format("{:g}", value);
  };
  for (const CovenantResult& covenant : assessment.covenants)
    table.rows.push_back(
        {wording.say(covenant.is_dscr ? "covenant: coverage falls below" : "covenant: cash falls below"),
         limit(!covenant.is_dscr, covenant.limit), chance(covenant.breach, wording), "-"});
  for (const WatchResult& watch : assessment.watch) {
    const Message name = Message(std::string(name_of(watch.trigger)));
    table.rows.push_back(
        {watch.counterparty.empty() ? wording.say(name) : wording.say(message("{} ({})", name, watch.counterparty)),
         limit(watch.trigger == WatchOf::cash_below, watch.limit), chance(watch.probability, wording),
         watch.first_month.value_or("-")});
  }
  return table;
}

PageTable stress_table(const AssessReport& report, const Wording& wording) {
  PageTable table =
      table_of(wording, "Under stress",
               {"scenario", "default in 12 months", "grade", "expected loss", "coverage 50%", "decision"});
  for (const StressedResult& result : report.assessment.stressed)
    table.rows.push_back({wording.scenario_name(result.scenario), result.pd_12m ? percent(*result.pd_12m) : "-",
                          result.grade ? grade_name(report, *result.grade) : "-",
                          result.expected_loss ? wording.mean_amount(result.expected_loss->value) : "-",
                          result.dscr_p50 ? ratio(*result.dscr_p50) : "-",
                          wording.say(std::string(name_of(result.decision)))});
  return table;
}

PageTable sensitivity_table(const AssessReport& report, const Wording& wording) {
  PageTable table = table_of(wording, "What would move the chance of default most, with the loan",
                             {"lever", "less of it", "more of it"});
  const std::vector<Sensitivity>& levers = report.assessment.most_sensitive;
  for (std::size_t i = 0; i < std::min(levers.size(), levers_shown_max); ++i)
    table.rows.push_back({levers[i].lever, levers[i].low ? percent(*levers[i].low) : "-",
                          levers[i].high ? percent(*levers[i].high) : "-"});
  return table;
}

PageTable concentration_table(const AssessReport& report, const Wording& wording) {
  const ConcentrationResult& result = *report.assessment.concentration;
  PageTable table = table_of(wording, "Who is to pay: invoices, orders and expected sales by the horizon",
                             {"customer", "to come in", "share"});
  for (std::size_t i = 0; i < std::min(result.top.size(), counterparties_shown_max); ++i)
    table.rows.push_back(
        {result.top[i].counterparty, wording.amount(result.top[i].amount), percent(result.top[i].share)});
  table.rows.push_back(
      {wording.say(message("all (Herfindahl index {:.3f}: 1 is one customer alone)", result.herfindahl)),
       wording.amount(result.total), percent(1.0)});
  return table;
}

}  // namespace headroom::memo
