#include "models/impairment.hpp"

namespace headroom {

int impairment_stage(int days_past_due) { return days_past_due >= 90 ? 3 : days_past_due >= 30 ? 2 : 1; }

int days_past_due(const Loan& loan, Date as_of) {
  return loan.past_due > 0 && loan.past_due_since ? as_of - *loan.past_due_since : 0;
}

}  // namespace headroom
