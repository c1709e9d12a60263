#include "platforms/frontend/ways.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "platforms/mini/open_expression.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::frontend {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kVariable = "\xEF\xBF\xBC";
constexpr std::array kOpening = {"navigateTo"sv, "redirectTo"sv, "reLaunch"sv, "switchTab"sv, "navigate"sv, "redirect"sv};
constexpr std::array kListed = {"pages"sv, "pagePath"sv, "root"sv, "entryPagePath"sv, "path"sv};

void spread(const std::vector<std::vector<uint32_t>>& next, std::vector<uint32_t> open, std::vector<bool>& reached) {
  while (!open.empty()) {
    const uint32_t from = open.back();
    open.pop_back();
    for (const uint32_t to : next[from]) {
      if (reached[to]) continue;
      reached[to] = true;
      open.push_back(to);
    }
  }
}

}  // namespace

void Ways::note(std::string_view url, std::string_view inside, uint32_t from, const std::string& entry,
                uint32_t line) {
  const size_t first = url.find(kVariable);
  const std::string_view before = url.substr(0, first);
  const size_t slash = before.rfind('/');
  // Behind a "?" only the query varies.
  if (from == evidence::kNoModule || first == std::string_view::npos || slash == std::string_view::npos ||
      before.find('?') != std::string_view::npos)
    return;
  const std::string_view base = before.starts_with('/') ? std::string_view() : folder_of(inside);
  std::string prefix = resolve(base, before.substr(0, slash));
  if (!prefix.empty()) prefix += '/';
  prefix += before.substr(slash + 1);
  if (prefix.empty()) return;
  const bool query = url.find('?') != std::string_view::npos;
  const std::string_view behind = url.substr(url.rfind(kVariable) + kVariable.size());
  ways_.push_back(
      {from, text::to_valid_utf8(prefix), query ? std::string() : text::to_valid_utf8(behind), {}, entry, line});
}

void Ways::note_property(std::string property, uint32_t from, const std::string& entry, uint32_t line) {
  if (from != evidence::kNoModule) ways_.push_back({from, {}, {}, std::move(property), entry, line});
}

void Ways::note_menu(std::string_view text, std::string_view property) {
  if (pages_.find(resolve("", without_query(text))) != pages_.end()) menus_.emplace(property);
}

// Pages that are opened so may open more.
void Ways::draw(evidence::Collector& out) const {
  if (ways_.empty()) return;
  std::vector<std::vector<uint32_t>> next(out.set().modules.size());
  for (const evidence::Edge& edge : out.set().edges) next[edge.from].push_back(edge.to);
  std::vector<bool> reached(next.size());
  std::vector<uint32_t> open;
  for (uint32_t m = 0; m < reached.size(); ++m) {
    const evidence::Module& module = out.set().modules[m];
    if (!module.entry && module.reach != evidence::Reach::kYes) continue;
    reached[m] = true;
    open.push_back(m);
  }
  spread(next, std::move(open), reached);
  std::set<std::pair<std::string_view, std::string_view>> seen;  // one of a kind is enough
  for (bool more = true; more;) {
    more = false;
    for (const Way& way : ways_) {
      if (!reached[way.from] || (!way.property.empty() && menus_.count(way.property) != 0)) continue;
      if (!seen.emplace(way.prefix, way.suffix).second) continue;
      for (auto page = pages_.lower_bound(way.prefix); page != pages_.end(); ++page) {
        const std::string& path = page->first;
        if (!path.starts_with(way.prefix)) break;
        const bool fits = path.size() > way.prefix.size() + way.suffix.size() && path.ends_with(way.suffix);
        if (!fits || reached[page->second] || page->second == way.from) continue;
        out.edge(evidence::EdgeKind::kOpens, way.from, page->second, way.entry, way.line);
        reached[page->second] = true;
        spread(next, {page->second}, reached);
        more = true;
      }
    }
  }
}

bool shows_page(std::string_view name) {
  return std::find(kOpening.begin(), kOpening.end(), name) != kOpening.end();
}

void WaySink::on_literal(const formats::js::Literal& literal) {
  const std::string_view text = literal.text;
  const bool listed = script_.configuration && text.find('/') != std::string_view::npos &&
                      std::find(kListed.begin(), kListed.end(), literal.property) != kListed.end();
  if (listed) return;
  reader_.on_literal(literal);
  if (ways_ == nullptr || text.find('/') == std::string_view::npos) return;
  if (!literal.property.empty() && !shows_page(last_name(literal.callee))) ways_->note_menu(text, literal.property);
  // const url = '/pages/' + kind: the sum goes elsewhere before it is opened.
  if (!text.starts_with('/') || text.find(' ') != std::string_view::npos) return;
  if (text.ends_with('/'))
    note(std::string(text).append(kVariable), literal.line);
  else
    note(text, literal.line);
}

void WaySink::on_call(const formats::js::Call& call) {
  reader_.on_call(call);
  if (ways_ == nullptr || !shows_page(last_name(call.callee))) return;
  bool known = false;
  for (const formats::js::CallArgument& argument : call.arguments) {
    if (argument.name != "url" && !argument.name.empty()) continue;
    note(argument.value, call.line);
    known = true;
  }
  std::string property = known ? std::string() : mini::property_opened(script_.source, call.offset, "url");
  if (!property.empty())
    ways_->note_property(std::move(property), reader_.module(), script_.entry, call.line + script_.first_line - 1);
}

void WaySink::note(std::string_view url, uint32_t line) {
  ways_->note(url, script_.inside, reader_.module(), script_.entry, line + script_.first_line - 1);
}

}  // namespace jianfu::platforms::frontend
