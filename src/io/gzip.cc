// gzip (RFC 1952): members one after the other, each with its own checksum. A gzip of a tar is opened as the
// tar, because nobody means the stream when handing in a .tar.gz.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "io/byte_reader.h"
#include "io/inflate.h"
#include "io/tar.h"
#include "io/tree.h"

namespace jianfu::io {
namespace {

constexpr std::string_view kMagic{"\x1f\x8b\x08", 3};  // 8: deflate, the only method there ever was
constexpr uint64_t kTrailerBytes = 8;
constexpr uint64_t kHeadBytes = 64ull << 10;  // up to here a cap means "a look at the head"

enum Flag : uint8_t { kHeaderCrc = 2, kExtra = 4, kName = 8, kComment = 16 };

struct Member {
  std::string_view name;  // of the bytes; raw
  uint64_t data = 0;
};

std::string_view take_text(ByteReader& in) {
  const std::string_view rest = in.bytes().substr(static_cast<size_t>(in.offset()));
  const size_t end = rest.find('\0');
  const std::string_view out = in.take(end == std::string_view::npos ? rest.size() + 1 : end);
  in.skip(1);
  return out;
}

std::optional<Member> member_at(std::string_view bytes, uint64_t at) {
  ByteReader in(bytes);
  in.seek(at);
  if (in.take(kMagic.size()) != kMagic) return std::nullopt;
  const auto flags = in.le<uint8_t>();
  in.skip(6);  // time, level, system
  if ((flags & kExtra) != 0) in.skip(in.le<uint16_t>());
  Member out;
  if ((flags & kName) != 0) out.name = take_text(in);
  if ((flags & kComment) != 0) take_text(in);
  if ((flags & kHeaderCrc) != 0) in.skip(2);
  if (!in.ok()) return std::nullopt;
  out.data = in.offset();
  return out;
}

struct Unpacked {
  Content content;
  uint64_t consumed = 0;
};

Defect bad_data(uint64_t at, uint64_t lost, uint64_t kept) {
  return {GapReason::kCorrupt, {Msg::zip_bad_data, {std::to_string(at), std::to_string(kept)}}, at, lost};
}

// All members into one buffer, at most `cap` bytes.
class Unpacker {
 public:
  Unpacker(std::string_view bytes, const Limits& limits, uint64_t cap)
      : bytes_(bytes), limits_(limits), cap_(cap) {}

  Unpacked run() {
    Unpacked out;
    uint64_t at = 0;
    uint64_t members = 0;
    while (at < bytes_.size() && !defect_) {
      const bool first = members == 0;
      if (members++ == limits_.entries) {
        defect_ = Defect{GapReason::kLimit, {}, at, bytes_.size() - at};
        break;
      }
      const std::optional<Member> member = member_at(bytes_, at);
      if (!member) {
        if (first || !is_padding(at)) defect_ = bad_data(at, bytes_.size() - at, size());
        break;
      }
      at = take(*member, first);
    }
    out.consumed = at;
    if (one_.size() == 0 && !several_.empty()) one_ = Blob::own(std::move(several_));
    out.content.bytes = std::move(one_);
    out.content.defect = std::move(defect_);
    keep_ratio(out);
    return out;
  }

 private:
  uint64_t size() const { return one_.size() + several_.size(); }

  // Tapes and downloads are padded with zeros.
  bool is_padding(uint64_t at) const {
    return bytes_.find_first_not_of('\0', static_cast<size_t>(at)) == std::string_view::npos;
  }

  // Where the next member would begin.
  uint64_t take(const Member& member, bool first) {
    const std::string_view in = bytes_.substr(static_cast<size_t>(member.data));
    const uint64_t room = cap_ - size();
    Inflated inflated = inflate(in, room, first);
    const uint64_t end = member.data + inflated.consumed;
    const std::string_view got = inflated.bytes.view();
    switch (inflated.end) {
      case InflateEnd::kComplete:
        check_trailer(end, got);
        break;
      case InflateEnd::kCut:
        defect_ = Defect{GapReason::kLimit, {}, end, 0};
        break;
      case InflateEnd::kTruncated:
        defect_ = Defect{GapReason::kTruncated, {Msg::past_end, {"1", "0"}}, bytes_.size(), 0};
        break;
      case InflateEnd::kCorrupt:
        defect_ = bad_data(end, bytes_.size() - end, size() + got.size());
        break;
    }
    if (first) {
      one_ = std::move(inflated.bytes);
    } else {
      if (several_.empty()) several_ = std::string(one_.view());
      one_ = Blob();
      several_ += got;
    }
    return std::min<uint64_t>(end + kTrailerBytes, bytes_.size());
  }

