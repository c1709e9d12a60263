#include "platforms/container.h"

#include <utility>

#include "formats/identify.h"
#include "formats/tpkg/tpkg.h"
#include "formats/wxapkg/wxapkg.h"

namespace jianfu::platforms {
namespace {

using formats::FileKind;

constexpr size_t kHeadBytes = 512;

enum class Container { kNone, kMacWxapkg, kWxapkg, kEncryptedWxapkg, kTpkg, kZip, kGzip, kTar };

// A tar begins with the name of its first file: asked last, and its header has to add up.
Container container_of(std::string_view bytes) {
  if (formats::wxapkg::looks_made_for_mac(bytes)) return Container::kMacWxapkg;
  if (formats::wxapkg::looks_like(bytes)) return Container::kWxapkg;
  if (formats::wxapkg::looks_encrypted(bytes)) return Container::kEncryptedWxapkg;
  if (formats::tpkg::looks_like(bytes)) return Container::kTpkg;
  if (io::looks_like_gzip(bytes)) return Container::kGzip;
  const FileKind kind = formats::identify(bytes.substr(0, kHeadBytes));
  if (kind == FileKind::kZip) return Container::kZip;
  if (io::looks_like_tar(bytes)) return Container::kTar;
  return io::looks_like_zip(bytes) ? Container::kZip : Container::kNone;
}

}  // namespace

Result<std::unique_ptr<io::Tree>> open_container(std::string_view bytes, const Limits& limits,
                                                 const io::Tree* parent, formats::wxapkg::AppIds* app_ids) {
  switch (container_of(bytes)) {
    case Container::kMacWxapkg:
      return Error{ErrorKind::kUnsupported, {Msg::wxapkg_made_for_mac, {}}, {}};
    case Container::kEncryptedWxapkg:
      return formats::wxapkg::open_encrypted(bytes, limits, app_ids, parent);
    case Container::kTpkg:
      return formats::tpkg::open(bytes, limits, parent);
    case Container::kWxapkg:
      return formats::wxapkg::open(bytes, limits, parent);
    case Container::kZip:
      return io::open_zip(bytes, limits, parent);
    case Container::kGzip:
      return io::open_gzip(bytes, limits, parent);
    case Container::kTar:
      return io::open_tar(bytes, limits, parent);
    case Container::kNone:
      break;
  }
  const FileKind kind = formats::identify(bytes.substr(0, kHeadBytes));
  const formats::KindName name = formats::describe(kind);
  return Error{kind == FileKind::kUnknown || kind == FileKind::kText || kind == FileKind::kEmpty
                   ? ErrorKind::kNotThisKind
                   : ErrorKind::kUnsupported,
               {Msg::not_a_package, {core::bilingual(name.zh, name.en)}},
               {}};
}

bool looks_like_container(std::string_view bytes) {
  return container_of(bytes) != Container::kNone;
}

}  // namespace jianfu::platforms
