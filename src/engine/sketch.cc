#include "engine/sketch.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "evidence/pressed.h"

namespace jianfu::engine {
namespace {

using evidence::Evidence;
using evidence::EvidenceSet;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;

using Marks = std::vector<std::pair<uint32_t, uint32_t>>;

// Nothing on a screen has so many parts, or parts in parts; a hostile package may.
constexpr size_t kMostParts = 200;
constexpr size_t kMostDepth = 20;

bool is_visible(const Evidence& item) {
  return item.kind == Kind::kText || item.kind == Kind::kField || item.kind == Kind::kPurpose;
}

// Symbols of functions, "pages/a.js › submit" and "com.x.A.run"; a template in a bundle has its path as symbol.
bool in_code(const evidence::Location& at) {
  if (at.symbol.empty()) return false;
  return at.symbol.find(" › ") != std::string::npos || at.symbol.find('/') == std::string::npos;
}

auto place_of(const evidence::Location& at) {
  return std::tuple(std::string_view(at.entry), at.line, at.column, at.offset.value_or(0));
}

// ---- what a screen consists of ----

struct Screen {
  std::vector<uint32_t> laid_out;  // items of layouts and templates
  std::vector<uint32_t> of_code;   // items that code shows at some time
};

class Screens {
 public:
  explicit Screens(const EvidenceSet& set) : set_(set), items_(set.modules.size()), parts_(set.modules.size()) {
    for (uint32_t i = 0; i < set.evidence.size(); ++i) {
      const Evidence& item = set.evidence[i];
      if (item.module < items_.size() && is_visible(item)) items_[item.module].push_back(i);
    }
    for (const evidence::Edge& edge : set.edges) {
      if (edge.kind == evidence::EdgeKind::kIncludes) parts_[edge.from].push_back(&edge);
    }
    for (uint32_t m = 0; m < set.modules.size(); ++m) by_id_.emplace(set.modules[m].id, m);
  }

  // Null when the id is none of a screen or a part of one.
  const Screen* find(std::string_view id) {
    const auto module = by_id_.find(id);
    if (module == by_id_.end()) return nullptr;
    const ModuleKind kind = set_.modules[module->second].kind;
    if (kind != ModuleKind::kPage && kind != ModuleKind::kComponent) return nullptr;
    const auto [known, first] = screens_.try_emplace(module->second);
    if (first) {
      seen_.clear();
      gather(module->second, 0, known->second);
    }
    return &known->second;
  }

 private:
  // An item, or a part that is included.
  struct Stop {
    std::tuple<std::string_view, uint32_t, uint32_t, uint64_t> place;
    uint32_t item = 0;
    const evidence::Edge* part = nullptr;
  };

  void gather(uint32_t module, size_t depth, Screen& out) {
    if (depth > kMostDepth || seen_.size() >= kMostParts || !seen_.insert(module).second) return;
    std::vector<Stop> stops;
    for (const uint32_t item : items_[module]) {
      if (in_code(set_.evidence[item].at))
        out.of_code.push_back(item);
      else
        stops.push_back({place_of(set_.evidence[item].at), item, nullptr});
    }
    for (const evidence::Edge* edge : parts_[module])
      stops.push_back({{std::string_view(edge->entry), edge->line, 0, 0}, 0, edge});
    std::stable_sort(stops.begin(), stops.end(), [](const Stop& a, const Stop& b) { return a.place < b.place; });
    for (const Stop& stop : stops) {
      if (stop.part == nullptr)
        out.laid_out.push_back(stop.item);
      else
        gather(stop.part->to, depth + 1, out);
    }
  }

