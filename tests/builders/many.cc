#include "builders/many.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

#include "builders/android_builder.h"
#include "builders/sample_builder.h"
#include "builders/wechat_builder.h"

namespace jianfu::builders {
namespace {

constexpr size_t kCopyEvery = 20;    // the n-th lies in a second place too
constexpr size_t kDamageEvery = 50;  // the n-th is cut off behind its first bytes
constexpr size_t kLeft = 200;        // bytes of one that is damaged
constexpr size_t kFolder = 100;      // packages in a folder

struct Source {
  std::map<std::string, std::string> files;
  bool mini = false;
};

std::vector<Source> sources_of(const std::string& samples) {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(samples)) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  std::vector<Source> out;
  for (const std::filesystem::path& folder : folders) {
    Source source{read_files((folder / "app").string()), false};
    source.mini = source.files.count("app.json") != 0;
    if (!source.files.empty()) out.push_back(std::move(source));
  }
  return out;
}

// What tells it from the others of its case.
BuiltPackage built(const Source& source, size_t number) {
  std::map<std::string, std::string> files = source.files;
  const std::string text = std::to_string(number);
  if (!source.mini) {
    files["assets/number.txt"] = "number " + text + "\n";
    return build_apk(files);
  }
  files["utils/number.js"] = "module.exports = { number: " + text + " };\n";
  const BuiltProgram made = build_wxapkg(files);
  return {made.bytes, made.error};
}

// Mini-program packages of one folder would be looked at as parts of each other.
std::string path_of(size_t number, bool mini, const std::string& top) {
  const std::string text = std::to_string(number);
  const std::string folder = top + std::to_string(number / kFolder) + "/";
  return mini ? folder + text + "/app.wxapkg" : folder + text + ".apk";
}

}  // namespace

std::string many_packages(const std::string& samples, size_t count,
                          const std::function<void(const std::string& path, const std::string& bytes)>& put) {
  const std::vector<Source> sources = sources_of(samples);
  if (sources.empty()) return "no samples in " + samples;
  put("README.txt", "no package\n");
  for (size_t i = 0; i < count; ++i) {
    const Source& source = sources[i % sources.size()];
    BuiltPackage made = built(source, i);
    if (!made.error.empty()) return made.error;
    if (i % kDamageEvery == kDamageEvery - 1) made.bytes.resize(std::min(made.bytes.size(), kLeft));
    put(path_of(i, source.mini, "packages/"), made.bytes);
    if (i % kCopyEvery == kCopyEvery - 1) put(path_of(i, source.mini, "copies/"), made.bytes);
  }
  return {};
}

}  // namespace jianfu::builders
