#include "cli/report/text/assess_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/report/words/assess_words.hpp"
#include "cli/report/words/language.hpp"
#include "cli/report/words/words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"

namespace headroom {

namespace {

constexpr std::size_t name_width_max = 34;
constexpr std::size_t counterparties_max = 5;

/// Puts messages into the report's language.
class Say {
 public:
  explicit Say(const MessageWords& words) : words_(words) {}
  std::string operator()(const Message& message) const { return shown_text(message, words_); }

 private:
  const MessageWords& words_;
};

std::string percent(double share) { return fmt::format("{:.2f}%", 100.0 * share); }
/// Two decimals; what rounds to nothing has no sign.
std::string ratio(double value) { return fmt::format("{:.2f}", std::abs(value) < 0.005 ? 0.0 : value); }

std::string money(const AssessReport& report, double minor) {
  return mean_money_words(minor, report.manifest.decimals);
}

std::string probability_cell(const Figure<Estimate>& figure, const Say& said) {
  if (figure) return percent_with_error(*figure);
  const bool one_course = figure.unsaid == Unsaid::nothing_random || figure.unsaid == Unsaid::not_eligible;
  return one_course ? "-" : said("cannot happen");
}

std::string grade_name(const AssessReport& report, std::size_t place) {
  return printable(report.assessment.policy.scale.grades[place].name);
}

/// Two columns: what it is, and what it comes to.
class FigureRows {
 public:
  explicit FigureRows(const Say& said) : said_(said) {}

  void add(const Message& label, std::string value) {
    columns_[0].cells.push_back(said_(label));
    columns_[1].cells.push_back(std::move(value));
  }
  template <class T, class Words>
  void add(const Message& label, const Figure<T>& figure, const Words& words) {
    add(label, figure ? words(*figure) : said_(unsaid_message(*figure.unsaid)));
  }
  std::string text(const Style& style) const { return style.table(columns_, 1); }

