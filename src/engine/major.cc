#include "engine/major.h"

#include <algorithm>
#include <set>

#include "engine/marks.h"
#include "engine/view.h"
#include "text/normalise.h"

namespace jianfu::engine {
namespace {

using rules::ChangeKind;
using rules::ChangeRule;

// A change as the rows of changes.yaml are asked about it.
struct Question {
  ChangeKind kind = ChangeKind::kFunctionAdded;
  std::vector<std::string> names;  // feature, permission, categories of an SDK, audience
  Verdict verdict = Verdict::kSuspected;
  size_t count = 1;
  Bilingual subject;
  std::string place;
};

bool fits_row(const ChangeRule& row, const Question& question) {
  if (row.kind != question.kind || question.verdict < row.from || question.count < row.least) return false;
  return row.of.empty() || std::any_of(row.of.begin(), row.of.end(), [&](const std::string& pattern) {
    return std::any_of(question.names.begin(), question.names.end(), [&](const std::string& name) {
      return fits(pattern, name) || fits(pattern, text::normal_form(name));
    });
  });
}

class Majors {
 public:
  Majors(const DiffReport& diff, const rules::RuleSet& rules) : diff_(diff), rules_(rules) {}

  std::vector<MajorChange> take() {
    for (const FunctionChange& change : diff_.functions) ask_function(change);
    for (const RequiredChange& change : diff_.required) {
      if (change.worse && change.after)
        ask({ChangeKind::kRequiredLost, {change.after->feature}, change.after->verdict, 1, change.after->title, {}});
    }
    if (diff_.before && diff_.after) ask_package();
    return std::move(out_);
  }

 private:
  void ask(const Question& question) {
    const auto row = std::find_if(rules_.changes.begin(), rules_.changes.end(),
                                  [&](const ChangeRule& one) { return fits_row(one, question); });
    if (row == rules_.changes.end() || !row->major) return;
    out_.push_back({row->kind, row->title, row->reason, question.subject, question.place, citations_of(rules_, row->citations)});
  }

  void ask_function(const FunctionChange& change) {
    if (!change.worse || !change.after) return;
    const Finding& after = *change.after;
    const ChangeKind kind = !change.before                               ? ChangeKind::kFunctionAdded
                            : after.coercion > change.before->coercion ? ChangeKind::kCoercionRaised
                                                                         : ChangeKind::kFunctionWorse;
    const std::string& place = after.module.title.empty() ? after.module.id : after.module.title;
    ask({kind, {after.feature}, after.verdict, 1, after.title, place});
  }

  void ask_package() {
    const auto plain = [](const std::string& text) { return Bilingual{text, text}; };
    for (const std::string& permission : diff_.permissions.added)
      ask({ChangeKind::kPermissionAdded, {permission}, Verdict::kSuspected, 1, plain(permission), {}});
    for (const std::string& sdk : diff_.sdks.added)
      ask({ChangeKind::kSdkAdded, categories(sdk), Verdict::kSuspected, 1, plain(sdk), {}});
    const size_t pages = diff_.pages.added.size();
    if (pages > 0) ask({ChangeKind::kPagesAdded, {}, Verdict::kSuspected, pages, plain(std::to_string(pages)), {}});
    const Audience was = diff_.before->scope.audience, is = diff_.after->scope.audience;
    const auto name = [](Audience audience) { return std::string(rules::kAudienceNames[static_cast<size_t>(audience)]); };
    if (was != is) ask({ChangeKind::kAudienceChanged, {name(is)}, Verdict::kSuspected, 1, plain(name(was) + " → " + name(is)), {}});
    if (diff_.signer == Same::kDiffers)
      ask({ChangeKind::kSignerChanged, {}, Verdict::kSuspected, 1, plain(diff_.after->package.signer.front().subject), {}});
    if (diff_.id == Same::kDiffers)
      ask({ChangeKind::kIdChanged, {}, Verdict::kSuspected, 1, plain(diff_.before->package.id + " → " + diff_.after->package.id), {}});
  }

  std::vector<std::string> categories(const std::string& name) const {
    std::set<std::string> out;
    for (const rules::SdkPrefix& sdk : rules_.sdks) {
      if (sdk.name == name) out.insert(sdk.category);
    }
    return {out.begin(), out.end()};
  }

  const DiffReport& diff_;
  const rules::RuleSet& rules_;
  std::vector<MajorChange> out_;
};

}  // namespace

std::vector<MajorChange> major_changes(const DiffReport& diff, const rules::RuleSet& rules) {
  return Majors(diff, rules).take();
}

}  // namespace jianfu::engine