  const EvidenceSet& set_;
  std::vector<std::vector<uint32_t>> items_;
  std::vector<std::vector<const evidence::Edge*>> parts_;
  std::map<std::string_view, uint32_t> by_id_;
  std::map<uint32_t, Screen> screens_;
  std::set<uint32_t> seen_;
};

// ---- texts of rows ----

// A cut between two of them might leave half a number, which nobody could mask any more.
bool is_of_number(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == ' ' || c == 'X' || c == 'x';
}
bool may_cut(std::string_view text, size_t at) {
  if (at == 0 || at >= text.size()) return true;
  if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) return false;
  return !is_of_number(text[at - 1]) || !is_of_number(text[at]);
}

// Around the first mark.
void set_text(std::string_view text, const Marks& marks, SketchRow& row) {
  size_t begin = 0, end = text.size();
  if (text.size() > kMostSketchText) {
    const size_t first = marks.empty() ? 0 : std::min<size_t>(marks.front().first, text.size());
    begin = first > kMostSketchText / 3 ? std::min(first - kMostSketchText / 3, text.size() - kMostSketchText) : 0;
    end = begin + kMostSketchText;
    while (begin < end && !may_cut(text, begin)) ++begin;
    while (end > begin && !may_cut(text, end)) --end;
  }
  constexpr std::string_view kCut = "…";
  const size_t shift = begin > 0 ? kCut.size() : 0;
  row.text.assign(begin > 0 ? kCut : "").append(text.substr(begin, end - begin)).append(end < text.size() ? kCut : "");
  row.marks.clear();
  for (const auto& [from, to] : marks) {
    const size_t a = std::max<size_t>(from, begin), b = std::min<size_t>(to, end);
    if (a < b) row.marks.emplace_back(static_cast<uint32_t>(a - begin + shift), static_cast<uint32_t>(b - begin + shift));
  }
}

// ---- the rows of a finding ----

class Drawing {
 public:
  Drawing(const EvidenceSet& set, const Finding& finding) : set_(set), title_(finding.module.title) {
    for (const EvidenceView& view : finding.evidence) {
      if (!is_visible(view.item)) continue;
      Marks& marks = hits_[key(view.item)];
      marks.insert(marks.end(), view.marks.begin(), view.marks.end());
      std::sort(marks.begin(), marks.end());
    }
  }

  Sketch draw(const Screen& screen) {
    for (const uint32_t item : screen.laid_out) add(set_.evidence[item], true);
    const bool known = !rows_.empty();
    for (const uint32_t item : screen.of_code) add(set_.evidence[item], !known);
    std::stable_partition(rows_.begin(), rows_.end(), [](const Row& row) { return row.kind != SketchRow::kMessage; });
    if (!says_something()) return {};
    return chosen();
  }

 private:
  struct Row {
    SketchRow::Kind kind = SketchRow::kText;
    const Evidence* item = nullptr;
    bool required = false, hit = false;
    const Marks* marks = nullptr;
  };

  using Key = std::tuple<std::tuple<std::string_view, uint32_t, uint32_t, uint64_t>, Kind, std::string_view>;
  static Key key(const Evidence& item) { return {place_of(item.at), item.kind, std::string_view(item.text)}; }

  // `whole`: everything that stands there; else only what was hit.
  void add(const Evidence& item, bool whole) {
    const auto found = hits_.find(key(item));
    const bool hit = found != hits_.end();
    if (!hit && !(whole && stands(item))) return;
    Row row{kind_of(item), &item, item.required, hit, hit ? &found->second : nullptr};
    if (row.kind == SketchRow::kTitle) return take_title(row);
    if (row.kind == SketchRow::kField && join_label(row)) return;
    if (!rows_.empty() && same(rows_.back(), row)) return join(rows_.back(), row);
    if (row.kind == SketchRow::kText) labels_.emplace(std::pair(item.module, std::string_view(item.text)), rows_.size());
    rows_.push_back(row);
  }

  // Not hidden, no message, and known to be shown.
  static bool stands(const Evidence& item) {
    if (item.dormant || item.kind == Kind::kPurpose || item.role == Role::kMessage) return false;
    return item.kind == Kind::kField || item.role != Role::kUnknown || evidence::is_pressed(item);
  }
  SketchRow::Kind kind_of(const Evidence& item) {
    if (item.kind == Kind::kField) return SketchRow::kField;
    if (item.kind == Kind::kPurpose || item.role == Role::kMessage) return SketchRow::kMessage;
    if (evidence::is_pressed(item)) return SketchRow::kButton;
    if (item.role != Role::kTitle) return SketchRow::kText;
    if (title_.empty()) title_ = item.text;
    return item.text == title_ ? SketchRow::kTitle : SketchRow::kText;
  }

