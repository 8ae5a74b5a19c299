// Are the words that decide an engine's futures random as they are keyed? By seed, purpose, customer, number and path,
// not as one long stream. Every test here fixes its keys; how often a right generator would fail it with others is said
// beside it.

#include "tests/engine/stream_battery.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/engine/keyed_words.hpp"

using namespace headroom;

namespace {

/// The share of right generators that a test case turns down.
constexpr double false_alarms = 1e-6;

struct Named {
  std::string name;
  double p;  // two-sided
};

/// The verdict that speaks most against randomness.
Named worst_of(const std::vector<Named>& verdicts) {
  return *std::min_element(verdicts.begin(), verdicts.end(), [](const Named& a, const Named& b) { return a.p < b.p; });
}

void add(std::vector<Named>& all, const std::string& name, const std::vector<TestVerdict>& verdicts) {
  for (const TestVerdict& verdict : verdicts) all.push_back({name + ": " + verdict.test, two_sided(verdict.p)});
}

/// An item's words on 512 paths.
std::vector<std::uint32_t> column(const Keying& keying, std::uint64_t seed, Purpose purpose, std::size_t item) {
  const std::uint64_t key = keying.key(seed, purpose, item);
  std::vector<std::uint32_t> words;
  for (std::uint64_t block = 0; block < 128; ++block)
    for (const std::uint32_t word : keying.four_words(key, block)) words.push_back(word);
  return words;
}

/// Items with items, purposes with purposes, seeds with seeds: pairs of which each might be one stream twice.
std::vector<Named> correlations(const Keying& keying) {
  std::vector<std::vector<std::uint32_t>> items, purposes, seeds;
  for (std::size_t item = 0; item < 1000; ++item) items.push_back(column(keying, 1, Purpose::cancellation, item));
  for (std::size_t item = 0; item < 100; ++item)
    for (const std::size_t kind : {0U, 1000U}) {
      purposes.push_back(column(keying, 1, Purpose::cancellation, item + kind));
      purposes.push_back(column(keying, 1, Purpose::delay, item + kind));
    }
  for (std::uint64_t seed = 1; seed <= 300; ++seed) seeds.push_back(column(keying, seed, Purpose::delay, 17));
  std::vector<Named> all;
  add(all, "items", correlation_verdicts(items));
  add(all, "purposes", correlation_verdicts(purposes));
  add(all, "seeds", correlation_verdicts(seeds));
  return all;
}

/// The whole battery, once on `words_each` words in every order.
std::vector<Named> battery(const Keying& keying, std::size_t words_each) {
  std::vector<Named> all = correlations(keying);
  for (const WordOrder order : word_orders) {
    std::vector<std::uint32_t> words(words_each);
    KeyedWords(keying, order, 1).next(words);
    add(all, name_of(order), battery_verdicts(words));
  }
  return all;
}

/// The battery on 64 pieces from `next`; what 64 verdicts of each test come to as one.
template <class Next>
std::vector<Named> battery_of_pieces(const std::string& name, const Next& next) {
  constexpr int pieces = 64;
  std::vector<std::uint32_t> words(1 << 17);
  std::map<std::string, std::vector<double>> by_test;
  std::vector<Named> all;
  for (int piece = 0; piece < pieces; ++piece) {
    next(words);
    const auto verdicts = battery_verdicts(words);
    add(all, name, verdicts);
    for (const TestVerdict& verdict : verdicts) by_test[verdict.test].push_back(verdict.p);
  }
  const Named worst = worst_of(all);  // counts once, as the least of so many
  std::vector<Named> summed{
      {worst.name + ", the worst piece", std::min(1.0, worst.p * static_cast<double>(all.size()))}};
  for (const auto& [test, p_values] : by_test)
    summed.push_back({name + ": " + test + ", all pieces", kolmogorov_smirnov_p(p_values)});
  return summed;
}

std::uint64_t numbered_key(std::uint64_t seed, Purpose purpose, std::size_t item) {
  return seed << 32 | static_cast<std::uint64_t>(purpose) << 24 | item;
}

std::array<std::uint32_t, 4> two_rounds(std::uint64_t key, std::uint64_t block) {
  std::uint64_t c0 = block & 0xFFFFFFFF, c1 = block >> 32, c2 = 0, c3 = 0, k0 = key & 0xFFFFFFFF, k1 = key >> 32;
  for (int round = 0; round < 2; ++round) {
    const std::uint64_t product_0 = 0xD2511F53 * c0, product_1 = 0xCD9E8D57 * c2;
    c0 = (product_1 >> 32) ^ c1 ^ k0;
    c1 = product_1 & 0xFFFFFFFF;
    c2 = (product_0 >> 32) ^ c3 ^ k1;
    c3 = product_0 & 0xFFFFFFFF;
    k0 = (k0 + 0x9E3779B9) & 0xFFFFFFFF;
    k1 = (k1 + 0xBB67AE85) & 0xFFFFFFFF;
  }
  return {static_cast<std::uint32_t>(c0), static_cast<std::uint32_t>(c1), static_cast<std::uint32_t>(c2),
          static_cast<std::uint32_t>(c3)};
}

/// A linear congruential generator, started anew for each key, its counter being a distance along it.
std::array<std::uint32_t, 4> congruential(std::uint64_t key, std::uint64_t block) {
  std::array<std::uint32_t, 4> words;
  for (std::uint64_t k = 0; k < 4; ++k)
    words[k] = static_cast<std::uint32_t>(((key + 4 * block + k) * 6364136223846793005ULL) >> 32);
  return words;
}

void check_turned_down(const char* name, const Keying& keying) {
  const Named worst = worst_of(battery(keying, 1 << 16));
  INFO(name << ": " << worst.name << ", p = " << worst.p);
  CHECK(worst.p < 1e-12);
}

}  // namespace

