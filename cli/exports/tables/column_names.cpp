#include "cli/exports/tables/column_names.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <utility>

#include "cli/exports/tables/amount_notation.hpp"
#include "cli/exports/tables/list_words.hpp"

namespace headroom {

namespace {

/// The list of headings (words/headings.toml) by which a target is told; those of `NAME_weak` come last.
struct Headings {
  std::string_view target;
  std::string_view list;
};

constexpr Headings receivable_headings[] = {
    {"invoice", "invoice"},       {"counterparty", ""},  {"due", "due"},
    {"amount", "amount"},         {"issued", "issued"},  {"currency", "currency"},
    {"terms_days", "terms_days"}, {"settled", "settled"}};
constexpr Headings payable_headings[] = {
    {"bill", "bill"},        {"counterparty", ""},         {"due", "due"},
    {"amount", "amount"},    {"issued", "issued"},         {"currency", "currency"},
    {"class", "bill_class"}, {"terms_days", "terms_days"}, {"settled", "settled"}};
constexpr Headings order_headings[] = {{"order", "order"},
                                       {"counterparty", ""},
                                       {"ships", "order_ships"},
                                       {"amount", "order_amount"},
                                       {"terms_days", "terms_days"},
                                       {"placed", "order_placed"},
                                       {"currency", "currency"},
                                       {"cancellation", "order_cancellation"},
                                       {"deposit", "order_deposit"},
                                       {"deposit_refund", "order_deposit_refund"},
                                       {"cost", "order_cost"},
                                       {"cost_due", "order_cost_due"},
                                       {"cost_sunk", "order_cost_sunk"}};
constexpr Headings history_headings[] = {{"kind", "history_kind"}, {"id", "invoice"},
                                         {"counterparty", ""},     {"issued", "issued"},
                                         {"due", "due"},           {"amount", "history_amount"},
                                         {"settled", "settled"},   {"cancelled", "history_cancelled"},
                                         {"currency", "currency"}};
constexpr Headings counterparty_headings[] = {{"counterparty", ""},
                                              {"cancellation", "party_cancellation"},
                                              {"on_time", "party_on_time"},
                                              {"late_median_days", "party_late_median_days"},
                                              {"late_sigma", "party_late_sigma"},
                                              {"never", "party_never"},
                                              {"delay_law", "party_delay_law"},
                                              {"failure", "party_failure"},
                                              {"group", "party_group"},
                                              {"country", "party_country"}};

std::span<const Headings> headings_of(ImportKind kind) {
  switch (kind) {
    case ImportKind::receivables: return receivable_headings;
    case ImportKind::payables: return payable_headings;
    case ImportKind::orders: return order_headings;
    case ImportKind::history: return history_headings;
    case ImportKind::counterparties: break;
  }
  return counterparty_headings;
}

std::vector<std::string_view> split(std::string_view names, char separator) {
  std::vector<std::string_view> parts;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(separator), names.size());
    if (end > 0) parts.push_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return parts;
}

/// Words in small letters, one space between them.
std::string split_words(std::string_view heading) {
  std::string out;
  char before = ' ';
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_word = std::isalnum(byte) != 0 || byte >= 0x80;
    const bool begins_word = std::isupper(byte) != 0 && std::islower(static_cast<unsigned char>(before)) != 0;
    if ((!is_word || begins_word) && !out.empty() && out.back() != ' ') out += ' ';
    // Ä, Ö, Ü and their like are two bytes, C3 and then 20 less than the small letter's.
    const bool is_large_accented = before == '\xC3' && byte >= 0x80 && byte <= 0x9E && byte != 0x97;
    if (is_word) out += static_cast<char>(is_large_accented ? byte + 0x20 : std::tolower(byte));
    if (c == '#') out += "no ";
    before = c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Abbreviations of single words as one spelling.
std::string spelled_out(const std::string& words) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 14> spellings = {{{"number", "no"},
                                                                                        {"num", "no"},
                                                                                        {"nr", "no"},
                                                                                        {"amt", "amount"},
                                                                                        {"inv", "invoice"},
                                                                                        {"cust", "customer"},
                                                                                        {"doc", "document"},
                                                                                        {"acct", "account"},
                                                                                        {"acc", "account"},
                                                                                        {"curr", "currency"},
                                                                                        {"cur", "currency"},
                                                                                        {"ccy", "currency"},
                                                                                        {"dt", "date"},
                                                                                        {"ref", "reference"}}};
  std::string out;
  for (std::string_view word : split(words, ' ')) {
    for (const auto& [short_form, full_form] : spellings)
      if (word == short_form) word = full_form;
    out += (out.empty() ? "" : " ") + std::string(word);
  }
  return out;
}

/// The headings of an export, each used at most once.
class Matcher {
 public:
  explicit Matcher(const std::vector<std::string>& headings) : headings_(headings), used_(headings.size(), false) {
    for (const std::string& heading : headings) {
      normal_.push_back(normal_heading(heading));
      plain_.push_back(plain_heading(heading));
    }
  }

