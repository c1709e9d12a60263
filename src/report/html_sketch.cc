#include "report/html_sketch.h"

#include <algorithm>

#include "report/columns.h"
#include "report/excerpt.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using engine::Sketch;
using engine::SketchRow;

// Units of the drawing; the style sheet says how wide it is on the page.
constexpr int kWidth = 320;
constexpr int kLeft = 22, kRight = 318;        // of the phone; flags stand to its left
constexpr int kInner = kLeft + 14, kOuter = kRight - 14;
constexpr int kMiddle = (kLeft + kRight) / 2;
constexpr int kLine = 20, kPad = 5, kGap = 4, kBar = 34, kBox = 24;
constexpr size_t kColumns = 34;                // of a line; a Han character takes two
constexpr size_t kMostLines = 3;               // of a row with evidence; the others are only there to be recognised

std::string number(int value) {
  return std::to_string(value);
}

Html rectangle(std::string kind, int left, int top, int right, int bottom, int round) {
  return element("rect", {{"class", std::move(kind)}, {"x", number(left)}, {"y", number(top)}, {"width", number(right - left)},
                          {"height", number(bottom - top)}, {"rx", number(round)}}, {});
}

Html written(std::string kind, int x, int y, const Html& inside) {
  return element("text", {{"class", std::move(kind)}, {"x", number(x)}, {"y", number(y)}}, inside);
}

// ---- lines ----

// Character by character, so that what stands for a control character is not mistaken for a word of the package.
std::vector<Html> lines_of(const Voice& voice, const SketchRow& row, size_t most) {
  engine::EvidenceView view;
  view.item.text = row.text;
  view.marks = row.marks;
  const Excerpt cut = excerpt(view, row.text.size(), voice.unmask());
  std::vector<Html> out;
  Html line;
  std::string run;
  bool marked = false;
  size_t wide = 0;
  auto mark = cut.marks.begin();
  const auto end_run = [&] {
    if (run.empty()) return;
    line << (marked ? element("tspan", {{"class", "sk-word"}}, Html::text(run)) : Html::text(run));
    run.clear();
  };
  for (size_t at = 0; at < cut.text.size();) {
    const size_t begin = at;
    text::next_code_point(cut.text, at);
    while (mark != cut.marks.end() && mark->second <= begin) ++mark;
    const bool hit = mark != cut.marks.end() && mark->first <= begin;
    const std::string shown = text::displayable(std::string_view(cut.text).substr(begin, at - begin));
    const size_t takes = columns(shown);
    if (hit != marked) end_run();
    marked = hit;
    if (wide + takes > kColumns) {
      const bool last = out.size() + 1 == most;
      if (last) run += "…";
      end_run();
      out.push_back(line);
      if (last) return out;
      line = {};
      wide = 0;
    }
    run += shown;
    wide += takes;
  }
  end_run();
  if (!line.empty()) out.push_back(line);
  return out;
}

Html stacked(const std::string& kind, int x, int top, const std::vector<Html>& lines) {
  Html out;
  for (size_t i = 0; i < lines.size(); ++i) out << written(kind, x, top + kLine * static_cast<int>(i) + 15, lines[i]);
  return out;
}

// ---- rows ----

class Drawing {
 public:
  Drawing(const Voice& voice, const Sketch& sketch, std::string id) : voice_(voice), sketch_(sketch), id_(std::move(id)) {}

  Html draw() {
    top_ = kBar + 8;
    title();
    for (const SketchRow& row : sketch_.rows) {
      if (row.kind == SketchRow::kTitle) continue;
      skipped(row.skipped);
      add(row);
    }
    skipped(sketch_.skipped);
    const int bottom = top_ + 12;
    Html all = rectangle("sk-phone", kLeft, 1, kRight, bottom, 14);
    all << rectangle("sk-bar", kLeft + 1, 2, kRight - 1, kBar, 13) << inside_;
    all << rectangle("sk-home", kMiddle - 30, bottom - 7, kMiddle + 30, bottom - 4, 1);
    // An outer svg clips: whatever a font makes of a text ends at the edge of the drawing.
    return element("svg", {{"class", "sk"}, {"viewBox", "0 0 " + number(kWidth) + " " + number(bottom + 1)}, {"width", number(kWidth)},
                           {"height", number(bottom + 1)}, {"role", "img"}, {"aria-labelledby", id_}}, all);
  }

