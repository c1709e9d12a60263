// From raw facts to named ones, with the data of rules/annotate/: calls become capabilities (api), names of
// classes, paths and resources get an owner and name their SDK, marks name frameworks, packers and the
// mechanisms by which code comes from elsewhere, and gaps learn what they hide. The facts that are read and
// made here are listed in docs/evidence.md. Done on the evidence set before matching, so that new data needs
// no new reading.
#pragma once

#include <string_view>
#include <vector>

#include "engine/known_calls.h"
#include "engine/libraries.h"
#include "engine/marks.h"
#include "engine/packer.h"
#include "engine/remote.h"
#include "engine/wrappers.h"
#include "evidence/evidence.h"
#include "rules/model.h"

namespace jianfu::engine {

// "framework uni-app": of every framework that left a mark.
inline constexpr std::string_view kFrameworkFact = "framework ";
inline constexpr std::string_view kNameFact = "app-name ";

// What frameworks are told by.
struct FrameworkMarks {
  explicit FrameworkMarks(const std::vector<rules::Framework>& frameworks);  // borrowed

  FileMarks files;
  PrefixTable classes{'.'};
  NameTable marks;
};

// Made once a rule set, used for many packages and from many threads.
class Annotator {
 public:
  explicit Annotator(const rules::RuleSet& rules);  // borrowed

  void annotate(evidence::EvidenceSet& set) const;

  // What it tells by single names: readers keep no others (code_of_use.h).
  const Libraries& libraries() const { return libraries_; }
  const KnownCalls& calls() const { return calls_; }
  bool has_mark(std::string_view text) const { return libraries_.of_mark(text) != nullptr || frameworks_.marks.has(text); }

 private:
  const rules::RuleSet& rules_;
  Libraries libraries_;
  KnownCalls calls_;
  OfferedMethods offered_;
  FrameworkMarks frameworks_;
  PackerFiles packers_;
  RemoteMarks remote_;
};

inline void annotate(evidence::EvidenceSet& set, const rules::RuleSet& rules) { Annotator(rules).annotate(set); }

}  // namespace jianfu::engine
