#include "platforms/android/manifest_figures.h"

#include <map>

namespace jianfu::platforms::android {

void add_manifest_figures(const Manifest& manifest, evidence::Collector& out) {
  out.figure("manifest.pool-strings", manifest.pool_strings);
  out.figure("manifest.mapped-ids", manifest.mapped_ids);
  out.figure("manifest.uses-permission", manifest.permissions.size());
  out.figure("manifest.permission", manifest.count_declared("permission"));
  uint64_t filters = 0, meta_data = manifest.application.meta_data.size();
  for (const Component& component : manifest.components) {
    out.figure("manifest." + component.kind, 1);
    filters += component.filters.size();
    meta_data += component.meta_data.size();
  }
  out.figure("manifest.intent-filter", filters);
  out.figure("manifest.meta-data", meta_data);
}

void add_string_figures(const formats::arsc::Table& table, evidence::Collector& out) {
  if (!out.keeps_everything()) return;
  std::map<std::string_view, uint64_t> counts;
  for (const formats::arsc::Resource& resource : table.resources) {
    if (resource.type != "string") continue;
    for (uint32_t v = 0; v < resource.value_count; ++v) {
      ++counts[table.configs[table.values[resource.first_value + v].config].locale];
    }
  }
  for (const auto& [locale, count] : counts) {
    out.figure("arsc.strings." + (locale.empty() ? std::string("default") : std::string(locale)), count);
  }
}

void add_dex_figures(const DexFile& file, evidence::Collector& out) {
  out.figure(file.entry + ".method-ids", file.dex.methods());
  out.figure(file.entry + ".field-ids", file.dex.fields());
}

}  // namespace jianfu::platforms::android
