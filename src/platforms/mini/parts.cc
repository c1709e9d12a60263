#include "platforms/mini/parts.h"

#include <algorithm>
#include <set>
#include <utility>

#include "formats/json/json.h"
#include "formats/wxapkg/wxapkg.h"
#include "platforms/mini/mini.h"
#include "platforms/mini/detect.h"
#include "platforms/mini/program.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::mini {
namespace {

using formats::json::Value;

constexpr std::string_view kPlugins = "__plugin__/", kPluginConfig = "plugin.json",
                           kPluginScheme = "plugin://";
constexpr uint64_t kMostConfig = 4 << 20;  // of a configuration that is looked at for its folders
constexpr uint64_t kPluginHead = 64 << 10;
constexpr uint64_t kSameProgram = 1 << 20;  // fits better than any number of pages

bool is_plugin(const io::Tree& tree) {
  return tree.find(kPluginConfig).has_value() && !find_config(tree).has_value();
}

// The provider that a plugin's code names itself by: plugin://wx…/
std::string provider_of(const io::Tree& tree) {
  for (const std::string_view name : {"appservice.js", "plugin.js", "pageframe.js"}) {
    const std::optional<size_t> index = tree.find(name);
    if (!index) continue;
    const io::Content head = tree.head(*index, kPluginHead);
    const std::string_view text = head.bytes.view();
    for (const std::string_view before : {kPluginScheme, kPlugins}) {
      const size_t at = text.find(before);
      if (at == std::string_view::npos) continue;
      const std::string_view id = text.substr(at + before.size(), formats::wxapkg::kAppIdBytes);
      if (formats::wxapkg::is_app_id(id)) return std::string(id);
    }
  }
  return {};
}

void add_pages(const Value& list, const std::string& folder, Membership& out) {
  for (const Value& page : list.items) {
    out.pages.push_back(resolve(folder, without_extension(page.string_or(""))));
  }
}

// Names of files but frames of pages, which the main package holds for every page.
class Holdings {
 public:
  explicit Holdings(const io::Tree& tree) {
    for (const io::Entry& entry : tree.entries()) {
      if (!entry.name.ends_with(".html")) names_.push_back(entry.name);
    }
    std::sort(names_.begin(), names_.end());
  }
  bool any_below(std::string_view folder) const {
    const auto at = std::lower_bound(names_.begin(), names_.end(), folder);
    return at != names_.end() && at->starts_with(folder);
  }

