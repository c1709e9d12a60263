#include "formats/hermes/hermes.h"

#include <algorithm>
#include <string>

#include "formats/hermes/functions.h"
#include "formats/hermes/layout.h"
#include "text/ascii.h"
#include "text/utf.h"

namespace jianfu::formats::hermes {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\xC6\x1F\xBC\x03\xC1\x03\x19\x1F"sv;
constexpr std::string_view kDeltaMagic = "\x39\xE0\x43\xFC\x3E\xFC\xE6\xE0"sv;

// Strings share bytes; a table that shows the same bytes more often than this was made to keep us busy.
constexpr uint64_t kSharing = 16;

class Strings {
 public:
  Strings(const io::ByteReader& in, const Layout& layout, const Limits& limits, const Found& found)
      : in_(in), layout_(layout), limits_(limits), found_(found), names_(function_names(in, layout)) {}

  std::vector<Defect> read() {
    uint64_t budget = kSharing * in_.size();
    walk_strings(in_, layout_, [&](uint32_t index, uint32_t entry, uint64_t offset, uint64_t length) {
      const bool identifier = is_identifier(index, entry);
      const uint64_t bytes = layout_.entry.utf16(entry) ? 2 * length : length;
      if (offset > layout_.storage_bytes || !in_.holds(layout_.storage_at + offset, bytes))
        return note_bad(offset);
      if (index >= limits_.items || bytes > budget) {
        ++over_limit_;
        return;
      }
      budget -= bytes;
      hand_over(index, layout_.storage_at + offset, bytes, layout_.entry.utf16(entry), identifier);
    });
    return defects();
  }

 private:
  // The kind of the next string; called once a string, in order.
  bool is_identifier(uint32_t index, uint32_t entry) {
    if (layout_.entry.own_kind) return layout_.entry.identifier(entry);
    while (index >= run_end_ && run_ < layout_.kind_runs) {
      const uint32_t run = in_.le_at<uint32_t>(layout_.kinds_at + 4 * uint64_t{run_++});
      run_end_ += layout_.kind.count(run);
      run_identifier_ = layout_.kind.identifier(run);
    }
    return index < run_end_ && run_identifier_;
  }

  void note_bad(uint64_t offset) {
    if (bad_++ == 0) first_bad_ = layout_.storage_at + std::min(offset, layout_.storage_bytes);
  }

  void hand_over(uint32_t index, uint64_t at, uint64_t bytes, bool utf16, bool identifier) {
    const std::string_view raw = in_.slice(at, bytes);
    std::string_view text = raw;
    if (utf16) {
      buffer_.clear();
      text::append_utf16le(buffer_, raw);
      text = buffer_;
    } else if (text::ascii_run(raw) < raw.size()) {
      buffer_.clear();
      for (const char c : raw) text::append_utf8(buffer_, static_cast<unsigned char>(c));  // Latin-1
      text = buffer_;
    }
    found_({text, index, at, identifier, names_[index]});
  }

  std::vector<Defect> defects() const {
    std::vector<Defect> out;
    const uint64_t end = layout_.storage_at + layout_.storage_bytes;
    if (!in_.holds(layout_.storage_at, layout_.storage_bytes)) {
      out.push_back({GapReason::kTruncated,
                     {Msg::past_end, {std::to_string(end), std::to_string(in_.size())}},
                     in_.size(),
                     end - in_.size()});
    }
    if (bad_ > 0) {
      out.push_back({GapReason::kCorrupt,
                     {Msg::hermes_strings, {std::to_string(layout_.strings), std::to_string(bad_)}},
                     first_bad_,
                     0});
    }
    if (!layout_.kinds_agree)
      out.push_back(
          {GapReason::kCorrupt, {Msg::hermes_kinds, {std::to_string(layout_.strings)}}, layout_.kinds_at, 0});
    if (over_limit_ > 0) {
      out.push_back({GapReason::kLimit,
                     {Msg::hermes_strings, {std::to_string(layout_.strings), std::to_string(over_limit_)}},
                     layout_.strings_at,
                     0});
    }
    return out;
  }

  const io::ByteReader& in_;
  const Layout& layout_;
  const Limits& limits_;
  const Found& found_;
  std::vector<bool> names_;
  std::string buffer_;
  uint32_t run_ = 0;
  uint64_t run_end_ = 0;  // the first string behind the run
  bool run_identifier_ = false;
  uint64_t bad_ = 0, first_bad_ = 0, over_limit_ = 0;
};

}  // namespace

bool looks_like_delta(std::string_view bytes) {
  return bytes.starts_with(kDeltaMagic);
}
bool looks_like(std::string_view bytes) {
  return bytes.starts_with(kMagic) || looks_like_delta(bytes);
}

Result<Bundle> read(std::string_view bytes, const Limits& limits, const Found& found) {
  if (!looks_like(bytes))
    return Error{ErrorKind::kNotThisKind, {Msg::bad_magic, {"C6 1F BC 03 C1 03 19 1F", "…"}}, {}};
  const io::ByteReader in(bytes);
  Bundle out;
  out.version = in.le_at<uint32_t>(8);
  out.known = out.version >= kFirstVersion && out.version <= kLastVersion;
  const std::optional<Layout> layout = find_layout(in, out.version, looks_like_delta(bytes));
  if (!out.known) {
    out.defects.push_back({GapReason::kUnsupported,
                           {Msg::hermes_version, {std::to_string(out.version)}},
                           8,
                           layout ? 0 : bytes.size()});
  }
  // Of a version that nobody has seen only what agrees in every number is believed.
  if (!layout || (!out.known && (layout->bad_strings > 0 || !layout->kinds_agree || layout->strings == 0))) {
    if (out.known)
      out.defects.push_back(
          {GapReason::kCorrupt, {Msg::hermes_layout, {std::to_string(out.version)}}, 0, bytes.size()});
    return out;
  }
  out.readable = true;
  out.functions = layout->functions;
  out.strings = layout->strings;
  for (Defect& defect : Strings(in, *layout, limits, found).read()) out.defects.push_back(std::move(defect));
  return out;
}

}  // namespace jianfu::formats::hermes
