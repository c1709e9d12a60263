// The configuration of a mini-program as evidence: pages with titles, tab bar, what it asks for and why,
// components.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "formats/json/json.h"
#include "platforms/mini/program.h"

namespace jianfu::platforms::mini {

class ConfigReader {
 public:
  ConfigReader(Program& program, evidence::Collector& out, const Context& context)
      : program_(program), out_(out), context_(context) {}

  void read_project(const File& file);
  // Pages and entry page; false when it is broken or lists no page. The rest waits until modules are made.
  bool read_app(const File& file);
  void make_modules(const std::string& entry);
  // Titles, tab bar, purposes, components: what stands in the application's configuration beside the pages.
  void read_declared();
  void read_extra(const File& file);  // plugin.json, ext.json
  void read_page_file(const std::string& path, const File& file);
  // __wxAppCode__['pages/x.json'] = {…} in a script: where newer packages keep the configuration of pages.
  void read_assigned(const File& file);

 private:
  using Value = formats::json::Value;

  formats::json::Document parse(const File& file);
  void add_pages(const Value& list, const std::string& root);
  void add_sub_packages(const Value& list);
  void read_page(const std::string& path, const Value& page, const std::string& entry);
  void read_page_map(const Value& map);
  void add_purposes(const Value& permissions);
  void add_permissions(const Value& list, std::string_view prefix);
  void add_plugins(const Value& plugins);
  void add_components(const Value& components, const std::string& user);
  void add_generics(const Value& generics, const std::string& user);
  void add_custom_tab_bar(const Value& bar);
  void fact(std::string text, uint32_t line, std::vector<evidence::Argument> arguments = {});
  evidence::Evidence item(evidence::Kind kind, const Value& value) const;

  Program& program_;
  evidence::Collector& out_;
  const Context& context_;
  Value app_;
  std::string entry_;  // of the file being read
};

}  // namespace jianfu::platforms::mini
