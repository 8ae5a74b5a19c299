#include "cli/commands/what_if_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cli/files/text_file.hpp"
#include "cli/store/saved_ledger.hpp"
#include "cli/syntax/message.hpp"
#include "cli/syntax/nearest_name.hpp"
#include "cli/syntax/toml.hpp"
#include "cli/terminal/style.hpp"
#include "cli/what_if/relief_file.hpp"
#include "cli/what_if/scenario_file.hpp"
#include "models/known_until.hpp"

namespace headroom {

namespace {

constexpr std::uint64_t paths_max = 1'000'000'000;
constexpr std::uint64_t threads_max = 1024;

Event read_event(const std::string& text) {
  if (const auto event = parse_event(text)) return *event;
  const std::vector<std::string> names(event_names().begin(), event_names().end());
  const auto near = nearest_name(text, names);
  throw OptionError(fmt::format(
      "there is no event \"{}\"; {}", text,
      near ? fmt::format("did you mean {}?", *near) : fmt::format("choose one of {}", fmt::join(names, ", "))));
}

/// Reads scenarios and reliefs; every fault of theirs goes to one list.
class WhatIfReader {
 public:
  WhatIfReader(WhatIfInputs& inputs, const FindText& find) : inputs_(inputs), find_(find) {}

  void read_scenarios(const std::vector<std::string>& names) {
    for (const std::string& name : names)
      if (const NamedText* text = found(name, built_in_scenarios(), "scenario"))
        keep(read_scenario_text(text->file, text->text), inputs_.scenarios);
    if (names.empty()) inputs_.scenarios.emplace_back();
  }

  void read_reliefs(const std::vector<std::string>& names) {
    for (const std::string& name : names)
      if (const NamedText* text = found(name, built_in_reliefs(), "relief"))
        keep(read_relief_text(text->file, text->text, inputs_.ledger().company.currency), inputs_.reliefs);
  }

  const Faults& faults() const { return faults_; }

 private:
  /// The text of a scenario or relief, kept as an input; null where it is not found.
  const NamedText* found(const std::string& name, std::span<const EmbeddedFile> built_in, std::string_view noun) {
    auto text = find_(name, built_in, noun);
    if (!text) {
      faults_.insert(faults_.end(), text.faults().begin(), text.faults().end());
      return nullptr;
    }
    inputs_.texts.push_back({std::string(noun), text.value().text});
    inputs_.found_texts.push_back({std::string(noun), name, std::move(text).value()});
    return &inputs_.found_texts.back().text;
  }

  template <class Item>
  void keep(Result<Item> read, std::vector<Item>& items) {
    if (read) items.push_back(std::move(read).value());
    else faults_.insert(faults_.end(), read.faults().begin(), read.faults().end());
  }

