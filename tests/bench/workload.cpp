#include "tests/bench/workload.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "engine/lanes/simd_target.hpp"

namespace headroom {

namespace fs = std::filesystem;

Program headroom_program(const BenchSettings& settings, const std::string& name, const HeadroomRun& run) {
  Program program{name, {settings.headroom.string(), "run", run.ledger.string()}};
  const auto add = [&](const std::string& option, const std::string& value) {
    program.words.push_back(option);
    program.words.push_back(value);
  };
  if (!run.scenario.empty()) add("--scenario", (run.ledger / run.scenario).string());
  add("--horizon", fmt::format("{}d", run.horizon_days));
  add("--threads", std::to_string(run.threads));
  if (run.paths > 0) add("--paths", std::to_string(run.paths));
  add("--json", "-");
  program.words.insert(program.words.end(), run.more.begin(), run.more.end());
  if (!run.simd.empty()) program.environment.emplace_back("HEADROOM_SIMD", run.simd);
  return program;
}

double number_after(const std::string& output, const std::string& label) {
  const std::size_t found = output.find(label);
  if (found == std::string::npos) throw std::runtime_error("no " + label + " in: " + output);
  return std::strtod(output.c_str() + found + label.size(), nullptr);
}

DefaultProbability default_probability_in(const std::string& json) {
  const auto option = nlohmann::json::parse(json).at("scenarios").at(0).at("options").at(0);
  const auto& probability = option.at("default_probability");
  return {probability.at("estimate").get<double>(), probability.at("standard_error").get<double>(),
          option.at("paths").get<double>()};
}

std::vector<std::string> shown_simd_targets() {
  const std::vector<std::string> all = simd_targets();
  std::vector<std::string> shown{all.front()};
  for (const std::string& name : all)
    if (name == "AVX2" && name != all.front()) shown.push_back(name);
  return shown;
}

Peers::Peers(const BenchSettings& settings)
    : settings_(settings),
      folder_(settings.folder / "peers"),
      flat_(settings.folder / "ledger.txt"),
      ledger_(settings.folder / "ledger") {
  // In a folder of our own: theirs may not be writable, and numba keeps what it compiled beside its source.
  fs::create_directories(folder_);
  for (const auto& entry : fs::directory_iterator(*settings.peers))
    if (entry.is_regular_file())
      fs::copy_file(entry.path(), folder_ / entry.path().filename(), fs::copy_options::overwrite_existing);
  run_process(
      {"compiler",
       {"g++", "-O3", "-march=native", "-std=c++20", "-pthread", folder_ / "naive.cpp", "-o", folder_ / "naive"}});
  run_process({"generator", {settings.python, folder_ / "gen_ledger.py", std::to_string(settings.items), flat_}});
  run_process({"ledger folder", {settings.python, folder_ / "to_folder.py", flat_, ledger_}});
}

bool Peers::can_import(const std::string& module) const {
  try {
    run_process({module, {settings_.python, "-c", "import " + module}});
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

std::vector<Program> Peers::programs(int threads) const {
  std::vector<Program> found;
  const auto add = [&](const std::string& name, std::vector<std::string> words) {
    for (const std::string& word : {std::string("-l"), flat_.string(), std::string("-n"),
                                    std::to_string(settings_.paths), std::string("-t"), std::to_string(threads)})
      words.push_back(word);
    found.push_back({fmt::format("{}, {} threads", name, threads), std::move(words)});
  };
  if (can_import("numpy")) add("numpy", {settings_.python, folder_ / "numpy_ref.py"});
  if (can_import("numba")) add("numba, best", {settings_.python, folder_ / "numba_ref.py", "-m", "opt2"});
  add("plain C++", {folder_ / "naive"});
  return found;
}

}  // namespace headroom
