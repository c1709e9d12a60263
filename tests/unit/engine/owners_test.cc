#include "engine/owners.h"

#include <catch2/catch.hpp>

#include "evidence/text_form.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

struct Named {
  evidence::EvidenceSet set;
  std::vector<bool> bundles;
};

Named named(const std::string& text) {
  Result<evidence::EvidenceSet> set = evidence::from_text(text);
  REQUIRE(set.has_value());
  Named out{*set, {}};
  out.bundles = engine::name_owners(out.set, engine::Libraries(rules::built_in().sdks));
  return out;
}

std::string owner_of(const std::string& module_line) {
  const Named out = named("module " + module_line + "\n");
  if (out.bundles[0]) return "bundle";
  return std::string(evidence::kOwnerNames[static_cast<size_t>(out.set.modules[0].owner)]);
}

}  // namespace

TEST_CASE("packages of npm are others', wherever build tools put them") {
  for (const char* line :
       {"script node_modules/unheard-of/index", "script miniprogram_npm/unheard-of/index",
        "component ./node_modules/vant/lib/rate/index.vue",
        "script src/node_modules/.pnpm/dayjs@1.11.0/node_modules/dayjs/esm/index",
        "component node-modules/uview-plus/components/u-popup/u-popup", "script npm/wepy/lib/base",
        "component miniprogram_npm/@vant/weapp/rate/index at=miniprogram_npm/@vant/weapp/rate/index.js",
        "script npm/@babel/runtime/helpers/x"}) {
    INFO(line);
    CHECK(owner_of(line) == "third-party");
  }
  CHECK(owner_of("script npm/own/pay") == "unknown");
  CHECK(owner_of("script utils/dayjs-format") == "unknown");
  CHECK(owner_of("script my_node_modules/x") == "unknown");
}

TEST_CASE("the package of npm names the library, the innermost one") {
  const Named out = named(
      "module script node_modules/zrender/node_modules/echarts/lib/x\nmodule script "
      "node_modules/@vant/weapp/lib/a\n");
  const std::string text = evidence::to_text(out.set);
  CHECK_THAT(text, Catch::Contains("sdk ECharts") && Catch::Contains("sdk \"Vant Weapp\""));
}

TEST_CASE("a library that the package lists is named by its package of npm") {
  CHECK_THAT(evidence::to_text(named("fact \"library @vant/weapp 1.10.0\"\n").set),
             Catch::Contains("sdk \"Vant Weapp\"") && Catch::Contains("arg:version=\"1.10.0\""));
}

TEST_CASE("folders of component libraries are told by how they begin, pages are not") {
  CHECK(owner_of("component components/van-calendar/index") == "third-party");
  CHECK(owner_of("component components/wux-rater/index") == "third-party");
  CHECK(owner_of("component components/vanguard/index") == "unknown");
  CHECK(owner_of("page pages/van-list/van-list at=pages/van-list/van-list") == "unknown");
}

TEST_CASE("chunks by their file: those of libraries, those of libraries and own code, those of the app") {
  CHECK(owner_of("script static/js/chunk-vendors.8d2f1a.js") == "third-party");
  CHECK(owner_of("script static/js/npm.vant.8d2f1a.js") == "third-party");
  CHECK(owner_of("script assets/vendor-8d2f1a.js") == "third-party");
  CHECK(owner_of("script common/runtime at=common/runtime.js") == "third-party");
  CHECK(owner_of("script common/vendor at=common/vendor.js") == "bundle");
  CHECK(owner_of("script pkg/common/vendor at=pkg/common/vendor.js") == "bundle");
  CHECK(owner_of("script js/sign.min.js") == "bundle");
  CHECK(owner_of("script js/jquery.min.js") == "third-party");
  CHECK(owner_of("script assets/index-8d2f1a.js") == "unknown");
  CHECK(owner_of("script common/main at=common/main.js") == "unknown");
  CHECK(owner_of("page \"assets/app.min.js#/sign\" at=assets/app.min.js") == "unknown");
}

TEST_CASE("a file in the root is told too, and a module of a bundle by the bundle's file") {
  CHECK(owner_of("page __uniappview.html at=__uniappview.html") == "third-party");
  CHECK(owner_of("script \"view.umd.min.js#0516\" at=view.umd.min.js") == "third-party");
  CHECK(owner_of("component src/views/Sign.vue at=static/js/chunk-vendors.1.js") == "unknown");
}

