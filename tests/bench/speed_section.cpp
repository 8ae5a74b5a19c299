#include <fmt/format.h>

#include "tests/bench/bench_ledger.hpp"
#include "tests/bench/page.hpp"
#include "tests/bench/rounds.hpp"
#include "tests/bench/sections.hpp"

namespace headroom {

namespace {

constexpr int thread_counts[] = {1, 2};

std::string with_threads(const std::string& name, int threads) { return fmt::format("{}, {} threads", name, threads); }
std::string ours(const std::string& simd) { return "Headroom, " + simd; }
std::string floor_name(const std::string& simd) { return "draw and settle, " + simd; }

/// What is compared, on one thread and on two.
class SideBySide {
 public:
  explicit SideBySide(const BenchSettings& settings) : settings_(settings) {
    fs_ledger_ = settings.folder / "ledger";
    if (settings.peers) peers_.emplace(settings);
    else write_bench_ledger({settings.items}, fs_ledger_);
    for (const int threads : thread_counts) add_programs(threads);
    rounds_.emplace(programs_, settings.rounds);
  }

  std::string text() const {
    std::string text = fmt::format(
        "{} orders, 365 days, {} paths, {} interleaved rounds. Seconds are those of the whole process, start-up and "
        "reading included: the "
        "middle "
        "of the rounds. Ratios are taken round by round: the middle (least to most); above 1, Headroom is the "
        "faster.\n",
        settings_.items, settings_.paths, settings_.rounds);
    for (const std::string& simd : shown_simd_targets()) text += "\n" + table(simd);
    return text + "\n" + threads_table();
  }

 private:
  void add_programs(int threads) {
    for (const std::string& simd : shown_simd_targets()) {
      programs_.push_back(headroom_program(settings_, with_threads(ours(simd), threads),
                                           {fs_ledger_, settings_.paths, threads, 364, simd}));
      programs_.push_back({with_threads(floor_name(simd), threads),
                           {settings_.draw_and_settle, "--items", std::to_string(settings_.items), "--paths",
                            std::to_string(settings_.paths), "--threads", std::to_string(threads), "--simd", simd}});
    }
    if (!peers_) return;
    for (Program& program : peers_->programs(threads)) {
      if (threads == thread_counts[0]) peer_names_.push_back(program.name.substr(0, program.name.rfind(", ")));
      programs_.push_back(std::move(program));
    }
  }

  /// Seconds that a program says it computed for, without start-up, over Headroom's whole process.
  Spread computing_ratio(const std::string& name, const std::string& headroom) const {
    return rounds_->spread({name, headroom}, [](const std::vector<ProcessRun>& runs) {
      return number_after(runs[0].output, "compute_s=") / runs[1].seconds;
    });
  }

  std::string table(const std::string& simd) const {
    MarkdownTable table({"against Headroom on " + simd, "1 thread, s", "2 threads, s", "default probability",
                         "peak MB, 1 thread", "times Headroom's time, 1 thread", "2 threads",
                         "its computing alone, 1 thread"});
    add_row(table, ours(simd), simd, false);
    add_row(table, floor_name(simd), simd, true);
    for (const std::string& name : peer_names_) add_row(table, name, simd, true);
    return table.text();
  }

  void add_row(MarkdownTable& table, const std::string& name, const std::string& simd, bool compared) const {
    std::vector<std::string> row{compared ? name : "**" + name + "**"};
    for (const int threads : thread_counts)
      row.push_back(fmt::format("{:.3f}", rounds_->seconds(with_threads(name, threads))));
    const std::string& output = rounds_->runs_of(with_threads(name, 1))[0].output;
    if (!compared) row.push_back(fmt::format("{:.2f}%", 100.0 * default_probability_in(output).estimate));
    else
      row.push_back(
          output.find("PD=") == std::string::npos ? "" : fmt::format("{:.2f}%", 100.0 * number_after(output, "PD=")));
    row.push_back(fmt::format("{:.0f}", rounds_->peak_mb(with_threads(name, 1))));
    for (const int threads : thread_counts)
      row.push_back(compared ? text_of(rounds_->ratio(with_threads(name, threads), with_threads(ours(simd), threads)))
                             : "1");
    row.push_back(compared ? text_of(computing_ratio(with_threads(name, 1), with_threads(ours(simd), 1))) : "");
    table.add(row);
  }

  std::string threads_table() const {
    MarkdownTable table(
        {"", "one thread's time over two threads'", "Headroom's time over draw and settle's, 1 thread", "2 threads"});
    for (const std::string& simd : shown_simd_targets()) {
      std::vector<std::string> row{ours(simd),
                                   text_of(rounds_->ratio(with_threads(ours(simd), 1), with_threads(ours(simd), 2)))};
      for (const int threads : thread_counts)
        row.push_back(
            text_of(rounds_->ratio(with_threads(ours(simd), threads), with_threads(floor_name(simd), threads))));
      table.add(row);
    }
    for (const std::string& name : peer_names_)
      table.add({name, text_of(rounds_->ratio(with_threads(name, 1), with_threads(name, 2))), "", ""});
    return table.text();
  }

  const BenchSettings& settings_;
  std::filesystem::path fs_ledger_;
  std::optional<Peers> peers_;
  std::vector<Program> programs_;
  std::vector<std::string> peer_names_;
  std::optional<Rounds> rounds_;
};

}  // namespace

std::string speed_section(const BenchSettings& settings) { return SideBySide(settings).text(); }

}  // namespace headroom
