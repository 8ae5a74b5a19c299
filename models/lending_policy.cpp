#include "models/lending_policy.hpp"

#include <array>

namespace headroom {

std::string_view name_of(RuleOf of) {
  static constexpr std::array<std::string_view, rule_count> names = {
      "pd_12m_above", "pd_12m_without_above",  "expected_loss_above", "dscr_p50_below",
      "harmed_above", "delayed_exceeds_saved", "concentration_above"};
  return names[static_cast<std::size_t>(of)];
}

const std::vector<RuleOf>& all_rules() {
  static const std::vector<RuleOf> rules = {RuleOf::pd_12m,       RuleOf::pd_12m_without, RuleOf::expected_loss,
                                            RuleOf::dscr_p50,     RuleOf::harmed,         RuleOf::delayed_exceeds_saved,
                                            RuleOf::concentration};
  return rules;
}

void use_default_rules(LendingPolicy& policy) {
  policy.decline = {{RuleOf::pd_12m, 0.20}};
  policy.refer = {{RuleOf::pd_12m, 0.05}, {RuleOf::delayed_exceeds_saved, 0.0}};
  policy.has_rules = false;
}

LendingPolicy default_lending_policy() {
  LendingPolicy policy;
  use_default_rules(policy);
  return policy;
}

}  // namespace headroom
