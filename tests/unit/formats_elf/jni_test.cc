#include "formats/elf/jni.h"

#include <catch2/catch.hpp>

namespace jianfu::formats::elf {
namespace {

std::string told(std::string_view symbol) {
  const std::optional<JniMethod> method = demangle_jni(symbol);
  if (!method) return "none";
  return method->class_name + "#" + method->method +
         (method->signature.empty() ? "" : " " + method->signature);
}

}  // namespace

TEST_CASE("Names of native methods are the class and the method") {
  CHECK(told("Java_cn_gov_demo_Sign_submit") == "cn.gov.demo.Sign#submit");
  CHECK(told("Java_a_B_with_1line") == "a.B#with_line");
  CHECK(told("Java_a_b_1c_D_e") == "a.b_c.D#e");
  CHECK(told("Java_a_Outer_00024Inner_run") == "a.Outer$Inner#run");
  CHECK(told("Java_a_B_f__Ljava_lang_String_2_3I") == "a.B#f Ljava/lang/String;[I");
  CHECK(told("Java_a_B__1hidden") == "a.B#_hidden");  // "__1" is a separator and an escape, not an end
  CHECK(told("Java_a_B_m_05361") == "a.B#m卡");
}

TEST_CASE("Other names are left alone") {
  CHECK(told("JNI_OnLoad") == "none");
  CHECK(told("Java_") == "none");
  CHECK(told("Java_onlyone") == "none");
  CHECK(told("Java_a_B_0xyz") == "none");
  CHECK(told("Java_a_B_0") == "none");
  CHECK(told("_ZN4Java3runEv") == "none");
}

TEST_CASE("Class paths and signatures of RegisterNatives are told from paths and prose") {
  CHECK(looks_like_class_path("cn/gov/demo/Sign"));
  CHECK(looks_like_class_path("java/lang/String"));
  CHECK_FALSE(looks_like_class_path("/proc/self/Maps"));
  CHECK_FALSE(looks_like_class_path("text/plain"));
  CHECK_FALSE(looks_like_class_path("src/main/native.cc"));
  CHECK_FALSE(looks_like_class_path("a/b/"));
  CHECK(looks_like_method_signature("(Ljava/lang/String;I)V"));
  CHECK(looks_like_method_signature("()Z"));
  CHECK_FALSE(looks_like_method_signature("(none)"));
  CHECK_FALSE(looks_like_method_signature("(see above) Zero"));
  CHECK_FALSE(looks_like_method_signature(""));
}

}  // namespace jianfu::formats::elf