  WhatIfInputs& inputs_;
  const FindText& find_;
  Faults faults_;
};

/// Finds the texts of scenarios and reliefs among the inputs of a saved run.
FindText found_among(const std::vector<SavedInput>& inputs) {
  return [&inputs](const std::string& name, std::span<const EmbeddedFile>, std::string_view noun) -> Result<NamedText> {
    for (const SavedInput& input : inputs)
      if (input.noun == noun && input.name == name) return NamedText{input.file, input.text};
    return Fault{name, 0, 0, message("was not saved with the run: there is no {} of this name", Message(noun)), "", ""};
  };
}

Result<NamedText> text_of_file(const std::string& path) {
  auto text = read_text_file(path, toml_bytes_max);
  if (!text) return text.faults();
  return NamedText{path, std::move(text).value()};
}

}  // namespace

void add_scenario_option(CommandOptions& command, WhatIfArguments& arguments, const std::string& help) {
  command.values("--scenario", "S", arguments.scenarios, help);
}

void add_what_if_options(CommandOptions& command, WhatIfArguments& arguments) {
  command.ledger(arguments.ledger);
  add_scenario_option(command, arguments, "What goes wrong: a built-in name or a file; repeat to compare");
  command.values("--relief", "R", arguments.reliefs, "What may help: a built-in name or a file; repeat to compare");
}

void add_paths_option(CommandOptions& command, WhatIfArguments& arguments, const std::string& help) {
  command.whole_number(
      "--paths", 1, paths_max, [&arguments](std::uint64_t paths) { arguments.paths = paths; }, help);
}

void add_play_options(CommandOptions& command, WhatIfArguments& arguments) {
  command.horizon(arguments.horizon);
  command.whole_number(
      "--seed", 0, UINT64_MAX, [&arguments](std::uint64_t seed) { arguments.seed = seed; },
      "Which futures: the same seed draws the same (default: 1)");
  command.whole_number(
      "--threads", 0, threads_max,
      [&arguments](std::uint64_t threads) { arguments.threads = static_cast<int>(threads); },
      "Changes no result (default: 0, all cores)");
  command.value(
      "--default", "EVENT", [&arguments](const std::string& text) { arguments.default_event = read_event(text); },
      fmt::format("What counts as default: {} (default: {})", fmt::join(event_names(), ", "),
                  name_of(arguments.default_event)));
  command.json(arguments.json);
}

Result<WhatIfInputs> read_what_if_inputs(const WhatIfArguments& arguments) {
  if (arguments.saved_inputs) {
    SavedLedger ledger(*arguments.saved_inputs, arguments.ledger.path);
    return read_what_if_inputs(ledger, arguments, found_among(*arguments.saved_inputs));
  }
  const auto source = open_ledger(arguments.ledger);
  if (!source) return source.faults();
  return read_what_if_inputs(*source.value(), arguments, find_named_text);
}

Result<WhatIfInputs> read_what_if_inputs(LedgerSource& source, const WhatIfArguments& arguments, const FindText& find) {
  auto loaded = load_ledger(source);
  if (!loaded) return loaded.faults();
  if (Faults obstacles = obstacles_to_play(loaded.value().unanswered); !obstacles.empty()) return obstacles;
  auto texts = input_texts_of(source, loaded.value());
  if (!texts) return texts.faults();
  WhatIfInputs inputs{std::move(loaded).value(), {}, {}, std::move(texts).value(), {}, {}};
  WhatIfReader reader(inputs, find);
  reader.read_scenarios(arguments.scenarios);
  reader.read_reliefs(arguments.reliefs);
  if (has_fault(reader.faults())) return reader.faults();
  inputs.notices = notices_with(inputs.loaded.unanswered, inputs.loaded.notices);
  inputs.notices.insert(inputs.notices.end(), reader.faults().begin(), reader.faults().end());
  return inputs;
}

Result<std::string> read_further_text(const WhatIfArguments& arguments, std::string_view noun, const std::string& name,
                                      WhatIfInputs& inputs) {
  auto text = arguments.saved_inputs ? found_among(*arguments.saved_inputs)(name, {}, noun) : text_of_file(name);
  if (!text) return text.faults();
  std::string content = text.value().text;
  inputs.texts.push_back({std::string(noun), content});
  inputs.found_texts.push_back({std::string(noun), name, std::move(text).value()});
  return content;
}

std::vector<SavedInput> saved_inputs_of(const WhatIfInputs& inputs) {
  std::vector<SavedInput> saved;
  for (std::size_t i = 0; i < inputs.loaded.documents.size(); ++i)  // the ledger's come first
    saved.push_back({std::string(ledger_noun), inputs.texts[i].name, inputs.texts[i].name, inputs.texts[i].text});
  for (const FoundText& found : inputs.found_texts)
    saved.push_back({found.noun, found.name, found.text.file, found.text.text});
  return saved;
}

SimulationSettings settings_of(const WhatIfArguments& arguments, const Ledger& ledger) {
  SimulationSettings settings;
  settings.paths = arguments.paths.value_or(paths_of_plain_run);
  settings.seed = arguments.seed;
  settings.threads = arguments.threads;
  settings.default_event = arguments.default_event;
  settings.horizon_days =
      arguments.horizon ? days_of(*arguments.horizon, ledger.company.as_of) : default_horizon_days(ledger);
  return settings;
}

Manifest manifest_of(const WhatIfInputs& inputs, const SimulationSettings& settings) {
  Manifest manifest = manifest_of(inputs.ledger(), settings.horizon_days);
  manifest.paths = settings.paths;
  manifest.seed = settings.seed;
  manifest.default_event = settings.default_event;
  manifest.inputs_sha256 = inputs_sha256(inputs.texts);
  return manifest;
}

std::string shell_word(const std::string& word) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./,:=@%+").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
  const bool has_escapes = printable(word) != word;
  std::string out = has_escapes ? "$'" : "'";
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == '\'') out += has_escapes ? "\\'" : "'\\''";
    else if (word[i] == '\\' && has_escapes) out += "\\\\";
    else if (has_escapes && (static_cast<unsigned char>(word[i]) < 0x20 || static_cast<unsigned char>(word[i]) >= 0x7F))
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(word[i]));
    else out += word[i];
  }
  return out + "'";
}

std::string command_line_of(std::string_view command, const WhatIfArguments& arguments, std::string_view own,
                            int horizon_days) {
  std::string out = fmt::format("headroom {} {}", command, shell_word(arguments.ledger.path.string()));
  if (arguments.ledger.company) out += " --company " + shell_word(*arguments.ledger.company);
  for (const std::string& name : arguments.scenarios) out += " --scenario " + shell_word(name);
  for (const std::string& name : arguments.reliefs) out += " --relief " + shell_word(name);
  out += fmt::format("{} --horizon {}d --seed {}", own, horizon_days, arguments.seed);
  if (arguments.default_event != Event::illiquid) out += fmt::format(" --default {}", name_of(arguments.default_event));
  return out;
}

}  // namespace headroom
