#include "engine/code_of_use.h"

#include <algorithm>
#include <unordered_set>

#include "text/utf.h"

namespace jianfu::engine {
namespace {

using evidence::Kind;
using evidence::Owner;

}  // namespace

struct CodeOfUse::Tables {
  explicit Tables(const match::Matcher& matcher) {
    rules::each_known_call(matcher.rules(), [&](std::string_view call) {
      if (call.ends_with(".*")) return;
      const size_t dot = std::min(call.rfind('.'), call.size());
      classes.insert(call.substr(0, dot));
      methods.insert(call.substr(std::min(dot + 1, call.size())));
    });
    for (const Kind kind : {Kind::kCall, Kind::kApi, Kind::kIdentifier, Kind::kLiteral})
      asks_foreign |= matcher.asked(kind, Owner::kThirdParty) != match::Matcher::Asked::kNever;
  }

  std::unordered_set<std::string_view> classes, methods;  // of calls that annotation knows
  bool asks_foreign = false;
};

CodeOfUse::CodeOfUse(const match::Matcher& matcher, const Annotator& annotator) : matcher_(matcher), annotator_(annotator) {}

CodeOfUse::~CodeOfUse() = default;

const CodeOfUse::Tables& CodeOfUse::tables() const {
  std::call_once(once_, [this] { tables_ = std::make_unique<const Tables>(matcher_); });
  return *tables_;
}

// Names are as DEX files have them.
bool CodeOfUse::wants(Kind kind, std::string_view text) const {
  if (!text::mutf8_is_utf8(text)) return wants(kind, text::from_mutf8(text));
  if (matcher_.may_answer(kind, text)) return true;
  return kind == Kind::kCall ? annotator_.calls().has(text) : annotator_.has_mark(text);
}

bool CodeOfUse::wants_of_others(Kind kind, std::string_view text) const {
  return kind != Kind::kCall && annotator_.has_mark(text);
}

bool CodeOfUse::wants_class(std::string_view name) const {
  return tables().classes.count(name) > 0 || annotator_.calls().has_family(name) ||
         matcher_.may_answer_for_owner(Kind::kCall, name);
}

bool CodeOfUse::wants_method(std::string_view name) const {
  return tables().methods.count(name) > 0 || matcher_.may_answer_for_member(Kind::kCall, name);
}

// As name_owners() will say of a class that has no owner yet.
bool CodeOfUse::is_foreign(std::string_view module) const {
  const rules::SdkPrefix* library = annotator_.libraries().of_class(module);
  return !tables().asks_foreign && library != nullptr && library->owner == Owner::kThirdParty;
}

}  // namespace jianfu::engine
