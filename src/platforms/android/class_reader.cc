#include "platforms/android/class_reader.h"

#include <algorithm>

#include <array>

#include "platforms/android/annotations.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::kNoModule;
using formats::dex::ClassDef;
using formats::dex::EncodedValue;
using formats::dex::kNoIndex;
using formats::dex::MethodBody;

constexpr uint8_t kStringValue = 0x17;

}  // namespace

ClassReader::ClassReader(const DexFile& file, const Code& code, const Resources& resources, Links& links,
                         Collector& out)
    : file_(file),
      code_(code),
      dex_(file.dex),
      links_(links),
      out_(out),
      tables_(file.dex, code, out),
      texts_(resources, out),
      walk_(file.dex, tables_, resources, links, out),
      seen_(file.dex.strings()),
      meanings_(file.dex.types()) {
  scope_.entry = file.entry;
}

void ClassReader::read() {
  for (uint32_t c = 0; c < dex_.classes(); ++c) read_class(dex_.class_def(c));
  add_leftovers();
  add_figures();
  if (tables_.left_out_places())
    out_.gap(gap_of(GapReason::kLimit, {Msg::limit_reached, {core::bilingual("长文字出现的位置", "places of a long text"), std::to_string(DexTables::kMostPlaces)}}, file_.entry));
  if (walk_.counts().broken_methods == 0) return;
  out_.gap(gap_of(GapReason::kCorrupt, {Msg::gap_methods, {std::to_string(walk_.counts().broken_methods)}},
                  file_.entry));
}

void ClassReader::read_class(const ClassDef& def) {
  scope_.module = tables_.module_of(def.type);
  if (scope_.module == kNoModule) return;
  const evidence::Module& module = out_.at(scope_.module);
  // Unless the package is named like a library; and a folder around the file may tell more than the name of the class.
  scope_.foreign = module.owner == evidence::Owner::kUnknown && module.place.find('/') == std::string::npos && out_.is_foreign(module.id);
  scope_.class_name = code_.name_of(dex_.type(def.type));
  scope_.method_name = {};
  walk_.begin_class(scope_);
  if (def.super != kNoIndex) walk_.use_type(def.super);
  if (out_.wants_code(Kind::kIdentifier, scope_.class_name, scope_.foreign) && out_.wants(scope_.class_name)) {
    out_.add(scope_.at(Kind::kIdentifier, text::from_mutf8(scope_.class_name)));
  } else {
    out_.count(Kind::kIdentifier, 1);
  }
  dex_.class_data(def, data_);
  // The fields of R classes are the names of resources, and told where those are used.
  const bool names = dex_.type(def.type).find("/R$") == std::string_view::npos;
  for (const auto* fields : {&data_.static_fields, &data_.instance_fields}) {
    for (const formats::dex::FieldDef& field : *fields) {
      if (names) add_name(dex_.field(field.field).name);
    }
  }
  read_constants(def);
  if (def.annotations_at != 0) read_annotations(def);
  read_methods(def);
  walk_.end_class();
}

void ClassReader::read_methods(const ClassDef& def) {
  using formats::proguard_map::Renamed;
  const std::vector<Renamed> before = code_.methods_before(dex_.type(def.type));
  for (const auto* methods : {&data_.direct_methods, &data_.virtual_methods}) {
    for (const MethodBody& body : *methods) {
      const uint32_t name = dex_.method(body.method).name;
      scope_.method_name = dex_.string(name);
      const auto renamed =
          std::lower_bound(before.begin(), before.end(), scope_.method_name,
                           [](const Renamed& row, std::string_view now) { return row.now < now; });
      if (renamed != before.end() && renamed->now == scope_.method_name && renamed->before != renamed->now) {
        scope_.method_name = renamed->before;
        if (out_.wants_code(Kind::kIdentifier, renamed->before, scope_.foreign) && out_.wants(renamed->before))
          out_.add(scope_.at(Kind::kIdentifier, text::to_valid_utf8(renamed->before)));
      }
      add_name(name);
      walk_.read(body);
    }
  }
}

void ClassReader::read_constants(const ClassDef& def) {
  if (def.static_values_at == 0) return;
  for (const EncodedValue& value : dex_.static_values(def)) {
    const uint32_t string = static_cast<uint32_t>(value.value);
    if (value.type != kStringValue || string >= seen_.size()) continue;
    seen_[string] = true;
    if (tables_.told_enough(string)) {
      out_.count(Kind::kLiteral, 1);
      continue;
    }
    links_.mention(dex_.string(string), scope_.module, file_.entry);
    if (tables_.hot(string)) {
      texts_.add(scope_, text::from_mutf8(dex_.string(string)), dex_.string_offset(string),
                 StringUse::kUnknown);
    } else {
      out_.count(Kind::kLiteral, 1);
    }
  }
}

