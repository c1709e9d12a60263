#include "builders/tar_builder.h"

#include <zlib.h>

#include <cstdio>

#include "builders/byte_writer.h"
#include "builders/zip_builder.h"

namespace jianfu::builders {
namespace {

constexpr size_t kBlock = 512;

void put(std::string& block, size_t at, std::string_view text) {
  block.replace(at, text.size(), text);
}

std::string octal(uint64_t value, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%0*llo", digits, static_cast<unsigned long long>(value));
  return text;
}

std::string header_of(const TarFile& file) {
  std::string block(kBlock, '\0');
  put(block, 0, std::string_view(file.name).substr(0, 100));
  put(block, 100, "0000644");
  put(block, 108, "0000000");
  put(block, 116, "0000000");
  put(block, 124, file.size_field ? *file.size_field : octal(file.size.value_or(file.bytes.size()), 11));
  put(block, 136, "00000000000");
  block[156] = file.type;
  put(block, 157, file.link);
  put(block, 257,
      file.gnu ? std::string_view("ustar  ")
               : std::string_view("ustar\0"
                                  "00",
                                  8));
  put(block, 345, file.prefix);
  uint64_t sum = 8 * ' ';
  for (const char c : block) sum += static_cast<unsigned char>(c);
  if (file.broken_sum) ++sum;
  put(block, 148, octal(sum, 6));
  block[155] = ' ';
  return block;
}

}  // namespace

std::string tar_entries(const std::vector<TarFile>& files) {
  std::string out;
  for (const TarFile& file : files) {
    out += header_of(file) + file.bytes;
    out.resize((out.size() + kBlock - 1) / kBlock * kBlock);
  }
  return out;
}

std::string tar_of(const std::vector<TarFile>& files) {
  return tar_entries(files) + std::string(2 * kBlock, '\0');
}

std::string pax_record(std::string_view key, std::string_view value) {
  const size_t rest = key.size() + value.size() + 3;  // the space, '=', '\n'
  size_t length = rest + 1;
  while (std::to_string(length).size() + rest != length) length = std::to_string(length).size() + rest;
  return std::to_string(length) + " " + std::string(key) + "=" + std::string(value) + "\n";
}

std::string gzip_of(std::string_view bytes, const GzipOptions& options) {
  ByteWriter out;
  const unsigned flags = (options.header_crc ? 2U : 0U) | (options.extra.empty() ? 0U : 4U) |
                         (options.name.empty() ? 0U : 8U) | (options.comment.empty() ? 0U : 16U);
  out.raw("\x1f\x8b\x08").le(static_cast<uint8_t>(flags)).le(uint32_t{0}).le(uint16_t{0x0300});
  if (!options.extra.empty()) out.le(static_cast<uint16_t>(options.extra.size())).raw(options.extra);
  if (!options.name.empty()) out.raw(options.name).le(uint8_t{0});
  if (!options.comment.empty()) out.raw(options.comment).le(uint8_t{0});
  if (options.header_crc) out.le(uint16_t{0});
  out.raw(deflated(bytes));
  const auto crc = static_cast<uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  out.le(options.crc.value_or(crc)).le(static_cast<uint32_t>(bytes.size()));
  return out.take();
}

}  // namespace jianfu::builders
