#include "engine/lanes/simd_target.hpp"

#include <hwy/highway.h>

namespace headroom {

namespace {

std::int64_t in_use = 0;  // one bit; 0: whichever is fastest

/// What the machine can run, whatever was chosen before.
std::vector<std::int64_t> runnable() {
  hwy::SetSupportedTargetsForTest(0);
  std::vector<std::int64_t> targets = hwy::SupportedAndGeneratedTargets();
  hwy::SetSupportedTargetsForTest(in_use);
  return targets;
}

void use(std::int64_t target) {
  in_use = target;
  hwy::SetSupportedTargetsForTest(target);
  hwy::GetChosenTarget().DeInit();  // the next call of a dispatched function chooses anew
}

}  // namespace

std::vector<std::string> simd_targets() {
  std::vector<std::string> names;
  for (const std::int64_t target : runnable()) names.emplace_back(hwy::TargetName(target));
  return names;
}

std::string simd_target() { return hwy::TargetName(in_use != 0 ? in_use : runnable().front()); }

bool use_simd_target(std::string_view name) {
  if (name.empty()) {
    use(0);
    return true;
  }
  for (const std::int64_t target : runnable())
    if (name == hwy::TargetName(target)) {
      use(target);
      return true;
    }
  return false;
}

}  // namespace headroom
