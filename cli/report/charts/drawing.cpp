#include "cli/report/charts/drawing.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/report/charts/escaped_text.hpp"

namespace headroom {

namespace {

constexpr double mark_radius = 4.5;

/// In tenths, without an idle `.0`.
std::string place(double value) {
  const double tenths = std::round(value * 10.0);
  const double whole = tenths / 10.0;
  return std::fmod(tenths, 10.0) == 0.0 ? fmt::format("{:.0f}", whole == 0.0 ? 0.0 : whole)
                                        : fmt::format("{:.1f}", whole);
}

std::string path_of(const std::vector<Point>& points, char first) {
  std::string out;
  for (std::size_t i = 0; i < points.size(); ++i)
    out += fmt::format("{}{} {}", i == 0 ? first : 'L', place(points[i].x), place(points[i].y));
  return out;
}

}  // namespace

void Drawing::line(Point from, Point to, std::string_view style) {
  elements_ += fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>", style, place(from.x),
                           place(from.y), place(to.x), place(to.y));
}

void Drawing::curve(const std::vector<Point>& points, std::string_view style) {
  if (!points.empty()) elements_ += fmt::format("<path class=\"{}\" d=\"{}\"/>", style, path_of(points, 'M'));
}

void Drawing::area(const std::vector<Point>& upper, const std::vector<Point>& lower, std::string_view style) {
  if (upper.empty()) return;
  elements_ += fmt::format("<path class=\"{}\" d=\"{}{}Z\"/>", style, path_of(upper, 'M'),
                           path_of({lower.rbegin(), lower.rend()}, 'L'));
}

void Drawing::box(Point from, Point to, std::string_view style) {
  elements_ += fmt::format("<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", style,
                           place(std::min(from.x, to.x)), place(std::min(from.y, to.y)), place(std::abs(to.x - from.x)),
                           place(std::abs(to.y - from.y)));
}

void Drawing::mark(Shape shape, Point centre, std::string_view style) {
  const auto [x, y] = centre;
  const double r = mark_radius;
  std::vector<Point> corners;
  switch (shape) {
    case Shape::circle:
      elements_ += fmt::format("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", style, place(x), place(y), r);
      return;
    case Shape::square: corners = {{x - r, y - r}, {x + r, y - r}, {x + r, y + r}, {x - r, y + r}}; break;
    case Shape::diamond: corners = {{x, y - r - 1}, {x + r + 1, y}, {x, y + r + 1}, {x - r - 1, y}}; break;
    case Shape::triangle: corners = {{x, y - r - 1}, {x + r + 1, y + r}, {x - r - 1, y + r}}; break;
  }
  elements_ += fmt::format("<path class=\"{}\" d=\"{}Z\"/>", style, path_of(corners, 'M'));
}

void Drawing::text(Point at, Anchor anchor, std::string_view style, std::string_view text) {
  constexpr std::string_view anchors[] = {"start", "middle", "end"};
  elements_ += fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>", style, place(at.x),
                           place(at.y), anchors[static_cast<std::size_t>(anchor)], escaped_text(text));
}

std::string Drawing::svg(const ChartHead& head) const {
  const std::string id = escaped_text(head.id);
  return fmt::format(
      "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{}-title\" "
      "aria-describedby=\"{}-desc\"><title id=\"{}-title\">{}</title><desc id=\"{}-desc\">{}</desc>{}</svg>\n",
      place(width), place(height_), id, id, id, escaped_text(head.title), id, escaped_text(head.description),
      elements_);
}

}  // namespace headroom
