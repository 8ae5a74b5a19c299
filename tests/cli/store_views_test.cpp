// The views of a database say what the ledger says.

#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>
#include <map>

#include "models/fixed_cost.hpp"
#include "models/ledger.hpp"
#include "tests/cli/random_documents.hpp"
#include "tests/cli/store_sample.hpp"
#include "tests/cli/temporary_folder.hpp"
#include "tests/source_folder.hpp"

using namespace headroom;

namespace {

/// Sums by a text, as a query gives them.
std::map<std::string, double> sums(const std::filesystem::path& file, const std::string& query) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  SQLite::Statement rows(database, query);
  std::map<std::string, double> out;
  while (rows.executeStep()) out[rows.getColumn(0).getString()] += rows.getColumn(1).getDouble();
  return out;
}

/// Equal but for a minor unit an item, since views convert in floating point.
void check_equal(const std::map<std::string, double>& seen, const std::map<std::string, double>& expected,
                 double tolerance) {
  CHECK(seen.size() == expected.size());
  for (const auto& [name, amount] : expected) {
    INFO(name);
    REQUIRE(seen.count(name) == 1);
    CHECK(seen.at(name) == Approx(amount).margin(tolerance));
  }
}

std::string bucket_of(int days_overdue) {
  return days_overdue <= 0    ? "current"
         : days_overdue <= 30 ? "1-30"
         : days_overdue <= 60 ? "31-60"
         : days_overdue <= 90 ? "61-90"
                              : "90+";
}

void check_views(const std::filesystem::path& file, const Ledger& ledger) {
  const int decimals = ledger.company.decimals;
  const auto major = [&](Minor amount, const std::string& currency) {
    return to_major(in_ledger_currency(ledger, amount, currency), decimals);
  };
  const double tolerance = to_major(100, decimals);
  std::map<std::string, double> buckets, costs, exposure;
  for (const char* name : {"current", "1-30", "31-60", "61-90", "90+"}) buckets[name] = 0.0;
  for (const Receivable& item : ledger.receivables) {
    buckets[bucket_of(ledger.company.as_of - item.due)] += major(item.amount, item.currency);
    exposure[item.counterparty] += major(item.amount, item.currency);
  }
  for (const Order& order : ledger.orders)
    exposure[order.counterparty] += major(order.amount - order.deposit, order.currency);
  for (const FixedCost& cost : ledger.fixed_costs)
    for (const Date date : dates_up_to(cost.when, ledger.company.as_of + 90))
      costs[iso_text(date)] += major(amount_on(cost, date), cost.currency);
  check_equal(
      sums(file,
           "SELECT 'current', current FROM receivable_ageing UNION ALL SELECT '1-30', days_1_30 FROM receivable_ageing "
           "UNION ALL SELECT '31-60', days_31_60 FROM receivable_ageing UNION ALL SELECT '61-90', days_61_90 FROM "
           "receivable_ageing "
           "UNION ALL SELECT '90+', days_over_90 FROM receivable_ageing UNION ALL VALUES ('current', 0), ('1-30', 0), "
           "('31-60', 0), "
           "('61-90', 0), ('90+', 0)"),
      buckets, tolerance);
  check_equal(sums(file, "SELECT counterparty, total FROM customer_exposure"), exposure, tolerance);
  check_equal(sums(file, "SELECT due, amount FROM fixed_cost_due"), costs, tolerance);
}

}  // namespace

TEST_CASE("ageing, exposure and the days of fixed costs in the views are those of the ledger") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    INFO("seed " << seed);
    const TemporaryFolder folder;
    const auto documents = random_documents(seed);
    put_documents(folder / "f.db", "Firm", documents);
    DocumentSource source(documents);
    check_views(folder / "f.db", load_ledger(source).value().ledger);
  }
}

TEST_CASE("the weeks of the views hold all that falls due in them") {
  const TemporaryFolder folder;
  put_folder(folder / "f.db", std::filesystem::path(source_folder()) / "fixtures/companies/lumen_bay");
  const auto by_week =
      sums(folder / "f.db",
           "SELECT 'bills', bills_out FROM dues_by_week UNION ALL SELECT 'costs', fixed_costs_out FROM dues_by_week "
           "UNION ALL SELECT 'invoices', invoices_in FROM dues_by_week");
  const auto by_item = sums(folder / "f.db",
                            "SELECT 'bills', amount FROM payable_amount WHERE due < '2027-01-30' "
                            "UNION ALL SELECT 'bills', cost FROM order_amount WHERE cost_due < '2027-01-30' "
                            "UNION ALL SELECT 'costs', amount FROM fixed_cost_due "
                            "UNION ALL SELECT 'invoices', amount FROM receivable_amount WHERE due < '2027-01-30'");
  check_equal(by_week, by_item, 0.01);
  CHECK(by_item.at("bills") > 2'000'000.0);
}
