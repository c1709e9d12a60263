#include "engine/annotate.h"

#include <catch2/catch.hpp>

#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

std::string annotated(const std::string& text) {
  auto set = evidence::from_text(text);
  if (!set) FAIL(set.error().render(Lang::kEn));
  engine::annotate(*set, rules::built_in());
  return evidence::to_text(*set);
}

}  // namespace

TEST_CASE("a call becomes the capability it is, with its arguments") {
  const std::string out = annotated("module page p\ncall wx.chooseMedia sourceType=\"camera\" in=p\ncall wx.unknown in=p\n");
  CHECK_THAT(out, Catch::Contains("api camera sourceType=\"camera\""));
  CHECK(out.find("api unknown") == std::string::npos);
}

TEST_CASE("classes of known packages are third-party, the app's own are left alone") {
  const std::string out = annotated("module class androidx.core.App\nmodule class cn.gov.x.App\nmodule class androidxy.App\nmodule script miniprogram_npm/vant/button at=miniprogram_npm/vant/button.js\n");
  CHECK_THAT(out, Catch::Contains("androidx.core.App owner=third-party"));
  CHECK_THAT(out, Catch::Contains("module class cn.gov.x.App\n"));
  CHECK_THAT(out, Catch::Contains("module class androidxy.App\n"));
  CHECK_THAT(out, Catch::Contains("button owner=third-party"));
  CHECK_THAT(out, Catch::Contains("sdk AndroidX"));
}

TEST_CASE("a packer's file is a gap that hides the code; a file of a like name is not") {
  CHECK_THAT(annotated("fact \"file lib/arm64-v8a/libjiagu.so\"\n"), Catch::Contains("gap packed") && Catch::Contains("hides=text,literal"));
  CHECK(annotated("fact \"file lib/arm64-v8a/libmyjiagu.so\"\n").find("gap packed") == std::string::npos);
}

TEST_CASE("gaps learn what they hide from the first row that fits") {
  CHECK_THAT(annotated("gap corrupt at=classes2.dex\n"), Catch::Contains("hides=text,literal,identifier"));
  CHECK_THAT(annotated("gap corrupt at=AndroidManifest.xml\n"), Catch::Contains("hides=route,permission,component"));
  CHECK_THAT(annotated("gap corrupt at=x hides=asset\n"), Catch::Contains("hides=asset"));  // what the reader said stays
}
