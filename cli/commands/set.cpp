#include "cli/commands/set.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

#include "cli/checks/inspected_ledger.hpp"
#include "cli/commands/options.hpp"
#include "cli/edit/edited_ledger.hpp"
#include "cli/edit/ledger_questions.hpp"
#include "cli/edit/setting_edit.hpp"
#include "cli/files/folder_update.hpp"
#include "cli/files/text_file.hpp"
#include "cli/report/exit_status.hpp"
#include "cli/report/words/finding_text.hpp"
#include "cli/report/words/set_words.hpp"
#include "cli/store/ledger_store.hpp"

namespace headroom {

namespace {

/// Whether two findings say the same, wherever in the file they now stand.
bool is_same(const Fault& a, const Fault& b) {
  return a.severity == b.severity && a.what == b.what && value_text(a) == value_text(b) &&
         text_of(a.mend) == text_of(b.mend);
}

/// What is found in a ledger, with or without faults.
Faults findings_of(LedgerSource& ledger) {
  const auto loaded = load_ledger(ledger);
  return loaded ? loaded.value().notices : loaded.faults();
}

class LedgerSetting {
 public:
  LedgerSetting(const LedgerArgument& argument, std::ostream& out, std::ostream& err)
      : argument_(argument), out_(out), err_(err) {}

  /// All of them, or none. Where another program changes the ledger meanwhile, it is read and changed again.
  int set(const std::vector<std::string>& settings) {
    constexpr int tries_max = 5;
    for (int i = 1;; ++i) {
      was_changed_meanwhile_ = false;
      const std::optional<int> status = try_to_set(settings, i == tries_max);
      if (status) return *status;
    }
  }

  /// Asks, and sets each answer as it is given; an answer at fault is asked for again.
  int ask(std::istream& in) {
    auto source = open_ledger(argument_);
    if (!source) return stop(source.faults());
    EditedLedger ledger(std::move(source).value());
    const std::vector<LedgerQuestion> questions = ledger_questions(ledger);
    out_ << questions_heading(questions.size());
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const LedgerQuestion& question = questions[i];
      for (;;) {
        out_ << question_line(i + 1, questions.size(), question.words, question.form, question.known,
                              question.has_default)
             << std::flush;
        std::string answer;
        if (!std::getline(in, answer) || answer == "q") return leave();
        if (answer.empty() || set({question.key + "=" + answer}) == exit_done) break;
      }
    }
    return leave();
  }

 private:
  /// Nothing where the ledger was changed meanwhile and it is not the last try.
  std::optional<int> try_to_set(const std::vector<std::string>& settings, bool is_last) {
    if (has_unfinished_update(argument_.path))
      if (const auto ended = complete_update(argument_.path); !ended) return stop(ended.faults());
    auto source = open_ledger(argument_);
    if (!source) return stop(source.faults());
    EditedLedger ledger(std::move(source).value());
    const Faults before = findings_of(ledger);
    Faults faults;
    std::vector<SettingChange> changes;
    for (const std::string& text : settings) {
      const auto setting = parse_setting(text);
      auto changed = setting ? apply_setting(ledger, setting.value()) : setting.faults();
      if (changed) changes.insert(changes.end(), changed.value().begin(), changed.value().end());
      else faults.insert(faults.end(), changed.faults().begin(), changed.faults().end());
    }
    if (!faults.empty()) return stop(faults);
    Faults added = findings_of(ledger);
    std::erase_if(added, [&before](const Fault& finding) {
      return std::any_of(before.begin(), before.end(), [&](const Fault& one) { return is_same(one, finding); });
    });
    if (has_fault(added)) return stop(added);
    if (const Faults refused = write(ledger); !refused.empty()) {
      if (was_changed_meanwhile_ && !is_last) return std::nullopt;
      return stop(refused);
    }
    err_ << findings_text(added);
    for (const SettingChange& change : changes)
      out_ << change_line(change.document, change.what, change.before, change.after);
    return exit_done;
  }

  int leave() {
    out_ << questions_closing(argument_.path.string());
    return exit_done;
  }

  int stop(const Faults& faults) {
    err_ << findings_text(faults) << nothing_written_line();
    return exit_status_of(faults);
  }

