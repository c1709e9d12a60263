#include "builders/wxapkg_builder.h"

#include <utility>

#include "builders/byte_writer.h"

namespace jianfu::builders {
namespace {

uint32_t size32(size_t size) {
  return static_cast<uint32_t>(size);
}

}  // namespace

std::string WxapkgBuilder::build() const {
  const size_t header = mixed ? 18 : 14;
  size_t index_size = 4;
  for (const WxapkgEntry& file : files) index_size += 12 + file.name.size() + (mixed ? 1 : 0);

  ByteWriter index;
  std::string stored, encrypted;
  index.be<uint32_t>(count.value_or(size32(files.size())));
  for (const WxapkgEntry& file : files) {
    std::string& section = file.encrypted ? encrypted : stored;
    const size_t offset = mixed ? section.size() : header + index_size + section.size();
    section += file.bytes;
    index.be<uint32_t>(file.name_bytes.value_or(size32(file.name.size()))).raw(file.name);
    if (mixed) index.be<uint8_t>(file.encrypted ? 1 : 0);
    index.be<uint32_t>(file.offset.value_or(size32(offset)));
    index.be<uint32_t>(file.size.value_or(size32(file.bytes.size())));
  }

  ByteWriter out;
  out.raw("\xBE").be<uint32_t>(0).be<uint32_t>(index_bytes.value_or(size32(index_size)));
  if (mixed) out.be<uint32_t>(size32(encrypted.size()));
  out.be<uint32_t>(body_bytes.value_or(size32(stored.size()))).raw("\xED");
  return out.raw(index.bytes()).raw(encrypted).raw(stored).take();
}

}  // namespace jianfu::builders
