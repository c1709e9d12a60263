// Reader of the text form. Strict, because people write fixtures in it: a misspelt kind, key or flag is an
// error that names the line, never an item that silently matches nothing.
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "evidence/pressed.h"
#include "evidence/text_form.h"
#include "evidence/text_place.h"
#include "evidence/text_words.h"

namespace jianfu::evidence {
namespace {

constexpr size_t kShown = 80;  // bytes of a wrong word in a message

std::string shown(const Word& word) {
  const std::string text = word.keyed ? word.key + "=" + word.value : word.value;
  return text.size() <= kShown ? as_word(text) : as_word(text.substr(0, kShown)) + "…";
}

class Reader {
 public:
  // False when the line is wrong; error() says why.
  bool take(std::string_view line) {
    Result<std::vector<Word>> words = split_words(line);
    if (!words) return fail(words.error().what.id, words.error().what.args);
    words_ = std::move(*words);
    next_ = 1;
    if (words_.empty() || (words_.front().value.starts_with('#') && !words_.front().quoted)) return true;
    const Word& first = words_.front();
    if (first.keyed) return expected("证据种类", "a kind of item", first);
    if (first.value == "module") return take_module();
    if (first.value == "edge") return take_edge();
    if (first.value == "gap") return take_gap();
    if (first.value == "coverage") return take_coverage();
    return take_evidence(first);
  }
  const Message& error() const { return error_; }
  EvidenceSet finish() { return std::move(set_); }

 private:
  bool fail(Msg what, std::vector<std::string> args) {
    error_ = {what, std::move(args)};
    return false;
  }
  bool expected(std::string_view zh, std::string_view en, const Word& found) {
    return fail(Msg::evidence_expected, {core::bilingual(zh, en), shown(found)});
  }
  bool missing(std::string_view zh, std::string_view en) {
    return fail(Msg::evidence_missing, {core::bilingual(zh, en)});
  }

  template <typename Names, typename Value>
  bool name_in(const Names& names, const Word& word, Value& out) {
    const auto found = std::find(names.begin(), names.end(), word.value);
    if (found != names.end()) {
      out = static_cast<Value>(found - names.begin());
      return true;
    }
    std::string all;
    for (const std::string_view name : names) all.append(all.empty() ? "" : "|").append(name);
    return expected(" " + all, all, word);
  }
  template <typename Number>
  bool number(const Word& word, Number& out) {
    const char* const end = word.value.data() + word.value.size();
    const auto read = std::from_chars(word.value.data(), end, out);
    return (read.ec == std::errc() && read.ptr == end) || expected("数字", "a number", word);
  }
  bool yes_or_no(const Word& word, bool& out) {
    out = word.value == "yes";
    return out || word.value == "no" || expected(" yes 或 no", "yes or no", word);
  }
  bool kinds(const Word& word, KindSet& out) {
    std::string_view rest = word.value;
    while (!rest.empty()) {
      Word one;
      const size_t comma = std::min(rest.find(','), rest.size());
      one.value = rest.substr(0, comma);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
      Kind kind{};
      if (!name_in(kKindNames, one, kind)) return false;
      out.add(kind);
    }
    return true;
  }
  static bool text(const Word& word, std::string& out) {
    out = word.value;
    return true;
  }

  // The next word, which must stand alone.
  const Word* plain(std::string_view zh, std::string_view en) {
    if (next_ >= words_.size()) {
      missing(zh, en);
      return nullptr;
    }
    const Word& word = words_[next_++];
    if (!word.keyed) return &word;
    expected(zh, en, word);
    return nullptr;
  }
  template <typename Names, typename Value>
  bool plain_name(const Names& names, Value& out) {
    const Word* const word = plain("种类", "a kind");
    return word != nullptr && name_in(names, *word, out);
  }
  // Calls take(word) for what is left of the line.
  template <typename Take>
  bool each(Take take) {
    for (; next_ < words_.size(); ++next_) {
      if (!take(words_[next_])) return false;
    }
    return true;
  }

  uint32_t module(const std::string& id) {
    const auto [known, made] = modules_.emplace(id, static_cast<uint32_t>(set_.modules.size()));
    if (made) {
      set_.modules.emplace_back();
      set_.modules.back().id = id;
      declared_.push_back(false);
    }
    return known->second;
  }

  bool take_module() {
    ModuleKind kind{};
    if (!plain_name(kModuleKindNames, kind)) return false;
    const Word* const id = plain("模块名", "the id of the module");
    if (id == nullptr) return false;
    const uint32_t index = module(id->value);
    if (declared_[index]) return fail(Msg::evidence_module_twice, {as_word(id->value)});
    declared_[index] = true;
    Module& made = set_.modules[index];
    made.kind = kind;
    return each([&](const Word& word) {
      if (word.key == "title") return text(word, made.title);
      if (word.key == "at") return text(word, made.place);
      if (word.key == "entry") return yes_or_no(word, made.entry);
      if (word.key == "owner") return name_in(kOwnerNames, word, made.owner);
      if (word.key == "reach") return name_in(kReachNames, word, made.reach);
      return unknown(word);
    });
  }

  bool take_edge() {
    Edge edge;
    if (!plain_name(kEdgeKindNames, edge.kind)) return false;
    const Word* const from = plain("模块名", "the id of a module");
    const Word* const to = from == nullptr ? nullptr : plain("模块名", "the id of a module");
    if (to == nullptr) return false;
    edge.from = module(from->value);
    edge.to = module(to->value);
    const bool good = each([&](const Word& word) {
      if (word.key != "at") return unknown(word);
      Place at = read_place(word.value);
      edge.entry = std::move(at.entry);
      edge.line = at.line;
      return true;
    });
    if (good) set_.edges.push_back(std::move(edge));
    return good;
  }

