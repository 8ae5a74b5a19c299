// The views for people who query the database.
#pragma once

#include <string_view>
#include <vector>

namespace headroom {

/// A view for people who query the database.
struct StoredView {
  std::string_view name;
  std::string_view select;
};

/// All views, in an order in which each may use those before it.
const std::vector<StoredView>& stored_views();

}  // namespace headroom
