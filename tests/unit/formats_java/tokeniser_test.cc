#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "formats/java/java.h"

using namespace jianfu;
using namespace jianfu::formats::java;

namespace {

// Values of the strings, U+FFFC shown as "…".
std::vector<std::string> strings(std::string_view source, Dialect dialect) {
  Tokeniser tokens(source, dialect);
  std::vector<std::string> out;
  for (Token token = tokens.next(); token.kind != TokenKind::kEnd; token = tokens.next()) {
    if (token.kind != TokenKind::kString) continue;
    std::string text(token.text);
    for (size_t at = text.find(kPlaceholder); at != std::string::npos; at = text.find(kPlaceholder))
      text.replace(at, 3, "…");
    out.push_back(text);
  }
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("escapes of Java are resolved, with any number of u and pairs joined") {
  CHECK(strings(R"(x = "\u6253\uuu5361\n\t\"\\\101\uD83D\uDE00";)", Dialect::kJava) ==
        Texts{"打卡\n\t\"\\A\U0001F600"});
  CHECK(strings(R"("\uD83D" "\u12")", Dialect::kJava) == Texts{"\uFFFD", "u12"});
}

TEST_CASE("comments are dropped, and nest in Kotlin and Dart only") {
  CHECK(strings("/* \"a\" /* \"b\" */ \"c\" // \"d\"\n\"e\"", Dialect::kJava) == Texts{"c", "e"});
  CHECK(strings("/* \"a\" /* \"b\" */ \"c\" */ \"e\"", Dialect::kKotlin) == Texts{"e"});
  CHECK(strings("/* /* */ 'c' */ 'e'", Dialect::kDart) == Texts{"e"});
  CHECK(strings("\"// no comment\" /* */ 'x'", Dialect::kJava) == Texts{"// no comment"});
}

TEST_CASE("text blocks and raw strings lose the indent that all lines share") {
  CHECK(strings("\"\"\"\n    一\n      二\n    \"\"\"", Dialect::kJava) == Texts{"一\n  二"});
  CHECK(strings("\"\"\"a\\n\"b\"\"\"", Dialect::kKotlin) == Texts{"a\\n\"b"});
  CHECK(strings("'''a\\n\n b''' r'c\\d' r\"e$f\"", Dialect::kDart) == Texts{"a\n\nb", "c\\d", "e$f"});
}

TEST_CASE("templates have a hole for each expression; Java has none") {
  CHECK(strings("\"共${n}个$name。\"", Dialect::kKotlin) ==
        Texts{"共", "个…。"});  // pieces: the reader joins them
  CHECK(strings("\"共${n}个$name\"", Dialect::kJava) == Texts{"共${n}个$name"});
  CHECK(strings("\"a${b[\"c${d}e\"]}f\"", Dialect::kKotlin) == Texts{"a", "c", "e", "f"});
  CHECK(strings("'$a' \"$a.b c\"", Dialect::kGroovy) == Texts{"$a", "… c"});
  CHECK(strings("\"\\$a $ 5$\"", Dialect::kKotlin) == Texts{"$a $ 5$"});
}

TEST_CASE("an unterminated string ends with its line, and is a defect") {
  Tokeniser tokens("x = \"打卡\ny = \"b\"", Dialect::kJava);
  std::vector<std::string> out;
  for (Token token = tokens.next(); token.kind != TokenKind::kEnd; token = tokens.next()) {
    if (token.kind == TokenKind::kString) out.emplace_back(token.text);
  }
  CHECK(out == Texts{"打卡", "b"});
  CHECK(tokens.defects().size() == 1);
}

TEST_CASE("lines and columns are those of an editor") {
  Tokeniser tokens("a\r\n 打 \"x\"\n\"\"\"y\nz\"\"\" b", Dialect::kKotlin);
  CHECK(tokens.next().line == 1);
  Token han = tokens.next();
  CHECK((han.line == 2 && han.column == 2));
  Token text = tokens.next();
  CHECK((text.line == 2 && text.column == 4));
  Token block = tokens.next();
  CHECK((block.line == 3 && block.text == "y\nz"));
  Token last = tokens.next();
  CHECK((last.line == 4 && last.column == 6));
}

TEST_CASE("characters, numbers and quoted names are no strings") {
  CHECK(strings("char c = '\"'; int x = 1_000L + 0x1F + 1.5f; String s = \"a\";", Dialect::kJava) ==
        Texts{"a"});
  CHECK(strings("val c = '打'; fun `a \"b\" c`() = \"d\"", Dialect::kKotlin) == Texts{"d"});
}
