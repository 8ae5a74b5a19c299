// Writes the words that decide the engine's futures to standard output, for batteries of tests from outside:
//   headroom_keyed_stream --order as_played --seed 1 | dieharder -a -g 200

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <map>
#include <string>

#include "tests/engine/keyed_words.hpp"

using namespace headroom;

int main(int count, char** words) {
  CLI::App app{"Writes 32-bit words as the engine draws them, without end or as many as are asked for."};
  std::map<std::string, WordOrder> orders;
  for (const WordOrder order : word_orders) {
    std::string name = name_of(order);
    for (char& letter : name)
      if (letter == ' ') letter = '_';
    std::erase(name, ',');
    orders[name] = order;
  }
  WordOrder order = WordOrder::as_played;
  std::uint64_t seed = 1, wanted = 0;
  app.add_option("--order", order, "how words stand side by side")->transform(CLI::CheckedTransformer(orders));
  app.add_option("--seed", seed, "the run's seed");
  app.add_option("--words", wanted, "how many; 0: until nobody reads");
  CLI11_PARSE(app, count, words);

  std::signal(SIGPIPE, SIG_IGN);
  KeyedWords source(engine_keying, order, seed);
  std::vector<std::uint32_t> part(1 << 16);
  for (std::uint64_t written = 0; wanted == 0 || written < wanted; written += part.size()) {
    if (wanted != 0 && wanted - written < part.size()) part.resize(wanted - written);
    source.next(part);
    const char* bytes = reinterpret_cast<const char*>(part.data());
    for (std::size_t left = part.size() * sizeof(std::uint32_t); left > 0;) {
      const ssize_t passed = ::write(STDOUT_FILENO, bytes, left);
      if (passed <= 0) return wanted == 0 ? 0 : 1;
      bytes += passed;
      left -= static_cast<std::size_t>(passed);
    }
  }
  return 0;
}
