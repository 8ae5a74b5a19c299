#include "cli/report/text/actuals_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/report/words/actuals_words.hpp"
#include "cli/report/words/saved_words.hpp"
#include "cli/syntax/message.hpp"
#include "cli/terminal/display_width.hpp"
#include "models/error.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

constexpr std::size_t invoices_shown_max = 40, columns_of_name_max = 24;

std::string shown_name(const std::string& name) { return shortened(printable(name), columns_of_name_max); }

}  // namespace

std::string actuals_text(const ActualsReport& report, const Style& style) {
  const auto sentence = [&style](const Message& said) { return style.paragraph(printable(text_of(said))); };
  std::string out = style.title(printable(text_of(actuals_title(report)))) + "\n";
  out += sentence(actuals_basis_sentence()) + "\n" + sentence(cash_actual_sentence(report));
  out += sentence(coverage_sentence(report));
  if (report.invoices.empty()) return out;
  TableColumn numbers{text_of(message("invoice")), {}, true}, customers{text_of(message("customer")), {}, true};
  TableColumn amounts{text_of(message("amount"))}, paid{text_of(message("paid"))};
  TableColumn quantiles{text_of(message("quantile"))}, remarks{text_of(message("remark")), {}, true, false, true};
  for (std::size_t i = 0; i < std::min(report.invoices.size(), invoices_shown_max); ++i) {
    const InvoiceActual& actual = report.invoices[i];
    numbers.cells.push_back(shown_name(actual.invoice.invoice));
    customers.cells.push_back(shown_name(actual.invoice.counterparty));
    amounts.cells.push_back(money_words(actual.invoice.amount, actual.decimals));
    paid.cells.push_back(actual.paid ? iso_text(*actual.paid) : "-");
    quantiles.cells.push_back(actual.quantile ? fmt::format("{:.0f}%", 100.0 * actual.quantile->by) : "-");
    Message remark = invoice_reason(actual);
    if (actual.is_within_90 == false)
      remark = remark.empty() ? Message("outside 90%") : message("{}; outside 90%", remark);
    remarks.cells.push_back(text_of(remark));
  }
  out += "\n" + style.table({numbers, customers, amounts, paid, quantiles, remarks}, 1);
  if (report.invoices.size() > invoices_shown_max)
    out += sentence(more_in_json_sentence(report.invoices.size() - invoices_shown_max));
  return out;
}

}  // namespace headroom
