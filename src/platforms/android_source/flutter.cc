#include "platforms/android_source/flutter.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "platforms/android_source/unit.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "platforms/shared/template_names.h"
#include "text/utf.h"

namespace jianfu::platforms::android_source {
namespace {

namespace java = formats::java;
using evidence::Collector;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::kNoModule;
using evidence::ModuleKind;
using evidence::Role;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('.') == std::string_view::npos ? 0 : path.rfind('.') + 1);
}
std::string_view first_part(std::string_view path) {
  return path.substr(0, path.find('.'));
}

template <size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 7> kTextWidgets = {
    "Text", "SelectableText", "TextSpan", "AutoSizeText", "RichText", "Tab", "Tooltip"};
constexpr std::array<std::string_view, 5> kTitleBars = {"AppBar", "CupertinoNavigationBar", "SliverAppBar",
                                                        "NavigationBar", "SimpleAppBar"};
constexpr std::array<std::string_view, 4> kPageWidgets = {"Scaffold", "CupertinoPageScaffold", "WillPopScope",
                                                          "PopScope"};
constexpr std::array<std::string_view, 5> kMessages = {"SnackBar", "AlertDialog", "SimpleDialog",
                                                       "CupertinoAlertDialog", "showToast"};
constexpr std::array<std::string_view, 3> kRouteTables = {"GetPage", "GoRoute", "AutoRoute"};
constexpr std::array<std::string_view, 5> kLogs = {"print", "debugPrint", "log", "logger", "Logger"};

// Named arguments by the names that other toolkits have for them.
std::string_view property_of(std::string_view name) {
  if (name == "hintText") return "placeholder";
  if (name == "labelText" || name == "tooltip" || name == "semanticLabel") return "label";
  if (name == "helperText") return "tip";
  if (name == "errorText") return "errmsg";
  return name;
}

struct Widget {
  std::string module;
  ModuleKind kind = ModuleKind::kClass;
};

bool is_widget_base(std::string_view super) {
  return last_part(super).ends_with("Widget") || super.starts_with("GetView") ||
         super.starts_with("GetResponsiveView");
}

