// Mini-program packages from readable sources: a folder as a developer has it becomes a compiled package, with the
// templates as constant arrays and the calls that place them, scripts wrapped in define(), and one app-config.json.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace jianfu::builders {

struct WxapkgFile {
  std::string name;  // begins with '/', as in real packages
  std::string bytes;
};
// The container alone (formats.md §8.1).
std::string wxapkg_of(const std::vector<WxapkgFile>& files);

// One page's template as the client's compiler would write it; part of $gwx.
// files: "app.json", "pages/x/x.{json,wxml,js}", "utils/y.js" …
struct BuiltProgram {
  std::string bytes;
  std::string error;
};
BuiltProgram build_wxapkg(const std::map<std::string, std::string>& files);

// The compiled templates of several pages (path of the WXML → source).
std::string compile_wxml(const std::map<std::string, std::string>& templates);

}  // namespace jianfu::builders
