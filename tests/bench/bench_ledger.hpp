// Writes the made-up firms that the benchmarks play.
#pragma once

#include <cstddef>
#include <filesystem>

namespace headroom {

/// The made-up firm of the benchmarks: orders of 50 customers, 300 bills, wages, two loans and an overdraft.
struct BenchLedger {
  std::size_t items = 1000;  ///< orders; the more, the smaller each, so that the firm stays as large
  int days = 365;            ///< over which orders and bills fall due; their sums grow with it
  double cash = 0.03;        ///< at the start, share of a year's receipts: the more, the rarer default
};

/// Writes it as a ledger folder, with its scenario `dependence.toml` in it: the same bytes every time.
/// Errors: throws std::runtime_error where a file cannot be written.
void write_bench_ledger(const BenchLedger& ledger, const std::filesystem::path& folder);

/// Writes the further scenarios and reliefs of the benchmarks, whatever the ledger is: `scenario_1.toml` to
/// `scenario_3.toml`, the first like `dependence.toml`, and `relief_1.toml` to `relief_3.toml`: a loan, a deferral of
/// loan payments, a grant on wages.
void write_bench_choices(const std::filesystem::path& folder);

}  // namespace headroom
