#include "cli/exports/books/account_roles.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "cli/exports/tables/column_names.hpp"
#include "cli/exports/tables/export_values.hpp"

namespace headroom {

namespace {

// Names of accounts as `joined_heading` has them: without case, spaces and punctuation.
constexpr std::array<std::string_view, 14> receivable_names = {"receivable",
                                                               "receivables",
                                                               "accountsreceivable",
                                                               "accountreceivable",
                                                               "tradereceivables",
                                                               "tradedebtors",
                                                               "debtors",
                                                               "ar",
                                                               "forderungen",
                                                               "clients",
                                                               "应收账款",
                                                               "应收帐款",
                                                               "売掛金",
                                                               "tradereceivable"};
constexpr std::array<std::string_view, 14> payable_names = {
    "payable",   "payables",    "accountspayable",   "accountpayable", "tradepayables", "tradecreditors",
    "creditors", "ap",          "verbindlichkeiten", "fournisseurs",   "应付账款",      "应付帐款",
    "買掛金",    "tradepayable"};
// hledger's own: ^assets?(:.+)?:(cash|bank|che(ck|que?)(ing)?|savings?|currentcash)(:|$)
constexpr std::array<std::string_view, 10> cash_names = {"cash",     "bank",   "check",   "checking",    "cheque",
                                                         "chequing", "saving", "savings", "currentcash", "chequeing"};
constexpr std::array<std::string_view, 14> suspense_words = {
    "suspense",    "clearing",  "undeposited", "transit",     "transfer",          "transfers",       "unidentified",
    "unallocated", "imbalance", "orphan",      "geldtransit", "verrechnungskonto", "ausgleichskonto", "仮受金"};

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// `Accounts-Receivable`, `AccountsReceivable` and `accounts receivable` alike.
std::string joined_heading(std::string_view component) {
  std::string name = normal_heading(component);
  std::erase(name, ' ');
  return name;
}

std::vector<std::string> components_of(const std::string& account) {
  std::vector<std::string> components;
  for (std::size_t begin = 0; begin <= account.size();) {
    const std::size_t end = std::min(account.find(':', begin), account.size());
    components.push_back(account.substr(begin, end - begin));
    begin = end + 1;
  }
  return components;
}

/// The type declared for an account or the nearest one above it, or 0.
char declared_type(std::string account, const std::map<std::string, char>& types) {
  while (true) {
    if (const auto found = types.find(account); found != types.end()) return found->second;
    const std::size_t colon = account.rfind(':');
    if (colon == std::string::npos) return '\0';
    account.resize(colon);
  }
}

}  // namespace

bool is_suspense_name(std::string_view name) {
  const std::string heading = normal_heading(name) + " ";
  for (std::size_t begin = 0; begin < heading.size();) {
    const std::size_t end = heading.find(' ', begin);
    if (is_one_of(suspense_words, std::string_view(heading).substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

std::string below_role(const std::string& account) {
  std::string below;
  bool is_below = false;
  for (const std::string& component : components_of(account)) {
    if (is_below) below += (below.empty() ? "" : ":") + component;
    const std::string name = joined_heading(component);
    is_below = is_below || is_one_of(receivable_names, name) || is_one_of(payable_names, name);
  }
  return below;
}

AccountRole role_of_account(const std::string& account, const std::map<std::string, char>& declared_types) {
  const char type = declared_type(account, declared_types);
  const std::vector<std::string> components = components_of(account);
  const std::string top = lower_text(components.front());
  const bool is_asset = type == 'A' || (type == '\0' && (top == "assets" || top == "asset"));
  const bool is_liability = type == 'L' || (type == '\0' && (top == "liabilities" || top == "liability"));
  const bool is_declared_itself = declared_types.contains(account);
  if (type == 'C' && !is_declared_itself &&
      std::any_of(components.begin(), components.end(), [](const std::string& one) { return is_suspense_name(one); }))
    return AccountRole::suspense;
  if (type == 'C') return AccountRole::cash;
  for (std::size_t i = 0; i < components.size(); ++i) {
    const std::string name = joined_heading(components[i]);
    const bool is_alone = type == '\0' && i == 0;
    if ((is_asset || is_alone) && is_one_of(receivable_names, name)) return AccountRole::receivable;
    if ((is_liability || is_alone) && is_one_of(payable_names, name)) return AccountRole::payable;
  }
  if (is_asset &&
      std::any_of(components.begin(), components.end(), [](const std::string& one) { return is_suspense_name(one); }))
    return AccountRole::suspense;
  if (is_asset && type == '\0')
    for (std::size_t i = 1; i < components.size(); ++i)
      if (is_one_of(cash_names, lower_text(components[i]))) return AccountRole::cash;
  if (is_asset) return AccountRole::other_asset;
  if (type == 'E' || (type == '\0' && top == "equity")) return AccountRole::own_capital;
  constexpr std::array<std::string_view, 7> flows = {"income",  "revenue",  "revenues", "sales",
                                                     "expense", "expenses", "costs"};
  if (type == 'R' || type == 'X' || (type == '\0' && is_one_of(flows, top))) return AccountRole::earned_or_spent;
  return AccountRole::other;
}

}  // namespace headroom
