#include "platforms/shared/contents.h"

#include <string>

#include "formats/identify.h"
#include "platforms/shared/facts.h"
#include "platforms/shared/web_assets.h"

namespace jianfu::platforms {

using formats::FileKind;

void Contents::read(Entries& entries, size_t index) {
  const std::string path = entries.name(index);
  const bool library = path.ends_with(".so");
  if (library || path.starts_with("assets/") || path.find('/') == std::string::npos)
    add_fact(out_, "file " + path, path);
  if (library) return entries.skip(index);
  const FileKind kind = formats::identify(entries.head(index).bytes.view());
  if (kind == FileKind::kText && is_web_asset(path)) {
    const io::Content content = entries.load(index, context_.limits.text_bytes);
    return read_web_asset(out_, path, content.bytes.view(), context_);
  }
  const bool readable_later = kind == FileKind::kZip || kind == FileKind::kDex || kind == FileKind::kHermes ||
                              kind == FileKind::kSqlite || kind == FileKind::kWxapkg ||
                              kind == FileKind::kCompactDex || kind == FileKind::kAbc;
  if (!readable_later) return entries.skip(index);
  const formats::KindName described = formats::describe(kind);
  entries.leave(index, gap_of(GapReason::kUnsupported,
                              {Msg::gap_inner_file, {core::bilingual(described.zh, described.en)}}));
}

}  // namespace jianfu::platforms
