#include "platforms/android/dex_tables.h"

#include <algorithm>
#include <array>

#include "platforms/android/titles.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::ModuleKind;
using formats::dex::ClassData;
using formats::dex::ClassDef;
using formats::dex::EncodedValue;
using formats::dex::kNoIndex;
using formats::dex::Method;

// Package ids in the top byte of a resource id: the app's own, and those of features below it.
constexpr uint32_t kFirstPackage = 0x02, kLastPackage = 0x7f;
constexpr size_t kLongText = size_t{16} << 10;
constexpr uint8_t kStringValue = 0x17, kIntValue = 0x04;

// A screen is told of itself, a dialog or a list row is not.
bool titles_a_screen(std::string_view type, TypeMeaning meaning) {
  if (meaning == TypeMeaning::kDialogBuilder) return false;
  constexpr std::array<std::string_view, 5> kEnds = {"Activity;", "ActionBar;", "Toolbar;", "TitleBar;",
                                                     "CollapsingToolbarLayout;"};
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return type.ends_with(end); });
}

bool is_context(std::string_view type) {
  return type.ends_with("/Context;") || type.ends_with("Activity;") || type.ends_with("Fragment;");
}

}  // namespace

DexTables::DexTables(const formats::dex::Dex& dex, const Code& code, const evidence::Collector& out)
    : dex_(dex), code_(code), out_(out), hot_(dex.strings()), names_(dex.strings()), foreign_names_(dex.strings()), methods_named_(dex.strings()),
      hot_types_(dex.types()), hot_bases_(dex.types()), calls_named_(dex.methods()) {
  read_types();
  read_methods();
  read_fields();
}

void DexTables::read_types() {
  modules_.resize(dex_.types(), evidence::kNoModule);
  types_.resize(dex_.types());
  std::string scratch;
  for (uint32_t t = 0; t < dex_.types(); ++t) {
    const std::string_view descriptor = dex_.type(t);
    if (!descriptor.starts_with('L')) continue;
    modules_[t] = out_.find_module(outer_class(code_.name_of(descriptor), scratch));
    types_[t] = meaning_of_type(descriptor);
  }
}

bool DexTables::told_enough(uint32_t string) const {
  if (dex_.string(string).size() <= kLongText) return false;
  const bool enough = ++long_places_[string] > kMostPlaces;
  left_out_places_ |= enough;
  return enough;
}

// `descriptor`: of that type or of what it comes from.
bool DexTables::is_hot(std::vector<Answer>& answers, uint32_t type, std::string_view descriptor) const {
  if (type >= answers.size()) return false;
  if (answers[type] == Answer::kUnknown)
    answers[type] = out_.wants_class(code_.name_of(descriptor)) ? Answer::kYes : Answer::kNo;
  return answers[type] == Answer::kYes;
}

void DexTables::read_methods() {
  methods_.resize(dex_.methods());
  for (uint32_t m = 0; m < dex_.methods(); ++m) {
    const Method method = dex_.method(m);
    MethodFacts& facts = methods_[m];
    const std::string_view type = dex_.type(method.owner);
    const std::string_view name = dex_.string(method.name);
    const TypeMeaning meaning = method.owner < types_.size() ? types_[method.owner] : TypeMeaning::kOther;
    facts.type = method.owner;
    facts.name = method.name;
    facts.meaning = meaning_of_call(type, meaning, name);
    const uint32_t module = module_of(method.owner);
    if (facts.meaning.use == StringUse::kTitle) {
      const bool own = module != evidence::kNoModule && out_.set().modules[module].kind == ModuleKind::kPage;
      facts.sets_title = own || titles_a_screen(type, meaning);
    }
    if (type.starts_with('L') && !name.starts_with('<') && module != evidence::kNoModule) tell_openers(facts, method);
  }
}

