#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/dex_assembly.h"
#include "builders/dex_read_everything.h"

using namespace jianfu;
using namespace jianfu::builders;
namespace dex = jianfu::formats::dex;

namespace {

std::string small() {
  const AssembledDex out = assemble_dex(R"(
class com.x.A extends android.app.Activity
  @com.x.Route path="/a", "/b"
  field static final string URL = "/in"
  @com.x.Get "list"
  method f(long) void
    call static com.x.B.g(string) string "打卡"
    bytes "xyz"
)");
  REQUIRE(out.error.empty());
  return out.dex;
}

}  // namespace

TEST_CASE("a dex cut anywhere is an error or is read as far as it goes, with a defect") {
  const std::string valid = small();
  REQUIRE(dex::read_everything(valid) > 0);
  cut_everywhere(valid, [](const std::string& bytes) {
    const Result<dex::Dex> in = dex::Dex::parse(bytes, {});
    CHECK((!in || !in->defects().empty()));
    dex::read_everything(bytes);
  });
}

TEST_CASE("a dex with any byte changed is read without harm") {
  size_t readable = 0, changed = 0;
  flip_everywhere(small(), [&](const std::string& bytes) {
    ++changed;
    if (dex::read_everything(bytes) != 0) ++readable;
  });
  CHECK(readable > changed / 2);
}