// What all files together declare.
class Declarations {
 public:
  explicit Declarations(const std::deque<Unit>& units) {
    for (const Unit& unit : units) survey(unit);
    for (const auto& [state, widget] : states_) {
      const auto known = classes_.find(widget);
      if (known == classes_.end()) continue;
      if (pages_.count(state) != 0 && known->second.kind == ModuleKind::kComponent)
        known->second.kind = ModuleKind::kPage;
      classes_[state] = known->second;
    }
    for (const auto& [path, names] : routes_seen_) {
      const auto page = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
        return kind_of(name) == ModuleKind::kPage || kind_of(name) == ModuleKind::kComponent;
      });
      if (page != names.end()) routes_.emplace(path, *page);
    }
  }

  const Widget* find(std::string_view name) const {
    const auto at = classes_.find(name);
    return at == classes_.end() ? nullptr : &at->second;
  }
  ModuleKind kind_of(std::string_view name) const {
    const Widget* known = find(name);
    return known == nullptr ? ModuleKind::kClass : known->kind;
  }
  const Widget* page_of(std::string_view route) const {
    const auto at = routes_.find(without_query(route));
    return at == routes_.end() ? nullptr : find(at->second);
  }
  std::string_view constant(std::string_view path) const {
    const auto at = constants_.find(path);
    return at == constants_.end() ? std::string_view{} : std::string_view(at->second);
  }
  const std::map<std::string, Widget, std::less<>>& classes() const { return classes_; }

 private:
  void survey(const Unit& unit) {
    std::vector<std::string_view> open;
    std::string route;  // the last path told, until the widget behind it
    bool state = false;
    for (const Event& event : unit.events) {
      const std::string_view name = open.empty() ? std::string_view{} : open.front();
      if (const auto* begin = std::get_if<ClassBegin>(&event)) {
        open.push_back(begin->name);
        if (open.size() != 1) continue;
        Widget widget;
        widget.module = unit.entry + ":" + std::string(begin->name);
        classes_.emplace(std::string(begin->name), std::move(widget));
      } else if (const auto* super = std::get_if<Super>(&event); super != nullptr && open.size() == 1) {
        if (super->argument && state) states_.emplace(std::string(name), std::string(super->path));
        state = !super->argument && (super->path == "State" || super->path.ends_with("State"));
        if (!super->argument && is_widget_base(super->path)) {
          Widget& widget = classes_[std::string(name)];
          widget.kind =
              name.ends_with("Page") || name.ends_with("Screen") ? ModuleKind::kPage : ModuleKind::kComponent;
        }
      } else if (const auto* end = std::get_if<End>(&event)) {
        if (*end == End::kClass && !open.empty()) open.pop_back();
      } else if (const auto* told = std::get_if<Constant>(&event)) {
        constants_.emplace(
            open.empty() ? std::string(told->name) : std::string(name) + "." + std::string(told->name),
            told->value);
      } else if (const auto* call = std::get_if<java::Call>(&event)) {
        on_call(*call, name, route);
      } else if (const auto* literal = std::get_if<java::Literal>(&event)) {
        if (literal->text.starts_with('/') && literal->text.size() < 128) route = literal->text;
      } else if (const auto* reference = std::get_if<java::Reference>(&event)) {
        if (const std::string_view text = constant(reference->path); text.starts_with('/')) route = text;
      }
    }
  }

  void on_call(const java::Call& call, std::string_view name, std::string& route) {
    const std::string_view callee = last_part(call.callee.path);
    if (is_one_of(callee, kPageWidgets) && !name.empty()) {
      pages_.insert(std::string(name));
      if (const auto known = classes_.find(name);
          known != classes_.end() && known->second.kind == ModuleKind::kComponent)
        known->second.kind = ModuleKind::kPage;
    }
    if (is_one_of(callee, kRouteTables)) route.clear();
    constexpr size_t kNames = 8;  // of widgets behind one route
    if (route.empty() || callee.empty() || !is_upper(callee[0])) return;
    std::vector<std::string>& names = routes_seen_[route];
    if (names.size() < kNames) names.emplace_back(callee);
  }

  std::map<std::string, Widget, std::less<>> classes_;
  std::map<std::string, std::string> states_;
  std::set<std::string> pages_;
  std::map<std::string, std::vector<std::string>> routes_seen_;
  std::map<std::string, std::string, std::less<>> routes_;     // path → widget
  std::map<std::string, std::string, std::less<>> constants_;  // "SignPage.routeName" → "/sign"
};

class DartReader {
 public:
  DartReader(const Unit& unit, const Declarations& all, Collector& out) : unit_(unit), all_(all), out_(out) {
    enter();
  }

  void read() {
    for (const Event& event : unit_.events) std::visit([this](const auto& one) { on(one); }, event);
    for (const Defect& defect : unit_.scan.defects) out_.gap(defect, unit_.entry);
  }

 private:
  void on(const ClassBegin& begin) {
    open_.push_back(begin.name);
    enter();
    add_name(begin.name, begin.place.line);
  }
  void on(End end) {
    if (end == End::kClass && !open_.empty()) open_.pop_back();
    if (end == End::kMethod) method_ = {};
    if (end == End::kClass) enter();
  }
  void on(const Method& method) {
    method_ = method.name;
    add_name(method.name, 0);
  }
  void on(const Variable& variable) {
    if (variable.field) add_name(variable.name, variable.place.line);
  }
  void on(const Super&) {}
  void on(const Constant&) {}

  void enter() {
    const Widget* widget = open_.empty() ? nullptr : all_.find(open_.front());
    module_ = widget != nullptr ? out_.find_module(widget->module) : kNoModule;
    if (module_ == kNoModule) module_ = out_.module(unit_.entry, ModuleKind::kScript, unit_.entry);
  }

  Evidence item(Kind kind, std::string text, const java::Place& place) const {
    Evidence out;
    out.kind = kind;
    out.text = std::move(text);
    out.module = module_;
    out.at.entry = unit_.entry;
    out.at.line = place.line;
    out.at.column = place.column;
    out.at.symbol = open_.empty() ? std::string() : std::string(open_.front());
    if (!method_.empty()) out.at.symbol.append(out.at.symbol.empty() ? "" : ".").append(method_);
    return out;
  }

  void add_name(std::string_view name, uint32_t line) {
    if (name.empty() || !out_.wants(name)) return out_.count(Kind::kIdentifier, 1);
    out_.add(item(Kind::kIdentifier, text::to_valid_utf8(name), {line, 0, 0}));
  }