// A right generator fails in 1e-6 of all choices of keys: each of m verdicts may be as small as 1e-6 / m.
TEST_CASE("the words as they are keyed pass a battery of tests") {
  const std::vector<Named> verdicts = battery(engine_keying, 1 << 17);
  CHECK(verdicts.size() == 6 + std::size(word_orders) * 16);
  const Named worst = worst_of(verdicts);
  INFO(worst.name << ", p = " << worst.p);
  CHECK(worst.p > false_alarms / static_cast<double>(verdicts.size()));
}

// As above. Each order plays 8.4 million words; of each test, 64 p-values must look like 64 uniform numbers.
TEST_CASE("the p-values of many pieces of the keyed words are uniform", "[slow]") {
  std::vector<Named> verdicts;
  for (const WordOrder order : word_orders) {
    KeyedWords source(engine_keying, order, static_cast<std::uint64_t>(order) + 1);
    for (Named& verdict :
         battery_of_pieces(name_of(order), [&](std::vector<std::uint32_t>& words) { source.next(words); }))
      verdicts.push_back(std::move(verdict));
  }
  const Named worst = worst_of(verdicts);
  INFO(worst.name << ", p = " << worst.p);
  CHECK(worst.p > false_alarms / static_cast<double>(verdicts.size()));
}

// As above: the tests themselves are right where a generator of another family passes them.
TEST_CASE("the battery passes words of a Mersenne twister", "[slow]") {
  std::mt19937 twister(1);
  const auto verdicts = battery_of_pieces("twister", [&](std::vector<std::uint32_t>& words) {
    for (std::uint32_t& word : words) word = static_cast<std::uint32_t>(twister());
  });
  const Named worst = worst_of(verdicts);
  INFO(worst.name << ", p = " << worst.p);
  CHECK(worst.p > false_alarms / static_cast<double>(verdicts.size()));
}

// What is turned down here is so far from random that no choice of keys would save it.
TEST_CASE("the battery turns down poor generators and poor keys") {
  const auto same_purpose = [](std::uint64_t seed, Purpose, std::size_t item) {
    return engine_key(seed, Purpose::delay, item);
  };
  check_turned_down("two rounds of Philox, keys numbered", {numbered_key, two_rounds});
  check_turned_down("the purpose is no part of the key", {same_purpose, philox});
}

TEST_CASE("the battery turns down more poor generators and poor keys", "[slow]") {
  const auto same_seed = [](std::uint64_t, Purpose purpose, std::size_t item) { return engine_key(1, purpose, item); };
  const auto same_number = [](std::uint64_t seed, Purpose purpose, std::size_t item) {
    return engine_key(seed, purpose, item % 50);
  };
  const auto short_key = [](std::uint64_t seed, Purpose purpose, std::size_t item) {
    return engine_key(seed, purpose, item) & 0xFFFF;
  };
  check_turned_down("a congruential generator, keys numbered", {numbered_key, congruential});
  check_turned_down("a congruential generator, keys hashed", {engine_key, congruential});
  check_turned_down("the seed is no part of the key", {same_seed, philox});
  check_turned_down("the item's number is no part of the key", {same_number, philox});
  check_turned_down("keys of 16 bits", {short_key, philox});
}

// Ten rounds on numbered keys are as good as on hashed ones: the hash is there to tell identities apart, not to make
// words random.
TEST_CASE("keys that are plain numbers pass as well", "[slow]") {
  const std::vector<Named> verdicts = battery({numbered_key, philox}, 1 << 16);
  const Named worst = worst_of(verdicts);
  INFO(worst.name << ", p = " << worst.p);
  CHECK(worst.p > false_alarms / static_cast<double>(verdicts.size()));
}
