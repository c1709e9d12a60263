#include "report/baseline_writer.h"

#include <nlohmann/json.hpp>

#include "report/mask.h"

namespace jianfu::report {
namespace {

using Json = nlohmann::ordered_json;

std::string line(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string written(const engine::BaselineEntry& one) {
  Json out;
  out["of"] = std::string(engine::kClaimNames[one.of]);
  out["rule"] = one.rule;
  out["module"] = one.module;
  out["fingerprint"] = one.fingerprint;
  out["verdict"] = std::string(rules::kVerdictNames[static_cast<size_t>(one.verdict)]);
  return line(out);
}

// Items between brackets, each on a line of its own.
template <typename Items, typename Each>
std::string lines(const Items& items, const std::string& indent, Each each) {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "\n" : ",\n") + indent + each(item);
  return "[" + out + (items.empty() ? "" : "\n" + indent.substr(2)) + "]";
}

std::string written(const engine::BaselinePackage& one) {
  return "{\"id\": " + line(one.id) + ", \"kind\": " + line(one.kind) + ", \"name\": " + line(masked(one.name)) +
         ", \"entries\": " + lines(one.entries, "      ", [](const auto& entry) { return written(entry); }) + "}";
}

}  // namespace

std::string write_baseline(const engine::Baseline& baseline) {
  return "{\n  \"schema\": " + line(std::string(engine::kBaselineSchema)) +
         ",\n  \"packages\": " + lines(baseline.packages, "    ", [](const auto& package) { return written(package); }) + "\n}\n";
}

}  // namespace jianfu::report
