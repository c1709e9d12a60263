#include "platforms/android/resources.h"

#include <algorithm>
#include <set>
#include <utility>

#include "formats/aapt_proto/aapt_proto.h"
#include "formats/arsc/config.h"

namespace jianfu::platforms::android {
namespace {

using formats::arsc::Resource;
using formats::arsc::Table;
namespace axml = formats::axml;

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

uint32_t Resources::load(io::Blob bytes, TableForm form, std::string place, const Limits& limits,
                         std::vector<Defect>& defects) {
  Result<Table> read = form == TableForm::kProto ? formats::aapt_proto::parse_table(bytes.view(), limits)
                                                 : formats::arsc::parse(bytes.view(), limits);
  if (!read) {
    defects.push_back({GapReason::kCorrupt, read.error().what, 0, bytes.size()});
    return kNoTable;
  }
  defects.insert(defects.end(), read->defects.begin(), read->defects.end());
  return adopt(std::move(bytes), std::move(*read), std::move(place));
}

uint32_t Resources::adopt(io::Blob bytes, Table table, std::string place) {
  const auto index = static_cast<uint32_t>(files_.size());
  files_.emplace_back();
  std::string scratch;
  for (const Resource& resource : table.resources) {
    packages_[resource.id >> 24] = true;
    if (is_text_type(resource.type)) continue;
    for (uint32_t v = 0; v < resource.value_count; ++v) {
      const formats::arsc::Value& value = table.values[resource.first_value + v];
      if (value.type != axml::kString) continue;
      const std::string_view path = table.pool.get(value.data, scratch);
      if (path.find('/') != std::string_view::npos) files_.back().emplace(path, resource.id);
    }
  }
  bytes_.push_back(std::move(bytes));
  places_.push_back(std::move(place));
  set_.add(std::move(table));
  return index;
}

std::string_view Resources::type_of(uint32_t id) const {
  const Resource* found = set_.find(id);
  return found == nullptr ? std::string_view{} : found->type;
}

std::string_view Resources::key_of(uint32_t id) const {
  const Resource* found = set_.find(id);
  return found == nullptr ? std::string_view{} : found->key;
}

std::string_view Resources::type_of_file(uint32_t table, std::string_view path) const {
  if (table >= files_.size()) return {};
  const auto at = files_[table].find(path);
  return at == files_[table].end() ? std::string_view{} : type_of(at->second);
}

std::string Resources::name_of_file(uint32_t table, std::string_view path) const {
  if (table >= files_.size()) return std::string(path);
  const auto at = files_[table].find(path);
  return at == files_[table].end() ? std::string(path) : name_of(at->second);
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
    if (!referenced_.insert(next).second) continue;
    for (const Table& table : tables()) {
      const Resource* resource = table.find(next);
      for (uint32_t v = 0; resource != nullptr && v < resource->value_count; ++v) {
        const formats::arsc::Value& value = table.values[resource->first_value + v];
        if (is_reference(value.type)) open.push_back(value.data);
      }
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
  std::vector<Table::Text> all = set_.texts(id);
  if (all.empty()) return out;
  std::stable_sort(all.begin(), all.end(), [](const Table::Text& a, const Table::Text& b) {
    return formats::arsc::rank_of(a) < formats::arsc::rank_of(b);
  });
  // The items of an array stand each for itself, with its own translations; so does what is there twice in one
  // language (other screens, other regions of it).
  std::map<uint32_t, size_t> first;  // item → in `out`
  std::set<std::pair<uint32_t, std::string>> seen;
  for (Table::Text& one : all) {
    const bool other_language = seen.emplace(one.item, one.locale).second;
    const auto [at, made] = first.emplace(one.item, out.size());
    if (!made && other_language) {
      out[at->second].translations.push_back({std::move(one.locale), std::move(one.text)});
    } else {
      out.push_back({std::move(one.text), std::move(one.locale), {}, one.table});
    }
  }
  return out;
}

std::string Resources::show(const axml::Attribute& attribute) const {
  if (is_reference(attribute.type)) {
    refer(attribute.data);
    return set_.best_text(attribute.data);
  }
  if (attribute.type == axml::kIntDecimal || attribute.type == axml::kIntHex)
    return std::to_string(attribute.data);
  return attribute.text;
}

std::vector<uint32_t> Resources::unreferenced() const {
  std::vector<uint32_t> out;
  for (const Table& table : tables()) {
    for (const Resource& resource : table.resources) {
      if (is_text_type(resource.type) && referenced_.count(resource.id) == 0) out.push_back(resource.id);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

uint64_t Resources::locales() const {
  std::set<std::string> out;
  for (const Table& table : tables()) {
    for (const formats::arsc::Config& config : table.configs) out.insert(config.locale);
  }
  out.erase("");
  return out.size();
}

}  // namespace jianfu::platforms::android
