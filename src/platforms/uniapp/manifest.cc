#include "platforms/uniapp/manifest.h"

#include <utility>

#include "text/utf.h"

namespace jianfu::platforms::uniapp {

void add_permission(evidence::Collector& out, std::string_view name, std::string_view purpose,
                    const std::string& entry, uint32_t line) {
  evidence::Evidence item;
  item.kind = evidence::Kind::kPermission;
  item.text = text::to_valid_utf8(name);
  item.at.entry = entry;
  item.at.line = line;
  if (!purpose.empty()) {
    evidence::Evidence why = item;
    why.kind = evidence::Kind::kPurpose;
    why.at.resource = "permission." + item.text;
    why.text = text::to_valid_utf8(purpose);
    out.add(std::move(why));
  }
  out.add(std::move(item));
}

void add_android_permissions(evidence::Collector& out, const formats::json::Value& list,
                             const std::string& entry) {
  for (const formats::json::Value& permission : list.items) {
    const std::string_view text = permission.string_or("");
    const size_t begin = text.find("name=\"");
    if (begin == std::string_view::npos || !text.starts_with("<uses-permission")) continue;
    const std::string_view name = text.substr(begin + 6);
    add_permission(out, name.substr(0, name.find('"')), {}, entry, permission.line);
  }
}

}  // namespace jianfu::platforms::uniapp
