#include "engine/mutate.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include "engine/lean_rules.h"
#include "engine/rule_tests.h"

namespace jianfu::engine {
namespace {

using rules::Condition;
using rules::Group;
using rules::Rule;
using rules::RuleSet;
using rules::TermSet;

constexpr size_t kLeastToHalve = 4;  // of two or three terms a test of each would say it all
constexpr std::string_view kCoercionFile = "coercion.yaml", kExemptionFile = "exemption.yaml";

// The tests of all rules with their evidence, annotated once: a change of rules changes no annotation.
struct Ready {
  const rules::RuleTest* test = nullptr;
  evidence::EvidenceSet set;
};
using Prepared = std::vector<std::vector<Ready>>;  // by rule

Prepared prepared(const RuleSet& rules) {
  Prepared out(rules.rules.size());
  for (size_t r = 0; r < out.size(); ++r) {
    for (const rules::RuleTest& test : rules.rules[r].tests) {
      Result<evidence::EvidenceSet> set = evidence_of(test, rules);
      if (set) out[r].push_back({&test, std::move(*set)});
    }
  }
  return out;
}

// What tests are asked of a lean rule set, by its rules: none of those that are only joined.
using Asked = std::vector<std::vector<const Ready*>>;

Asked asked_of(const Prepared& tests, const std::vector<uint32_t>& rules) {
  Asked out;
  for (const uint32_t rule : rules) {
    out.emplace_back();
    for (const Ready& ready : tests[rule]) out.back().push_back(&ready);
  }
  return out;
}

bool noticed(const Asked& asked, const RuleSet& rules) {
  const match::Matcher matcher(rules);
  for (uint32_t rule = 0; rule < asked.size(); ++rule) {
    for (const Ready* ready : asked[rule]) {
      const match::Session session(matcher, ready->set);
      if (found_by(session, rule, *ready->test) != expected_by(*ready->test)) return true;
    }
  }
  return false;
}

// A change of rule 0 of a bench, or of common data.
struct Change {
  Message what;
  std::function<void(RuleSet&)> make;
};

// ---- changes of conditions ----

using ConditionOf = std::function<std::optional<Condition>&(RuleSet&)>;

// The part of the condition as written is not kept; the group names say enough.
std::string names_in(const Condition& condition, uint32_t index, const std::function<std::string(uint32_t)>& name) {
  const Condition::Node& node = condition.nodes[index];
  const auto children = [&](std::string_view between) {
    std::string out;
    for (const uint32_t child : node.children) {
      const bool nested = condition.nodes[child].op == Condition::kOr && node.op == Condition::kAnd;
      const std::string inner = names_in(condition, child, name);
      out.append(out.empty() ? "" : between).append(nested ? "(" + inner + ")" : inner);
    }
    return out;
  };
  switch (node.op) {
    case Condition::kAnd:
      return children(" and ");
    case Condition::kOr:
      return children(" or ");
    case Condition::kNot:
      return "not " + children("");
    case Condition::kCount:
      return "count(" + name(node.group) + ")";
    case Condition::kNear:
      return "near(" + name(node.group) + ", " + name(node.group2) + ")";
    case Condition::kLeadsTo:
      return "leads-to(" + name(node.group) + ")";
    case Condition::kGatesAll:
      return "gates-all(" + name(node.group) + ")";
    case Condition::kAnywhere:
      return "anywhere(" + name(node.group) + ")";
    case Condition::kOneStep:
      return "one-step(" + name(node.group) + ")";
    case Condition::kScreen:
      return "screen";
    case Condition::kBackground:
      return "background";
    case Condition::kEntry:
      return "entry";
    case Condition::kLaunch:
      return "launch";
    case Condition::kMenu:
      return "opened-from-menu";
    case Condition::kRule:
      return "rule";
    case Condition::kGroup:
      break;
  }
  return name(node.group);
}

// Each alternative, wherever it stands; a condition without alternatives as a whole.
void add_alternatives(const std::string& of, const ConditionOf& where, RuleSet& rules,
                      const std::function<std::string(uint32_t)>& name, std::vector<Change>& out) {
  const std::optional<Condition>& condition = where(rules);
  if (!condition || condition->nodes.empty()) return;
  if (condition->nodes.front().op != Condition::kOr)
    out.push_back({{Msg::mutate_condition, {of}}, [where](RuleSet& changed) { where(changed).reset(); }});
  for (uint32_t i = 0; i < condition->nodes.size(); ++i) {
    if (condition->nodes[i].op != Condition::kOr) continue;
    for (size_t child = 0; child < condition->nodes[i].children.size(); ++child) {
      const std::string said = names_in(*condition, condition->nodes[i].children[child], name);
      out.push_back({{Msg::mutate_alternative, {of, said}}, [where, i, child](RuleSet& changed) {
                       auto& children = where(changed)->nodes[i].children;
                       children.erase(children.begin() + static_cast<std::ptrdiff_t>(child));
                     }});
    }
  }
}

// ---- changes of groups ----

using GroupOf = std::function<Group&(RuleSet&)>;

std::string name_of_set(const RuleSet& rules, uint32_t index) {
  const TermSet& set = rules.term_sets[index];
  if (!set.id.empty()) return "$" + set.id;
  std::string out;
  constexpr size_t kShown = 3;
  for (size_t i = 0; i < set.terms.size() && i < kShown; ++i)
    out.append(out.empty() ? "" : ", ").append(rules.terms[set.terms[i]].text);
  return "[" + out + (set.terms.size() > kShown ? ", …]" : "]");
}

void add_group(const GroupOf& where, RuleSet& rules, std::vector<Change>& out) {
  const Group& group = where(rules);
  out.push_back({{Msg::mutate_group, {group.name}}, [where](RuleSet& changed) { where(changed).kinds = {}; }});
  for (size_t i = 0; i < group.any.size() && group.any.size() > 1; ++i) {
    out.push_back({{Msg::mutate_set, {group.name, name_of_set(rules, group.any[i])}}, [where, i](RuleSet& changed) {
                     auto& sets = where(changed).any;
                     sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(i));
                   }});
  }
  for (std::vector<uint32_t> Group::*key : {&Group::unless, &Group::unless_with}) {
    for (size_t i = 0; i < (group.*key).size(); ++i) {
      const std::string set = name_of_set(rules, (group.*key)[i]);
      out.push_back({{Msg::mutate_negative, {group.name, set}}, [where, key, i](RuleSet& changed) {
                       auto& sets = where(changed).*key;
                       sets.erase(sets.begin() + static_cast<std::ptrdiff_t>(i));
                     }});
    }
  }
}

void add_without_args(const GroupOf& where, RuleSet& rules, std::vector<Change>& out) {
  const Group& group = where(rules);
  if (!group.without_args.empty())
    out.push_back({{Msg::mutate_negative, {group.name, "without-args"}},
                   [where](RuleSet& changed) { where(changed).without_args.clear(); }});
}

std::vector<Change> changes_of_rule(RuleSet& rules) {
  std::vector<Change> out;
  Rule& rule = rules.rules.front();
  for (size_t g = 0; g < rule.groups.size(); ++g) {
    const GroupOf where = [g](RuleSet& r) -> Group& { return r.rules.front().groups[g]; };
    add_group(where, rules, out);
    add_without_args(where, rules, out);
  }
  const auto name = [&](uint32_t group) {
    const size_t own = rule.groups.size();
    return group < own ? rule.groups[group].name : rules.signals[group - own].id;
  };
  const std::pair<const char*, std::optional<Condition> Rule::*> conditions[] = {{"confirmed", &Rule::confirmed},
                                                                                  {"probable", &Rule::probable},
                                                                                  {"hint", &Rule::hint},
                                                                                  {"strong", &Rule::strong},
                                                                                  {"some", &Rule::some}};
  for (const auto& [of, member] : conditions) {
    const auto which = member;
    add_alternatives(of, [which](RuleSet& r) -> std::optional<Condition>& { return r.rules.front().*which; }, rules,
                     name, out);
  }
  for (size_t step = 0; step + 1 < rule.required.size(); ++step) {
    // A step without condition would always hold: it is dropped by asking what never holds.
    add_alternatives(rule.required[step].grade,
                     [step](RuleSet& r) -> std::optional<Condition>& { return r.rules.front().required[step].when; },
                     rules, name, out);
  }
  if (rule.common_coercion && !rule.is_absence() && !rule.part && rule.compare == rules::Compare::kNothing)
    out.push_back({{Msg::mutate_use_common, {}}, [](RuleSet& r) { r.rules.front().common_coercion = false; }});
  for (size_t i = 0; i < rule.scenes.size(); ++i) {
    out.push_back({{Msg::mutate_scene, {rule.scenes[i]}}, [i](RuleSet& r) {
                     auto& scenes = r.rules.front().scenes;
                     scenes.erase(scenes.begin() + static_cast<std::ptrdiff_t>(i));
                   }});
  }
  return out;
}

// ---- changes of lists ----

// Rules whose groups find by that set.
std::vector<uint32_t> users_of(const RuleSet& rules, uint32_t set) {
  std::vector<uint32_t> out;
  for (uint32_t r = 0; r < rules.rules.size(); ++r) {
    const auto uses = [&](const Group& group) {
      return std::find(group.any.begin(), group.any.end(), set) != group.any.end();
    };
    if (std::any_of(rules.rules[r].groups.begin(), rules.rules[r].groups.end(), uses)) out.push_back(r);
  }
  return out;
}

size_t groups_using(const RuleSet& rules, const std::vector<uint32_t>& users, uint32_t set) {
  size_t out = 0;
  for (const uint32_t r : users) {
    for (const Group& group : rules.rules[r].groups) out += std::count(group.any.begin(), group.any.end(), set) > 0 ? 1u : 0u;
  }
  return out;
}

// Terms of a list, kept from `begin` to `end`.
struct ListChange {
  Message what;
  size_t begin = 0, end = 0;
};

// A list that one group alone uses is dropped with the group, or as a set of it.
std::vector<ListChange> changes_of_list(const RuleSet& rules, uint32_t index, size_t groups) {
  std::vector<ListChange> out;
  const TermSet& set = rules.term_sets[index];
  const std::string name = name_of_set(rules, index);
  const size_t size = set.terms.size(), half = size / 2;
  const auto term = [&](size_t i) { return rules.terms[set.terms[i]].text; };
  if (groups > 1) out.push_back({{Msg::mutate_list, {name}}, 0, 0});
  if (size < kLeastToHalve) return out;
  out.push_back({{Msg::mutate_first_half, {name, term(0), term(half - 1)}}, half, size});
  out.push_back({{Msg::mutate_second_half, {name, term(half), term(size - 1)}}, 0, half});
  return out;
}

// ---- the run ----

// One piece of work: its changes and those that nobody noticed.
struct Job {
  std::string where;
  std::function<void(Job&)> run;
  size_t tried = 0;
  std::vector<Message> survivors;
};

std::vector<uint32_t> with_joining(const RuleSet& rules, uint32_t rule) {
  std::vector<uint32_t> out = rules_joining(rules, rule);
  out.insert(out.begin(), rule);
  return out;
}

// A step whose condition is gone is a step that always holds; dropped is what never does.
void drop_empty_steps(RuleSet& rules) {
  auto& steps = rules.rules.front().required;
  for (size_t i = 0; i + 1 < steps.size();) {
    if (steps[i].when)
      ++i;
    else
      steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

void run_rule(const RuleSet& all, const Prepared& tests, uint32_t rule, Job& job) {
  const std::vector<uint32_t> wanted = with_joining(all, rule);
  const Asked asked = asked_of(tests, wanted);
  RuleSet lean = lean_rules(all, wanted);
  for (const Change& change : changes_of_rule(lean)) {
    RuleSet changed = lean;
    change.make(changed);
    drop_empty_steps(changed);
    ++job.tried;
    if (!noticed(asked, changed)) job.survivors.push_back(change.what);
  }
}

// Adds those of the changes that were not noticed.
void add_survivors(const std::vector<Message>& changes, const std::vector<bool>& seen, Job& job) {
  job.tried += changes.size();
  for (size_t i = 0; i < changes.size(); ++i) {
    if (!seen[i]) job.survivors.push_back(changes[i]);
  }
}

void run_list(const RuleSet& all, const Prepared& tests, uint32_t set, const std::vector<uint32_t>& users, Job& job) {
  const std::vector<ListChange> changes = changes_of_list(all, set, groups_using(all, users, set));
  std::vector<bool> seen(changes.size());
  std::vector<Message> what;
  for (const ListChange& change : changes) what.push_back(change.what);
  const std::vector<uint32_t>& terms = all.term_sets[set].terms;
  for (const uint32_t user : users) {
    const std::vector<uint32_t> wanted = with_joining(all, user);
    const Asked asked = asked_of(tests, wanted);
    for (size_t i = 0; i < changes.size(); ++i) {
      if (seen[i]) continue;
      const auto begin = terms.begin();
      const std::vector<uint32_t> kept(begin + static_cast<std::ptrdiff_t>(changes[i].begin),
                                       begin + static_cast<std::ptrdiff_t>(changes[i].end));
      seen[i] = noticed(asked, lean_rules(all, wanted, set, kept));
    }
  }
  add_survivors(what, seen, job);
}

// Changes of common data, which the tests of any rule may notice that ask for it.
void run_common(const RuleSet& all, const Prepared& tests, const std::vector<Change>& changes,
                const std::function<bool(const rules::RuleTest&)>& asks, Job& job) {
  std::vector<bool> seen(changes.size());
  std::vector<Message> what;
  for (const Change& change : changes) what.push_back(change.what);
  for (uint32_t r = 0; r < all.rules.size(); ++r) {
    Asked asked = asked_of(tests, {r});
    std::erase_if(asked.front(), [&](const Ready* ready) { return !asks(*ready->test); });
    if (asked.front().empty()) continue;
    const RuleSet lean = lean_rules(all, {r});
    for (size_t i = 0; i < changes.size(); ++i) {
      if (seen[i]) continue;
      RuleSet changed = lean;
      changes[i].make(changed);
      seen[i] = noticed(asked, changed);
    }
  }
  add_survivors(what, seen, job);
}

void run_signals(const RuleSet& rules, const Prepared& tests, Job& job) {
  RuleSet shape = lean_rules(rules, {0});
  std::vector<Change> changes;
  for (size_t s = 0; s < shape.signals.size(); ++s)
    add_group([s](RuleSet& r) -> Group& { return r.signals[s].group; }, shape, changes);
  const auto name = [&](uint32_t signal) { return rules.signals[signal].id; };
  add_alternatives("strong", [](RuleSet& r) -> std::optional<Condition>& { return r.strong; }, shape, name, changes);
  add_alternatives("some", [](RuleSet& r) -> std::optional<Condition>& { return r.some; }, shape, name, changes);
  run_common(rules, tests, changes, [](const rules::RuleTest& test) { return !test.coercion.empty(); }, job);
}

void run_scenes(const RuleSet& rules, const Prepared& tests, Job& job) {
  RuleSet shape = lean_rules(rules, {0});
  std::vector<Change> changes;
  for (size_t s = 0; s < shape.scenes.size(); ++s)
    add_group([s](RuleSet& r) -> Group& { return r.scenes[s].group; }, shape, changes);
  run_common(rules, tests, changes, [](const rules::RuleTest& test) { return !test.exemption.empty(); }, job);
}

bool wanted(const std::vector<std::string>& only, const std::string& id) {
  return only.empty() || std::find(only.begin(), only.end(), id) != only.end();
}

std::vector<Job> jobs_of(const RuleSet& rules, const Prepared& tests, const std::vector<std::string>& only) {
  std::vector<Job> out;
  for (uint32_t r = 0; r < rules.rules.size(); ++r) {
    if (wanted(only, rules.rules[r].id))
      out.push_back({rules.rules[r].id, [&, r](Job& job) { run_rule(rules, tests, r, job); }, 0, {}});
  }
  for (uint32_t set = 0; set < rules.term_sets.size(); ++set) {
    const std::vector<uint32_t> users = users_of(rules, set);
    const auto asked = [&](uint32_t r) { return wanted(only, rules.rules[r].id); };
    if (users.empty() || std::none_of(users.begin(), users.end(), asked)) continue;
    out.push_back({rules.rules[users.front()].id,
                   [&rules, &tests, set, users](Job& job) { run_list(rules, tests, set, users, job); }, 0, {}});
  }
  if (!only.empty() || rules.rules.empty()) return out;
  out.push_back({std::string(kCoercionFile), [&](Job& job) { run_signals(rules, tests, job); }, 0, {}});
  out.push_back({std::string(kExemptionFile), [&](Job& job) { run_scenes(rules, tests, job); }, 0, {}});
  return out;
}

// Each worker takes the next job; the results lie in the jobs, so their order is that of the list.
void run_all(std::vector<Job>& jobs) {
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < jobs.size(); i = next++) jobs[i].run(jobs[i]);
  };
  std::vector<std::jthread> workers;
  for (unsigned i = 1; i < std::max(1u, std::thread::hardware_concurrency()); ++i) workers.emplace_back(work);
  work();
}

}  // namespace

MutationReport mutate(const RuleSet& rules, const std::vector<std::string>& only) {
  MutationReport out;
  for (const RuleTestResult& result : run_rule_tests(rules, only)) out.failing += result.passed ? 0u : 1u;
  if (out.failing > 0) return out;
  const Prepared tests = prepared(rules);
  std::vector<Job> jobs = jobs_of(rules, tests, only);
  run_all(jobs);
  for (Job& job : jobs) {
    out.tried += job.tried;
    for (Message& what : job.survivors) out.survivors.push_back({job.where, std::move(what)});
  }
  std::stable_sort(out.survivors.begin(), out.survivors.end(),
                   [](const Survivor& a, const Survivor& b) { return a.where < b.where; });
  return out;
}

}  // namespace jianfu::engine
