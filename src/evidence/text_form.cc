#include "evidence/text_form.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <map>
#include <optional>

namespace jianfu::evidence {
namespace {

// ---- words ----

bool needs_quotes(std::string_view word) {
  if (word.empty()) return true;
  return std::any_of(word.begin(), word.end(), [](char c) {
    const unsigned char u = static_cast<unsigned char>(c);
    return u <= ' ' || u == '"' || u == '=' || u == 0x7F || u == '#' || u == '\\';
  });
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const unsigned char u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (u < 0x20 || u == 0x7F) {
      std::array<char, 8> escape{};
      std::snprintf(escape.data(), escape.size(), "\\u%04X", u);
      out += escape.data();
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string word(std::string_view text) { return needs_quotes(text) ? quoted(text) : std::string(text); }

template <typename Names, typename Value>
std::string_view name_in(const Names& names, Value value) {
  return names[static_cast<size_t>(value)];
}

// ---- writing ----

void attribute(std::string& out, std::string_view key, std::string_view value) { out.append(" ").append(key).append("=").append(word(value)); }
void attribute_if(std::string& out, std::string_view key, std::string_view value) {
  if (!value.empty()) attribute(out, key, value);
}

std::string place(const Location& at) {
  std::string out = at.entry;
  if (at.line != 0) out += ':' + std::to_string(at.line);
  if (at.line != 0 && at.column != 0) out += ':' + std::to_string(at.column);
  if (at.offset) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "+0x%llX", static_cast<unsigned long long>(*at.offset));
    out += text.data();
  }
  return out;
}

std::string kinds_text(KindSet kinds) {
  std::string out;
  for (size_t i = 0; i < kKindNames.size(); ++i) {
    if (kinds.has(static_cast<Kind>(i))) out.append(out.empty() ? "" : ",").append(kKindNames[i]);
  }
  return out;
}

std::string line_of(const Module& module) {
  std::string out = "module ";
  out.append(name_in(kModuleKindNames, module.kind)).append(" ").append(word(module.id));
  attribute_if(out, "title", module.title);
  attribute(out, "owner", name_in(kOwnerNames, module.owner));
  attribute(out, "reach", name_in(kReachNames, module.reach));
  attribute(out, "entry", module.entry ? "yes" : "no");
  attribute_if(out, "at", module.place);
  return out;
}

std::string line_of(const EvidenceSet& set, const Edge& edge) {
  std::string out = "edge ";
  out.append(name_in(kEdgeKindNames, edge.kind)).append(" ").append(word(set.modules[edge.from].id)).append(" ");
  out.append(word(set.modules[edge.to].id));
  Location at;
  at.entry = edge.entry;
  at.line = edge.line;
  attribute_if(out, "at", place(at));
  return out;
}

std::string line_of(const EvidenceSet& set, const Gap& gap) {
  std::string out = "gap ";
  out.append(core::name_of(gap.why));
  attribute_if(out, "at", gap.entry);
  if (gap.module != kNoModule) attribute(out, "in", set.modules[gap.module].id);
  attribute_if(out, "hides", kinds_text(gap.hides));
  if (gap.bytes != 0) attribute(out, "bytes", std::to_string(gap.bytes));
  if (gap.what.id != Msg::none) attribute(out, "what", core::name_of(gap.what.id));
  for (const std::string& argument : gap.what.args) attribute(out, "arg", argument);
  attribute_if(out, "detail", gap.detail);
  attribute_if(out, "ask-zh", gap.ask_zh);
  attribute_if(out, "ask-en", gap.ask_en);
  return out;
}

std::string line_of(const Coverage& coverage) {
  std::string out = "coverage";
  attribute(out, "entries", std::to_string(coverage.entries));
  attribute(out, "read", std::to_string(coverage.read));
  attribute(out, "skipped", std::to_string(coverage.skipped));
  attribute(out, "opaque", std::to_string(coverage.opaque));
  attribute(out, "bytes", std::to_string(coverage.bytes_total));
  attribute(out, "bytes-read", std::to_string(coverage.bytes_read));
  for (size_t i = 0; i < kKindNames.size(); ++i) {
    if (coverage.items[i] != 0) attribute(out, kKindNames[i], std::to_string(coverage.items[i]));
  }
  return out;
}

// ---- reading ----

struct Word {
  std::string key;    // empty: positional
  std::string value;
};

// Splits a line into words; nothing when a quote is not closed or an escape is wrong.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : line_(line) {}

