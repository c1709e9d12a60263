// The norms that results cite, as SARIF taxonomies: one a norm, its provisions as taxa.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/problems.h"

namespace jianfu::report {

class SarifNorms {
 public:
  using Json = nlohmann::ordered_json;
  explicit SarifNorms(const Sheet& sheet) : sheet_(sheet) {}

  // reportingDescriptorReference of a cited provision.
  Json taxon(const engine::CitationView& citation);
  // result.taxa of all that are cited, each once.
  Json taxa(const std::vector<engine::CitationView>& citations);

  const Json& taxonomies() const { return list_; }
  Json supported() const;  // toolComponent.supportedTaxonomies

 private:
  const Sheet& sheet_;
  Json list_ = Json::array();
};

}  // namespace jianfu::report