TEST_CASE("a module of a mixed bundle is no bundle, one of a bundle of libraries is a library's") {
  CHECK(owner_of("script \"common/vendor.js#2f62\" at=common/vendor.js") == "unknown");
  CHECK(owner_of("script \"vendors.js#12\" at=vendors.js") == "third-party");
  CHECK(owner_of("script \"common.js#12\" at=common.js") == "unknown");
  const std::string module = "module script \"common/vendor.js#66fd\" at=common/vendor.js\n";
  const std::string marks =
      "identifier observeArray in=common/vendor.js#66fd\nidentifier _ssrRegister in=common/vendor.js#66fd\n";
  const Named library = named(module + marks);
  CHECK(library.set.modules[0].owner == evidence::Owner::kThirdParty);
  // Modules that were joined into one.
  CHECK(named(module + marks + "text label \"签到\" in=common/vendor.js#66fd\n").bundles[0]);
}

TEST_CASE("a page or component that is called like a script of a library is about it, not of it") {
  CHECK(owner_of("script utils/md5 at=utils/md5.js") == "third-party");
  CHECK(owner_of("page pages/md5/md5 at=pages/md5/md5") == "unknown");
  CHECK(owner_of("component components/moment/moment at=components/moment/moment.js") == "unknown");
}

TEST_CASE("paths of a build machine under Windows are read") {
  CHECK(owner_of("script \"F:\\\\work\\\\demo\\\\node_modules\\\\vue-loader\\\\lib\\\\x\"") == "third-party");
}

TEST_CASE("a script under a name that tells nothing is known by two marks of a library") {
  const std::string id = "A86AD406668F5ADFCE0CBC010C2911A5";
  const std::string module = "module script " + id + "\n";
  const auto owner = [&](const std::string& items) {
    const Named out = named(module + items);
    if (out.bundles[0]) return std::string("bundle");
    return std::string(evidence::kOwnerNames[static_cast<size_t>(out.set.modules[0].owner)]);
  };
  const std::string ald =
      "identifier ald_share_src in=" + id + "\nliteral \"ald_share_status\" in=" + id + "\n";
  const std::string map =
      "identifier getTransitRoute in=" + id + "\nidentifier getRidingRoute in=" + id + "\n";
  CHECK(owner(ald) == "third-party");
  CHECK(owner("identifier ald_share_src in=" + id + "\n") == "unknown");  // own code may read one
  CHECK(owner("identifier ald_share_src in=" + id + "\nidentifier ald_share_src in=" + id + "\n") ==
        "unknown");
  CHECK(owner(ald + map) == "bundle");
  CHECK(owner("text label \"ald_share_src\" in=" + id + "\ntext label \"ald_share_status\" in=" + id +
              "\n") == "unknown");
  // What leads to pages is not a mere library.
  CHECK(owner(ald + "module page pages/a/a\nedge opens " + id + " pages/a/a\n") == "bundle");
  CHECK(owner(ald + "text label \"签到\" in=" + id + "\n") == "bundle");
  // Frameworks are bundled with the app's code.
  CHECK(owner("identifier observeArray in=" + id + "\nidentifier __v_isVNode in=" + id + "\n") == "bundle");
  // Patches of the language come along with a library.
  CHECK(owner(ald + "literal \"You cannot resolve a promise with itself\" in=" + id +
              "\nliteral \"Array Methods must be provided an Array\" in=" + id + "\n") == "third-party");
}

TEST_CASE("marks do not make a page a library's") {
  const Named out = named(
      "module page pages/a/a\nidentifier ald_share_src in=pages/a/a\nidentifier aldstat_showoption "
      "in=pages/a/a\n");
  CHECK(out.set.modules[0].owner == evidence::Owner::kUnknown);
  CHECK_FALSE(out.bundles[0]);
}

TEST_CASE("plugins of mini-programs are named by their app id, others keep the name they are listed by") {
  const std::string text =
      evidence::to_text(named("sdk \"plugin Voice wx069ba97219f66d99\" owner=third-party at=app.json:3\nsdk "
                              "\"plugin x wx0000000000000000\" at=app.json:4\n")
                            .set);
  CHECK_THAT(text, Catch::Contains("sdk 微信同声传译") && Catch::Contains("plugin=\"wx069ba97219f66d99\""));
  CHECK_THAT(text, Catch::Contains("sdk \"plugin x wx0000000000000000\""));
}

TEST_CASE("business templates of plugin markets are templates, their controls are a library's") {
  CHECK(owner_of("page uni_modules/uni-sign-in/pages/demo/demo") == "template");
  CHECK(owner_of("component uni_modules/uni-icons/components/uni-icons/uni-icons") == "third-party");
  CHECK(owner_of("page pages/logs/logs at=pages/logs/logs") == "template");
  CHECK(owner_of("page pages/logs/worklog at=pages/logs/worklog") == "unknown");
}
