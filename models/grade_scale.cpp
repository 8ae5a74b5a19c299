#include "models/grade_scale.hpp"

#include <array>
#include <cmath>

namespace headroom {

std::size_t GradeScale::place_of(double pd) const {
  std::size_t place = 0;
  while (place + 1 < grades.size() && grades[place].pd_to && pd >= *grades[place].pd_to) ++place;
  return place;
}

GradeScale default_grade_scale() {
  constexpr std::array<double, 10> middles = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32};
  std::vector<std::string> names;
  std::vector<double> bounds;
  for (std::size_t i = 0; i < middles.size(); ++i) {
    names.push_back(std::to_string(i + 1));
    bounds.push_back(i + 1 < middles.size() ? std::sqrt(middles[i] * middles[i + 1]) : 1.0);
  }
  GradeScale scale = grade_scale(names, bounds);
  scale.is_default = true;
  return scale;
}

GradeScale grade_scale(const std::vector<std::string>& names, const std::vector<double>& bounds) {
  GradeScale scale{false, {}};
  double from = 0.0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size();
    scale.grades.push_back({names[i], from, is_last ? std::nullopt : std::optional(bounds[i])});
    from = bounds[i];
  }
  return scale;
}

}  // namespace headroom