  std::optional<std::vector<Word>> words() {
    std::vector<Word> out;
    for (skip_spaces(); at_ < line_.size(); skip_spaces()) {
      Word one;
      const bool named_call_argument = !read_bare_or_quoted(one.value);
      if (named_call_argument) return std::nullopt;
      if (at_ < line_.size() && line_[at_] == '=') {
        ++at_;
        one.key = std::move(one.value);
        one.value.clear();
        if (!read_bare_or_quoted(one.value)) return std::nullopt;
        keyed_ = true;
      }
      out.push_back(std::move(one));
    }
    return out;
  }

 private:
  void skip_spaces() {
    while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t')) ++at_;
  }
  bool read_bare_or_quoted(std::string& out) {
    if (at_ < line_.size() && line_[at_] == '"') return read_quoted(out);
    while (at_ < line_.size() && line_[at_] != ' ' && line_[at_] != '\t' && line_[at_] != '=' && line_[at_] != '"') out += line_[at_++];
    return true;
  }
  bool read_quoted(std::string& out) {
    for (++at_; at_ < line_.size(); ++at_) {
      const char c = line_[at_];
      if (c == '"') {
        ++at_;
        return true;
      }
      if (c != '\\') {
        out += c;
      } else if (!read_escape(out)) {
        return false;
      }
    }
    return false;
  }
  bool read_escape(std::string& out) {
    if (++at_ >= line_.size()) return false;
    const char c = line_[at_];
    if (c == 'n') {
      out += '\n';
    } else if (c == 'u') {
      unsigned value = 0;
      if (at_ + 4 >= line_.size()) return false;
      const char* first = line_.data() + at_ + 1;
      if (std::from_chars(first, first + 4, value, 16).ptr != first + 4 || value > 0x7F) return false;
      out += static_cast<char>(value);
      at_ += 4;
    } else {
      out += c;
    }
    return true;
  }

  std::string_view line_;
  size_t at_ = 0;
  bool keyed_ = false;
};

template <typename Value, typename Names>
std::optional<Value> value_in(const Names& names, std::string_view name) {
  const auto at = std::find(names.begin(), names.end(), name);
  return at == names.end() ? std::nullopt : std::optional<Value>(static_cast<Value>(at - names.begin()));
}

template <typename Number>
bool number(std::string_view text, Number& out, int base = 10) {
  const auto result = std::from_chars(text.data(), text.data() + text.size(), out, base);
  return result.ec == std::errc() && result.ptr == text.data() + text.size();
}

// "entry:12:5", "entry+0x1F"; an entry's own colons stay when no number follows.
Location parse_place(std::string_view text) {
  Location out;
  if (const size_t plus = text.rfind("+0x"); plus != std::string_view::npos) {
    uint64_t offset = 0;
    if (number(text.substr(plus + 3), offset, 16)) {
      out.offset = offset;
      text = text.substr(0, plus);
    }
  }
  std::array<uint32_t, 2> numbers{};
  size_t found = 0;
  while (found < 2) {
    const size_t colon = text.rfind(':');
    uint32_t value = 0;
    if (colon == std::string_view::npos || !number(text.substr(colon + 1), value)) break;
    numbers[found++] = value;
    text = text.substr(0, colon);
  }
  out.line = found == 2 ? numbers[1] : numbers[0];
  out.column = found == 2 ? numbers[0] : 0;
  out.entry = text;
  return out;
}

bool parse_kinds(std::string_view text, KindSet& out) {
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    const auto kind = value_in<Kind>(kKindNames, text.substr(0, comma));
    if (!kind) return false;
    out.add(*kind);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return true;
}

class SetReader {
 public:
  // True when the line was understood.
  bool take(const std::vector<Word>& words) {
    const std::string& first = words.front().value;
    if (first == "module") return take_module(words);
    if (first == "edge") return take_edge(words);
    if (first == "gap") return take_gap(words);
    if (first == "coverage") return take_coverage(words);
    return take_evidence(words);
  }
  EvidenceSet finish() { return std::move(set_); }

