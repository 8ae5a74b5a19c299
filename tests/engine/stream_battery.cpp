// Sources: Knuth 1997, The Art of Computer Programming 2, section 3.3.2 (equidistribution, serial, gap, runs,
// collisions, birthday spacings); Marsaglia 1985 (ranks of binary matrices); L'Ecuyer and Simard 2007, TestU01 (Hamming
// weights' independence, sizes at which birthday spacings are Poisson); Stephens 1970 (Kolmogorov-Smirnov for few
// values). Written anew from their definitions.

#include "tests/engine/stream_battery.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>

namespace headroom {

namespace {

using Words = std::vector<std::uint32_t>;

double chi_square_p(double statistic, double degrees) { return boost::math::gamma_q(degrees / 2.0, statistic / 2.0); }

double normal_p(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }

/// Upper tail of a Poisson count, half of the count's own probability in it, so that p has no drift.
double poisson_p(double mean, std::uint64_t count) {
  const auto k = static_cast<double>(count);
  const double own = std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
  return (count == 0 ? 1.0 : boost::math::gamma_p(k, mean)) - own / 2.0;
}

double chi_square_p(const std::vector<std::uint64_t>& counts, const std::vector<double>& expected) {
  double statistic = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double difference = static_cast<double>(counts[i]) - expected[i];
    statistic += difference * difference / expected[i];
  }
  return chi_square_p(statistic, static_cast<double>(counts.size() - 1));
}

double equal_cells_p(const std::vector<std::uint64_t>& counts, double total) {
  return chi_square_p(counts, std::vector<double>(counts.size(), total / static_cast<double>(counts.size())));
}

/// Each of a word's four bytes by itself: `shift` is the byte's lowest bit.
double bytes_p(const Words& words, int shift) {
  std::vector<std::uint64_t> counts(256);
  for (const std::uint32_t word : words) ++counts[(word >> shift) & 0xFF];
  return equal_cells_p(counts, static_cast<double>(words.size()));
}

/// Pairs of words side by side, six bits of each: high ones or low ones.
double serial_p(const Words& words, int shift) {
  std::vector<std::uint64_t> counts(4096);
  for (std::size_t i = 0; i + 1 < words.size(); i += 2)
    ++counts[((words[i] >> shift) & 63) << 6 | ((words[i + 1] >> shift) & 63)];
  return equal_cells_p(counts, static_cast<double>(words.size() / 2));
}

/// Words as numbers between 0 and 1.
double uniform_p(const Words& words) {
  std::vector<double> numbers;
  numbers.reserve(words.size());
  for (const std::uint32_t word : words) numbers.push_back((word + 0.5) * 0x1p-32);
  return kolmogorov_smirnov_p(std::move(numbers));
}

/// How often each bit is one.
double bits_p(const Words& words) {
  std::array<std::uint64_t, 32> ones = {};
  for (const std::uint32_t word : words)
    for (std::size_t bit = 0; bit < 32; ++bit) ones[bit] += (word >> bit) & 1;
  const auto n = static_cast<double>(words.size());
  double statistic = 0.0;
  for (const std::uint64_t count : ones)
    statistic += (2.0 * static_cast<double>(count) - n) * (2.0 * static_cast<double>(count) - n) / n;
  return chi_square_p(statistic, 32.0);
}

/// Lengths of rising runs; the word after a run is left out, so that runs are independent. Length r has probability r /
/// (r + 1)!.
double runs_p(const Words& words) {
  constexpr std::size_t longest = 6;
  std::vector<std::uint64_t> counts(longest);
  for (std::size_t i = 0; i < words.size();) {
    std::size_t length = 1;
    while (i + length < words.size() && words[i + length] > words[i + length - 1]) ++length;
    if (i + length >= words.size()) break;  // not ended
    ++counts[std::min(length, longest) - 1];
    i += length + 1;
  }
  double total = 0.0, factorial = 1.0, left = 1.0;
  for (const std::uint64_t count : counts) total += static_cast<double>(count);
  std::vector<double> expected;
  for (std::size_t r = 1; r < longest; ++r) {
    factorial *= static_cast<double>(r + 1);
    expected.push_back(total * static_cast<double>(r) / factorial);
    left -= static_cast<double>(r) / factorial;
  }
  expected.push_back(total * left);
  return chi_square_p(counts, expected);
}

/// How many words lie between two below 1/16.
double gaps_p(const Words& words) {
  constexpr std::size_t longest = 64;
  constexpr double hit = 1.0 / 16.0;
  std::vector<std::uint64_t> counts(longest + 1);
  std::size_t gap = 0;
  for (const std::uint32_t word : words) {
    if (word >= 1U << 28) {
      ++gap;
      continue;
    }
    ++counts[std::min(gap, longest)];
    gap = 0;
  }
  double total = 0.0, still = 1.0;
  for (const std::uint64_t count : counts) total += static_cast<double>(count);
  std::vector<double> expected;
  for (std::size_t i = 0; i < longest; ++i, still *= 1.0 - hit) expected.push_back(total * still * hit);
  expected.push_back(total * still);
  return chi_square_p(counts, expected);
}

/// Days of 2^32 on which 4096 have their birthdays: spacings between them that are equal, 4 on average.
double birthdays_p(const Words& words) {
  constexpr std::size_t people = 4096;
  std::uint64_t equal = 0, years = 0;
  Words days(people);
  for (std::size_t i = 0; i + people <= words.size(); i += people, ++years) {
    std::copy_n(words.begin() + static_cast<std::ptrdiff_t>(i), people, days.begin());
    std::sort(days.begin(), days.end());
    for (std::size_t k = people - 1; k > 0; --k) days[k] -= days[k - 1];
    std::sort(days.begin() + 1, days.end());
    for (std::size_t k = 2; k < people; ++k) equal += days[k] == days[k - 1] ? 1 : 0;
  }
  constexpr double n = people, equal_a_year = n * (n - 1.0) * (n - 2.0) / 0x1p34;
  return poisson_p(equal_a_year * static_cast<double>(years), equal);
}

/// Balls that fall into an urn of 2^24 that is taken, 2^16 at a time. `shift`: high bits, or low ones.
double collisions_p(const Words& words, int shift) {
  constexpr std::size_t balls = 1 << 16;
  constexpr double urns = 0x1p24;
  std::vector<std::uint64_t> taken(1 << 18);
  std::uint64_t collisions = 0, throws = 0;
  for (std::size_t i = 0; i + balls <= words.size(); i += balls, ++throws) {
    std::fill(taken.begin(), taken.end(), 0);
    for (std::size_t k = 0; k < balls; ++k) {
      const std::uint32_t urn = (words[i + k] >> shift) & 0xFFFFFF;
      const std::uint64_t bit = std::uint64_t{1} << (urn & 63);
      collisions += (taken[urn >> 6] & bit) != 0 ? 1 : 0;
      taken[urn >> 6] |= bit;
    }
  }
  const double occupied = -urns * std::expm1(balls * std::log1p(-1.0 / urns));
  return poisson_p(static_cast<double>(throws) * (balls - occupied), collisions);
}

/// Rank over GF(2) of 32 words as a matrix of bits.
int rank_of(std::array<std::uint32_t, 32> rows) {
  int rank = 0;
  for (int bit = 0; bit < 32; ++bit) {
    const auto begin = rows.begin() + rank;
    const auto pivot = std::find_if(begin, rows.end(), [&](std::uint32_t row) { return (row >> bit) & 1; });
    if (pivot == rows.end()) continue;
    std::iter_swap(begin, pivot);
    for (auto row = begin + 1; row != rows.end(); ++row)
      if ((*row >> bit) & 1) *row ^= *begin;
    ++rank;
  }
  return rank;
}

double ranks_p(const Words& words) {
  // Probability that a random matrix of n x n bits lacks k of full rank, n large.
  std::array<double, 4> chance = {1.0, 0.0, 0.0, 0.0};
  for (int i = 1; i <= 32; ++i) chance[0] *= 1.0 - std::ldexp(1.0, -i);
  for (std::size_t k = 1; k < 3; ++k) {
    const double lost = 1.0 - std::ldexp(1.0, -static_cast<int>(k));
    chance[k] = chance[k - 1] * std::ldexp(1.0, -(2 * static_cast<int>(k) - 1)) / (lost * lost);
  }
  chance[3] = 1.0 - chance[0] - chance[1] - chance[2];
  std::vector<std::uint64_t> counts(4);
  std::array<std::uint32_t, 32> matrix;
  for (std::size_t i = 0; i + 32 <= words.size(); i += 32) {
    std::copy_n(words.begin() + static_cast<std::ptrdiff_t>(i), 32, matrix.begin());
    ++counts[static_cast<std::size_t>(std::min(32 - rank_of(matrix), 3))];
  }
  std::vector<double> expected;
  for (const double share : chance) expected.push_back(share * static_cast<double>(words.size() / 32));
  return chi_square_p(counts, expected);
}

/// Ones in a word and in the next, in seven classes each.
double weights_p(const Words& words) {
  constexpr int lowest = 13, classes = 7;
  std::array<double, classes> chance = {};
  for (int ones = 0; ones <= 32; ++ones)
    chance[static_cast<std::size_t>(std::clamp(ones - lowest, 0, classes - 1))] +=
        std::exp(std::lgamma(33.0) - std::lgamma(ones + 1.0) - std::lgamma(33.0 - ones) - 32.0 * std::log(2.0));
  std::vector<std::uint64_t> counts(classes * classes);
  const auto weight = [](std::uint32_t word) {
    return static_cast<std::size_t>(std::clamp(std::popcount(word) - lowest, 0, classes - 1));
  };
  for (std::size_t i = 0; i + 1 < words.size(); i += 2) ++counts[weight(words[i]) * classes + weight(words[i + 1])];
  std::vector<double> expected;
  for (const double first : chance)
    for (const double second : chance) expected.push_back(first * second * static_cast<double>(words.size() / 2));
  return chi_square_p(counts, expected);
}

/// Correlation of a word with the next.
double neighbours_p(const Words& words) {
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    sum += ((words[i] + 0.5) * 0x1p-32 - 0.5) * ((words[i + 1] + 0.5) * 0x1p-32 - 0.5);
  return normal_p(12.0 * sum / std::sqrt(static_cast<double>(words.size() - 1)));
}

}  // namespace

