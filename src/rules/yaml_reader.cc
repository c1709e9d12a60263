#include "rules/yaml_reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>

namespace jianfu::rules {
namespace {

constexpr size_t kDepth = 32;  // a rule file needs six

class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(std::vector<YamlProblem>& problems) : problems_(problems) {}
  Yaml take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { leaf(mark, anchor, Yaml::kNull, ""); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    complain(mark, Msg::yaml_alias, {});
    leaf(mark, 0, Yaml::kNull, "");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
    if (!tag.empty() && tag != "?" && tag != "!") complain(mark, Msg::yaml_tag, {tag});
    leaf(mark, anchor, Yaml::kScalar, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, anchor, Yaml::kList);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    open(mark, anchor, Yaml::kMap);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    Yaml node;
    std::string key;
    Mark key_at;
    bool has_key = false;
  };

  static Mark place(const YAML::Mark& mark) { return {static_cast<uint32_t>(mark.line + 1), static_cast<uint32_t>(mark.column + 1)}; }

  void complain(const YAML::Mark& mark, Msg id, std::vector<std::string> args) { problems_.push_back({place(mark), {id, std::move(args)}}); }

  Yaml node(const YAML::Mark& mark, YAML::anchor_t anchor, Yaml::Type type) {
    if (anchor != 0) complain(mark, Msg::yaml_alias, {});
    Yaml out;
    out.type = type;
    out.at = place(mark);
    return out;
  }

  void leaf(const YAML::Mark& mark, YAML::anchor_t anchor, Yaml::Type type, std::string value) {
    Yaml out = node(mark, anchor, type);
    out.text = std::move(value);
    put(std::move(out));
  }

  void open(const YAML::Mark& mark, YAML::anchor_t anchor, Yaml::Type type) {
    if (levels_.size() >= kDepth) throw YAML::ParserException(mark, "nesting");
    levels_.push_back({node(mark, anchor, type), {}, {}, false});
  }

  void close() {
    Yaml done = std::move(levels_.back().node);
    levels_.pop_back();
    put(std::move(done));
  }

  void put(Yaml value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return;
    }
    Level& level = levels_.back();
    if (level.node.type == Yaml::kList) {
      level.node.items.push_back(std::move(value));
    } else if (!level.has_key) {
      if (value.type != Yaml::kScalar) problems_.push_back({value.at, {Msg::yaml_key, {}}});
      if (level.node.find(value.text) != nullptr) problems_.push_back({value.at, {Msg::yaml_duplicate, {value.text}}});
      level.key = std::move(value.text);
      level.key_at = value.at;
      level.has_key = true;
    } else {
      level.node.members.push_back({std::move(level.key), level.key_at, std::move(value)});
      level.has_key = false;
    }
  }

  std::vector<YamlProblem>& problems_;
  std::vector<Level> levels_;
  Yaml root_;
};

size_t character_size(char first) {
  const unsigned char c = static_cast<unsigned char>(first);
  return c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
}

// One line of source, told apart into YAML structure and prose.
class LineCheck {
 public:
  LineCheck(std::string_view line, uint32_t number, std::vector<YamlProblem>& out) : line_(line), number_(number), out_(out) {}

  void run() {
    size_t at = line_.find_first_not_of(" -");
    if (at == std::string_view::npos || line_[at] == '#') return;
    check_key(at);
    size_t depth = 0;  // of flow brackets: only inside of them is a comma structure
    while (at < line_.size()) {
      const char c = line_[at];
      if (c == '#' && (at == 0 || line_[at - 1] == ' ')) return;
      if ((c == '\'' || c == '"') && begins_value(at)) {
        at = after_quote(at);
        if (at == std::string_view::npos) return;
        continue;
      }
      if (c == '[' || c == '{') ++depth;
      if ((c == ']' || c == '}') && depth > 0) --depth;
      const std::string_view character = line_.substr(at, character_size(c));
      const bool comma = character == "，" || character == "、" || character == "；";
      if (depth > 0 && comma && next_to_word(at, character.size())) complain(at, character, ",");
      if (depth > 0 && character == "：") complain(at, character, ":");
      if ((character == "“" || character == "‘" || character == "＂") && begins_value(at)) complain(at, character, "'");
      at += character.size();
    }
  }

 private:
  void complain(size_t at, std::string_view found, std::string wanted) {
    out_.push_back({{number_, column_of(line_, at)}, {Msg::yaml_full_width, {std::string(found), std::move(wanted)}}});
  }

  // "id：clock-in": a bare word, then a full-width colon where the key ends.
  void check_key(size_t at) {
    size_t end = at;
    while (end < line_.size() && (std::isalnum(static_cast<unsigned char>(line_[end])) != 0 || line_[end] == '-' || line_[end] == '_')) ++end;
    if (end > at && line_.substr(end).starts_with("：")) complain(end, "：", ":");
  }

  bool begins_value(size_t at) const {
    const size_t before = line_.substr(0, at).find_last_not_of(' ');
    if (before == std::string_view::npos) return true;
    const char c = line_[before];
    return c == ':' || c == '[' || c == '{' || c == ',' || c == '-';
  }

  // A full-width comma in a list of words; prose in flow maps ({zh: 甲，乙}) may hold it: there the value began with a key.
  bool next_to_word(size_t at, size_t) const {
    const std::string_view before = line_.substr(0, at);
    const size_t colon = before.rfind(": ");
    const size_t bracket = before.find_last_of("[,");
    return colon == std::string_view::npos || (bracket != std::string_view::npos && bracket > colon);
  }

  size_t after_quote(size_t at) {
    const char quote = line_[at];
    for (size_t i = at + 1; i < line_.size(); ++i) {
      if (quote == '"' && line_[i] == '\\') {
        ++i;
      } else if (line_[i] == quote) {
        if (quote == '\'' && i + 1 < line_.size() && line_[i + 1] == '\'') ++i;
        else return i + 1;
      }
    }
    out_.push_back({{number_, column_of(line_, at)}, {Msg::yaml_unclosed, {std::string(1, quote)}}});
    return std::string_view::npos;
  }

  std::string_view line_;
  uint32_t number_;
  std::vector<YamlProblem>& out_;
};

}  // namespace

const Yaml* Yaml::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const Member& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

uint32_t column_of(std::string_view line, size_t byte) {
  const std::string_view before = line.substr(0, byte);
  const auto characters = std::count_if(before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return static_cast<uint32_t>(characters) + 1;
}

std::vector<YamlProblem> check_source(std::string_view text) {
  std::vector<YamlProblem> out;
  uint32_t number = 1;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    LineCheck(text.substr(0, end), number++, out).run();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

Yaml read_yaml(const std::string& text, std::vector<YamlProblem>& problems) {
  Builder builder(problems);
  try {
    std::istringstream in(text);
    YAML::Parser parser(in);
    parser.HandleNextDocument(builder);
    Builder rest(problems);
    if (parser.HandleNextDocument(rest)) problems.push_back({{1, 1}, {Msg::yaml_documents, {}}});
  } catch (const YAML::Exception& error) {
    const Mark at{static_cast<uint32_t>(std::max(0, error.mark.line) + 1), static_cast<uint32_t>(std::max(0, error.mark.column) + 1)};
    problems.push_back({at, {Msg::yaml_syntax, {error.msg}}});
  }
  return builder.take();
}

}  // namespace jianfu::rules
