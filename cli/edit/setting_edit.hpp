// What a setting changes in the documents of a ledger.
#pragma once

#include <string>
#include <vector>

#include "cli/edit/edited_ledger.hpp"
#include "cli/edit/setting.hpp"
#include "models/error.hpp"

namespace headroom {

/// One figure that was changed, to be said.
struct SettingChange {
  std::string document;
  std::string what;    ///< "[cash] balance", "Payroll: amount"
  std::string before;  ///< empty where there was nothing
  std::string after;
};

/// Puts a setting into the ledger's documents; whether it can be read is for the reader of the whole ledger to say.
/// Errors: a key that is not known (with the nearest one), a name that is not there, a value that lacks a part.
Result<std::vector<SettingChange>> apply_setting(EditedLedger& ledger, const Setting& setting);

}  // namespace headroom
