#include "engine/kept.h"

#include <algorithm>

#include "core/sha256.h"
#include "core/version.h"
#include "io/byte_writer.h"
#include "io/deflate.h"
#include "io/inflate.h"

namespace jianfu::engine {
namespace {

using platforms::Package;
using platforms::Part;
using platforms::Reading;
using platforms::Signer;

constexpr std::string_view kMark = "JFKEPT";
constexpr unsigned kFormat = 2;  // raised with every change of what is kept, or of how
constexpr size_t kKeyBytes = 64;
constexpr uint64_t kMostBytes = uint64_t{4} << 30;
constexpr unsigned kMostDepth = 16;  // packages in packages; Limits::depth is less

// The same walk over the fields writes and reads them.
struct Write {
  io::ByteWriter& out;
  void operator()(const std::string& text) const { out.text(text); }
  void operator()(const uint64_t& value) const { out.number(value); }
  void operator()(const bool& value) const { out.number(value ? 1 : 0); }
  template <typename Row, typename Walk>
  void list(const std::vector<Row>& rows, const Walk& walk) const {
    out.number(rows.size());
    for (const Row& row : rows) walk(row);
  }
};

struct Read {
  io::ByteReader& in;
  void operator()(std::string& text) const { text = in.take(in.number()); }
  void operator()(uint64_t& value) const { value = in.number(); }
  void operator()(bool& value) const { value = in.number() != 0; }
  template <typename Row, typename Walk>
  void list(std::vector<Row>& rows, const Walk& walk) const {
    for (uint64_t left = in.number(); left > 0 && in.ok(); --left) walk(rows.emplace_back());
  }
};

template <typename Archive, typename... Fields>
void each(const Archive& archive, Fields&... fields) {
  (archive(fields), ...);
}

template <typename Archive, typename AnyPackage>
void walk(const Archive& archive, AnyPackage& package) {
  each(archive, package.path, package.kind, package.id, package.name, package.version, package.size, package.sha256,
       package.handed_in);
  archive.list(package.signer, [&](auto& one) {
    each(archive, one.scheme, one.subject, one.issuer, one.serial, one.sha256, one.sha1, one.md5, one.valid_from,
         one.valid_until, one.key);
  });
  archive.list(package.frameworks, [&](auto& one) { archive(one); });
  archive.list(package.tricks, [&](auto& one) { each(archive, one.id, one.place, one.detail, one.places); });
  archive.list(package.parts, [&](auto& one) { each(archive, one.path, one.kind, one.name, one.size, one.sha256); });
}

void write(const Reading& reading, io::ByteWriter& out) {
  walk(Write{out}, reading.package);
  out.bytes(evidence::to_binary(reading.evidence));
  out.number(reading.nested.size());
  for (const Reading& inner : reading.nested) write(inner, out);
}

void write_foreign(const Reading& reading, io::ByteWriter& out) {
  out.bytes(evidence::foreign_to_binary(reading.evidence));
  for (const Reading& inner : reading.nested) write_foreign(inner, out);
}

std::optional<Reading> read(io::ByteReader& in, const evidence::Choice& choice, unsigned depth = 0) {
  if (depth > kMostDepth) return std::nullopt;
  Reading out;
  walk(Read{in}, out.package);
  std::optional<evidence::EvidenceSet> set = evidence::from_binary(in, choice);
  if (!set) return std::nullopt;
  out.evidence = std::move(*set);
  for (uint64_t left = in.number(); left > 0 && in.ok(); --left) {
    std::optional<Reading> inner = read(in, choice, depth + 1);
    if (!inner) return std::nullopt;
    out.nested.push_back(std::move(*inner));
  }
  return in.ok() ? std::optional(std::move(out)) : std::nullopt;
}

bool read_foreign(io::ByteReader& in, const evidence::Choice& choice, Reading& into) {
  return evidence::add_foreign(in, choice, into.evidence) &&
         std::all_of(into.nested.begin(), into.nested.end(), [&](Reading& inner) { return read_foreign(in, choice, inner); });
}

// Bytes made small, with what tells whether they are whole.
void pack(std::string_view bytes, io::ByteWriter& out) {
  const std::string packed = io::deflated(bytes, io::Effort::kFast);
  out.number(bytes.size()), out.number(io::crc32_of(packed)), out.text(packed);
}

struct Packed {
  uint64_t size;
  uint64_t crc;
  std::string_view bytes;
};

Packed packed(io::ByteReader& in) {
  const uint64_t size = in.number(), crc = in.number();
  return {size, crc, in.take(in.number())};
}

// None: it is torn.
std::optional<io::Blob> unpack(const Packed& packed) {
  if (packed.size > kMostBytes || packed.crc != io::crc32_of(packed.bytes)) return std::nullopt;
  io::Inflated out = io::inflate_raw(packed.bytes, packed.size, packed.size);
  if (out.end != io::InflateEnd::kComplete || out.bytes.view().size() != packed.size) return std::nullopt;
  return std::move(out.bytes);
}

}  // namespace

std::string kept_key(const rules::RuleSet& rules, const Limits& limits, const formats::wxapkg::AppIds& app_ids) {
  io::ByteWriter out;
  out.number(kFormat), out.text(core::kVersion), out.text(rules.annotation);
  for (const uint64_t limit : {limits.entries, limits.file_bytes, limits.entry_bytes, limits.text_bytes, limits.all_text_bytes,
                               limits.total_bytes, limits.ratio, limits.ratio_free_bytes, uint64_t{limits.depth},
                               uint64_t{limits.nesting}, limits.items, uint64_t{limits.name_bytes}})
    out.number(limit);
  for (const std::string& id : app_ids.given) out.text(id);
  return core::sha256_hex(out.view());
}

std::string keep(const Reading& settled, std::string_view key) {
  io::ByteWriter own, foreign, out;
  write(settled, own), write_foreign(settled, foreign);
  out.bytes(kMark), out.byte(kFormat), out.bytes(key);
  pack(own.view(), out), pack(foreign.view(), out);
  return out.take();
}

std::optional<Reading> recall(std::string_view bytes, std::string_view key, const evidence::Choice& choice) {
  io::ByteReader in(bytes);
  if (in.take(kMark.size()) != kMark || in.le<uint8_t>() != kFormat || in.take(kKeyBytes) != key) return std::nullopt;
  const Packed own = packed(in), foreign = packed(in);
  if (!in.ok() || in.remaining() != 0) return std::nullopt;
  const std::optional<io::Blob> first = unpack(own);
  if (!first) return std::nullopt;
  io::ByteReader inner(first->view());
  std::optional<Reading> out = read(inner, choice);
  if (!out || inner.remaining() != 0) return std::nullopt;
  if (!choice.wants_foreign_code()) return out;
  const std::optional<io::Blob> second = unpack(foreign);
  if (!second) return std::nullopt;
  io::ByteReader rest(second->view());
  return read_foreign(rest, choice, *out) && rest.remaining() == 0 ? std::move(out) : std::nullopt;
}

}  // namespace jianfu::engine
