#include "engine/code_of_use.h"

#include <algorithm>
#include <string>

#include "text/utf.h"

namespace jianfu::engine {

CodeOfUse::CodeOfUse(const match::Matcher& matcher) : matcher_(matcher) {
  const rules::RuleSet& rules = matcher.rules();
  for (const rules::ApiName& api : rules.apis) {
    for (const rules::ApiCall& call : api.calls) add_call(call.call);
  }
  for (const rules::Mechanism& mechanism : rules.remote.mechanisms) {
    for (const std::string& call : mechanism.calls) add_call(call);
  }
  for (const std::string& call : rules.remote.web_calls) add_call(call);
  for (uint32_t row = 0; row < rules.sdks.size(); ++row) {
    if (rules.sdks[row].where == rules::SdkPrefix::kMark) marks_.insert(rules.sdks[row].prefix);
    if (rules.sdks[row].where == rules::SdkPrefix::kClass) owners_.add(rules.sdks[row].prefix, row);
  }
  for (const evidence::Kind kind : {evidence::Kind::kCall, evidence::Kind::kApi, evidence::Kind::kIdentifier, evidence::Kind::kLiteral})
    asks_foreign_ |= matcher.asked(kind, evidence::Owner::kThirdParty) != match::Matcher::Asked::kNever;
  for (const rules::Framework& framework : rules.frameworks) marks_.insert(framework.marks.begin(), framework.marks.end());
}

void CodeOfUse::add_call(std::string_view call) {
  if (call.ends_with(".*")) {
    families_.add(call.substr(0, call.size() - 1), 0);
    return;
  }
  const size_t dot = std::min(call.rfind('.'), call.size());
  calls_.insert(call);
  classes_.insert(call.substr(0, dot));
  methods_.insert(call.substr(std::min(dot + 1, call.size())));
}

// Names are as DEX files have them.
bool CodeOfUse::wants(evidence::Kind kind, std::string_view text) const {
  if (!text::mutf8_is_utf8(text)) return wants(kind, text::from_mutf8(text));
  if (matcher_.may_answer(kind, text)) return true;
  if (kind != evidence::Kind::kCall) return marks_.count(text) > 0;
  return calls_.count(text) > 0 || in_family(text);
}

bool CodeOfUse::wants_of_others(evidence::Kind kind, std::string_view text) const {
  return kind != evidence::Kind::kCall && marks_.count(text) > 0;
}

bool CodeOfUse::in_family(std::string_view call) const {
  bool out = false;
  families_.find(call, [&](uint32_t) { return !(out = true); });
  return out;
}

bool CodeOfUse::wants_class(std::string_view name) const {
  return classes_.count(name) > 0 || in_family(std::string(name) + ".") ||
         matcher_.may_answer_for_owner(evidence::Kind::kCall, name);
}

bool CodeOfUse::wants_method(std::string_view name) const {
  return methods_.count(name) > 0 || matcher_.may_answer_for_member(evidence::Kind::kCall, name);
}

// As name_owners() will say; what else it goes by makes no library's class another's.
bool CodeOfUse::is_foreign(std::string_view module) const {
  if (asks_foreign_) return false;
  evidence::Owner owner = evidence::Owner::kUnknown;
  owners_.find(module, [&](uint32_t row) {
    owner = matcher_.rules().sdks[row].owner;
    return false;
  });
  return owner == evidence::Owner::kThirdParty;
}

}  // namespace jianfu::engine
