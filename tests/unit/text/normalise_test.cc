#include "text/normalise.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "random_text.h"
#include "text/utf.h"

using namespace jianfu::text;

namespace {

// What is left of normalise() where has_carrier() is false: case, Traditional, replacement of invalid bytes.
std::string case_and_script_only(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    append_utf8(out, c >= 'A' && c <= 'Z' ? c + 32 : simplified(c));
  }
  return out;
}

}  // namespace

TEST_CASE("width, case and compatibility forms fold") {
  CHECK(normal_form("ＡＢｃ１２３（：）") == "abc123(:)");
  CHECK(normal_form("第①名㈠Ⅷ㎡") == "第1名(一)viiim2");
  CHECK(normal_form("⼾⻉") == "户贝");
  CHECK(normal_form("\uF900\uF98A") == "岂力");
  CHECK(normal_form("𝐃𝒂k㏄") == "dakcc");
  CHECK(normal_form("。、“”") == "。、“”");
}

TEST_CASE("Traditional characters become Simplified ones, and Simplified text stays") {
  CHECK(normal_form("簽到 籤 積分 點贊 鐘 鍾 隻 後 裡 裏 戶 託") == "签到签积分点赞钟钟只后里里户托");
  CHECK(normal_form("考勤打卡、积分排名。学习时长") == "考勤打卡、积分排名。学习时长");
  CHECK(simplified(U'錶') == U'表');
  CHECK(simplified(U'表') == U'表');
  CHECK(simplified(U'a') == U'a');
}

TEST_CASE("simplified is settled after one step") {
  for (char32_t c = 0; c < 0x30000; ++c) REQUIRE(simplified(simplified(c)) == simplified(c));
}

TEST_CASE("what hides between Han characters goes") {
  for (const char* text : {"打 卡",
                           "打　卡",
                           "打\u00A0卡",
                           "打·卡",
                           "打・卡",
                           "打•卡",
                           "打-卡",
                           "打－卡",
                           "打\r\n  卡",
                           "打<br>卡",
                           "打<BR />卡",
                           "打&nbsp;卡",
                           "打&middot; &#183;卡",
                           "打\u200B卡",
                           "打\uFEFF \u2060卡",
                           "打\uFE0F卡",
                           "打\u0336卡",
                           "打&#8203;卡",
                           "&#25171;&#x5361;",
                           "打&zwj;卡"}) {
    CAPTURE(text);
    CHECK(normal_form(text) == "打卡");
    CHECK(has_carrier(text));
  }
}

TEST_CASE("what stands elsewhere stays") {
  CHECK(normal_form("打 a 卡") == "打 a 卡");
  CHECK(normal_form("check - in") == "check - in");
  CHECK(normal_form("打，卡") == "打,卡");
  CHECK(normal_form("打——卡") == "打——卡");
  CHECK(normal_form(" 打卡 ") == " 打卡 ");
  CHECK(normal_form("a<br>打<b>卡") == "a<br>打<b>卡");
  CHECK(normal_form("a&ltb&unknown;&#xZ;&;&#xD800;") == "a&ltb&unknown;&#xz;&;&#xd800;");
}

TEST_CASE("entities become what they stand for, once") {
  CHECK(normal_form("&lt;a&gt; &amp;nbsp; &quot;&#39;&ldquo;") == "<a> &nbsp; \"'“");
}

TEST_CASE("offsets lead back to the original") {
  const std::string text = "xＡ&nbsp;打 \u200B卡\xff.";
  const Normal normal = normalise(text);
  CHECK(normal.text == "xa 打卡\uFFFD.");
  const size_t begin = normal.text.find("打卡");
  const size_t end = begin + std::string("打卡").size();
  CHECK(text.substr(normal.offsets[begin], normal.offsets[end] - normal.offsets[begin]) == "打 \u200B卡");
  CHECK(normal.offsets.back() == text.size());
}

TEST_CASE("all parts of a compatibility character come from its beginning") {
  const Normal normal = normalise("x㈰y");
  CHECK(normal.text == "x(日)y");
  CHECK(normal.offsets == std::vector<uint32_t>{0, 1, 1, 1, 1, 1, 4, 5});
}

TEST_CASE(
    "random text: offsets rise and stay in range, the form is valid, both functions agree, has_carrier "
    "misses nothing") {
  jianfu::test::Dice dice(1);
  size_t plain = 0;
  for (int run = 0; run < 20000; ++run) {
    const std::string text = jianfu::test::random_text(dice, 1 + dice.below(9));
    CAPTURE(text);
    const Normal normal = normalise(text);
    REQUIRE(normal.text == normal_form(text));
    REQUIRE(valid_utf8(normal.text));
    REQUIRE(normal.offsets.size() == normal.text.size() + 1);
    REQUIRE(std::is_sorted(normal.offsets.begin(), normal.offsets.end()));
    REQUIRE(normal.offsets.back() == text.size());
    if (has_carrier(text)) continue;
    ++plain;
    REQUIRE(normal.text == case_and_script_only(text));
  }
  CHECK(plain > 1000);
}

TEST_CASE("has_carrier leaves ordinary text alone") {
  for (const char* text : {"打卡 check in", "签到 A 簽到", "a-b_c.d/e?f=1&g=2", "Lcom/example/SignIn;",
                           "打卡。", "<b>打卡</b>", ""}) {
    CAPTURE(text);
    CHECK_FALSE(has_carrier(text));
  }
}
