#include "platforms/shared/form_config.h"

#include <algorithm>
#include <array>
#include <utility>

#include "platforms/shared/directives.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/template_names.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Evidence;
using evidence::Kind;

// What a field is called.
constexpr std::array<std::string_view, 12> kLabels = {"label",       "title",     "fieldName",  "fieldLabel",
                                                      "displayName", "labelText", "caption",    "cnName",
                                                      "itemName",    "labelName", "fieldTitle", "name"};
// Where its value goes.
constexpr std::array<std::string_view, 9> kNames = {"prop",      "field", "name",     "key", "model",
                                                    "dataIndex", "id",    "fieldKey", "code"};
// Said only of what is filled in.
constexpr std::array<std::string_view, 16> kFilled = {
    "rules",     "placeholder",   "modelValue",     "onUpdate:modelValue", "v-model",  "formType",
    "inputType", "fieldType",     "widget",         "validator",           "validate", "maxlength",
    "maxLength", "formItemProps", "componentProps", "inputProps"};
// Members that say what a field takes …
constexpr std::array<std::string_view, 12> kTypeKeys = {"type",      "component", "componentName", "comp",
                                                        "fieldType", "formType",  "inputType",     "itemType",
                                                        "widget",    "control",   "controlType",   "kind"};
// … and their values that take something from the user.
constexpr std::array<std::string_view, 25> kTypes = {"input", "textarea", "text",     "number",   "select",
                                                     "radio", "checkbox", "switch",   "date",     "datetime",
                                                     "time",  "upload",   "uploader", "image",    "file",
                                                     "photo", "picker",   "editor",   "cascader", "location",
                                                     "img",   "images",   "picture",  "video",    "camera"};
// Said of what must be filled in …
constexpr std::array<std::string_view, 11> kRequiredKeys = {"required", "isRequired", "require",     "must",
                                                            "isMust",   "mustFill",   "mandatory",   "isMandatory",
                                                            "notNull",  "notEmpty",   "requiredFlag"};
// … and of what may be left out.
constexpr std::array<std::string_view, 4> kOptionalKeys = {"allowEmpty", "allowNull", "nullable", "optional"};
// Members in which rules stand.
constexpr std::array<std::string_view, 6> kRuleKeys = {"rules",    "rule",       "validate",
                                                       "validation", "formItemProps", "options"};
// Said of columns of tables.
constexpr std::array<std::string_view, 13> kColumns = {
    "width",        "minWidth", "align",       "sortable", "sorter",  "fixed",    "formatter",
    "customRender", "ellipsis", "scopedSlots", "render",   "filters", "resizable"};

template <size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// In templates a bare attribute, compiled to ""; in data of servers 1, "1" or "Y".
bool is_yes(const ScriptMember& member, bool properties) {
  constexpr std::array<std::string_view, 6> kYes = {"true", "1", "Y", "y", "yes", "是"};
  if (member.kind == ValueKind::kTrue) return true;
  if (member.kind == ValueKind::kNumber) return member.text == "1";
  return member.kind == ValueKind::kString &&
         (is_one_of(kYes, member.text) || (properties && member.text.empty()));
}

bool takes_input(const ScriptMember& member) {
  if (!is_one_of(kTypeKeys, member.key)) return false;
  if (member.kind != ValueKind::kString && member.kind != ValueKind::kName) return false;
  const std::string type = kebab(member.text);
  return is_one_of(kTypes, type) || is_field(type);
}

bool holds_rules(std::string_view owner) {
  return owner.ends_with("rules") || owner.ends_with("Rules") || owner == "rule";
}

}  // namespace

void FormRules::add(std::string_view name, Rule rule) {
  constexpr size_t kMost = 10'000;
  if (rules_.size() < kMost) rules_.try_emplace(text::to_valid_utf8(name), std::move(rule));
}

bool FormRules::claim(std::string_view name) {
  const auto rule = rules_.find(name.substr(name.rfind('.') + 1));
  if (rule == rules_.end()) return false;
  return rule->second.claimed = true;
}