  /// Writes the changed documents. Gives what the machine, or another program, stood in the way.
  Faults write(EditedLedger& ledger) {
    if (is_database_path(argument_.path)) return write_to_database(ledger);
    std::vector<NewFile> files;
    for (const auto& [name, text] : ledger.changed()) files.push_back({name, text});
    const auto written = update_files(argument_.path, files);
    return written ? Faults() : written.faults();
  }

  Faults write_to_database(EditedLedger& ledger) {
    const auto loaded = load_ledger(ledger);
    if (!loaded) return loaded.faults();
    if (Faults faults = ledger.let_go(loaded.value().documents); !faults.empty()) return faults;
    auto store = LedgerStore::open_to_write(argument_.path);
    if (!store) return store.faults();
    const auto companies = store.value().companies();
    if (!companies) return companies.faults();
    const std::string company = argument_.company.value_or(companies.value().front());
    if (Faults changed = changes_of_others(ledger, store.value(), company); !changed.empty()) return changed;
    const auto put = store.value().put(company, ledger, loaded.value().documents, true);
    if (!put) return put.faults();
    const auto done = store.value().commit();
    return done ? Faults() : done.faults();
  }

  /// Whether the ledger is still as it was read, now that nobody else can write.
  Faults changes_of_others(const EditedLedger& ledger, LedgerStore& store, const std::string& company) {
    const auto stored = store.ledger(company);
    if (!stored) return stored.faults();
    for (const auto& [document, as_read] : ledger.as_read()) {
      const auto text = stored.value()->text_of(document, text_file_bytes_max);
      if (!text) return text.faults();
      if (text.value() == as_read) continue;
      was_changed_meanwhile_ = true;
      Fault fault{argument_.path.string(), 0, 0, "was changed by another program meanwhile", "", "try again"};
      fault.is_of_machine = true;
      return {fault};
    }
    return {};
  }

  const LedgerArgument& argument_;
  bool was_changed_meanwhile_ = false;
  std::ostream& out_;
  std::ostream& err_;
};

}  // namespace

int run_set(const SetArguments& arguments, std::istream& in, std::ostream& out, std::ostream& err) {
  LedgerSetting setting(arguments.ledger, out, err);
  return arguments.settings.empty() ? setting.ask(in) : setting.set(arguments.settings);
}

void add_set(CLI::App& app, CommandAction& chosen) {
  CommandOptions command(app, "set", "Change figures of a ledger in place, or be asked for them");
  const auto arguments = std::make_shared<SetArguments>();
  command.ledger(arguments->ledger);
  command.arguments("KEY=VALUE", arguments->settings, "What to set; without any, questions on the terminal");
  command.closing(
      "Keys: cash minimum name as_of country employees annual_revenue; payroll rent tax\n"
      "utilities maintenance insurance drawings other (AMOUNT@DAY, @last for month ends);\n"
      "loan (OWED@RATE/48m), line (LIMIT@RATE), sales (AMOUNT@DAY/30d), cost_share,\n"
      "volatility, cancellation, late (PART@DAYSd);\n"
      "USD and other currencies; and any figure of a customer, cost, loan, line or\n"
      "stream of sales by its name. \"?\" says that nobody knows it.\n\n"
      "Examples:\n"
      "  headroom set my_firm                        asks, a dozen questions at most\n"
      "  headroom set my_firm cash=84500 minimum=10000\n"
      "  headroom set my_firm payroll=38000@15 rent=4200@1 loan=150000@6.8%/48m\n"
      "  headroom set my_firm 'customer:\"Marketplace US\".never=0.01'\n"
      "  headroom set my_firm 'loan:\"Bank A\".rate_annual=5.1%' cost_share=62%");
  command.action(chosen, [arguments](std::ostream& out, std::ostream& err) {
    if (!arguments->settings.empty()) return run_set(*arguments, std::cin, out, err);
    if (::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO)) return run_set(*arguments, std::cin, std::cout, err);
    err << "headroom set: KEY=VALUE is missing; without it questions are asked, which takes a terminal\n"
        << "Try: headroom set --help\n";
    return static_cast<int>(exit_wrong_usage);
  });
}

}  // namespace headroom
