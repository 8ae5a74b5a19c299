// A lender's scale of grades, by the probability of default within 12 months.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace headroom {

/// One grade: probabilities from `pd_from` up to, but not including, `pd_to`.
struct Grade {
  std::string name;
  double pd_from = 0.0;
  std::optional<double> pd_to;  ///< none: the last grade, which has no upper bound
};

/// Grades from the best to the worst; the last holds all that is above it.
struct GradeScale {
  bool is_default = true;  ///< ten grades, numbered
  std::vector<Grade> grades;

  /// The place of the grade of a probability. Requires: at least one grade.
  std::size_t place_of(double pd) const;
};

/// Ten grades whose bounds are the geometric means of neighbouring mid-points. Source: docs/model/grade.md.
GradeScale default_grade_scale();

/// The scale of a policy. Requires: `bounds` are the upper bounds of `names`, rising; the last one's does not bound it.
GradeScale grade_scale(const std::vector<std::string>& names, const std::vector<double>& bounds);

}  // namespace headroom
