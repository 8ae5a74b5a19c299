#include <fmt/format.h>

#include "tests/bench/bench_ledger.hpp"
#include "tests/bench/page.hpp"
#include "tests/bench/rounds.hpp"
#include "tests/bench/sections.hpp"

namespace headroom {

namespace {

constexpr int further_max = 3;

std::string with_reliefs(int count) { return fmt::format("{} reliefs", count); }
std::string with_scenarios(int count) { return fmt::format("{} scenarios", count); }

/// Of what the first costs: each further one's share, round by round.
std::string further_text(const Rounds& rounds, const std::string& before, const std::string& with,
                         const std::string& first, double count) {
  return text_of(rounds.spread({before, with, first}, [count](const std::vector<ProcessRun>& runs) {
    return (runs[1].seconds - runs[0].seconds) / count / runs[2].seconds;
  }));
}

}  // namespace

std::string choices_section(const BenchSettings& settings) {
  const auto ledger = settings.folder / "choices";
  write_bench_ledger({settings.items}, ledger);
  write_bench_choices(ledger);
  std::vector<Program> programs;
  for (int count = 0; count <= further_max; ++count) {
    HeadroomRun run{ledger, settings.paths};
    for (int i = 1; i <= count; ++i)
      run.more.insert(run.more.end(), {"--relief", ledger / fmt::format("relief_{}.toml", i)});
    programs.push_back(headroom_program(settings, with_reliefs(count), run));
  }
  for (int count = 1; count <= further_max; ++count) {
    HeadroomRun run{ledger, settings.paths};
    run.scenario.clear();
    for (int i = 1; i <= count; ++i)
      run.more.insert(run.more.end(), {"--scenario", ledger / fmt::format("scenario_{}.toml", i)});
    programs.push_back(headroom_program(settings, with_scenarios(count), run));
  }
  const Rounds rounds(programs, settings.rounds);

  MarkdownTable table({"what is played", "s", "each further one, share of the first"});
  table.add({"no relief", fmt::format("{:.3f}", rounds.seconds(with_reliefs(0))), ""});
  const char* const reliefs[] = {"and a loan", "and a deferral of loan payments", "and a grant on wages"};
  for (int i = 1; i <= further_max; ++i)
    table.add({reliefs[i - 1], fmt::format("{:.3f}", rounds.seconds(with_reliefs(i))),
               further_text(rounds, with_reliefs(i - 1), with_reliefs(i), with_reliefs(0), 1.0)});
  table.add(
      {"**a relief, on average**", "", further_text(rounds, with_reliefs(0), with_reliefs(3), with_reliefs(0), 3.0)});
  table.add({"one scenario", fmt::format("{:.3f}", rounds.seconds(with_scenarios(1))), ""});
  const char* const scenarios[] = {"and one with later payment", "and one with more cancellation"};
  for (int i = 2; i <= further_max; ++i)
    table.add({scenarios[i - 2], fmt::format("{:.3f}", rounds.seconds(with_scenarios(i))),
               further_text(rounds, with_scenarios(i - 1), with_scenarios(i), with_scenarios(1), 1.0)});
  table.add({"**a scenario, on average**", "",
             further_text(rounds, with_scenarios(1), with_scenarios(3), with_scenarios(1), 2.0)});
  return fmt::format("{} orders, 364 days, {} paths, 1 thread, {} interleaved rounds.\n\n", settings.items,
                     settings.paths, settings.rounds) +
         table.text();
}

}  // namespace headroom
