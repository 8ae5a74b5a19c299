// What `headroom set` changes in the behaviour of customers: `customer`, `late`, `cancellation`.
#pragma once

#include <vector>

#include "cli/edit/edited_ledger.hpp"
#include "cli/edit/setting.hpp"
#include "cli/edit/setting_edit.hpp"
#include "models/error.hpp"

namespace headroom {

/// Whether a setting is about customers.
bool is_of_customers(const Setting& setting);

/// Puts such a setting into counterparties.csv. `late` and `cancellation` are set for every customer of whom nothing is
/// entered, or for the only one.
/// Errors: a customer or figure that is not known, a value that is none, several customers who have values already.
Result<std::vector<SettingChange>> apply_customer_setting(EditedLedger& ledger, const Setting& setting);

}  // namespace headroom
