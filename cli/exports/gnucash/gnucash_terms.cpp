// What a document's terms and lines say: its due date, and what it comes to.

#include <algorithm>
#include <cmath>
#include <map>

#include "cli/exports/gnucash/gnucash_books.hpp"

namespace headroom {

namespace {

long double value_of(const GnucashFraction& fraction) {
  return static_cast<long double>(fraction.numerator) / static_cast<long double>(fraction.denominator);
}

/// A line before tax, and what its tax is counted on.
struct LineValue {
  long double net = 0.0L;
  long double taxed = 0.0L;
};

LineValue value_of(const GnucashEntry& entry, long double tax_share, long double tax_sum) {
  const long double written = value_of(entry.quantity) * value_of(entry.price);
  const long double before = entry.is_tax_included ? (written - tax_sum) / (1.0L + tax_share) : written;
  const long double base = entry.discount_how == "POSTTAX" ? before + before * tax_share + tax_sum : before;
  const long double size = value_of(entry.discount);
  const long double discount = entry.is_discount_percent ? base * size / 100.0L : size;
  return {before - discount, entry.discount_how == "PRETAX" ? before - discount : before};
}

}  // namespace

Date due_by_terms(const GnucashTerms& terms, Date posted) {
  if (!terms.is_proximo) return posted + std::clamp(terms.due_days, 0, 3650);
  const int cutoff = terms.cutoff > 0 ? terms.cutoff : last_day_of_month(posted).day_of_month() + terms.cutoff;
  const Date first = add_months(Date::of(posted.year(), posted.month(), 1), posted.day_of_month() <= cutoff ? 1 : 2);
  return Date::of(first.year(), first.month(), std::clamp(terms.due_days, 1, last_day_of_month(first).day_of_month()));
}

std::optional<Minor> document_total(const GnucashTables& tables, const std::vector<const GnucashEntry*>& lines,
                                    int decimals) {
  const long double minor_units = std::pow(10.0L, static_cast<long double>(decimals));
  long double total = 0.0L;
  std::map<std::string, long double> taxes;  // by account
  for (const GnucashEntry* line : lines) {
    const GnucashEntry& entry = *line;
    long double share = 0.0L, sum = 0.0L;
    const bool has_tax = entry.is_taxed && !entry.tax_table.empty();
    for (const GnucashTax& tax : tables.taxes) {
      if (!has_tax || tax.tax_table != entry.tax_table) continue;
      if (tax.is_percent) share += value_of(tax.amount) / 100.0L;
      else sum += value_of(tax.amount);
    }
    const LineValue value = value_of(entry, share, sum);
    total += std::round(value.net * minor_units);
    for (const GnucashTax& tax : tables.taxes)
      if (has_tax && tax.tax_table == entry.tax_table)
        taxes[tax.account] += tax.is_percent ? value.taxed * value_of(tax.amount) / 100.0L : value_of(tax.amount);
  }
  for (const auto& [account, sum] : taxes) total += std::round(sum * minor_units);
  if (!(std::abs(total) <= static_cast<long double>(amount_max))) return std::nullopt;
  return static_cast<Minor>(total);
}

}  // namespace headroom
