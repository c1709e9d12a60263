#include "builders/hermes_builder.h"

#include <algorithm>

#include "builders/byte_writer.h"
#include "text/ascii.h"
#include "text/utf.h"

namespace jianfu::builders {
namespace {

using namespace std::string_view_literals;

struct Stored {
  uint32_t offset = 0, length = 0;
  bool utf16 = false, identifier = false;
};

std::string to_utf16(std::string_view utf8) {
  ByteWriter out;
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = text::next_code_point(utf8, at);
    if (c >= 0x10000) {
      out.le(static_cast<uint16_t>(0xD800 + ((c - 0x10000) >> 10)))
          .le(static_cast<uint16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    } else {
      out.le(static_cast<uint16_t>(c));
    }
  }
  return out.take();
}

std::string to_latin1(std::string_view utf8) {
  std::string out;
  for (size_t at = 0; at < utf8.size();) out += static_cast<char>(text::next_code_point(utf8, at));
  return out;
}

// Where `bytes` stand in the storage, which grows only by what does not stand there yet.
uint32_t place(std::string& storage, const std::string& bytes, bool pack) {
  if (pack && !bytes.empty()) {
    if (const size_t at = storage.find(bytes); at != std::string::npos) return static_cast<uint32_t>(at);
  }
  size_t shared = pack ? std::min(storage.size(), bytes.size()) : 0;
  while (shared > 0 && storage.compare(storage.size() - shared, shared, bytes, 0, shared) != 0) --shared;
  const auto at = static_cast<uint32_t>(storage.size() - shared);
  storage += bytes.substr(shared);
  return at;
}

struct Table {
  std::string storage;
  std::vector<Stored> strings;
};

Table store(const HermesBuilder& from) {
  Table out;
  out.storage.assign(from.storage_before, '\x7f');
  for (const HermesBuilder::String& string : from.strings) {
    Stored stored;
    stored.utf16 = !string.latin1 && text::ascii_run(string.text) < string.text.size();
    stored.identifier = string.identifier;
    const std::string bytes = stored.utf16    ? to_utf16(string.text)
                              : string.latin1 ? to_latin1(string.text)
                                              : string.text;
    stored.offset = place(out.storage, bytes, from.pack);
    stored.length = static_cast<uint32_t>(stored.utf16 ? bytes.size() / 2 : bytes.size());
    out.strings.push_back(stored);
  }
  return out;
}

std::string kinds(const HermesBuilder& from) {
  const unsigned bits = from.version < 71 ? 2 : 1;
  std::vector<std::pair<bool, uint32_t>> runs;
  for (const HermesBuilder::String& string : from.strings) {
    if (runs.empty() || runs.back().first != string.identifier) runs.push_back({string.identifier, 0});
    ++runs.back().second;
  }
  if (!runs.empty()) runs.back().second += static_cast<uint32_t>(from.kinds_off_by);
  ByteWriter out;
  for (const auto& [identifier, count] : runs) out.le((identifier ? 1u << (32 - bits) : 0u) | count);
  return out.take();
}

// The small and the overflow table.
std::pair<std::string, std::string> tables(const HermesBuilder& from, const Table& table) {
  const unsigned offset_bit = from.version < 56 ? 2 : 1;
  const uint32_t mask = (1u << (24 - offset_bit)) - 1;
  ByteWriter small, overflow;
  uint32_t last = 0, last_overflow = 0;
  for (const Stored& string : table.strings) {
    uint32_t offset = string.offset, length = string.length;
    if (length >= 0xFF || offset > mask) {
      const auto index = static_cast<uint32_t>(overflow.size() / 8);
      overflow.le(from.delta ? offset - last_overflow : offset).le(length);
      last_overflow = offset;
      offset = index;
      length = 0xFF;
    }
    const uint32_t written = from.delta ? (offset - last) & mask : offset;
    last = offset;
    const uint32_t own_kind = offset_bit == 2 && string.identifier ? 2u : 0u;
    small.le((string.utf16 ? 1u : 0u) | own_kind | written << offset_bit | length << 24);
  }
  return {small.take(), overflow.take()};
}

// Small headers, and the large ones that follow at `large_at`.
std::pair<std::string, std::string> functions(const HermesBuilder& from, uint32_t function_bytes,
                                              uint32_t large_at) {
  const bool late = from.version > 98 || (from.version == 98 && from.new_functions);
  ByteWriter small, large;
  for (const HermesBuilder::Function& function : from.functions) {
    const uint32_t at = large_at + static_cast<uint32_t>(large.size());
    const uint32_t flags = function.large ? 0x20000000u : 0u;
    if (function_bytes == 16) {
      small.le(function.large ? at & 0xFFFFu : 4096u).le(function.large ? 0u : function.name << 15);
      small.le(function.large ? at >> 16 : 0u).le(flags);
    } else if (!late) {
      small.le(function.large ? at & 0xFFFFu : 4096u)
          .le((function.large ? at >> 16 : function.name) << 15)
          .le(flags);
    } else {
      small.le(function.large ? at & 0xFFFFFFu : 4096u)
          .le((function.large ? at >> 24 : function.name) << 14)
          .le(flags);
    }
    if (!function.large) continue;
    large.le(4096u).le(1u);                          // offset, parameters
    if (function_bytes == 12 && late) large.le(0u);  // depth of loops
    large.le(100'000u).le(function.name);            // bytes of code, name
    for (int i = 0; i < 6; ++i) large.le(0u);
  }
  return {small.take(), large.take()};
}

}  // namespace

std::string HermesBuilder::build() const {
  const uint32_t size_of_function = function_bytes != 0 ? function_bytes : version < 97 ? 16 : 12;
  const uint32_t size_of_header = header_bytes != 0 ? header_bytes : version < 55 ? 96 : 128;
  const bool has_kinds = version >= 55;
  const Table table = store(*this);
  const std::string kind_runs = has_kinds ? kinds(*this) : std::string();
  const auto [small, overflow] = tables(*this, table);
  const auto identifiers = static_cast<uint32_t>(
      std::count_if(strings.begin(), strings.end(), [](const String& s) { return s.identifier; }));

  const auto kind_count = static_cast<uint32_t>(kind_runs.size() / 4),
             string_count = static_cast<uint32_t>(strings.size());
  const auto overflow_count = static_cast<uint32_t>(overflow.size() / 8),
             storage_bytes = static_cast<uint32_t>(table.storage.size());
  const size_t storage_end = size_of_header + functions.size() * size_of_function + kind_runs.size() +
                             4 * identifiers + small.size() + overflow.size() + table.storage.size();
  const auto large_at = static_cast<uint32_t>((storage_end + 3) / 4 * 4);
  const auto [small_functions, large_functions] = builders::functions(*this, size_of_function, large_at);

  ByteWriter out;
  out.raw(delta ? "\x39\xE0\x43\xFC\x3E\xFC\xE6\xE0"sv : "\xC6\x1F\xBC\x03\xC1\x03\x19\x1F"sv);
  out.le(version).raw(std::string(20, '\x5a'));
  out.le(static_cast<uint32_t>(large_at + large_functions.size()))
      .le(0u)
      .le(static_cast<uint32_t>(functions.size()));
  if (version >= 57) {
    out.le(kind_count).le(identifiers).le(string_count).le(overflow_count).le(storage_bytes);
  } else if (has_kinds) {
    out.le(string_count).le(overflow_count).le(kind_count).le(identifiers).le(storage_bytes);
  } else {
    out.le(string_count).le(overflow_count).le(identifiers).le(storage_bytes);
  }
  out.raw(std::string(size_of_header - out.size(), '\0'));
  // What tells the two layouts of version 98 apart: the offset of the debug information, or the options, at
  // 108.
  if (version >= 98) out.patch_u32(new_functions ? 108 : 104, large_at);
  out.raw(small_functions)
      .raw(kind_runs)
      .raw(std::string(4 * identifiers, '\x11'))
      .raw(small)
      .raw(overflow)
      .raw(table.storage);
  return out.align(4).raw(large_functions).take();
}

}  // namespace jianfu::builders
