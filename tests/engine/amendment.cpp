#include "tests/engine/amendment.hpp"

#include <string>

#include "models/normal.hpp"

namespace headroom::twin {

namespace {

std::uint64_t number_of(std::uint64_t seed, const char* question, const ItemIdentity& item) {
  return stream_key(seed, Purpose::market, {question, item.counterparty, item.number, item.kind}) >> 8;
}

int factor_of(std::uint64_t number) { return static_cast<int>(number % (Amendment::process_count + 1)) - 1; }

}  // namespace

PaymentClass Amendment::class_of_cost(const ItemIdentity& item) const {
  if (!changes_classes) return PaymentClass::supplier;
  return static_cast<PaymentClass>(number_of(seed, "class", item) % creditor_class_count);
}

int Amendment::factor_of_receipt(const ItemIdentity& item) const {
  return has_factors ? factor_of(number_of(seed, "receipt factor", item)) : -1;
}

int Amendment::factor_of_cost(const ItemIdentity& item) const {
  return has_factors ? factor_of(number_of(seed, "cost factor", item)) : -1;
}

double factor_on(std::uint64_t seed, int process, int day, std::uint64_t path) {
  if (process == 0) return 1.0;
  if (process == 1) return 1.0 + 0.001 * day;
  const std::string number = std::to_string(day);
  const double z = normal_of(draw(stream_key(seed, Purpose::market, {"factor", "", number}), path));
  return exponential(0.2 * z - 0.02);
}

}  // namespace headroom::twin
