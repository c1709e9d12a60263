#include "formats/dex/checksum.h"
#include "formats/dex/dex.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include "builders/dex_builder.h"

using namespace jianfu;
using namespace jianfu::builders;
namespace dex = jianfu::formats::dex;
using namespace std::string_literals;

namespace {

std::string sample() {
  const DexClass api{.name = "com.gov.demo.Api",
                     .access = kAccPublic | kAccInterface | kAccAbstract,
                     .methods = {{.name = "list",
                                  .access = kAccPublic | kAccAbstract,
                                  .annotations = {{"retrofit2.http.GET", {{"value", {"sign/list"}}}}}}}};
  const DexClass page{
      .name = "com.gov.demo.SignActivity",
      .super = "android.app.Activity",
      .interfaces = {"com.gov.demo.Api"},
      .source_file = "SignActivity.java",
      .fields = {{"java.lang.String", "URL", kAccPublic | kAccStatic, "/sign/in"},
                 {"int", "LIMIT", kAccPublic | kAccStatic, -2},
                 {"boolean", "ON", kAccPublic | kAccStatic, 1},
                 {"int", "count", kAccPrivate}},
      .methods = {{.name = "onCreate",
                   .parameters = {"android.os.Bundle", "int[]"},
                   .code = {dex_op::string(0, "今日打卡"), dex_op::return_void()}},
                  {.name = "key", .returns = "int", .access = kAccPublic | kAccStatic | kAccNative},
                  {.name = "helper", .access = kAccPrivate, .code = {dex_op::return_void()}}},
      .annotations = {{"com.x.Route", {{"path", {"/a"}}, {"more", {"b", "c"}}}}}};
  return build_dex({page, api});
}

dex::Dex parsed(std::string_view bytes) {
  Result<dex::Dex> out = dex::Dex::parse(bytes, {});
  REQUIRE(out);
  return std::move(*out);
}

uint32_t class_named(const dex::Dex& in, std::string_view java_name) {
  for (uint32_t i = 0; i < in.classes(); ++i) {
    if (dex::java_name(in.type(in.class_def(i).type)) == java_name) return i;
  }
  FAIL("no class " << java_name);
  return 0;
}

bool has_anomaly(const dex::Dex& in, std::string_view id) {
  return std::find(in.anomalies().begin(), in.anomalies().end(), id) != in.anomalies().end();
}

void put_u32(std::string& bytes, size_t at, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8 * i) & 0xFF);
}
uint32_t get_u32(const std::string& bytes, size_t at) {
  uint32_t out = 0;
  for (size_t i = 4; i-- > 0;) out = out << 8 | static_cast<unsigned char>(bytes[at + i]);
  return out;
}

}  // namespace

TEST_CASE("a dex file without oddities has neither anomalies nor defects") {
  const std::string bytes = sample();
  const dex::Dex in = parsed(bytes);
  CHECK(in.anomalies().empty());
  CHECK(in.defects().empty());
  CHECK(in.version() == "035");
  CHECK(in.classes() == 2);
}

TEST_CASE("strings are views with the place they stand at") {
  const std::string bytes = sample();
  const dex::Dex in = parsed(bytes);
  bool found = false;
  for (uint32_t i = 0; i < in.strings(); ++i) {
    if (in.string(i) != "今日打卡") continue;
    found = true;
    CHECK(bytes.substr(in.string_offset(i), 12) == "今日打卡");
  }
  CHECK(found);
  CHECK(in.string(in.strings()).empty());
  CHECK(in.string(dex::kNoIndex).empty());
  CHECK(in.string_offset(in.strings()) == 0);
}

TEST_CASE("strings keep their MUTF-8 as it is in the file") {
  const DexClass c{
      .name = "A",
      .methods = {{.name = "f",
                   .access = kAccPublic | kAccStatic,
                   .code = {dex_op::string(0, "a\0b"s), dex_op::string(0, "😀"), dex_op::return_void()}}}};
  const std::string bytes = build_dex({c});
  const dex::Dex in = parsed(bytes);
  std::vector<std::string_view> all;
  for (uint32_t i = 0; i < in.strings(); ++i) all.push_back(in.string(i));
  CHECK(std::count(all.begin(), all.end(),
                   "a\xC0\x80"
                   "b") == 1);
  CHECK(std::count(all.begin(), all.end(), "\xED\xA0\xBD\xED\xB8\x80") == 1);
}

