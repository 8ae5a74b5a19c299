#include "engine/sampling/factor_sampling.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/draws/normal_table.hpp"
#include "engine/draws/random_stream.hpp"
#include "engine/sampling/factor_lanes.hpp"
#include "models/error.hpp"
#include "models/normal.hpp"

namespace headroom {

namespace {

constexpr int lane_bits = std::countr_zero(block_lanes);
constexpr int eighths_of_all = 8;

/// Money that depends on a counterparty's factor.
double money_of(const Plan& plan, std::size_t counterparty) {
  const ExposureColumns& exposures = plan.exposures;
  double money = 0.0;
  for (std::int32_t row = plan.counterparties.exposure_begin[counterparty];
       row < plan.counterparties.exposure_begin[counterparty + 1]; ++row) {
    const auto i = static_cast<std::size_t>(row);
    const std::int32_t size_law = exposures.size_law[i];
    const double share =
        exposures.receipt_share[i] < 0.0 ? 1.0 + exposures.receipt_share[i] : exposures.receipt_share[i];
    money += size_law >= 0 ? share * plan.sizes.expected[static_cast<std::size_t>(size_law)]
                           : static_cast<double>(exposures.receipt[i]);
  }
  return money;
}

/// Counterparties that have anything random, most money first; those of equal money by their keys, which no order of
/// rows changes.
std::vector<std::int32_t> by_money(const Plan& plan) {
  std::vector<std::int32_t> order;
  std::vector<double> money;
  for (std::size_t i = 0; i + 1 < plan.counterparties.exposure_begin.size(); ++i) {
    money.push_back(money_of(plan, i));
    if (plan.counterparties.exposure_begin[i] < plan.counterparties.exposure_begin[i + 1])
      order.push_back(static_cast<std::int32_t>(i));
  }
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    const auto i = static_cast<std::size_t>(a), k = static_cast<std::size_t>(b);
    return money[i] != money[k] ? money[i] > money[k]
                                : plan.counterparties.factor_key[i] < plan.counterparties.factor_key[k];
  });
  return order;
}

/// A direction integer under a random lower triangular matrix of bits: digit by digit, what is above moves what is
/// below.
std::uint32_t scrambled(std::uint32_t integer, const std::array<std::uint32_t, 32>& columns) noexcept {
  std::uint32_t out = 0;
  for (; integer != 0; integer &= integer - 1) out ^= columns[static_cast<std::size_t>(std::countr_zero(integer))];
  return out;
}

}  // namespace

FactorSampling::FactorSampling(const Plan& plan) : plan_(plan) {
  if (plan.market_loading > 0.0) {
    keys_.push_back(plan.market_key);
    counterparty_.push_back(-1);
  }
  if (plan.counterparty_loading > 0.0)
    for (const std::int32_t counterparty : by_money(plan)) {
      if (keys_.size() == factors_max) {
        plain_.push_back(counterparty);
        continue;
      }
      keys_.push_back(plan.counterparties.factor_key[static_cast<std::size_t>(counterparty)]);
      counterparty_.push_back(counterparty);
    }
  directions_ = sobol_directions(keys_.size());
}

void FactorSampling::use(std::vector<FactorShift> shifts) {
  const int eighths = std::accumulate(shifts.begin(), shifts.end(), 0,
                                      [](int sum, const FactorShift& shift) { return sum + shift.eighths; });
  if (!shifts.empty() && eighths != eighths_of_all)
    throw ContractError("the distributions of the factors do not share all points");
  shifts_ = std::move(shifts);
}

RandomisedFactors::RandomisedFactors(const FactorSampling& sampling, std::uint64_t points)
    : sampling_(sampling),
      points_(points),
      bits_(std::countr_zero(points)),
      scrambled_(sampling.factor_count()),
      lanes_(sampling.factor_count() * block_lanes, 0),
      weights_(block_lanes, 1.0),
      exponents_(block_lanes, 0.0) {
  const std::uint64_t least = block_lanes * (sampling.is_shifted() ? eighths_of_all : 1);
  if (!std::has_single_bit(points) || points < least || bits_ >= FactorSampling::points_bits_max)
    throw ContractError("a randomisation has a power of two of points");
  draws_.market.assign(block_lanes, 0.0);
  draws_.counterparties.assign(sampling.plan_.counterparties.factor_key.size() * block_lanes, 0.0);
  for (const FactorShift& shift : sampling.shifts_)
    half_squares_.push_back(0.5 * std::inner_product(shift.means.begin(), shift.means.end(), shift.means.begin(), 0.0));
}

