#include "builders/wxapkg_builder.h"

#include <algorithm>
#include <utility>

#include "builders/byte_writer.h"
#include "io/crypto.h"

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

std::string encrypted_wxapkg(std::string_view plain, std::string_view app_id) {
  constexpr size_t kHead = 1023, kBlock = 16;
  std::string head(plain.substr(0, kHead));
  const size_t padding = kBlock - head.size() % kBlock;
  head.append(padding, static_cast<char>(padding));
  const std::string key = io::crypto::pbkdf2_sha1(app_id, "saltiest", 1000, 32);
  std::string out = "V1MMWX" + io::crypto::aes256_cbc_encrypt(key, "the iv: 16 bytes", head);
  for (const char c : plain.substr(std::min(plain.size(), kHead))) {
    out += static_cast<char>(c ^ app_id[app_id.size() - 2]);
  }
  return out;
}

}  // namespace jianfu::builders