void FormRules::flush(evidence::Collector& out) {
  for (auto& [name, rule] : rules_) {
    if (rule.claimed) continue;
    Evidence item;
    item.kind = Kind::kField;
    item.text = rule.message.empty() ? name : rule.message;
    item.required = true;
    item.module = rule.module;
    item.at = rule.at;
    item.arguments.push_back({"type", "rule"});
    item.arguments.push_back({"name", name});
    out.add(std::move(item));
  }
  rules_.clear();
}

evidence::Location FormConfig::place_of(uint32_t line, uint32_t column) const {
  evidence::Location out;
  out.entry = entry_;
  out.line = line + first_line_ - 1;
  out.column = column;
  return out;
}

void FormConfig::on_object(const ScriptObject& object) {
  if (holds_rules(object.owner)) read_rules(object);
  if (object.is_property_bag && object.element.empty()) return;  // of attributes: their element has them
  const std::string tag = kebab(object.element);
  if (object.is_property_bag && (is_field(tag) || is_field_wrapper(tag))) return;
  read_field(object);
}

void FormConfig::read_rules(const ScriptObject& object) {
  for (const ScriptMember& member : object.members) {
    const bool list = member.kind == ValueKind::kArray || member.kind == ValueKind::kObject;
    if (!list || !member.required || member.key == "rules") continue;
    rules_.add(member.key,
               {text::to_valid_utf8(member.message), place_of(member.line, member.column), reader_.module()});
  }
}

bool FormConfig::read_field(const ScriptObject& object) {
  const bool properties = object.is_property_bag;
  const ScriptMember *label = nullptr, *name = nullptr, *type = nullptr, *placeholder = nullptr;
  bool required = false, says = false, filled = false, column_mark = false;
  for (const ScriptMember& member : object.members) {
    const bool text = member.kind == ValueKind::kString && !member.text.empty();
    if (text && label == nullptr && is_one_of(kLabels, member.key) && holds_han(member.text))
      label = &member;
    else if (text && name == nullptr && is_one_of(kNames, member.key))
      name = &member;
    if (text && member.key == "placeholder") placeholder = &member;
    if (type == nullptr && takes_input(member)) type = &member;
    if (is_one_of(kRequiredKeys, member.key)) {
      says = true;
      required |= is_yes(member, properties);
    }
    if (is_one_of(kOptionalKeys, member.key) && member.kind == ValueKind::kFalse) says = required = true;
    required |= is_one_of(kRuleKeys, member.key) && member.required;
    filled |= is_one_of(kFilled, member.key);
    column_mark |= is_one_of(kColumns, member.key);
  }
  const bool called =
      label != nullptr || (properties && placeholder != nullptr && holds_han(placeholder->text));
  required |= label != nullptr && says_required(label->text);
  const bool demanded = required || says;
  // A rule is no field: {required: true, message: …} has no label.
  if (!called || !(demanded || filled || type != nullptr) || (column_mark && !demanded && !properties))
    return false;
  // A type alone is said of many things, unless it has a name too.
  if (!properties && !demanded && !filled && name == nullptr) return false;
  if (name != nullptr) required |= rules_.claim(name->text);
  const ScriptMember& shown = label != nullptr ? *label : *placeholder;
  Evidence item;
  item.kind = Kind::kField;
  item.text = readable_template(text::to_valid_utf8(shown.text));
  item.required = required || says_required(shown.text);
  item.module = reader_.module();
  const text::Position begin = object.place();
  item.at = label != nullptr ? place_of(shown.line, shown.column) : place_of(begin.line, begin.column);
  if (type != nullptr) item.arguments.push_back({"type", text::to_valid_utf8(type->text)});
  if (placeholder != nullptr && placeholder != &shown)
    item.arguments.push_back({"placeholder", text::to_valid_utf8(placeholder->text)});
  if (name != nullptr) item.arguments.push_back({"name", text::to_valid_utf8(name->text)});
  out_.add(std::move(item));
  return true;
}

}  // namespace jianfu::platforms
