// A drawing of lines, areas, marks and text, as SVG within a page of HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct Point {
  double x = 0.0, y = 0.0;
};

/// What a chart is called and what it shows, for those who cannot see it.
struct ChartHead {
  std::string id;  ///< of the element: letters, digits and hyphens, one a page
  std::string title;
  std::string description;
};

enum class Shape { circle, square, diamond, triangle };
enum class Anchor { start, middle, end };

/// Elements in the order in which they are painted. What they look like is the page's to say, by class (report.css).
/// Places are in units of the drawing, from the upper left, written to a tenth; the same calls give the same bytes.
class Drawing {
 public:
  static constexpr double width = 560.0;
  static constexpr double row_height = 21.0;  ///< of a line of text, as large as a narrow screen needs it

  explicit Drawing(double height) : height_(height) {}

  double height() const { return height_; }

  void line(Point from, Point to, std::string_view style);
  void curve(const std::vector<Point>& points, std::string_view style);
  /// Filled between two curves that run the same way.
  void area(const std::vector<Point>& upper, const std::vector<Point>& lower, std::string_view style);
  /// Between two opposite corners.
  void box(Point from, Point to, std::string_view style);
  void mark(Shape shape, Point centre, std::string_view style);
  /// Text is escaped here.
  void text(Point at, Anchor anchor, std::string_view style, std::string_view text);

  std::string svg(const ChartHead& head) const;

 private:
  double height_;
  std::string elements_;
};

}  // namespace headroom