 private:
  uint32_t module(const std::string& id) {
    const auto [at, made] = modules_.emplace(id, static_cast<uint32_t>(set_.modules.size()));
    if (made) {
      set_.modules.emplace_back();
      set_.modules.back().id = id;
    }
    return at->second;
  }

  bool take_module(const std::vector<Word>& words) {
    if (words.size() < 3) return false;
    const auto kind = value_in<ModuleKind>(kModuleKindNames, words[1].value);
    if (!kind) return false;
    Module& made = set_.modules[module(words[2].value)];
    made.kind = *kind;
    for (size_t i = 3; i < words.size(); ++i) {
      const auto& [key, value] = words[i];
      if (key == "title") made.title = value;
      else if (key == "at") made.place = value;
      else if (key == "entry") made.entry = value == "yes";
      else if (key == "owner" && value_in<Owner>(kOwnerNames, value)) made.owner = *value_in<Owner>(kOwnerNames, value);
      else if (key == "reach" && value_in<Reach>(kReachNames, value)) made.reach = *value_in<Reach>(kReachNames, value);
      else return false;
    }
    return true;
  }

  bool take_edge(const std::vector<Word>& words) {
    if (words.size() < 4) return false;
    const auto kind = value_in<EdgeKind>(kEdgeKindNames, words[1].value);
    if (!kind) return false;
    Edge edge{*kind, module(words[2].value), module(words[3].value), {}, 0};
    for (size_t i = 4; i < words.size(); ++i) {
      if (words[i].key != "at") return false;
      Location at = parse_place(words[i].value);
      edge.entry = std::move(at.entry);
      edge.line = at.line;
    }
    set_.edges.push_back(std::move(edge));
    return true;
  }

  bool take_gap(const std::vector<Word>& words) {
    if (words.size() < 2) return false;
    const auto why = value_in<GapReason>(core::kGapReasonNames, words[1].value);
    if (!why) return false;
    Gap gap;
    gap.why = *why;
    for (size_t i = 2; i < words.size(); ++i) {
      const auto& [key, value] = words[i];
      if (key == "at") gap.entry = value;
      else if (key == "in") gap.module = module(value);
      else if (key == "arg") gap.what.args.push_back(value);
      else if (key == "detail") gap.detail = value;
      else if (key == "ask-zh") gap.ask_zh = value;
      else if (key == "ask-en") gap.ask_en = value;
      else if (key == "what" && core::message_named(value)) gap.what.id = *core::message_named(value);
      else if ((key == "hides" && parse_kinds(value, gap.hides)) || (key == "bytes" && number(value, gap.bytes))) continue;
      else return false;
    }
    set_.gaps.push_back(std::move(gap));
    return true;
  }

  bool take_coverage(const std::vector<Word>& words) {
    Coverage& out = set_.coverage;
    const std::array<std::pair<std::string_view, uint64_t*>, 6> fields = {{{"entries", &out.entries}, {"read", &out.read},
                                                                          {"skipped", &out.skipped}, {"opaque", &out.opaque},
                                                                          {"bytes", &out.bytes_total}, {"bytes-read", &out.bytes_read}}};
    for (size_t i = 1; i < words.size(); ++i) {
      uint64_t* target = nullptr;
      for (const auto& [name, field] : fields) {
        if (name == words[i].key) target = field;
      }
      if (const auto kind = value_in<size_t>(kKindNames, words[i].key)) target = &out.items[*kind];
      if (target == nullptr || !number(words[i].value, *target)) return false;
    }
    return true;
  }

  bool take_evidence(const std::vector<Word>& words) {
    const auto kind = value_in<Kind>(kKindNames, words[0].value);
    if (!kind) return false;
    Evidence item;
    item.kind = *kind;
    size_t at = 1;
    if (item.kind == Kind::kText) {
      const auto role = words.size() > 1 ? value_in<Role>(kRoleNames, words[1].value) : std::nullopt;
      if (!role || !words[1].key.empty()) return false;
      item.role = *role;
      at = 2;
    }
    if (at >= words.size() || !words[at].key.empty()) return false;
    item.text = words[at].value;
    for (++at; at < words.size(); ++at) {
      if (!take_attribute(words[at], item)) return false;
    }
    set_.evidence.push_back(std::move(item));
    return true;
  }

