#include "audit/cluster_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <optional>

#include "report/columns.h"
#include "report/mask.h"
#include "report/phrases.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

using report::Attributes;
using report::element;
using report::Html;
using report::Phrase;

constexpr double kWidth = 360, kHeight = 260, kRadiusX = 90, kRadiusY = 85, kDot = 6;
constexpr size_t kNameColumns = 16;

struct Point {
  double x = 0, y = 0;
};

std::string number(double value) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%.1f", value);
  return out.data();
}

// On an upright ring, from its top.
Point point_of(size_t index, size_t count) {
  const double angle = 2 * std::numbers::pi * static_cast<double>(index) / static_cast<double>(count) - std::numbers::pi / 2;
  return {kWidth / 2 + kRadiusX * std::cos(angle), kHeight / 2 + kRadiusY * std::sin(angle)};
}

std::string name_of(const OverlapApp& app) {
  const std::string name = text::displayable(report::masked(app.name.empty() ? app.path.substr(app.path.find_last_of('/') + 1) : app.name));
  const std::vector<std::string> lines = report::wrapped(name, kNameColumns);
  return lines.empty() ? std::string() : lines.size() == 1 ? lines.front() : lines.front() + "…";
}

Html dot(const Point& at, const OverlapApp& app) {
  const bool left = at.x < kWidth / 2 - 1, middle = std::abs(at.x - kWidth / 2) <= 1;
  const double beside = middle ? 0 : left ? -kDot * 2 : kDot * 2;
  const double below = !middle ? 4 : at.y < kHeight / 2 ? -kDot * 2 : kDot * 3.5;
  Html out = element("circle", {{"cx", number(at.x)}, {"cy", number(at.y)}, {"r", number(kDot)}}, {});
  return out << element("text",
                        {{"x", number(at.x + beside)}, {"y", number(at.y + below)}, {"text-anchor", middle ? "middle" : left ? "end" : "start"}},
                        Html::text(name_of(app)));
}

class Picture {
 public:
  Picture(const Overlap& overlap, uint32_t cluster) : overlap_(overlap), cluster_(cluster) {
    const std::vector<uint32_t>& apps = overlap.clusters[cluster];
    apps_.assign(apps.begin(), apps.begin() + static_cast<std::ptrdiff_t>(std::min(apps.size(), kMostDots)));
  }

  Html draw(const std::string& caption) const {
    Html inside;
    for (const OverlapPair& pair : overlap_.pairs) {
      const std::optional<size_t> a = place_of(pair.a), b = place_of(pair.b);
      if (pair.cluster == cluster_ && a && b) inside << line(point_of(*a, apps_.size()), point_of(*b, apps_.size()), pair.similarity);
    }
    for (size_t i = 0; i < apps_.size(); ++i) inside << dot(point_of(i, apps_.size()), overlap_.apps[apps_[i]]);
    const Attributes frame = {{"viewBox", "0 0 " + number(kWidth) + " " + number(kHeight)}, {"role", "img"}, {"aria-label", caption}};
    Html out = element("svg", frame, inside);
    return element("figure", out << element("figcaption", Html::text(caption)));
  }

 private:
  std::optional<size_t> place_of(uint32_t app) const {
    const auto found = std::find(apps_.begin(), apps_.end(), app);
    return found == apps_.end() ? std::nullopt : std::optional(static_cast<size_t>(found - apps_.begin()));
  }

  static Html line(const Point& a, const Point& b, double similarity) {
    Html told = element("title", Html::text(std::to_string(static_cast<int>(std::lround(similarity * 100))) + "%"));
    return element("line",
                   {{"x1", number(a.x)}, {"y1", number(a.y)}, {"x2", number(b.x)}, {"y2", number(b.y)}, {"stroke-width", number(0.5 + 4 * similarity)}},
                   told);
  }

  const Overlap& overlap_;
  uint32_t cluster_;
  std::vector<uint32_t> apps_;
};

}  // namespace

Html cluster_pictures(const Overlap& overlap, Lang lang) {
  Html all;
  for (uint32_t i = 0; i < overlap.clusters.size() && i < kMostDrawn; ++i) {
    const size_t apps = overlap.clusters[i].size();
    const std::string caption = report::phrase(Phrase::overlap_cluster, lang) + " " + std::to_string(i + 1) + " (" + std::to_string(apps) + ")";
    all << Picture(overlap, i).draw(caption);
  }
  return all.empty() ? all : element("div", {{"class", "clusters"}}, all);
}

}  // namespace jianfu::audit
