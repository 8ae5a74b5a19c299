#include "cli/import/new_company.hpp"

#include <charconv>
#include <cmath>

namespace headroom {

double rate_of(const NewCompany& company, const std::string& currency) {
  if (currency.empty() || currency == company.currency) return 1.0;
  const std::string& text = company.rates.at(currency);
  double rate = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), rate);
  return rate;
}

Minor converted(Minor amount, int decimals_from, double rate, int decimals_to) {
  return round_half_away(static_cast<double>(amount) * rate * std::pow(10.0, decimals_to - decimals_from));
}

}  // namespace headroom