TEST_CASE("the length of a string may lie, its zero byte does not") {
  std::string bytes = sample();
  const dex::Dex before = parsed(bytes);
  const uint64_t at = before.string_offset(0);
  const std::string text(before.string(0));
  bytes[at - 1] = 0x7F;
  CHECK(parsed(bytes).string(0) == text);
}

TEST_CASE("a class tells its superclass, interfaces, members and source file") {
  const std::string bytes = sample();
  const dex::Dex in = parsed(bytes);
  const dex::ClassDef def = in.class_def(class_named(in, "com.gov.demo.SignActivity"));
  CHECK(in.type(def.super) == "Landroid/app/Activity;");
  CHECK(in.string(def.source_file) == "SignActivity.java");
  REQUIRE(in.interfaces(def).size() == 1);
  CHECK(in.type(in.interfaces(def)[0]) == "Lcom/gov/demo/Api;");
  const dex::ClassData data = in.class_data(def);
  CHECK(data.static_fields.size() == 3);
  REQUIRE(data.instance_fields.size() == 1);
  CHECK(in.string(in.field(data.instance_fields[0].field).name) == "count");
  REQUIRE(data.direct_methods.size() == 2);
  REQUIRE(data.virtual_methods.size() == 1);
  // The index difference restarts in each list: the virtual method is not counted on from the direct ones.
  const dex::Method method = in.method(data.virtual_methods[0].method);
  CHECK(in.string(method.name) == "onCreate");
  CHECK(in.type(method.owner) == "Lcom/gov/demo/SignActivity;");
  const dex::Proto proto = in.proto(method.proto);
  CHECK(in.string(proto.shorty) == "VLL");
  REQUIRE(in.parameters(proto).size() == 2);
  CHECK(in.type(in.parameters(proto)[1]) == "[I");
}

TEST_CASE("methods without a body have no code, others have their units") {
  const std::string bytes = sample();
  const dex::Dex in = parsed(bytes);
  const dex::ClassData data = in.class_data(in.class_def(class_named(in, "com.gov.demo.SignActivity")));
  for (const dex::MethodBody& body : data.direct_methods) {
    const bool native = (body.access & kAccNative) != 0;
    CHECK(in.code(body).units == (native ? 0u : 1u));
  }
  const dex::Code code = in.code(data.virtual_methods[0]);
  CHECK(code.units == 3);
  CHECK(code.registers == 4);
  CHECK(code.ins == 3);
}

TEST_CASE("static values stand in the order of the static fields") {
  const std::string bytes = sample();
  const dex::Dex in = parsed(bytes);
  const dex::ClassDef def = in.class_def(class_named(in, "com.gov.demo.SignActivity"));
  const dex::ClassData data = in.class_data(def);
  const std::vector<dex::EncodedValue> values = in.static_values(def);
  REQUIRE(values.size() == 3);
  for (size_t i = 0; i < 3; ++i) {
    const std::string_view name = in.string(in.field(data.static_fields[i].field).name);
    if (name == "URL") CHECK(in.string(static_cast<uint32_t>(values[i].value)) == "/sign/in");
    if (name == "LIMIT") CHECK(static_cast<int64_t>(values[i].value) == -2);
    if (name == "ON") CHECK((values[i].type == 0x1F && values[i].value == 1));
  }
  CHECK(in.static_values(in.class_def(class_named(in, "com.gov.demo.Api"))).empty());
}

TEST_CASE("a static value that the file ends in is left out") {
  std::string bytes = sample();
  const uint32_t at = class_named(parsed(bytes), "com.gov.demo.SignActivity");
  put_u32(bytes, get_u32(bytes, 100) + 32 * at + 28, static_cast<uint32_t>(bytes.size()));
  bytes += "\x02\x04\x07\x64\x01"s;  // two: a byte-long int, and the first byte of one of four
  put_u32(bytes, 32, static_cast<uint32_t>(bytes.size()));
  const dex::Dex in = parsed(bytes);
  const std::vector<dex::EncodedValue> values = in.static_values(in.class_def(at));
  REQUIRE(values.size() == 1);
  CHECK(values[0].value == 7);
}

