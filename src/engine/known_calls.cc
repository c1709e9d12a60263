#include "engine/known_calls.h"

#include <string>

namespace jianfu::engine {

KnownCalls::KnownCalls(const rules::RuleSet& rules) {
  for (uint32_t row = 0; row < rules.apis.size(); ++row) {
    for (const rules::ApiCall& call : rules.apis[row].calls) add(call.call, {Known::kCapability, row, &call});
  }
  for (uint32_t row = 0; row < rules.remote.mechanisms.size(); ++row) {
    for (const std::string& call : rules.remote.mechanisms[row].calls) add(call, {Known::kMechanism, row});
  }
  for (uint32_t row = 0; row < rules.remote.web_calls.size(); ++row)
    add(rules.remote.web_calls[row], {Known::kPage, row});
}

void KnownCalls::add(std::string_view call, const Known& known) {
  const auto row = static_cast<uint32_t>(known_.size());
  known_.push_back(known);
  if (call.ends_with(".*"))
    families_.add(call.substr(0, call.size() - 1), row);
  else
    exact_.add(call, row);
}

bool KnownCalls::shows_page(std::string_view call) const {
  bool out = false;
  find(call, [&](const Known& known) { out |= known.tells == Known::kPage; });
  return out;
}

bool KnownCalls::has(std::string_view call) const {
  bool out = exact_.has(call);
  if (!out) families_.find(call, [&](uint32_t) { return !(out = true); });
  return out;
}

bool KnownCalls::has_family(std::string_view owner) const {
  bool out = false;
  families_.find(std::string(owner) + ".", [&](uint32_t) { return !(out = true); });
  return out;
}

}  // namespace jianfu::engine
