#include "platforms/shared/data_files.h"

#include "formats/carve/carve.h"
#include "formats/dotnet/assembly.h"
#include "formats/gettext/gettext.h"
#include "formats/lua/lua.h"
#include "formats/sqlite/sqlite.h"
#include "formats/unity/metadata.h"
#include "platforms/shared/binary_strings.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using evidence::ModuleKind;

void carve(BinaryStrings& strings, std::string_view bytes) {
  const auto found = [&](std::string_view text, uint64_t offset) { strings.carved(text, offset); };
  formats::carve::utf8(bytes, found);
  formats::carve::utf16le(bytes, found);
}

}  // namespace

void read_unity_metadata(Collector& out, const std::string& path, std::string_view bytes,
                         const Context& context) {
  BinaryStrings strings(out, path);
  const auto defects =
      formats::unity::read_metadata(bytes, context.limits, [&](const formats::unity::String& string) {
        string.name ? strings.name(string.text, string.offset) : strings.constant(string.text, string.offset);
      });
  if (!defects) return strings.gap(GapReason::kEncrypted, {Msg::unity_encrypted, {}}, bytes.size());
  strings.gaps(*defects);
}

void read_lua(Collector& out, const std::string& path, std::string_view bytes, const Context& context) {
  BinaryStrings strings(out, path);
  if (formats::lua::looks_like_luajit(bytes)) {
    strings.gap(GapReason::kUnsupported, {Msg::gap_carved, {}}, bytes.size());
    return carve(strings, bytes);
  }
  const auto defects = formats::lua::read(bytes, context.limits, [&](const formats::lua::String& string) {
    strings.constant(string.text, string.offset);
  });
  if (!defects) {
    strings.gap(GapReason::kUnsupported, defects.error().what, bytes.size());
    return carve(strings, bytes);
  }
  strings.gaps(*defects);
}

void read_mo(Collector& out, const std::string& path, std::string_view bytes, const Context& context) {
  BinaryStrings strings(out, path, ModuleKind::kResources);
  const auto defects =
      formats::gettext::read(bytes, context.limits, [&](const formats::gettext::Message& message) {
        // The message without an original is the catalogue's own heading.
        if (!message.id.empty()) strings.constant(message.translation, message.offset, message.id);
      });
  if (defects) strings.gaps(*defects);
}

void read_dotnet(Collector& out, const std::string& path, std::string_view bytes, const Context& context) {
  BinaryStrings strings(out, path);
  if (bytes.starts_with("XABA") || bytes.starts_with("XALZ")) {
    return strings.gap(GapReason::kUnsupported, {Msg::dotnet_packed, {std::string(bytes.substr(0, 4))}},
                       bytes.size());
  }
  const auto defects =
      formats::dotnet::read(bytes, context.limits, [&](const formats::dotnet::String& string) {
        string.name ? strings.name(string.text, string.offset) : strings.constant(string.text, string.offset);
      });
  if (!defects) return carve(strings, bytes);
  strings.gaps(*defects);
}

void read_sqlite(Collector& out, const std::string& path, std::string_view bytes, const Context& context) {
  BinaryStrings strings(out, path, ModuleKind::kResources);
  const auto defects = formats::sqlite::read(bytes, context.limits, [&](const formats::sqlite::Text& text) {
    if (text.table != "sqlite_schema") strings.constant(text.text, text.offset, text.table);
  });
  if (defects) strings.gaps(*defects);
}

void read_carved(Collector& out, const std::string& path, std::string_view bytes, const Context&) {
  BinaryStrings strings(out, path, ModuleKind::kResources);
  carve(strings, bytes);
}

}  // namespace jianfu::platforms