TEST_CASE("annotations of classes and methods come with their texts, arrays flattened") {
  const std::string bytes = sample();
  const dex::Dex in = parsed(bytes);
  const auto of_class = [&in](std::string_view name) {
    std::vector<dex::AnnotatedMember> out;
    in.annotations(in.class_def(class_named(in, name)), [&out](const dex::AnnotatedMember& one) { out.push_back(one); });
    return out;
  };
  const auto of_api = of_class("com.gov.demo.Api");
  REQUIRE(of_api.size() == 1);
  CHECK(of_api[0].what == dex::AnnotatedMember::kMethod);
  CHECK(in.string(in.method(of_api[0].index).name) == "list");
  CHECK(in.type(of_api[0].annotation.type) == "Lretrofit2/http/GET;");
  REQUIRE(of_api[0].annotation.elements.size() == 1);
  const dex::Annotation::Element& element = of_api[0].annotation.elements[0];
  CHECK(in.string(element.name) == "value");
  REQUIRE(of_api[0].annotation.of(element).size() == 1);
  CHECK(in.string(static_cast<uint32_t>(of_api[0].annotation.of(element)[0].value)) == "sign/list");
  const auto of_page = of_class("com.gov.demo.SignActivity");
  REQUIRE(of_page.size() == 1);
  CHECK(of_page[0].what == dex::AnnotatedMember::kClass);
  REQUIRE(of_page[0].annotation.elements.size() == 2);
  CHECK(of_page[0].annotation.of(of_page[0].annotation.elements[0]).size() == 2);  // "more" sorts before "path"
}

TEST_CASE("indices past a table give empty items") {
  const std::string bytes = sample();
  const dex::Dex in = parsed(bytes);
  CHECK(in.type(in.types()).empty());
  CHECK(in.string(in.method(in.methods()).name).empty());
  CHECK(in.string(in.field(in.fields()).name).empty());
  CHECK(in.parameters(in.proto(in.protos())).empty());
  CHECK(in.class_data(in.class_def(in.classes())).direct_methods.empty());
}

TEST_CASE("each oddity of the header has its name, and the tables are read all the same") {
  struct Oddity {
    size_t at;
    uint32_t value;
    std::string_view id;
  };
  const auto oddity = GENERATE(Oddity{36, 0x74, "dex-header-size"}, Oddity{44, 4, "dex-link-section"},
                               Oddity{40, 7, "dex-endian"}, Oddity{40, 0x78563412, "dex-endian"}, Oddity{32, 0x7FFFFFFF, "dex-file-size"},
                               Oddity{52, 0xFFFFFF00, "dex-map"}, Oddity{0, 0, "dex-magic"});
  std::string bytes = sample();
  const uint32_t strings = parsed(bytes).strings();
  put_u32(bytes, oddity.at, oddity.value);
  if (oddity.id == "dex-magic") put_u32(bytes, 4, 0);
  const Result<dex::Dex> in = dex::Dex::parse(bytes, {});
  CAPTURE(oddity.id);
  REQUIRE(in);
  CHECK(in->anomalies() == std::vector<std::string>{std::string(oddity.id)});
  CHECK(in->strings() == strings);
  CHECK(in->classes() == 2);
}

TEST_CASE("bytes behind the file and behind the map are told apart") {
  std::string bytes = sample() + "payload!";
  CHECK(parsed(bytes).anomalies() == std::vector<std::string>{"dex-trailing-bytes"});
  seal_dex(bytes);  // file_size now covers them
  CHECK(parsed(bytes).anomalies() == std::vector<std::string>{"dex-bytes-after-map"});
}

