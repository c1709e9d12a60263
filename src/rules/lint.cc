// Warnings: what works and deserves a second look.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "rules/condition.h"
#include "rules/load_context.h"
#include "rules/load_rule.h"

namespace jianfu::rules {
namespace {

class Lint {
 public:
  Lint(LoadContext& context, const std::vector<Document>& files) : context_(context), rules_(context.rules) {
    for (const Document& file : files) files_.emplace(file.name, &file);
  }

  void run() {
    for (uint32_t set = 0; set < rules_.term_sets.size(); ++set) check_set(set);
    check_twice();
    for (const Rule& rule : rules_.rules) check_rule(rule);
  }

 private:
  // ---- sets ----
  void check_set(uint32_t index) {
    const TermSet& set = rules_.term_sets[index];
    const SetPlace& place = context_.set_places[index];
    context_.enter(*place.file);
    if (!place.used) context_.warn(place.at, Msg::lint_unused_set, {"$" + set.id});
    if (place.mode == Term::kLiteral && !compares_whole(index)) check_covered(set, place);
  }

  // A term that holds another of its set can never add a hit.
  void check_covered(const TermSet& set, const SetPlace& place) {
    for (size_t i = 0; i < set.terms.size() && i < place.terms.size(); ++i) {
      const std::string& longer = rules_.terms[set.terms[i]].text;
      const auto inside = std::find_if(set.terms.begin(), set.terms.end(), [&](uint32_t other) {
        return other != set.terms[i] && longer.find(rules_.terms[other].text) != std::string::npos;
      });
      if (inside != set.terms.end())
        context_.warn(place.terms[i], Msg::lint_covered, {longer, rules_.terms[*inside].text});
    }
  }

  // Names are compared whole: there, one that holds another is another name.
  bool compares_whole(uint32_t set) const {
    using evidence::Kind;
    constexpr evidence::KindSet kWhole = {Kind::kApi, Kind::kSdk, Kind::kFact, Kind::kCall,
                                          Kind::kPermission};
    const auto meets = [&](const Group& group) {
      return (group.whole || group.kinds.meets(kWhole)) &&
             std::find(group.any.begin(), group.any.end(), set) != group.any.end();
    };
    const auto any_rule = [&](const Rule& rule) {
      return std::any_of(rule.groups.begin(), rule.groups.end(), meets);
    };
    return std::any_of(rules_.rules.begin(), rules_.rules.end(), any_rule) ||
           std::any_of(rules_.signals.begin(), rules_.signals.end(),
                       [&](const Signal& s) { return meets(s.group); }) ||
           std::any_of(rules_.scenes.begin(), rules_.scenes.end(),
                       [&](const Scene& s) { return meets(s.group); });
  }

  // The same term in two named sets that both find, or both cancel: one of them will be forgotten in a
  // change.
  void check_twice() {
    std::map<std::tuple<const Document*, uint32_t, bool>, uint32_t> first;  // (lexicon, term, cancels) → set
    for (uint32_t index = 0; index < rules_.term_sets.size(); ++index) {
      const TermSet& set = rules_.term_sets[index];
      const SetPlace& place = context_.set_places[index];
      if (set.id.empty()) continue;
      for (size_t i = 0; i < set.terms.size() && i < place.terms.size(); ++i) {
        const auto [at, fresh] =
            first.emplace(std::tuple(place.file, set.terms[i], !set.reason.zh.empty()), index);
        if (fresh || at->second == index) continue;
        context_.enter(*place.file);
        context_.warn(place.terms[i], Msg::lint_twice,
                      {rules_.terms[set.terms[i]].text, "$" + rules_.term_sets[at->second].id});
      }
    }
  }

  // ---- rules ----
  void check_rule(const Rule& rule) {
    const auto file = files_.find(rule.file);
    if (file == files_.end()) return;
    context_.enter(*file->second);
    root_ = &file->second->root;
    check_english(rule);
    check_evidence(rule);
    check_same_conditions(rule);
    check_groups(rule);
  }

  Mark place_of(std::string_view key) const {
    const Yaml* node = root_->find(key);
    return node == nullptr ? root_->at : node->at;
  }

  void check_english(const Rule& rule) {
    const std::pair<std::string_view, const Bilingual*> texts[] = {{"title", &rule.title},
                                                                   {"message", &rule.message},
                                                                   {"question", &rule.question},
                                                                   {"remedy", &rule.remedy}};
    for (const auto& [key, text] : texts) {
      if (!text->zh.empty() && text->en.empty())
        context_.warn(place_of(key), Msg::lint_no_english, {std::string(key)});
    }
    const Yaml* groups = root_->find("evidence");
    for (size_t g = 0; g < rule.groups.size() && groups != nullptr && g < groups->members.size(); ++g) {
      const Bilingual& say = rule.groups[g].say;
      if (!say.zh.empty() && say.en.empty())
        context_.warn(groups->members[g].at, Msg::lint_no_english, {rule.groups[g].name + ".say"});
    }
    const Yaml* steps = root_->find("required");
    for (size_t i = 0; i < rule.required.size() && steps != nullptr && i < steps->items.size(); ++i) {
      if (rule.required[i].title.en.empty())
        context_.warn(steps->items[i].at, Msg::lint_no_english, {"title"});
    }
  }

  void check_evidence(const Rule& rule) {
    for (const auto* condition : {&rule.confirmed, &rule.probable, &rule.hint}) {
      if (*condition && holds_on_nothing(**condition))
        context_.warn(place_of("presence"), Msg::lint_no_evidence, {(*condition)->source});
    }
  }

  void check_same_conditions(const Rule& rule) {
    std::vector<std::string> seen;
    for (const auto* condition : {&rule.confirmed, &rule.probable, &rule.hint}) {
      if (!*condition) continue;
      if (std::find(seen.begin(), seen.end(), (*condition)->source) != seen.end())
        context_.warn(place_of("presence"), Msg::lint_same_condition, {(*condition)->source});
      seen.push_back((*condition)->source);
    }
  }

  // A group that only stands below `not` takes findings away and never makes one: often meant as `unless`. A rule about
  // the whole package has no other way to ask for what stands nowhere in it.
  void check_groups(const Rule& rule) {
    if (rule.within == Within::kPackage) return;
    std::vector<bool> speaks(rule.groups.size());
    for (const Condition* condition : conditions_of(rule)) {
      for (const uint32_t group : groups_of(*condition, true)) {
        if (group < speaks.size()) speaks[group] = true;
      }
    }
    const Yaml* groups = root_->find("evidence");
    for (size_t g = 0; g < speaks.size() && groups != nullptr && g < groups->members.size(); ++g) {
      if (!speaks[g]) context_.warn(groups->members[g].at, Msg::lint_only_negated, {rule.groups[g].name});
    }
  }

  LoadContext& context_;
  const RuleSet& rules_;
  std::map<std::string, const Document*, std::less<>> files_;
  const Yaml* root_ = nullptr;  // of the rule at hand
};

}  // namespace

// Half-read rules would be warned about for what is only missing: lint is for rules without errors.
void lint(LoadContext& context, const std::vector<Document>& files) {
  if (!context.has_errors()) Lint(context, files).run();
}

}  // namespace jianfu::rules
