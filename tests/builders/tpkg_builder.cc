#include "builders/tpkg_builder.h"

#include "builders/byte_writer.h"

namespace jianfu::builders {

std::string TpkgBuilder::build() const {
  size_t data = 16 + extra.size() + (counted ? 4 : 0);
  for (const TpkgEntry& file : files) data += 12 + file.name.size();
  ByteWriter out;
  out.raw("TPKG").le<uint32_t>(2).le<uint32_t>(static_cast<uint32_t>(extra.size()));
  out.le<uint32_t>(static_cast<uint32_t>(files.size())).raw(extra);
  if (counted) out.le<uint32_t>(static_cast<uint32_t>(files.size()));
  for (const TpkgEntry& file : files) {
    out.le<uint32_t>(file.name_bytes.value_or(static_cast<uint32_t>(file.name.size()))).raw(file.name);
    out.le<uint32_t>(file.offset.value_or(static_cast<uint32_t>(data)));
    out.le<uint32_t>(file.size.value_or(static_cast<uint32_t>(file.bytes.size())));
    data += file.bytes.size();
  }
  for (const TpkgEntry& file : files) out.raw(file.bytes);
  return out.take();
}

}  // namespace jianfu::builders
