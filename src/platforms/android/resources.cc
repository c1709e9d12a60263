#include "platforms/android/resources.h"

#include <algorithm>
#include <set>

namespace jianfu::platforms::android {
namespace {

using formats::arsc::Resource;
using formats::arsc::Table;
namespace axml = formats::axml;

// Rank of a locale for the text that reports quote: Simplified Chinese, other Chinese, the default, anything
// else.
int rank_of(const std::string& locale) {
  if (locale == "zh-CN" || locale == "zh" || locale.starts_with("zh-Hans")) return 0;
  if (locale.starts_with("zh")) return 1;
  return locale.empty() ? 2 : 3;
}

bool is_reference(uint8_t type) {
  return type == axml::kReference || type == axml::kDynamicReference;
}

}  // namespace

bool wants(const evidence::Collector& out, const ShownText& text) {
  return out.wants(text.text) ||
         std::any_of(text.translations.begin(), text.translations.end(),
                     [&](const evidence::Translation& other) { return out.wants(other.text); });
}

bool is_text_type(std::string_view type) {
  return type == "string" || type == "array" || type == "plurals";
}

void Resources::load(io::Blob bytes, const Limits& limits, std::vector<Defect>& defects) {
  bytes_ = std::move(bytes);
  Result<Table> table = formats::arsc::parse(bytes_.view(), limits);
  if (!table) {
    defects.push_back({GapReason::kCorrupt, table.error().what, 0, bytes_.size()});
    return;
  }
  defects.insert(defects.end(), table->defects.begin(), table->defects.end());
  table_ = std::move(*table);
  std::string scratch;
  for (const Resource& resource : table_->resources) {
    packages_[resource.id >> 24] = true;
    if (is_text_type(resource.type)) continue;
    for (uint32_t v = 0; v < resource.value_count; ++v) {
      const formats::arsc::Value& value = table_->values[resource.first_value + v];
      if (value.type != axml::kString) continue;
      const std::string_view path = table_->pool.get(value.data, scratch);
      if (path.find('/') != std::string_view::npos) files_.emplace(path, resource.id);
    }
  }
}

std::string_view Resources::type_of(uint32_t id) const {
  const Resource* found = table_ ? table_->find(id) : nullptr;
  return found == nullptr ? std::string_view{} : found->type;
}

std::string_view Resources::key_of(uint32_t id) const {
  const Resource* found = table_ ? table_->find(id) : nullptr;
  return found == nullptr ? std::string_view{} : found->key;
}

std::string_view Resources::type_of_file(const std::string& path) const {
  const auto at = files_.find(path);
  return at == files_.end() ? std::string_view{} : type_of(at->second);
}

std::string Resources::name_of_file(const std::string& path) const {
  const auto at = files_.find(path);
  return at == files_.end() ? path : name_of(at->second);
}

Resources::What Resources::what(uint32_t id) const {
  const std::string_view type = type_of(id);
  return {is_text_type(type), type == "layout" || type == "menu" || type == "xml" || type == "navigation"};
}

void Resources::refer(uint32_t id) const {
  std::vector<uint32_t> open = {id};
  while (!open.empty()) {
    const uint32_t next = open.back();
    open.pop_back();
    const Resource* resource = table_ && referenced_.insert(next).second ? table_->find(next) : nullptr;
    if (resource == nullptr) continue;
    for (uint32_t v = 0; v < resource->value_count; ++v) {
      const formats::arsc::Value& value = table_->values[resource->first_value + v];
      if (is_reference(value.type)) open.push_back(value.data);
    }
  }
}

const std::vector<ShownText>& Resources::shown(uint32_t id) const {
  const auto known = shown_.find(id);
  if (known != shown_.end()) return known->second;
  refer(id);
  return shown_.emplace(id, texts(id)).first->second;
}

std::vector<ShownText> Resources::texts(uint32_t id) const {
  std::vector<ShownText> out;
  if (!table_) return out;
  std::vector<Table::Text> all = table_->texts(id);
  if (all.empty()) return out;
  std::stable_sort(all.begin(), all.end(), [](const Table::Text& a, const Table::Text& b) {
    return rank_of(a.locale) < rank_of(b.locale);
  });
  const std::string best = all.front().locale;
  // Several texts of one locale are the items of an array: each stands alone, without its translations.
  const bool array =
      std::count_if(all.begin(), all.end(), [&](const Table::Text& t) { return t.locale == best; }) > 1;
  for (Table::Text& one : all) {
    if (out.empty() || (array && one.locale == best)) {
      out.push_back({std::move(one.text), std::move(one.locale), {}});
    } else if (!array) {
      out.front().translations.push_back({std::move(one.locale), std::move(one.text)});
    }
  }
  return out;
}

std::string Resources::show(const axml::Attribute& attribute) const {
  if (is_reference(attribute.type)) {
    if (!table_) return {};
    refer(attribute.data);
    return table_->best_text(attribute.data);
  }
  if (attribute.type == axml::kIntDecimal || attribute.type == axml::kIntHex)
    return std::to_string(attribute.data);
  return attribute.text;
}

std::vector<uint32_t> Resources::unreferenced() const {
  std::vector<uint32_t> out;
  if (!table_) return out;
  for (const Resource& resource : table_->resources) {
    if (is_text_type(resource.type) && referenced_.count(resource.id) == 0) out.push_back(resource.id);
  }
  return out;
}

uint64_t Resources::locales() const {
  std::set<std::string> out;
  if (table_) {
    for (const formats::arsc::Config& config : table_->configs) out.insert(config.locale);
  }
  out.erase("");
  return out.size();
}

}  // namespace jianfu::platforms::android
