#include "audit/answer.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "audit/answer_writers.h"
#include "audit/questions.h"
#include "unit/audit/example.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

std::string written(std::string_view format, const Answer& answer, Lang lang = Lang::kZh) {
  for (const AnswerWriter& writer : answer_writers()) {
    if (writer.name == format) return writer.write(answer, lang);
  }
  return {};
}

Answer example() {
  return {{"名称", "数"}, {{std::string("村务\x1b[31m通"), int64_t{3}}, {std::string("=1+1"), std::monostate{}}}};
}

}  // namespace

TEST_CASE("every ready question can be asked of a new audit, in both languages") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  for (const Question& question : questions()) {
    INFO(question.name);
    for (const Lang lang : {Lang::kZh, Lang::kEn}) {
      Statement statement = store->database().prepare("SELECT 1");
      const Result<Answer> answer = ask(store->database(), question, lang, "2026-01-31");
      REQUIRE(answer);
      CHECK(answer->rows.empty());
      CHECK(answer->columns.size() == question.columns.size());
    }
  }
}

TEST_CASE("questions answer in the language of the call, and count what could not be opened") {
  const e2e::Workspace workspace;
  write_many(workspace, 50);
  workspace.write("root/text.apk", "this is no package");
  const auto store = store_at(workspace.path("a.db"));
  Work work{scanner(), {}, {}};
  run_at(*store, workspace.path("root"), work);
  const std::string zh = written("text", *ask(store->database(), *find_question("by-verdict"), Lang::kZh, ""));
  CHECK_THAT(zh, Contains("疑似违规") && Contains("未能检查"));
  const std::string en = written("text", *ask(store->database(), *find_question("by-verdict"), Lang::kEn, ""));
  CHECK_THAT(en, Contains("suspected") && Contains("failed") && !Contains("疑"));
  CHECK_THAT(written("text", *ask(store->database(), *find_question("not-assessable"), Lang::kZh, "")), Contains("text.apk"));
  CHECK(ask(store->database(), *find_question("copies"), Lang::kZh, "")->rows.size() == 4);
  CHECK(ask(store->database(), *find_question("new-since"), Lang::kZh, "2999-01-01")->rows.empty());
  CHECK_FALSE(ask(store->database(), *find_question("new-since"), Lang::kZh, "2000-01-01")->rows.empty());
}

TEST_CASE("own SQL may read and nothing else") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  CHECK(ask(store->database(), "SELECT count(*) AS 数 FROM 安装包;", Lang::kZh)->columns.front() == "数");
  for (const char* sql : {"DELETE FROM scan", "SELECT 1; DROP TABLE scan", "", "PRAGMA user_version = 3"})
    CHECK(ask(store->database(), sql, Lang::kZh).error().kind == ErrorKind::kUsage);
  CHECK_THAT(ask(store->database(), "SELECT nothing FROM nowhere", Lang::kEn).error().render(Lang::kEn), Contains("nowhere"));
}

TEST_CASE("an answer is written harmless to terminals and spreadsheets, and exact to programs") {
  CHECK_THAT(written("text", example()), Contains("村务") && !Contains("\x1b"));
  CHECK_THAT(written("csv", example()), Contains("\"'=1+1\""));
  CHECK(written("xlsx", example()).starts_with("PK"));
  const auto json = nlohmann::json::parse(written("json", example()));
  CHECK(json[0]["数"] == 3);
  CHECK(json[1]["数"].is_null());
  CHECK(json[1]["名称"] == "=1+1");
  CHECK(std::count(written("jsonl", example()).begin(), written("jsonl", example()).end(), '\n') > 1);
  CHECK_THAT(written("text", {{"a"}, {}}), Contains("没有"));
}
