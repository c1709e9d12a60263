#include <catch2/catch.hpp>

#include "formats/js/js.h"
#include "text/line_index.h"
#include "unit/formats_js/recorder.h"

using namespace jianfu;
using formats::js::Token;
using formats::js::Tokeniser;
using formats::js::TokenKind;

namespace {

std::vector<Token> tokens_of(Tokeniser& tokeniser) {
  std::vector<Token> out;
  for (Token token = tokeniser.next(); token.kind != TokenKind::kEnd; token = tokeniser.next())
    out.push_back(token);
  return out;
}

// The tokens as written, with a space between.
std::string raw(std::string_view source) {
  Tokeniser tokeniser(source, Limits{});
  std::string out;
  for (const Token& token : tokens_of(tokeniser)) out += (out.empty() ? "" : " ") + std::string(tokeniser.raw(token));
  return out;
}

// The text of the first token.
std::string cooked(std::string_view source) {
  Tokeniser tokeniser(source, Limits{});
  return tests::shown(tokeniser.next().text);
}

TokenKind last_kind(std::string_view source) {
  Tokeniser tokeniser(source, Limits{});
  return tokens_of(tokeniser).back().kind;
}

bool holds_regex(std::string_view source) {
  Tokeniser tokeniser(source, Limits{});
  for (const Token& token : tokens_of(tokeniser)) {
    if (token.kind == TokenKind::kRegex) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the longest punctuator wins") {
  CHECK(raw("a>>>=b>>>c?"
            "?=d??e?.f") ==
        "a >>>= b >>> c ?"
        "?= d ?"
        "? e ?. f");
  CHECK(raw("x=>{...y}") == "x => { ... y }");
  CHECK(raw("a?.5:1") == "a ? .5 : 1");  // a condition and a number, no optional chain
  CHECK(raw("i+++j") == "i ++ + j");
}

TEST_CASE("numbers end where they end") {
  CHECK(raw("1.toFixed 1..toFixed 0x1Fn 1e-5-2 1_000.5") == "1.toFixed 1. . toFixed 0x1Fn 1e-5 - 2 1_000.5");
}

TEST_CASE("escapes of strings are resolved") {
  CHECK(cooked(R"('\u6253\u5361')") == "打卡");
  CHECK(cooked(R"("\u{1F600}\uD83D\uDE00")") == "😀😀");
  CHECK(cooked(R"("\x41\101\0\n\q\'")") == std::string("AA\0\nq'", 6));
  CHECK(cooked("'a\\\r\nb\\\nc'") == "abc");  // lines go on
  CHECK(cooked("'a\\\xE2\x80\xA8"
               "b'") == "ab");
}

TEST_CASE("malformed escapes lose their backslash only") {
  CHECK(cooked(R"("\uZZZZ")") == "uZZZZ");
  CHECK(cooked(R"("\u{110000}")") == "u{110000}");
  CHECK(cooked(R"("\xG1")") == "xG1");
  CHECK(cooked(R"("\uD83Dx\uDE00")") == "\uFFFDx\uFFFD");
}

TEST_CASE("text without escapes is a view of the source") {
  const std::string source = "'plain'";
  Tokeniser tokeniser(source, Limits{});
  CHECK(tokeniser.next().text.data() == source.data() + 1);
}

TEST_CASE("names may be Chinese or escaped") {
  CHECK(raw("签到=$x_1") == "签到 = $x_1");
  CHECK(cooked(R"(\u0061pply)") == "apply");
  CHECK(raw("a\u3000=\u00A0"
            "b") == "a = b");  // wide spaces are no letters
}

TEST_CASE("a slash after an operator begins a regular expression") {
  for (const char* source :
       {"x = /a\"b/g", "f(/'/)", "return /[/\"]/", "!/\\/'/.test(a)", "if (a) /'/.test(b)", "a = b\n/'/"}) {
    INFO(source);
    CHECK(holds_regex(source) == (std::string_view(source) != "a = b\n/'/"));
  }
}

TEST_CASE("a slash after an operand divides") {
  for (const char* source :
       {"a / b / 'c'", "f(x) / 2 / g", "a[0] / 2 / 1", "x++ / 2 / y", "1 / 2 / 3", "this / 2 / 3",
        "a.return / 2 / 3", "`t` / 2 / 3", "({}) / 2 / 3", "x = {} / 2 / 3"}) {
    INFO(source);
    CHECK_FALSE(holds_regex(source));
  }
}

TEST_CASE("a regular expression that was none heals at the end of the line") {
  CHECK(raw("x = / 2 'a'\n'b'") == "x = / 2 'a' 'b'");
}

TEST_CASE("comments are no tokens, and their marks in strings no comments") {
  CHECK(raw("a /* 'x' */ b // \"y\"\nc <!-- z\n--> w\nd") == "a b c d");
  CHECK(raw("'/* a */' + \"// b\" + /\\/*x/") == "'/* a */' + \"// b\" + /\\/*x/");
  CHECK(raw("#!/usr/bin/node\na") == "a");
  CHECK(raw("// x\xE2\x80\xA8"
            "a") == "a");  // U+2028 ends the line
  CHECK(raw("a --> b") == "a -- > b");
}

TEST_CASE("a closing script tag in a string is text, outside of one it is no regular expression") {
  CHECK(cooked("'</script>'") == "</script>");
  CHECK_FALSE(holds_regex("x = 1;\n</script><p>a/b</p>"));
}

TEST_CASE("a template is one token with its expressions passed over") {
  CHECK(cooked("`共${n}个`") == "共…个");
  CHECK(cooked("`a${`b${c}`}d${ {x: '}'} }e`") == "a…d…e");
  CHECK(cooked("`\\u6253\\`\r\n$x`") == "打`\n$x");
  CHECK(raw("`a${b}` + c") == "`a${b}` + c");
}

TEST_CASE("an unterminated string ends with its line and is a defect") {
  Tokeniser tokeniser("a = 'b\nc = 'd'", Limits{});
  CHECK(tokens_of(tokeniser).size() == 6);
  REQUIRE(tokeniser.defects().size() == 1);
  CHECK(tokeniser.defects()[0].offset == 4);
}

TEST_CASE("an unterminated template ends with its line and is a defect") {
  Tokeniser tokeniser("a = `b\nc = 'd'", Limits{});
  const std::vector<Token> tokens = tokens_of(tokeniser);
  CHECK(tokens.size() == 6);
  CHECK(tokens[2].text == "b");
  CHECK(tokeniser.defects().size() == 1);
}

TEST_CASE("lines end at LF, CR and CRLF, columns count characters") {
  constexpr std::string_view kSource = "a\r\n b\r'签到' c\n`x\ny` d";
  Tokeniser tokeniser(kSource, Limits{});
  text::LineIndex lines(kSource);
  std::string places;
  for (const Token& token : tokens_of(tokeniser)) {
    const text::Position at = lines.at(token.offset);
    places += std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
  }
  CHECK(places == "1:1 2:2 3:1 3:6 4:1 5:4 ");
}

TEST_CASE("JSX is read where an element can stand") {
  CHECK(raw("x = <a b=\"c\">d {e} f<i/></a>;") == "x = <a b = \"c\" > d  { e }  f <i /> </a> ;");
  CHECK(last_kind("return (<>文字</>") == TokenKind::kCloseTag);
  CHECK(raw("if (a <b && c> d) e") == "if ( a < b && c > d ) e");
  CHECK(raw("x = <a>b <c d(e); {f}</a>") == "x = <a > b  <c d (e);  { f } </a>");  // what looked like a tag in a text
  CHECK(raw("const f = <T>(x: T) => x") == "const f = < T > ( x : T ) => x");
  CHECK(raw("const f = <T extends U>(x: T) => x; '</T>'") ==
        "const f = < T extends U > ( x : T ) => x ; '</T>'");
}

TEST_CASE("plain code is read as the same tokens as byte by byte") {
  // Near its end a source is read byte by byte: short ones wholly, the same with lines behind it in windows.
  const std::string more(200, '\n');
  const auto both = [&](const std::string& source) {
    INFO(source);
    for (const size_t shift : {0u, 1u, 30u, 58u, 63u}) {
      const std::string shifted = std::string(shift, ' ') + source;
      CHECK(raw(shifted + "\n") == raw(shifted + more));
    }
  };
  for (const char* source :
       {"var a=1;b.c('d');e===f?g:h||i",
        "this.of of async of /x/g",
        "for(const x of /y/){}",
        "x={}/2;{}/re/",
        "if(a)/re/;b(c)/2/d",
        "a.return/2/3",
        "return/x/",
        "1.5e-3+0x1fe+1_0.toFixed 1e5-2 .5",
        "签到=1;a签b",
        "\\u0061bc;a\\u0062",
        "'a\\'b'+\"c\"",
        "`a${b}c${{}}d`+e",
        "a?.b?.5:1",
        "x=>{...y}",
        "a--> b\n--> c",
        "a<!--b\nc",
        "a/*b*/c//d\ne",
        "x=<a b=\"c\">d{e}</a>;f",
        "x=<a b=\"c\">d <e f(g);$={h}i;j(k)</a>;l",
        "#a in b;c.#d",
        "'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz'+1",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz=1",
        "a\n\n\n   b++/c/d;++/e/",
        ")]}f(1)",
        "instanceof instanceo functio function functions debugger",
        "a\r\nb\rc",
        "'a\nb'"}) {
    both(source);
    both(std::string(50, ' ') + source);
    both(std::string(source) + ";" + source + ";" + source);
  }
}