  void on(const java::Literal& literal) { add_text(literal.text, literal, literal.is_template); }

  void on(const java::Reference& reference) {
    const std::string_view text = all_.constant(reference.path);
    if (text.empty()) return;
    java::Literal literal;
    literal.text = text;
    literal.callee = reference.callee;
    literal.name = reference.name;
    literal.place = reference.place;
    add_text(text, literal, false);
  }

  void add_text(std::string_view text, const java::Literal& literal, bool is_template) {
    if (const Widget* page = all_.page_of(text); page != nullptr) {
      const uint32_t to = out_.find_module(page->module);
      out_.add(item(Kind::kRoute, text::to_valid_utf8(readable_template(text)), literal.place));
      if (to != module_ && opens(literal.callee))
        out_.edge(EdgeKind::kOpens, module_, to, unit_.entry, literal.place.line);
      return;
    }
    const LiteralUse use = use_of(text, literal);
    const bool title = use.kind == Kind::kText && use.role == Role::kTitle;
    if (title && out_.at(module_).title.empty() && out_.at(module_).kind == ModuleKind::kPage)
      out_.at(module_).title = text::to_valid_utf8(readable_template(text));
    if (!out_.wants(text)) return out_.count(use.kind, 1);
    Evidence found =
        item(use.kind, text::to_valid_utf8(is_template ? readable_template(text) : std::string(text)),
             literal.place);
    found.role = use.role;
    out_.add(std::move(found));
  }

  // pushNamed, toNamed, go, popAndPushNamed …; a table of routes opens nothing.
  static bool opens(const java::Callee& callee) {
    const std::string_view name = callee.name();
    if (is_one_of(name, kRouteTables)) return false;
    return name.find("ush") != std::string_view::npos || name.find("amed") != std::string_view::npos ||
           name == "go" || name == "navigate" || name == "navigateTo" || name == "replace";
  }

  static LiteralUse use_of(std::string_view text, const java::Literal& literal) {
    const std::string_view callee = literal.callee.name();
    if (is_one_of(callee, kLogs) || is_one_of(first_part(literal.callee.path), kLogs))
      return {Kind::kLiteral, Role::kNone};
    const std::string_view around = last_part(literal.outer);
    if (is_one_of(callee, kTextWidgets) && !is_template_name(literal)) {
      const bool bar = is_one_of(around, kTitleBars) && literal.outer_name == "title";
      const bool message = is_one_of(around, kMessages) && literal.outer_name == "content";
      return {Kind::kText, role_by_length(text, bar       ? Role::kTitle
                                                : message ? Role::kMessage
                                                          : Role::kLabel)};
    }
    if (is_one_of(callee, kTitleBars) && literal.name == "title")
      return {Kind::kText, role_by_length(text, Role::kTitle)};
    return use_of_literal(text, literal.callee.path, property_of(literal.name));
  }

  // Text('a', key: 'b'): the key is nobody's to see.
  static bool is_template_name(const java::Literal& literal) {
    return !literal.name.empty() && literal.name != "text" && literal.name != "data" &&
           literal.name != "message" && !literal.name.ends_with("abel");
  }

  void on(const java::Call& call) {
    const std::string_view callee = call.callee.name();
    if (const Widget* made = call.callee.made ? all_.find(first_part(call.callee.path)) : nullptr;
        made != nullptr)
      draw(*made, call.place.line);
    if (callee == "InputDecoration") add_field(call);
    const bool named = call.callee.path.find('.') != std::string_view::npos && !call.callee.chained;
    if (!named || call.callee.made || !out_.wants(call.callee.path)) return out_.count(Kind::kCall, 1);
    Evidence found = item(Kind::kCall, text::to_valid_utf8(call.callee.path), call.place);
    for (const java::Argument& argument : call.arguments)
      found.arguments.push_back(
          {std::string(argument.name), text::to_valid_utf8(readable_template(argument.value))});
    out_.add(std::move(found));
  }

  void draw(const Widget& made, uint32_t line) {
    const uint32_t to = out_.find_module(made.module);
    if (to == kNoModule || to == module_) return;
    const ModuleKind kind = out_.at(to).kind;
    out_.edge(kind == ModuleKind::kPage        ? EdgeKind::kOpens
              : kind == ModuleKind::kComponent ? EdgeKind::kIncludes
                                               : EdgeKind::kUses,
              module_, to, unit_.entry, line);
  }

