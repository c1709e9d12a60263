#include "platforms/shared/facts.h"

#include <utility>

#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms {

void add_fact(evidence::Collector& out, std::string text, std::string entry, uint32_t line) {
  evidence::Evidence item;
  item.kind = evidence::Kind::kFact;
  item.text = text::to_valid_utf8(text);
  item.at.entry = std::move(entry);
  item.at.line = line;
  out.add(std::move(item));
}

void add_web_address(evidence::Collector& out, uint32_t module, std::string_view address,
                     const std::string& entry, uint32_t line) {
  if (!address.starts_with("http://") && !address.starts_with("https://")) return;
  evidence::Evidence item;
  item.kind = evidence::Kind::kFact;
  item.text = "web-view url=" + readable_template(text::to_valid_utf8(address));
  item.module = module;
  item.at.entry = entry;
  item.at.line = line;
  out.add(std::move(item));
}

evidence::Gap gap_of(GapReason why, Message what, std::string entry, uint64_t bytes) {
  evidence::Gap gap;
  gap.why = why;
  gap.what = std::move(what);
  gap.entry = std::move(entry);
  gap.bytes = bytes;
  return gap;
}

}  // namespace jianfu::platforms
