// floor zip_fread|inflate|copy PACKAGE LIST: does nothing but read what LIST (of `entries`) names, in one of these ways, so that it
// can be told what a scan costs beyond that. `zip_fread`: libzip, as most programs read packages. `inflate`: the central
// directory and libdeflate on the mapped file, without checksums, which is the least that anybody can do. `copy`: the
// package as a whole, where nothing in it is packed. Prints the bytes it had.
#include <fcntl.h>
#include <libdeflate.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace {

struct Wanted {
  uint64_t index = 0, bytes = 0;
};

std::vector<Wanted> wanted_in(const char* list) {
  std::vector<Wanted> out;
  std::FILE* const file = std::fopen(list, "r");
  if (file == nullptr) return out;
  unsigned long long index = 0, bytes = 0;
  while (std::fscanf(file, "%llu %llu %*[^\n]", &index, &bytes) == 2) out.push_back({index, bytes});
  std::fclose(file);
  return out;
}

std::string_view mapped(const char* path) {
  const int file = open(path, O_RDONLY);
  struct stat about {};
  if (file < 0 || fstat(file, &about) != 0 || about.st_size == 0) return {};
  const size_t size = static_cast<size_t>(about.st_size);
  void* const at = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  close(file);
  return at == MAP_FAILED ? std::string_view() : std::string_view(static_cast<const char*>(at), size);
}

uint64_t little(std::string_view bytes, uint64_t at, int count) {
  uint64_t out = 0;
  for (int i = count; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at + static_cast<uint64_t>(i)]);
  return out;
}

// A buffer that is never zeroed.
struct Buffer {
  std::unique_ptr<char[]> bytes;
  uint64_t size = 0;
  char* of(uint64_t wanted) {
    if (wanted > size) bytes = std::make_unique_for_overwrite<char[]>(wanted), size = wanted;
    return bytes.get();
  }
};

uint64_t by_zip_fread(const char* path, const std::vector<Wanted>& wanted) {
  zip_t* const archive = zip_open(path, ZIP_RDONLY, nullptr);
  if (archive == nullptr) return 0;
  uint64_t out = 0;
  Buffer buffer;
  for (const Wanted& one : wanted) {
    zip_file_t* const entry = zip_fopen_index(archive, one.index, 0);
    if (entry == nullptr) continue;
    const zip_int64_t got = zip_fread(entry, buffer.of(one.bytes + 1), one.bytes + 1);  // 1: to its end, and its checksum
    out += got > 0 ? std::min<uint64_t>(static_cast<uint64_t>(got), one.bytes) : 0;
    zip_fclose(entry);
  }
  zip_discard(archive);
  return out;
}

struct Stored {
  uint64_t data = 0, packed = 0, size = 0;
  bool deflated = false;
};

// Of well-formed archives; what lies outside of the bytes is left out.
std::vector<Stored> directory_of(std::string_view bytes) {
  std::vector<Stored> out;
  const size_t end = bytes.rfind("PK\x05\x06");
  if (end == bytes.npos || bytes.size() - end < 22) return out;
  uint64_t at = little(bytes, end + 16, 4);
  for (uint64_t left = little(bytes, end + 10, 2); left-- > 0 && at + 46 <= bytes.size();) {
    const uint64_t header = little(bytes, at + 42, 4);
    Stored one{0, little(bytes, at + 20, 4), little(bytes, at + 24, 4), little(bytes, at + 10, 2) == 8};
    if (header + 30 <= bytes.size()) one.data = header + 30 + little(bytes, header + 26, 2) + little(bytes, header + 28, 2);
    if (one.data > bytes.size() || one.packed > bytes.size() - one.data) one = {};
    out.push_back(one);
    at += 46 + little(bytes, at + 28, 2) + little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
  }
  return out;
}

// Only a look: libdeflate has no way to end early.
uint64_t head_of(std::string_view in, char* to, uint64_t bytes) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return 0;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(to);
  stream.avail_out = static_cast<uInt>(bytes);
  inflate(&stream, Z_NO_FLUSH);
  inflateEnd(&stream);
  return stream.total_out;
}

uint64_t by_copy(std::string_view bytes) {
  Buffer buffer;
  std::memcpy(buffer.of(bytes.size()), bytes.data(), bytes.size());
  volatile char used = buffer.bytes[bytes.size() / 2];  // or the copy would be left out
  (void)used;
  return bytes.size();
}

uint64_t by_inflate(std::string_view bytes, const std::vector<Wanted>& wanted) {
  const std::vector<Stored> entries = directory_of(bytes);
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  Buffer buffer;
  uint64_t out = 0;
  for (const Wanted& one : wanted) {
    if (one.index >= entries.size()) continue;
    const Stored& entry = entries[one.index];
    const std::string_view in = bytes.substr(entry.data, entry.packed);
    if (!entry.deflated) {
      const uint64_t size = std::min<uint64_t>(in.size(), one.bytes);
      std::memcpy(buffer.of(size + 1), in.data(), size);
      out += size;
    } else if (one.bytes < entry.size) {
      out += head_of(in, buffer.of(one.bytes), one.bytes);
    } else {
      size_t size = 0;
      libdeflate_deflate_decompress(decompressor, in.data(), in.size(), buffer.of(entry.size + 1), entry.size, &size);
      out += size;
    }
  }
  libdeflate_free_decompressor(decompressor);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return std::fputs("floor zip_fread|inflate|copy PACKAGE LIST\n", stderr), 2;
  const std::string_view way = argv[1];
  const std::vector<Wanted> wanted = wanted_in(argv[3]);
  const std::string_view bytes = mapped(argv[2]);
  const uint64_t had = way == "copy" ? by_copy(bytes) : way == "inflate" ? by_inflate(bytes, wanted) : by_zip_fread(argv[2], wanted);
  std::printf("%llu\n", static_cast<unsigned long long>(had));
  return had > 0 ? 0 : 1;
}
