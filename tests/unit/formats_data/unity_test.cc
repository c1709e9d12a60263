#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/data_file_builders.h"
#include "formats/unity/metadata.h"
#include "unit/formats_data/common.h"

namespace jianfu::formats::unity {
namespace {

std::string told(std::string_view bytes) {
  std::string out;
  const auto defects = read_metadata(bytes, {}, [&](const String& string) {
    CHECK(bytes.substr(string.offset, string.text.size()) == string.text);
    out += (string.name ? "." : "") + std::string(string.text) + "|";
  });
  return tests::told(out, defects);
}

builders::UnityBuilder some() {
  builders::UnityBuilder out;
  out.literals = {"签到领积分", "https://a.example/rank", "", "x"};
  out.names = {"Assembly-CSharp.dll", "SignInPanel"};
  return out;
}

TEST_CASE("Literals and names come out, of records with and without lengths") {
  CHECK(told(some().build()) == "签到领积分|https://a.example/rank|x|.Assembly-CSharp.dll|.SignInPanel|");
  builders::UnityBuilder newest = some();
  newest.lengths = false;
  newest.version = 38;
  CHECK(told(newest.build()) == "签到领积分|https://a.example/rank|x|.Assembly-CSharp.dll|.SignInPanel|");
}

TEST_CASE("Metadata without its mark is none, cut metadata gives what is there") {
  CHECK(told("\x01\x02\x03\x04 encrypted") == "error");
  const std::string bytes = some().build();
  CHECK(told(std::string_view(bytes).substr(0, 20)) == "!truncated");
  const std::string cut = told(std::string_view(bytes).substr(0, bytes.size() - 6));
  CHECK(cut.find("签到领积分|") == 0);
  CHECK(cut.ends_with("!truncated"));
}

TEST_CASE("A literal outside of the data is told, the others stay") {
  std::string bytes = some().build();
  bytes[64 + 8 + 6] = '\x7f';
  CHECK(told(bytes).find("签到领积分|x|") != std::string::npos);
  CHECK(told(bytes).ends_with("!corrupt"));
}

TEST_CASE("Cuts and flips of metadata never crash") {
  const auto run = [](const std::string& bytes) { (void)read_metadata(bytes, {}, [](const String&) {}); };
  builders::cut_everywhere(some().build(), run);
  builders::flip_everywhere(some().build(), run);
}

}  // namespace
}  // namespace jianfu::formats::unity
