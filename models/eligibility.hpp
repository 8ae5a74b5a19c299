// Whether a firm qualifies for a relief, and if not, why: as values, which reports put into words.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/ledger.hpp"
#include "models/relief.hpp"

namespace headroom {

/// A condition of a relief that a firm does not meet. What the ledger does not say counts as unmet.
struct UnmetCondition {
  enum class Kind {
    country_unknown,       ///< `name`: where firms must be
    other_country,         ///< the same; `firm`: where it is
    employees_unknown,     ///< `limit`: the most
    too_many_employees,    ///< `limit`; `value`: the firm's
    revenue_unknown,       ///< `limit`: the most a year, in minor units of the ledger's currency
    revenue_too_large,     ///< `limit`; `value`: the firm's
    no_exchange_rate,      ///< `name`: the relief's currency
    loan_needs_revenue,    ///< `multiple`: of a year's revenue
    loan_needs_wages,      ///< `multiple`: months of payroll
    loan_needs_employees,  ///< its cap depends on them
    no_loan_of_this_size,  ///< `limit`: employees up to which it is given; `value`: the firm's
    nothing_above,         ///< `limit`: only what exceeds it is lent
    loan_too_large,        ///< more than can be counted in the ledger's currency
    no_such_cost           ///< `name`: of the cost or loan that an exemption is for
  };

  Kind kind = Kind::other_country;
  std::string name = {}, firm = {};
  std::int64_t limit = 0, value = 0;
  double multiple = 0.0;

  bool operator==(const UnmetCondition&) const = default;
};

/// A relief as one firm is offered it.
struct OfferedRelief {
  Relief terms;  ///< in the ledger's currency, where the ledger has a rate for the relief's
  std::vector<UnmetCondition> unmet;

  bool is_eligible() const { return unmet.empty(); }
};

/// Converts a relief into the ledger's currency, once, and holds its conditions against the firm: country, employees
/// and revenue first, then whether its loans and exemptions come to anything.
OfferedRelief offered_relief(const Relief& relief, const Ledger& ledger);

}  // namespace headroom
