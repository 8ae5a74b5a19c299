#include "models/payment_class.hpp"

namespace headroom {

const std::array<std::string_view, payment_class_count>& payment_class_names() {
  static constexpr std::array<std::string_view, payment_class_count> names = {
      "wages", "tax", "loan", "utilities", "rent", "maintenance", "insurance", "supplier", "other", "owner"};
  return names;
}

std::string_view name_of(PaymentClass payment_class) {
  return payment_class_names()[static_cast<std::size_t>(payment_class)];
}

std::optional<PaymentClass> parse_payment_class(std::string_view text) {
  const auto& names = payment_class_names();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == text) return static_cast<PaymentClass>(i);
  return std::nullopt;
}

}  // namespace headroom
