#include "cli/exports/gnucash/gnucash_index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/exports/books/book_items.hpp"

namespace headroom {

namespace {

__extension__ using Wide = __int128;  // a numerator times a million

constexpr std::int64_t micros_in_unit = 1'000'000;
constexpr std::int64_t micros_max = 9'000'000'000'000'000'000;
constexpr int account_depth_max = 100;
constexpr double rate_least = 1e-6, rate_most = 1e6;

/// A name stands for a counterparty where it is the only one of that name among customers, or among suppliers and
/// employees.
std::vector<std::string> counterparty_names_of(const std::vector<GnucashParty>& parties) {
  std::map<std::pair<bool, std::string>, int> uses;
  const auto key = [](const GnucashParty& party) {
    return std::make_pair(party.self.kind == GnucashOwnerKind::customer, one_line(party.name));
  };
  for (const GnucashParty& party : parties) ++uses[key(party)];
  std::vector<std::string> names;
  for (const GnucashParty& party : parties) {
    const std::string name = one_line(party.name), id = one_line(party.id);
    names.push_back(name.empty() ? id : uses[key(party)] > 1 ? fmt::format("{} ({})", name, id) : name);
  }
  return names;
}

std::vector<bool> accounts_in_use(const GnucashTables& tables) {
  std::unordered_map<std::string, std::size_t> positions;
  for (std::size_t i = 0; i < tables.accounts.size(); ++i) positions[tables.accounts[i].guid] = i;
  std::vector<bool> in_use(tables.accounts.size(), false);
  for (std::size_t i = 0; i < tables.accounts.size(); ++i) {
    std::string at = tables.accounts[i].guid;
    for (int depth = 0; depth < account_depth_max && at != tables.root_account; ++depth) {
      const auto position = positions.find(at);
      if (position == positions.end()) break;
      at = tables.accounts[position->second].parent;
    }
    in_use[i] = at == tables.root_account;
  }
  return in_use;
}

}  // namespace

void GnucashSum::add(const GnucashFraction& fraction) {
  const Wide product = static_cast<Wide>(fraction.numerator) * micros_in_unit;
  const Wide denominator = fraction.denominator, half = product < 0 ? -denominator / 2 : denominator / 2;
  const Wide sum = micros_ + (product + half) / denominator;
  if (sum > micros_max || sum < -micros_max) is_too_large_ = true;
  else micros_ = static_cast<std::int64_t>(sum);
}

std::optional<Minor> GnucashSum::minor(int decimals) const {
  if (is_too_large_) return std::nullopt;
  std::int64_t unit = micros_in_unit;
  for (int i = 0; i < decimals; ++i) unit /= 10;
  const std::int64_t size = micros_ < 0 ? -micros_ : micros_;
  const Minor rounded = size / unit + (size % unit * 2 >= unit ? 1 : 0);
  if (rounded > amount_max) return std::nullopt;
  return micros_ < 0 ? -rounded : rounded;
}

GnucashIndex::GnucashIndex(const GnucashTables& tables)
    : names(counterparty_names_of(tables.parties)), is_in_use(accounts_in_use(tables)) {
  for (const GnucashCommodity& commodity : tables.commodities) {
    const bool is_currency = commodity.space == "CURRENCY" || commodity.space == "ISO4217";
    if (is_currency && currency_decimals(commodity.code)) currencies[commodity.guid] = commodity.code;
  }
  for (std::size_t i = 0; i < tables.parties.size(); ++i) parties[tables.parties[i].self.guid] = i + 1;
  for (const GnucashJob& job : tables.jobs) jobs[job.guid] = job.owner;
  for (const GnucashTerms& some : tables.terms) terms[some.guid] = &some;
  for (const GnucashEntry& entry : tables.entries) lines[entry.document].push_back(&entry);
}

std::size_t GnucashIndex::party_of(GnucashOwnerReference owner) const {
  if (owner.kind == GnucashOwnerKind::job) {
    const auto job = jobs.find(owner.guid);
    if (job == jobs.end()) return 0;
    owner = job->second;
  }
  const auto party = parties.find(owner.guid);
  return party == parties.end() ? 0 : party->second;
}

std::optional<std::string> GnucashIndex::currency_of(const GnucashAccount& account) const {
  const auto currency = currencies.find(account.commodity);
  if (currency == currencies.end()) return std::nullopt;
  return currency->second;
}

std::vector<GnucashRate> latest_rates(const GnucashTables& tables, const GnucashIndex& index,
                                      const std::string& ledger_currency, Date as_of) {
  std::map<std::string, GnucashRate> rates;
  for (const GnucashPrice& price : tables.prices) {
    const auto from = index.currencies.find(price.commodity), to = index.currencies.find(price.currency);
    const auto date = gnucash_day(price.date);
    if (from == index.currencies.end() || to == index.currencies.end() || !date || *date > as_of ||
        price.value.numerator <= 0)
      continue;
    const bool is_direct = to->second == ledger_currency, is_inverse = from->second == ledger_currency;
    if (is_direct == is_inverse) continue;
    const std::string& foreign = is_direct ? from->second : to->second;
    const auto known = rates.find(foreign);
    if (known != rates.end() && known->second.date > *date) continue;
    const double value = static_cast<double>(price.value.numerator) / static_cast<double>(price.value.denominator);
    const double rate = is_direct ? value : 1.0 / value;
    if (!(rate > rate_least && rate < rate_most)) continue;
    std::string text = fmt::format("{:.10f}", rate);
    text.erase(std::max(text.find_last_not_of('0') + 1, text.find('.') + 2));
    rates[foreign] = {foreign, text, *date};
  }
  std::vector<GnucashRate> out;
  for (auto& [currency, rate] : rates) out.push_back(std::move(rate));
  return out;
}

}  // namespace headroom
