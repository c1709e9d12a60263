#include "platforms/shared/undecoded.h"

#include <utility>

#include "text/utf.h"

namespace jianfu::platforms {
namespace {

void add_gap(evidence::Collector& out, std::string_view bytes, const std::string& entry, const char* encoding) {
  if (!text::looks_like_gb18030(bytes)) return;
  evidence::Gap gap;
  gap.why = GapReason::kUnsupported;
  const std::string name = encoding;
  gap.what = {Msg::gap_inner_file, {core::bilingual(name + " 编码的文字，本机没有这种编码的转换模块（iconv）", "text in " + name + ", for which this system has no converter (iconv)")}};
  gap.entry = entry;
  gap.bytes = bytes.size();
  // Names and addresses are ASCII in such files, and are read.
  gap.hides.add(evidence::Kind::kText);
  gap.hides.add(evidence::Kind::kLiteral);
  gap.hides.add(evidence::Kind::kField);
  // The package is in order.
  gap.ask_zh = "不需要补充材料：请在有 " + name + " 转换模块的系统上重新检查";
  gap.ask_en = "nothing needs to be handed in: scan again on a system that has a converter for " + name;
  out.gap(std::move(gap));
}

}  // namespace

void tell_undecoded(evidence::Collector& out, std::string_view bytes, const std::string& entry) {
  if (text::valid_utf8(bytes)) return;            // nearly all text, and to look for a converter loads a library
  static const bool has = text::has_converter();  // of the system: asked once
  if (!has) add_gap(out, bytes, entry, text::kGb18030);
}

void tell_undecoded(evidence::Collector& out, std::string_view bytes, const std::string& entry, const char* encoding) {
  if (!text::has_converter(encoding)) add_gap(out, bytes, entry, encoding);
}

}  // namespace jianfu::platforms
