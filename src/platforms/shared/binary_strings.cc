#include "platforms/shared/binary_strings.h"

#include <utility>

#include "platforms/shared/literals.h"
#include "text/ascii.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Kind;
using evidence::Role;

Kind kind_of(std::string_view text) {
  if (text::ascii_run(text) < text.size() && holds_han(text)) return Kind::kText;
  return looks_like_endpoint(text) ? Kind::kEndpoint : Kind::kLiteral;
}

}  // namespace

void BinaryStrings::constant(std::string_view text, uint64_t offset, std::string_view symbol) {
  if (!text.empty()) add(kind_of(text), text, offset, symbol);
}

void BinaryStrings::carved(std::string_view text, uint64_t offset) {
  const Kind kind = kind_of(text);
  if (kind == Kind::kLiteral) return out_.count(kind, 1);
  add(kind, text, offset, {});
}

void BinaryStrings::gap(GapReason why, Message what, uint64_t bytes) {
  evidence::Gap gap;
  gap.why = why;
  gap.what = std::move(what);
  gap.entry = path_;
  gap.module = module_;
  gap.bytes = bytes;
  out_.gap(std::move(gap));
}

void BinaryStrings::add(Kind kind, std::string_view text, uint64_t offset, std::string_view symbol) {
  if (text.empty()) return;
  if (!out_.wants(text)) return out_.count(kind, 1);
  evidence::Evidence item;
  item.kind = kind;
  item.text = text::valid_utf8(text) ? std::string(text) : text::decode_text(text);
  if (kind == Kind::kText) item.role = role_by_length(item.text, Role::kUnknown);
  item.module = module_;
  item.at.entry = path_;
  item.at.offset = offset;
  item.at.symbol = text::to_valid_utf8(symbol);
  out_.add(std::move(item));
}

}  // namespace jianfu::platforms
