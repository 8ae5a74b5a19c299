#include "cli/commands/size.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <ostream>
#include <utility>

#include "cli/commands/json_output.hpp"
#include "cli/commands/options.hpp"
#include "cli/commands/question.hpp"
#include "cli/commands/saved_answers.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/json/size_json.hpp"
#include "cli/report/text/size_text.hpp"
#include "cli/report/version.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/syntax/message.hpp"
#include "engine/questions/lender_horizon.hpp"

namespace headroom {

namespace {

/// Thrown where a size cannot be asked for as it was: wrong usage, known only once the files are read.
class SizeUsage : public OptionError {
 public:
  using OptionError::OptionError;
};

/// Reads, sizes and reports.
class Size {
 public:
  Size(const SizeArguments& arguments, std::ostream& out, std::ostream& err)
      : arguments_(arguments), out_(out), err_(err) {}

  int run() {
    auto inputs = read_what_if_inputs(arguments_);
    if (!inputs) return at_fault(inputs.faults());
    if (inputs.value().reliefs.front().loans.empty())
      return at_fault({Fault{inputs.value().found_texts.back().text.file, 0, 0,
                             "the relief has no [[loan]] whose amount could be sized", "", "add a [[loan]]"}});
    if (const auto obstacle = obstacle_to_json(arguments_.json)) {
      err_ << findings_text({*obstacle});
      return exit_machine_failed;
    }
    if (const auto obstacle = obstacle_to_saving(arguments_)) return at_fault({*obstacle});
    try {
      ask(inputs.value());
    } catch (const SizeUsage& error) {
      return wrong_usage(err_, "size", error.what());
    }
    const std::vector<SavedInput> saved = arguments_.save ? saved_inputs_of(inputs.value()) : std::vector<SavedInput>();
    play(inputs.value());
    const bool is_json_alone = arguments_.json == "-";
    if (is_json_alone) err_ << findings_text(report_.notices, words_of(arguments_.language));
    const std::string json = arguments_.json || arguments_.save ? size_json(report_, version()) : "";
    const int status = write_reports(
        arguments_.json, json,
        is_json_alone ? "" : size_text(report_, style_of_standard_output(), words_of(arguments_.language)), out_, err_);
    return save_answer(arguments_, {report_.manifest.command, json, saved, status}, err_);
  }

 private:
  int at_fault(const Faults& faults) {
    err_ << findings_text(faults, words_of(arguments_.language));
    return exit_status_of(faults);
  }

  /// The question, with what the command line and the relief say of its candidates.
  void ask(const WhatIfInputs& inputs) {
    const Ledger& ledger = inputs.ledger();
    SizeQuestion& question = report_.question;
    question.ledger = &ledger;
    question.scenario = inputs.scenarios.front();
    question.relief = inputs.reliefs.front();
    question.target = *arguments_.target;
    report_.currency = question.relief.currency.empty() ? ledger.company.currency : question.relief.currency;
    report_.decimals = currency_decimals(report_.currency).value_or(ledger.company.decimals);
    question.max = largest_candidate(ledger);
    question.step =
        arguments_.step ? amount_of("--step", *arguments_.step) : default_step(question.max, report_.decimals);
    if (question.step > question.max)
      throw SizeUsage(fmt::format("--step: {} is more than the largest candidate, {} {}", *arguments_.step,
                                  money_text(question.max, report_.decimals), report_.currency));
  }

  Minor largest_candidate(const Ledger& ledger) {
    const ReliefLoan& loan = report_.question.relief.loans.front();
    std::optional<Minor> cap = cap_by_employees(loan, ledger.company);
    if (loan.cap) cap = cap ? std::min(*cap, *loan.cap) : *loan.cap;
    if (arguments_.max) {
      const Minor given = amount_of("--max", *arguments_.max);
      report_.was_capped = cap && *cap > 0 && given > *cap;
      return report_.was_capped ? *cap : given;
    }
    report_.largest_from = cap && *cap > 0 ? LargestSize::cap : LargestSize::revenue;
    if (cap && *cap > 0) return *cap;
    if (const auto revenue = revenue_of(ledger); revenue && *revenue > 0) return *revenue;
    throw SizeUsage("--max is needed: neither the loan's cap nor annual_revenue says how large the loan may be");
  }

