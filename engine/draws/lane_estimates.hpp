// Polynomials by which the kernel estimates normal numbers, with bounds on their error.
#pragma once

#include <array>
#include <cstdint>

/// Polynomials in single precision by which the kernel first estimates what it decides, and how far they may be off.
/// Nothing is decided by an estimate that lies nearer to a threshold than its error: those lanes are worked out in
/// exact doubles. Source: our own fits (least squares at Chebyshev points, reweighted towards the largest error);
/// tests/engine checks the bounds.
namespace headroom::estimate {

/// With depth = -log2(4 q (1 - q)): -quantile(q) / (1 - 2 q), for depth up to `centre_depth`, in powers of depth -
/// origin.
inline constexpr float centre_depth = 10.5f, centre_origin = 5.25f;
inline constexpr std::array<float, 11> quantile_centre = {
    2.51082158f,      0.228855357f,    -0.00468824245f,  -0.000186475721f, 4.8173777e-05f, -3.64362882e-06f,
    -1.71269292e-08f, 3.28318031e-08f, -2.61557886e-09f, -9.24568339e-11f, 1.80369782e-11f};
/// The same beyond, in powers of sqrt(depth) - origin.
inline constexpr float tail_origin = 4.4f;
inline constexpr std::array<float, 8> quantile_tail = {4.94975805f,     1.1871717f,      0.00237839832f,
                                                       -0.00122453587f, 0.000423035701f, -0.00020078884f,
                                                       0.000156100054f, -5.99605119e-05f};
/// log2(1 + t) / t for t in [-1/3, 1/3].
inline constexpr std::array<float, 9> log2_ratio = {1.44269502f,   -0.721345603f, 0.48089087f,
                                                    -0.360840827f, 0.288890392f,  -0.235989258f,
                                                    0.199549213f,  -0.225960582f, 0.212055773f};
/// log2 of the lower tail beyond -x, for x from 0 to `cdf_reach`.
inline constexpr float cdf_reach = 6.6f;
inline constexpr std::array<float, 9> log2_cdf = {-0.999999821f,    -1.15111637f,    -0.459110439f,
                                                  -0.0528076179f,   0.00752547197f,  -0.000490416191f,
                                                  -4.35756738e-05f, 1.07514079e-05f, -5.90249783e-07f};
/// 2^t for t in [-1/2, 1/2].
inline constexpr std::array<float, 7> exp2_fraction = {1.0f,           0.693147182f,   0.240226522f,  0.0555032715f,
                                                       0.00961799454f, 0.00134004315f, 0.00015478018f};

/// Largest error of an estimated normal number, absolute.
inline constexpr float normal_error = 3e-6f;
/// Largest error of an estimated 2^32 Phi(x), for an x that is exact.
inline constexpr std::uint32_t share_error = 4096;

/// Below it, nothing is divided by the own loading: every lane is in doubt.
inline constexpr double own_loading_least = 1e-3;

/// Beside an estimate's own error: how far (threshold - shared) / own, worked out in floats, may move a threshold of
/// the draw. Three roundings of at most 2^-24 each, of up to 26 in all, times the density.
inline constexpr double draw_error(double own_inverse) {
  return share_error + 0x1p32 * 0.4 * 0x1p-22 * 26.0 * own_inverse;
}

}  // namespace headroom::estimate
