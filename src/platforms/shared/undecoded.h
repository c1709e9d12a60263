// Text that this system cannot decode. GB18030 is converted with tables that iconv finds in files: where they are not
// installed, Chinese of that encoding comes out as replacement characters, and the report must say so.
#pragma once

#include <string>
#include <string_view>

#include "evidence/collector.h"
#include "text/converter.h"

namespace jianfu::platforms {

// A gap where `bytes` look like GB18030 and there is no converter; costs a look-up where there is one.
void tell_undecoded(evidence::Collector& out, std::string_view bytes, const std::string& entry);
// The same of a system whose converter has that name.
void tell_undecoded(evidence::Collector& out, std::string_view bytes, const std::string& entry, const char* encoding);

}  // namespace jianfu::platforms
