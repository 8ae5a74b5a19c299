// Counts over paths what suppliers do and charge.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/measures/results.hpp"
#include "engine/plan/supplier_columns.hpp"
#include "engine/settlement/block_outcomes.hpp"
#include "models/supplier.hpp"

namespace headroom {

/// What suppliers do and charge over paths, in whole numbers that merge to the same bits in any order.
class LateTally {
 public:
  LateTally(const SupplierColumns& suppliers, int horizon_days);

  /// Adds the first `active` lanes of a block.
  void add(const LateOutcomes& late, int active) noexcept;
  void merge(const LateTally& other);

  LateResult result(const std::vector<Supplier>& terms, std::uint64_t paths) const;

 private:
  __extension__ using Wide = __int128;

  /// Of one amount a path.
  struct Sum {
    Wide sum = 0, squares = 0;

    void add(Minor amount) noexcept;
    void add(const Sum& other) noexcept;
    Estimate mean(std::uint64_t paths) const;
  };

  std::size_t day_count_;                  // with the one that stands for never
  std::vector<std::uint64_t> stopped_on_;  // [supplier][H + 2]
  Sum interest_, fees_;
  std::vector<std::size_t> limited_;    // suppliers with a credit limit
  std::vector<std::uint64_t> cash_on_;  // the first cash on delivery. [limited supplier][H + 2]
  std::vector<Sum> cash_;               // [limited supplier]
};

/// The one course of a ledger in which nothing is random. `late`: of the ledger as written.
LateResult late_as_written(const std::vector<Supplier>& terms, const LateOutcomes& late, int horizon_days);

}  // namespace headroom
