#include "platforms/mini/graph.h"

#include <algorithm>
#include <map>
#include <utility>

#include "platforms/shared/literals.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

using evidence::EdgeKind;

constexpr size_t kPagesNamed = 20;     // in one message; the rest is counted
constexpr size_t kAddressesKept = 16;  // of one page

// Marks what can be come to from `open` on.
void spread(const std::vector<std::vector<uint32_t>>& next, std::vector<uint32_t> open,
            std::vector<bool>& reached) {
  while (!open.empty()) {
    const uint32_t at = open.back();
    open.pop_back();
    for (const uint32_t to : next[at]) {
      if (!reached[to]) open.push_back(to);
      reached[to] = true;
    }
  }
}

std::vector<bool> reached_modules(const evidence::EvidenceSet& set) {
  std::vector<std::vector<uint32_t>> next(set.modules.size());
  for (const evidence::Edge& edge : set.edges) next[edge.from].push_back(edge.to);
  std::vector<bool> reached(set.modules.size());
  std::vector<uint32_t> open;
  for (uint32_t m = 0; m < set.modules.size(); ++m) {
    if (!set.modules[m].entry) continue;
    reached[m] = true;
    open.push_back(m);
  }
  spread(next, std::move(open), reached);
  return reached;
}

}  // namespace

void Graph::note_address(uint32_t module, std::string_view property, std::string_view address) {
  auto& kept = addresses_[module];
  if (kept.size() < kAddressesKept) kept.emplace_back(property, address);
}

void Graph::finish() {
  draw_uses();
  chunks_.draw(out_);
  draw_open_ways();
  tell_missing_pages();
  tell_missing_kinds();
  tell_web_views();
}

// A program has both. One that lost the file in which the compiler put all of a kind must not look empty.
void Graph::tell_missing_kinds() {
  if (program_.pages.empty()) return;
  const auto tell = [this](bool there, std::string_view zh, std::string_view en) {
    if (there) return;
    evidence::Gap gap;
    gap.why = GapReason::kMissingPart;
    gap.what = {Msg::evidence_missing, {core::bilingual(zh, en)}};
    out_.gap(std::move(gap));
  };
  // Other clients' builds make scripts of templates.
  const bool is_wechat = program_.dialect->kind == "wechat" || program_.dialect->kind == "wecom";
  tell(templates_ || (program_.compiled && !is_wechat), "全部页面的界面模板", "the templates of all pages");
  tell(scripts_, "全部页面的脚本", "the scripts of all pages");
  if (!templates_ || program_.compiled) return;  // a compiler leaves the names of empty templates behind
  std::vector<std::string> bare;  // with a script, and nothing that it draws
  for (const std::string& page : program_.pages)
    if (read_.count(page) != 0 && drawn_.count(page) == 0) bare.push_back(page);
  if (bare.empty()) return;
  const auto [zh, en] = named(bare);
  tell(false, "页面的界面模板：" + zh, "templates of pages: " + en);
}

void Graph::draw_uses() {
  for (const PendingUse& use : uses_) {
    uint32_t target = out_.find_module(use.file);
    if (target == evidence::kNoModule) target = out_.find_module(use.file + "/index");
    if (target == evidence::kNoModule) target = out_.find_module(without_extension(use.file));  // menu.json
    if (target != evidence::kNoModule && target != use.from)
      out_.edge(EdgeKind::kUses, use.from, target, use.entry, use.line);
  }
  uses_.clear();
}

// Pages that nothing else leads to, when code that runs may open them. Pages opened that way may open more.
void Graph::draw_open_ways() {
  std::set<std::pair<std::string_view, std::string_view>> seen;  // one way of a kind is enough
  for (bool more = true; more;) {
    more = false;
    const std::vector<bool> reached = reached_modules(out_.set());
    for (const OpenWay& way : open_ways_) {
      if (way.from >= reached.size() || !reached[way.from]) continue;
      if (!way.property.empty() && menus_.find(way.property) != menus_.end()) continue;
      if (!seen.emplace(way.prefix, way.suffix).second) continue;
      for (const std::string& path : program_.pages) {
        const uint32_t page = out_.find_module(path);
        if (page == evidence::kNoModule || reached[page] || page == way.from) continue;
        if (path.size() < way.prefix.size() + way.suffix.size() || !path.starts_with(way.prefix) ||
            !path.ends_with(way.suffix))
          continue;
        out_.edge(EdgeKind::kOpens, way.from, page, way.entry, way.line);
        more = true;
      }
    }
  }
}

