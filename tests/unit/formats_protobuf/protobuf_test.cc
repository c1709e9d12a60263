#include <catch2/catch.hpp>

#include "builders/damage.h"
#include "builders/proto_writer.h"
#include "formats/protobuf/protobuf.h"

namespace jianfu::formats::protobuf {
namespace {

using builders::ProtoWriter;

// "1=5 2=\"x\" …", and "!" where the bytes stopped making sense.
std::string told(std::string_view bytes) {
  std::string out;
  Message message(bytes);
  while (message.next()) {
    out += std::to_string(message.number()) + "=";
    out += message.wire() == Wire::kBytes ? "\"" + std::string(message.bytes()) + "\""
                                          : std::to_string(message.value());
    out += " ";
  }
  return out + (message.sound() ? "" : "!");
}

}  // namespace

TEST_CASE("fields come in order, whatever their wire type") {
  CHECK(told(ProtoWriter()
                 .number(1, 5)
                 .text(2, "x")
                 .fixed32(3, 7)
                 .fixed64(4, 1ull << 40)
                 .number(200, 300)
                 .bytes()) == "1=5 2=\"x\" 3=7 4=1099511627776 200=300 ");
  CHECK(told("").empty());
  CHECK(told(ProtoWriter().text(1, "").bytes()) == "1=\"\" ");
}

TEST_CASE("an int32 below zero has ten bytes and its low half is the number") {
  const ProtoWriter minus = ProtoWriter().number(6, static_cast<uint64_t>(int64_t{-1}));
  Message message(minus.bytes());
  REQUIRE(message.next());
  CHECK(message.value32() == 0xFFFFFFFF);
  CHECK_FALSE(message.next());
  CHECK(message.sound());
}

TEST_CASE("groups are skipped, nested ones too, and what follows is read") {
  const ProtoWriter inner = ProtoWriter().number(1, 1).group(2, ProtoWriter().text(3, "deep"));
  CHECK(told(ProtoWriter().number(1, 1).group(9, inner).number(2, 2).bytes()) == "1=1 2=2 ");
  CHECK(told(ProtoWriter().tag(9, 3).number(1, 1).bytes()) == "!");      // never ended
  CHECK(told(ProtoWriter().number(1, 1).tag(9, 4).bytes()) == "1=1 !");  // never begun
}

TEST_CASE("a hundred thousand groups in one another are a loop, not a stack") {
  ProtoWriter out;
  for (int i = 0; i < 100000; ++i) out.tag(1, 3);
  for (int i = 0; i < 100000; ++i) out.tag(1, 4);
  CHECK(told(out.number(2, 2).bytes()) == "2=2 ");
}

TEST_CASE("bytes that end too early are handed out as far as they go, once") {
  const std::string whole = ProtoWriter().number(1, 5).text(2, "long text").bytes();
  CHECK(told(whole.substr(0, whole.size() - 5)) == "1=5 2=\"long\" !");
  CHECK(told(whole.substr(0, 3)) == "1=5 !");
}

TEST_CASE("field number zero, unknown wire types and endless varints are no fields") {
  CHECK(told(std::string(1, '\0')) == "!");
  CHECK(told("\x0f") == "!");
  CHECK(told(std::string(11, '\xff')) == "!");
  CHECK(told(ProtoWriter().number(1, 1).bytes() + std::string(11, '\xff') + "x") == "1=1 !");
}

TEST_CASE("one field of a small message is found, the last of several") {
  const std::string bytes = ProtoWriter().text(1, "a").number(2, 3).text(1, "b").bytes();
  CHECK(bytes_of(bytes, 1) == "b");
  CHECK(value_of(bytes, 2) == 3);
  CHECK(bytes_of(bytes, 2).empty());
  CHECK(value_of(bytes, 1) == 0);
}

TEST_CASE("a message cut or changed anywhere ends") {
  const std::string whole = ProtoWriter()
                                .number(1, 1 << 20)
                                .group(4, ProtoWriter().text(1, "x"))
                                .text(2, "text")
                                .fixed64(3, 9)
                                .bytes();
  const auto ends = [](const std::string& bytes) { CHECK(told(bytes).size() < 200); };
  builders::cut_everywhere(whole, ends);
  builders::flip_everywhere(whole, ends);
}

}  // namespace jianfu::formats::protobuf
