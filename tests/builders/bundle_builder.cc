#include "builders/bundle_builder.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "builders/dex_assembly.h"
#include "builders/proto_writer.h"
#include "builders/zip_builder.h"
#include "formats/axml/attribute_ids.h"

namespace jianfu::builders {
namespace {

constexpr std::string_view kAndroid = "http://schemas.android.com/apk/res/android";

std::string_view plain(std::string_view name) {
  return name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
}

uint32_t line_of(std::string_view source, std::ptrdiff_t offset) {
  const auto end =
      source.begin() + std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(source.size()));
  return 1 + static_cast<uint32_t>(std::count(source.begin(), end, '\n'));
}

class XmlWriter {
 public:
  XmlWriter(std::string_view source, const ResourceIds& ids, bool attribute_ids)
      : source_(source), ids_(ids), attribute_ids_(attribute_ids) {}

  ProtoWriter node(const pugi::xml_node& node) const {
    ProtoWriter out;
    if (node.type() == pugi::node_pcdata) return out.text(2, node.value());
    ProtoWriter element, source;
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const std::string_view name = attribute.name();
      if (name.starts_with("xmlns:"))
        element.message(1, ProtoWriter().text(1, plain(name)).text(2, attribute.value()));
    }
    element.text(3, node.name());
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      if (!std::string_view(attribute.name()).starts_with("xmlns")) element.message(4, write(attribute));
    }
    for (const pugi::xml_node& child : node.children()) element.message(5, this->node(child));
    source.number(1, line_of(source_, node.offset_debug())).number(2, 4);
    return out.message(1, element).message(3, source);
  }

 private:
  ProtoWriter write(const pugi::xml_attribute& attribute) const {
    const std::string_view full = attribute.name(), value = attribute.value();
    ProtoWriter out;
    if (full.starts_with("android:")) out.text(1, kAndroid);
    out.text(2, plain(full)).text(3, value);
    const uint32_t id = full.starts_with("android:") ? formats::axml::attribute::id_of(plain(full)) : 0;
    if (id != 0 && attribute_ids_) out.number(5, id);
    const ProtoWriter item = compiled(value);
    if (!item.bytes().empty()) out.message(6, item);
    return out;
  }

  ProtoWriter compiled(std::string_view text) const {
    ProtoWriter out;
    if (text.starts_with('@')) {
      std::string name(text.substr(text.starts_with("@+") ? 2 : 1));
      const auto id = ids_.find(name);
      return out.message(1, ProtoWriter().number(2, id == ids_.end() ? 0 : id->second).text(3, name));
    }
    if (text == "true" || text == "false")
      return out.message(7, ProtoWriter().number(8, text == "true" ? 1 : 0));
    int32_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size())
      return out.message(7, ProtoWriter().number(6, static_cast<uint64_t>(int64_t{number})));
    return out;
  }

  std::string_view source_;
  const ResourceIds& ids_;
  bool attribute_ids_;
};

// Types, and the keys of each, in order of first mention.
struct Names {
  std::vector<std::string> types;
  std::map<std::string, std::vector<std::string>> keys;
};

Names names_of(const std::vector<StringResource>& resources) {
  Names out;
  for (const StringResource& resource : resources) {
    if (out.keys.count(resource.type) == 0) out.types.push_back(resource.type);
    auto& known = out.keys[resource.type];
    if (std::find(known.begin(), known.end(), resource.key) == known.end()) known.push_back(resource.key);
  }
  return out;
}

ProtoWriter item_of(const StringResource& resource, const ResourceIds& ids) {
  ProtoWriter out;
  if (resource.type == "id") return out.message(6, ProtoWriter());
  if (resource.value.starts_with('@')) {
    const auto id = ids.find(resource.value.substr(1));
    return out.message(
        1, ProtoWriter().number(2, id == ids.end() ? 0 : id->second).text(3, resource.value.substr(1)));
  }
  const bool file = resource.value.starts_with("res/");
  return out.message(file ? 5 : 2, ProtoWriter().text(1, resource.value));
}

// "values-zh-rTW" → "zh-TW".
std::string locale_of(std::string_view folder) {
  std::string out(folder.substr(std::min<size_t>(folder.size(), 7)));
  const size_t region = out.find("-r");
  if (region != std::string::npos) out.erase(region + 1, 1);
  return out;
}

// Of one module, by path inside of it.
struct Module {
  std::map<std::string, std::string> files;
  std::vector<StringResource> resources;
};

