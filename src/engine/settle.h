// What is done to the raw evidence of a package before rules look at it: it is annotated, what leads where is found, and
// it is put into the order of reports. Packages inside too.
#pragma once

#include "match/hits.h"
#include "platforms/platform.h"

namespace jianfu::engine {

// Names of code and what it calls are many, and tell what they can when evidence is annotated: afterwards only those are
// of use that a group may ask for. The rest is what people look at (jianfu evidence) and what other rules may ask for.
enum class Keep : uint8_t { kAsked, kAll };

void settle(platforms::Reading& reading, const match::Matcher& matcher, Keep keep);

// Whether items of that kind go when nobody asks for them.
constexpr bool goes_unasked(evidence::Kind kind) {
  return kind == evidence::Kind::kCall || kind == evidence::Kind::kIdentifier || kind == evidence::Kind::kLiteral;
}

}  // namespace jianfu::engine
