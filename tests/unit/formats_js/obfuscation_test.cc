// What obfuscators leave to see (formats.md §11.3), and what only looks like their work.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <string>

#include "formats/js/obfuscation.h"
#include "unit/formats_js/recorder.h"

using namespace jianfu;
using formats::js::Obfuscation;
using tests::Lines;

namespace {

class Listener : public tests::Recorder {
 public:
  void on_obfuscation(const Obfuscation& found) override {
    using Kind = Obfuscation::Kind;
    switch (found.kind) {
      case Kind::kStrings:
        hidden.push_back("strings " + std::to_string(found.count));
        break;
      case Kind::kNames:
        hidden.push_back("names " + std::to_string(found.count));
        break;
      case Kind::kPacked:
        hidden.push_back("packed " + std::to_string(found.count));
        break;
      case Kind::kEncoded:
        hidden.push_back("encoded " + std::string(found.name));
        break;
      case Kind::kDensity:
        dense = found.count;
        break;
    }
  }
  Lines hidden;
  uint64_t dense = 0;
};

Listener listen(std::string_view source) {
  Listener out;
  out.defects = formats::js::read(source, {}, out).defects;
  return out;
}
Lines hidden(std::string_view source) {
  return listen(source).hidden;
}
Lines folded(std::string_view source) {
  Lines out = listen(source).literals;
  std::erase_if(out, [](const std::string& line) { return line.find(" folded") == std::string::npos; });
  return out;
}

constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kSwapped = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";

std::string base64(std::string_view bytes, std::string_view alphabet) {
  std::string out;
  uint32_t bits = 0;
  int have = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (have += 8; have >= 6;) {
      have -= 6;
      out += alphabet[(bits >> have) & 63];
    }
  }
  if (have > 0) out += alphabet[(bits << (6 - have)) & 63];
  return out;
}

// As the obfuscator does with a key: every character XORed, then UTF-8, then base64.
std::string encrypted(std::string_view ascii, uint32_t& state) {
  std::string out;
  for (const char c : ascii) {
    state = state * 1664525 + 1013904223;
    const uint32_t unit = static_cast<unsigned char>(c) ^ (state >> 24);
    if (unit < 0x80) {
      out += static_cast<char>(unit);
    } else {
      out += static_cast<char>(0xC0 | (unit >> 6));
      out += static_cast<char>(0x80 | (unit & 63));
    }
  }
  return base64(out, kSwapped);
}

const Lines kTexts = {"showToast",   "打卡成功",    "getLocation", "length",    "/api/record/save",
                      "navigateTo",  "请先登录",    "setStorage",  "prototype", "request",
                      "已完成 3 项", "constructor", "apply",       "上传照片",  "toString",
                      "createPage",  "onLoad",      "search"};

std::string array_of(const Lines& elements) {
  std::string out = "[";
  for (const std::string& element : elements) out += "'" + element + "',";
  return out + "]";
}
Lines encoded(std::string_view alphabet) {
  Lines out;
  for (const std::string& text : kTexts) out.push_back(base64(text, alphabet));
  return out;
}
Lines encrypted_texts() {
  Lines out;
  uint32_t state = 7;
  for (const std::string& text : kTexts) out.push_back(encrypted(text, state));
  return out;
}

// The rotation and the accessor, as they come after the table.
std::string program(const Lines& table, std::string_view name) {
  const std::string array(name);
  return "var " + array + "=" + array_of(table) +
         ";(function(_0x2d8f05,_0x4b81bb){var _0x4d74cb=function(_0x32719f){" +
         "while(--_0x32719f){_0x2d8f05['push'](_0x2d8f05['shift']());}};_0x4d74cb(++_0x4b81bb);}(" + array +
         ",0x1b3));var _0x3c4d=function(_0x2d8f05,_0x4b81bb){_0x2d8f05=_0x2d8f05-0x0;var _0x4d74cb=" + array +
         "[_0x2d8f05];return _0x4d74cb;};";
}

}  // namespace

TEST_CASE("the table of an obfuscator that encodes nothing is read as it is") {
  const Listener plain = listen(program(kTexts, "_0x1a2b"));
  CHECK(plain.hidden.empty());
  CHECK(std::find(plain.literals.begin(), plain.literals.end(), "打卡成功 as _0x1a2b") !=
        plain.literals.end());
  CHECK(folded(program(kTexts, "_0x1a2b")).empty());
}

TEST_CASE("base64 in a table is told as what it says, in either alphabet") {
  for (const std::string_view alphabet : {kStandard, kSwapped}) {
    for (const std::string_view name : {"_0x1a2b", "a0_0x1a2b3c", "t"}) {
      const Lines found = folded(program(encoded(alphabet), name));
      CHECK(found.size() == kTexts.size());
      CHECK(std::count(found.begin(), found.end(), "打卡成功 folded as " + std::string(name)) == 1);
      CHECK(hidden(program(encoded(alphabet), name)).empty());
    }
  }
}

TEST_CASE("a decoded element stands where it is written") {
  const Listener found =
      listen("var _0x1a2b=['" + base64("showToast", kSwapped) + "',\n  '" + base64("打卡", kSwapped) + "','" +
             base64("length", kSwapped) + "','" + base64("navigateTo", kSwapped) + "']");
  const auto at = std::find(found.literals.begin(), found.literals.end(), "打卡 folded as _0x1a2b");
  REQUIRE(at != found.literals.end());
  CHECK(found.places[static_cast<size_t>(at - found.literals.begin())] == "2:3");
}

