#include "platforms/shared/platform_methods.h"

#include <catch2/catch.hpp>

using jianfu::platforms::unplaced_call;

TEST_CASE("a method that only platforms have tells a call, whatever the object is called") {
  CHECK(unplaced_call("wxp.getLocation") == "?.getLocation");
  CHECK(unplaced_call("this.wxp.scanCode") == "?.scanCode");
  CHECK(unplaced_call("app.globalData.api.chooseMedia") == "?.chooseMedia");
}

TEST_CASE("own methods, methods of any object and platforms by their name do not") {
  for (const char* callee :
       {"getLocation", "this.getLocation", "that.getLocation", "wx.getLocation", "a.wx.getLocation",
        "api.login", "api.getLocations", "", ".getLocation", "getLocation.", "."}) {
    INFO(callee);
    CHECK(unplaced_call(callee).empty());
  }
}
