// The whole way of a package, from files to the reports, with small limits: the body of the targets fuzz_scan_*.
//
// An input is a list of files without lengths and checksums, so that a mutation reaches what the files hold:
//   === AndroidManifest.xml
//   (its bytes, up to the next line that begins so)
//   === assets/x.wgt!/manifest.json      in an archive inside of the package; a wxapkg by its name, else a zip
//   === @                                what follows is a package of its own, handed in with the first
// Any other input is taken as the bytes of a container.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/tree.h"

namespace jianfu::fuzz {

struct File {
  std::string name;
  std::string bytes;
};

// The files of a package in that form, and what a container holds in it; archives inside are opened.
std::string listed(const std::vector<File>& files);
std::string listed(std::string_view container);
// What stands between two packages that are handed in together.
std::string and_with(const std::string& first, const std::string& second);

// The built cases of samples/ that have this ending (".apk", ".wxapkg"): all of them for libFuzzer, none where seeds are
// replayed with every cut, which takes time.
std::vector<std::string> listed_samples(std::string_view ending);

// Reads, settles, judges and writes. `kind`: the platform that reads what none recognises.
void scan(std::string_view input, std::string_view kind);

}  // namespace jianfu::fuzz