TEST_CASE("where the header lies about a table the map is believed") {
  std::string bytes = sample();
  const dex::Dex before = parsed(bytes);
  SECTION("count too large") {
    put_u32(bytes, 56, 0x7FFFFFFF);
  }
  SECTION("count wiped") {
    put_u32(bytes, 56, 0);
  }
  SECTION("offset outside") {
    put_u32(bytes, 60, 0xFFFFFFF0);
  }
  const dex::Dex in = parsed(bytes);
  CHECK(in.strings() == before.strings());
  CHECK(in.string(3) == before.string(3));
  CHECK(has_anomaly(in, "dex-header-tables"));
  CHECK(in.defects().empty());
}

TEST_CASE("without a map a table is cut to what the file holds, and that is a defect") {
  std::string bytes = sample();
  put_u32(bytes, 52, 0);
  put_u32(bytes, 96, 0x7FFFFFFF);
  const dex::Dex in = parsed(bytes);
  CHECK(in.classes() < bytes.size() / 32);
  REQUIRE_FALSE(in.defects().empty());
  CHECK(in.defects()[0].what.id == Msg::count_too_large);
  CHECK(in.class_data(in.class_def(class_named(in, "com.gov.demo.Api"))).virtual_methods.size() == 1);
}

TEST_CASE("a string outside the file is an empty entry and one defect for all of them") {
  std::string bytes = sample();
  const uint32_t ids = get_u32(bytes, 60);
  const dex::Dex before = parsed(bytes);
  put_u32(bytes, ids + 4, 0xFFFFFFF0);
  put_u32(bytes, ids + 8, 0xFFFFFFF0);
  const dex::Dex in = parsed(bytes);
  CHECK(in.strings() == before.strings());
  CHECK(in.string(1).empty());
  CHECK(in.string(0) == before.string(0));
  CHECK(in.string(3) == before.string(3));
  REQUIRE(in.defects().size() == 1);
  CHECK(in.defects()[0].what.args.at(2) == "2");
}

TEST_CASE("strings out of order are noticed") {
  std::string bytes = sample();
  const uint32_t ids = get_u32(bytes, 60);
  const uint32_t first = get_u32(bytes, ids), second = get_u32(bytes, ids + 4);
  put_u32(bytes, ids, second);
  put_u32(bytes, ids + 4, first);
  CHECK(has_anomaly(parsed(bytes), "dex-unsorted-strings"));
}

