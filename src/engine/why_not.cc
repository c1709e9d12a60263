#include "engine/why_not.h"

#include <algorithm>

#include "engine/parts.h"
#include "engine/view.h"

namespace jianfu::engine {
namespace {

using match::Session;
using match::Unit;

constexpr size_t kModules = 5;     // that are named as nearest
constexpr size_t kCancelled = 20;  // pieces that are shown

struct Candidate {
  const Unit* unit = nullptr;
  size_t step = 0;  // of WhyNot::steps
  Distance distance;
};

class Search {
 public:
  Search(const Session& session, uint32_t index)
      : session_(session), rules_(session.matcher().rules()), rule_(rules_.rules[index]), index_(index) {}

  WhyNot run() {
    out_.rule_id = rule_.id;
    out_.title = rule_.title;
    out_.absence = rule_.is_absence();
    out_.needs = rule_.needs;
    for (const match::Match& match : session_.matches()) {
      if (match.rule != index_) continue;
      ++out_.found;
      out_.best = std::max(out_.best, match.grade);
    }
    add_steps();
    add_nearest();
    add_cancelled();
    add_gaps();
    return std::move(out_);
  }

 private:
  GroupNames names() const {
    return [this](uint32_t group) { return group_view(rules_, rule_, group); };
  }

  void add_step(std::string grade, const Bilingual& title, const rules::Condition& condition) {
    out_.steps.push_back({std::move(grade), title, part_of(rules_, condition, names()), {}});
    conditions_.push_back(&condition);
  }
  void add_steps() {
    for (const auto& [grade, condition] : {std::pair{Grade::kConfirmed, &rule_.confirmed},
                                           std::pair{Grade::kProbable, &rule_.probable},
                                           std::pair{Grade::kHint, &rule_.hint}}) {
      if (grade > out_.best && *condition)
        add_step(std::string(rules::kGradeNames[static_cast<size_t>(grade)]), {}, **condition);
    }
    for (const rules::RequiredGrade& step : rule_.required) {
      if (!step.when || match::holds(*step.when, session_.scope(index_, session_.whole()))) break;
      add_step(step.grade, step.title, *step.when);
    }
  }

  // Every unit against every grade; only those are near where some evidence answers.
  void add_nearest() {
    std::vector<Candidate> all;
    for (const Unit& unit : session_.graph().units(rule_.within)) {
      const match::Scope scope = session_.scope(index_, unit);
      for (size_t step = 0; step < conditions_.size(); ++step) {
        match::Trace trace;
        match::holds(*conditions_[step], scope, &trace);
        const Distance distance = distance_of(*conditions_[step], trace);
        if (distance.found > 0 && distance.missing > 0) all.push_back({&unit, step, distance});
      }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Candidate& a, const Candidate& b) { return nearer(a.distance, b.distance); });
    for (const Candidate& one : all) {
      WhyNot::Step& step = out_.steps[one.step];
      if (!step.nearest) step.nearest = near(one);
    }
    add_modules(all);
  }
  NearModule near(const Candidate& one) const {
    const match::Scope scope = session_.scope(index_, *one.unit);
    NearModule out{module_of(session_, *one.unit), out_.steps[one.step].grade, {}, one.distance.missing};
    out.questions = nearest_alternative(part_of(session_, *conditions_[one.step], scope, names()));
    return out;
  }
  void add_modules(const std::vector<Candidate>& all) {
    std::vector<const Unit*> seen;
    for (const Candidate& one : all) {
      if (out_.modules.size() == kModules) return;
      if (std::find(seen.begin(), seen.end(), one.unit) != seen.end()) continue;
      seen.push_back(one.unit);
      out_.modules.push_back(near(one));
    }
  }

  void add_cancelled() {
    std::vector<uint32_t> seen;
    for (uint32_t group = 0; group < rule_.groups.size(); ++group) {
      for (const match::CancelledHit& hit : session_.rule_hits(index_, group).cancelled) {
        if (std::find(seen.begin(), seen.end(), hit.item) != seen.end()) continue;
        if (seen.size() == kCancelled) {
          ++out_.cancelled_left_out;
          continue;
        }
        seen.push_back(hit.item);
        out_.cancelled.push_back(view_of(session_, hit));
        out_.cancelled.back().because = rule_.groups[group].name;
      }
    }
  }

  void add_gaps() {
    const evidence::EvidenceSet& set = session_.set();
    for (size_t i = 0; i < set.gaps.size(); ++i) {
      const evidence::Gap& gap = set.gaps[i];
      const bool matters =
          gap.module == evidence::kNoModule || set.modules[gap.module].reach != evidence::Reach::kNo;
      if (!matters || !gap.hides.meets(rule_.needs)) continue;
      out_.gaps.push_back({"g" + std::to_string(i + 1), gap,
                           gap.module == evidence::kNoModule ? "" : set.modules[gap.module].id});
    }
  }

  const Session& session_;
  const rules::RuleSet& rules_;
  const rules::Rule& rule_;
  uint32_t index_;
  WhyNot out_;
  std::vector<const rules::Condition*> conditions_;  // of the steps
};

}  // namespace

WhyNot why_not(const Session& session, uint32_t rule) { return Search(session, rule).run(); }

}  // namespace jianfu::engine
