#include "io/zip_writer.h"

#include "io/deflate.h"
#include "io/inflate.h"

namespace jianfu::io {
namespace {

constexpr uint32_t kLocal = 0x04034b50, kCentral = 0x02014b50, kEnd = 0x06054b50;
constexpr uint16_t kVersion = 20, kDeflate = 8;
constexpr uint32_t kDate = 0x0021'0000;  // 1980-01-01 00:00, date above time

void put(std::string& out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i, value >>= 8) out += static_cast<char>(value & 0xFF);
}

}  // namespace

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  const std::string packed = deflated(bytes, Effort::kSmall);
  const size_t offset = out_.size();
  std::string common;  // what the header of the entry and its row in the directory share
  put(common, kVersion, 2);
  put(common, 0, 2);
  put(common, kDeflate, 2);
  put(common, kDate, 4);
  put(common, crc32_of(bytes), 4);
  put(common, packed.size(), 4);
  put(common, bytes.size(), 4);
  put(common, name.size(), 2);
  put(common, 0, 2);

  put(out_, kLocal, 4);
  out_.append(common).append(name).append(packed);

  put(directory_, kCentral, 4);
  put(directory_, kVersion, 2);
  directory_ += common;
  put(directory_, 0, 10);  // comment, disk, attributes
  put(directory_, offset, 4);
  directory_ += name;
  ++entries_;
}

std::string ZipWriter::take() {
  const size_t offset = out_.size();
  out_ += directory_;
  put(out_, kEnd, 4);
  put(out_, 0, 4);
  put(out_, entries_, 2);
  put(out_, entries_, 2);
  put(out_, directory_.size(), 4);
  put(out_, offset, 4);
  put(out_, 0, 2);
  return std::move(out_);
}

}  // namespace jianfu::io
