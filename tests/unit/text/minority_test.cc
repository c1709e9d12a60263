#include "text/minority.h"

#include <catch2/catch.hpp>

using jianfu::text::minority_script;
using jianfu::text::MinorityScript;

TEST_CASE("scripts without a lexicon are told apart") {
  CHECK(minority_script("كىرىش") == MinorityScript::kArabic);
  CHECK(minority_script("ནང་འཛུལ།") == MinorityScript::kTibetan);
  CHECK(minority_script("ᠨᠡᠪᠲᠡᠷᠡᠬᠦ") == MinorityScript::kMongolian);
  CHECK(minority_script("ꆈꌠꁱꂷ") == MinorityScript::kYi);
  CHECK(minority_script("로그인") == MinorityScript::kHangul);
  CHECK(minority_script("Login: ནང་འཛུལ།") == MinorityScript::kTibetan);
}

TEST_CASE("Chinese, English and single characters are none of them") {
  CHECK(minority_script("登录") == MinorityScript::kNone);
  CHECK(minority_script("login now, please") == MinorityScript::kNone);
  CHECK(minority_script("") == MinorityScript::kNone);
  CHECK(minority_script("é à ü") == MinorityScript::kNone);
  CHECK(minority_script("Вход") == MinorityScript::kNone);
  CHECK(minority_script("་") == MinorityScript::kNone);
  CHECK(minority_script("藏文 ནང་འཛུལ།") == MinorityScript::kNone);
  CHECK(minority_script(std::string_view("\xE0\xBC", 2)) == MinorityScript::kNone);
}
