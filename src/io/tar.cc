// tar (POSIX ustar and pax, GNU, v7): 512-byte headers with a checksum, each followed by its data in whole
// blocks. Where a header is broken or a size runs past the end, the next header that adds up is searched for,
// so that one lie does not hide the rest.
#include "io/tar.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/byte_reader.h"
#include "io/entry_name.h"
#include "io/zip_records.h"

namespace jianfu::io {
namespace {

using tar::kBlock;

constexpr uint64_t kMaxNameData = 1ull << 20;  // of a long name or pax header

struct Header {
  std::string name;
  std::string_view link;
  uint64_t size = 0;
  char type = '0';
  bool gnu = false;
  bool more_map = false;  // a GNU sparse map goes on in the next block
};

std::string_view text_in(std::string_view block, size_t at, size_t size) {
  const std::string_view field = block.substr(at, size);
  return field.substr(0, std::min(field.find('\0'), field.size()));
}

// Octal digits between spaces, or 256-base with the top bit set (GNU); nothing when it is neither.
std::optional<uint64_t> number_in(std::string_view block, size_t at, size_t size) {
  const std::string_view field = block.substr(at, size);
  uint64_t out = 0;
  if ((static_cast<unsigned char>(field[0]) & 0x80) != 0) {
    for (size_t i = 0; i < field.size(); ++i) {
      const uint64_t byte = static_cast<unsigned char>(field[i]) & (i == 0 ? 0x7fU : 0xffU);
      if (out >> 55 != 0) return std::nullopt;
      out = (out << 8) | byte;
    }
    return out;
  }
  size_t i = 0;
  while (i < field.size() && field[i] == ' ') ++i;
  for (; i < field.size() && field[i] != '\0' && field[i] != ' '; ++i) {
    if (field[i] < '0' || field[i] > '7') return std::nullopt;
    out = out * 8 + static_cast<uint64_t>(field[i] - '0');
  }
  return out;
}

bool is_zero(std::string_view block) {
  return block.find_first_not_of('\0') == std::string_view::npos;
}

// The sum of all bytes, those of the sum itself taken for spaces; some writers summed signed bytes.
bool adds_up(std::string_view block) {
  constexpr size_t kSumAt = 148;
  constexpr size_t kSumBytes = 8;
  const auto told = number_in(block, kSumAt, kSumBytes);
  if (!told || *told == 0) return false;
  int64_t unsigned_sum = 0;
  int64_t signed_sum = 0;
  for (size_t i = 0; i < block.size(); ++i) {
    const char c = i >= kSumAt && i < kSumAt + kSumBytes ? ' ' : block[i];
    unsigned_sum += static_cast<unsigned char>(c);
    signed_sum += static_cast<signed char>(c);
  }
  const auto wanted = static_cast<int64_t>(*told);
  return wanted == unsigned_sum || wanted == signed_sum;
}

std::optional<Header> header_in(std::string_view block) {
  if (block.size() < kBlock || !adds_up(block)) return std::nullopt;
  const auto size = number_in(block, 124, 12);
  if (!size) return std::nullopt;
  Header out;
  out.size = *size;
  out.type = block[156];
  out.link = text_in(block, 157, 100);
  out.gnu = block.substr(257, 8) == std::string_view("ustar  \0", 8);
  out.more_map = block[482] != '\0';
  out.name = text_in(block, 0, 100);
  const std::string_view prefix = text_in(block, 345, 155);
  if (block.substr(257, 5) == "ustar" && !out.gnu && !prefix.empty())
    out.name = std::string(prefix) + "/" + out.name;
  return out;
}

// What headers before an entry say about it.
struct Overrides {
  std::optional<std::string> name;
  std::optional<uint64_t> size;
  bool sparse = false;
};

// "LENGTH key=value\n", over and over.
void read_pax(std::string_view data, Overrides& out) {
  while (!data.empty()) {
    uint64_t length = 0;
    size_t at = 0;
    for (; at < data.size() && at < 9 && data[at] >= '0' && data[at] <= '9'; ++at)
      length = length * 10 + static_cast<uint64_t>(data[at] - '0');
    if (at == 0 || at >= data.size() || data[at] != ' ' || length <= at + 1 || length > data.size()) return;
    const std::string_view record = data.substr(at + 1, static_cast<size_t>(length) - at - 2);
    const size_t equals = std::min(record.find('='), record.size());
    const std::string_view key = record.substr(0, equals);
    const std::string_view value = record.substr(std::min(equals + 1, record.size()));
    if (key == "path" || key == "GNU.sparse.name") out.name = value;
    if (key == "size") {
      uint64_t size = 0;
      const bool digits =
          !value.empty() && value.size() < 19 &&
          std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
      for (const char c : value) size = size * 10 + static_cast<uint64_t>(c - '0');
      if (digits) out.size = size;
    }
    out.sparse |= key.starts_with("GNU.sparse.");
    data.remove_prefix(static_cast<size_t>(length));
  }
}

struct Member {
  uint64_t data = 0;
  uint64_t there = 0;   // bytes of it that are there
  uint64_t wanted = 0;  // bytes the header claims
  bool sparse = false;
};

class TarTree final : public Tree {
 public:
  TarTree(std::string_view container, Content content, const Limits& limits, const Tree* parent)
      : Tree(limits, parent), bytes_(std::move(content.bytes)) {
    container_ = container;
    if (content.defect) defects_.push_back(*std::move(content.defect));
    walk();
    anomalies_ = tally_.take();
    index_names();
  }

