// Times Headroom as a user runs it, beside the programs of others and beside itself, and writes the tables of
// docs/performance.md:
//   build/release/tests/bench/headroom_side_by_side --peers FOLDER --write docs/performance.md

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/page.hpp"
#include "tests/bench/sections.hpp"

using namespace headroom;
namespace fs = std::filesystem;

namespace {

struct Section {
  const char* name;
  std::string (*measure)(const BenchSettings&);
};

constexpr Section sections[] = {{"machine", machine_section}, {"speed", speed_section},
                                {"choices", choices_section}, {"memory", memory_section},
                                {"growth", growth_section},   {"precision", precision_section}};

/// A folder that goes with the program.
class WorkFolder {
 public:
  WorkFolder() {
    path_ = fs::temp_directory_path() / ("headroom_side_by_side_" + std::to_string(::getpid()));
    fs::create_directories(path_);
  }
  ~WorkFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void measure(const BenchSettings& settings, const std::vector<std::string>& only, const std::string& page) {
  for (const Section& section : sections) {
    if (!only.empty() && std::find(only.begin(), only.end(), section.name) == only.end()) continue;
    const std::string text = section.measure(settings);
    std::cout << "## " << section.name << "\n\n" << text << std::endl;
    if (!page.empty()) write_section(page, section.name, text);
  }
}

}  // namespace

int main(int count, char** words) {
  CLI::App app{"Times Headroom as a user runs it, and writes what came as tables."};
  BenchSettings settings;
  std::string headroom = HEADROOM_PROGRAM, floor = HEADROOM_DRAW_AND_SETTLE, peers, page;
  std::vector<std::string> only, names;
  for (const Section& section : sections) names.emplace_back(section.name);
  settings.python = "/usr/bin/python3";
  app.add_option("--headroom", headroom, "the program to be timed")->capture_default_str()->check(CLI::ExistingFile);
  app.add_option("--draw-and-settle", floor, "the program that only draws and settles")
      ->capture_default_str()
      ->check(CLI::ExistingFile);
  app.add_option("--peers", peers, "folder with programs of others for the same work")
      ->envname("HEADROOM_PEERS")
      ->check(CLI::ExistingDirectory);
  app.add_option("--python", settings.python, "what runs those that are in Python")->capture_default_str();
  app.add_option("--paths", settings.paths, "futures")->capture_default_str()->check(CLI::Range(64, 100'000'000));
  app.add_option("--items", settings.items, "orders")->capture_default_str()->check(CLI::Range(10, 1'000'000));
  app.add_option("--rounds", settings.rounds, "how often each is run")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  app.add_option("--only", only, "sections, by name; all without it")->check(CLI::IsMember(names));
  app.add_option("--write", page, "the page whose tables are replaced")->check(CLI::ExistingFile);
  app.add_flag("--long", settings.long_runs,
               "also what takes minutes: a hundred times the paths; 100,000 items over three years");
  CLI11_PARSE(app, count, words);
  try {
    const WorkFolder folder;
    settings.folder = folder.path();
    settings.headroom = fs::absolute(headroom);
    settings.draw_and_settle = fs::absolute(floor);
    if (!peers.empty()) settings.peers = fs::absolute(peers);
    measure(settings, only, page);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
