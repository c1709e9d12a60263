#include "audit/answer.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "audit/answer_writers.h"
#include "audit/page.h"
#include "audit/questions.h"
#include "core/sha256.h"
#include "unit/audit/planned.h"

using namespace jianfu;
using namespace jianfu::audit;
using Catch::Contains;

namespace {

std::string written(std::string_view format, const Rows& rows, Lang lang = Lang::kZh) {
  std::string out;
  for (const AnswerWriter& writer : answer_writers()) {
    if (writer.name != format) continue;
    const auto begun = writer.begin(rows.columns, lang, [&out](std::string_view bytes) { out += bytes; });
    for (auto row = rows.next(); row && *row != nullptr; row = rows.next()) begun->row(**row);
    begun->end();
  }
  return out;
}
std::string written(std::string_view format, const Answer& answer, Lang lang = Lang::kZh) { return written(format, rows_of(answer), lang); }

Answer example() {
  return {{"名称", "数"}, {{std::string("村务\x1b[31m通"), int64_t{3}}, {std::string("=1+1"), std::monostate{}}}};
}

// As a program of before signs of tampering left it: without their table, and its contexts known by less.
void leave_as_first(const std::string& path) {
  const auto store = store_at(path);
  const std::string context = one(*store, "SELECT engine || char(10) || ruleset_digest || char(10) || options FROM context");
  store->database().run("UPDATE context SET key = '" + core::sha256_hex(context) + "'");
  store->database().run("DROP VIEW 反分析痕迹; DROP TABLE tampering; PRAGMA user_version = 1");
  REQUIRE(store->status());
}

}  // namespace

TEST_CASE("every ready question can be asked of a new audit, in both languages") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  for (const Question& question : questions()) {
    INFO(question.name);
    for (const Lang lang : {Lang::kZh, Lang::kEn}) {
      Statement statement = store->database().prepare("SELECT 1");
      const Result<Answer> answer = kept(ask(store->database(), question, lang, "2026-01-31"));
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
  CHECK(kept(ask(store->database(), *find_question("copies"), Lang::kZh, ""))->rows.size() == 4);
  CHECK(kept(ask(store->database(), *find_question("new-since"), Lang::kZh, "2999-01-01"))->rows.empty());
  CHECK_FALSE(kept(ask(store->database(), *find_question("new-since"), Lang::kZh, "2000-01-01"))->rows.empty());
}

TEST_CASE("packages that bear signs of tampering are asked for, sign by sign") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  store->use({"one", "1", "rules", "1", "one", "audience=internal"});
  engine::Report odd, inside, plain;
  odd.package.kind = inside.package.kind = plain.package.kind = "apk";
  odd.package.name = "村务通";
  odd.package.tricks = {{"zip-fake-encryption", "a.js", "flags=0x1", 3}};
  inside.package.tricks = {{"zip-prefix", "", "bytes=3", 1}};
  odd.nested = {inside};
  const int64_t run = store->begin_run("/r");
  store->add(record_of(odd, "c"));
  store->add(record_of(plain, "d"));
  store->link(run, {"/r/odd.apk", {}, "/r", "10 1"}, "c");
  store->link(run, {"/r/plain.apk", {}, "/r", "10 1"}, "d");
  const Result<Answer> answer = kept(ask(store->database(), *find_question("tampering"), Lang::kZh, ""));
  REQUIRE(answer);
  REQUIRE(answer->rows.size() == 2);
  const std::string told = written("text", *answer);
  CHECK_THAT(told, Contains("/r/odd.apk") && Contains("村务通") && Contains("已加密") && Contains("a.js") && Contains("整个包"));
  PageOptions options;
  CHECK_THAT(*page_of(store->database(), options), Contains("id=\"tampering\"") && Contains("/r/odd.apk"));
}

TEST_CASE("what an earlier program scanned is scanned again, and until then nobody says that there are no signs of tampering") {
  const Packages packages;
  packages.put("odd.apk", "in front" + packages.apk);
  const std::string path = packages.workspace.path("a.db"), root = packages.workspace.path("root");
  run_at(*store_at(path), root, packages.work);
  leave_as_first(path);
  const auto not_known = [&] {
    const auto database = *Database::open(path, Access::kRead);
    const auto said = [&](Lang lang) {
      const Result<Rows> rows = ask(*database, *find_question("tampering"), lang, "");
      return rows ? "rows" : rows.error().render(lang);
    };
    CHECK_THAT(said(Lang::kZh), Contains("以前的程序") && Contains("audit run") && !Contains("tampering"));
    CHECK_THAT(said(Lang::kEn), Contains("an earlier program") && Contains("audit run"));
    const Result<std::string> page = page_of(*database, {});
    REQUIRE(page);
    CHECK_THAT(*page, Contains("id=\"tampering\"") && Contains("以前的程序"));
  };
  not_known();
  store_at(path);  // brought up to date by an import, say
  not_known();
  const auto store = store_at(path);
  CHECK(run_at(*store, root, packages.work).counts.scanned == 1);
  CHECK_THAT(written("text", *ask(store->database(), *find_question("tampering"), Lang::kZh, "")), Contains("odd.apk"));
}

