#include "platforms/shared/loose_android.h"

#include <utility>
#include <vector>

#include "formats/axml/axml.h"
#include "formats/dex/dex.h"
#include "platforms/android/code.h"
#include "platforms/android/layouts.h"
#include "platforms/android/links.h"
#include "platforms/android/resources.h"
#include "platforms/shared/facts.h"

namespace jianfu::platforms {

void read_loose_dex(evidence::Collector& out, const std::string& path, std::string_view bytes,
                    const Context& context) {
  add_fact(out, "dex.loose " + path, path);
  std::vector<android::DexFile> files;
  for (const std::string_view part : formats::dex::split_container(bytes)) {
    Result<formats::dex::Dex> dex = formats::dex::Dex::parse(part, context.limits, bytes);
    if (!dex) {
      out.gap(gap_of(GapReason::kCorrupt, dex.error().what, path, part.size()));
      continue;
    }
    for (const Defect& defect : dex->defects()) out.gap(defect, path);
    for (const std::string& anomaly : dex->anomalies()) add_fact(out, anomaly, path);
    files.push_back({path, std::move(*dex)});
  }
  if (files.empty()) return;
  const android::Resources resources;
  android::Links links(out);
  android::Code code(std::move(files), nullptr);
  code.make_modules(out);
  code.read(resources, links, out);
  links.draw({}, {});
}

void read_loose_layout(evidence::Collector& out, const std::string& path, std::string_view bytes,
                       const Context& context) {
  Result<formats::axml::Document> document = formats::axml::parse(bytes, context.limits);
  if (!document) return out.gap(gap_of(GapReason::kCorrupt, document.error().what, path, bytes.size()));
  for (const Defect& defect : document->defects) out.gap(defect, path);
  for (const std::string& anomaly : document->anomalies) add_fact(out, anomaly, path);
  android::read_layout(*document, path, path, android::Resources(), out);
}

}  // namespace jianfu::platforms
