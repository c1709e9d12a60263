#include "builders/sample_builder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "builders/android_builder.h"
#include "builders/wechat_builder.h"

namespace jianfu::builders {
namespace fs = std::filesystem;
namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Sample build(const fs::path& folder) {
  Sample out;
  out.name = folder.filename().string();
  out.expected = read(folder / "expected.txt");
  const std::map<std::string, std::string> files = read_files((folder / "app").string());
  if (files.count("AndroidManifest.xml") != 0) {
    BuiltPackage built = build_apk(files);
    out.file = out.name + ".apk";
    out.bytes = std::move(built.bytes);
    out.error = std::move(built.error);
  } else {
    BuiltProgram built = build_wxapkg(files);
    out.file = out.name + ".wxapkg";
    out.bytes = std::move(built.bytes);
    out.error = std::move(built.error);
  }
  return out;
}

}  // namespace

std::map<std::string, std::string> read_files(const std::string& folder) {
  std::map<std::string, std::string> out;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_regular_file()) out[at->path().lexically_relative(folder).generic_string()] = read(at->path());
  }
  return out;
}

std::vector<Sample> build_samples(const std::string& folder) {
  std::vector<Sample> out;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->is_directory()) out.push_back(build(at->path()));
  }
  std::sort(out.begin(), out.end(), [](const Sample& a, const Sample& b) { return a.name < b.name; });
  return out;
}

}  // namespace jianfu::builders
