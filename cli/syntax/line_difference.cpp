#include "cli/syntax/line_difference.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>

namespace headroom {

namespace {

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// A stretch of both texts: lines [begin, end) of each.
struct Stretch {
  std::size_t first_begin, first_end, second_begin, second_end;
};

/// Pairs of equal lines, as places in the first and in the second text.
using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

/// The lines that stand once in each text of the stretch, in the order of the first.
Pairs lines_that_stand_once(const Lines& first, const Lines& second, const Stretch& stretch) {
  struct Seen {
    std::size_t in_first = 0, in_second = 0, place = 0;
  };
  std::unordered_map<std::string_view, Seen> seen;
  for (std::size_t i = stretch.first_begin; i < stretch.first_end; ++i) ++seen[first[i]].in_first;
  for (std::size_t i = stretch.second_begin; i < stretch.second_end; ++i) {
    Seen& line = seen[second[i]];
    ++line.in_second;
    line.place = i;
  }
  Pairs pairs;
  for (std::size_t i = stretch.first_begin; i < stretch.first_end; ++i) {
    const Seen& line = seen[first[i]];
    if (line.in_first == 1 && line.in_second == 1) pairs.emplace_back(i, line.place);
  }
  return pairs;
}

/// As many of the pairs as rise in both texts.
Pairs rising(const Pairs& pairs) {
  std::vector<std::size_t> last;  // [length - 1]: the pair that ends the best chain of this length
  std::vector<std::size_t> before(pairs.size(), pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto place = std::lower_bound(last.begin(), last.end(), i, [&pairs](std::size_t a, std::size_t b) {
      return pairs[a].second < pairs[b].second;
    });
    if (place != last.begin()) before[i] = *std::prev(place);
    if (place == last.end()) last.push_back(i);
    else *place = i;
  }
  Pairs chain;
  for (std::size_t i = last.empty() ? pairs.size() : last.back(); i < pairs.size(); i = before[i])
    chain.push_back(pairs[i]);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// Compares two texts, stretch by stretch.
class Comparison {
 public:
  Comparison(std::string_view first, std::string_view second) : first_(lines_of(first)), second_(lines_of(second)) {
    waiting_.push_back({0, first_.size(), 0, second_.size()});
  }

  std::vector<LineDifference> differences() && {
    while (!waiting_.empty()) {
      Stretch stretch = waiting_.back();
      waiting_.pop_back();
      compare(stretch);
    }
    return std::move(differences_);
  }

 private:
  void compare(Stretch stretch) {
    leave_out_equal_ends(stretch);
    const Pairs anchors = rising(lines_that_stand_once(first_, second_, stretch));
    if (anchors.empty()) return take_line_by_line(stretch);
    std::vector<Stretch> between;
    for (const auto& [in_first, in_second] : anchors) {
      between.push_back({stretch.first_begin, in_first, stretch.second_begin, in_second});
      stretch.first_begin = in_first + 1;
      stretch.second_begin = in_second + 1;
    }
    between.push_back(stretch);
    waiting_.insert(waiting_.end(), between.rbegin(), between.rend());
  }

  void leave_out_equal_ends(Stretch& stretch) const {
    while (stretch.first_begin < stretch.first_end && stretch.second_begin < stretch.second_end &&
           first_[stretch.first_begin] == second_[stretch.second_begin])
      ++stretch.first_begin, ++stretch.second_begin;
    while (stretch.first_begin < stretch.first_end && stretch.second_begin < stretch.second_end &&
           first_[stretch.first_end - 1] == second_[stretch.second_end - 1])
      --stretch.first_end, --stretch.second_end;
  }

  void take_line_by_line(const Stretch& stretch) {
    const std::size_t in_first = stretch.first_end - stretch.first_begin;
    const std::size_t in_second = stretch.second_end - stretch.second_begin;
    for (std::size_t i = 0; i < std::max(in_first, in_second); ++i) {
      LineDifference difference;
      if (i < in_first) difference.first = first_[stretch.first_begin + i];
      if (i < in_second) difference.second = second_[stretch.second_begin + i];
      if (difference.first == difference.second) continue;
      difference.line = static_cast<int>((i < in_first ? stretch.first_begin : stretch.second_begin) + i) + 1;
      differences_.push_back(std::move(difference));
    }
  }

  Lines first_, second_;
  std::vector<Stretch> waiting_;  ///< the next one last
  std::vector<LineDifference> differences_;
};

}  // namespace

std::vector<LineDifference> line_differences(std::string_view first, std::string_view second) {
  return Comparison(first, second).differences();
}

}  // namespace headroom
