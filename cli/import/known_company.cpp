#include "cli/import/known_company.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "cli/files/text_file.hpp"
#include "cli/syntax/toml.hpp"
#include "models/money.hpp"

namespace headroom {

namespace {

const TomlNode* entry_of(const TomlNode& table, std::string_view key) {
  const auto found = std::find_if(table.entries.begin(), table.entries.end(),
                                  [&](const TomlEntry& entry) { return entry.key == key; });
  return found == table.entries.end() ? nullptr : &found->node;
}

}  // namespace

std::optional<double> positive_number(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + text.size() || !(value > 0.0) || value > 1e6) return std::nullopt;
  return value;
}

Result<KnownCompany> read_known_company(const std::filesystem::path& path) {
  const Result<std::string> text = read_text_file(path, toml_bytes_max);
  if (!text) return text.faults();
  const Result<TomlNode> root = read_toml_text(path.string(), without_byte_order_mark(text.value()));
  if (!root) return root.faults();
  KnownCompany company;
  if (const TomlNode* table = entry_of(root.value(), "company")) {
    if (const TomlNode* currency = entry_of(*table, "currency")) company.currency = currency->text;
    if (const TomlNode* country = entry_of(*table, "country")) company.country = country->text;
    if (const TomlNode* as_of = entry_of(*table, "as_of")) company.as_of = parse_date(as_of->text);
  }
  if (!currency_decimals(company.currency))
    return Fault{path.string(),
                 0,
                 0,
                 "the ledger's currency is missing or unknown",
                 company.currency,
                 "below [company], write: currency = \"USD\" (an ISO 4217 code)"};
  if (const TomlNode* cash = entry_of(root.value(), "cash"))
    if (const TomlNode* balance = entry_of(*cash, "balance"))
      company.cash = parse_money(balance->text, *currency_decimals(company.currency)).amount;
  if (const TomlNode* rates = entry_of(root.value(), "exchange_rates"))
    for (const TomlEntry& rate : rates->entries)
      if (const auto value = positive_number(rate.node.text)) company.rates[rate.key] = *value;
  return company;
}

}  // namespace headroom