 private:
  Say said_;
  std::vector<TableColumn> columns_ = {{.header = said_("Figure"), .is_left = true},
                                       {.header = said_("Value"), .is_left = true, .may_wrap = true}};
};

void add_rates(const Assessment& assessment, const Say& said, FigureRows& rows) {
  rows.add("Rate of the contract", assessment.contract_rate, percent);
  rows.add("Its yield, with fee", assessment.contract_effective, percent);
  const auto break_even = [&](double rate) {
    return said(
        message("{} ({} effective)", percent(rate), percent(assessment.break_even_effective.value.value_or(0.0))));
  };
  rows.add("Rate that breaks even", assessment.break_even_rate, break_even);
  rows.add(message("Rate that earns {} more", percent(assessment.policy.target_return)), assessment.price_for_target,
           percent);
}

void add_standards(const AssessReport& report, const Say& said, FigureRows& rows) {
  const Assessment& assessment = report.assessment;
  const auto basel = [&](const BaselResult& result) {
    return said(message("{} of {} risk-weighted assets (weight {}, k {:.5f})", money(report, result.capital_amount),
                        money(report, result.rwa), percent(result.capital.risk_weight), result.capital.k));
  };
  rows.add("Capital (Basel)", assessment.basel, basel);
  const auto impairment = [&](const ImpairmentResult& result) {
    const auto loss = [&](const Figure<Estimate>& figure) { return figure ? money(report, figure->value) : "-"; };
    return said(
        message("stage {}; 12 months {}, lifetime {}", result.stage, loss(result.ecl_12m), loss(result.ecl_life)));
  };
  rows.add("Impairment (IFRS 9)", assessment.ifrs9, impairment);
}

std::string spread_cell(const Figure<CoverageSpread>& spread, double CoverageSpread::*quantile) {
  return spread ? ratio((*spread).*quantile) : "-";
}

std::string limit_words(const AssessReport& report, bool is_money, double limit) {
  return is_money ? money(report, limit) : fmt::format("{:g}", limit);
}

}  // namespace

std::string rules_table(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Say said(words);
  TableColumn rules{.header = said("Rule"), .is_left = true}, limits{.header = said("Limit")},
      values{.header = said("Value")}, met{.header = said("Met"), .is_left = true};
  for (const RuleOutcome& outcome : report.assessment.recommendation.rules) {
    const auto value_words = [&](double value) {
      return outcome.rule.of == RuleOf::dscr_p50 ? ratio(value) : percent(value);
    };
    rules.cells.push_back(rule_name(outcome));
    limits.cells.push_back(value_words(outcome.rule.limit));
    values.cells.push_back(outcome.value ? value_words(*outcome.value) : "-");
    met.cells.push_back(outcome.is_met() ? said("met")
                        : outcome.value  ? said("no")
                                         : said(message("no: {}", unsaid_message(*outcome.value.unsaid))));
  }
  return style.table({rules, limits, values, met}, 1);
}

std::string probability_table(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Say said(words);
  TableColumn times{.header = said("By"), .is_left = true}, cannot_pay{.header = said("Cannot pay, without")},
      cannot_pay_with{.header = said("with"), .stays_with_previous = true}, bank{.header = said("Bank 90 days, with")},
      event{.header = said("Event, without")}, event_with{.header = said("with"), .stays_with_previous = true};
  for (const ProbabilityRow& row : report.assessment.pd) {
    const bool is_horizon_again = row.months && row.day == report.assessment.horizon_days;
    if (is_horizon_again) continue;
    times.cells.push_back(said(message("{}", in_short_words(report.manifest.as_of + row.day))));
    cannot_pay.cells.push_back(probability_cell(row.without.illiquid, said));
    cannot_pay_with.cells.push_back(probability_cell(row.with.illiquid, said));
    bank.cells.push_back(probability_cell(row.with.loan_90dpd, said));
    event.cells.push_back(probability_cell(row.without.event, said));
    event_with.cells.push_back(probability_cell(row.with.event, said));
  }
  return style.table({times, event, event_with, cannot_pay, cannot_pay_with, bank}, 1);
}

std::string loss_table(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Say said(words);
  const Assessment& assessment = report.assessment;
  FigureRows rows(said);
  rows.add("Amount", assessment.amount, [&](Minor amount) { return money(report, static_cast<double>(amount)); });
  const auto grade = [&](const GradeResult& result) {
    const std::string name = grade_name(report, result.place), low = grade_name(report, result.place_low),
                      high = grade_name(report, result.place_high);
    return low == high ? said(message("{} (probability {})", name, percent(result.pd)))
                       : said(message("{} (probability {}; grades {} to {})", name, percent(result.pd), low, high));
  };
  rows.add("Grade", assessment.grade, grade);
  const auto amount_with_error = [&](const Estimate& estimate) {
    return fmt::format("{} ± {}", money(report, estimate.value), money(report, estimate.standard_error));
  };
  rows.add("Exposure at default", assessment.exposure_at_default, amount_with_error);
  rows.add("Loss given default", assessment.loss_given_default, percent);
  rows.add("Guarantee", assessment.guarantee, percent);
  const auto loss = [&](const Estimate& estimate) {
    return said(message("{}, {} of the amount", amount_with_error(estimate),
                        percent(estimate.value / static_cast<double>(*assessment.amount))));
  };
  const bool sees_all = assessment.covered && *assessment.covered >= 1.0;
  rows.add(sees_all ? Message("Expected loss") : Message("Expected loss by the horizon"), assessment.expected_loss,
           loss);
  add_rates(assessment, said, rows);
  add_standards(report, said, rows);
  rows.add("Debt with it, of revenue", assessment.debt_to_revenue, percent);
  rows.add("Loan to value", assessment.ltv, percent);
  rows.add("Owed after the horizon", assessment.owed_after_horizon, [&](double owed) { return money(report, owed); });
  return rows.text(style);
}

std::string coverage_table(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Say said(words);
  const Coverage& coverage = *report.assessment.dscr;
  TableColumn months{.header = said("Month"), .is_left = true}, receipts{.header = said("Receipts")},
      dues{.header = said("Other dues")}, service{.header = said("Debt service")}, low{.header = "5%"},
      middle{.header = "50%"}, high{.header = "95%"}, rolling{.header = said("Rolling 50%")};
  const auto add = [&](const std::string& name, double in, double out, double debt,
                       const Figure<CoverageSpread>& spread, const std::string& over) {
    months.cells.push_back(name);
    receipts.cells.push_back(money(report, in));
    dues.cells.push_back(money(report, out));
    service.cells.push_back(money(report, debt));
    low.cells.push_back(spread_cell(spread, &CoverageSpread::p05));
    middle.cells.push_back(spread_cell(spread, &CoverageSpread::p50));
    high.cells.push_back(spread_cell(spread, &CoverageSpread::p95));
    rolling.cells.push_back(over);
  };
  for (const CoverageMonth& month : coverage.monthly) {
    const auto over = std::find_if(coverage.rolling.begin(), coverage.rolling.end(),
                                   [&](const RollingCoverage& one) { return one.month == month.month; });
    add(month.month, month.receipts, month.dues, month.debt_service, month.spread,
        over == coverage.rolling.end() ? "" : spread_cell(over->spread, &CoverageSpread::p50));
  }
  add(said("All"), coverage.receipts, coverage.dues, coverage.debt_service, coverage.horizon, "");
  return style.table({months, receipts, dues, service, low, middle, high, rolling}, 1);
}

std::string covenants_table(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Say said(words);
  const Assessment& assessment = report.assessment;
  TableColumn names{.header = said("What"), .is_left = true}, limits{.header = said("Limit")},
      shares{.header = said("Futures")}, months{.header = said("Half of them by"), .is_left = true};
  const auto share = [](const Figure<Estimate>& figure) { return figure ? percent_with_error(*figure) : "-"; };
  for (const CovenantResult& covenant : assessment.covenants) {
    names.cells.push_back(covenant.is_dscr ? said("covenant min_dscr is breached")
                                           : said("covenant min_cash is breached"));
    limits.cells.push_back(limit_words(report, !covenant.is_dscr, covenant.limit));
    shares.cells.push_back(share(covenant.breach));
    months.cells.push_back("");
  }
  for (const WatchResult& watch : assessment.watch) {
    const std::string name(name_of(watch.trigger));
    names.cells.push_back(
        watch.counterparty.empty()
            ? name
            : said(message("{} ({})", name, shortened(printable(watch.counterparty), name_width_max))));
    limits.cells.push_back(limit_words(report, watch.trigger == WatchOf::cash_below, watch.limit));
    shares.cells.push_back(share(watch.probability));
    months.cells.push_back(watch.first_month.value_or(""));
  }
  return style.table({names, limits, shares, months}, 1);
}

std::string stress_table(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Say said(words);
  const Assessment& assessment = report.assessment;
  TableColumn scenarios{.header = said("Scenario"), .is_left = true}, pds{.header = said("Event, 12 months")},
      grades{.header = said("Grade")}, losses{.header = said("Expected loss")}, ratios{.header = said("Coverage 50%")},
      decisions{.header = said("Decision"), .is_left = true};
  for (const StressedResult& result : assessment.stressed) {
    scenarios.cells.push_back(short_scenario_name(result.scenario, name_width_max, words));
    pds.cells.push_back(result.pd_12m ? percent(*result.pd_12m) : "-");
    grades.cells.push_back(result.grade ? grade_name(report, *result.grade) : "-");
    losses.cells.push_back(result.expected_loss ? money(report, result.expected_loss->value) : "-");
    ratios.cells.push_back(result.dscr_p50 ? ratio(*result.dscr_p50) : "-");
    decisions.cells.push_back(std::string(name_of(result.decision)));
  }
  return style.table({scenarios, pds, grades, losses, ratios, decisions}, 1);
}

std::string sensitivity_table(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Say said(words);
  TableColumn levers{.header = said("Lever"), .is_left = true}, low{.header = said("Less of it")},
      high{.header = said("More of it")};
  for (const Sensitivity& one : report.assessment.most_sensitive) {
    levers.cells.push_back(printable(one.lever));
    low.cells.push_back(one.low ? percent(*one.low) : "-");
    high.cells.push_back(one.high ? percent(*one.high) : "-");
  }
  return style.table({levers, low, high}, 1);
}

std::string concentration_table(const AssessReport& report, const Style& style, const MessageWords& words) {
  const Say said(words);
  const ConcentrationResult& result = *report.assessment.concentration;
  TableColumn names{.header = said("Counterparty"), .is_left = true}, amounts{.header = said("To come in")},
      shares{.header = said("Share")};
  for (std::size_t i = 0; i < std::min(counterparties_max, result.top.size()); ++i) {
    names.cells.push_back(shortened(printable(result.top[i].counterparty), name_width_max));
    amounts.cells.push_back(money(report, static_cast<double>(result.top[i].amount)));
    shares.cells.push_back(percent(result.top[i].share));
  }
  names.cells.push_back(said(message("All; Herfindahl index {:.3f}", result.herfindahl)));
  amounts.cells.push_back(money(report, static_cast<double>(result.total)));
  shares.cells.push_back("");
  return style.table({names, amounts, shares}, 1);
}

}  // namespace headroom