std::vector<TestVerdict> battery_verdicts(const std::vector<std::uint32_t>& words) {
  return {{"byte 0", bytes_p(words, 0)},
          {"byte 1", bytes_p(words, 8)},
          {"byte 2", bytes_p(words, 16)},
          {"byte 3", bytes_p(words, 24)},
          {"pairs, high bits", serial_p(words, 26)},
          {"pairs, low bits", serial_p(words, 0)},
          {"uniformity", uniform_p(words)},
          {"bits", bits_p(words)},
          {"runs", runs_p(words)},
          {"gaps", gaps_p(words)},
          {"birthday spacings", birthdays_p(words)},
          {"collisions, high bits", collisions_p(words, 8)},
          {"collisions, low bits", collisions_p(words, 0)},
          {"ranks of matrices", ranks_p(words)},
          {"Hamming weights", weights_p(words)},
          {"neighbours", neighbours_p(words)}};
}

double two_sided(double p) { return std::min(1.0, 2.0 * std::min(p, 1.0 - p)); }

std::vector<TestVerdict> correlation_verdicts(const std::vector<std::vector<std::uint32_t>>& columns) {
  const std::size_t length = columns[0].size();
  const auto n = static_cast<double>(length);
  std::vector<std::vector<double>> scaled;  // mean 0, sum of squares 1
  for (const auto& column : columns) {
    double mean = 0.0, squares = 0.0;
    for (const std::uint32_t word : column) mean += word / n;
    std::vector<double> numbers;
    for (const std::uint32_t word : column) numbers.push_back(word - mean);
    for (const double number : numbers) squares += number * number;
    for (double& number : numbers) number /= std::sqrt(squares);
    scaled.push_back(std::move(numbers));
  }
  double largest = 0.0, sum = 0.0, pairs = 0.0;
  for (std::size_t i = 0; i < scaled.size(); ++i)
    for (std::size_t k = i + 1; k < scaled.size(); ++k) {
      double r = 0.0;
      for (std::size_t row = 0; row < length; ++row) r += scaled[i][row] * scaled[k][row];
      largest = std::max(largest, std::abs(r));
      sum += r * r;
      pairs += 1.0;
    }
  // Each r has mean 0 and variance 1 / (n - 1); the correlations of different pairs are themselves uncorrelated.
  const double one = 2.0 * normal_p(largest * std::sqrt(n - 1.0));
  return {{"largest correlation", -std::expm1(pairs * std::log1p(-std::min(one, 1.0 - 1e-16)))},
          {"sum of squared correlations", normal_p((sum * (n - 1.0) - pairs) / std::sqrt(2.0 * pairs))}};
}

double kolmogorov_smirnov_p(std::vector<double> p_values) {
  std::sort(p_values.begin(), p_values.end());
  const auto n = static_cast<double>(p_values.size());
  double distance = 0.0;
  for (std::size_t i = 0; i < p_values.size(); ++i)
    distance =
        std::max({distance, p_values[i] - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p_values[i]});
  const double x = (std::sqrt(n) + 0.12 + 0.11 / std::sqrt(n)) * distance;
  if (x < 0.2) return 1.0;  // closer to uniform than double precision tells
  double p = 0.0;
  for (int k = 1; k <= 100; ++k) p += (k % 2 == 1 ? 2.0 : -2.0) * std::exp(-2.0 * k * k * x * x);
  return std::clamp(p, 0.0, 1.0);
}

}  // namespace headroom
