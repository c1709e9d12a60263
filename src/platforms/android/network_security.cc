#include "platforms/android/network_security.h"

#include <optional>
#include <utility>
#include <vector>

#include "platforms/shared/facts.h"

namespace jianfu::platforms::android {
namespace {

using formats::axml::Element;

constexpr uint32_t kCleartextOffSince = 28;
constexpr uint32_t kUserAuthoritiesOffSince = 24;

// One <base-config>, <domain-config> or <debug-overrides>; a domain-config has what it does not say from the
// one around it.
struct Config {
  int32_t around = -1;
  bool base = false, debug = false;
  std::optional<bool> cleartext;
  bool own_anchors = false, user_anchors = false, pins = false;
  std::vector<std::string> domains;
  uint32_t line = 0;
};

class ConfigReader {
 public:
  ConfigReader(const formats::axml::Document& document, const AttributeValues& values)
      : document_(document), values_(values) {}

  std::vector<Config> read() {
    scopes_.reserve(document_.elements.size());
    for (const Element& element : document_.elements) {
      const int32_t scope = element.parent < 0 ? -1 : scopes_[static_cast<size_t>(element.parent)];
      scopes_.push_back(read_element(element, scope));
    }
    return std::move(configs_);
  }

 private:
  // Index of the config that the element opens or stands in.
  int32_t read_element(const Element& element, int32_t scope) {
    const std::string& tag = element.name;
    if (tag == "base-config" || tag == "domain-config" || tag == "debug-overrides") {
      Config config;
      config.around = scope;
      config.base = tag == "base-config";
      config.debug = tag == "debug-overrides";
      config.cleartext = values_.truth(element, 0, "cleartextTrafficPermitted");
      config.line = element.line;
      configs_.push_back(std::move(config));
      return static_cast<int32_t>(configs_.size() - 1);
    }
    if (scope < 0) return scope;
    Config& config = configs_[static_cast<size_t>(scope)];
    if (tag == "domain") {
      for (const std::string& text : element.text) config.domains.push_back(text);
    } else if (tag == "trust-anchors") {
      config.own_anchors = true;
    } else if (tag == "certificates") {
      config.user_anchors |= values_.text(element, 0, "src") == "user";
    } else if (tag == "pin-set") {
      config.pins = true;
    }
    return scope;
  }

  const formats::axml::Document& document_;
  const AttributeValues& values_;
  std::vector<Config> configs_;
  std::vector<int32_t> scopes_;
};

}  // namespace

void read_network_security(const formats::axml::Document& document, const std::string& entry,
                           const Manifest& manifest, const AttributeValues& values,
                           evidence::Collector& out) {
  std::vector<Config> configs = ConfigReader(document, values).read();
  bool base_cleartext = manifest.target < kCleartextOffSince;
  bool base_user = manifest.target < kUserAuthoritiesOffSince;
  uint32_t base_line = 0;
  for (const Config& config : configs) {
    if (!config.base) continue;
    base_cleartext = config.cleartext.value_or(base_cleartext);
    if (config.own_anchors) base_user = config.user_anchors;
    base_line = config.line;
  }
  if (base_cleartext) add_fact(out, "cleartext-everywhere", entry, base_line);
  if (base_user) add_fact(out, "trusts-user-certificates", entry, base_line);
  for (Config& config : configs) {
    // Parents come first, so theirs is settled.
    if (!config.cleartext && config.around >= 0)
      config.cleartext = configs[static_cast<size_t>(config.around)].cleartext;
    if (config.debug && config.user_anchors && manifest.application.debuggable)
      add_fact(out, "trusts-user-certificates", entry, config.line);
    for (const std::string& domain : config.domains) {
      const bool cleartext = config.cleartext.value_or(base_cleartext);
      if (cleartext != base_cleartext)
        add_fact(out, (cleartext ? "cleartext-domain " : "no-cleartext-domain ") + domain, entry,
                 config.line);
      if (config.user_anchors) add_fact(out, "trusts-user-certificates " + domain, entry, config.line);
      if (config.pins) add_fact(out, "pinned-domain " + domain, entry, config.line);
    }
  }
}

}  // namespace jianfu::platforms::android