  void add_field(const java::Call& call) {
    std::string_view label, hint;
    for (const java::Argument& argument : call.arguments) {
      if (argument.name == "labelText") label = argument.value;
      if (argument.name == "hintText") hint = argument.value;
    }
    if (label.empty() && hint.empty()) return;
    Evidence field =
        item(Kind::kField, text::to_valid_utf8(readable_template(label.empty() ? hint : label)), call.place);
    field.required = label.find('*') != std::string_view::npos || says_required(hint);
    field.arguments.push_back({"type", "TextField"});
    if (!label.empty() && !hint.empty())
      field.arguments.push_back({"hint", text::to_valid_utf8(readable_template(hint))});
    out_.add(std::move(field));
  }

  const Unit& unit_;
  const Declarations& all_;
  Collector& out_;
  std::vector<std::string_view> open_;
  std::string_view method_;
  uint32_t module_ = kNoModule;
};

// pubspec.yaml line by line: name, version, and what stands indented below "dependencies:".
void read_pubspec(size_t index, const Parts& parts) {
  const io::Content content = parts.entries.load(index, parts.context.limits.text_bytes);
  const std::string text = text::decode_text(content.bytes.view());
  std::string section;
  uint32_t number = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    ++number;
    line = line.substr(0, line.find(" #"));
    while (!line.empty() && static_cast<unsigned char>(line.back()) <= ' ') line.remove_suffix(1);
    const size_t indent = line.find_first_not_of(' ');
    const size_t colon = line.find(':');
    if (indent == std::string_view::npos || colon == std::string_view::npos || line[indent] == '#') continue;
    const std::string_view key = line.substr(indent, colon - indent);
    std::string_view value = line.substr(colon + 1);
    while (!value.empty() && (value.front() == ' ' || value.front() == '"' || value.front() == '\''))
      value.remove_prefix(1);
    while (!value.empty() && (value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
    if (indent == 0) {
      section = key;
      Package& package = parts.reading.package;
      if (key == "name" && package.name.empty()) package.name = value;
      if (key == "version" && package.version.empty()) package.version = value;
    } else if (section == "dependencies" && indent == 2 && key != "flutter") {
      Evidence item;
      item.kind = Kind::kSdk;
      item.text = text::to_valid_utf8(key);
      item.owner = evidence::Owner::kThirdParty;
      item.at.entry = parts.entries.name(index);
      item.at.line = number;
      if (!value.empty()) item.arguments.push_back({"version", text::to_valid_utf8(value)});
      parts.out.add(std::move(item));
    }
  }
  parts.reading.package.frameworks.emplace_back("Flutter");
}

}  // namespace

void read_flutter(const std::vector<size_t>& files, const Parts& parts) {
  bool told = false;
  for (size_t i = 0; i < parts.entries.size() && !told; ++i) {
    if (parts.entries.done(i) || base_of(parts.entries.name(i)) != "pubspec.yaml") continue;
    read_pubspec(i, parts);
    told = true;
  }
  std::deque<Unit> units;
  for (const size_t index : files) {
    // What generators write: models, localisations.
    const std::string name = parts.entries.name(index);
    if (name.ends_with(".g.dart") || name.ends_with(".freezed.dart")) continue;
    io::Content content = parts.entries.load(index, parts.context.limits.text_bytes);
    units.push_back(read_unit(name, std::move(content.bytes), java::Dialect::kDart, parts.context.limits));
  }
  const Declarations all(units);
  for (const auto& [name, widget] : all.classes()) {
    const uint32_t module =
        parts.out.module(widget.module, widget.kind, widget.module.substr(0, widget.module.rfind(':')));
    parts.out.at(module).owner = evidence::Owner::kApp;
  }
  for (const Unit& unit : units) {
    if (unit.entry != "lib/main.dart" && !unit.entry.ends_with("/lib/main.dart")) continue;
    evidence::Module& main = parts.out.at(parts.out.module(unit.entry, ModuleKind::kApp, unit.entry));
    main.entry = true;
    main.owner = evidence::Owner::kApp;
  }
  for (const Unit& unit : units) DartReader(unit, all, parts.out).read();
}

}  // namespace jianfu::platforms::android_source
