#include "builders/elf_builder.h"

#include <algorithm>

#include "builders/byte_writer.h"

namespace jianfu::builders {
namespace {

constexpr uint64_t kBase = 0x10000;  // where the file is loaded

struct Placed {
  std::string name;
  uint32_t type = 0;
  uint64_t flags = 0, offset = 0, size = 0, link = 0, item = 0;
};

class Assembly {
 public:
  explicit Assembly(const ElfBuilder& from) : from_(from) {}

  std::string build() {
    const size_t header = from_.wide ? 64 : 52, program = from_.wide ? 56 : 32;
    out_.raw(std::string(header + 2 * program, '\0'));
    placed_.push_back({});
    for (const ElfSection& section : from_.sections)
      place(section.name, section.type, section.flags, section.bytes);
    const std::string strings = make_strings();
    const size_t names = place(".dynstr", 3, 2, strings);
    symbols_at_ = place(".dynsym", 11, 2, symbols());
    placed_[symbols_at_].link = names;
    placed_[symbols_at_].item = from_.symbol_bytes.value_or(from_.wide ? 24 : 16);
    const size_t hash = place(from_.gnu_hash ? ".gnu.hash" : ".hash", 5, 2, hash_table());
    const size_t dynamic =
        from_.dynamic ? place(".dynamic", 6, 3, dynamic_table(names, hash, strings.size())) : 0;
    loaded_ = out_.size();
    if (from_.section_headers) write_section_headers();
    return finish(dynamic);
  }

 private:
  size_t place(const std::string& name, uint32_t type, uint64_t flags, const std::string& bytes) {
    out_.align(16);
    placed_.push_back({name, type, flags, out_.size(), bytes.size(), 0, 0});
    out_.raw(bytes);
    return placed_.size() - 1;
  }

  ByteWriter& word(ByteWriter& to, uint64_t value) const {
    return from_.wide ? to.le(value) : to.le(static_cast<uint32_t>(value));
  }

  std::string make_strings() {
    std::string out(1, '\0');
    const auto add = [&](const std::string& text) {
      string_offsets_.push_back(out.size());
      out += text + '\0';
    };
    for (const ElfSymbol& symbol : from_.symbols) add(symbol.name);
    add(from_.soname);
    for (const std::string& name : from_.needed) add(name);
    return out;
  }

  std::string symbols() const {
    ByteWriter out;
    out.raw(std::string(from_.wide ? 24 : 16, '\0'));
    for (size_t i = 0; i < from_.symbols.size(); ++i) {
      const ElfSymbol& symbol = from_.symbols[i];
      const auto at = std::find_if(placed_.begin(), placed_.end(), [&](const Placed& section) {
        return !symbol.section.empty() && section.name == symbol.section;
      });
      const bool defined = at != placed_.end();
      const uint64_t value = defined ? kBase + at->offset + symbol.offset : 0;
      const uint64_t size = !defined ? 0 : symbol.size != 0 ? symbol.size : at->size - symbol.offset;
      const auto index = static_cast<uint16_t>(defined ? at - placed_.begin() : 0);
      out.le(static_cast<uint32_t>(string_offsets_[i]));
      if (from_.wide) {
        out.le<uint16_t>(0x12).le(index).le(value).le(size);
      } else {
        out.le(static_cast<uint32_t>(value)).le(static_cast<uint32_t>(size)).le<uint16_t>(0x12).le(index);
      }
    }
    return out.take();
  }

  std::string hash_table() const {
    ByteWriter out;
    const auto count = static_cast<uint32_t>(from_.symbol_count.value_or(from_.symbols.size() + 1));
    if (!from_.gnu_hash)
      return out.le<uint32_t>(1)
          .le(count)
          .le<uint32_t>(0)
          .raw(std::string(from_.symbols.size() * 4 + 4, '\0'))
          .take();
    out.le<uint32_t>(1).le<uint32_t>(1).le<uint32_t>(1).le<uint32_t>(0);
    word(out, 0).le<uint32_t>(from_.symbols.empty() ? 0 : 1);
    for (size_t i = 0; i < from_.symbols.size(); ++i) out.le<uint32_t>(i + 1 == from_.symbols.size() ? 1 : 0);
    return out.take();
  }

