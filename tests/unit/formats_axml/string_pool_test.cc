#include "formats/axml/string_pool.h"

#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/string_pool_builder.h"

namespace jianfu::formats::axml {
namespace {

using builders::StringPoolBuilder;

std::string chunk_of(const std::vector<std::string>& texts, bool utf8) {
  StringPoolBuilder out(utf8);
  for (const std::string& text : texts) out.append(text);
  return out.chunk();
}

}  // namespace

TEST_CASE("strings of every length come back in both encodings") {
  const std::vector<std::string> texts = {
      "", "a", "打卡签到", "𠮷野家 😀", std::string(127, 'x'), std::string(128, 'y'), std::string(40000, 'z')};
  for (const bool utf8 : {false, true}) {
    const std::string chunk = chunk_of(texts, utf8);
    const StringPool pool(chunk);
    REQUIRE(pool.size() == texts.size());
    CHECK(pool.utf8() == utf8);
    CHECK_FALSE(pool.lied());
    for (uint32_t i = 0; i < texts.size(); ++i) {
      CHECK(pool.get(i) == texts[i]);
      CHECK(pool.readable(i));
    }
    CHECK_FALSE(pool.readable(7));
    CHECK(pool.get(7).empty());
  }
}

TEST_CASE("a UTF-8 string whose length overflowed goes on to its end") {
  for (const size_t size : {0x8000u, 0x8001u, 0x12345u}) {
    const std::string chunk = chunk_of({std::string(size, 'q'), "next"}, true);
    const StringPool pool(chunk);
    CHECK(pool.get(0).size() == size);
    CHECK(pool.get(1) == "next");
  }
}

TEST_CASE("surrogate pairs in a UTF-8 pool are joined, other bad bytes replaced") {
  std::string chunk = chunk_of({"......", "ok"}, true);
  const size_t at = chunk.find("......");
  chunk.replace(at, 6, "\xED\xA0\xBD\xED\xB8\x80");
  CHECK(StringPool(chunk).get(0) == "😀");
  chunk.replace(at, 6,
                "a\xFF"
                "bcde");
  CHECK(StringPool(chunk).get(0) == "a\uFFFDbcde");
  CHECK(StringPool(chunk).get(1) == "ok");
}

TEST_CASE("a view is lent where no repair is needed") {
  const std::string chunk = chunk_of({"plain"}, true);
  const StringPool pool(chunk);
  std::string scratch;
  const std::string_view text = pool.get(0, scratch);
  CHECK(text == "plain");
  CHECK(scratch.empty());
}

TEST_CASE("a bad offset empties its own entry only") {
  std::string chunk = chunk_of({"one", "two", "three"}, false);
  chunk[0x1C + 4 + 3] = '\x7f';
  const StringPool pool(chunk);
  CHECK(pool.get(0) == "one");
  CHECK(pool.get(1).empty());
  CHECK_FALSE(pool.readable(1));
  CHECK(pool.get(2) == "three");
}

TEST_CASE("tags of styled strings are kept, strings without style have none") {
  StringPoolBuilder builder(true);
  builder.add_styled("点此查看 重要 重要", {"b", "a;href=https://example.gov/x", "b"});
  builder.append("plain");
  const std::string chunk = builder.chunk();
  const StringPool pool(chunk);
  CHECK(pool.styles() == 1);
  CHECK(pool.get(0) == "点此查看 重要 重要");
  CHECK(pool.spans(0) == std::vector<std::string>{"b", "a;href=https://example.gov/x"});
  CHECK(pool.spans(1).empty());
}

TEST_CASE("what is no string pool is an empty one") {
  CHECK(StringPool("").size() == 0);
  CHECK(StringPool(std::string(40, '\x05')).size() == 0);
  CHECK(StringPool().get(0).empty());
}

TEST_CASE("damaged pools neither crash nor give more text than they hold") {
  for (const bool utf8 : {false, true}) {
    StringPoolBuilder builder(utf8);
    builder.add_styled("粗体", {"b", "i"});
    builder.append("abc");
    builder.append("签到");
    const auto read = [](const std::string& bytes) {
      const StringPool pool(bytes);
      CHECK(pool.size() <= bytes.size() / 4);
      for (uint32_t i = 0; i < pool.size(); ++i) {
        CHECK(pool.get(i).size() <= bytes.size() * 3);  // a bad byte becomes the three of U+FFFD
        pool.spans(i);
      }
    };
    builders::cut_everywhere(builder.chunk(), read);
    builders::flip_everywhere(builder.chunk(), read);
  }
}

}  // namespace jianfu::formats::axml