 private:
  std::vector<std::string_view> names_;
};

Membership main_of(const io::Tree& tree, const ConfigPlace& config) {
  Membership out;
  out.program = tree.program_id();
  if (!config.compiled) return out;
  const io::Content content = tree.read(config.index, kMostConfig);
  const Holdings holdings(tree);
  const Value app = formats::json::parse(text::decode_text(content.bytes.view()), tree.limits()).root;
  add_pages(app["pages"], "", out);
  for (const std::string_view key : {"subPackages", "subpackages"}) {
    for (const Value& part : app[key].items) {
      const std::string root = resolve("", part["root"].string_or(""));
      if (root.empty()) continue;
      out.folders.push_back(root + "/");
      add_pages(part["pages"], root, out);
      for (const auto& [name, plugin] : part["plugins"].members)
        out.plugins.emplace_back(plugin["provider"].string_or(""));
      out.parts_missing |= !holdings.any_below(out.folders.back());
    }
  }
  for (const auto& [name, plugin] : app["plugins"].members) {
    out.plugins.emplace_back(plugin["provider"].string_or(""));
    out.parts_missing |= !holdings.any_below(kPlugins);
  }
  std::sort(out.pages.begin(), out.pages.end());
  std::sort(out.folders.begin(), out.folders.end());
  return out;
}

Membership part_of(const io::Tree& tree) {
  Membership out;
  out.part = true;
  out.program = tree.program_id();
  if (is_plugin(tree)) {
    out.plugins.push_back(provider_of(tree));
    return out;
  }
  std::set<std::string> folders;
  for (const io::Entry& entry : tree.entries()) {
    const std::string_view name = entry.name;
    const size_t slash = name.rfind('/');
    if (name.starts_with(kPlugins)) {
      out.plugins.emplace_back(
          name.substr(kPlugins.size(), name.find('/', kPlugins.size()) - kPlugins.size()));
    } else if (slash != std::string_view::npos && !name.starts_with("carved/")) {
      folders.emplace(name.substr(0, slash + 1));
      out.pages.emplace_back(without_extension(name));
    }
  }
  std::sort(out.plugins.begin(), out.plugins.end());
  out.plugins.erase(std::unique(out.plugins.begin(), out.plugins.end()), out.plugins.end());
  out.folders.assign(folders.begin(), folders.end());
  return out;
}

bool names(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

bool lies_in(const std::string& folder, const std::vector<std::string>& sorted_roots) {
  for (size_t at = folder.find('/'); at != std::string::npos; at = folder.find('/', at + 1)) {
    if (std::binary_search(sorted_roots.begin(), sorted_roots.end(),
                           std::string_view(folder).substr(0, at + 1)))
      return true;
  }
  return false;
}

}  // namespace

Membership membership(const io::Tree& tree) {
  const std::optional<ConfigPlace> config = find_config(tree);
  return config && formats::wxapkg::has_own_config(tree) ? main_of(tree, *config) : part_of(tree);
}

// Every file of a sub-package lies below a folder that the main package names; a plugin is one whose provider
// it names.
uint64_t claims(const Membership& main, const Membership& part) {
  const bool both = !main.program.empty() && !part.program.empty();
  if (both) return main.program == part.program ? kSameProgram : 0;
  if (part.folders.empty()) {
    const bool ours = std::any_of(part.plugins.begin(), part.plugins.end(), [&](const std::string& id) {
      return !id.empty() && names(main.plugins, id);
    });
    return ours ? 1 : 0;
  }
  for (const std::string& folder : part.folders) {
    if (!lies_in(folder, main.folders)) return 0;
  }
  const auto named = [&](const std::string& page) {
    return std::binary_search(main.pages.begin(), main.pages.end(), page);
  };
  return 1 + static_cast<uint64_t>(std::count_if(part.pages.begin(), part.pages.end(), named));
}

std::string folder_of_plugin(const io::Tree& tree) {
  if (!is_plugin(tree)) return {};
  const std::string provider = provider_of(tree);
  return std::string(kPlugins) + (provider.empty() ? "plugin" : provider) + "/";
}

void report_containers(std::span<const Input> inputs, evidence::Collector& out) {
  for (const Input& input : inputs) {
    const std::string place(base_of(input.path));
    if (!input.tree->program_id().empty())
      add_fact(out, "wxapkg-encrypted appid=" + input.tree->program_id(), place);
    for (const io::Anomaly& anomaly : input.tree->anomalies()) {
      add_fact(out, anomaly.detail.empty() ? anomaly.what : anomaly.what + " " + anomaly.detail,
               anomaly.entry.empty() ? place : text::to_valid_utf8(anomaly.entry));
    }
    for (const Defect& defect : input.tree->defects()) out.gap(defect, place);
  }
  if (!is_plugin(*inputs.front().tree)) return;
  out.gap(gap_of(GapReason::kMissingPart, {Msg::gap_plugin_alone, {}}, std::string(base_of(inputs.front().path))));
}

void note_parts(std::span<const Input> inputs, Package& package, evidence::Collector& out) {
  for (size_t i = 1; i < inputs.size(); ++i) {
    const std::string plugin = folder_of_plugin(*inputs[i].tree);
    const Membership part = part_of(*inputs[i].tree);
    const std::string name = !plugin.empty()
                                 ? plugin.substr(kPlugins.size(), plugin.size() - kPlugins.size() - 1)
                             : part.folders.empty() ? std::string(base_of(inputs[i].path))
                                                    : part.folders.front();
    package.parts.push_back(
        {inputs[i].path, plugin.empty() ? "sub-package" : "plugin", text::to_valid_utf8(name), 0, ""});
    if (plugin.empty() || (!package.id.empty() && plugin == std::string(kPlugins) + package.id + "/"))
      continue;
    for (evidence::Module& module : out.set().modules) {
      if (module.owner == evidence::Owner::kUnknown && module.id.starts_with(plugin))
        module.owner = evidence::Owner::kThirdParty;
    }
  }
}

}  // namespace jianfu::platforms::mini