TEST_CASE("thousands of strings that are one long text do not cost thousands of texts") {
  std::string bytes = sample();
  const uint32_t count = 20'000;
  const auto table = static_cast<uint32_t>(bytes.size());
  const uint32_t text = table + count * 4;
  put_u32(bytes, 52, 0);
  put_u32(bytes, 56, count);
  put_u32(bytes, 60, table);
  bytes.resize(text);
  bytes += std::string(200'000, 'a');
  SECTION("the same place again and again") {
    for (uint32_t i = 0; i < count; ++i) put_u32(bytes, table + i * 4, text);
  }
  SECTION("ascending places in one text") {
    for (uint32_t i = 0; i < count; ++i) put_u32(bytes, table + i * 4, text + i);
  }
  const dex::Dex in = parsed(bytes);
  CHECK(in.strings() == count);
  uint64_t total = 0;
  for (uint32_t i = 0; i < count; ++i) total += in.string(i).size();
  CHECK(total < bytes.size() * 10);
}

TEST_CASE("class data shared by thousands of classes is cut off, and said so") {
  std::string bytes = sample();
  const uint32_t count = 20'000;
  const auto table = static_cast<uint32_t>(bytes.size());
  const uint32_t data = table + count * 32;
  put_u32(bytes, 52, 0);
  put_u32(bytes, 96, count);
  put_u32(bytes, 100, table);
  bytes.resize(data);
  bytes += std::string("\x00\x00\xF0\xF0\x04\x00", 6) + std::string(230'000, '\0');  // 79,984 direct methods
  for (uint32_t i = 0; i < count; ++i) put_u32(bytes, table + i * 32 + 24, data);
  const dex::Dex in = parsed(bytes);
  CHECK(in.classes() == count);
  CHECK(has_anomaly(in, "dex-overlapping-data"));
  CHECK(in.class_def(0).data_at == data);
  CHECK(in.class_def(count - 1).data_at == 0);
}

TEST_CASE("the checksum counts, the signature beside it does not, and what is no whole file has none") {
  const std::string whole = sample();
  CHECK_FALSE(dex::checksum_is_wrong(whole));
  const auto changed = [&](size_t at, uint32_t value) {
    std::string out = whole;
    put_u32(out, at, value);
    return dex::checksum_is_wrong(out);
  };
  CHECK(changed(8, 7));
  CHECK(changed(12, 7));  // the signature is summed up too
  CHECK(changed(whole.size() - 8, 7));
  CHECK_FALSE(dex::checksum_is_wrong(whole + "behind it"));
  CHECK_FALSE(changed(32, 0x7FFFFFFF));
  CHECK_FALSE(changed(32, 0));
  CHECK_FALSE(changed(0, 0));
  CHECK_FALSE(dex::checksum_is_wrong(whole.substr(0, 200)));
  CHECK_FALSE(dex::checksum_is_wrong(""));
  std::string container = build_dex({{.name = "com.gov.demo.One"}}, "041");
  put_u32(container, 8, 7);
  CHECK_FALSE(dex::checksum_is_wrong(container));
}

TEST_CASE("what is no dex is told from what cannot be read yet") {
  const Result<dex::Dex> text = dex::Dex::parse(std::string(200, 'x'), {});
  REQUIRE_FALSE(text);
  CHECK(text.error().kind == ErrorKind::kNotThisKind);
  const Result<dex::Dex> stub = dex::Dex::parse("dex\n035", {});
  REQUIRE_FALSE(stub);
  CHECK(stub.error().kind == ErrorKind::kCorrupt);
  std::string swapped = sample();
  put_u32(swapped, 36, 0x70000000);
  put_u32(swapped, 40, 0x78563412);
  const Result<dex::Dex> big = dex::Dex::parse(swapped, {});
  REQUIRE_FALSE(big);
  CHECK(big.error().kind == ErrorKind::kUnsupported);
}

TEST_CASE("dex is recognised by its magic, behind a wiped one, and in an odex") {
  const std::string bytes = sample();
  std::string wiped = bytes;
  put_u32(wiped, 0, 0);
  const std::string odex = "dey\n036\0\x10\0\0\0\0\0\0\0"s + bytes;
  CHECK(dex::looks_like(bytes));
  CHECK(dex::looks_like(wiped));
  CHECK(dex::looks_like(odex));
  CHECK(dex::split_container(odex).at(0) == bytes);
  CHECK_FALSE(dex::looks_like("dex is a word"));
  CHECK_FALSE(dex::looks_like(""));
}

TEST_CASE("a 041 container is split, and its parts share offsets from its start") {
  // A second header over the tables of the first file.
  std::string bytes = build_dex({{.name = "com.gov.demo.One"}}, "041");
  std::string second = bytes.substr(0, 0x70) + std::string(8, '\0');
  put_u32(second, 36, 0x78);
  put_u32(second, 32, 0x78);
  put_u32(second, 116, static_cast<uint32_t>(bytes.size()));
  bytes += second;
  const std::vector<std::string_view> parts = dex::split_container(bytes);
  REQUIRE(parts.size() == 2);
  CHECK(parts[1].size() == 0x78);
  const Result<dex::Dex> in = dex::Dex::parse(parts[1], {}, bytes);
  REQUIRE(in);
  CHECK(in->anomalies().empty());
  CHECK(in->bytes().size() == bytes.size());
  CHECK(in->type(in->class_def(0).type) == "Lcom/gov/demo/One;");
  CHECK(dex::split_container(sample()).size() == 1);
}

TEST_CASE("descriptors have Java names") {
  CHECK(dex::java_name("Lcom/x/Foo$Bar;") == "com.x.Foo$Bar");
  CHECK(dex::java_name("[[I") == "int[][]");
  CHECK(dex::java_name("[Ljava/lang/String;") == "java.lang.String[]");
  CHECK(dex::java_name("V") == "void");
  CHECK(dex::java_name("").empty());
  CHECK(dex::java_name("L;").empty());
}