  std::string dynamic_table(size_t strings, size_t hash, size_t string_bytes) const {
    ByteWriter out;
    const auto entry = [&](uint64_t tag, uint64_t value) { word(word(out, tag), value); };
    for (size_t i = 0; i < from_.needed.size(); ++i) entry(1, string_offsets_[from_.symbols.size() + 1 + i]);
    if (!from_.soname.empty()) entry(14, string_offsets_[from_.symbols.size()]);
    entry(from_.gnu_hash ? 0x6FFFFEF5 : 4, kBase + placed_[hash].offset);
    entry(5, kBase + placed_[strings].offset);
    entry(10, from_.string_bytes.value_or(string_bytes));
    entry(6, kBase + placed_[symbols_at_].offset);
    entry(0, 0);
    return out.take();
  }

  void write_section_headers() {
    std::string names(1, '\0');
    std::vector<uint32_t> at;
    placed_.push_back({".shstrtab", 3, 0, 0, 0, 0, 0});
    for (const Placed& section : placed_) {
      at.push_back(static_cast<uint32_t>(names.size()));
      names += section.name + '\0';
    }
    placed_.back().offset = out_.size();
    placed_.back().size = names.size();
    out_.raw(names).align(8);
    headers_at_ = out_.size();
    for (size_t i = 0; i < placed_.size(); ++i) {
      const Placed& section = placed_[i];
      out_.le(at[i]).le(section.type);
      word(out_, section.flags);
      word(out_, (section.flags & 2) == 0 ? 0 : kBase + section.offset + (from_.fake_sections ? 8 : 0));
      word(out_, section.offset);
      word(out_, section.size);
      out_.le(static_cast<uint32_t>(section.link)).le<uint32_t>(0);
      word(out_, 1);
      word(out_, section.item);
    }
  }

  std::string finish(size_t dynamic) {
    ByteWriter head;
    head.raw(
            "\x7F"
            "ELF")
        .le<uint8_t>(from_.wide ? 2 : 1)
        .le<uint8_t>(1)
        .le<uint8_t>(1)
        .raw(std::string(9, '\0'));
    head.le<uint16_t>(3).le(from_.machine).le<uint32_t>(1);
    word(head, 0);
    word(head, from_.wide ? 64 : 52);
    word(head, headers_at_);
    head.le<uint32_t>(0)
        .le<uint16_t>(from_.wide ? 64 : 52)
        .le<uint16_t>(from_.wide ? 56 : 32)
        .le<uint16_t>(2);
    head.le(static_cast<uint16_t>(from_.section_bytes.value_or(from_.wide ? 64 : 40)));
    const bool any = headers_at_ != 0;
    head.le(static_cast<uint16_t>(from_.section_count.value_or(any ? placed_.size() : 0)));
    head.le(static_cast<uint16_t>(any ? placed_.size() - 1 : 0));
    segment(head, 1, 0, from_.load_bytes.value_or(loaded_));
    segment(head, dynamic == 0 ? 0 : 2, placed_[dynamic].offset, placed_[dynamic].size);
    std::string bytes = out_.take();
    bytes.replace(0, head.size(), head.bytes());
    return bytes;
  }

  void segment(ByteWriter& to, uint32_t type, uint64_t offset, uint64_t size) const {
    to.le(type);
    if (from_.wide) to.le<uint32_t>(5);
    word(word(word(to, offset), kBase + offset), kBase + offset);
    word(word(to, size), size);
    if (!from_.wide) to.le<uint32_t>(5);
    word(to, 0x1000);
  }

  const ElfBuilder& from_;
  ByteWriter out_;
  std::vector<Placed> placed_;
  std::vector<size_t> string_offsets_;
  size_t symbols_at_ = 0, headers_at_ = 0;
  uint64_t loaded_ = 0;
};

}  // namespace

std::string ElfBuilder::build() const {
  return Assembly(*this).build();
}

}  // namespace jianfu::builders