const SubPackage* Graph::part_of(const std::string& page) const {
  const SubPackage* best = nullptr;
  for (const SubPackage& part : program_.sub_packages) {
    if (page.starts_with(part.root) && (best == nullptr || part.root.size() > best->root.size()))
      best = &part;
  }
  return best;
}

// Pages of which nothing was read. Where not one page could be told in the code, none of them is missed.
void Graph::tell_missing_pages() {
  const bool any = std::any_of(program_.pages.begin(), program_.pages.end(),
                               [this](const std::string& page) { return read_.count(page) != 0; });
  if (!any) return;
  struct Group {
    std::vector<std::string> missing;
    size_t pages = 0;
  };
  std::map<const SubPackage*, Group> groups;
  for (const std::string& page : program_.pages) {
    Group& group = groups[part_of(page)];
    ++group.pages;
    if (read_.count(page) == 0) group.missing.push_back(page);
  }
  for (const SubPackage& part : program_.sub_packages) {
    const auto group = groups.find(&part);
    if (group != groups.end() && !group->second.missing.empty())
      tell_missing(&part, group->second.missing, group->second.missing.size() == group->second.pages);
  }
  const auto main = groups.find(nullptr);
  if (main != groups.end() && !main->second.missing.empty())
    tell_missing(nullptr, main->second.missing, false);
}

// The first of them with their titles, and how many there are: in Chinese and in English.
std::pair<std::string, std::string> Graph::named(const std::vector<std::string>& pages) const {
  std::string zh, en;
  for (size_t i = 0; i < pages.size() && i < kPagesNamed; ++i) {
    const std::string& title = out_.at(out_.find_module(pages[i])).title;
    zh += (i == 0 ? "" : "、") + (title.empty() ? pages[i] : title + "（" + pages[i] + "）");
    en += (i == 0 ? "" : ", ") + (title.empty() ? pages[i] : title + " (" + pages[i] + ")");
  }
  if (pages.size() > kPagesNamed) {
    zh += " 等 " + std::to_string(pages.size()) + " 个";
    en += " and others, " + std::to_string(pages.size()) + " in all";
  }
  return {std::move(zh), std::move(en)};
}

void Graph::tell_missing(const SubPackage* part, const std::vector<std::string>& pages, bool all) {
  evidence::Gap gap;
  gap.why = GapReason::kMissingPart;
  gap.entry = part == nullptr ? std::string() : text::to_valid_utf8(part->root);
  const auto [zh, en] = named(pages);
  const std::string names = core::bilingual(zh, en);
  if (all && part != nullptr)
    gap.what = {Msg::gap_sub_package, {gap.entry, names}};
  else
    gap.what = {Msg::gap_pages_missing, {std::to_string(pages.size()), names}};
  if (part == nullptr && pages.size() == 1) gap.module = out_.find_module(pages.front());
  out_.gap(std::move(gap));
}

// The address itself, or that of the constant it is bound to: data: {url: 'https://…'} behind src="{{url}}".
std::string Graph::address_of(const WebView& view) const {
  const auto known = addresses_.find(view.module);
  if (known == addresses_.end() || formats::markup::says_something(view.source.text)) return view.source.text;
  for (const std::string& name : view.source.names) {
    for (const auto& [property, address] : known->second) {
      if (property == name) return address;
    }
  }
  return view.source.text;
}

void Graph::tell_web_views() {
  for (const WebView& view : web_views_)
    add_web_address(out_, view.module, address_of(view), view.spot.entry, view.spot.line);
}

}  // namespace jianfu::platforms::mini
