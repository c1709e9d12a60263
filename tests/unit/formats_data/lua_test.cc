#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/data_file_builders.h"
#include "formats/lua/lua.h"
#include "unit/formats_data/common.h"

namespace jianfu::formats::lua {
namespace {

builders::LuaBuilder nested(uint8_t version) {
  builders::LuaBuilder out;
  out.version = version;
  out.main = {{"打卡成功", "print"},
              {{{"inner", std::string(300, 'x')}, {{{"最里面"}, {}}}}, {{"second"}, {}}}};
  return out;
}

std::string told(std::string_view bytes) {
  std::string out;
  const auto defects = read(bytes, {}, [&](const String& string) {
    CHECK(bytes.substr(string.offset, string.text.size()) == string.text);
    out += std::string(string.text) + "|";
  });
  return tests::told(out, defects);
}

TEST_CASE("Constants of all functions come out of Lua 5.1 to 5.4") {
  for (const uint8_t version : {uint8_t{0x51}, uint8_t{0x52}, uint8_t{0x53}, uint8_t{0x54}}) {
    INFO("version " << int{version});
    CHECK(told(nested(version).build()) ==
          "打卡成功|print|inner|" + std::string(300, 'x') + "|最里面|second|");
  }
}

TEST_CASE("Other versions and other files are no Lua that can be read") {
  std::string bytes = nested(0x51).build();
  bytes[4] = '\x50';
  CHECK(looks_like(bytes));
  CHECK(told(bytes) == "error");
  CHECK(told("\x1BLJ\2") == "error");
  CHECK(looks_like_luajit("\x1BLJ\2"));
  CHECK_FALSE(looks_like("print('hello')"));
}

TEST_CASE("What stands before a defect is kept, sizes of nothing end at once") {
  const std::string bytes = nested(0x53).build();
  CHECK(told(std::string_view(bytes).substr(0, bytes.size() / 2)).find("打卡成功|print|inner|") == 0);
  CHECK(told(std::string_view(bytes).substr(0, bytes.size() / 2)).find("!truncated") != std::string::npos);
  std::string no_sizes = nested(0x51).build();
  no_sizes[8] = '\0';
  CHECK(told(no_sizes) == "!truncated");
}

TEST_CASE("Functions in functions without end stop at a depth") {
  builders::LuaBuilder builder;
  for (int i = 0; i < 300; ++i) {
    builders::LuaFunction outer;
    outer.functions.push_back(std::move(builder.main));
    builder.main = std::move(outer);
  }
  CHECK(told(builder.build()).find("!limit") != std::string::npos);
}

TEST_CASE("Cuts and flips of bytecode never crash") {
  for (const uint8_t version : {uint8_t{0x51}, uint8_t{0x54}}) {
    const auto run = [](const std::string& bytes) { (void)read(bytes, {}, [](const String&) {}); };
    builders::cut_everywhere(nested(version).build(), run);
    builders::flip_everywhere(nested(version).build(), run);
  }
}

}  // namespace
}  // namespace jianfu::formats::lua