void RandomisedFactors::scramble(std::uint64_t randomisation) noexcept {
  // Counters of the factor's stream that no path reaches.
  constexpr std::uint64_t first_counter = std::uint64_t{1} << 63;
  constexpr std::uint64_t counters = 16;
  for (std::size_t i = 0; i < scrambled_.size(); ++i) {
    std::array<std::uint32_t, 36> words;  // a matrix column each, and the digital shift
    for (std::size_t k = 0; k < words.size(); k += 4) {
      const auto drawn = philox(sampling_.keys_[i], first_counter + randomisation * counters + k / 4);
      std::copy(drawn.begin(), drawn.end(), words.begin() + static_cast<std::ptrdiff_t>(k));
    }
    std::array<std::uint32_t, 32> columns;
    for (std::size_t position = 0; position < columns.size(); ++position) {
      const std::uint32_t digit = std::uint32_t{1} << position;
      columns[position] = digit | (words[position] & (digit - 1));
    }
    for (std::size_t bit = 0; bit < static_cast<std::size_t>(bits_); ++bit)
      scrambled_[i][bit] = scrambled(sampling_.directions_[i][bit], columns);
    std::uint32_t* lanes = lanes_.data() + i * block_lanes;
    lanes[0] = words[columns.size()];
    for (std::size_t lane = 1; lane < block_lanes; ++lane)
      lanes[lane] = lanes[lane & (lane - 1)] ^ scrambled_[i][static_cast<std::size_t>(std::countr_zero(lane))];
  }
  randomisation_ = randomisation;
}

std::size_t RandomisedFactors::shift_at(std::uint64_t first) const noexcept {
  auto eighth = static_cast<int>(first * eighths_of_all / points_);
  std::size_t shift = 0;
  while (eighth >= sampling_.shifts_[shift].eighths) eighth -= sampling_.shifts_[shift++].eighths;
  return shift;
}

double* RandomisedFactors::place_of(std::size_t index) noexcept {
  const std::int32_t counterparty = sampling_.counterparty_[index];
  return counterparty < 0 ? draws_.market.data()
                          : draws_.counterparties.data() + static_cast<std::size_t>(counterparty) * block_lanes;
}

const double* RandomisedFactors::factor(std::size_t index) const noexcept {
  const std::int32_t counterparty = sampling_.counterparty_[index];
  return counterparty < 0 ? draws_.market.data()
                          : draws_.counterparties.data() + static_cast<std::size_t>(counterparty) * block_lanes;
}

void RandomisedFactors::fill(std::uint64_t randomisation, std::uint64_t first) noexcept {
  if (randomisation != randomisation_) scramble(randomisation);
  const std::vector<double>* means = sampling_.is_shifted() ? &sampling_.shifts_[shift_at(first)].means : nullptr;
  for (std::size_t i = 0; i < scrambled_.size(); ++i) fill_factor(i, first, means ? (*means)[i] : 0.0);
  fill_plain(first_path_of(randomisation) + first);
  if (means) weigh();
}

void RandomisedFactors::fill_factor(std::size_t index, std::uint64_t first, double mean) noexcept {
  std::uint32_t higher = 0;
  for (std::uint64_t left = first >> lane_bits; left != 0; left &= left - 1)
    higher ^= scrambled_[index][static_cast<std::size_t>(lane_bits + std::countr_zero(left))];
  factor_lanes(lanes_.data() + index * block_lanes, higher, mean, place_of(index));
}

void RandomisedFactors::fill_plain(std::uint64_t first_path) noexcept {
  const NormalTable& table = normal_table();
  for (const std::int32_t counterparty : sampling_.plain_) {
    const auto row = static_cast<std::size_t>(counterparty);
    double* out = draws_.counterparties.data() + row * block_lanes;
    for (std::size_t lane = 0; lane < block_lanes; lane += 4) {
      const auto words = philox(sampling_.plan_.counterparties.factor_key[row], (first_path + lane) / 4);
      for (std::size_t k = 0; k < 4; ++k) out[lane + k] = table.value(words[k]);
    }
  }
}

/// Over the mixture of all distributions (the balance heuristic): no weight exceeds the inverse of the unmoved one's
/// share.
void RandomisedFactors::weigh() noexcept {
  std::fill(weights_.begin(), weights_.end(), 0.0);
  for (std::size_t shift = 0; shift < sampling_.shifts_.size(); ++shift) {
    const std::vector<double>& means = sampling_.shifts_[shift].means;
    std::fill(exponents_.begin(), exponents_.end(), -half_squares_[shift]);
    for (std::size_t i = 0; i < means.size(); ++i) {
      if (means[i] == 0.0) continue;
      const double* drawn = factor(i);
      for (std::size_t lane = 0; lane < block_lanes; ++lane) exponents_[lane] += means[i] * drawn[lane];
    }
    const double share = sampling_.shifts_[shift].eighths / static_cast<double>(eighths_of_all);
    for (std::size_t lane = 0; lane < block_lanes; ++lane) weights_[lane] += share * exponential(exponents_[lane]);
  }
  for (std::size_t lane = 0; lane < block_lanes; ++lane) weights_[lane] = 1.0 / weights_[lane];
}

}  // namespace headroom
