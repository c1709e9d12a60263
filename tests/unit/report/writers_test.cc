#include "report/writers.h"

#include <catch2/catch.hpp>
#include <set>

#include "report/words.h"
#include "text/utf.h"
#include "unit/report/office_parts.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::report;

TEST_CASE("every writer has a name of its own, help in both languages, and is found") {
  std::set<std::string_view> names;
  for (const Writer& writer : writers()) {
    CHECK(names.insert(writer.name).second);
    CHECK_FALSE(writer.zh.empty());
    CHECK_FALSE(writer.en.empty());
    CHECK(find_writer(writer.name) == &writer);
  }
  CHECK(find_writer("doc") == nullptr);
}

TEST_CASE("the ending of a file tells its writer") {
  for (const auto& [file, name] : {std::pair{"a.jsonl", "jsonl"}, {"a.csv", "csv"}, {"a.md", "markdown"},
                                   {"a.xlsx", "xlsx"}, {"a.docx", "docx"}, {"a.json", "json"}}) {
    REQUIRE(writer_of_ending(file) != nullptr);
    CHECK(writer_of_ending(file)->name == name);
  }
  CHECK(writer_of_ending("a.xls") == nullptr);
}

TEST_CASE("the longest ending of a path tells its writer") {
  const auto named = [](std::string_view path) {
    const Writer* writer = writer_of_ending(path);
    return writer == nullptr ? "" : writer->name;
  };
  CHECK(named("a.json") == "json");
  CHECK(named("a.sarif") == "sarif");
  CHECK(named("a.sarif.json") == "sarif");
  CHECK(named("a.codequality.json") == "codequality");
  CHECK(named("sarif.xml") == "junit");
  CHECK(named("a.sarif ") == "");
  CHECK(named("a") == "");
}

TEST_CASE("every writer masks personal data, gives the same bytes again and valid UTF-8") {
  engine::Report report = tests::full_report();
  report.findings[0].module.title = "13900001111的\xff签到";
  report.findings[0].message.zh = "“13900001111”发现";
  report.findings[0].evidence[1].item.arguments[0].value = "11010119900307123X";
  const auto text_of = [](const Writer& writer, const std::string& out) {
    return writer.binary ? tests::office_text(out) : out;
  };
  for (const Writer& writer : writers()) {
    for (const Lang lang : {Lang::kZh, Lang::kEn}) {
      INFO(writer.name);
      const std::string bytes = writer.write({report, tests::clean_report()}, {lang, false, false});
      const std::string out = text_of(writer, bytes);
      CHECK(bytes == writer.write({report, tests::clean_report()}, {lang, false, false}));
      CHECK(text::valid_utf8(out));
      CHECK(out.find("13812345678") == std::string::npos);
      CHECK(out.find("13900001111") == std::string::npos);
      CHECK(out.find("11010119900307123X") == std::string::npos);
      CHECK(out.find("138****5678") != std::string::npos);
      CHECK(text_of(writer, writer.write({report}, {lang, true, false})).find("13812345678") != std::string::npos);
    }
  }
}

TEST_CASE("every word exists in both languages") {
  for (const Lang lang : {Lang::kZh, Lang::kEn}) {
    const auto all = [lang](auto last, auto first) {
      for (size_t i = static_cast<size_t>(first); i <= static_cast<size_t>(last); ++i)
        CHECK_FALSE(word(static_cast<decltype(last)>(i), lang).empty());
    };
    all(rules::Verdict::kSuspected, 0);
    all(rules::Severity::kHigh, 0);
    all(rules::Grade::kConfirmed, 0);
    all(engine::Coercion::kStrong, 0);
    all(engine::Exemption::kDeclared, 0);
    all(evidence::Kind::kFact, 0);
    all(evidence::Role::kUnknown, 1);  // none has no word
    all(evidence::Owner::kTemplate, 0);
    all(evidence::Reach::kNo, 0);
    all(GapReason::kIo, 0);
    for (const std::string_view name : evidence::kModuleKindNames)
      CHECK(module_word(name, Lang::kZh) != name);
    for (const std::string_view mark : {"V", "F", "S", "M"}) CHECK(confidence_word(mark, lang) != mark);
    CHECK(confidence_word("?", lang) == "?");
  }
}

TEST_CASE("the verdict words are those of the documentation") {
  CHECK(word(rules::Verdict::kSuspected, Lang::kZh) == "疑似违规");
  CHECK(word(rules::Verdict::kExplain, Lang::kZh) == "需说明");
  CHECK(word(rules::Verdict::kNotDetermined, Lang::kZh) == "无法判断");
  CHECK(word(rules::Verdict::kHint, Lang::kZh) == "提示");
  CHECK(word(rules::Verdict::kNotFound, Lang::kZh) == "未见");
  CHECK(word(rules::Verdict::kNotApplicable, Lang::kZh) == "不适用");
}
