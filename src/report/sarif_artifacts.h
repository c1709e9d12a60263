// The files of a SARIF run: packages, and what lies in them. An entry has the container it lies in as its parent and an
// absolute path inside it as its URI; the files of a source project are files of the repository.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "report/problems.h"

namespace jianfu::report {

class SarifArtifacts {
 public:
  using Json = nlohmann::ordered_json;

  // `prefix`: folder of the repository under which what was handed in is named; empty: its path is one of the repository.
  explicit SarifArtifacts(std::string prefix) : prefix_(std::move(prefix)) {}

  // artifactLocation of the file that was handed in.
  Json package(const engine::Report& handed_in);
  // artifactLocation of an entry of that subject.
  Json entry(const Subject& subject, const std::string& entry);
  // artifactLocation of a file of the source project that was handed in.
  Json file(const engine::Report& handed_in, const std::string& path);

  // run.artifacts; valid until the next call of another function.
  const Json& list() const { return list_; }

 private:
  using Key = std::pair<int, std::string>;  // parent, -1 for none; URI
  int add(const Key& key);
  Json location(int index) const;
  std::string in_repository(const engine::Report& handed_in, const std::string& path) const;
  int package_index(const engine::Report& handed_in);
  // Each container of "a.apk!/b.zip!/c.xml" is an artifact; the last one counts.
  int inside(int parent, const std::string& entry);

  std::string prefix_;
  Json list_ = Json::array();
  std::map<Key, int> known_;
};

}  // namespace jianfu::report
