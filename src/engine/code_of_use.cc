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
  for (const rules::SdkPrefix& sdk : rules.sdks) {
    if (sdk.where == rules::SdkPrefix::kMark) marks_.insert(sdk.prefix);
  }
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

}  // namespace jianfu::engine
