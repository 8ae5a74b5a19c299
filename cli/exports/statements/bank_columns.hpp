// What the columns of a bank's CSV mean, by their headings in six languages.
#pragma once

#include <optional>
#include <string_view>

namespace headroom {

enum class BankColumn { day, amount, out, in, side, balance, party, text, account, currency, state };

/// The meaning of a heading, given in lower case; nothing where it is not known.
std::optional<BankColumn> bank_column_named(std::string_view name);

}  // namespace headroom
