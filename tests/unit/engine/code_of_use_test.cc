#include "engine/code_of_use.h"

#include <catch2/catch.hpp>

#include "rules/load.h"

using namespace jianfu;
using evidence::Kind;

namespace {

const engine::CodeOfUse& code() {
  static const match::Matcher matcher(rules::built_in());
  static const engine::Annotator annotator(rules::built_in());
  static const engine::CodeOfUse out(matcher, annotator);
  return out;
}

}  // namespace

TEST_CASE("calls that name a capability are of use, others of the same class are not") {
  const rules::RuleSet& rules = rules::built_in();
  size_t calls = 0;
  for (const rules::ApiName& api : rules.apis) {
    for (const rules::ApiCall& call : api.calls) {
      if (call.call.ends_with(".*")) continue;
      ++calls;
      CAPTURE(call.call);
      CHECK(code().wants(Kind::kCall, call.call));
      const size_t dot = call.call.rfind('.');
      if (dot == std::string::npos) continue;
      CHECK(code().wants_class(call.call.substr(0, dot)));
      CHECK(code().wants_method(call.call.substr(dot + 1)));  // of a class that inherits it
    }
  }
  CHECK(calls > 100);
  CHECK(code().wants(Kind::kCall, "android.location.LocationManager.requestLocationUpdates"));
  CHECK_FALSE(code().wants(Kind::kCall, "android.location.LocationManager.hashCode"));
  CHECK_FALSE(code().wants(Kind::kCall, "kotlin.jvm.internal.Intrinsics.checkNotNull"));
  CHECK_FALSE(code().wants_class("kotlin.jvm.internal.Intrinsics"));
  CHECK_FALSE(code().wants_method("zigzag"));  // of others it may say yes: the whole name decides
}

TEST_CASE("whole families of calls are of use, a class that begins alike is not") {
  const rules::RuleSet& rules = rules::built_in();
  for (const rules::ApiName& api : rules.apis) {
    for (const rules::ApiCall& call : api.calls) {
      if (!call.call.ends_with(".*")) continue;
      const std::string family = call.call.substr(0, call.call.size() - 2);
      CAPTURE(family);
      CHECK(code().wants(Kind::kCall, family + ".zzz"));
      CHECK(code().wants_class(family));
    }
  }
}

TEST_CASE("names in Chinese are asked as DEX files write them") {
  CHECK(code().wants(Kind::kIdentifier, "signIn"));
  CHECK_FALSE(code().wants(Kind::kIdentifier, "signingConfig"));
  CHECK_FALSE(code().wants(Kind::kIdentifier, "a\xED\xA0\xB5\xED\xB0\x80"));  // a surrogate pair
}

TEST_CASE("classes of known libraries are others', the app's own are not") {
  CHECK(code().is_foreign("androidx.core.view.ViewCompat"));
  CHECK(code().is_foreign("kotlin.collections.ArraysKt"));
  CHECK_FALSE(code().is_foreign("cn.gov.demo.SignActivity"));
  CHECK_FALSE(code().is_foreign("androidxx.core.View"));
  CHECK_FALSE(code().wants_of_others(Kind::kCall, "android.location.LocationManager.requestLocationUpdates"));
  CHECK_FALSE(code().wants_of_others(Kind::kIdentifier, "signIn"));
  for (const rules::Framework& framework : rules::built_in().frameworks) {
    for (const std::string& mark : framework.marks) CHECK(code().wants_of_others(Kind::kLiteral, mark));
  }
}