TEST_CASE("an encrypted table is counted, and nothing is made of it") {
  const Lines table = encrypted_texts();
  const Listener found = listen(program(table, "_0x1a2b"));
  CHECK(found.hidden == Lines{"strings 18"});
  CHECK(folded(program(table, "_0x1a2b")).empty());
  // Under any name when the table is turned …
  CHECK(hidden(program(table, "t")) == Lines{"strings 18"});
  // … and not when it is not: then it is data.
  CHECK(hidden("var t=" + array_of(table)).empty());
}

TEST_CASE("what is Chinese beyond chance in a table of mixed ways is read") {
  Lines table = encrypted_texts();
  table.push_back(base64("每日登记提醒", kSwapped));
  table.push_back(base64("登记", kSwapped));  // might be chance
  CHECK(folded(program(table, "_0x1a2b")) == Lines{"每日登记提醒 folded as _0x1a2b"});
  CHECK(hidden(program(table, "_0x1a2b")) == Lines{"strings 19"});
}

TEST_CASE("arrays of ordinary programs are no tables") {
  CHECK(hidden("var _0x1a2b=['#fff','#1677ff','#52c41a','#faad14']").empty());
  const std::string turn = ";l.push(l.shift());";
  Lines pictures(20, "iVBORw0KGgoAAAANSUhEUgAAAAUA"),
      urls(20, "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA");
  CHECK(hidden("var l=" + array_of(urls) + turn).empty());
  CHECK(folded("var l=" + array_of(pictures)).empty());
  CHECK(hidden("var l=" + array_of(pictures)).empty());
  Lines words(20, "showToast"), countries(20, "CN"), numbers(20, "110101");
  for (const Lines& list : {words, countries, numbers, kTexts}) {
    CHECK(hidden("var l=" + array_of(list) + turn).empty());
    CHECK(folded("var l=" + array_of(list) + turn).empty());
  }
  CHECK(hidden("var _0x1a2b=[0x6253,0x5361,0x1f,0x2a,0x3b,0x4c]").empty());
  CHECK(hidden("export default {zh: {sign: '签到', ok: '好'}, list: ['一', '二', '三', '四']}").empty());
}

TEST_CASE("members that are named by the table hide which interfaces are called") {
  std::string source, innocent;
  for (int i = 0; i < 12; ++i) source += "wx[_0x3c4d(0x" + std::to_string(i) + ")]({a:1});";
  for (int i = 0; i < 12; ++i) innocent += "list[index(" + std::to_string(i) + ")].push(t(0x1));";
  CHECK(hidden(source) == Lines{"names 12"});
  CHECK(hidden(innocent).empty());
  // Under short names, and with the numbers a minifier made of it, where a table is turned.
  CHECK(hidden(innocent + "l.push(l.shift())") == Lines{"names 12"});
  std::string mangled;
  for (int i = 0; i < 12; ++i) mangled += "wx[a(0x" + std::to_string(i) + ")+'on']({a:1});";
  CHECK(hidden(mangled) == Lines{"names 12"});
}

TEST_CASE("how dense obfuscated names are is told, of so many that it means something") {
  std::string dense, sparse;
  for (int i = 0; i < 30; ++i) dense += "var _0x12ab3" + std::to_string(i % 10) + "=a;";
  CHECK(listen(dense).dense == 30);
  CHECK(listen("var _0x12ab=1,_0x=2,_0xzzzz=3,x0x1234=4;").dense == 0);
  for (int i = 0; i < 1000; ++i) sparse += "b.c(d);";
  CHECK(listen(dense + sparse).dense == 0);
}

TEST_CASE("names of obfuscators have four to six digits") {
  using formats::js::is_obfuscated_name;
  CHECK(is_obfuscated_name("_0x1a2b"));
  CHECK(is_obfuscated_name("a0_0x1a2b3c"));
  for (const char* name :
       {"", "_0x", "_0x1a2", "_0x1a2b3c4", "_0X1A2B", "x1a2b", "deadbeef", "_0x1a2b_", "0x12345"})
    CHECK_FALSE(is_obfuscated_name(name));
}

TEST_CASE("the dictionary of a packer is read as words") {
  const std::string packed =
      "eval(function(p,a,c,k,e,d){e=function(c){return c};if(!''.replace(/^/,String)){while(c--)d[c]=k[c]||c}"
      "return p}('1.0({2:\"3\"})',4,4,'showToast|wx|title|打卡成功||x'.split('|'),0,{}))";
  CHECK(hidden(packed) == Lines{"packed 5"});
  const Lines found = folded(packed);
  CHECK(std::count(found.begin(), found.end(), "打卡成功 folded") == 1);
  CHECK(found.size() == 5);
  CHECK(hidden("f('一|二|三'.split('|')); var s = eval('1|2'), t = '三|四'.split('|')").empty());
}

TEST_CASE("scripts that are encoded as a whole are known by their signs") {
  std::string six;
  while (six.size() < 2000) six += "(![]+[])[+[]]+";
  CHECK(hidden("a=1;" + six + "[]") == Lines{"encoded JSFuck"});
  CHECK(hidden("$=~[];$={___:++$,$$$$:(![]+\"\")[$],__$:++$};$.$_=\"\"") == Lines{"encoded jjencode"});
  CHECK(hidden("ﾟωﾟﾉ= /｀ｍ´）ﾉ ~┻━┻   //*´∇｀*/ ['_']; o=(ﾟｰﾟ)  =_=3;") == Lines{"encoded aaencode"});
  std::string matrix = "[";
  while (matrix.size() < 4000) matrix += "[],[[]],";
  CHECK(hidden(matrix + "]").empty());
  CHECK(hidden("[/*" + std::string(3000, '!') + "*/]").empty());
  CHECK(hidden("x = {___: 1, $: '$'}; x = !![] + []").empty());
}
