// Quick apps from one description, as a source project (.ux files) and as the package that the toolkit makes
// of it (formats.md §8.8), in the form of development builds and in that of release builds.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace jianfu::builders {

// A value of a template: as written, and the JavaScript that it is compiled to (empty: it is a plain text).
struct QuickValue {
  std::string written;
  std::string compiled;
};
QuickValue quick_text(std::string text);
// {{written}}: "done ? '是' : '否'" and "this.done ? '是' : '否'".
QuickValue quick_expression(const std::string& written, const std::string& compiled);
// A text with expressions in it: "共", {{n}}, "个".
QuickValue quick_joined(const std::vector<QuickValue>& parts);

struct QuickElement {
  std::string type;
  std::vector<std::pair<std::string, QuickValue>> attributes;  // dashed names; "if" and "for" too
  std::vector<std::pair<std::string, QuickValue>> events;      // "click" → "doSign"
  QuickValue text;                                             // between its tags
  std::vector<QuickElement> children;
};

struct QuickComponent {
  std::string path;  // "pages/Sign/index", without extension
  QuickElement root;
  // name → "system.geolocation"; the script calls them by name.
  std::vector<std::pair<std::string, std::string>> features;
  std::string script;                                        // the object behind "export default"
  std::vector<std::pair<std::string, std::string>> imports;  // tag → path of a component
};

struct QuickApp {
  std::string manifest;
  std::vector<QuickComponent> pages;       // and cards
  std::vector<QuickComponent> components;  // that pages import
  std::string app_script = "{}";
  std::map<std::string, std::string> files;  // i18n/…
};

using QuickFiles = std::map<std::string, std::string>;

// Files below src/.
QuickFiles quickapp_source(const QuickApp& app);
enum class QuickBuild { kDevelopment, kRelease };
// Files of the rpk, without a signature.
QuickFiles quickapp_package(const QuickApp& app, QuickBuild build);

std::string quickapp_zip(const QuickFiles& files);

}  // namespace jianfu::builders
