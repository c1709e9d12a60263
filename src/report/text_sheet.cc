#include "report/text_sheet.h"

#include <array>

#include "report/columns.h"
#include "report/mask.h"
#include "report/words.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

// Select Graphic Rendition codes, worst verdict last.
constexpr std::array<std::string_view, rules::kVerdictNames.size()> kColours = {"2",  "32", "36",
                                                                                "35", "33", "1;31"};
constexpr size_t kLeastText = 30;  // columns left for a text, however long its front is

}  // namespace

std::string Sheet::say(Msg id, const std::vector<std::string>& args) const {
  return core::render(id, lang(), args);
}

std::string Sheet::shown(std::string_view text) const {
  return text::displayable(unmask() ? std::string(text) : masked(text));
}

std::string Sheet::joined(const std::vector<std::string>& items, Msg between) const {
  std::string out;
  for (const std::string& item : items) {
    if (!out.empty()) out += say(between);
    out += item;
  }
  return out;
}

std::string Sheet::verdict(engine::Verdict verdict) const {
  const std::string text(word(verdict, lang()));
  if (!options_.colour) return text;
  return "\x1b[" + std::string(kColours[static_cast<size_t>(verdict)]) + "m" + text + "\x1b[0m";
}

void Sheet::line(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  out_.append(text).append("\n");
}

void Sheet::heading(Msg title, char under) {
  const std::string text = say(title);
  if (!out_.empty()) blank();
  line(text);
  line(std::string(columns(text), under));
}

void Sheet::hanging(std::string_view front, std::string_view text) {
  const size_t indent = columns(front);
  const size_t width = kSheetColumns > indent + kLeastText ? kSheetColumns - indent : kLeastText;
  bool first = true;
  for (const std::string& row : wrapped(text, width)) {
    line((first ? std::string(front) : std::string(indent, ' ')) + row);
    first = false;
  }
}

std::string Sheet::say(Phrase id, const std::vector<std::string>& args) const {
  return phrase(id, lang(), args);
}

void Sheet::labelled(size_t indent, const std::string& label, std::string_view text) {
  if (!text.empty()) hanging(std::string(indent, ' ') + say(Msg::report_labelled, {label, ""}), text);
}

}  // namespace jianfu::report