  /// A year's revenue in the relief's currency; nothing where it is not known, or there is no rate.
  std::optional<Minor> revenue_of(const Ledger& ledger) const {
    const auto revenue = ledger.company.annual_revenue;
    if (!revenue || report_.currency == ledger.company.currency) return revenue;
    const auto* row = ledger.exchange_rates.find(report_.currency);
    if (row == nullptr) return std::nullopt;
    const auto in_major = [](Minor amount, int decimals) {
      return static_cast<double>(amount) / std::pow(10.0, decimals);
    };
    const double rate = static_cast<double>(row->rate.mantissa) * std::pow(10.0, row->rate.exponent);
    const double converted = in_major(*revenue, ledger.company.decimals) / rate * std::pow(10.0, report_.decimals);
    return static_cast<Minor>(std::min(converted, static_cast<double>(amount_max)));
  }

  Minor amount_of(const std::string& option, const std::string& text) const {
    const ParsedMoney money = parse_money(text, report_.decimals);
    if (!money.amount || *money.amount <= 0)
      throw SizeUsage(fmt::format("{}: \"{}\" is not an amount above 0 in {}: write it as 250000 or 250000.50", option,
                                  text, report_.currency));
    return *money.amount;
  }

  void play(WhatIfInputs& inputs) {
    const Ledger& ledger = inputs.ledger();
    const SizeQuestion& question = report_.question;
    SimulationSettings settings = settings_of(arguments_, ledger);
    if (!arguments_.horizon)
      settings.horizon_days = lender_horizon_days(ledger, question.relief, settings.default_event);
    report_.unanswered = inputs.loaded.unanswered;
    report_.notices = inputs.notices;
    report_.manifest = manifest_of(inputs, settings);
    inputs.texts = {};  // as large as the ledger's files: not kept while playing
    report_.sees_last_payment = *last_payment(question.relief, ledger.company.as_of) <= report_.manifest.horizon_date();
    std::string own = fmt::format(" --target {} --max {} --step {} --paths {}", question.target,
                                  money_text(question.max, report_.decimals),
                                  money_text(question.step, report_.decimals), settings.paths);
    report_.manifest.command = command_line_of("size", arguments_, own, settings.horizon_days);
    QuestionProgress progress(settings);
    report_.answer = size_loan(question, settings);
  }

  const SizeArguments& arguments_;
  std::ostream& out_;
  std::ostream& err_;
  SizeReport report_;
};

/// What cannot be asked for; nothing where it can.
std::optional<std::string_view> misuse_of(const SizeArguments& arguments) {
  if (arguments.reliefs.size() != 1) return "size needs one --relief: the loan that is to be sized";
  if (!arguments.target) return "size needs --target: the default probability that is to be reached, such as 5%";
  if (arguments.scenarios.size() > 1) return "size takes one --scenario";
  return std::nullopt;
}

}  // namespace

int run_size(const SizeArguments& arguments, std::ostream& out, std::ostream& err) {
  if (const auto misuse = misuse_of(arguments)) return wrong_usage(err, "size", *misuse);
  return Size(arguments, out, err).run();
}

void add_size_options(CommandOptions& command, SizeArguments& arguments) {
  add_what_if_options(command, arguments);
  command.share(
      "--target", [&arguments](double share) { arguments.target = share; },
      "The default probability that is to be reached: 0.05 or 5%");
  command.text("--max", "MONEY", arguments.max,
               "The largest candidate, in the relief's currency (default: the loan's cap, else a year's revenue)");
  command.text("--step", "MONEY", arguments.step,
               "How far candidates are apart (default: so far that there are at most 1,000)");
  add_paths_option(command, arguments, "How many futures (default: 100000)");
  add_play_options(command, arguments);
  command.language(arguments.language);
  add_save_option(command, arguments);
}

void add_size(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "size", "How large a loan has to be, how large it may be, and by when it must come");
  const auto arguments = std::make_shared<SizeArguments>();
  add_size_options(command, *arguments);
  command.closing(
      "The amount of the relief's first loan is what is sought; the rest of its terms stay. The horizon reaches by\n"
      "default to the loan's last payment, where the ledger knows of sales until then.\n\n"
      "Examples:\n"
      "  headroom size my_firm --relief china_inclusive_loan --target 5%\n"
      "  headroom size my_firm --relief my_loan.toml --target 0.02 --max 2000000 --step 50000\n"
      "  headroom size my_firm --relief my_loan.toml --target 5% --scenario order_slump --json size.json");
  command.action(chosen, [arguments](std::ostream& out, std::ostream& err) { return run_size(*arguments, out, err); });
}

}  // namespace headroom
