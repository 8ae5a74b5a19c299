// The floor under any engine that draws as Headroom does: two Philox numbers for each item and path, and the days
// settled, nothing else. No law, no event, no statistics: what an item's words come to is one sum a path, which falls
// into the first day.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

#include "engine/draws/random_stream.hpp"
#include "engine/lanes/aligned_vector.hpp"
#include "engine/lanes/simd_target.hpp"

// Vectors of a size known while compiling alone: they stand in arrays here.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/bench/draw_and_settle.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef HEADROOM_DRAW_AND_SETTLE_ONCE
#define HEADROOM_DRAW_AND_SETTLE_ONCE

namespace headroom {

constexpr std::size_t draw_paths = 256, settle_paths = 64;
constexpr int days = 365;
constexpr int chains = 2;  // vectors of counters that are worked on together

/// What a thread has found; sums over paths, so the same whoever played which.
struct Outcome {
  std::uint64_t checksum = 0, below_zero = 0;
  std::int64_t lowest_sum = 0, first_day_sum = 0;
};

/// What is the same on all paths.
struct Workload {
  std::vector<std::uint64_t> keys;       // two an item
  AlignedVector<std::int32_t> receipts;  // [days][settle_paths]
  std::array<std::int32_t, days> dues = {};
  std::int32_t cash = 0;
};

}  // namespace headroom
#endif

HWY_BEFORE_NAMESPACE();
namespace headroom::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::ScalableTag<std::uint32_t>;
using WordVector = hn::Vec<Words>;

/// Four words of as many counters as a vector has lanes.
struct FourWords {
  WordVector c0, c1, c2, c3;
};

/// All 64 bits of the products of `word` with each lane: high words and low words.
HWY_INLINE void multiply(WordVector lanes, WordVector word, WordVector& high, WordVector& low) {
  const Words d;
#if HWY_TARGET == HWY_SCALAR  // one lane: no even ones and odd ones
  const std::uint64_t product = std::uint64_t{hn::GetLane(lanes)} * hn::GetLane(word);
  high = hn::Set(d, static_cast<std::uint32_t>(product >> 32));
  low = hn::Set(d, static_cast<std::uint32_t>(product));
#else
  const auto even = hn::BitCast(d, hn::MulEven(lanes, word)),
             odd = hn::BitCast(d, hn::MulEven(hn::DupOdd(lanes), word));
  high = hn::OddEven(odd, hn::DupOdd(even));
  low = hn::OddEven(hn::DupEven(odd), even);
#endif
}

HWY_INLINE void one_round(FourWords& c, WordVector key_0, WordVector key_1) {
  const Words d;
  WordVector high_0, low_0, high_1, low_1;
  multiply(c.c0, hn::Set(d, 0xD2511F53), high_0, low_0);
  multiply(c.c2, hn::Set(d, 0xCD9E8D57), high_1, low_1);
  c = {hn::Xor(hn::Xor(high_1, c.c1), key_0), low_1, hn::Xor(hn::Xor(high_0, c.c3), key_1), low_0};
}

/// Adds to `sums` (path p of the block at p mod lanes, in an order of its own) the words of one stream on `chains`
/// vectors of counters.
HWY_INLINE void add_words(std::uint64_t key, std::uint64_t first_counter, WordVector* sums) {
  const Words d;
  FourWords c[chains];
  const auto low = static_cast<std::uint32_t>(first_counter), high = static_cast<std::uint32_t>(first_counter >> 32);
  for (int i = 0; i < chains; ++i)
    c[i] = {hn::Iota(d, low + static_cast<std::uint32_t>(static_cast<std::size_t>(i) * hn::Lanes(d))), hn::Set(d, high),
            hn::Zero(d), hn::Zero(d)};
  auto key_0 = hn::Set(d, static_cast<std::uint32_t>(key)), key_1 = hn::Set(d, static_cast<std::uint32_t>(key >> 32));
  const auto weyl_0 = hn::Set(d, 0x9E3779B9), weyl_1 = hn::Set(d, 0xBB67AE85);
  for (int round = 0; round < 10; ++round) {
    for (FourWords& words : c) one_round(words, key_0, key_1);
    key_0 = hn::Add(key_0, weyl_0);
    key_1 = hn::Add(key_1, weyl_1);
  }
  for (int i = 0; i < chains; ++i) {
    WordVector* to = sums + 4 * i;
    to[0] = hn::Add(to[0], c[i].c0);
    to[1] = hn::Add(to[1], c[i].c1);
    to[2] = hn::Add(to[2], c[i].c2);
    to[3] = hn::Add(to[3], c[i].c3);
  }
}

/// The sums of all words of paths first_path .. + draw_paths - 1. Shape: [draw_paths]
void draw_block(const Workload& workload, std::uint64_t first_path, std::uint32_t* HWY_RESTRICT sums) {
  const Words d;
  const std::size_t at_once = 4 * chains * hn::Lanes(d);  // paths
  for (std::size_t begin = 0; begin < draw_paths; begin += at_once) {
    WordVector kept[4 * chains];
    for (WordVector& sum : kept) sum = hn::Zero(d);
    for (const std::uint64_t key : workload.keys) add_words(key, (first_path + begin) / 4, kept);
    for (std::size_t i = 0; i < chains; ++i)
      hn::StoreInterleaved4(kept[4 * i], kept[4 * i + 1], kept[4 * i + 2], kept[4 * i + 3], d,
                            sums + begin + 4 * i * hn::Lanes(d));
  }
}