  static bool same(const Row& a, const Row& b) {
    return a.kind == b.kind && a.item->text == b.item->text && a.item->module == b.item->module;
  }
  static void join(Row& into, const Row& more) {
    if (more.hit && !into.hit) into.marks = more.marks;
    into.hit |= more.hit;
    into.required |= more.required;
  }
  void take_title(const Row& row) {
    if (!title_row_) title_row_ = row;
    join(*title_row_, row);
  }

  // A field stands where its label does: templates may tell both apart.
  bool join_label(const Row& field) {
    const auto label = labels_.find({field.item->module, std::string_view(field.item->text)});
    if (label == labels_.end()) return false;
    Row& row = rows_[label->second];
    labels_.erase(label);
    row.kind = SketchRow::kField;
    join(row, field);
    return true;
  }

  // A hit, and something beside it by which the screen is known.
  bool says_something() const {
    bool hit = title_row_ && title_row_->hit, other = false;
    size_t standing = 0;
    for (const Row& row : rows_) {
      hit |= row.hit;
      if (row.kind == SketchRow::kMessage) continue;
      ++standing;
      other |= !row.hit;
    }
    return hit && (other || standing > 1);
  }

  // The first hits, then what stands nearest to one of them.
  std::vector<bool> choice() const {
    constexpr size_t kFar = SIZE_MAX / 2;
    std::vector<size_t> far(rows_.size(), kFar);
    size_t hits = 0;
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (rows_[i].hit && hits < kMostSketchHits) {
        far[i] = 0;
        ++hits;
      }
    }
    for (size_t i = 1; i < far.size(); ++i) far[i] = std::min(far[i], far[i - 1] + 1);
    for (size_t i = far.size(); i-- > 1;) far[i - 1] = std::min(far[i - 1], far[i] + 1);
    std::vector<size_t> order(rows_.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return far[a] < far[b]; });
    std::vector<bool> out(rows_.size());
    for (size_t i = 0; i < order.size() && i < kMostSketchRows; ++i) out[order[i]] = true;
    return out;
  }

  Sketch chosen() const {
    Sketch out;
    if (!title_.empty()) {
      SketchRow title;
      title.kind = SketchRow::kTitle;
      title.hit = title_row_ && title_row_->hit;
      set_text(title_, title.hit ? *title_row_->marks : Marks(), title);
      out.rows.push_back(std::move(title));
    }
    const std::vector<bool> drawn = choice();
    for (size_t i = 0; i < rows_.size(); ++i) {
      if (!drawn[i]) {
        ++out.skipped;
        continue;
      }
      out.rows.push_back(shown(rows_[i]));
      out.rows.back().skipped = std::exchange(out.skipped, 0);
    }
    return out;
  }

  static SketchRow shown(const Row& row) {
    SketchRow out;
    out.kind = row.kind;
    out.required = row.required;
    out.hit = row.hit;
    // A field without a label goes by the id that its developer gave it, which no screen shows.
    const bool id = row.item->kind == Kind::kField &&
                    std::any_of(row.item->arguments.begin(), row.item->arguments.end(), [&](const evidence::Argument& one) {
                      return one.name == "id" && one.value == row.item->text;
                    });
    if (!id) set_text(row.item->text, row.marks != nullptr ? *row.marks : Marks(), out);
    return out;
  }

  const EvidenceSet& set_;
  std::string title_;
  std::map<Key, Marks> hits_;  // keys are borrowed from the finding
  std::vector<Row> rows_;
  std::map<std::pair<uint32_t, std::string_view>, size_t> labels_;  // rows that may be those of a field
  std::optional<Row> title_row_;
};

}  // namespace

void draw_sketches(const match::Session& session, Report& report) {
  std::optional<Screens> screens;
  for (Finding& finding : report.findings) {
    if (finding.module.id.empty()) continue;
    if (!screens) screens.emplace(session.set());
    if (const Screen* screen = screens->find(finding.module.id)) finding.sketch = Drawing(session.set(), finding).draw(*screen);
  }
}

}  // namespace jianfu::engine
