#include "report/html_voice.h"

#include "report/mask.h"
#include "report/words.h"
#include "text/utf.h"

namespace jianfu::report {

std::string list_of(const std::vector<std::string>& items, Lang lang, Msg between) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : core::render(between, lang)) + item;
  return out;
}

std::string Voice::plain(std::string_view text) const {
  return text::displayable(unmask() ? std::string(text) : masked(text));
}

Html Voice::both_of(const std::string& zh, const std::string& en) {
  if (zh == en) return Html::text(zh);
  Html out = element("span", {{"class", "zh"}, {"lang", "zh-CN"}}, Html::text(zh));
  return out << element("span", {{"class", "en"}, {"lang", "en"}}, Html::text(en));
}

Html Voice::say(Msg id, const std::vector<std::string>& args) const {
  return both([&](Lang lang) { return core::render(id, lang, args); });
}
Html Voice::say(Phrase id, const std::vector<std::string>& args) const {
  return both([&](Lang lang) { return phrase(id, lang, args); });
}

Html Voice::shown(std::string_view text) const {
  return text.empty() ? Html() : element("bdi", Html::text(plain(text)));
}
Html Voice::code(std::string_view text) const {
  return text.empty() ? Html() : element("bdi", {{"class", "code"}}, Html::text(text::displayable(text)));
}
Html Voice::shown(const engine::Bilingual& text) const {
  return both([&](Lang lang) { return plain(text, lang); });
}

Html Voice::joined(const std::vector<std::string>& items) const {
  return both([&](Lang lang) { return list_of(items, lang); });
}

Html Voice::verdict(engine::Verdict verdict, std::string_view more) const {
  const std::string name(rules::kVerdictNames[static_cast<size_t>(verdict)]);
  return element("span", {{"class", "verdict v-" + name + (more.empty() ? "" : " " + std::string(more))}},
                 both([&](Lang lang) { return std::string(word(verdict, lang)); }));
}

Html Voice::swapped(std::string_view name, Attributes attributes, Phrase id) const {
  attributes.emplace_back("data-zh", phrase(id, Lang::kZh));
  attributes.emplace_back("data-en", phrase(id, Lang::kEn));
  return element(name, attributes, Html::text(phrase(id, first())));
}

Html heading(int level, const Html& inside, const Attributes& attributes) {
  const std::string name = "h" + std::to_string(level > 6 ? 6 : level);
  return element(name, attributes, inside);
}

Html section(const Spot& spot, std::string_view name, const Html& title, const Html& inside) {
  if (inside.empty()) return {};
  const std::string id = spot.id + "-" + std::string(name);
  Html all = heading(spot.level + 1, title, {{"id", id}, {"class", "part"}});
  all << inside;
  return element("section", {{"class", std::string(name)}, {"aria-labelledby", id}}, all);
}

Html rows(const std::vector<std::pair<Html, Html>>& all) {
  Html body;
  for (const auto& [label, value] : all) {
    if (value.empty()) continue;
    Html row = element("th", {{"scope", "row"}}, label);
    row << element("td", value);
    body << element("tr", row);
  }
  return body.empty() ? Html() : element("table", {{"class", "rows"}}, element("tbody", body));
}

// Cells tell their column themselves where a small screen sets them below each other.
Html table(std::string_view kind, const std::vector<Html>& head, const std::vector<std::vector<Html>>& body) {
  Html columns, lines;
  for (const Html& one : head) columns << element("th", {{"scope", "col"}}, one);
  for (const std::vector<Html>& row : body) {
    Html cells;
    for (size_t i = 0; i < row.size(); ++i) {
      Html cell = i < head.size() ? element("span", {{"class", "column"}, {"aria-hidden", "true"}}, head[i]) : Html();
      cells << element("td", cell << element("div", row[i]));
    }
    lines << element("tr", cells);
  }
  Html all = element("thead", element("tr", columns));
  return element("table", {{"class", "grid " + std::string(kind)}}, all << element("tbody", lines));
}

Html paragraph(const Html& inside, std::string_view kind) {
  if (inside.empty()) return {};
  return kind.empty() ? element("p", inside) : element("p", {{"class", std::string(kind)}}, inside);
}

}  // namespace jianfu::report
