// Whether this system can decode GB18030: iconv finds its tables in files, which a slim or a static system may lack.
#pragma once

#include <string_view>

namespace jianfu::text {

inline constexpr const char* kGb18030 = "GB18030";
bool has_converter(const char* encoding = kGb18030);
// What decode_text() takes for GB18030: no mark, no UTF-8, and nearly all of it common Hanzi.
bool looks_like_gb18030(std::string_view bytes);

}  // namespace jianfu::text
