// Plain, mixed, encrypted and damaged packages: whatever way of reading them the bytes ask for.
#include <cstdint>
#include <string>
#include <vector>

#include "builders/wxapkg_builder.h"
#include "formats/wxapkg/salvage.h"
#include "formats/wxapkg/wxapkg.h"

namespace {

using jianfu::Limits;
using jianfu::formats::wxapkg::AppIds;

const std::string kId = "wx0123456789abcdef";

uint64_t read_all(const jianfu::Result<std::unique_ptr<jianfu::io::Tree>>& tree) {
  uint64_t sum = 0;
  if (!tree) return sum;
  for (size_t i = 0; i < (*tree)->entries().size(); ++i) sum += (*tree)->read(i).bytes.size();
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace wxapkg = jianfu::formats::wxapkg;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  AppIds ids{{kId}, {}, {}};
  uint64_t sum = read_all(wxapkg::open(bytes, Limits{})) + read_all(wxapkg::open_scrambled(bytes, Limits{}));
  if (wxapkg::looks_encrypted(bytes)) sum += read_all(wxapkg::open_encrypted(bytes, Limits{}, &ids));
  return sum == UINT64_MAX ? 1 : 0;
}

std::vector<std::string> seeds() {
  jianfu::builders::WxapkgBuilder plain, mixed, program;
  plain.files = {{"/app-config.json", "{}"}, {"/pages/a.html", "<page/>"}, {"", ""}};
  mixed.mixed = true;
  mixed.files = {{"/app-service.js", "define()"}, {"/x", "secret", true}};
  program.files = {{"/app-service.js",
                    "var __wxAppData;;__wxRoute='a';define(\"a.js\",function(){Page({})});/*" + kId + "*/"},
                   {"/a.html", "<style></style><page></page><script>$gwx('./a.wxml')</script>"},
                   {"/app-config.json", R"({"pages":["a"],"page":{"a.html":{"window":{}}}})"}};
  const std::string whole = program.build();
  return {plain.build(), mixed.build(), "\1" + whole.substr(30),
          jianfu::builders::encrypted_wxapkg(plain.build(), kId)};
}
