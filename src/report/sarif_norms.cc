#include "report/sarif_norms.h"

#include <algorithm>

namespace jianfu::report {
namespace {

using Json = SarifNorms::Json;

// The place of the item with that value; its size when there is none.
size_t place_of(const Json& items, const char* key, const std::string& value) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const Json& item) { return item[key] == value; });
  return static_cast<size_t>(found - items.begin());
}

Json text(std::string words) {
  return {{"text", std::move(words)}};
}

Json reference(const Json& taxonomies, size_t index) {
  return {{"name", taxonomies[index]["name"]}, {"index", index}};
}

}  // namespace

Json SarifNorms::taxon(const engine::CitationView& citation) {
  const std::string norm = sheet_.shown(citation.norm), provision = sheet_.shown(citation.provision);
  const size_t at = place_of(list_, "name", norm);
  if (at == list_.size()) {
    const std::string title = sheet_.shown(citation.norm_title);
    Json taxonomy = {{"name", norm}};
    if (!title.empty()) taxonomy["fullName"] = title;
    taxonomy["shortDescription"] = text(title.empty() ? norm : title);
    if (!citation.number.empty()) taxonomy["fullDescription"] = text(title + sheet_.aside(sheet_.shown(citation.number)));
    taxonomy["isComprehensive"] = false;
    taxonomy["taxa"] = Json::array();
    list_.push_back(std::move(taxonomy));
  }
  Json& taxa = list_[at]["taxa"];
  const size_t place = place_of(taxa, "id", provision);
  if (place == taxa.size()) {
    const std::string title = sheet_.shown(citation.provision_title);
    Json taxon = {{"id", provision}, {"shortDescription", text(title.empty() ? provision : title)}};
    taxon["properties"]["confidence"] = citation.confidence;
    if (!citation.article.empty()) taxon["properties"]["article"] = sheet_.shown(citation.article);
    taxa.push_back(std::move(taxon));
  }
  return {{"id", provision}, {"index", place}, {"toolComponent", reference(list_, at)}};
}

Json SarifNorms::taxa(const std::vector<engine::CitationView>& citations) {
  Json out = Json::array();
  for (const engine::CitationView& citation : citations) {
    Json one = taxon(citation);
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
  }
  return out;
}

Json SarifNorms::supported() const {
  Json out = Json::array();
  for (size_t i = 0; i < list_.size(); ++i) out.push_back(reference(list_, i));
  return out;
}

}  // namespace jianfu::report
