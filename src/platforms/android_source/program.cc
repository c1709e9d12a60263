#include "platforms/android_source/program.h"

#include <algorithm>
#include <array>

#include "platforms/android/code.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::android_source {
namespace {

using evidence::ModuleKind;

constexpr size_t kSteps = 32;         // of inheritance; a circle ends here
constexpr size_t kNested = 16;        // classes in classes; deeper ones belong to the one around them
constexpr size_t kClasses = 200'000;  // of a project; ten times what was seen
constexpr size_t kPackages = 64;      // imported as a whole by one file

constexpr std::array<std::string_view, 24> kJavaLang = {
    "Boolean", "Byte",   "CharSequence", "Character",     "Class",   "Double",
    "Enum",    "Error",  "Exception",    "Float",         "Integer", "Iterable",
    "Long",    "Math",   "Number",       "Object",        "Process", "Runnable",
    "Runtime", "String", "StringBuffer", "StringBuilder", "System",  "Thread"};

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_context(std::string_view type) {
  const std::string_view name =
      type.substr(type.rfind('.') == std::string_view::npos ? 0 : type.rfind('.') + 1);
  return name == "Context" || name.ends_with("Activity") || name.ends_with("Fragment");
}

std::string joined(std::string_view a, std::string_view b) {
  std::string out(a);
  if (!out.empty()) out += '.';
  return out.append(b);
}

}  // namespace

std::string descriptor_of(std::string_view java_name) {
  std::string out = "L" + std::string(java_name) + ";";
  std::replace(out.begin(), out.end(), '.', '/');
  return out;
}

std::string Program::file_class(const Unit& unit) {
  std::string name(without_extension(base_of(unit.entry)));
  if (unit.dialect != formats::java::Dialect::kKotlin) return joined(unit.package, name);
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 32);
  return joined(unit.package, name + "Kt");
}

Program::Program(const std::deque<Unit>& units) {
  for (const Unit& unit : units) {
    index_imports(unit);
    add_unit(unit);
  }
}

void Program::index_imports(const Unit& unit) {
  Names& names = names_[&unit];
  for (const formats::java::Import& import : unit.imports) {
    if (import.all) {
      std::vector<std::string_view>& all = import.is_static ? names.statics : names.all;
      if (all.size() < kPackages) all.push_back(import.path);
      continue;
    }
    const std::string_view last =
        import.path.substr(import.path.rfind('.') == std::string_view::npos ? 0 : import.path.rfind('.') + 1);
    names.given.emplace(import.alias.empty() ? last : import.alias, import.path);
  }
}

void Program::add_unit(const Unit& unit) {
  std::vector<ClassRecord*> open;  // null for anonymous ones
  std::string_view method;
  std::vector<std::string_view> methods;
  bool parameters = false;  // what is declared now are those of the method
  for (const Event& event : unit.events) {
    const bool variable = std::holds_alternative<Variable>(event);
    if (const auto* begin = std::get_if<ClassBegin>(&event)) {
      ClassRecord* outer = nullptr;
      for (ClassRecord* one : open) outer = one != nullptr ? one : outer;
      ClassRecord* made = nullptr;
      full_ |= classes_.size() >= kClasses;
      if (!begin->name.empty() && open.size() < kNested && !full_) {
        ClassRecord record;
        record.name = joined(outer != nullptr ? std::string_view(outer->name) : unit.package, begin->name);
        record.java = outer != nullptr ? outer->java + "$" + std::string(begin->name) : record.name;
        record.outer = outer != nullptr ? outer->outer : record.name;
        record.unit = &unit;
        classes_.push_back(std::move(record));
        made = &classes_.back();
        by_name_.emplace(made->name, made);
      }
      open.push_back(made);
    } else if (const auto* super = std::get_if<Super>(&event)) {
      if (!open.empty() && open.back() != nullptr)
        (super->argument ? open.back()->super_arguments : open.back()->supers).push_back(super->path);
    } else if (const auto* told = std::get_if<Method>(&event)) {
      methods.push_back(method);
      method = told->name;
      parameters = true;
      continue;
    } else if (const auto* end = std::get_if<End>(&event)) {
      if (*end == End::kClass && !open.empty()) open.pop_back();
      if (*end == End::kMethod && !methods.empty()) {
        method = methods.back();
        methods.pop_back();
      }
    } else if (variable && !open.empty()) {
      const Variable& declared = std::get<Variable>(event);
      // Companions and anonymous objects lend their fields to the class around them.
      ClassRecord* holder = nullptr;
      for (ClassRecord* one : open) holder = one != nullptr ? one : holder;
      if (holder != nullptr && declared.field && !declared.type.empty())
        holder->fields.emplace(declared.name, declared.type);
      if (holder != nullptr && parameters && !declared.field && is_context(declared.type))
        holder->openers.insert(method);
    } else if (const auto* constant = std::get_if<Constant>(&event)) {
      ClassRecord* holder = nullptr;
      for (ClassRecord* one : open) holder = one != nullptr ? one : holder;
      const ConstantValue value{constant->value, constant->holes};
      if (holder != nullptr) holder->constants.emplace(constant->name, value);
      if (open.empty() && unit.dialect == formats::java::Dialect::kKotlin)
        loose_.push_back({&unit, constant->name, value});
    }
    if (!variable) parameters = false;
  }
}

