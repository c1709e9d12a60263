// The build tools' own spelling of Android resources, as App Bundles hold them (formats.md §5.1):
// resources.pb and XML files are protocol buffers. They are read into the very structures that resources.arsc
// and binary XML give, so that nobody behind them has to know which it was.
#pragma once

#include <string_view>

#include "core/limits.h"
#include "core/result.h"
#include "formats/arsc/arsc.h"
#include "formats/axml/axml.h"

namespace jianfu::formats::aapt_proto {

// A ResourceTable. The table borrows the bytes. An error only when they hold nothing of one.
Result<arsc::Table> parse_table(std::string_view bytes, const Limits& limits);

// An XmlNode: manifests, layouts, menus. An error only when no element at all can be had.
Result<axml::Document> parse_xml(std::string_view bytes, const Limits& limits);

// True when the bytes begin like an XmlNode with an element in it: for files whose name does not say.
bool looks_like_xml(std::string_view bytes);

}  // namespace jianfu::formats::aapt_proto
