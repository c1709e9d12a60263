// A sample: samples/<case>/app/ is the readable source, expected.txt what a scan must say. An app with an
// AndroidManifest.xml becomes an APK, one with an app.json a compiled mini-program.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace jianfu::builders {

struct Sample {
  std::string name;      // folder
  std::string file;      // "bad-signin.apk"
  std::string bytes;
  std::string expected;  // text of expected.txt
  std::string error;
};

// All cases below `folder`, sorted by name.
std::vector<Sample> build_samples(const std::string& folder);

// Every file below a folder: relative path → bytes.
std::map<std::string, std::string> read_files(const std::string& folder);

}  // namespace jianfu::builders
