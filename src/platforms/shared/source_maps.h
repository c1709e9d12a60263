// Bundles that come with a source map (formats.md §11.2) are read through the sources in it: by their own
// names, as they were written. The bundle is read too, for what its map does not cover; see covered.h.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "platforms/platform.h"
#include "platforms/shared/bundle_sources.h"
#include "platforms/shared/covered.h"
#include "platforms/shared/entries.h"

namespace jianfu::platforms {

// How a platform reads one bundle and what it was made of.
struct BundleReader {
  // An own source; `place` as reports show it. Gives the module that it became, kNoModule when none.
  std::function<uint32_t(const BundleSource& source, const std::string& place, std::string_view text)>
      read_source;
  // The bundle has this own source in it, be it read now or in another bundle.
  std::function<void(const BundleSource& source, uint32_t module)> made_of;
  std::function<void()> read_bundle;
};

class SourceMaps {
 public:
  // Both borrowed.
  SourceMaps(evidence::Collector& out, const Context& context) : out_(out), context_(context) {}

  // The file of `tree` that is the map of the script `name` (as stored): the one that its last comment names,
  // else the one that is called like it.
  static std::optional<size_t> find(const io::Tree& tree, const std::string& name, std::string_view script);

  // Reads sources, then the bundle, and takes away what was told twice. A map that holds no own source is
  // none: then only the bundle is read. One that is damaged is used as far as it goes.
  void read(std::string_view map, const std::string& place, const BundleReader& reader);

  // A map whose bundle is not there. False when it is none, and some other text.
  bool read_alone(std::string_view map, const std::string& place, const BundleReader& reader);

 private:
  // One that was read; bundles share sources.
  struct Known {
    uint64_t content = 0;  // hash
    uint32_t module = evidence::kNoModule;
    Sayings says;
  };
  void read_own(const BundleSource& source, const std::string& place, const BundleReader& reader,
                Sayings& own);
  Sayings read_foreign(const std::vector<BundleSource>& sources) const;

  evidence::Collector& out_;
  const Context& context_;
  std::map<std::string, Known, std::less<>> known_;  // by path
};

}  // namespace jianfu::platforms
