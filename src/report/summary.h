// What every document says of a report as a whole, apart from how it looks.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/report.h"

namespace jianfu::report {

// What the overall verdict means, and what it comes from where that is not a finding of the report itself.
// `shown` makes words of the package harmless.
std::string meaning(const engine::Report& report, Lang lang, const std::function<std::string(std::string_view)>& shown);

// What people call a kind of package; the id of one that is not known.
std::string package_kind(std::string_view kind, Lang lang);
// Who uses it and whether it must be filed; what nobody said is marked as assumed.
std::string scope_told(const engine::ScopeView& scope, Lang lang);

// Rules in the order of their worst finding.
std::vector<std::vector<const engine::Finding*>> findings_by_rule(const std::vector<engine::Finding>& findings);

// Gaps that keep a rule from its verdict come first.
std::vector<const engine::GapView*> gaps_by_weight(const engine::Report& report);
// The rules that gaps keep from their verdict, of those gaps only: a damaged package has hundreds of thousands, each in
// the way of most rules, and a document tells the first few.
class RulesMet {
 public:
  RulesMet(const engine::Report& report, std::span<const engine::GapView* const> gaps);
  const std::vector<const engine::RuleResult*>& of(const engine::GapView& gap) const { return met_.find(gap.id)->second; }

 private:
  std::unordered_map<std::string_view, std::vector<const engine::RuleResult*>> met_;  // ids of the report
};

// The most lines of one list in a page or a DOCX, the worst first: more than a person reads, and what an old machine still
// opens at once. What is beyond is counted, and the reader told which output has it.
inline constexpr size_t kMostListed = 1'000;

// Of an overview: every report, as each follows, and the first inputs that could not be read.
struct InputList {
  std::vector<const engine::Report*> listed;  // in their order
  size_t left_out = 0;
};
InputList inputs_listed(const std::vector<engine::Report>& reports, size_t most_unread = kMostListed);

// Most packages are signed by one key in several schemes: it stands once, with all of them, "v2+v3".
std::vector<platforms::Signer> signers_by_key(const std::vector<platforms::Signer>& signers);

}  // namespace jianfu::report
