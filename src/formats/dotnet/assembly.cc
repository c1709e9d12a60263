#include "formats/dotnet/assembly.h"

#include <algorithm>
#include <string>

#include "io/byte_reader.h"
#include "text/utf.h"

namespace jianfu::formats::dotnet {
namespace {

using namespace std::string_view_literals;

constexpr uint16_t kPe32 = 0x10B;
constexpr uint64_t kSections = 96;  // an image has no more
constexpr uint64_t kStreams = 16;   // there are five

class Assembly {
 public:
  Assembly(std::string_view bytes, const Limits& limits, const Found& found)
      : in_(bytes), limits_(limits), found_(found) {}

  // Offset of the metadata, 0 when there is none.
  uint64_t metadata() const {
    const uint64_t pe = in_.le_at<uint32_t>(0x3C);
    if (in_.slice(0, 2) != "MZ" || in_.slice(pe, 4) != "PE\0\0"sv) return 0;
    const uint64_t optional = pe + 24;
    const uint64_t directories = optional + (in_.le_at<uint16_t>(optional) == kPe32 ? 96 : 112);
    const uint64_t sections = optional + in_.le_at<uint16_t>(pe + 20);
    const uint64_t count = std::min<uint64_t>(in_.le_at<uint16_t>(pe + 6), kSections);
    const uint64_t runtime = in_file(sections, count, in_.le_at<uint32_t>(directories + 14 * 8));
    return runtime == 0 ? 0 : in_file(sections, count, in_.le_at<uint32_t>(runtime + 8));
  }

  std::vector<Defect> read(uint64_t root) {
    io::ByteReader in(in_.bytes());
    in.seek(root + 12);
    in.skip(in.le<uint32_t>());  // version as text
    in.skip(2);                  // flags
    const uint64_t count = std::min<uint64_t>(in.le<uint16_t>(), kStreams);
    for (uint64_t i = 0; i < count && in.ok(); ++i) {
      const uint64_t offset = root + in.le<uint32_t>();
      const uint64_t size = in.le<uint32_t>();
      read_stream(stream_name(in), offset, size);
    }
    if (!in.ok()) defects_.push_back(in.defect());
    return std::move(defects_);
  }

 private:
  // Where an address of memory lies in the file; 0 for none.
  uint64_t in_file(uint64_t sections, uint64_t count, uint64_t address) const {
    if (address == 0) return 0;
    for (uint64_t i = 0; i < count; ++i) {
      const uint64_t at = sections + 40 * i;
      const uint64_t begin = in_.le_at<uint32_t>(at + 12), size = in_.le_at<uint32_t>(at + 16);
      if (address >= begin && address - begin < size) return in_.le_at<uint32_t>(at + 20) + (address - begin);
    }
    return 0;
  }

  // NUL-terminated, padded to 4.
  static std::string_view stream_name(io::ByteReader& in) {
    std::string_view name = in.bytes().substr(in.offset(), 32);
    name = name.substr(0, name.find('\0'));
    in.skip((name.size() / 4 + 1) * 4);
    return name;
  }

  void read_stream(std::string_view name, uint64_t offset, uint64_t size) {
    if (name != "#US" && name != "#Strings") return;
    if (offset > in_.size()) return cut(offset, size);
    if (!in_.holds(offset, size)) cut(in_.size(), size - (in_.size() - offset));
    const std::string_view heap = in_.bytes().substr(offset, size);
    name == "#US" ? read_user_strings(heap, offset) : read_names(heap, offset);
  }
  void cut(uint64_t offset, uint64_t bytes) {
    defects_.push_back({GapReason::kTruncated,
                        {Msg::past_end, {std::to_string(offset + bytes), std::to_string(in_.size())}},
                        in_.size(),
                        bytes});
  }

  // Each: its size in one, two or four bytes (big-endian, marked by the upper bits), UTF-16LE, one byte of
  // flags.
  void read_user_strings(std::string_view heap, uint64_t base) {
    io::ByteReader in(heap);
    std::string text;
    for (uint64_t strings = 0; in.remaining() > 0 && strings < limits_.items; ++strings) {
      uint32_t size = in.le<uint8_t>();
      if ((size & 0x80) != 0 && (size & 0x40) == 0) {
        size = (size & 0x3F) << 8 | in.le<uint8_t>();
      } else if ((size & 0xC0) == 0xC0) {
        size = (size & 0x1F) << 24;
        size |= uint32_t{in.le<uint8_t>()} << 16;
        size |= uint32_t{in.le<uint8_t>()} << 8;
        size |= in.le<uint8_t>();
      }
      const uint64_t at = in.offset();
      const std::string_view raw = in.take(size);
      if (!in.ok()) {
        defects_.push_back({GapReason::kCorrupt,
                            {Msg::past_end, {std::to_string(size), std::to_string(heap.size() - at)}},
                            base + at,
                            heap.size() - at});
        return;
      }
      if (size < 3) continue;
      text.clear();
      text::append_utf16le(text, raw.substr(0, raw.size() / 2 * 2));
      found_({text, base + at, false});
    }
  }

  void read_names(std::string_view heap, uint64_t base) {
    uint64_t names = 0;
    for (size_t at = 0; at < heap.size() && names < limits_.items; ++names) {
      const size_t end = std::min(heap.find('\0', at), heap.size());
      if (end > at) found_({heap.substr(at, end - at), base + at, true});
      at = end + 1;
    }
  }

  io::ByteReader in_;
  const Limits& limits_;
  const Found& found_;
  std::vector<Defect> defects_;
};

}  // namespace

Result<std::vector<Defect>> read(std::string_view bytes, const Limits& limits, const Found& found) {
  Assembly assembly(bytes, limits, found);
  const uint64_t root = assembly.metadata();
  if (root == 0 || bytes.substr(std::min<uint64_t>(root, bytes.size()), 4) != "BSJB") {
    return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"MZ … BSJB", "…"}}, {}};
  }
  return assembly.read(root);
}

}  // namespace jianfu::formats::dotnet
