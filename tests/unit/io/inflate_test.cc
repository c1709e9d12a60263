#include "io/inflate.h"

#include <catch2/catch.hpp>

#include <string>

#include "builders/damage.h"
#include "builders/zip_builder.h"

using namespace jianfu::io;

namespace {

std::string numbers() {
  std::string out;
  for (int i = 0; i < 30'000; ++i) out += std::to_string(i * 7919 % 10'007) + ' ';
  return out;
}

}  // namespace

TEST_CASE("deflate is inflated whatever size is claimed") {
  const std::string text = numbers();
  const std::string packed = jianfu::builders::deflated(text);
  for (const uint64_t claimed :
       {uint64_t{0}, uint64_t{1}, uint64_t{text.size()}, uint64_t{1} << 40, UINT64_MAX}) {
    const Inflated out = inflate_raw(packed, claimed, UINT64_MAX);
    CHECK(out.bytes.view() == text);
    CHECK(out.end == InflateEnd::kComplete);
    CHECK(out.consumed == packed.size());
  }
}

TEST_CASE("bytes behind the stream are not consumed") {
  const std::string packed = jianfu::builders::deflated("hello") + "PK and more";
  const Inflated out = inflate_raw(packed, 0, UINT64_MAX);
  CHECK(out.bytes.view() == "hello");
  CHECK(out.consumed == packed.size() - 11);
}

TEST_CASE("output stops at the cap, and one that just fits is complete") {
  const std::string text = numbers();
  const std::string packed = jianfu::builders::deflated(text);
  for (const bool head : {false, true}) {
    const auto run = [&](uint64_t cap) {
      return head ? inflate_head(packed, cap) : inflate_raw(packed, text.size(), cap);
    };
    CHECK(run(text.size() - 1).end == InflateEnd::kCut);
    CHECK(run(text.size() - 1).bytes.size() == text.size() - 1);
    CHECK(run(text.size()).end == InflateEnd::kComplete);
    CHECK(run(0).end == InflateEnd::kCut);
    CHECK(run(0).bytes.size() == 0);
  }
}

TEST_CASE("a head is read without a look at the rest") {
  std::string packed = jianfu::builders::deflated(numbers());
  packed.resize(packed.size() / 2);
  const Inflated out = inflate_head(packed, 1000);
  CHECK(out.end == InflateEnd::kCut);
  CHECK(out.bytes.view() == numbers().substr(0, 1000));
  CHECK(out.consumed < packed.size());
}

TEST_CASE("of a stream that is cut or broken the head is kept") {
  const std::string text = numbers();
  const std::string packed = jianfu::builders::deflated(text);
  const Inflated cut = inflate_raw(packed.substr(0, packed.size() / 2), text.size(), UINT64_MAX);
  CHECK(cut.end == InflateEnd::kTruncated);
  CHECK(cut.bytes.size() > text.size() / 4);
  CHECK(text.starts_with(cut.bytes.view()));
  const Inflated nothing = inflate_raw("", 100, UINT64_MAX);
  CHECK(nothing.end == InflateEnd::kTruncated);
  const Inflated wrong = inflate_raw("\x07 no deflate", 100, UINT64_MAX);
  CHECK(wrong.end == InflateEnd::kCorrupt);
  CHECK(wrong.bytes.size() == 0);
}

TEST_CASE("the length of a stream is measured without keeping it") {
  const std::string text = numbers();
  const std::string packed = jianfu::builders::deflated(text);
  uint64_t output = 0;
  const Inflated out = measure_deflate(packed + "tail", UINT64_MAX, output);
  CHECK(out.end == InflateEnd::kComplete);
  CHECK(out.consumed == packed.size());
  CHECK(output == text.size());
  CHECK(out.bytes.size() == 0);
}

TEST_CASE("damaged anywhere, a stream gives no more than its cap") {
  const std::string packed = jianfu::builders::deflated(numbers().substr(0, 600));
  const auto read = [](const std::string& bytes) {
    CHECK(inflate_raw(bytes, 600, 1000).bytes.size() <= 1000);
  };
  jianfu::builders::cut_everywhere(packed, read);
  jianfu::builders::flip_everywhere(packed, read);
}
