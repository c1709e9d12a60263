// What the loaders of all kinds of files share: where they are, what they complain about, and the checked ways to take
// a value out of a YAML node.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/load.h"
#include "rules/yaml_reader.h"

namespace jianfu::rules {

class LoadContext {
 public:
  LoadContext(RuleSet& rule_set, std::vector<Problem>& problems) : rules(rule_set), problems_(problems) {}

  RuleSet& rules;
  std::map<std::string, uint32_t, std::less<>> rule_ids;  // every rule file's id → index, known before rules are read
  std::set<uint32_t> used_sets;

  // The file that complaints are about from now on. Borrowed.
  void enter(const SourceFile& file) { file_ = &file; }
  const SourceFile& file() const { return *file_; }

  void complain(Mark at, Msg id, std::vector<std::string> args = {}, bool warning = false);

  // Keys outside of `known` are complained about, with the nearest known one.
  void only_keys(const Yaml& map, std::initializer_list<std::string_view> known);
  // True when the node is of that type; complains otherwise.
  bool expect(const Yaml& node, Yaml::Type type);

  std::string text(const Yaml& map, std::string_view key, bool needed);
  Bilingual bilingual(const Yaml& map, std::string_view key, bool needed);
  Bilingual bilingual(const Yaml& node);
  // A scalar or a list of scalars.
  std::vector<const Yaml*> scalars(const Yaml& node);
  std::optional<bool> yes_no(const Yaml& node);

  // A name in one of the constexpr name tables.
  template <typename Names>
  std::optional<size_t> one_of(const Names& names, const Yaml& node) {
    for (size_t i = 0; i < names.size(); ++i) {
      if (names[i] == node.text) return i;
    }
    std::string all;
    for (const std::string_view name : names) all.append(all.empty() ? "" : " | ").append(name);
    complain(node.at, Msg::rule_not_one_of, {node.text, all});
    return std::nullopt;
  }

  evidence::KindSet kinds(const Yaml& node);

  // ---- terms and groups (load_group.cc) ----
  // Index of a term, made when new; nothing after a complaint.
  std::optional<uint32_t> term(Term::Mode mode, const Yaml& node);
  uint32_t add_set(TermSet set);
  Group group(const std::string& name, const Yaml& node);

  // ---- conditions ----
  std::optional<Condition> condition(const Yaml& node, const std::vector<std::string>& groups);

 private:
  void add_sets(const Yaml& node, Term::Mode mode, std::vector<uint32_t>& out);
  std::vector<ArgumentTest> argument_tests(const Yaml& node);

  std::vector<Problem>& problems_;
  const SourceFile* file_ = nullptr;
  std::map<std::pair<int, std::string>, uint32_t> terms_;
};

// One loader a kind of file.
void load_ruleset_file(LoadContext& context, const Yaml& root);
void load_norms(LoadContext& context, const Yaml& root);
void load_lexicon(LoadContext& context, const Yaml& root);
void load_coercion(LoadContext& context, const Yaml& root);
void load_exemption(LoadContext& context, const Yaml& root);
void load_annotation(LoadContext& context, const Yaml& root);
void load_rule(LoadContext& context, const Yaml& root, Rule& out);

// What is worth a second look (load.h: warnings).
void lint(LoadContext& context);

}  // namespace jianfu::rules
