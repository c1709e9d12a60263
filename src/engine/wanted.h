// Which settled evidence rules can ask for: what a scan goes on with, whether it was read just now or kept from earlier
// (kept.h).
#pragma once

#include "evidence/binary_form.h"
#include "evidence/collector.h"
#include "match/hits.h"

namespace jianfu::engine {

// Names of code and what it calls are many, and tell what they can when evidence is annotated: afterwards only those are
// of use that a group may ask for.
class Wanted final : public evidence::Choice {
 public:
  // Both borrowed.
  Wanted(const match::Matcher& matcher, evidence::Filter filter) : matcher_(matcher), filter_(filter) {}

  bool wants_foreign_code() const override;
  By by(const evidence::EvidenceSet& set, const evidence::Evidence& head) const override;
  bool wants(By by, std::string_view text) const override;

 private:
  const match::Matcher& matcher_;
  evidence::Filter filter_;
};

}  // namespace jianfu::engine