TEST_CASE("own SQL may read and nothing else") {
  const e2e::Workspace workspace;
  const auto store = store_at(workspace.path("a.db"));
  CHECK(ask(store->database(), "SELECT count(*) AS 数 FROM 安装包;", Lang::kZh)->columns.front() == "数");
  for (const char* sql : {"DELETE FROM scan", "SELECT 1; DROP TABLE scan", "", "PRAGMA user_version = 3"})
    CHECK(ask(store->database(), sql, Lang::kZh).error().kind == ErrorKind::kUsage);
  CHECK_THAT(ask(store->database(), "SELECT x FROM nowhere", Lang::kEn).error().render(Lang::kEn), Contains("nowhere"));
}

TEST_CASE("an answer is written harmless to terminals and spreadsheets, and exact to programs") {
  CHECK_THAT(written("text", example()), Contains("村务") && !Contains("\x1b"));
  CHECK_THAT(written("csv", example()), Contains("\"'=1+1\""));
  CHECK(written("xlsx", example()).starts_with("PK"));
  CHECK(written("json", Answer{{"a"}, {}}) == "[]\n");
  const auto json = nlohmann::json::parse(written("json", example()));
  CHECK(json[0]["数"] == 3);
  CHECK(json[1]["数"].is_null());
  CHECK(json[1]["名称"] == "=1+1");
  const std::string lines = written("jsonl", example());
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
  CHECK_THAT(written("text", Answer{{"a"}, {}}), Contains("没有"));
}

TEST_CASE("rows that are written as they come are the rows of an answer that is kept") {
  const e2e::Workspace workspace;
  write_many(workspace, 50);
  const auto store = store_at(workspace.path("a.db"));
  Work work{scanner(), {}, {}};
  run_at(*store, workspace.path("root"), work);
  for (const Question& question : questions()) {
    const auto asked = [&] { return *ask(store->database(), question, Lang::kZh, "2000-01-01"); };
    const Answer answer = *kept(asked());
    for (const AnswerWriter& writer : answer_writers()) {
      INFO(question.name << " " << writer.name);
      CHECK(written(writer.name, asked()) == written(writer.name, answer));
    }
    const Answer first = *kept(asked(), 3);
    CHECK(first.rows.size() == std::min<size_t>(answer.rows.size(), 3));
    CHECK(first.rows.size() + first.more == answer.rows.size());
  }
}

TEST_CASE("a long text is aligned by its first rows, and a wider cell behind them is whole") {
  Answer answer{{"a", "b"}, {}};
  for (int i = 0; i < 1'500; ++i) answer.rows.push_back({std::string(i == 1'200 ? "much wider" : "12"), std::string("x")});
  const std::string text = written("text", answer);
  CHECK(std::count(text.begin(), text.end(), '\n') == 1'501);
  CHECK_THAT(text, Contains("a   b\n12  x\n") && Contains("\n12  x\nmuch wider  x\n12  x\n"));
  answer.rows.resize(300);
  answer.rows[200][0] = std::string("much wider");
  CHECK_THAT(written("text", answer), Contains("a           b\n12          x\n"));
}

TEST_CASE("a damaged database ends an answer with its error") {
  const e2e::Workspace workspace;
  write_many(workspace, 50);
  const std::string path = workspace.path("a.db");
  {
    const auto store = store_at(path);
    Work work{scanner(), {}, {}};
    run_at(*store, workspace.path("root"), work);
    store->database().run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  const std::string sql = "SELECT * FROM evidence";
  const auto whole = Database::open(path, Access::kRead);
  REQUIRE(whole);
  CHECK_FALSE(kept(ask(**whole, sql, Lang::kZh))->rows.empty());
  {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path));
    file.seekp(size / 4);
    file << std::string(static_cast<size_t>(size - size / 4), 'x');
  }
  const auto damaged = Database::open(path, Access::kRead);
  REQUIRE(damaged);
  const Result<Answer> answer = kept(ask(**damaged, sql, Lang::kZh));
  REQUIRE_FALSE(answer);
  CHECK(answer.error().kind == ErrorKind::kIo);
}