void ClassReader::read_annotations(const ClassDef& def) {
  dex_.annotations(def, [this](const formats::dex::AnnotatedMember& member) { read_annotation(member.annotation); });
}

AnnotationMeaning ClassReader::meaning_of(uint32_t type) {
  if (type >= meanings_.size()) return meaning_of_annotation({});
  if (!meanings_[type]) meanings_[type] = meaning_of_annotation(dex_.type(type));
  return *meanings_[type];
}

// Endpoints (@GET("path")), routes (@Route(path = "…")), validation messages, names in JSON and tables.
void ClassReader::read_annotation(const formats::dex::Annotation& annotation) {
  const AnnotationMeaning type = meaning_of(annotation.type);
  if (type == AnnotationMeaning::kNothing) {
    for (const EncodedValue& value : annotation.values) {
      if (value.type == kStringValue && value.value < seen_.size()) seen_[value.value] = true;
    }
    return;
  }
  for (const auto& element : annotation.elements) {
    const AnnotationMeaning meaning = meaning_of_element(type, dex_.string(element.name));
    for (const EncodedValue& value : annotation.of(element)) {
      const uint32_t string = static_cast<uint32_t>(value.value);
      if (value.type != kStringValue || string >= seen_.size()) continue;
      const std::string_view text = dex_.string(string);
      seen_[string] = true;
      if (tables_.told_enough(string)) continue;
      if (meaning == AnnotationMeaning::kRoute) links_.add_route(text, scope_.module);
      if (!tables_.hot(string)) {
        out_.count(Kind::kLiteral, 1);
      } else if (meaning == AnnotationMeaning::kRoute || meaning == AnnotationMeaning::kEndpoint ||
                 meaning == AnnotationMeaning::kName) {
        const Kind kind = meaning == AnnotationMeaning::kRoute      ? Kind::kRoute
                          : meaning == AnnotationMeaning::kEndpoint ? Kind::kEndpoint
                                                                    : Kind::kIdentifier;
        if (kind == Kind::kIdentifier && !out_.wants_code(kind, text, scope_.foreign)) {
          out_.count(kind, 1);
          continue;
        }
        Evidence item = scope_.at(kind, text::from_mutf8(text));
        item.at.offset = dex_.string_offset(string);
        out_.add(std::move(item));
      } else {
        const StringUse use =
            meaning == AnnotationMeaning::kMessage ? StringUse::kMessage : StringUse::kUnknown;
        texts_.add(scope_, text::from_mutf8(text), dex_.string_offset(string), use);
      }
    }
  }
}

void ClassReader::add_name(uint32_t string) {
  if (string < seen_.size()) seen_[string] = true;
  const std::string_view name = dex_.string(string);
  const bool made_by_tools =
      name.starts_with('<') || name.starts_with("lambda$") || name.starts_with("access$");
  if (made_by_tools || !tables_.names_something(string, scope_.foreign)) return out_.count(Kind::kIdentifier, 1);
  Evidence item = scope_.at(Kind::kIdentifier, text::from_mutf8(name));
  out_.add(std::move(item));
}

// Han texts that no instruction, constant, name or annotation holds: recipes of concatenations behind call
// sites, or what a shrinker left. Kept as left over, so that no string of the file goes unread.
void ClassReader::add_leftovers() {
  for (uint32_t s = 0; s < dex_.strings(); ++s) {
    if (seen_[s] || walk_.read_strings()[s]) continue;
    const std::string_view raw = dex_.string(s);
    if (!holds_han(raw) || !tables_.hot(s)) continue;
    Evidence item;
    item.kind = Kind::kText;
    item.text = text::from_mutf8(raw);
    item.role = role_by_length(item.text, evidence::Role::kUnknown);
    item.dormant = true;
    item.at.entry = file_.entry;
    item.at.offset = dex_.string_offset(s);
    out_.add(std::move(item));
  }
}

// Of all files together, and of each by its name: how a reader compares them with other tools' counts.
void ClassReader::add_figures() {
  const MethodWalk::Counts& counts = walk_.counts();
  const std::pair<std::string_view, uint64_t> figures[] = {
      {"methods-with-code", counts.methods_with_code},
      {"const-strings", counts.const_strings},
      {"invokes", counts.invokes},
      {"methods-not-walked-whole", counts.broken_methods},
      {"strings", dex_.strings()},
      {"classes", dex_.classes()}};
  for (const auto& [name, count] : figures) {
    out_.figure("dex." + std::string(name), count);
    out_.figure(file_.entry + "." + std::string(name), count);
  }
}

}  // namespace jianfu::platforms::android