 private:
  std::string_view block_at(uint64_t at) const {
    const std::string_view all = bytes_.view();
    return at >= all.size() ? std::string_view{} : all.substr(static_cast<size_t>(at), kBlock);
  }

  void walk() {
    const std::string_view all = bytes_.view();
    uint64_t at = 0;
    uint64_t ends = 0;  // blocks of zeros met: two of them are the end, to others
    while (at < all.size() && entries_.size() < limits().entries) {
      const std::string_view block = block_at(at);
      if (is_zero(block)) {
        ++ends;
        at += kBlock;
        continue;
      }
      const std::optional<Header> header = header_in(block);
      if (!header) {
        at = skip_broken(at, ends > 1);
        continue;
      }
      at = take(*header, at, ends > 1);
    }
    if (at < all.size()) {
      defects_.push_back(
          {GapReason::kLimit,
           {Msg::limit_reached,
            {core::bilingual("压缩包内文件数", "entries of the archive"), std::to_string(limits().entries)}},
           at,
           all.size() - at});
    }
  }

  // Where the next header that adds up stands.
  uint64_t next_header(uint64_t at) const {
    const uint64_t size = bytes_.size();
    while (at < size && !header_in(block_at(at))) at += kBlock;
    return std::min(at, size);
  }

  uint64_t skip_broken(uint64_t at, bool behind_end) {
    const uint64_t next = next_header(at + kBlock);
    if (behind_end && next == bytes_.size()) {
      tally_.note("tar-trailing-data", "", "bytes=" + std::to_string(next - at));
    } else if (broken_++ == 0) {
      defects_.push_back({GapReason::kCorrupt, {Msg::tar_bad_header, {zip::hex(at)}}, at, next - at});
    }
    return next;
  }

  uint64_t take(const Header& header, uint64_t at, bool behind_end) {
    const uint64_t data = at + kBlock;
    switch (header.type) {
      case 'L':
        next_.name = std::string(without_end(contents(data, header.size)));
        return after(data, header.size);
      case 'x':
      case 'X':
        read_pax(contents(data, header.size), next_);
        return after(data, header.size);
      case 'K':  // a long link's name: links are not followed
      case 'g':  // for all that follow; names and sizes are not said there
      case 'V':  // a label
        return after(data, header.size);
      default:
        break;
    }
    Overrides overrides = std::exchange(next_, Overrides{});
    if (behind_end) tally_.note("tar-behind-end", header.name, "");
    return take_entry(header, std::move(overrides), data);
  }

