#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/data_file_builders.h"
#include "formats/dotnet/assembly.h"
#include "unit/formats_data/common.h"

namespace jianfu::formats::dotnet {
namespace {

std::string told(std::string_view bytes) {
  std::string out;
  const auto defects = read(bytes, {}, [&](const String& string) {
    out += (string.name ? "." : "") + std::string(string.text) + "|";
  });
  return tests::told(out, defects);
}

builders::AssemblyBuilder some(bool wide = false) {
  builders::AssemblyBuilder out;
  out.wide = wide;
  out.strings = {"打卡", "plain", std::string(100, 'a'), std::string(9000, 'b')};
  out.names = {"SignPage", "OnClick"};
  return out;
}

TEST_CASE("User strings of every length and names come out of assemblies, 32 and 64 bits") {
  const std::string expected =
      ".SignPage|.OnClick|打卡|plain|" + std::string(100, 'a') + "|" + std::string(9000, 'b') + "|";
  CHECK(told(some().build()) == expected);
  CHECK(told(some(true).build()) == expected);
}

TEST_CASE("A Windows program without .NET is none") {
  std::string bytes = some().build();
  const size_t root = bytes.find("BSJB");
  bytes[root] = 'X';
  CHECK(told(bytes) == "error");
  CHECK(told("MZ") == "error");
}

TEST_CASE("A cut heap gives the strings that are there") {
  const std::string bytes = some().build();
  const std::string out = told(std::string_view(bytes).substr(0, bytes.size() - 9000));
  CHECK(out.find(".SignPage|.OnClick|打卡|plain|") == 0);
  CHECK(out.ends_with("!truncated!corrupt"));
}

TEST_CASE("Cuts and flips of assemblies never crash") {
  builders::AssemblyBuilder builder = some();
  builder.strings.pop_back();
  const auto run = [](const std::string& bytes) { (void)read(bytes, {}, [](const String&) {}); };
  builders::cut_everywhere(builder.build(), run);
  builders::flip_everywhere(builder.build(), run);
}

}  // namespace
}  // namespace jianfu::formats::dotnet
