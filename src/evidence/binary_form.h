// The binary form of an evidence set: what caches keep. Texts stand once, items refer to them, so that a reader who wants
// few items looks at every text once and makes nothing of the rest. Code of others is most of an Android package, and
// hardly a rule asks what stands in it: it is a form of its own, which is read by those who want it. Messages are kept by
// name. It is no exchange format: who keeps it says by which version it was made. The readable form is text_form.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "evidence/evidence.h"
#include "io/byte_reader.h"

namespace jianfu::evidence {

// Which items a reader wants. Asked twice: about an item without its texts, and then, where these decide, about each of
// its texts until one is wanted.
class Choice {
 public:
  enum class By : uint8_t { kNever, kAlways, kText, kAnyText };  // text: its own; any: arguments and translations too
  virtual ~Choice() = default;
  // False: by() is kNever for all foreign code.
  virtual bool wants_foreign_code() const = 0;
  // Of `head` kind, role, owner and module are there. `set` holds the modules.
  virtual By by(const EvidenceSet& set, const Evidence& head) const = 0;
  // Once a text and kind of question: kText or kAnyText.
  virtual bool wants(By by, std::string_view text) const = 0;
};

// Names and calls in code of others.
bool is_foreign_code(const EvidenceSet& set, const Evidence& item);

// What is wanted of a set in memory.
void choose(const Choice& choice, EvidenceSet& set);

// All but foreign code. Figures are left out.
std::string to_binary(const EvidenceSet& set);
std::string foreign_to_binary(const EvidenceSet& set);

// The set that to_binary() wrote at the reader's place, with the items of the choice. Nothing when it is none.
std::optional<EvidenceSet> from_binary(io::ByteReader& in, const Choice& choice);
// Adds what foreign_to_binary() wrote of the same set, in the order of reports. False when it is none.
bool add_foreign(io::ByteReader& in, const Choice& choice, EvidenceSet& set);

}  // namespace jianfu::evidence
