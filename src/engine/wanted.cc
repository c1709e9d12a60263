#include "engine/wanted.h"

namespace jianfu::engine {
namespace {

using evidence::Kind;

constexpr evidence::KindSet kGoUnasked = {Kind::kCall, Kind::kIdentifier, Kind::kLiteral};

}  // namespace

bool Wanted::wants_foreign_code() const {
  const auto asked = [this](Kind kind) {
    return matcher_.asked(kind, evidence::Owner::kThirdParty) != match::Matcher::Asked::kNever;
  };
  return asked(Kind::kCall) || asked(Kind::kIdentifier) || asked(Kind::kLiteral);
}

Wanted::By Wanted::by(const evidence::EvidenceSet& set, const evidence::Evidence& head) const {
  if (!kGoUnasked.has(head.kind)) return evidence::always_kept(set, head) ? By::kAlways : By::kAnyText;
  switch (matcher_.asked(head.kind, match::owner_of(set, head))) {
    case match::Matcher::Asked::kNever:
      return By::kNever;
    case match::Matcher::Asked::kByText:
      return By::kText;
    case match::Matcher::Asked::kAlways:
      return By::kAlways;
  }
  return By::kAlways;
}

bool Wanted::wants(By by, std::string_view text) const {
  return by == By::kText ? matcher_.may_answer(text) : filter_.wants(text);
}

}  // namespace jianfu::engine