  // The size at the very end is that of the last member, a hint for the usual file of one.
  Inflated inflate(std::string_view in, uint64_t room, bool first) const {
    if (cap_ <= kHeadBytes) {
      const uint64_t enough = 4 * cap_ + 4096;
      return inflate_head(in.substr(0, static_cast<size_t>(std::min<uint64_t>(enough, in.size()))), room);
    }
    const uint64_t told = ByteReader(bytes_).le_at<uint32_t>(bytes_.size() - 4);
    return inflate_raw(in, first ? std::min<uint64_t>(told, in.size() * 1032) : 0, room);
  }

  void check_trailer(uint64_t at, std::string_view got) {
    const ByteReader in(bytes_);
    if (!in.holds(at, kTrailerBytes)) {
      defect_ = Defect{GapReason::kTruncated,
                       {Msg::past_end, {std::to_string(kTrailerBytes), std::to_string(bytes_.size() - at)}},
                       at,
                       0};
      return;
    }
    const auto told = in.le_at<uint32_t>(at);
    const uint32_t found = crc32_of(got);
    if (told != found) {
      defect_ = Defect{
          GapReason::kCorrupt, {Msg::zip_checksum, {std::to_string(told), std::to_string(found)}}, at, 0};
    }
  }

  void keep_ratio(Unpacked& out) const {
    const uint64_t allowed = std::max(limits_.ratio_free_bytes, out.consumed * limits_.ratio);
    if (out.content.bytes.size() <= allowed) return;
    out.content.defect = Defect{GapReason::kLimit,
                                {Msg::zip_ratio, {std::to_string(limits_.ratio)}},
                                out.consumed,
                                out.content.bytes.size() - allowed};
    out.content.bytes.shorten(static_cast<size_t>(allowed));
  }

  std::string_view bytes_;  // the caller's
  const Limits& limits_;
  uint64_t cap_;
  Blob one_;             // of the first member
  std::string several_;  // of all of them, once there is a second
  std::optional<Defect> defect_;
};

class GzipTree final : public Tree {
 public:
  GzipTree(std::string_view bytes, const Member& member, const Limits& limits, const Tree* parent)
      : Tree(limits, parent) {
    container_ = bytes;
    std::string name(member.name.substr(0, limits.name_bytes));
    if (name.empty()) name = "content";
    const uint64_t told = bytes.size() < 4 ? 0 : ByteReader(bytes).le_at<uint32_t>(bytes.size() - 4);
    entries_.push_back({std::move(name), bytes.size(), told, false});
    index_names();
  }

 private:
  Content load(size_t, uint64_t cap) const override {
    Unpacked out = Unpacker(container(), limits(), cap).run();
    const uint64_t size = out.content.bytes.size();
    if (cap > kHeadBytes && out.consumed > size) out.content.work = out.consumed - size;
    return std::move(out.content);
  }
};

}  // namespace

bool looks_like_gzip(std::string_view bytes) {
  return bytes.starts_with(kMagic) && bytes.size() > 10 && (static_cast<unsigned char>(bytes[3]) & 0xe0) == 0;
}

Result<std::unique_ptr<Tree>> open_gzip(std::string_view bytes, const Limits& limits, const Tree* parent) {
  const std::optional<Member> member = member_at(bytes, 0);
  if (!member) return Error{ErrorKind::kCorrupt, {Msg::gzip_no_header, {}}, {}};
  auto tree = std::make_unique<GzipTree>(bytes, *member, limits, parent);
  if (!looks_like_tar(tree->head(0, tar::kBlock).bytes.view())) return std::unique_ptr<Tree>(std::move(tree));
  // The unpacked stream counts as output, and what is read out of it once more: never less than was held.
  Content content = tree->read(0);
  return tar::open_unpacked(bytes, std::move(content), limits, tree.get());
}

}  // namespace jianfu::io
