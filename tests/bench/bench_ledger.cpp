#include "tests/bench/bench_ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "engine/draws/random_stream.hpp"
#include "models/date.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

constexpr std::size_t customers = 50, bills = 300;

/// Numbers of the firm, one after another.
class Numbers {
 public:
  double uniform() { return uniform_of(next()); }
  double between(double low, double high) { return low + (high - low) * uniform(); }
  double log_normal(double log_median, double sigma) { return std::exp(log_median + sigma * normal_of(next())); }
  double pareto(double shape) { return std::pow(uniform(), -1.0 / shape); }

 private:
  std::uint32_t next() { return draw(20'260'131, count_++); }
  std::uint64_t count_ = 0;
};

void write(const std::filesystem::path& folder, const std::string& name, const std::string& text) {
  std::ofstream file(folder / name, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.flush()) throw std::runtime_error(fmt::format("{} cannot be written in {}", name, folder.string()));
}

std::string amount(Minor minor) { return money_text(minor, 2); }

/// Builds the firm row by row; amounts are in minor units.
class Firm {
 public:
  Firm(const BenchLedger& ledger, const std::filesystem::path& folder) : ledger_(ledger), folder_(folder) {
    std::filesystem::create_directories(folder);
  }

  void write_all() {
    write_customers();
    write_orders();
    write_bills();
    write_company();
    write(folder_, "dependence.toml", "name = \"Dependence\"\n[dependence]\nmarket = 0.15\ncounterparty = 0.1\n");
  }

 private:
  std::string date(int day) const { return iso_text(as_of_ + day); }

  void write_customers() {
    std::string rows = "counterparty,on_time,late_median_days,late_sigma,never\n";
    for (std::size_t i = 0; i < customers; ++i) {
      reach_.push_back(numbers_.pareto(1.3) + (i == 0 ? 0.0 : reach_.back()));
      cancels_.push_back(numbers_.between(0.6, 1.8));
      const double never = numbers_.between(0.003, 0.03), on_time = (1.0 - never) * numbers_.between(0.45, 0.85);
      rows += fmt::format("C{},{:.9f},{:.6f},{:.6f},{:.9f}\n", i, on_time, numbers_.between(5.0, 22.0),
                          numbers_.between(0.5, 0.9), never);
    }
    write(folder_, "counterparties.csv", rows);
  }

  void write_orders() {
    std::string rows = "order,counterparty,ships,amount,terms_days,cancellation\n";
    const double scale = 1000.0 * ledger_.days / 365.0 / static_cast<double>(ledger_.items);
    for (std::size_t i = 0; i < ledger_.items; ++i) {
      const auto customer = static_cast<std::size_t>(
          std::lower_bound(reach_.begin(), reach_.end(), numbers_.uniform() * reach_.back()) - reach_.begin());
      const int day = static_cast<int>(numbers_.uniform() * ledger_.days);
      const auto size = std::max<Minor>(100, static_cast<Minor>(scale * numbers_.log_normal(std::log(300'000.0), 0.8)));
      const double odds = (0.005 + 0.08 * day / ledger_.days) * cancels_[customer] * numbers_.between(0.7, 1.3);
      rows += fmt::format("O{},C{},{},{},0,{:.9f}\n", i, customer, date(day), amount(size), std::min(0.25, odds));
      receipts_ += size;
    }
    write(folder_, "orders.csv", rows);
  }

  void add_bill(std::string& rows, double day, double share, const char* payment_class) {
    const int due = std::min(ledger_.days - 1, static_cast<int>(day));
    const auto size = static_cast<Minor>(share * static_cast<double>(receipts_));
    rows += fmt::format("B{0},S{1},{2},{3},{4}\n", bill_, bill_ % 40, date(due), amount(size), payment_class);
    ++bill_;
  }

  void write_bills() {
    std::string rows = "bill,counterparty,due,amount,class\n";
    std::vector<double> sizes;
    for (std::size_t i = 0; i < bills; ++i) sizes.push_back(numbers_.log_normal(0.0, 0.7));
    const double sum = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    for (const double size : sizes)
      add_bill(rows, ledger_.days * std::pow(numbers_.uniform(), 1.15), supplier_share * size / sum, "supplier");
    const int months = std::max(1, static_cast<int>(ledger_.days / 30.4));
    for (int month = 0; month < months; ++month) {
      const double start = 30.4 * month;
      add_bill(rows, start + 26, 0.350 / months, "wages");
      add_bill(rows, start + 14, 0.030 / months, "loan");
      add_bill(rows, start + 9, 0.026 / months, "loan");
    }
    write(folder_, "payables.csv", rows);
    write(folder_, "receivables.csv",
          fmt::format("invoice,counterparty,due,amount\nI0,Bank,{},{}\n", date(5), amount(receipts_ / 20)));
  }

  void write_company() const {
    const Minor year = receipts_ * 365 / ledger_.days;
    write(folder_, "company.toml",
          fmt::format(
              "[company]\nname = \"Ledger {}\"\nas_of = {}\ncurrency = \"CNY\"\ncountry = \"CN\"\nemployees = 60\n"
              "annual_revenue = {}\n\n[cash]\nbalance = {}\nminimum = 0.00\n\n"
              "[[credit_line]]\nname = \"Overdraft\"\nlimit = {}\ndrawn = 0.00\nrate_annual = 0.09\n",
              ledger_.items, date(0), amount(year),
              amount(static_cast<Minor>(ledger_.cash * static_cast<double>(year))), amount(year * 58 / 1000)));
  }

  static constexpr double supplier_share = 0.535;

  const BenchLedger& ledger_;
  const std::filesystem::path& folder_;
  Numbers numbers_;
  Date as_of_ = Date::of(2026, 10, 31);
  std::vector<double> reach_, cancels_;  // by customer: sum of the weights up to it; how readily it cancels
  Minor receipts_ = 0;
  int bill_ = 0;
};

}  // namespace

void write_bench_ledger(const BenchLedger& ledger, const std::filesystem::path& folder) {
  Firm(ledger, folder).write_all();
}

void write_bench_choices(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const char* const dependence = "[dependence]\nmarket = 0.15\ncounterparty = 0.1\n";
  const char* const shocks[] = {"", "[[shock]]\nof = \"late_days\"\ntimes = 1.3\n",
                                "[[shock]]\nof = \"cancellation\"\nadd = 0.02\n"};
  for (int i = 0; i < 3; ++i)
    write(folder, fmt::format("scenario_{}.toml", i + 1),
          fmt::format("name = \"Scenario {}\"\n{}{}", i + 1, dependence, shocks[i]));
  const char* const terms[] = {
      "[[loan]]\nshare_of_revenue = 0.05\nrate_annual = 0.035\nmonths = 12\nrepayment = \"interest_only\"\nevery = "
      "\"month\"\n"
      "disbursed_after_days = 21\n",
      "[[deferral]]\nclass = \"loan\"\nfrom_day = 1\nuntil_day = 214\nrepay_months = 3\n",
      "[[grant]]\nclass = \"wages\"\nshare = 0.1\nfrom_day = 1\nuntil_day = 180\n"};
  for (int i = 0; i < 3; ++i)
    write(folder, fmt::format("relief_{}.toml", i + 1), fmt::format("name = \"Relief {}\"\n{}", i + 1, terms[i]));
}

}  // namespace headroom
