// Files inside of a package that are no structure of its platform: web pages, scripts, bundles of hybrid
// frameworks, libraries, archives. Each is read by what its bytes are, or named in the ledger.
#pragma once

#include "evidence/collector.h"
#include "platforms/platform.h"
#include "platforms/shared/entries.h"

namespace jianfu::platforms {

class Contents {
 public:
  // All borrowed. Packages found inside go to reading.nested.
  Contents(evidence::Collector& out, const Context& context, Reading& reading)
      : out_(out), context_(context), reading_(reading) {}

  // Reads, skips or leaves one entry that is not done yet.
  void read(Entries& entries, size_t index);

 private:
  evidence::Collector& out_;
  const Context& context_;
  Reading& reading_;
};

}  // namespace jianfu::platforms
