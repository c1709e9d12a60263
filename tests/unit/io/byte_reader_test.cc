#include "io/byte_reader.h"

#include <catch2/catch.hpp>

#include <string>

using jianfu::io::ByteReader;
using namespace std::string_literals;

TEST_CASE("ByteReader reads both byte orders") {
  const std::string bytes = "\x01\x02\x03\x04\x01\x02\x03\x04"s;
  ByteReader in(bytes);
  CHECK(in.le<uint32_t>() == 0x04030201);
  CHECK(in.be<uint32_t>() == 0x01020304);
  CHECK(in.ok());
  CHECK(in.remaining() == 0);
}

TEST_CASE("ByteReader latches the first failing offset") {
  const std::string bytes = "abc"s;
  ByteReader in(bytes);
  in.skip(2);
  CHECK(in.le<uint32_t>() == 0);
  CHECK_FALSE(in.ok());
  CHECK(in.le<uint8_t>() == 0);  // one byte is left, and still nothing is read
  CHECK(in.defect().offset == 2);
  CHECK(in.defect().bytes == 3);
}

TEST_CASE("ByteReader allows a read that ends exactly at the end") {
  ByteReader in("abcd");
  CHECK(in.take(4) == "abcd");
  CHECK(in.ok());
}

TEST_CASE("offset plus size cannot overflow") {
  const ByteReader in("abcd");
  CHECK_FALSE(in.holds(2, UINT64_MAX));
  CHECK_FALSE(in.holds(UINT64_MAX, 2));
  CHECK(in.holds(4, 0));
  CHECK(in.slice(1, 2) == "bc");
  CHECK(in.slice(3, 2).empty());
}

TEST_CASE("LEB128 of 32 bits, and no more than five bytes of it") {
  const std::string good = "\xe5\x8e\x26\x7f"s;
  ByteReader in(good);
  CHECK(in.uleb128() == 624485);
  CHECK(in.sleb128() == -1);
  const std::string endless(6, '\x80');
  ByteReader bad(endless);
  bad.uleb128();
  CHECK_FALSE(bad.ok());
}
