#include "cli/commands/assess.hpp"

#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <utility>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/html/lender_memo.hpp"
#include "cli/report/json/assessment_json.hpp"
#include "cli/report/text/assess_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/terminal/progress.hpp"
#include "cli/what_if/policy_file.hpp"
#include "engine/lending/assess.hpp"
#include "engine/questions/lender_horizon.hpp"

namespace headroom {

namespace {

/// Reads, plays and reports.
class Assess {
 public:
  Assess(const AssessArguments& arguments, std::ostream& out, std::ostream& err)
      : arguments_(arguments), out_(out), err_(err) {}

  int run() {
    auto inputs = read_what_if_inputs(arguments_);
    if (!inputs) return at_fault(inputs.faults());
    const auto policy = policy_of(inputs.value());
    if (!policy) return at_fault(policy.faults());
    if (const auto obstacle = obstacle_to_files({arguments_.json, arguments_.html})) {
      err_ << findings_text({*obstacle}, words());
      return exit_machine_failed;
    }
    if (const auto obstacle = obstacle_to_saving(arguments_)) return at_fault({*obstacle});
    const std::vector<SavedInput> saved = arguments_.save ? saved_inputs_of(inputs.value()) : std::vector<SavedInput>();
    play(inputs.value(), policy.value());
    const bool needs_json = arguments_.json || arguments_.html || arguments_.save;
    const std::string json = needs_json ? assessment_json(report_, version()) : "";
    return save_answer(arguments_, {report_.manifest.command, json, saved, write(json)}, err_);
  }

 private:
  int write(const std::string& json) {
    const bool is_json_alone = arguments_.json == "-";
    if (is_json_alone) err_ << findings_text(report_.notices, words());
    if (arguments_.html) {
      const int status =
          write_report_file(arguments_.html, lender_memo_html(report_, json, version(), arguments_.language), err_);
      if (status != exit_done) return status;
    }
    return write_reports(arguments_.json, json,
                         is_json_alone ? "" : assess_text(report_, style_of_standard_output(), words()), out_, err_);
  }

  int at_fault(const Faults& faults) {
    err_ << findings_text(faults, words());
    return exit_status_of(faults);
  }

  const MessageWords& words() const { return words_of(arguments_.language); }

  /// The policy, whose text is an input like any other.
  Result<LendingPolicy> policy_of(WhatIfInputs& inputs) const {
    if (!arguments_.policy) return default_lending_policy();
    const auto text = read_further_text(arguments_, "policy", *arguments_.policy, inputs);
    if (!text) return text.faults();
    const Company& company = inputs.ledger().company;
    return read_policy_text(*arguments_.policy, text.value(), {company.currency, company.decimals});
  }

  void play(WhatIfInputs& inputs, const LendingPolicy& policy) {
    const Ledger& ledger = inputs.ledger();
    report_.relief = inputs.reliefs.front();
    if (!arguments_.scenarios.empty()) report_.stresses = inputs.scenarios;
    SimulationSettings settings = settings_of(arguments_, ledger);
    if (!arguments_.horizon)
      settings.horizon_days = lender_horizon_days(ledger, report_.relief, settings.default_event);
    report_.company = ledger.company;
    report_.unanswered = inputs.loaded.unanswered;
    report_.notices = inputs.notices;
    report_.manifest = manifest_of(inputs, settings);
    inputs.texts = {};  // as large as the ledger's files: not kept while playing
    std::string own = arguments_.policy ? fmt::format(" --policy {}", shell_word(*arguments_.policy)) : "";
    if (settings.default_event == Event::illiquid) own += " --default illiquid";  // where nothing is said, it is not
    own += fmt::format(" --paths {}", settings.paths);
    report_.manifest.command = command_line_of("assess", arguments_, own, settings.horizon_days);
    Progress progress(settings.paths);
    settings.progress = [&progress](std::uint64_t done) { progress.show(done); };
    report_.assessment = assess({ledger, report_.relief, policy, report_.stresses, settings});
  }

  const AssessArguments& arguments_;
  std::ostream& out_;
  std::ostream& err_;
  AssessReport report_;
};

}  // namespace

int run_assess(const AssessArguments& arguments, std::ostream& out, std::ostream& err) {
  if (arguments.reliefs.size() != 1) {
    err << (arguments.reliefs.empty() ? "headroom: assess needs --relief: the loan or other help that is asked for\n"
                                      : "headroom: assess takes one --relief\n")
        << "Try: headroom assess --help\n";
    return exit_wrong_usage;
  }
  return Assess(arguments, out, err).run();
}

void add_assess_options(CommandOptions& command, AssessArguments& arguments) {
  add_what_if_options(command, arguments);
  command.text("--policy", "FILE", arguments.policy,
               "The lender's policy: loss given default, prices, covenants, rules (default: what the page says)");
  add_paths_option(command, arguments, "How many futures (default: 100000)");
  add_play_options(command, arguments);
  command.language(arguments.language);
  add_report_file(command, "--html", arguments.html, "Write the lender's memo, a page of two printed sheets, as well");
  add_save_option(command, arguments);
}

void add_assess(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "assess", "A lender's view of a relief: would you lend, how much, at what price");
  const auto arguments = std::make_shared<AssessArguments>();
  add_assess_options(command, *arguments);
  command.closing(
      "Exactly one --relief; each --scenario is a stress beside the ledger as written. The horizon reaches by default\n"
      "to the loan's last payment and 90 days more, where the ledger knows of sales until then.\n\n"
      "Examples:\n"
      "  headroom assess my_firm --relief china_inclusive_loan\n"
      "  headroom assess my_firm --relief my_loan.toml --policy bank.toml --json memo.json\n"
      "  headroom assess my_firm --relief my_loan.toml --scenario order_slump --scenario customers_pay_late");
  command.action(chosen,
                 [arguments](std::ostream& out, std::ostream& err) { return run_assess(*arguments, out, err); });
}

}  // namespace headroom
