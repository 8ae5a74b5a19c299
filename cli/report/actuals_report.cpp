#include "cli/report/actuals_report.hpp"

#include <algorithm>

namespace headroom {

std::size_t ActualsReport::told() const {
  return static_cast<std::size_t>(std::count_if(
      invoices.begin(), invoices.end(), [](const InvoiceActual& invoice) { return invoice.is_within_90.has_value(); }));
}

std::optional<double> ActualsReport::coverage_90() const {
  if (told() == 0) return std::nullopt;
  const auto within = std::count_if(invoices.begin(), invoices.end(),
                                    [](const InvoiceActual& invoice) { return invoice.is_within_90.value_or(false); });
  return static_cast<double>(within) / static_cast<double>(told());
}

}  // namespace headroom
