#include "report/sarif_artifacts.h"

#include "report/uri.h"

namespace jianfu::report {
namespace {

constexpr int kNone = -1;
constexpr const char* kRoot = "%SRCROOT%";
constexpr std::string_view kJoint = "!/";

}  // namespace

int SarifArtifacts::add(const Key& key) {
  const auto [known, first] = known_.emplace(key, static_cast<int>(list_.size()));
  if (!first) return known->second;
  SarifArtifacts::Json artifact;
  artifact["location"]["uri"] = key.second;
  if (key.first != kNone) {
    artifact["parentIndex"] = key.first;
  } else if (!key.second.starts_with("file:")) {
    artifact["location"]["uriBaseId"] = kRoot;
  }
  list_.push_back(std::move(artifact));
  return known->second;
}

SarifArtifacts::Json SarifArtifacts::location(int index) const {
  Json out = list_[static_cast<size_t>(index)]["location"];
  out["index"] = index;
  return out;
}

// With a prefix, what lies elsewhere (an absolute path, one that leads upwards) is named by its last part only.
std::string SarifArtifacts::in_repository(const engine::Report& handed_in, const std::string& path) const {
  if (prefix_.empty()) return path;
  const std::string package = tidy_path(handed_in.package.path);
  const bool elsewhere = package.starts_with('/') || package.starts_with("../");
  return tidy_path(prefix_ + "/" + path.substr(elsewhere ? package.rfind('/') + 1 : 0));
}

int SarifArtifacts::package_index(const engine::Report& handed_in) {
  const std::string uri = uri_of(in_repository(handed_in, tidy_path(handed_in.package.path))) + (is_source(handed_in) ? "/" : "");
  const size_t before = list_.size();
  const int index = add({kNone, uri});
  if (list_.size() == before) return index;
  Json& artifact = list_.back();
  artifact["roles"] = {"analysisTarget"};
  if (is_source(handed_in)) {
    artifact["roles"].push_back("directory");
    return index;
  }
  if (handed_in.package.size != 0) artifact["length"] = handed_in.package.size;
  if (!handed_in.package.sha256.empty()) artifact["hashes"]["sha-256"] = handed_in.package.sha256;
  return index;
}

int SarifArtifacts::inside(int parent, const std::string& entry) {
  for (size_t begin = 0;;) {
    const size_t end = entry.find(kJoint, begin);
    const std::string part = entry.substr(begin, end == std::string::npos ? end : end - begin);
    parent = add({parent, percent_encoded((part.starts_with('/') ? "" : "/") + part)});
    if (end == std::string::npos) return parent;
    begin = end + kJoint.size();
  }
}

SarifArtifacts::Json SarifArtifacts::package(const engine::Report& handed_in) {
  return location(package_index(handed_in));
}

SarifArtifacts::Json SarifArtifacts::entry(const Subject& subject, const std::string& entry) {
  const engine::Report& outer = *subject.handed_in;
  const int package = package_index(outer);
  if (is_source(outer) && is_source(*subject.report)) return file(outer, tidy_path(outer.package.path + "/" + entry));
  const bool inner = subject.report != subject.handed_in;
  return location(inside(package, inner ? subject.report->package.path + std::string(kJoint) + entry : entry));
}

SarifArtifacts::Json SarifArtifacts::file(const engine::Report& handed_in, const std::string& path) {
  return location(add({kNone, uri_of(in_repository(handed_in, path))}));
}

}  // namespace jianfu::report
