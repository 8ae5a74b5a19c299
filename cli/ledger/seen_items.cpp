#include "cli/ledger/seen_items.hpp"

#include <functional>
#include <utility>

namespace headroom {

namespace {
constexpr char separator = '\x1F';  // a control character, which no name holds
constexpr std::size_t slots_at_first = 64;
}  // namespace

std::optional<Place> SeenItems::note(std::string_view counterparty, std::string_view number, std::string_view part,
                                     Place place) {
  if (2 * (items_.size() + 1) > slots_.size()) grow();
  const std::size_t begin = texts_.size();
  texts_ += counterparty;
  texts_ += separator;
  texts_ += number;
  texts_ += separator;
  texts_ += part;
  const std::string_view identity = std::string_view(texts_).substr(begin);
  const auto hash = static_cast<std::uint32_t>(std::hash<std::string_view>()(identity));
  std::size_t i = hash & (slots_.size() - 1);
  for (; slots_[i].item != 0; i = (i + 1) & (slots_.size() - 1)) {
    if (slots_[i].hash != hash) continue;
    const Item& known = items_[slots_[i].item - 1];
    if (std::string_view(texts_).substr(known.begin, known.size) != identity) continue;
    texts_.resize(begin);
    return known.place;
  }
  items_.push_back({begin, static_cast<std::uint32_t>(identity.size()), place});
  slots_[i] = {hash, static_cast<std::uint32_t>(items_.size())};
  return std::nullopt;
}

void SeenItems::grow() {
  const std::vector<Slot> before =
      std::exchange(slots_, std::vector<Slot>(slots_.empty() ? slots_at_first : 2 * slots_.size()));
  for (const Slot& slot : before) {
    if (slot.item == 0) continue;
    std::size_t i = slot.hash & (slots_.size() - 1);
    while (slots_[i].item != 0) i = (i + 1) & (slots_.size() - 1);
    slots_[i] = slot;
  }
}

}  // namespace headroom
