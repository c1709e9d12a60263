// Lua, gettext, Unity metadata, .NET, SQLite and RAM bundles: each reader gets whatever begins like its
// format.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "builders/data_file_builders.h"
#include "formats/dotnet/assembly.h"
#include "formats/gettext/gettext.h"
#include "formats/lua/lua.h"
#include "formats/metro/module_name.h"
#include "formats/metro/ram_bundle.h"
#include "formats/sqlite/sqlite.h"
#include "formats/unity/metadata.h"

namespace formats = jianfu::formats;
namespace builders = jianfu::builders;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const jianfu::Limits limits;
  uint64_t sum = 0;
  (void)formats::lua::read(bytes, limits,
                           [&](const formats::lua::String& string) { sum += string.text.size(); });
  (void)formats::gettext::read(
      bytes, limits, [&](const formats::gettext::Message& message) { sum += message.translation.size(); });
  (void)formats::unity::read_metadata(
      bytes, limits, [&](const formats::unity::String& string) { sum += string.text.size(); });
  (void)formats::dotnet::read(bytes, limits,
                              [&](const formats::dotnet::String& string) { sum += string.text.size(); });
  (void)formats::sqlite::read(bytes, limits,
                              [&](const formats::sqlite::Text& text) { sum += text.text.size(); });
  (void)formats::metro::read_ram_bundle(bytes, limits);
  (void)formats::metro::module_name(bytes);
  if (sum > 64 * (size + 1)) std::abort();
  return 0;
}

std::vector<std::string> seeds() {
  std::vector<std::string> out;
  for (const uint8_t version : {uint8_t{0x51}, uint8_t{0x52}, uint8_t{0x53}, uint8_t{0x54}}) {
    out.push_back(builders::LuaBuilder{version, {{"打卡", "print"}, {{{"inner"}, {}}}}}.build());
  }
  out.push_back(builders::GettextBuilder{false, {{"Sign in", "签到"}, {"x", "y"}}}.build());
  out.push_back(builders::UnityBuilder{24, true, {"签到", "x"}, {"Panel"}}.build());
  out.push_back(builders::UnityBuilder{38, false, {"签到", "x"}, {"Panel"}}.build());
  out.push_back(builders::AssemblyBuilder{false, {"打卡", "plain"}, {"Page"}}.build());
  builders::SqliteBuilder database;
  database.tables = {{"menu", {{"签到"}, {"b"}, {"c"}, {"d"}, {"e"}, {std::string(1500, 'f')}}}};
  out.push_back(database.build());
  out.push_back(builders::RamBundleBuilder{"start", {"__d(function(){},1,[]);", "", "x"}}.build());
  out.push_back("function(g,r){},7,[3, 4],\"src/Sign.js\");");
  return out;
}
