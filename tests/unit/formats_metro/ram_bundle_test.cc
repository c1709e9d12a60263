#include "formats/metro/ram_bundle.h"

#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/data_file_builders.h"

namespace jianfu::formats::metro {
namespace {

builders::RamBundleBuilder some() {
  return {"require(0)", {"__d(function(){first})", "", "__d(function(){third})"}};
}

std::string told(std::string_view bytes) {
  const auto bundle = read_ram_bundle(bytes, {});
  if (!bundle) return "error";
  std::string out(bundle->startup.code);
  for (const RamModule& module : bundle->modules) {
    CHECK(bytes.substr(module.offset, module.code.size()) == module.code);
    out += "|" + std::to_string(module.id) + ":" + std::string(module.code);
  }
  for (const Defect& defect : bundle->defects) out += "!" + std::string(core::name_of(defect.why));
  return out;
}

TEST_CASE("Modules keep their numbers over the holes of the table") {
  CHECK(told(some().build()) == "require(0)|0:__d(function(){first})|2:__d(function(){third})");
}

TEST_CASE("The mark alone is a bundle of no modules, other bytes are none") {
  CHECK(told("\xE5\xD1\x0B\xFB").empty());
  CHECK(told("var a = 1") == "error");
}

TEST_CASE("Counts and places that lie are told, what is there stays") {
  std::string bytes = some().build();
  bytes[7] = '\x7f';
  CHECK(told(bytes).find("!corrupt") != std::string::npos);
  bytes = some().build();
  bytes[12 + 3] = '\x7f';
  CHECK(told(bytes) == "require(0)|2:__d(function(){third})!corrupt");
  bytes = some().build();
  CHECK(told(std::string_view(bytes).substr(0, bytes.size() - 8)) ==
        "require(0)|0:__d(function(){first})|2:__d(function(){!truncated");
}

TEST_CASE("Cuts and flips of RAM bundles never crash") {
  builders::cut_everywhere(some().build(), told);
  builders::flip_everywhere(some().build(),
                            [](const std::string& bytes) { (void)read_ram_bundle(bytes, {}); });
}

}  // namespace
}  // namespace jianfu::formats::metro
