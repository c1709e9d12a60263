#include "engine/code_of_use.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "engine/marks.h"
#include "text/utf.h"

namespace jianfu::engine {
namespace {

using evidence::Kind;
using evidence::Owner;
using rules::SdkPrefix;

}  // namespace

struct CodeOfUse::Tables {
  explicit Tables(const match::Matcher& matcher) : rules(matcher.rules()) {
    for (const rules::ApiName& api : rules.apis) {
      for (const rules::ApiCall& call : api.calls) add_call(call.call);
    }
    for (const rules::Mechanism& mechanism : rules.remote.mechanisms) {
      for (const std::string& call : mechanism.calls) add_call(call);
    }
    for (const std::string& call : rules.remote.web_calls) add_call(call);
    for (uint32_t row = 0; row < rules.sdks.size(); ++row) {
      if (rules.sdks[row].where == SdkPrefix::kMark) marks.insert(rules.sdks[row].prefix);
      if (rules.sdks[row].where == SdkPrefix::kClass) owners.add(rules.sdks[row].prefix, row);
    }
    for (const rules::Framework& framework : rules.frameworks) marks.insert(framework.marks.begin(), framework.marks.end());
    for (const Kind kind : {Kind::kCall, Kind::kApi, Kind::kIdentifier, Kind::kLiteral})
      asks_foreign |= matcher.asked(kind, Owner::kThirdParty) != match::Matcher::Asked::kNever;
  }

  void add_call(std::string_view call) {
    if (call.ends_with(".*")) return families.add(call.substr(0, call.size() - 1), 0);
    const size_t dot = std::min(call.rfind('.'), call.size());
    calls.insert(call);
    classes.insert(call.substr(0, dot));
    methods.insert(call.substr(std::min(dot + 1, call.size())));
  }

  bool in_family(std::string_view call) const {
    bool out = false;
    families.find(call, [&](uint32_t) { return !(out = true); });
    return out;
  }

  Owner owner_of(std::string_view module) const {
    Owner out = Owner::kUnknown;
    owners.find(module, [&](uint32_t row) {
      out = rules.sdks[row].owner;
      return false;
    });
    return out;
  }

  const rules::RuleSet& rules;
  // Of capabilities and of code that comes from elsewhere.
  std::unordered_set<std::string_view> calls, classes, methods;
  PrefixTable families{'.'};
  std::unordered_set<std::string_view> marks;  // of SDKs and frameworks: whole names and literals
  PrefixTable owners{'.'};                     // classes of SDKs
  bool asks_foreign = false;
};

CodeOfUse::CodeOfUse(const match::Matcher& matcher) : matcher_(matcher) {}

CodeOfUse::~CodeOfUse() = default;

const CodeOfUse::Tables& CodeOfUse::tables() const {
  std::call_once(once_, [this] { tables_ = std::make_unique<const Tables>(matcher_); });
  return *tables_;
}

// Names are as DEX files have them.
bool CodeOfUse::wants(Kind kind, std::string_view text) const {
  if (!text::mutf8_is_utf8(text)) return wants(kind, text::from_mutf8(text));
  if (matcher_.may_answer(kind, text)) return true;
  const Tables& known = tables();
  if (kind != Kind::kCall) return known.marks.count(text) > 0;
  return known.calls.count(text) > 0 || known.in_family(text);
}

bool CodeOfUse::wants_of_others(Kind kind, std::string_view text) const {
  return kind != Kind::kCall && tables().marks.count(text) > 0;
}

bool CodeOfUse::wants_class(std::string_view name) const {
  return tables().classes.count(name) > 0 || tables().in_family(std::string(name) + ".") ||
         matcher_.may_answer_for_owner(Kind::kCall, name);
}

bool CodeOfUse::wants_method(std::string_view name) const {
  return tables().methods.count(name) > 0 || matcher_.may_answer_for_member(Kind::kCall, name);
}

// As name_owners() will say of a class that has no owner yet.
bool CodeOfUse::is_foreign(std::string_view module) const {
  return !tables().asks_foreign && tables().owner_of(module) == Owner::kThirdParty;
}

}  // namespace jianfu::engine
