#include "rules/yaml_reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <set>
#include <sstream>
#include <utility>

namespace jianfu::rules {
namespace {

constexpr size_t kDepth = 24;  // a rule file needs seven

using YAML::anchor_t;

class Builder final : public YAML::EventHandler {
 public:
  Builder(const SourceText& source, std::vector<YamlProblem>& problems)
      : source_(source), problems_(problems) {}
  Yaml take() {
    while (!levels_.empty()) close();  // what was open when the parser gave up
    return std::move(root_);
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, anchor_t anchor) override {
    check_anchor(mark, anchor);
    leaf(mark, Yaml::kNull, {});
  }
  void OnAlias(const YAML::Mark& mark, anchor_t) override {
    complain(mark, Msg::yaml_alias, {});
    leaf(mark, Yaml::kNull, {});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    leaf(mark, Yaml::kScalar, value);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open(mark, Yaml::kList);
  }
  void OnSequenceEnd() override { end(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open(mark, Yaml::kMap);
  }
  void OnMapEnd() override { end(); }

 private:
  struct Level {
    Yaml node;
    std::string key;
    Mark key_at;
    bool has_key = false;
    std::set<std::string> keys;
  };

  Mark place(const YAML::Mark& mark) const {
    return source_.mark_at(static_cast<size_t>(std::max(mark.line, 0)),
                           static_cast<size_t>(std::max(mark.column, 0)));
  }
  void complain(const YAML::Mark& mark, Msg id, std::vector<std::string> args) {
    problems_.push_back({place(mark), {id, std::move(args)}});
  }
  void check(const YAML::Mark& mark, const std::string& tag, anchor_t anchor) {
    // "?" is a plain node and "!" a quoted one: neither was written down.
    if (!tag.empty() && tag != "?" && tag != "!") complain(mark, Msg::yaml_tag, {tag});
    check_anchor(mark, anchor);
  }
  void check_anchor(const YAML::Mark& mark, anchor_t anchor) {
    if (anchor != YAML::NullAnchor) complain(mark, Msg::yaml_alias, {});
  }

  void leaf(const YAML::Mark& mark, Yaml::Type type, const std::string& text) {
    if (too_deep_ > 0) return;
    Yaml node;
    node.type = type;
    node.text = text;
    node.at = place(mark);
    put(std::move(node));
  }
  void open(const YAML::Mark& mark, Yaml::Type type) {
    if (too_deep_ > 0 || levels_.size() >= kDepth) {
      if (too_deep_++ == 0) complain(mark, Msg::yaml_deep, {});
      return;
    }
    levels_.emplace_back();
    levels_.back().node.type = type;
    levels_.back().node.at = place(mark);
  }
  void end() {
    if (too_deep_ > 0) {
      --too_deep_;
      if (too_deep_ == 0) put({});  // keeps keys and values in step
    } else if (!levels_.empty()) {
      close();
    }
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
      take_key(level, std::move(value));
    } else {
      level.node.members.push_back({std::move(level.key), level.key_at, std::move(value)});
      level.has_key = false;
    }
  }
  void take_key(Level& level, Yaml key) {
    if (key.type != Yaml::kScalar) problems_.push_back({key.at, {Msg::yaml_key, {}}});
    if (!level.keys.insert(key.text).second) problems_.push_back({key.at, {Msg::yaml_duplicate, {key.text}}});
    level.key = std::move(key.text);
    level.key_at = key.at;
    level.has_key = true;
  }

  const SourceText& source_;
  std::vector<YamlProblem>& problems_;
  std::vector<Level> levels_;
  Yaml root_;
  size_t too_deep_ = 0;  // open nodes below the deepest level that is kept
};

// What yaml-cpp says, in words that help; its own otherwise.
Message syntax_message(const std::string& said) {
  const std::array<std::pair<std::string_view, Msg>, 10> kKnown = {{
      {YAML::ErrorMsg::MAP_VALUE, Msg::yaml_bad_value},
      {YAML::ErrorMsg::MAP_KEY, Msg::yaml_bad_indent},
      {YAML::ErrorMsg::END_OF_MAP, Msg::yaml_bad_indent},
      {YAML::ErrorMsg::END_OF_SEQ, Msg::yaml_bad_indent},
      {YAML::ErrorMsg::BLOCK_ENTRY, Msg::yaml_bad_indent},
      {YAML::ErrorMsg::END_OF_MAP_FLOW, Msg::yaml_bad_flow},
      {YAML::ErrorMsg::END_OF_SEQ_FLOW, Msg::yaml_bad_flow},
      {YAML::ErrorMsg::FLOW_END, Msg::yaml_bad_flow},
      {YAML::ErrorMsg::INVALID_SCALAR, Msg::yaml_bad_flow},
      {YAML::ErrorMsg::UNKNOWN_TOKEN, Msg::yaml_bad_start},
  }};
  for (const auto& [known, message] : kKnown) {
    if (said == known) return {message, {}};
  }
  return {Msg::yaml_syntax, {said}};
}

}  // namespace

const Yaml* Yaml::find(std::string_view key) const {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

Yaml read_yaml(const SourceText& source, std::vector<YamlProblem>& problems) {
  Builder builder(source, problems);
  try {
    std::istringstream in(source.text());
    YAML::Parser parser(in);
    parser.HandleNextDocument(builder);
    std::vector<YamlProblem> unheard;
    Builder rest(source, unheard);
    if (parser.HandleNextDocument(rest)) problems.push_back({{1, 1}, {Msg::yaml_documents, {}}});
  } catch (const YAML::Exception& error) {
    const Mark at = source.mark_at(static_cast<size_t>(std::max(error.mark.line, 0)),
                                   static_cast<size_t>(std::max(error.mark.column, 0)));
    problems.push_back({at, syntax_message(error.msg)});
  }
  return builder.take();
}

}  // namespace jianfu::rules
