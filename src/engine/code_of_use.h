// Which names, literals and calls of compiled code a scan goes on with: those that a group may have for an answer, and
// those that annotation tells something by.
#pragma once

#include <string_view>
#include <unordered_set>

#include "engine/marks.h"
#include "evidence/collector.h"
#include "match/hits.h"

namespace jianfu::engine {

class CodeOfUse final : public evidence::CodeFilter {
 public:
  explicit CodeOfUse(const match::Matcher& matcher);  // borrowed, with its rules

  bool wants(evidence::Kind kind, std::string_view text) const override;
  bool wants_of_others(evidence::Kind kind, std::string_view text) const override;
  bool wants_class(std::string_view name) const override;
  bool wants_method(std::string_view name) const override;
  bool is_foreign(std::string_view module) const override;

 private:
  void add_call(std::string_view call);
  bool in_family(std::string_view call) const;

  const match::Matcher& matcher_;
  std::unordered_set<std::string_view> calls_;  // of capabilities and of code that comes from elsewhere
  PrefixTable families_{'.'};
  std::unordered_set<std::string_view> classes_, methods_;  // of calls_
  PrefixTable owners_{'.'};  // classes of SDKs
  bool asks_foreign_ = false;
  std::unordered_set<std::string_view> marks_;  // of SDKs and frameworks: whole names and literals
};

}  // namespace jianfu::engine
