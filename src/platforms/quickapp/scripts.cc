#include "platforms/quickapp/scripts.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "platforms/shared/chunk_modules.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::quickapp {
namespace {

using evidence::ModuleKind;

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Methods of lists, texts and promises.
bool is_common_method(std::string_view name) {
  constexpr std::array<std::string_view, 18> kNames = {
      "push",    "pop",  "join",  "map",    "forEach", "filter", "slice",    "concat",  "split",
      "replace", "then", "catch", "length", "indexOf", "apply",  "toString", "default", "call"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

}  // namespace

// One script or bundle.
class Scripts::Host final : public ScriptHost {
 public:
  Host(Scripts& scripts, std::string file, std::string entry, const Bundle& bundle, uint32_t module)
      : scripts_(scripts),
        file_(std::move(file)),
        entry_(std::move(entry)),
        bundle_(bundle),
        module_(module) {}

  uint32_t module_of_file(std::string_view file) override {
    if (file == file_) {
      if (module_ == evidence::kNoModule)
        module_ = scripts_.module_of_path(std::string(without_extension(file)), ModuleKind::kScript, entry_);
      return module_;
    }
    const size_t mark = file.find('#');
    if (mark == std::string_view::npos)  // a file of a development build
      return scripts_.module_of_path(std::string(without_extension(file)), ModuleKind::kScript, entry_);
    // Components stand on the page that they were packed with.
    return is_number(file.substr(mark + 1)) ? scripts_.out_.module(file, ModuleKind::kScript, entry_)
                                            : module_;
  }

  uint32_t page_of(std::string_view route, std::string_view) override {
    return scripts_.page_of(route, bare_);
  }

  // "system.geolocation.getLocation" for a call under the name that a script gave the feature.
  std::string api_name(std::string_view callee) const override {
    const size_t dot = callee.find('.');
    const std::string first(callee.substr(0, dot));
    std::string_view rest = dot == std::string_view::npos ? std::string_view{} : callee.substr(dot + 1);
    if (const auto direct = bundle_.direct.find(call_); direct != bundle_.direct.end())
      return direct->second + "." + std::string(callee);
    const std::string* feature = alias(first);
    if (feature == nullptr) return member(callee);
    if (rest == "default") return {};
    if (rest.starts_with("default.")) rest.remove_prefix(8);
    const bool method = std::count(feature->begin(), feature->end(), '.') > 1;  // {showToast} = require(…)
    if (rest.empty()) return method ? *feature : std::string();
    // Shortened names are used again for lists and texts in the functions of a script.
    if (method || (feature != nullptr && is_common_method(rest) && *feature != "system.router")) return {};
    return *feature + "." + std::string(rest);
  }

  std::string file_of_module(std::string_view name) const override { return std::string(name); }

  // What the next callbacks are about.
  void at(uint32_t part, uint64_t call, bool bare) {
    part_ = part;
    call_ = call;
    bare_ = bare;
  }

 private:
  const std::string* alias(const std::string& name) const {
    for (const uint32_t part : {part_, kNoPart}) {
      const auto at = bundle_.aliases.find({part, name});
      if (at != bundle_.aliases.end()) return &at->second;
      if (part == kNoPart) break;
    }
    return nullptr;
  }

  // this.$geo.getLocation, where some script wrote x.$geo = require("@system.geolocation").
  std::string member(std::string_view callee) const {
    const size_t last = callee.rfind('.');
    if (last == std::string_view::npos || last == 0) return {};
    const size_t before = callee.rfind('.', last - 1);
    if (before == std::string_view::npos) return {};
    const auto at = scripts_.members_.find(std::string(callee.substr(before, last - before)));
    return at == scripts_.members_.end() ? std::string() : at->second + std::string(callee.substr(last));
  }

  Scripts& scripts_;
  std::string file_, entry_;
  const Bundle& bundle_;
  uint32_t module_;
  uint32_t part_ = kNoPart;
  uint64_t call_ = UINT64_MAX;
  bool bare_ = false;
};

// Hears a script in the reader's place: leaves out what is no script, and tells the reader in which of the
// bundle's modules it is.
class Scripts::Listener final : public formats::js::Relay {
 public:
  Listener(Scripts& scripts, ScriptReader& reader, Host& host, const Bundle& bundle, const std::string& file,
           const std::string& entry, std::vector<std::string> files)
      : Relay(reader),
        scripts_(scripts),
        reader_(reader),
        host_(host),
        bundle_(bundle),
        file_(file),
        entry_(entry),
        files_(std::move(files)) {}

  void on_literal(const formats::js::Literal& literal) override {
    if (!enter(position(literal.line, literal.column))) return;
    host_.at(part_, UINT64_MAX, literal.property == "uri" || literal.property == "url");
    reader_.on_literal(literal);
  }
  void on_call(const formats::js::Call& call) override {
    if (!enter(position(call.line, call.column))) return;
    host_.at(part_, call.offset, false);
    reader_.on_call(call);
    if (call.callee == "require.context" && !call.arguments.empty())
      scripts_.use_folder(file_, call.arguments.front().value, reader_.module(), entry_, call.line);
  }
  void on_identifier(std::string_view name, uint32_t line, uint32_t column) override {
    if (enter(position(line, column)) && reader_.wants_identifier(name)) reader_.on_identifier(name, line, column);
  }
  // Its own way of telling modules knows more of them.
  void on_module(std::string_view, uint32_t) override {}
  void on_module_end() override {}
  void on_chunk_module(std::string_view, uint32_t) override {}
  void on_chunk_require(std::string_view, uint32_t) override {}
  // A function ends in the module that it began in, and nothing tells that the modules in it have ended.
  void on_function(std::string_view name, uint32_t line) override {
    // Around each script and each bundle, of the toolkit.
    const bool told = name != "__scriptModule__" && name != "createPageHandler" && name != "createAppHandler";
    functions_.push_back({part_, told});
    if (told) reader_.on_function(name, line);
  }
  void on_function_end() override {
    if (functions_.empty()) return;
    const Function ended = functions_.back();
    functions_.pop_back();
    if (ended.part != part_) change(ended.part);
    if (ended.told) reader_.on_function_end();
  }
  void on_token(const formats::js::Token& token, text::LineIndex& lines) override {
    if (!bundle_.is_skipped_offset(token.offset)) reader_.on_token(token, lines);
  }

 private:
  bool enter(Position at) {
    if (bundle_.is_skipped(at)) return false;
    const uint32_t part = bundle_.module_at(at);
    if (part != part_) change(part);
    return true;
  }

  void change(uint32_t part) {
    if (entered_) reader_.on_module_end();
    entered_ = part < files_.size() && !files_[part].empty();
    if (entered_) reader_.on_module(files_[part], 0);
    part_ = part;
  }

  struct Function {
    uint32_t part;
    bool told;
  };

  Scripts& scripts_;
  ScriptReader& reader_;
  Host& host_;
  const Bundle& bundle_;
  const std::string& file_;
  const std::string& entry_;
  std::vector<std::string> files_;   // by module; empty: of the page itself
  std::vector<Function> functions_;  // that are open
  uint32_t part_ = kNoPart;
  bool entered_ = false;
};

uint32_t Scripts::page_of(std::string_view route, bool bare) const {
  if (route.size() < 2) return evidence::kNoModule;
  const std::string page = manifest_.page_of(route, bare);
  return page.empty() ? evidence::kNoModule : out_.find_module(page);
}

uint32_t Scripts::module_of_path(const std::string& path, ModuleKind kind, const std::string& place) {
  if (path == "app") {
    const uint32_t app = out_.module("app", ModuleKind::kApp, place);
    out_.at(app).place = place;
    return app;
  }
  const std::string_view folder = folder_of(path);
  const Page* page = folder.empty() ? nullptr : manifest_.page(folder);
  if (page != nullptr && page->component == base_of(path)) {
    const uint32_t module = out_.find_module(page->name);
    out_.at(module).place = place;
    return module;
  }
  return out_.module(path, kind, place);
}

void Scripts::read_source(const std::string& file, const std::string& entry, std::string_view source,
                          uint32_t first_line, uint32_t module) {
  Bundle bundle = survey_bundle(source, context_.limits);
  bundle.modules.clear();  // a source has none; what looks like one is a table
  for (const auto& [key, feature] : bundle.aliases) {
    if (key.first == kNoPart && key.second.starts_with('.')) members_.emplace(key.second, feature);
  }
  Host host(*this, file, entry, bundle, module);
  ScriptReader reader(out_, host, entry, file, uses_);
  Listener listener(*this, reader, host, bundle, file, entry, {});
  reader.read(source, context_.limits, first_line, &listener);
}

void Scripts::read_bundle(const std::string& file, const std::string& entry, std::string_view source,
                          const Bundle& bundle, uint32_t module) {
  for (const auto& [key, feature] : bundle.aliases) {
    if (key.first == kNoPart && key.second.starts_with('.')) members_.emplace(key.second, feature);
  }
  // Of which file each module is; of the page itself: none.
  std::vector<std::string> files(bundle.modules.size());
  for (size_t i = 0; i < files.size(); ++i) {
    const BundleModule& part = bundle.modules[i];
    if (part.data) continue;
    if (is_number(part.id))
      files[i] = file + "#" + part.id;
    else
      files[i] = path_of_webpack_module(part.id);
  }
  for (const BundleComponent& component : bundle.components) {
    const bool main = component.name == bundle.main || bundle.main.empty();
    if (component.module != kNoPart) files[component.module].clear();
    for (const uint32_t script : component.scripts) files[script] = main ? "" : file + "#" + component.name;
  }
  Host host(*this, file, entry, bundle, module);
  const auto module_of = [&](uint32_t part) {
    return part == kNoPart || files[part].empty() ? module : host.module_of_file(files[part]);
  };
  for (const auto& [from, to] : bundle.uses) {
    const uint32_t user = module_of(from), used = module_of(to);
    if (user != used) out_.edge(evidence::EdgeKind::kUses, user, used, entry);
  }
  ScriptReader reader(out_, host, entry, file, uses_);
  Listener listener(*this, reader, host, bundle, file, entry, files);
  reader.read(source, context_.limits, 1, &listener);
}

// require.context("./apis"): every script below.
void Scripts::use_folder(const std::string& file, std::string_view folder, uint32_t module,
                         const std::string& entry, uint32_t line) {
  std::string below = resolve(folder_of(file), folder);
  if (!below.empty()) below += '/';
  for (auto at = files_.lower_bound(below); at != files_.end() && at->starts_with(below); ++at) {
    if (at->ends_with(".js") || at->ends_with(".ts"))
      uses_.push_back({module, std::string(without_extension(*at)), entry, line});
  }
}

void Scripts::finish() {
  for (const PendingUse& use : uses_) {
    uint32_t target = out_.find_module(use.file);
    if (target == evidence::kNoModule) target = out_.find_module(use.file + "/index");
    if (target != evidence::kNoModule && target != use.from)
      out_.edge(evidence::EdgeKind::kUses, use.from, target, use.entry, use.line);
  }
}

}  // namespace jianfu::platforms::quickapp
