// Writes the ledger of the benchmarks as a folder: headroom_bench_ledger FOLDER --items 1000

#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "tests/bench/bench_ledger.hpp"

int main(int count, char** words) {
  CLI::App app{"Writes the made-up firm of the benchmarks as a ledger folder."};
  std::string folder;
  headroom::BenchLedger ledger;
  app.add_option("FOLDER", folder, "where to; made if it is not there")->required();
  app.add_option("--items", ledger.items, "how many orders")->capture_default_str();
  app.add_option("--days", ledger.days, "over how many days they fall due")
      ->capture_default_str()
      ->check(CLI::Range(60, 3650));
  CLI11_PARSE(app, count, words);
  try {
    headroom::write_bench_ledger(ledger, folder);
    headroom::write_bench_choices(folder);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