 private:
  void title() {
    const SketchRow& first = sketch_.rows.front();
    if (first.kind != SketchRow::kTitle) return;
    Html row;
    if (first.hit) row << flag(5, kBar - 3) << rectangle("sk-hit", kLeft + 4, 5, kRight - 4, kBar - 3, 10);
    inside_ << element("g", row << stacked("sk-title", kMiddle, 8, lines_of(voice_, first, 1)));
  }

  void skipped(size_t rows) {
    if (rows == 0) return;
    inside_ << element("g", written("sk-skipped", kMiddle, top_ + 15, Html::text("⋮ " + std::to_string(rows))));
    top_ += kLine + kGap;
  }

  void add(const SketchRow& row) {
    const std::vector<Html> lines = lines_of(voice_, row, row.hit ? kMostLines : 1);
    if (row.kind == SketchRow::kMessage && !over_) top_ += kPad;  // over the screen, not the next thing on it
    over_ = row.kind == SketchRow::kMessage;
    const int words = kLine * static_cast<int>(lines.size());
    const bool framed = row.kind == SketchRow::kButton || row.kind == SketchRow::kMessage;
    const int box = row.kind == SketchRow::kField ? kBox + (lines.empty() ? 0 : 2) : 0;
    const int begin = top_, end = begin + words + box + (framed || row.hit ? 2 * kPad : 2);
    const int inset = framed || row.hit ? kPad : 1;
    Html out;
    if (row.hit) out << flag(begin, end);
    if (framed) {
      const std::string kind = row.kind == SketchRow::kButton ? "sk-button" : "sk-message";
      out << rectangle(kind + (row.hit ? " sk-hit" : ""), kInner, begin, kOuter, end, row.kind == SketchRow::kButton ? 8 : 3);
      out << stacked("sk-centre", kMiddle, begin + inset, lines);
    } else {
      if (row.hit) out << rectangle("sk-hit", kInner - 6, begin, kOuter + 6, end, 3);
      out << stacked("sk-text", kInner, begin + inset, lines);
      if (box > 0) out << field(row, end - inset);
    }
    inside_ << element("g", out);
    top_ = end + kGap;
  }

  static Html field(const SketchRow& row, int bottom) {
    Html out = rectangle("sk-field", kInner, bottom - kBox, kOuter - (row.required ? 14 : 0), bottom, 2);
    if (row.required) out << written("sk-required", kOuter - 8, bottom - kBox + 18, Html::text("*"));
    return out;
  }

  static Html flag(int begin, int end) {
    const int middle = (begin + end) / 2;
    return element("path", {{"class", "sk-flag"}, {"d", "M3 " + number(middle - 8) + "l14 8l-14 8z"}}, {});
  }

  const Voice& voice_;
  const Sketch& sketch_;
  std::string id_;
  Html inside_;
  int top_ = 0;
  bool over_ = false;  // the last row was a message
};

}  // namespace

Html sketch_of(const Voice& voice, const Sketch& sketch, const std::string& id) {
  if (sketch.rows.empty()) return {};
  const bool skips = sketch.skipped > 0 || std::any_of(sketch.rows.begin(), sketch.rows.end(), [](const SketchRow& row) { return row.skipped > 0; });
  Html caption = voice.say(Phrase::html_sketch_note);
  if (skips) caption << Html::text(" ") << voice.say(Phrase::html_sketch_skips);
  Html out = Drawing(voice, sketch, id).draw();
  out << element("figcaption", {{"id", id}, {"class", "note"}}, caption);
  return element("figure", {{"class", "sketch"}}, out);
}

}  // namespace jianfu::report