  bool take_attribute(const Word& word, Evidence& item) {
    const auto& [key, value] = word;
    if (key.empty() && value == "required") {
      item.required = true;
    } else if (key.empty() && value == "dormant") {
      item.dormant = true;
    } else if (key.empty()) {
      item.arguments.push_back({"", value});
    } else if (key == "in") {
      item.module = module(value);
    } else if (key == "at") {
      Location at = parse_place(value);
      at.symbol = std::move(item.at.symbol);
      at.resource = std::move(item.at.resource);
      at.locale = std::move(item.at.locale);
      item.at = std::move(at);
    } else if (key == "symbol") {
      item.at.symbol = value;
    } else if (key == "resource") {
      item.at.resource = value;
    } else if (key == "locale") {
      item.at.locale = value;
    } else if (key == "owner") {
      const auto owner = value_in<Owner>(kOwnerNames, value);
      if (!owner) return false;
      item.owner = *owner;
    } else if (key.starts_with("tr:")) {
      item.translations.push_back({key.substr(3), value});
    } else if (key.starts_with("arg:")) {
      item.arguments.push_back({key.substr(4), value});
    } else {
      item.arguments.push_back({key, value});
    }
    return true;
  }

  EvidenceSet set_;
  std::map<std::string, uint32_t> modules_;
};

// Argument names that an attribute also has are written with a prefix.
bool is_attribute_name(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"in", "at", "symbol", "resource", "locale", "owner"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end() || name.starts_with("tr:") || name.starts_with("arg:");
}

}  // namespace

std::string to_text(const EvidenceSet& set, const Evidence& item) {
  std::string out(name_in(kKindNames, item.kind));
  if (item.kind == Kind::kText) out.append(" ").append(name_in(kRoleNames, item.role));
  const bool prose = item.kind == Kind::kText || item.kind == Kind::kPurpose || item.kind == Kind::kLiteral || item.kind == Kind::kField;
  out.append(" ").append(prose ? quoted(item.text) : word(item.text));
  for (const Argument& argument : item.arguments) {
    if (argument.name.empty()) {
      // A bare "required" would be the flag.
      const bool flag = argument.value == "required" || argument.value == "dormant";
      out.append(" ").append(flag ? "arg:=" + quoted(argument.value) : quoted(argument.value));
    } else {
      const std::string key = (is_attribute_name(argument.name) ? "arg:" : "") + argument.name;
      out.append(" ").append(word(key)).append("=").append(quoted(argument.value));
    }
  }
  if (item.required) out += " required";
  if (item.dormant) out += " dormant";
  if (item.module != kNoModule) attribute(out, "in", set.modules[item.module].id);
  attribute_if(out, "at", place(item.at));
  attribute_if(out, "symbol", item.at.symbol);
  attribute_if(out, "resource", item.at.resource);
  attribute_if(out, "locale", item.at.locale);
  if (item.owner != Owner::kUnknown) attribute(out, "owner", name_in(kOwnerNames, item.owner));
  for (const Translation& translation : item.translations) {
    out.append(" ").append(word("tr:" + translation.locale)).append("=").append(quoted(translation.text));
  }
  return out;
}

std::string to_text(const EvidenceSet& set) {
  std::string out;
  for (const Module& module : set.modules) out.append(line_of(module)).append("\n");
  for (const Edge& edge : set.edges) out.append(line_of(set, edge)).append("\n");
  for (const Evidence& item : set.evidence) out.append(to_text(set, item)).append("\n");
  for (const Gap& gap : set.gaps) out.append(line_of(set, gap)).append("\n");
  out.append(line_of(set.coverage)).append("\n");
  return out;
}

Result<EvidenceSet> from_text(std::string_view text) {
  SetReader reader;
  for (size_t number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const auto words = LineReader(line).words();
    if (!words || words->empty() || !reader.take(*words)) {
      return Error{ErrorKind::kCorrupt, {Msg::evidence_line, {std::string(line.substr(0, 120))}}, std::to_string(number)};
    }
  }
  return reader.finish();
}

}  // namespace jianfu::evidence
