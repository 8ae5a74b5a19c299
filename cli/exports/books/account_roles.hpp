// What the accounts of a journal are to a firm's receivables, payables and cash, told by their names and types.
#pragma once

#include <map>
#include <string>

namespace headroom {

/// What an account of a journal is to a firm's receivables and payables.
enum class AccountRole { receivable, payable, cash, suspense, other_asset, earned_or_spent, own_capital, other };

/// The role of an account, by its name and the types that the journal declares for it or an account above it. Cash
/// accounts are told as hledger tells them, but for those where money waits to be assigned (suspense, clearing,
/// undeposited funds, money in transit): what they hold is no cash, unless the account itself is declared to be.
AccountRole role_of_account(const std::string& account, const std::map<std::string, char>& declared_types);

/// What stands below the account of receivables or payables in a name: the counterparty's part. Empty where nothing
/// does, and one account is for all of them.
std::string below_role(const std::string& account);

/// Whether a name says that money waits there to be assigned: "Suspense", "Undeposited Funds", "Imbalance-EUR".
bool is_suspense_name(std::string_view name);

}  // namespace headroom
