// The part of Highway that is not in its headers: which instruction sets this machine can run, and which of them was
// chosen.
//
// Debian's libhwy.so holds it beside a benchmarking tool that measures the machine's timer whenever the library is
// loaded: 2.5 ms at each start of a program that may be done in 10. The program needs these few functions of it, as
// hwy/targets.h and hwy/base.h declare them.

#include <hwy/highway.h>

#include <atomic>
#include <string>

#include "models/error.hpp"

namespace hwy {

namespace {

std::atomic<std::int64_t> disabled{0}, mocked{0};

/// Targets whose every instruction the processor and the operating system offer. Source: the groups of
/// hwy/detect_targets.h.
std::int64_t runnable_targets() {
  std::int64_t targets = HWY_ENABLED_BASELINE | HWY_EMU128;
#if HWY_ARCH_X86
  __builtin_cpu_init();
  const bool ssse3 = __builtin_cpu_supports("ssse3");
  const bool sse4 = ssse3 && __builtin_cpu_supports("sse4.1") && __builtin_cpu_supports("sse4.2") &&
                    __builtin_cpu_supports("aes") && __builtin_cpu_supports("pclmul");
  const bool avx2 = sse4 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                    __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("f16c") &&
                    __builtin_cpu_supports("lzcnt");
  const bool avx3 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl");
  if (ssse3) targets |= HWY_SSSE3;
  if (sse4) targets |= HWY_SSE4;
  if (avx2) targets |= HWY_AVX2;
  if (avx3) targets |= HWY_AVX3;
#endif
  return targets;
}

}  // namespace

std::int64_t SupportedTargets() {
  static const std::int64_t runnable = runnable_targets();
  const std::int64_t mock = mocked, targets = (mock != 0 ? mock : runnable) & ~disabled;
  return targets != 0 ? targets : HWY_STATIC_TARGET;
}

void DisableTargets(std::int64_t disabled_targets) {
  disabled = disabled_targets;
  GetChosenTarget().DeInit();
}

void SetSupportedTargetsForTest(std::int64_t targets) {
  mocked = targets;
  GetChosenTarget().DeInit();
}

ChosenTarget& GetChosenTarget() {
  static ChosenTarget chosen;
  return chosen;
}

void Abort(const char*, int, const char* format, ...) {
  throw headroom::ContractError(std::string("Highway: ") + format);
}

}  // namespace hwy
