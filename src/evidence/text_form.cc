// Writer of the text form; the reader is text_reader.cc.
#include "evidence/text_form.h"

#include <algorithm>
#include <array>

#include "evidence/pressed.h"
#include "evidence/text_place.h"
#include "evidence/text_words.h"

namespace jianfu::evidence {
namespace {

constexpr KindSet kProse = {Kind::kText, Kind::kPurpose, Kind::kLiteral, Kind::kField};

template <typename Names, typename Value>
std::string name_in(const Names& names, Value value) {
  return std::string(names[static_cast<size_t>(value)]);
}

// One line, put together word by word. Attributes with the value that a reader assumes are left out.
class Line {
 public:
  explicit Line(std::string first) : text_(std::move(first)) {}

  Line& add(std::string_view word) {
    text_.append(" ").append(word);
    return *this;
  }
  Line& with(std::string_view key, std::string_view value) {
    if (!value.empty()) text_.append(" ").append(key).append("=").append(as_word(value));
    return *this;
  }
  Line& with(std::string_view key, uint64_t value) {
    if (value != 0) with(key, std::to_string(value));
    return *this;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string_view id_of(const EvidenceSet& set, uint32_t module) {
  return module < set.modules.size() ? std::string_view(set.modules[module].id) : std::string_view();
}

std::string list_of(KindSet kinds) {
  std::string out;
  for (size_t i = 0; i < kKindNames.size(); ++i) {
    if (kinds.has(static_cast<Kind>(i))) out.append(out.empty() ? "" : ",").append(kKindNames[i]);
  }
  return out;
}

std::string line_of(const Module& module) {
  Line line("module");
  line.add(name_in(kModuleKindNames, module.kind)).add(as_word(module.id)).with("title", module.title);
  if (module.owner != Owner::kUnknown) line.with("owner", name_in(kOwnerNames, module.owner));
  if (module.reach != Reach::kUnknown) line.with("reach", name_in(kReachNames, module.reach));
  if (module.entry) line.with("entry", "yes");
  return line.with("at", module.place).take();
}

std::string line_of(const EvidenceSet& set, const Edge& edge) {
  return Line("edge")
      .add(name_in(kEdgeKindNames, edge.kind))
      .add(as_word(id_of(set, edge.from)))
      .add(as_word(id_of(set, edge.to)))
      .with("at", write_place({edge.entry, edge.line, 0, std::nullopt}))
      .take();
}

std::string line_of(const EvidenceSet& set, const Gap& gap) {
  Line line("gap");
  line.add(core::name_of(gap.why)).with("at", gap.entry);
  if (gap.module < set.modules.size()) line.add("in=" + as_word(id_of(set, gap.module)));
  line.with("hides", list_of(gap.hides)).with("bytes", gap.bytes);
  if (gap.what.id != Msg::none) line.with("what", core::name_of(gap.what.id));
  for (const std::string& argument : gap.what.args) line.add("arg=" + quoted(argument));
  return line.with("detail", gap.detail).with("ask-zh", gap.ask_zh).with("ask-en", gap.ask_en).take();
}

std::string line_of(const Coverage& coverage) {
  Line line("coverage");
  line.with("entries", coverage.entries).with("read", coverage.read).with("skipped", coverage.skipped);
  line.with("opaque", coverage.opaque).with("bytes", coverage.bytes_total);
  line.with("bytes-read", coverage.bytes_read);
  for (size_t i = 0; i < kKindNames.size(); ++i) line.with(kKindNames[i], coverage.items[i]);
  return line.take();
}

// Names of arguments that a reader would take for something else.
bool reserved(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {"in",     "at",       "role",  "owner",
                                                      "symbol", "resource", "locale"};
  return name.empty() || name.starts_with("tr:") || name.starts_with("arg:") ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// Calls write arguments as they look in code; other kinds have them rarely, and mark them.
std::string word_of(const Argument& argument, bool call) {
  if (call && argument.name.empty()) return quoted(argument.value);
  const std::string key = as_word(argument.name);
  if (call && !reserved(argument.name)) return key + "=" + quoted(argument.value);
  return "arg:" + (argument.name.empty() ? "" : key) + "=" + quoted(argument.value);
}

bool is_pressed_mark(const Evidence& item, const Argument& argument) {
  return item.kind == Kind::kText && argument.name == kPressed && argument.value.empty();
}

}  // namespace

std::string to_text(const EvidenceSet& set, const Evidence& item) {
  Line line(name_in(kKindNames, item.kind));
  if (item.kind == Kind::kText) line.add(name_in(kRoleNames, item.role));
  line.add(kProse.has(item.kind) ? quoted(item.text) : as_word(item.text));
  const bool call = item.kind == Kind::kCall || item.kind == Kind::kApi;
  for (const Argument& argument : item.arguments)
    line.add(is_pressed_mark(item, argument) ? std::string(kPressed) : word_of(argument, call));
  if (item.kind != Kind::kText && item.role != Role::kNone) line.with("role", name_in(kRoleNames, item.role));
  if (item.required) line.add("required");
  if (item.dormant) line.add("dormant");
  if (item.module < set.modules.size()) line.add("in=" + as_word(id_of(set, item.module)));
  line.with("at", write_place({item.at.entry, item.at.line, item.at.column, item.at.offset}));
  line.with("symbol", item.at.symbol).with("resource", item.at.resource).with("locale", item.at.locale);
  if (item.owner != Owner::kUnknown) line.with("owner", name_in(kOwnerNames, item.owner));
  for (const Translation& other : item.translations)
    line.add("tr:" + (other.locale.empty() ? "" : as_word(other.locale)) + "=" + quoted(other.text));
  return line.take();
}

std::string to_text(const EvidenceSet& set) {
  std::string out;
  for (const Module& module : set.modules) out += line_of(module) + '\n';
  for (const Edge& edge : set.edges) out += line_of(set, edge) + '\n';
  for (const Evidence& item : set.evidence) out += to_text(set, item) + '\n';
  for (const Gap& gap : set.gaps) out += line_of(set, gap) + '\n';
  if (set.coverage != Coverage{}) out += line_of(set.coverage) + '\n';
  return out;
}

}  // namespace jianfu::evidence
