#include "text/normalise.h"

#include <algorithm>
#include <numeric>

#include "text/fold.h"
#include "text/utf.h"

namespace jianfu::text {
namespace {

constexpr size_t kNone = std::string::npos;

// Takes folded code points and writes the normal form; `kMap` says whether offsets are wanted.
template <bool kMap>
class Writer {
 public:
  explicit Writer(size_t size_bytes) {
    out_.text.reserve(size_bytes);
    if (kMap) out_.offsets.reserve(size_bytes + 1);
  }

  void put(char32_t c, size_t begin, size_t end, bool in_break_tag) {
    if (c < 0x80) {
      if (!in_break_tag && han_end_ != kNone && !is_separator(c)) han_end_ = kNone;
      out_.text += static_cast<char>(lower(c));
      if (kMap) out_.offsets.push_back(static_cast<uint32_t>(begin));
      return;
    }
    const bool han = is_han(c);
    if (han && han_end_ != kNone)
      cut(han_end_);  // only separators lie between this one and the Han before it
    append(han ? Folding::get().simplified(c) : c, begin, end);
    if (han) {
      han_end_ = out_.text.size();
    } else if (!in_break_tag && !is_separator(c)) {
      han_end_ = kNone;
    }
  }

  Normal take(size_t original_size) {
    if (kMap) out_.offsets.push_back(static_cast<uint32_t>(original_size));
    return std::move(out_);
  }

 private:
  void cut(size_t size) {
    out_.text.resize(size);
    if (kMap) out_.offsets.resize(size);
  }

  // Byte for byte where the character kept its size, else all to its beginning.
  void append(char32_t c, size_t begin, size_t end) {
    const size_t from = out_.text.size();
    append_utf8(out_.text, c);
    if (!kMap) return;
    const size_t size = out_.text.size() - from;
    for (size_t i = 0; i < size; ++i)
      out_.offsets.push_back(static_cast<uint32_t>(size == end - begin ? begin + i : begin));
  }

  Normal out_;
  size_t han_end_ = kNone;  // size of the text after the last Han character, while only separators followed
};

// Most names are ASCII: nothing but case to fold.
template <bool kMap>
Normal write_ascii(std::string_view ascii) {
  Normal out;
  out.text.resize(ascii.size());
  std::transform(ascii.begin(), ascii.end(), out.text.begin(), [](char c) { return lower(c); });
  if (kMap) {
    out.offsets.resize(ascii.size() + 1);
    std::iota(out.offsets.begin(), out.offsets.end(), 0u);
  }
  return out;
}

template <bool kMap>
Normal write(std::string_view utf8) {
  if (ascii_run(utf8, '&') == utf8.size()) return write_ascii<kMap>(utf8);
  Writer<kMap> writer(utf8.size());
  walk_folded(utf8, [&writer](char32_t c, size_t begin, size_t end, bool in_break_tag) {
    writer.put(c, begin, end, in_break_tag);
  });
  return writer.take(utf8.size());
}

// Steps over separators after a Han character; true when another Han character follows at least one of them.
bool han_after_separators(std::string_view utf8, size_t& at) {
  const size_t begin = at;
  while (at < utf8.size()) {
    const size_t tag = break_tag_at(utf8.substr(at));
    size_t next = at + tag;
    const char32_t c = tag > 0 ? U' ' : next_code_point(utf8, next);
    if (tag == 0 && !is_separator(c)) return at > begin && is_han(c);
    at = next;
  }
  return false;
}

// True when `asks(c)` for a character that is not ASCII, when separators lie between two Han characters, or
// when there is an entity.
template <typename Asks>
bool any_character(std::string_view utf8, Asks asks) {
  for (size_t at = 0; at < utf8.size();) {
    at += ascii_run(utf8.substr(at), '&');
    if (at == utf8.size()) break;
    if (utf8[at] == '&') {
      if (entity_at(utf8.substr(at)).size > 0) return true;
      ++at;
      continue;
    }
    const char32_t c = next_code_point(utf8, at);
    if (asks(c)) return true;
    if (is_han(c) && han_after_separators(utf8, at)) return true;
  }
  return false;
}

}  // namespace

Normal normalise(std::string_view utf8) {
  return write<true>(utf8);
}

std::string normal_form(std::string_view utf8) {
  return write<false>(utf8).text;
}

bool has_carrier(std::string_view utf8) {
  const Folding& folding = Folding::get();
  return any_character(utf8, [&folding](char32_t c) { return folding.changes(c); });
}

bool folds_beyond_case(std::string_view text) {
  const Folding& folding = Folding::get();
  return any_character(text, [&folding](char32_t c) {
    return folding.changes(c) || folding.simplified(c) != c || c == 0xFFFD;  // which a surrogate reads as
  });
}

char32_t simplified(char32_t c) {
  return Folding::get().simplified(c);
}

}  // namespace jianfu::text
