// The bytes of one entry, against all its claims (formats.md, "Fallback decision for an entry's bytes"):
// the size that is claimed is a hint, the encryption flag is tried without, an unknown method is whatever its
// checksum or its first bytes say.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/limits.h"
#include "io/tree.h"
#include "io/zip_records.h"

namespace jianfu::io::zip {

struct EntryBytes {
  Content content;
  uint64_t work = 0;        // bytes looked at beyond those delivered
  bool ask_libzip = false;  // a real method that only libzip decodes; the content is what we have without it
};

// At most `cap` bytes; stored ones are borrowed from `bytes`. A small cap (a look at the head) never looks at
// more than the head.
EntryBytes read_entry(std::string_view bytes, const Record& record, const Limits& limits, uint64_t cap);

// True when an entry flagged as encrypted opens without a key, as far as its first bytes tell.
bool looks_plain(std::string_view bytes, const Record& record);

}  // namespace jianfu::io::zip
