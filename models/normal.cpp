#include "models/normal.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace headroom {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double square_root_half = 0x1.6a09e667f3bcdp-1;
constexpr double density_at_zero = 0.39894228040143267794;  // 1 / sqrt(2 pi)

template <std::size_t n>
double polynomial(const std::array<double, n>& coefficients, double x) {
  double sum = coefficients[n - 1];
  for (std::size_t i = n - 1; i-- > 0;) sum = sum * x + coefficients[i];
  return sum;
}

double density(double x) { return density_at_zero * exponential(-0.5 * x * x); }

constexpr std::size_t tails_at_once = 8;

/// P(Z > x) for x >= 2 by the continued fraction, evaluated from the innermost term: each step waits for a division, so
/// several go side by side.
template <std::size_t n>
std::array<double, n> upper_tails(const std::array<double, n>& x) {
  constexpr int depth = 120;
  std::array<double, n> fraction = x;
  for (int k = depth; k >= 1; --k)
    for (std::size_t i = 0; i < n; ++i) fraction[i] = x[i] + k / fraction[i];
  for (std::size_t i = 0; i < n; ++i) fraction[i] = density(x[i]) / fraction[i];
  return fraction;
}

double upper_tail(double x) { return upper_tails(std::array{x})[0]; }

// Wichura's coefficients, lowest power first: numerator and denominator of the centre, the near and the far tail.
constexpr std::array<double, 8> centre_top = {
    3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr std::array<double, 8> centre_bottom = {1.0,
                                                 4.2313330701600911252e+1,
                                                 6.8718700749205790830e+2,
                                                 5.3941960214247511077e+3,
                                                 2.1213794301586595867e+4,
                                                 3.9307895800092710610e+4,
                                                 2.8729085735721942674e+4,
                                                 5.2264952788528545610e+3};
constexpr std::array<double, 8> near_top = {
    1.42343711074968357734e0, 4.63033784615654529590e0,  5.76949722146069140550e0,  3.64784832476320460504e0,
    1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr std::array<double, 8> near_bottom = {1.0,
                                               2.05319162663775882187e0,
                                               1.67638483018380384940e0,
                                               6.89767334985100004550e-1,
                                               1.48103976427480074590e-1,
                                               1.51986665636164571966e-2,
                                               5.47593808499534494600e-4,
                                               1.05075007164441684324e-9};
constexpr std::array<double, 8> far_top = {
    6.65790464350110377720e0,  5.46378491116411436990e0,  1.78482653991729133580e0,  2.96560571828504891230e-1,
    2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr std::array<double, 8> far_bottom = {1.0,
                                              5.99832206555887937690e-1,
                                              1.36929880922735805310e-1,
                                              1.48753612908506148525e-2,
                                              7.86869131145613259100e-4,
                                              1.84631831751005468180e-5,
                                              1.42151175831644588870e-7,
                                              2.04426310338993978564e-15};

/// The quantile in the lower tail, as a positive distance from zero. Requires: 0 < tail < 0.075.
double tail_distance(double tail) {
  const double r = std::sqrt(-logarithm(tail));
  if (r <= 5.0) return polynomial(near_top, r - 1.6) / polynomial(near_bottom, r - 1.6);
  return polynomial(far_top, r - 5.0) / polynomial(far_bottom, r - 5.0);
}

double central_quantile(double q) {
  const double r = 0.180625 - q * q;
  return q * polynomial(centre_top, r) / polynomial(centre_bottom, r);
}

}  // namespace

double exponential(double x) {
  if (x != x) return x;
  if (x > 709.8) return infinity;
  if (x < -745.2) return 0.0;
  const double k = std::floor(x * log_2_inverse + 0.5);
  const double r = (x - k * log_2_high) - k * log_2_low;
  const double sum = polynomial(series_of_e, r);  // |r| <= ln(2)/2
  if (k < -1021.0 || k > 1023.0) return std::ldexp(sum, static_cast<int>(k));
  return sum * std::bit_cast<double>(static_cast<std::uint64_t>(static_cast<std::int64_t>(k) + 1023) << 52);
}

double logarithm(double x) {
  if (x == 0.0) return -infinity;
  if (!(x > 0.0) || x == infinity) return x > 0.0 ? infinity : std::numeric_limits<double>::quiet_NaN();
  int exponent = 0;
  double m = std::frexp(x, &exponent);
  if (m < square_root_half) {
    m *= 2.0;
    --exponent;
  }
  const double s = (m - 1.0) / (m + 1.0), z = s * s;
  double series = 0.0;  // 2 artanh(s) = 2 s (1 + z/3 + z^2/5 + ...), z < 0.0295
  for (int n = 23; n >= 3; n -= 2) series = (series + 1.0 / n) * z;
  return exponent * log_2_high + (2.0 * s + (2.0 * s * series + exponent * log_2_low));
}

double normal_cdf(double x) {
  if (x != x) return x;
  if (x <= -2.0) return x < -38.0 ? 0.0 : upper_tail(-x);
  if (x >= 2.0) return x > 38.0 ? 1.0 : 1.0 - upper_tail(x);
  double term = x, sum = x;
  for (int n = 3; std::abs(term) > 1e-17 * std::abs(sum); n += 2) {
    term *= x * x / n;
    sum += term;
  }
  return 0.5 + density(x) * sum;
}

void normal_cdf(std::span<double> values) {
  std::array<double, tails_at_once> tails;
  std::array<double*, tails_at_once> places;
  std::size_t waiting = 0;
  const auto finish = [&] {
    for (std::size_t i = waiting; i < tails_at_once; ++i) tails[i] = 2.0;
    const auto found = upper_tails(tails);
    for (std::size_t i = 0; i < waiting; ++i) *places[i] = *places[i] < 0.0 ? found[i] : 1.0 - found[i];
    waiting = 0;
  };
  for (double& value : values) {
    const double x = std::abs(value);
    if (!(x >= 2.0 && x <= 38.0)) {
      value = normal_cdf(value);
      continue;
    }
    tails[waiting] = x;
    places[waiting++] = &value;
    if (waiting == tails_at_once) finish();
  }
  if (waiting > 0) finish();
}

double normal_quantile(double p) {
  if (p <= 0.0) return -infinity;
  if (p >= 1.0) return infinity;
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425) return central_quantile(q);
  return q < 0.0 ? -tail_distance(p) : tail_distance(1.0 - p);
}

double normal_quantile_upper(double q) { return -normal_quantile(q); }

}  // namespace headroom
