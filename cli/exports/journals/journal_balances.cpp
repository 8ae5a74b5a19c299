#include "cli/exports/journals/journal_balances.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/syntax/message.hpp"

namespace headroom {

namespace {

constexpr Millionths tolerance = millionths_of_one / 100;

std::string quantity_text(Millionths quantity, const std::string& commodity) {
  const std::string number =
      fmt::format("{:.2f}", static_cast<double>(quantity) / static_cast<double>(millionths_of_one));
  return commodity.empty() ? number : number + " " + commodity;
}

/// A posting with its day.
struct DatedPosting {
  const JournalPosting* posting;
  Date date;
};

/// What each assertion's account holds when the postings come in this order. Shape: [assertion, in the file's order]
std::map<const JournalPosting*, Millionths> balances_in(const std::vector<DatedPosting>& postings) {
  std::map<const JournalPosting*, Millionths> balances;
  RunningBalances running;
  for (const DatedPosting& dated : postings) {
    running.add(*dated.posting);
    if (dated.posting->balance) balances[dated.posting] = running.of(dated.posting->account, *dated.posting->balance);
  }
  return balances;
}

}  // namespace

void RunningBalances::add(const std::string& account, const std::string& commodity, Millionths quantity) {
  Millionths& sum = sums_[account][commodity];
  sum = saturated_sum(sum, quantity);
}

void RunningBalances::add(const JournalPosting& posting) {
  for (const auto& [commodity, quantity] : posting.amounts) add(posting.account, commodity, quantity);
}

Millionths RunningBalances::of(const std::string& account, const AssertedBalance& asserted) const {
  Millionths sum = 0;
  for (auto found = sums_.lower_bound(account); found != sums_.end(); ++found) {
    if (!found->first.starts_with(account)) break;
    const bool is_below = found->first.size() > account.size() && found->first[account.size()] == ':';
    if (found->first != account && !(is_below && asserted.with_accounts_below)) continue;
    const auto amount = found->second.find(asserted.commodity);
    if (amount != found->second.end()) sum = saturated_sum(sum, amount->second);
  }
  return sum;
}

bool is_balance(Millionths balance, Millionths stated) {
  const Millionths difference = saturated_sum(balance, -stated);
  return difference <= tolerance && difference >= -tolerance;
}

Fault balance_fault(const std::string& file, int line, const std::string& account, const AssertedBalance& asserted,
                    Millionths balance) {
  return {file,
          line,
          1,
          message("the journal says that {} holds {} here, and its postings come to {}", account,
                  quantity_text(asserted.amount, asserted.commodity), quantity_text(balance, asserted.commodity)),
          "",
          "correct the balance, or book what is missing"};
}

Faults balance_faults(const Journal& journal) {
  std::vector<DatedPosting> postings;
  for (const JournalTransaction& transaction : journal.transactions)
    for (const JournalPosting& posting : transaction.postings)
      postings.push_back({&posting, posting.date.value_or(transaction.date)});
  if (std::none_of(postings.begin(), postings.end(), [](const DatedPosting& one) { return one.posting->balance; }))
    return {};
  const auto in_file = balances_in(postings);
  std::vector<DatedPosting> in_time = postings;
  std::stable_sort(in_time.begin(), in_time.end(),
                   [](const DatedPosting& a, const DatedPosting& b) { return a.date < b.date; });
  const auto by_day = balances_in(in_time);
  Faults faults;
  for (const DatedPosting& dated : postings) {
    if (!dated.posting->balance) continue;
    const AssertedBalance& asserted = *dated.posting->balance;
    const Millionths balance = by_day.at(dated.posting);
    if (is_balance(balance, asserted.amount) || is_balance(in_file.at(dated.posting), asserted.amount)) continue;
    faults.push_back(balance_fault(journal.file, dated.posting->line, dated.posting->account, asserted, balance));
  }
  return faults;
}

}  // namespace headroom
