#include "builders/dex_assembly.h"

#include <catch2/catch.hpp>

#include "formats/dex/code_walk.h"

using namespace jianfu;
using namespace jianfu::builders;
namespace dex = jianfu::formats::dex;

namespace {

// Strings and calls of a dex, in order.
struct Story {
  const dex::Dex& in;
  std::vector<std::string> lines = {};
  void on_string(uint16_t, uint32_t s) { lines.emplace_back(in.string(s)); }
  void on_class(uint16_t, uint32_t t) { lines.push_back("class " + dex::java_name(in.type(t))); }
  void on_new(uint16_t, uint32_t t) { lines.push_back("new " + dex::java_name(in.type(t))); }
  void on_const(uint16_t, int32_t v) {
    if (v >= 0x1000) lines.push_back(std::to_string(v));
  }
  void on_static_get(uint16_t, uint32_t f) {
    lines.push_back("get " + std::string(in.string(in.field(f).name)));
  }
  void on_instance_get(uint16_t, uint32_t) {}
  void on_invoke(uint8_t op, uint32_t m, std::span<const uint16_t> registers) {
    const dex::Method method = in.method(m);
    lines.push_back(std::to_string(op) + " " + dex::java_name(in.type(method.owner)) + "." +
                    std::string(in.string(method.name)) + "/" + std::to_string(registers.size()));
  }
  void on_move(uint16_t, uint16_t) {}
  void on_move_result(uint16_t) { lines.emplace_back("result"); }
  void on_write(uint16_t) {}
  void on_branch() {}
  void on_chars(std::string_view raw, uint16_t) { lines.emplace_back(raw); }
};

std::vector<std::string> story(std::string_view text, const std::map<std::string, uint32_t>& resources = {}) {
  const AssembledDex built = assemble_dex(text, resources);
  REQUIRE(built.error == "");
  const Result<dex::Dex> in = dex::Dex::parse(built.dex, {});
  REQUIRE(in);
  CHECK(in->anomalies().empty());
  CHECK(in->defects().empty());
  Story out{*in};
  for (uint32_t i = 0; i < in->classes(); ++i) {
    const dex::ClassData data = in->class_data(in->class_def(i));
    for (const dex::MethodBody& body : data.virtual_methods) CHECK(dex::walk(*in, in->code(body), out).whole);
  }
  return out.lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the text form makes the instructions it names") {
  const Lines lines = story(R"(
class com.gov.demo.SignActivity extends android.app.Activity   # a page
  method onCreate(android.os.Bundle) void
    layout @layout/activity_sign
    call android.widget.TextView.setText(CharSequence) "立即\"打卡\""   # "#" in a comment
    call android.location.LocationManager.requestLocationUpdates(string, long, float, a.Listener) "gps"
    string "今日#未打卡"
    start com.gov.demo.RankActivity
)",
                            {{"layout/activity_sign", 0x7f030001}});
  CHECK(lines == Lines{"2130903041", "110 com.gov.demo.SignActivity.setContentView/2", "立即\"打卡\"",
                       "110 android.widget.TextView.setText/2", "gps",
                       "116 android.location.LocationManager.requestLocationUpdates/6", "今日#未打卡",
                       "new android.content.Intent", "class com.gov.demo.RankActivity",
                       "112 android.content.Intent.<init>/3",
                       "110 com.gov.demo.SignActivity.startActivity/2"});
}

TEST_CASE("calls say their kind, give results and take them") {
  const Lines lines = story(R"(
class com.x.A
  method f() string
    new com.x.Net
    call com.x.Net.send(string, boolean) string "/rank" true
    call static com.x.Log.put(string) result
    call interface com.x.Api.list(class) class com.x.B
    get com.x.R$string.title int
    bytes "raw"
    return "done"
)");
  CHECK(lines == Lines{"new com.x.Net", "112 com.x.Net.<init>/1", "/rank", "110 com.x.Net.send/3", "result",
                       "113 com.x.Log.put/1", "class com.x.B", "114 com.x.Api.list/2", "get title", "done",
                       "raw"});
}

TEST_CASE("fields, modifiers, annotations and interfaces are kept") {
  const Assembled out = assemble_classes(R"(
interface com.x.Api
  @retrofit2.http.GET "sign/list"
  method list(string) void
abstract class com.x.A implements com.x.Api, Runnable
  field static final string URL = "/sign/in"
  field private long count
  method native static key() string
)");
  REQUIRE(out.error == "");
  REQUIRE(out.classes.size() == 2);
  CHECK((out.classes[0].access & (kAccInterface | kAccAbstract)) == (kAccInterface | kAccAbstract));
  CHECK(out.classes[0].methods.at(0).annotations.at(0).elements.at(0).second.at(0) == "sign/list");
  CHECK(out.classes[1].interfaces == Lines{"com.x.Api", "java.lang.Runnable"});
  CHECK(std::get<std::string>(out.classes[1].fields.at(0).value) == "/sign/in");
  CHECK(out.classes[1].methods.size() == 2);  // the constructor is added
  CHECK(out.classes[1].methods.at(0).code.empty());
}

TEST_CASE("a mistake is told with its line") {
  const auto error = [](std::string_view text) { return assemble_dex(text).error; };
  CHECK(error("class A\n  method f() void\n    strng \"x\"") == "line 3: unknown instruction 'strng'");
  CHECK(error("class A\n  method f() void\n    string \"x") == "line 3: the text is not closed");
  CHECK(error("class A\n  method f() void\n    layout @layout/x") == "line 3: unknown resource 'layout/x'");
  CHECK(error("class A\n  string \"x\"") == "line 2: instructions need a method with a body around them");
  CHECK(error("  field int x") == "line 1: a class must come first");
  CHECK(error("clas A") == "line 1: expected class or interface, found 'clas'");
  CHECK(error("class A\n  method f() void\n    int 12x") == "line 3: expected a number, found '12x'");
  CHECK(error("class A\n  method f() void\n    string \"x\" y") == "line 3: what is 'y' doing here");
  CHECK(error("class A\n  method f( void") == "line 2: expected ')' before ''");
}
