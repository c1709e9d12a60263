#include "io/deflate.h"

#include <libdeflate.h>

#include <memory>
#include <new>

namespace jianfu::io {

std::string deflated(std::string_view bytes, Effort effort) {
  const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(
      libdeflate_alloc_compressor(static_cast<int>(effort)), libdeflate_free_compressor);
  if (!compressor) throw std::bad_alloc();
  std::string out(libdeflate_deflate_compress_bound(compressor.get(), bytes.size()), '\0');
  out.resize(libdeflate_deflate_compress(compressor.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

}  // namespace jianfu::io
