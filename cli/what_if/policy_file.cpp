#include "cli/what_if/policy_file.hpp"

#include <fmt/format.h>

#include "cli/files/text_file.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/toml_reader.hpp"

namespace headroom {

namespace {

constexpr int dscr_months_max = 480;
constexpr int late_days_max = 3650;
constexpr NumberRange lending_rate_range = {0.0, 1.0, "a yearly rate as a fraction from 0 to 1: 0.03 is 3%"};
constexpr NumberRange euro_range = {0.0, 1e9, "what one euro is worth in the ledger's currency, above 0", true};
constexpr NumberRange ratio_range = {-1000.0, 1000.0, "a ratio, such as 1.2"};
constexpr NumberRange grade_bound_range = {0.0, 1.0, "a probability above 0 and up to 1, such as 0.02", true};

/// What a rule's limit may be.
const NumberRange& range_of(RuleOf of) {
  return of == RuleOf::dscr_p50                                 ? ratio_range
         : of == RuleOf::pd_12m || of == RuleOf::pd_12m_without ? probability_range
                                                                : share_range;
}

std::vector<LendingRule> read_rules(TomlReader& table) {
  FaultLog& log = table.log();
  std::vector<LendingRule> rules;
  for (const RuleOf of : all_rules()) {
    if (of == RuleOf::delayed_exceeds_saved) {
      if (truth_of(table.truth(name_of(of)), log).value_or(false)) rules.push_back({of, 0.0});
      continue;
    }
    if (const auto limit = number_of(table.number(name_of(of)), range_of(of), log)) rules.push_back({of, *limit});
  }
  return rules;
}

void read_watch(TomlReader& table, WatchLimits& watch, const Currency& currency) {
  FaultLog& log = table.log();
  watch.pd_12m_above = number_of(table.number("pd_12m_above"), probability_range, log);
  watch.cash_below = money_of(table.number("cash_below"), currency, log);
  watch.dscr_below = number_of(table.number("dscr_below"), ratio_range, log);
  watch.largest_customer_late_days = whole_number_of(table.number("largest_customer_late_days"), 1, late_days_max, log);
}

/// The grades of a scale, the best first; all but the last need their upper bound.
void read_grades(TomlReader& root, LendingPolicy& policy) {
  FaultLog& log = root.log();
  std::vector<std::string> names;
  std::vector<double> bounds;
  std::optional<Place> open;  // of a grade without an upper bound
  root.tables("grade", [&](TomlReader& table) {
    if (open)
      log.fault(*open, "a `grade` without `pd_to` is not the last", "", "add pd_to, the probability at which it ends");
    open.reset();
    names.push_back(line_of(table.text("name", Need::required), log).value_or(""));
    const auto pd_to = table.number("pd_to");
    if (!pd_to) open = table.place();
    const double bound = number_of(pd_to, grade_bound_range, log).value_or(1.0);
    if (pd_to && !bounds.empty() && bound <= bounds.back())
      log.fault(pd_to->place, message("`pd_to` does not rise: the grade before ends at {:g}", bounds.back()),
                pd_to->text, "list the best grade first");
    bounds.push_back(bound);
  });
  if (!names.empty()) policy.scale = grade_scale(names, bounds);
}

void read_money_terms(TomlReader& root, LendingPolicy& policy) {
  FaultLog& log = root.log();
  policy.lgd = number_of(root.number("lgd"), share_range, log).value_or(policy.lgd);
  policy.haircut = number_of(root.number("haircut"), share_range, log).value_or(policy.haircut);
  policy.has_funding_rate = root.has("funding_rate");
  policy.funding_rate = number_of(root.number("funding_rate"), lending_rate_range, log).value_or(policy.funding_rate);
  policy.target_return =
      number_of(root.number("target_return"), lending_rate_range, log).value_or(policy.target_return);
  policy.eur_rate = number_of(root.number("eur_rate"), euro_range, log);
  policy.dscr_months =
      whole_number_of(root.number("dscr_months"), 1, dscr_months_max, log).value_or(policy.dscr_months);
}

}  // namespace

Result<LendingPolicy> read_policy_text(const std::string& file, std::string_view text, const Currency& currency) {
  const auto document = read_toml_text(file, text);
  if (!document) return document.faults();
  FaultLog log(file);
  TomlReader root(document.value(), "the policy", log);
  LendingPolicy policy = default_lending_policy();
  policy.is_given = true;
  read_money_terms(root, policy);
  root.table("covenants", Need::optional, [&](TomlReader& table) {
    policy.min_dscr = number_of(table.number("min_dscr"), ratio_range, log);
    policy.min_cash = money_of(table.number("min_cash"), currency, log);
  });
  root.table("watch", Need::optional, [&](TomlReader& table) { read_watch(table, policy.watch, currency); });
  policy.has_rules = root.has("decline") || root.has("refer");
  if (policy.has_rules) policy.decline = policy.refer = {};
  root.table("decline", Need::optional, [&](TomlReader& table) { policy.decline = read_rules(table); });
  root.table("refer", Need::optional, [&](TomlReader& table) { policy.refer = read_rules(table); });
  read_grades(root, policy);
  root.finish();
  Faults findings = log.findings();
  sort_by_place(findings);
  if (has_fault(findings)) return findings;
  return policy;
}

Result<LendingPolicy> read_policy_file(const std::filesystem::path& path, const Currency& currency) {
  const auto text = read_text_file(path, toml_bytes_max);
  if (!text) return text.faults();
  return read_policy_text(path.string(), text.value(), currency);
}

}  // namespace headroom