  bool take_gap() {
    Gap gap;
    if (!plain_name(core::kGapReasonNames, gap.why)) return false;
    const bool good = each([&](const Word& word) {
      if (word.key == "at") return text(word, gap.entry);
      if (word.key == "in") {
        gap.module = module(word.value);
        return true;
      }
      if (word.key == "hides") return kinds(word, gap.hides);
      if (word.key == "bytes") return number(word, gap.bytes);
      if (word.key == "what") return message(word, gap.what.id);
      if (word.key == "arg") return text(word, gap.what.args.emplace_back());
      if (word.key == "detail") return text(word, gap.detail);
      if (word.key == "ask-zh") return text(word, gap.ask_zh);
      if (word.key == "ask-en") return text(word, gap.ask_en);
      return unknown(word);
    });
    if (good) set_.gaps.push_back(std::move(gap));
    return good;
  }
  bool message(const Word& word, Msg& out) {
    const std::optional<Msg> found = core::message_named(word.value);
    if (!found) return expected("消息编号", "the id of a message", word);
    out = *found;
    return true;
  }

  bool take_coverage() {
    Coverage& out = set_.coverage;
    return each([&](const Word& word) {
      if (word.key == "entries") return number(word, out.entries);
      if (word.key == "read") return number(word, out.read);
      if (word.key == "skipped") return number(word, out.skipped);
      if (word.key == "opaque") return number(word, out.opaque);
      if (word.key == "bytes") return number(word, out.bytes_total);
      if (word.key == "bytes-read") return number(word, out.bytes_read);
      const auto kind = std::find(kKindNames.begin(), kKindNames.end(), word.key);
      if (!word.keyed || kind == kKindNames.end()) return unknown(word);
      return number(word, out.items[static_cast<size_t>(kind - kKindNames.begin())]);
    });
  }

  bool take_evidence(const Word& first) {
    Evidence item;
    if (!name_in(kKindNames, first, item.kind)) return false;
    if (item.kind == Kind::kText && !plain_name(kRoleNames, item.role)) return false;
    const Word* const what = plain("内容（含 = 的要加引号）", "the text (quoted when it holds =)");
    if (what == nullptr) return false;
    item.text = what->value;
    if (!each([&](const Word& word) { return word.keyed ? attribute(word, item) : flag(word, item); }))
      return false;
    set_.evidence.push_back(std::move(item));
    return true;
  }
  static bool is_call(const Evidence& item) { return item.kind == Kind::kCall || item.kind == Kind::kApi; }

  bool flag(const Word& word, Evidence& item) {
    if (!word.quoted && word.value == "required") {
      item.required = true;
    } else if (!word.quoted && word.value == kPressed && item.kind == Kind::kText) {
      item.arguments.push_back({std::string(kPressed), {}});
    } else if (!word.quoted && word.value == "dormant") {
      item.dormant = true;
    } else if (is_call(item)) {
      item.arguments.push_back({{}, word.value});
    } else {
      return expected(" required、pressed、dormant 或 key=value", "required, pressed, dormant or key=value", word);
    }
    return true;
  }

  bool attribute(const Word& word, Evidence& item) {
    const std::string_view key = word.key;
    if (key == "in") {
      item.module = module(word.value);
      return true;
    }
    if (key == "at") {
      Place at = read_place(word.value);
      item.at.entry = std::move(at.entry);
      item.at.line = at.line;
      item.at.column = at.column;
      item.at.offset = at.offset;
      return true;
    }
    if (key == "role") return name_in(kRoleNames, word, item.role);
    if (key == "owner") return name_in(kOwnerNames, word, item.owner);
    if (key == "symbol") return text(word, item.at.symbol);
    if (key == "resource") return text(word, item.at.resource);
    if (key == "locale") return text(word, item.at.locale);
    return listed(word, item);
  }
  bool listed(const Word& word, Evidence& item) {
    const std::string_view key = word.key;
    constexpr std::string_view kTranslation = "tr:", kArgument = "arg:";
    if (key.starts_with(kTranslation)) {
      item.translations.push_back({std::string(key.substr(kTranslation.size())), word.value});
    } else if (key.starts_with(kArgument)) {
      item.arguments.push_back({std::string(key.substr(kArgument.size())), word.value});
    } else if (is_call(item)) {
      item.arguments.push_back({word.key, word.value});
    } else {
      return unknown(word);
    }
    return true;
  }
  bool unknown(const Word& word) {
    if (!word.keyed) return expected(" key=value", "key=value", word);
    return fail(Msg::evidence_key, {as_word(word.key.substr(0, kShown))});
  }

  EvidenceSet set_;
  std::unordered_map<std::string, uint32_t> modules_;
  std::vector<bool> declared_;  // by module: a module line named it
  std::vector<Word> words_;     // of the line
  size_t next_ = 0;
  Message error_;
};

}  // namespace

Result<EvidenceSet> from_text(std::string_view text) {
  Reader reader;
  for (size_t line = 1; !text.empty(); ++line) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (!reader.take(text.substr(0, end)))
      return Error{ErrorKind::kCorrupt, reader.error(), std::to_string(line)};
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.finish();
}

}  // namespace jianfu::evidence
