#include "report/places.h"

#include <catch2/catch.hpp>

using namespace jianfu;
using report::symbol_beyond;

TEST_CASE("a symbol is told as far as the path does not tell it") {
  CHECK(symbol_beyond("src/main/java/com/x/SignActivity.java", "com.x.SignActivity.submit") == "submit");
  CHECK(symbol_beyond("src/com/x/Foo.java", "com.x.Foo$Bean.getName") == "Bean.getName");
  CHECK(symbol_beyond("src/com/x/Foo.java", "com.x.Foo") == "");
  CHECK(symbol_beyond("pages/a.js", "pages/a.js › submit") == "submit");
  CHECK(symbol_beyond("app-service.js", "pages/a.js › submit") == "pages/a.js › submit");
  CHECK(symbol_beyond("classes.dex", "com.x.Foo.submit") == "com.x.Foo.submit");
  CHECK(symbol_beyond("src/com/x/Foo.java", "com.x.Foobar.submit") == "com.x.Foobar.submit");
  CHECK(symbol_beyond("pages/submit.js", "submit") == "submit");
  CHECK(symbol_beyond("", "submit") == "submit");
}

TEST_CASE("a module is not named where entry or symbol name it") {
  const auto tells = [](const char* entry, const char* symbol, const char* module) {
    evidence::Location at;
    at.entry = entry;
    at.symbol = symbol;
    return report::tells_module(at, module);
  };
  CHECK(tells("pages/a/a.js", "", "pages/a/a"));
  CHECK(tells("classes.dex", "com.x.Foo.submit", "com.x.Foo"));
  CHECK(tells("src/com/x/Foo.java", "", "com.x.Foo"));
  CHECK_FALSE(tells("src/com/x/Foo.java", "com.x.Foo.submit", "com.x.FooActivity"));
  CHECK_FALSE(tells("pages/a/ab.js", "", "pages/a/a"));
  CHECK_FALSE(tells("utils/request.js", "", "pages/a/a"));
}