const ClassRecord* Program::find(std::string_view name) const {
  const auto at = by_name_.find(std::string(name));
  return at == by_name_.end() ? nullptr : at->second;
}

const Program::Names* Program::names_of(const Unit& unit) const {
  const auto at = names_.find(&unit);
  return at == names_.end() ? nullptr : &at->second;
}

std::string Program::resolve(const Unit& unit, std::string_view inside, std::string_view written) const {
  if (written.empty()) return {};
  while (written.starts_with("this.")) written.remove_prefix(5);
  const std::string_view first = written.substr(0, written.find('.'));
  const std::string_view rest = written.substr(first.size());
  if (first.empty() || (!is_upper(first[0]) && !rest.empty()))
    return std::string(written);  // in full already
  for (std::string_view around = inside; !around.empty();
       around = around.substr(0, around.rfind('.') == std::string_view::npos ? 0 : around.rfind('.'))) {
    std::string nested = joined(around, written);
    if (find(nested) != nullptr) return nested;
    if (around.size() <= unit.package.size()) break;
  }
  const auto names = names_.find(&unit);
  if (names == names_.end()) return std::string(written);
  if (const auto given = names->second.given.find(first); given != names->second.given.end())
    return std::string(given->second) + std::string(rest);
  std::string same = joined(unit.package, written);
  if (find(same) != nullptr) return same;
  std::string_view framework;
  for (const std::string_view package : names->second.all) {
    std::string there = joined(package, written);
    if (find(there) != nullptr) return there;
    const bool known = package.starts_with("android") || package.starts_with("java.");
    if (framework.empty() || (known && !framework.starts_with("android") && !framework.starts_with("java.")))
      framework = package;
  }
  if (std::find(kJavaLang.begin(), kJavaLang.end(), first) != kJavaLang.end())
    return "java.lang." + std::string(written);
  return framework.empty() ? same : joined(framework, written);
}

std::string Program::java_name(std::string_view name) const {
  if (const ClassRecord* known = find(name); known != nullptr) return known->java;
  std::string out(name);
  bool in_class = false;
  for (size_t at = 0; at < out.size();) {
    const size_t end = std::min(out.find('.', at), out.size());
    const bool upper = is_upper(out[at]);
    if (in_class && at > 0) out[at - 1] = '$';
    in_class |= upper;
    at = end + 1;
  }
  return out;
}

std::string Program::super_of(const ClassRecord& record) const {
  return record.supers.empty()
             ? std::string()
             : resolve(*record.unit,
                       record.name.substr(
                           0, record.name.rfind('.') == std::string::npos ? 0 : record.name.rfind('.')),
                       record.supers.front());
}

std::string Program::framework_base(std::string_view name) const {
  std::string now(name);
  for (size_t step = 0; step < kSteps; ++step) {
    const ClassRecord* record = find(now);
    if (record == nullptr) return now;
    now = super_of(*record);
  }
  return {};
}

std::string Program::field_type(std::string_view name, std::string_view field) const {
  std::string now(name);
  for (size_t step = 0; step < kSteps && !now.empty(); ++step) {
    const ClassRecord* record = find(now);
    if (record == nullptr) return {};
    if (const auto known = record->fields.find(field); known != record->fields.end())
      return resolve(*record->unit, record->name, known->second);
    // An inner class sees what is around it.
    if (record->name != record->outer) {
      if (std::string around = field_type(record->outer, field); !around.empty() && step == 0) return around;
    }
    now = super_of(*record);
  }
  return {};
}

ModuleKind Program::kind_of(const ClassRecord& record) const {
  const ClassRecord* now = &record;
  for (size_t step = 0; step < kSteps; ++step) {
    if (now->supers.empty()) return ModuleKind::kClass;
    for (const std::string_view super : now->supers) {
      const ModuleKind kind = android::kind_of_base(std::string(super) + ";");
      if (kind != ModuleKind::kClass && !super.ends_with("Listener")) return kind;
      if (&super == &now->supers.front()) continue;
      break;  // what it implements says less than what it extends
    }
    const ClassRecord* next = find(super_of(*now));
    if (next == nullptr) return android::kind_of_base(std::string(now->supers.front()) + ";");
    now = next;
  }
  return ModuleKind::kClass;
}

void Program::make_modules(evidence::Collector& out) const {
  for (const ClassRecord& record : classes_) {
    const bool inner = record.name != record.outer;
    const uint32_t module =
        out.module(record.outer, inner ? ModuleKind::kClass : kind_of(record), record.unit->entry);
    if (!inner && out.at(module).kind == ModuleKind::kClass) out.at(module).kind = kind_of(record);
  }
}

}  // namespace jianfu::platforms::android_source
