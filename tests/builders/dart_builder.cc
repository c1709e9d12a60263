#include "builders/dart_builder.h"

#include <algorithm>

#include "builders/byte_writer.h"
#include "builders/elf_builder.h"
#include "text/utf.h"

namespace jianfu::builders {
namespace {

struct Encoded {
  std::string bytes;
  bool wide = false;
  size_t length = 0;
  uint64_t number() const { return length * 2 + (wide ? 1 : 0); }
};

Encoded encode(const std::string& utf8) {
  std::u32string characters;
  for (size_t at = 0; at < utf8.size();) characters += text::next_code_point(utf8, at);
  Encoded out;
  out.wide = std::any_of(characters.begin(), characters.end(), [](char32_t c) { return c > 0xFF; });
  const auto unit = [&](char32_t value) {
    out.bytes += static_cast<char>(value & 0xFF);
    if (out.wide) out.bytes += static_cast<char>((value >> 8) & 0xFF);
    ++out.length;
  };
  for (const char32_t c : characters) {
    if (c <= 0xFFFF) {
      unit(c);
    } else {
      unit(0xD800 + ((c - 0x10000) >> 10));
      unit(0xDC00 + (c & 0x3FF));
    }
  }
  return out;
}

std::string number(uint64_t value) {
  std::string out;
  for (; value > 0x7F; value >>= 7) out += static_cast<char>(value & 0x7F);
  return out + static_cast<char>(value | 0x80);
}

std::string clusters(const std::vector<Encoded>& strings, bool with_lengths) {
  std::string out;
  // Objects of the VM, all objects, clusters, code, its table, the class of the first cluster, its objects.
  for (const uint64_t value : {1171u, 51890u, 337u, 7845u, 64u, 1429570u}) out += number(value);
  out += number(strings.size());
  for (const Encoded& string : strings) out += with_lengths ? number(string.number()) : number(1);
  for (uint64_t i = 0; i < 300; ++i) out += number(i * 37 + 1);  // other clusters make room
  for (const Encoded& string : strings) out += number(string.number()) + string.bytes;
  for (uint64_t i = 0; i < 300; ++i) out += number(i * 91 + 2);  // other contents
  return out;
}

std::string heap(const std::vector<Encoded>& strings, bool wide_words, bool new_tags) {
  constexpr uint32_t kNarrowClass = 94;
  ByteWriter out;
  const size_t unit = wide_words ? 16 : 8, head = wide_words ? 16 : 12;
  for (const Encoded& string : strings) {
    const uint64_t units = (head + string.bytes.size() + unit - 1) / unit, most = new_tags ? 15 : 255;
    const uint32_t of = kNarrowClass + (string.wide ? 1 : 0);
    const auto tags = static_cast<uint32_t>(0x23u | ((units > most ? 0 : units) << 8) |
                                            (uint64_t{of} << (new_tags ? 12 : 16)));
    out.align(unit).le(tags);
    if (wide_words) {
      out.le<uint32_t>(0x1A2B3C4D).le<uint64_t>(string.length * 2);
    } else {
      out.le(static_cast<uint32_t>(string.length * 2)).le<uint32_t>(0x0B3C4D);
    }
    out.raw(string.bytes);
    if (string.length % 3 == 0) out.align(unit).raw(std::string(unit * 2, '\x7F'));  // another object
  }
  return out.align(unit).take();
}

}  // namespace

std::string DartBuilder::build() const {
  std::vector<Encoded> encoded;
  for (const std::string& string : strings) encoded.push_back(encode(string));
  const std::string body = cluster ? clusters(encoded, with_lengths) : clusters({}, true);
  ByteWriter out;
  out.raw("\xF5\xF5\xDC\xDC")
      .le<uint64_t>(length.value_or(16 + 32 + features.size() + 1 + body.size()))
      .le<uint64_t>(3);
  out.raw("d91c0e6f35f0eb2e44124e8f42aa44a7").raw(features).raw(std::string(1, '\0')).raw(body);
  if (!cluster) out.align(64).raw(heap(encoded, wide_words, new_tags));
  return out.take();
}

std::vector<std::string> dart_names(size_t count) {
  std::vector<std::string> out;
  for (size_t i = 0; i < count; ++i) {
    out.push_back(i % 3 == 0 ? "package:flutter/src/widgets/file_" + std::to_string(i) + ".dart"
                             : "RenderObjectClass" + std::to_string(i));
  }
  return out;
}

std::string build_flutter_library(const DartBuilder& isolate, bool wide) {
  DartBuilder vm;
  vm.strings = dart_names(40);
  ElfBuilder elf;
  elf.wide = wide;
  elf.machine = wide ? 0xB7 : 0x28;
  elf.sections = {
      {".rodata", vm.build()}, {".rodata.isolate", isolate.build()}, {".text", std::string(64, '\x1F'), 6}};
  elf.symbols = {{"_kDartVmSnapshotData", ".rodata"},
                 {"_kDartVmSnapshotInstructions", ".text"},
                 {"_kDartIsolateSnapshotData", ".rodata.isolate"},
                 {"_kDartIsolateSnapshotInstructions", ".text"}};
  return elf.build();
}

}  // namespace jianfu::builders