  bool propose(std::string_view target, std::string_view list, std::vector<ProposedColumn>& out) {
    return take(target, headings_meaning(list), false, out) ||
           take(target, headings_meaning(std::string(list) + "_weak"), true, out);
  }

 private:
  bool take(std::string_view target, const std::vector<std::string>& names, bool is_weak,
            std::vector<ProposedColumn>& out) {
    for (const auto* spellings : {&normal_, &plain_}) {
      for (const std::string& name : names) {
        for (std::size_t i = 0; i < spellings->size(); ++i) {
          if (used_[i] || (*spellings)[i] != name) continue;
          used_[i] = true;
          out.push_back({std::string(target), headings_[i], is_weak});
          return true;
        }
      }
    }
    return false;
  }

  const std::vector<std::string>& headings_;
  std::vector<std::string> normal_, plain_;
  std::vector<bool> used_;
};

/// The party first by its id, then by its name; the name itself is kept beside an id.
void propose_party(ImportKind kind, Matcher& matcher, std::vector<ProposedColumn>& out) {
  const bool has_suppliers =
      kind == ImportKind::payables || kind == ImportKind::history || kind == ImportKind::counterparties;
  std::vector<std::string_view> parties;
  if (kind != ImportKind::payables) parties.emplace_back("customer");
  if (has_suppliers) parties.emplace_back("vendor");
  const bool has_name = target_index(kind, "name").has_value();
  for (const std::string_view party : parties) {
    if (!matcher.propose("counterparty", std::string(party) + "_id", out)) continue;
    if (has_name) matcher.propose("name", parties.front(), out);
    return;
  }
  for (const std::string_view party : parties)
    if (matcher.propose("counterparty", party, out)) return;
}

}  // namespace

std::string normal_heading(std::string_view heading) { return spelled_out(split_words(heading)); }

std::string plain_heading(std::string_view heading) {
  const std::string told = without_notation(heading);
  heading = told;
  for (const auto& [open, close] :
       {std::pair("(", ")"), std::pair("[", "]"), std::pair("（", "）"), std::pair("【", "】")})
    if (const std::size_t at = heading.rfind(open); heading.ends_with(close) && at != std::string_view::npos && at > 0)
      heading = heading.substr(0, at);
  return normal_heading(heading);
}

std::vector<ProposedColumn> propose_columns(ImportKind kind, const std::vector<std::string>& headings) {
  Matcher matcher(headings);
  std::vector<ProposedColumn> out;
  for (const Headings& target : headings_of(kind)) {
    const bool has_due =
        std::any_of(out.begin(), out.end(), [](const ProposedColumn& column) { return column.target == "due"; });
    if (target.target == "terms_days" && kind != ImportKind::orders && has_due) continue;
    if (target.target == "counterparty") propose_party(kind, matcher, out);
    else matcher.propose(target.target, target.list, out);
  }
  return out;
}

}  // namespace headroom
