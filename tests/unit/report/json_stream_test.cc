#include "report/json_stream.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

using jianfu::report::JsonStream;
using Json = nlohmann::ordered_json;

namespace {

template <typename Tell>
std::string told(JsonStream::Form form, Tell tell) {
  JsonStream out(form);
  tell(out);
  return out.take();
}

// As nlohmann writes the same tree, indented and in a line.
template <typename Tell>
void check_same(const Json& tree, Tell tell) {
  CHECK(told(JsonStream::Form::kIndented, tell) == tree.dump(2, ' ', false, Json::error_handler_t::replace));
  CHECK(told(JsonStream::Form::kLine, tell) == tree.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

TEST_CASE("objects and lists in one another, empty ones too, are written as nlohmann writes them") {
  const Json tree = {{"a", 1}, {"none", Json::object()}, {"list", {{{"b", true}}, Json::array(), nullptr}}, {"rows", {{{"x", 1}}, {{"x", 2}}}}, {"pairs", {{1, 2}, {3, 4}}}, {"texts", {"x", "y"}}, {"c", "end"}};
  check_same(tree, [](JsonStream& out) {
    out.object([&] {
      out.field("a", 1);
      out.fields("none", [] {});
      out.field("list", std::vector<int>{0, 1, 2}, [&](int which) {
        if (which == 0) out.object([&] { out.field("b", true); });
        if (which == 1) out.list(std::vector<int>{}, [](int) {});
        if (which == 2) out.value(std::optional<int>());
      });
      out.rows("rows", std::vector<int>{1, 2}, [&](int x) { out.field("x", std::optional(x)); });
      out.field("pairs", std::vector<std::vector<size_t>>{{1, 2}, {3, 4}});
      out.field("texts", std::vector<std::string>{"x", "y"});
      out.field("c", "end");
    });
  });
  check_same(Json::array(), [](JsonStream& out) { out.value(std::vector<std::string>{}); });
}

TEST_CASE("every byte, and what is no UTF-8, is escaped as nlohmann escapes it") {
  std::vector<std::string> texts = {"打卡签到", "", "a\"b\\c/d", "\xF0\x9F\x98\x80", "cut \xE6\x89", "\xED\xA0\x80", "\xFF\xFE", "\xC0\x80", std::string("\0x", 2)};
  for (int byte = 0; byte < 256; ++byte) texts.push_back("<" + std::string(1, static_cast<char>(byte)) + ">");
  for (const std::string& text : texts) {
    check_same({{"text", text}}, [&](JsonStream& out) { out.object([&] { out.field("text", text); }); });
  }
}

TEST_CASE("numbers are those of nlohmann") {
  check_same({UINT64_MAX, INT64_MIN, 0, 0.1, 1234.5678, 3.0, 1e-7, 1e300}, [](JsonStream& out) {
    out.list(std::vector<int>{0}, [&](int) {
      out.value(UINT64_MAX), out.value(INT64_MIN), out.value(0), out.value(0.1), out.value(1234.5678), out.value(3.0), out.value(1e-7), out.value(1e300);
    });
  });
}