  uint64_t take_entry(const Header& header, Overrides overrides, uint64_t data) {
    Member member;
    std::string name = overrides.name ? *std::move(overrides.name) : header.name;
    member.wanted = overrides.size.value_or(header.size);
    member.sparse = overrides.sparse || header.type == 'S';
    if (header.type == 'S') data = after_map(header, data);
    const bool directory = header.type == '5' || (header.type == '\0' && name.ends_with('/'));
    const bool link = header.type == '1' || header.type == '2';
    if (link || header.type == '3' || header.type == '4' || header.type == '6') {
      tally_.note(link ? "tar-link" : "tar-device", name, link ? "to=" + std::string(header.link) : "");
      // Some writers give a hard link its data, some give it the size of what it points to and no data.
      const std::string_view behind = block_at(data);
      if (header.type != '1' || is_zero(behind) || header_in(behind)) member.wanted = 0;
    } else if (header.type == '5') {
      member.wanted = 0;
    }
    member.data = std::min<uint64_t>(data, bytes_.size());
    const uint64_t room = bytes_.size() - member.data;
    uint64_t next = after(data, member.wanted);
    member.there = std::min(member.wanted, room);
    if (member.wanted > room) {
      // A size that lies hides what follows; what follows shows where it must have ended.
      next = next_header(data);
      if (next < bytes_.size()) {
        member.there = next - member.data;
        tally_.note("tar-size-lie", name, "size=" + std::to_string(member.wanted));
      }
    }
    add(std::move(name), member, directory);
    return next;
  }

  void add(std::string name, const Member& member, bool directory) {
    if (name.size() > limits().name_bytes) {
      tally_.note("tar-odd-name", name.substr(0, limits().name_bytes),
                  "name of " + std::to_string(name.size()) + " bytes");
      name.resize(limits().name_bytes);
    } else if (const std::string_view odd = oddity_of_name(name); !odd.empty()) {
      tally_.note("tar-odd-name", name, std::string(odd));
    }
    entries_.push_back({std::move(name), member.there, member.wanted, directory});
    members_.push_back(member);
  }

  uint64_t after_map(const Header& header, uint64_t at) const {
    for (bool more = header.more_map; more && at < bytes_.size(); at += kBlock) {
      const std::string_view block = block_at(at);
      more = block.size() == kBlock && block[504] != '\0';
    }
    return at;
  }

  std::string_view contents(uint64_t at, uint64_t size) const {
    return ByteReader(bytes_.view()).slice(at, std::min(size, kMaxNameData));
  }
  static std::string_view without_end(std::string_view text) {
    return text.substr(0, std::min(text.find('\0'), text.size()));
  }
  uint64_t after(uint64_t at, uint64_t size) const {
    const uint64_t room = at < bytes_.size() ? bytes_.size() - at : 0;
    if (size > room) return bytes_.size();
    return std::min<uint64_t>(at + (size + kBlock - 1) / kBlock * kBlock, bytes_.size());
  }

  Content load(size_t index, uint64_t cap) const override {
    const Member& member = members_[index];
    const uint64_t kept = std::min(member.there, cap);
    Content out;
    out.bytes = Blob::borrow(ByteReader(bytes_.view()).slice(member.data, kept));
    if (kept < member.there) {
      out.defect = Defect{GapReason::kLimit, {}, member.data + kept, member.there - kept};
    } else if (member.there < member.wanted) {
      out.defect = Defect{GapReason::kTruncated,
                          {Msg::past_end, {std::to_string(member.wanted), std::to_string(member.there)}},
                          member.data,
                          member.wanted - member.there};
    } else if (member.sparse) {
      out.defect = Defect{GapReason::kUnsupported, {Msg::tar_sparse, {}}, member.data, 0};
    }
    return out;
  }

  Blob bytes_;
  std::vector<Member> members_;
  Overrides next_;
  zip::Tally tally_;
  uint64_t broken_ = 0;
};

}  // namespace

namespace tar {

Result<std::unique_ptr<Tree>> open_unpacked(std::string_view container, Content content, const Limits& limits,
                                            const Tree* parent) {
  auto tree = std::make_unique<TarTree>(container, std::move(content), limits, parent);
  if (tree->entries().empty()) return Error{ErrorKind::kCorrupt, {Msg::zip_no_entries, {}}, {}};
  return std::unique_ptr<Tree>(std::move(tree));
}

}  // namespace tar

bool looks_like_tar(std::string_view bytes) {
  return header_in(bytes.substr(0, kBlock)).has_value();
}

Result<std::unique_ptr<Tree>> open_tar(std::string_view bytes, const Limits& limits, const Tree* parent) {
  return tar::open_unpacked(bytes, {Blob::borrow(bytes), std::nullopt}, limits, parent);
}

}  // namespace jianfu::io
