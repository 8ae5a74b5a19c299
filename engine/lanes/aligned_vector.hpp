// Vectors whose storage begins a cache line.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace headroom {

/// Puts storage at the start of a cache line, where a vector of any width can be loaded whole.
template <class T>
struct CacheLineAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  CacheLineAllocator() = default;
  template <class Other>
  CacheLineAllocator(const CacheLineAllocator<Other>&) noexcept {}

  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
  void deallocate(T* storage, std::size_t) noexcept { ::operator delete(storage, alignment); }

  template <class Other>
  bool operator==(const CacheLineAllocator<Other>&) const noexcept {
    return true;
  }
};

/// A vector whose first element begins a cache line.
template <class T>
using AlignedVector = std::vector<T, CacheLineAllocator<T>>;

}  // namespace headroom
