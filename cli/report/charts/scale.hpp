// Where a value lies on a drawing, and the round values that an axis shows.
#pragma once

#include <vector>

namespace headroom {

/// From one value to another; either may be the larger.
struct Span {
  double from = 0.0, to = 1.0;
};

/// Maps values to places, evenly.
class Scale {
 public:
  /// Where the values are all the same, everything lies at the first place.
  Scale(Span values, Span places) : values_(values), places_(places) {}

  double operator()(double value) const {
    const double width = values_.to - values_.from;
    return width == 0.0 ? places_.from : places_.from + (value - values_.from) / width * (places_.to - places_.from);
  }
  Span places() const { return places_; }

 private:
  Span values_, places_;
};

/// Values at whole multiples of 1, 2 or 5 times a power of ten: the first at or below `values.from`, the last at or
/// above `values.to`, in the finest steps that need no more than `steps_max`. Requires: finite values, from <= to.
std::vector<double> round_ticks(Span values, int steps_max);

}  // namespace headroom
