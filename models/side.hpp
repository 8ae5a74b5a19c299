// Which way money is owed: to the firm by its customers, or by the firm to its suppliers.
#pragma once

#include <array>
#include <string_view>

namespace headroom {

/// Receivables are owed by customers, payables to suppliers.
enum class Side { receivables, payables };

inline constexpr std::array<Side, 2> both_sides = {Side::receivables, Side::payables};

/// What one item of the side is called: "invoice" or "bill".
constexpr std::string_view noun_of(Side side) { return side == Side::receivables ? "invoice" : "bill"; }

/// 1 for what comes in, -1 for what goes out.
constexpr int sign_of(Side side) { return side == Side::receivables ? 1 : -1; }

}  // namespace headroom