void DexTables::tell_openers(MethodFacts& facts, const Method& method) {
  facts.companion = dex_.type(method.owner).ends_with("$Companion;");
  const ModuleKind kind = out_.set().modules[module_of(method.owner)].kind;
  if (kind == ModuleKind::kComponent) {
    facts.makes =
        dex_.proto(method.proto).returns == method.owner || dex_.string(method.name).starts_with("show");
  } else if (kind == ModuleKind::kPage) {
    for (const uint32_t parameter : dex_.parameters(dex_.proto(method.proto)))
      facts.opens |= is_context(dex_.type(parameter));
  }
}

// A call is named by the class that is written, and, when the package defines that class, by the framework
// class behind it too: the package may only inherit the method. A name can matter only when its class or its
// method does, so that no name is put together for the others.
std::vector<std::string> DexTables::name_calls(uint32_t index) const {
  std::vector<std::string> out;
  const Method method = dex_.method(index);
  const std::string_view type = dex_.type(method.owner);
  const std::string_view name = dex_.string(method.name);
  if (!type.starts_with('L') || name == "<clinit>") return out;
  const bool makes = name == "<init>";
  const bool hot_name = !makes && names_a_call(method.name);
  if (hot_name || is_hot(hot_types_, method.owner, type)) name_call(type, name, out);
  if (makes || module_of(method.owner) == evidence::kNoModule) return out;
  const std::string_view base = code_.framework_base(type);
  if (hot_name || is_hot(hot_bases_, method.owner, base)) name_call(base, name, out);
  return out;
}

void DexTables::name_call(std::string_view type, std::string_view name, std::vector<std::string>& names) const {
  if (type.empty() || type.starts_with("Ljava/lang/")) return;
  std::string full = code_.name_of(type);
  full.append(".").append(name);
  if (!out_.wants_code(evidence::Kind::kCall, full) || !out_.wants(full)) return;
  full = text::from_mutf8(full);
  if (names.empty() || names.front() != full) names.push_back(std::move(full));
}

// Library modules and debug builds read fields of R$type classes instead of constants.
void DexTables::read_fields() {
  title_fields_.resize(dex_.fields());
  for (uint32_t f = 0; f < dex_.fields(); ++f) {
    const formats::dex::Field field = dex_.field(f);
    title_fields_[f] = dex_.type(field.type).ends_with("TextView;") && is_title_name(dex_.string(field.name));
  }
  for (uint32_t c = 0; c < dex_.classes(); ++c) {
    const ClassDef def = dex_.class_def(c);
    if (def.static_values_at == 0) continue;
    const bool resources = dex_.type(def.type).find("/R$") != std::string_view::npos;
    const std::vector<EncodedValue> values = dex_.static_values(def);
    const bool strings = std::any_of(values.begin(), values.end(),
                                     [](const EncodedValue& value) { return value.type == kStringValue; });
    if (!resources && !strings) continue;
    const ClassData data = dex_.class_data(def);
    for (size_t f = 0; f < std::min(values.size(), data.static_fields.size()); ++f) {
      const uint32_t value = static_cast<uint32_t>(values[f].value);
      if (resources && values[f].type == kIntValue && value >> 24 >= kFirstPackage &&
          value >> 24 <= kLastPackage)
        resource_fields_[data.static_fields[f].field] = value;
      if (values[f].type == kStringValue) string_fields_[data.static_fields[f].field] = value;
    }
  }
}

const std::vector<std::string>& DexTables::names_of_call(uint32_t method) const {
  static const std::vector<std::string> kNone;
  if (method >= calls_named_.size()) return kNone;
  if (!calls_named_[method]) {
    calls_named_[method] = true;
    std::vector<std::string> names = name_calls(method);
    if (!names.empty()) call_names_.emplace(method, std::move(names));
  }
  const auto at = call_names_.find(method);
  return at == call_names_.end() ? kNone : at->second;
}

uint32_t DexTables::resource_of(uint32_t field) const {
  const auto at = resource_fields_.find(field);
  return at == resource_fields_.end() ? 0 : at->second;
}

uint32_t DexTables::string_of(uint32_t field) const {
  const auto at = string_fields_.find(field);
  return at == string_fields_.end() ? kNoIndex : at->second;
}

}  // namespace jianfu::platforms::android