void collect(Module& module, std::string& error) {
  for (const auto& [path, text] : module.files) {
    if (path.starts_with("values")) {
      pugi::xml_document document;
      if (!document.load_string(text.c_str())) error = path + ": not well-formed";
      for (const pugi::xml_node& node : document.child("resources").children("string"))
        module.resources.push_back({"string", node.attribute("name").value(),
                                    locale_of(path.substr(0, path.find('/'))), node.text().get()});
    }
    if (!path.starts_with("res/") || !path.ends_with(".xml")) continue;
    const std::string name = path.substr(path.rfind('/') + 1);
    module.resources.push_back(
        {path.substr(4, path.find('/', 4) - 4), name.substr(0, name.find('.')), "", path});
    for (size_t at = text.find("@+id/"); at != std::string::npos; at = text.find("@+id/", at + 1))
      module.resources.push_back({"id", text.substr(at + 5, text.find('"', at) - at - 5), "", ""});
  }
}

void write(const std::string& root, const Module& module, const ResourceIds& ids, uint32_t package,
           std::vector<ZipFile>& out, std::string& error) {
  for (const auto& [path, text] : module.files) {
    if (path.starts_with("values")) continue;
    if (path == "code.txt") {
      AssembledDex dex = assemble_dex(text, ids);
      if (!dex.error.empty()) error = path + ": " + dex.error;
      out.push_back({root + "dex/classes.dex", std::move(dex.dex), true});
    } else if (path == "AndroidManifest.xml" || (path.starts_with("res/") && path.ends_with(".xml"))) {
      std::string compiled = compile_proto_xml(text, ids);
      if (compiled.empty()) error = path + ": not well-formed";
      out.push_back(
          {root + (path.starts_with("res/") ? path : "manifest/" + path), std::move(compiled), true});
    } else {
      out.push_back({root + path, text, true});
    }
  }
  if (!module.resources.empty())
    out.push_back({root + "resources.pb", build_proto_table(module.resources, package), true});
}

}  // namespace

ResourceIds number_resources(const std::vector<StringResource>& resources, uint32_t package_id) {
  const Names names = names_of(resources);
  ResourceIds out;
  for (size_t t = 0; t < names.types.size(); ++t) {
    const auto& keys = names.keys.at(names.types[t]);
    for (size_t k = 0; k < keys.size(); ++k)
      out[names.types[t] + "/" + keys[k]] = package_id << 24 | static_cast<uint32_t>((t + 1) << 16 | k);
  }
  return out;
}

std::string build_proto_table(const std::vector<StringResource>& resources, uint32_t package_id) {
  const Names names = names_of(resources);
  const ResourceIds ids = number_resources(resources, package_id);
  ProtoWriter package;
  package.message(1, ProtoWriter().number(1, package_id)).text(2, "cn.gov.x");
  for (size_t t = 0; t < names.types.size(); ++t) {
    ProtoWriter type;
    type.message(1, ProtoWriter().number(1, t + 1)).text(2, names.types[t]);
    const auto& keys = names.keys.at(names.types[t]);
    for (size_t k = 0; k < keys.size(); ++k) {
      ProtoWriter entry;
      // The first number is zero, which the format leaves out.
      entry.message(1, k == 0 ? ProtoWriter() : ProtoWriter().number(1, k)).text(2, keys[k]);
      for (const StringResource& resource : resources) {
        if (resource.type != names.types[t] || resource.key != keys[k]) continue;
        ProtoWriter config, value;
        if (!resource.locale.empty()) config.text(3, resource.locale);
        value.message(4, item_of(resource, ids));
        entry.message(6, ProtoWriter().message(1, config).message(2, value));
      }
      type.message(3, entry);
    }
    package.message(3, type);
  }
  return ProtoWriter().message(2, package).bytes();
}

std::string compile_proto_xml(std::string_view xml, const ResourceIds& ids, bool attribute_ids) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata)) return {};
  return XmlWriter(xml, ids, attribute_ids).node(document.document_element()).bytes();
}

BuiltPackage build_bundle(const std::map<std::string, std::string>& files) {
  BuiltPackage out;
  std::map<std::string, Module> modules;
  std::vector<ZipFile> entries = {
      {"BundleConfig.pb", ProtoWriter().message(1, ProtoWriter().text(2, "1.15.0")).bytes(), true}};
  for (const auto& [path, text] : files) {
    const size_t slash = path.find('/');
    const std::string root = path.substr(0, slash == std::string::npos ? 0 : slash + 1);
    if (root.empty() || root == "BUNDLE-METADATA/")
      entries.push_back({path, text, true});
    else
      modules[root].files[path.substr(slash + 1)] = text;
  }
  for (auto& [root, module] : modules) collect(module, out.error);
  ResourceIds ids = number_resources(modules["base/"].resources);
  uint32_t package = 0x7f;
  write("base/", modules["base/"], ids, package, entries, out.error);
  for (const auto& [root, module] : modules) {
    if (root == "base/") continue;
    ResourceIds seen = ids;
    for (const auto& [name, id] : number_resources(module.resources, --package)) seen[name] = id;
    write(root, module, seen, package, entries, out.error);
  }
  out.bytes = zip_of(entries);
  return out;
}

}  // namespace jianfu::builders
