#include "formats/metro/module_name.h"

#include <catch2/catch.hpp>
#include <string>

#include "unit/formats_js/recorder.h"

namespace jianfu::formats::metro {
namespace {

TEST_CASE("The name of a module stands behind its body, else its number") {
  CHECK(module_name("function(g,r,i,a,m,e,d){m.exports=1},12,[1,2,3]);\n") == "12");
  CHECK(module_name("function(g,r){},0,[]);") == "0");
  CHECK(module_name("function(g,r){},7,[3, 4],\"src/Sign.js\");") == "src/Sign.js");
  CHECK(module_name("function (global, require) {\n},\n 7, [ 3 ], 'src/Sign.js' ) ; ") == "src/Sign.js");
  CHECK(module_name("function(g,r){},7,[3,{\"paths\":[1]}]);") == "7");
  CHECK(module_name("function(g,r){},7);") == "7");
}

TEST_CASE("What does not end like a module has no name") {
  CHECK(module_name("").empty());
  CHECK(module_name("function(g){}").empty());
  CHECK(module_name("function(g){},x,[1]);").empty());
  CHECK(module_name("a,12,[1]);").empty());
  CHECK(module_name("},12,1]);").empty());
  CHECK(module_name("\"").empty());
}

TEST_CASE("Modules of a bundle begin and end, with their names and lines") {
  const std::string bundle =
      "var __BUNDLE_START_TIME__=1;\n"
      "__d(function(g,r,i,a,m,e,d){show(\"签到\")},0,[1,2]);\n"
      "__d(function(g,r,i,a,m,e,d){show(\"排名\");r(d[0])},1,[2],\"src/Rank.js\");\n"
      "__d((g,r)=>{show(\"箭头\")},2,[]);\n"
      "__r(0);\n//# sourceMappingURL=x";
  CHECK(tests::modules(bundle) ==
        tests::Lines{"begin 0 2", "end", "begin src/Rank.js 3", "end", "begin 2 4", "end"});
  CHECK(tests::literals(bundle).size() == 4);
}

TEST_CASE("Modules on one line are told apart; other calls of that name are no modules") {
  CHECK(tests::modules("__d(function(){a},1,[]);__d(function(){b},2,[1]);") ==
        tests::Lines{"begin 1 1", "end", "begin 2 1", "end"});
  CHECK(tests::modules("__d('x', 1); __d(y); f(function(){},3,[]);").empty());
  CHECK(tests::modules("__d(function(){}, a, b)").empty());
}

TEST_CASE("Many calls without an end cost no more than one look each") {
  std::string hostile;
  for (int i = 0; i < 20'000; ++i) hostile += "__d (function(){";
  CHECK(tests::modules(hostile).empty());
}

}  // namespace
}  // namespace jianfu::formats::metro
