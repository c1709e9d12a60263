// What the loaders of all kinds of rule files share: the file at hand, the complaints, and the checked ways
// to take a value out of a YAML node. A loader goes on after a complaint, so that one run shows all of them.
#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/load.h"
#include "rules/source_text.h"
#include "rules/yaml_reader.h"

namespace jianfu::rules {

// A rule file as read. `broken`: its source or YAML is wrong, and what it would define is unknown.
struct Document {
  std::string name;
  SourceText source;
  Yaml root;
  bool broken = false;
};

// Where a term set was written and who used it; parallel to RuleSet::term_sets.
struct SetPlace {
  const Document* file = nullptr;  // of the loader
  Mark at;
  Term::Mode mode = Term::kLiteral;
  std::vector<Mark> terms;
  bool used = false;
};

class LoadContext {
 public:
  LoadContext(RuleSet& rule_set, std::vector<Problem>& problems) : rules(rule_set), problems_(problems) {}

  RuleSet& rules;
  std::vector<SetPlace> set_places;
  std::map<std::string, uint32_t, std::less<>>
      rule_ids;  // every rule file's id → index, known before rules are read
  std::set<std::string, std::less<>> absence_rules;  // ids of those with `required`
  std::set<std::string, std::less<>> broken;  // names of broken files: nothing of them is called unknown

  // ---- complaints ----
  // The file that complaints are about from now on; borrowed.
  void enter(const Document& file) { file_ = &file; }
  const Document& file() const { return *file_; }
  void complain(Mark at, Msg id, std::vector<std::string> args = {}) {
    add_problem(at, {id, std::move(args)}, false);
  }
  void warn(Mark at, Msg id, std::vector<std::string> args = {}) {
    add_problem(at, {id, std::move(args)}, true);
  }
  bool has_errors() const;
  void complain_inside(const Yaml& scalar, size_t offset, Message what) {
    add_problem(file_->source.inside(scalar.at, scalar.text, offset), std::move(what), false);
  }

  // ---- values ----
  bool is_map(const Yaml& node) { return expect(node, Yaml::kMap); }
  bool is_list(const Yaml& node) { return expect(node, Yaml::kList); }
  bool is_text(const Yaml& node) { return expect(node, Yaml::kScalar); }
  // Complains about keys that are not among `known`.
  void only_keys(const Yaml& map, std::initializer_list<std::string_view> known);
  // The value of a key that must be there, else null and a complaint.
  const Yaml* need(const Yaml& map, std::string_view key);
  // The members of a map under that key, a map itself; none when it is missing or of another type.
  const std::vector<Yaml::Member>& members(const Yaml& map, std::string_view key, bool needed);

  std::string text(const Yaml& map, std::string_view key, bool needed = true);
  Bilingual bilingual(const Yaml& map, std::string_view key, bool needed = true);
  // A text, or a list of texts; not empty.
  std::vector<const Yaml*> texts(const Yaml& node);
  std::optional<bool> yes_no(const Yaml& node);
  evidence::KindSet kinds(const Yaml& node);
  // Lower-case ASCII words with '-': ids, names of sets and groups.
  bool is_id(std::string_view value, Mark at);

  // The place of the text among `names`; complains with the nearest one.
  template <typename Names>
  std::optional<size_t> one_of(const Names& names, const Yaml& node) {
    if (!is_text(node)) return std::nullopt;
    std::vector<std::string> known;
    for (const auto& name : names) {
      if (name == node.text) return known.size();
      known.emplace_back(name);
    }
    not_one_of(node, known);
    return std::nullopt;
  }
  void not_one_of(const Yaml& node, const std::vector<std::string>& known);

  // ---- terms and groups (load_group.cc) ----
  // The number of a term, made when new; nothing after a complaint.
  std::optional<uint32_t> term(Term::Mode mode, const Yaml& node);
  uint32_t add_set(TermSet set, SetPlace place);
  Group group(const std::string& name, const Yaml& node);

  // ---- norms (load_norms.cc) ----
  // Complains when the norm has no such provision; `prefix` of what may be meant.
  bool has_provision(const Yaml& node, const Norm& norm, const std::string& key, Msg complaint,
                     const std::string& prefix = {});
  // "norm12/B2" and its like, or a list of them; those that there are.
  std::vector<Citation> citations(const Yaml& node);

  // ---- conditions ----
  // `joins`: rule(…) may be used.
  std::optional<Condition> condition(const Yaml& node, const std::vector<std::string>& groups, bool joins);

 private:
  bool expect(const Yaml& node, Yaml::Type type);
  void add_problem(Mark at, Message what, bool warning);

  std::vector<Problem>& problems_;
  const Document* file_ = nullptr;
  std::map<std::pair<int, std::string>, uint32_t> terms_;
};

// Part of a path: "B2" and "clock-in" of "B2/clock-in.yaml".
std::string_view folder_of(std::string_view path);
std::string_view stem_of(std::string_view path);

// One loader a kind of file; each expects the root of the file that the context has entered.
void load_ruleset(LoadContext& context, const Yaml& root);
void load_norms(LoadContext& context, const Yaml& root);
// Provisions that cover a cited one are cited too.
void add_covering_citations(RuleSet& rules);
void load_lexicon(LoadContext& context, const Yaml& root);
void load_coercion(LoadContext& context, const Yaml& root);
void load_exemption(LoadContext& context, const Yaml& root);
void load_annotation(LoadContext& context, const Yaml& root);
void load_changes(LoadContext& context, const Yaml& root);
void load_rule(LoadContext& context, const Yaml& root);

// What works and deserves a second look (load.h: warnings). `files`: those that were read.
void lint(LoadContext& context, const std::vector<Document>& files);

}  // namespace jianfu::rules
