#include "audit/overlap_answers.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "audit/problem.h"

namespace jianfu::audit {
namespace {

std::vector<std::string> worded(std::initializer_list<Phrase> phrases, Lang lang) {
  std::vector<std::string> out;
  for (const Phrase one : phrases) out.push_back(report::phrase(one, lang));
  return out;
}

int64_t percent(double share) { return std::lround(share * 100); }

std::string joined(const std::vector<std::string>& words, Lang lang) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : lang == Lang::kZh ? "、" : ", ") + word;
  return out;
}

std::string name_of(const Shared& one) { return one.a == one.b ? one.a : one.a + "/" + one.b; }

std::string functions_of(const OverlapPair& pair, Lang lang) {
  std::vector<std::string> names;
  for (const Shared& one : pair.shared) names.push_back(name_of(one));
  return joined(names, lang);
}

std::string yes(bool is, Lang lang) { return is ? report::phrase(Phrase::overlap_yes, lang) : std::string(); }

// A pair's figures; `number` is that of its cluster.
std::vector<Cell> row_of(const Overlap& overlap, const OverlapPair& pair, Lang lang) {
  const OverlapApp& a = overlap.apps[pair.a];
  const OverlapApp& b = overlap.apps[pair.b];
  return {percent(pair.similarity), a.name, b.name, percent(pair.a_in_b), percent(pair.b_in_a), yes(pair.same_template, lang),
          joined(pair.vendor, lang), a.unit, b.unit, a.app_id, b.app_id, functions_of(pair, lang), a.path, b.path};
}

std::vector<std::string> pair_columns(Lang lang) {
  return worded({Phrase::overlap_similarity, Phrase::overlap_a, Phrase::overlap_b, Phrase::overlap_a_in_b, Phrase::overlap_b_in_a,
                 Phrase::overlap_template, Phrase::overlap_vendor, Phrase::overlap_unit_a, Phrase::overlap_unit_b, Phrase::overlap_id_a,
                 Phrase::overlap_id_b, Phrase::overlap_shared, Phrase::overlap_path_a, Phrase::overlap_path_b},
                lang);
}

// Of each cluster the functions that most of its pairs name.
std::vector<std::string> functions_by_cluster(const Overlap& overlap, Lang lang) {
  std::vector<std::map<std::string, double>> weights(overlap.clusters.size());
  for (const OverlapPair& pair : overlap.pairs) {
    for (const Shared& one : pair.shared) weights[pair.cluster][one.a] += one.weight;
  }
  std::vector<std::string> out;
  for (const auto& cluster : weights) {
    std::vector<std::pair<double, std::string>> ordered;
    for (const auto& [name, weight] : cluster) ordered.emplace_back(-weight, name);
    std::sort(ordered.begin(), ordered.end());
    std::vector<std::string> names;
    for (size_t i = 0; i < std::min(ordered.size(), kMostShared); ++i) names.push_back(ordered[i].second);
    out.push_back(joined(names, lang));
  }
  return out;
}

}  // namespace

Answer pairs_of(const Overlap& overlap, Lang lang) {
  Answer out;
  out.columns = pair_columns(lang);
  out.columns.insert(out.columns.begin(), report::phrase(Phrase::overlap_cluster, lang));
  for (const OverlapPair& pair : overlap.pairs) {
    std::vector<Cell>& row = out.rows.emplace_back(row_of(overlap, pair, lang));
    row.insert(row.begin(), int64_t{pair.cluster} + 1);
  }
  return out;
}

Answer by_template_of(const Overlap& overlap, Lang lang) {
  Answer out;
  out.columns = pair_columns(lang);
  out.columns.insert(out.columns.begin(), report::phrase(Phrase::overlap_layout, lang));
  for (const OverlapPair& pair : overlap.by_template) {
    std::vector<Cell>& row = out.rows.emplace_back(row_of(overlap, pair, lang));
    row.insert(row.begin(), percent(pair.layout));
  }
  return out;
}

Answer clusters_of(const Overlap& overlap, Lang lang) {
  Answer out;
  out.columns = worded({Phrase::overlap_cluster, Phrase::overlap_apps, Phrase::ask_package, Phrase::ask_app_id, Phrase::ask_version,
                        Phrase::overlap_unit, Phrase::overlap_shared, Phrase::ask_path},
                       lang);
  const std::vector<std::string> functions = functions_by_cluster(overlap, lang);
  for (size_t i = 0; i < overlap.clusters.size(); ++i) {
    for (const uint32_t index : overlap.clusters[i]) {
      const OverlapApp& app = overlap.apps[index];
      out.rows.push_back({static_cast<int64_t>(i) + 1, static_cast<int64_t>(overlap.clusters[i].size()), app.name, app.app_id, app.version, app.unit,
                          functions[i], app.path});
    }
  }
  return out;
}

}  // namespace jianfu::audit
