// Memory for something large that is filled once from its beginning: in large pages where the system has them, since to
// fault in small ones takes a tenth of the time of a scan.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>

namespace jianfu::io {

// `begin` was just allocated and not touched. Of the first and last part, which do not fill a large page, nothing changes;
// it is a hint, and memory that is never written stays free of cost but for the last page.
inline void prefer_large_pages(char* begin, size_t bytes) {
  constexpr uintptr_t kPage = uintptr_t{2} << 20;
  if (bytes < 2 * kPage) return;
  const uintptr_t first = (reinterpret_cast<uintptr_t>(begin) + kPage - 1) / kPage * kPage;
  const uintptr_t last = (reinterpret_cast<uintptr_t>(begin) + bytes) / kPage * kPage;
  if (first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

}  // namespace jianfu::io