/// Plays the days of `settle_paths` paths. `start`: the cash of the first morning.
void settle_block(const Workload& workload, const std::int32_t* HWY_RESTRICT start, std::int32_t* HWY_RESTRICT lowest,
                  std::int32_t* HWY_RESTRICT first_day) {
  const hn::ScalableTag<std::int32_t> d;
  for (std::size_t lane = 0; lane < settle_paths; lane += hn::Lanes(d)) {
    auto cash = hn::Load(d, start + lane), least = cash, first = hn::Set(d, days);
    const std::int32_t* receipts = workload.receipts.data() + lane;
    for (std::int32_t day = 0; day < days; ++day, receipts += settle_paths) {
      cash = hn::Add(cash, hn::Sub(hn::Load(d, receipts), hn::Set(d, workload.dues[static_cast<std::size_t>(day)])));
      least = hn::Min(least, cash);
      first = hn::IfThenElse(hn::Lt(cash, hn::Zero(d)), hn::Min(first, hn::Set(d, day)), first);
    }
    hn::Store(least, d, lowest + lane);
    hn::Store(first, d, first_day + lane);
  }
}

void play(const Workload& workload, std::uint64_t first_path, std::uint64_t active, Outcome& outcome) {
  alignas(64) std::uint32_t sums[draw_paths];
  alignas(64) std::int32_t start[draw_paths], lowest[draw_paths], first_day[draw_paths];
  draw_block(workload, first_path, sums);
  for (std::size_t i = 0; i < draw_paths; ++i) start[i] = workload.cash + static_cast<std::int32_t>(sums[i] >> 20);
  for (std::size_t i = 0; i < draw_paths; i += settle_paths)
    settle_block(workload, start + i, lowest + i, first_day + i);
  for (std::size_t i = 0; i < active; ++i) {
    outcome.checksum += sums[i];
    outcome.below_zero += first_day[i] < days ? 1 : 0;
    outcome.lowest_sum += lowest[i];
    outcome.first_day_sum += first_day[i];
  }
}

}  // namespace headroom::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace headroom {

HWY_EXPORT(play);

namespace {

/// Some money every day, some bills every week: the sums hover about zero at the end.
Workload make_workload(std::size_t items) {
  Workload workload;
  for (std::size_t item = 0; item < items; ++item) {
    const std::string number = "O" + std::to_string(item), customer = "C" + std::to_string(item % 50);
    for (const Purpose purpose : {Purpose::cancellation, Purpose::delay})
      workload.keys.push_back(stream_key(1, purpose, {"order", customer, number}));
  }
  workload.receipts.resize(days * settle_paths);
  for (std::size_t i = 0; i < workload.receipts.size(); ++i)
    workload.receipts[i] = static_cast<std::int32_t>(draw(7, i) >> 22);
  for (std::size_t day = 0; day < days; ++day) workload.dues[day] = day % 7 == 4 ? 3600 : 0;
  workload.cash = 1000;
  return workload;
}

Outcome play_all(const Workload& workload, std::uint64_t paths, unsigned thread_count) {
  std::atomic<std::uint64_t> next{0};
  std::vector<Outcome> parts(thread_count);
  const auto work = [&](std::size_t thread) {
    Outcome outcome;  // of its own, so that threads share no cache line
    for (std::uint64_t first = next.fetch_add(draw_paths); first < paths; first = next.fetch_add(draw_paths))
      HWY_DYNAMIC_DISPATCH(play)(workload, first, std::min<std::uint64_t>(draw_paths, paths - first), outcome);
    parts[thread] = outcome;
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < thread_count; ++i) threads.emplace_back(work, i);
    work(0);
  }
  Outcome all;
  for (const Outcome& part : parts) {
    all.checksum += part.checksum;
    all.below_zero += part.below_zero;
    all.lowest_sum += part.lowest_sum;
    all.first_day_sum += part.first_day_sum;
  }
  return all;
}

/// The same sum of words by the engine's own generator, word by word.
std::uint64_t checksum_of(const Workload& workload, std::uint64_t paths) {
  std::uint64_t checksum = 0;
  for (std::uint64_t path = 0; path < paths; ++path) {
    std::uint32_t sum = 0;
    for (const std::uint64_t key : workload.keys) sum += draw(key, path);
    checksum += sum;
  }
  return checksum;
}

}  // namespace
}  // namespace headroom

int main(int count, char** words) {
  using namespace headroom;
  CLI::App app{
      "Draws two Philox numbers for each item and path and settles 365 days: the floor under the engine's time."};
  std::size_t items = 1000;
  std::uint64_t paths = 100000;
  unsigned threads = 1;
  std::string simd;
  bool check = false;
  app.add_option("--items", items, "items of two draws each")->capture_default_str();
  app.add_option("--paths", paths, "futures")->capture_default_str();
  app.add_option("--threads", threads, "threads")->capture_default_str()->check(CLI::Range(1U, 1024U));
  app.add_option("--simd", simd, "instruction set; the fastest without it")->envname("HEADROOM_SIMD");
  app.add_flag("--check", check, "fail unless the words are the engine's own");
  CLI11_PARSE(app, count, words);
  if (!use_simd_target(simd)) {
    std::fprintf(stderr, "this machine cannot run %s\n", simd.c_str());
    return 1;
  }
  const auto start = std::chrono::steady_clock::now();
  const Workload workload = make_workload(items);
  const Outcome outcome = play_all(workload, paths, threads);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::printf("compute_s=%.4f simd=%s checksum=%llu below_zero=%llu lowest=%lld first_day=%lld\n", seconds.count(),
              simd_target().c_str(), static_cast<unsigned long long>(outcome.checksum),
              static_cast<unsigned long long>(outcome.below_zero), static_cast<long long>(outcome.lowest_sum),
              static_cast<long long>(outcome.first_day_sum));
  if (check && outcome.checksum != checksum_of(workload, paths)) {
    std::fprintf(stderr, "the words are not the engine's\n");
    return 1;
  }
  return 0;
}
#endif
