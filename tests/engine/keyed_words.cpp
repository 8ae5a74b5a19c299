#include "tests/engine/keyed_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace headroom {

namespace {

constexpr std::size_t items = 1000, customers = 50, paths_an_item = 4096, paths_a_block = 64;

}  // namespace

std::uint64_t engine_key(std::uint64_t seed, Purpose purpose, std::size_t item) {
  const std::string customer = fmt::format("C{}", item % customers);
  if (item < items) return stream_key(seed, purpose, {"order", customer, fmt::format("O{}", item)});
  return stream_key(seed, purpose, {"invoice", customer, fmt::format("2026-{:06}", item - items)});
}

const char* name_of(WordOrder order) {
  switch (order) {
    case WordOrder::along_paths: return "along paths";
    case WordOrder::across_items: return "across orders";
    case WordOrder::across_invoices: return "across invoices";
    case WordOrder::across_purposes: return "across purposes";
    case WordOrder::across_seeds: return "across seeds";
    case WordOrder::as_played: return "as played";
    case WordOrder::items_differ: return "neighbouring items, exclusive or";
    case WordOrder::purposes_differ: return "two purposes, exclusive or";
    case WordOrder::seeds_differ: return "neighbouring seeds, exclusive or";
  }
  return "";
}

KeyedWords::KeyedWords(const Keying& keying, WordOrder order, std::uint64_t seed)
    : keying_(keying), order_(order), seed_(seed) {
  const std::size_t first = order == WordOrder::across_invoices ? items : 0;
  for (std::size_t item = first; item < first + items; ++item) {
    keys_.push_back(key_of(seed, Purpose::cancellation, item));
    other_keys_.push_back(key_of(seed, Purpose::delay, item));
  }
  // What is paid late matters as much as what is cancelled: invoices have a delay alone.
  if (order == WordOrder::across_invoices) keys_ = other_keys_;
}

void KeyedWords::next(std::vector<std::uint32_t>& out) {
  for (std::size_t made = 0; made < out.size();) {
    if (used_ == batch_.size()) {
      fill();
      used_ = 0;
      ++step_;
    }
    const std::size_t count = std::min(out.size() - made, batch_.size() - used_);
    std::copy_n(batch_.begin() + static_cast<std::ptrdiff_t>(used_), count,
                out.begin() + static_cast<std::ptrdiff_t>(made));
    used_ += count;
    made += count;
  }
}

void KeyedWords::fill() {
  switch (order_) {
    case WordOrder::along_paths: return fill_along_paths();
    case WordOrder::across_items:
    case WordOrder::across_invoices: return fill_across_items();
    case WordOrder::across_purposes: return fill_purposes();
    case WordOrder::across_seeds: return fill_seeds();
    case WordOrder::as_played: return fill_as_played();
    case WordOrder::items_differ: fill_across_items(); return differ();
    case WordOrder::purposes_differ: fill_purposes(); return differ();
    case WordOrder::seeds_differ: fill_seeds(); return differ();
  }
}

/// One item on its next paths; after the last item the first one's further paths.
void KeyedWords::fill_along_paths() {
  const std::uint64_t item = step_ % items, first = step_ / items * (paths_an_item / 4);
  batch_.clear();
  for (std::uint64_t block = first; block < first + paths_an_item / 4; ++block) {
    const auto words = keying_.four_words(keys_[item], block);
    batch_.insert(batch_.end(), words.begin(), words.end());
  }
}

/// All items on four paths, path by path.
void KeyedWords::fill_across_items() {
  batch_.resize(4 * items);
  for (std::size_t item = 0; item < items; ++item) {
    const auto words = keying_.four_words(keys_[item], step_);
    for (std::size_t k = 0; k < 4; ++k) batch_[k * items + item] = words[k];
  }
}

void KeyedWords::fill_purposes() {
  batch_.resize(8 * items);
  for (std::size_t item = 0; item < items; ++item) {
    const auto cancellation = keying_.four_words(keys_[item], step_),
               delay = keying_.four_words(other_keys_[item], step_);
    for (std::size_t k = 0; k < 4; ++k) {
      batch_[8 * item + 2 * k] = cancellation[k];
      batch_[8 * item + 2 * k + 1] = delay[k];
    }
  }
}

/// The items in turn, each under 4096 seeds on four paths; the seeds go on from batch to batch.
void KeyedWords::fill_seeds() {
  constexpr std::size_t seeds = 4096;
  batch_.resize(4 * seeds);
  for (std::size_t i = 0; i < seeds; ++i) {
    const std::uint64_t key = key_of(seed_ + step_ * seeds + i, Purpose::cancellation, step_ % items);
    const auto words = keying_.four_words(key, step_);
    for (std::size_t k = 0; k < 4; ++k) batch_[k * seeds + i] = words[k];
  }
}

void KeyedWords::fill_as_played() {
  batch_.clear();
  for (std::size_t item = 0; item < items; ++item)
    for (const std::uint64_t key : {keys_[item], other_keys_[item]})
      for (std::uint64_t block = 0; block < paths_a_block / 4; ++block) {
        const auto words = keying_.four_words(key, step_ * (paths_a_block / 4) + block);
        batch_.insert(batch_.end(), words.begin(), words.end());
      }
}

/// Neighbours, two by two: no word is used twice.
void KeyedWords::differ() {
  for (std::size_t i = 0; i < batch_.size() / 2; ++i) batch_[i] = batch_[2 * i] ^ batch_[2 * i + 1];
  batch_.resize(batch_.size() / 2);
}

}  // namespace headroom
