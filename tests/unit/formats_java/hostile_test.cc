#include <catch2/catch.hpp>
#include <chrono>

#include "unit/formats_java/recorder.h"

using namespace jianfu;
using namespace jianfu::formats::java;
using Catch::Contains;
using formats::java::tests::told;

namespace {

std::string repeated(std::string_view text, size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) out += text;
  return out;
}

class Counter final : public Sink {
 public:
  size_t literals = 0, calls = 0;
  int open = 0;
  void on_package(std::string_view) override {}
  void on_import(const Import&) override {}
  void on_class(const Class&) override { ++open; }
  void on_super(std::string_view) override {}
  void on_super_argument(std::string_view) override {}
  void on_class_end() override { --open; }
  void on_method(std::string_view, Place) override { ++open; }
  void on_method_end() override { --open; }
  void on_variable(std::string_view, std::string_view, bool, Place) override {}
  void on_literal(const Literal&) override { ++literals; }
  void on_call(const Call&) override { ++calls; }
  void on_reference(const Reference&) override {}
  void on_constant(std::string_view, std::string_view) override {}
};

Counter count(std::string_view source, Dialect dialect) {
  Counter counter;
  read(source, dialect, Limits{}, counter);
  CHECK(counter.open == 0);
  return counter;
}

}  // namespace

TEST_CASE("nesting beyond the limit is a defect, and the texts are still told") {
  std::vector<Defect> defects;
  const std::string out = told(
      "class A { void f() { " + repeated("g(", 3000) + "\"深\"" + repeated(")", 3000) + "; h(\"后\"); } }",
      Dialect::kJava, &defects);
  CHECK_THAT(out, Contains("literal '深'") && Contains("literal '后' in h#0"));
  REQUIRE(defects.size() == 1);
  CHECK(defects.front().why == GapReason::kLimit);
}

TEST_CASE("broken brackets cost context, not the rest") {
  CHECK_THAT(told("class A { void f() { g(\"一\" } void h() { i(\"二\"); } } class B { String s = \"三\"; }",
                  Dialect::kJava),
             Contains("'一' in g#0") && Contains("'二' in i#0") && Contains("class B") && Contains("'三'"));
  CHECK_THAT(told(") } ] class A { fun f() { x(\"一\") } }", Dialect::kKotlin), Contains("'一' in x#0"));
  CHECK_THAT(told("val a = \"未完 ${b\nval c = \"二\"", Dialect::kKotlin), Contains("未完"));
}

TEST_CASE("millions of tokens on one line take linear time") {
  for (const Dialect dialect : {Dialect::kJava, Dialect::kKotlin, Dialect::kDart, Dialect::kGroovy}) {
    CHECK(count("class A { void f() { " + repeated("a.b(\"c\" + d);", 100'000) + "} }", dialect).literals >=
          100'000);
    count(repeated("\"", 200'001), dialect);
    count(repeated("a<", 200'000), dialect);
    count(repeated("a.", 200'000), dialect);
    count(repeated("(", 200'000) + repeated("[", 1000) + repeated("}", 200'000), dialect);
    count(repeated("class A{", 100'000), dialect);
    count(repeated("\"${", 100'000), dialect);
    count(repeated("/*", 200'000), dialect);
    count(repeated("@a(", 100'000), dialect);
    count(repeated("a?b:", 100'000), dialect);
  }
}

TEST_CASE("constants of constants do not grow without bound") {
  std::string source = "class A { static final String A0 = \"xxxxxxxxxxxxxxxx\";";
  for (int i = 1; i < 60; ++i)
    source += " static final String A" + std::to_string(i) + " = A" + std::to_string(i - 1) + " + A" +
              std::to_string(i - 1) + ";";
  CHECK(told(source + "}", Dialect::kJava).size() < 1'000'000);
}
