#include "models/supplier.hpp"

#include <algorithm>

namespace headroom {

int place_of_supplier(const std::vector<Supplier>& by_name, std::string_view name) {
  const auto found =
      std::lower_bound(by_name.begin(), by_name.end(), name,
                       [](const Supplier& supplier, std::string_view sought) { return supplier.name < sought; });
  return found != by_name.end() && found->name == name ? static_cast<int>(found - by_name.begin()) : -1;
}

}  // namespace headroom
