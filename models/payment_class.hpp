// What a due is for (wages, tax, rent ...), in the order in which a firm pays.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace headroom {

/// What a due is for. The order of the list is the default order of payment; `owner` always comes last.
enum class PaymentClass : std::uint8_t {
  wages,
  tax,
  loan,
  utilities,
  rent,
  maintenance,
  insurance,
  supplier,
  other,
  owner
};

inline constexpr std::size_t payment_class_count = 10;
inline constexpr std::size_t creditor_class_count = 9;  ///< all but the owner, who is never in arrears

std::string_view name_of(PaymentClass payment_class);
std::optional<PaymentClass> parse_payment_class(std::string_view text);
/// All names in order, `wages` first.
const std::array<std::string_view, payment_class_count>& payment_class_names();

}  // namespace headroom
