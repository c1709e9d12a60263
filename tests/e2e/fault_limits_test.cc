// Every bound of core/limits.h, reached by a small package: a gap says which, and what comes before it is kept.
#include <catch2/catch.hpp>
#include <thread>

#include "builders/android_builder.h"
#include "builders/sample_builder.h"
#include "builders/zip_builder.h"
#include "e2e/faults.h"
#include "e2e/hostile.h"
#include "e2e/run.h"
#include "engine/gate.h"
#include "engine/scan.h"
#include "report/json_reader.h"
#include "report/json_writer.h"
#include "report/text_writer.h"
#include "rules/load.h"

using namespace jianfu;
using Catch::Contains;
using e2e::apk_with;
using e2e::repeated;
using builders::zip_of;

namespace {

// What the gaps of a scan say, a line each; of an error, that.
std::string said(const std::string& bytes, const Limits& limits, const engine::ReadWatch& watch = {}) {
  const e2e::Workspace folder;
  engine::ScanOptions options;
  options.limits = limits;
  options.watch = watch;
  std::string out;
  engine::Scanner(rules::built_in()).scan({folder.write("a.apk", bytes)}, options, [&](engine::Scanner::Outcome outcome) {
    if (!outcome.report) out = outcome.report.error().render(Lang::kEn);
    else for (const engine::GapView& gap : outcome.report->gaps) out += gap.what.en + "\n";
  });
  return out;
}

}  // namespace

TEST_CASE("each limit that a package reaches is a gap with its name, and none is when it is not reached") {
  struct Case {
    const char* name;
    std::string bytes;
    std::function<void(Limits&)> tighten;
    const char* words;
  };
  const std::string text = repeated("一段文字，", 2'000);
  std::string inner = zip_of({{"deep.txt", "x"}});
  for (int level = 0; level < 3; ++level) inner = zip_of({{"n.zip", inner}});
  const std::vector<Case> cases = {
      {"entries", apk_with({{"assets/a.txt", "x"}, {"assets/b.txt", "x"}}), [](Limits& l) { l.entries = 2; }, "entries of the archive (2)"},
      {"file_bytes", apk_with({}), [](Limits& l) { l.file_bytes = 100; }, "100"},
      {"entry_bytes", apk_with({{"assets/a.txt", text}}), [](Limits& l) { l.entry_bytes = 5'000; }, "bytes read from one file (5000)"},
      {"text_bytes", apk_with({{"assets/a.txt", text}}), [](Limits& l) { l.text_bytes = 5'000; }, "bytes read from one file (5000)"},
      {"all_text_bytes", apk_with({{"assets/a.txt", text}, {"assets/b.txt", text}}), [](Limits& l) { l.all_text_bytes = 20'000; }, "bytes of all text files (20000)"},
      {"total_bytes", apk_with({{"assets/a.txt", text}, {"assets/b.txt", text}}), [](Limits& l) { l.total_bytes = 20'000; }, "bytes read from the package (20000)"},
      {"ratio", apk_with({{"assets/a.txt", text}}), [](Limits& l) { l.ratio = 10, l.ratio_free_bytes = 1'000; }, "10"},
      {"depth", apk_with({{"assets/n.zip", inner}}), [](Limits& l) { l.depth = 2; }, "2"},
      {"nesting", apk_with({{"assets/a.json", repeated("[", 60) + "\"立即打卡\"" + repeated("]", 60)}}), [](Limits& l) { l.nesting = 50; }, "nested brackets (50)"},
      {"items", apk_with({{"assets/a.json", "[" + repeated("1, ", 500) + "\"立即打卡\"]"}}), [](Limits& l) { l.items = 300; }, "JSON values (300)"},
  };
  for (const Case& one : cases) {
    INFO(one.name);
    Limits limits;
    CHECK_THAT(said(one.bytes, limits), !Contains("limit"));
    one.tighten(limits);
    const std::string gaps = said(one.bytes, limits);
    CHECK_THAT(gaps, Contains(one.words));
  }
}

TEST_CASE("what is called XML and is none takes no more of the budget than what is read of it") {
  std::vector<builders::ZipFile> files = {{"AndroidManifest.xml", builders::compile_axml(e2e::kManifest)}};
  for (char which = 'a'; which < 'e'; ++which) files.push_back({std::string("res/raw/") + which + ".xml", std::string(60'000, 'Z')});
  Limits limits;
  limits.all_text_bytes = 20'000;
  limits.total_bytes = 100'000;
  const std::string gaps = said(zip_of(files), limits);
  CHECK_THAT(gaps, Contains("bytes of all text files"));
  CHECK_THAT(gaps, !Contains("bytes read from the package"));
}

TEST_CASE("a name beyond the limit is cut, which stands in the evidence") {
  const e2e::Workspace folder;
  const std::string path = folder.write("a.apk", apk_with({{"assets/" + std::string(5'000, 'n') + ".txt", "x"}}));
  const e2e::Ran ran = e2e::run({"evidence", path});
  CHECK_THAT(ran.out, Contains("zip-odd-name"));
}

TEST_CASE("when the time is over, what was read is kept and one gap stands for the rest") {
  std::map<std::string, std::string> files;
  for (int i = 0; i < 40; ++i) files["assets/t" + std::to_string(100 + i) + ".txt"] = "第" + std::to_string(i) + "段";
  const std::string bytes = apk_with(files);
  Limits limits;
  limits.seconds = 1.5;
  const auto slowly = [](const std::string&, uint64_t entries, uint64_t) {
    if (entries > 0) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  };
  const e2e::Workspace folder;
  const std::string path = folder.write("a.apk", bytes);
  const auto scanned = [&](const engine::ReadWatch& watch) {
    engine::ScanOptions options;
    options.limits = limits;
    options.watch = watch;
    std::optional<engine::Report> out;
    engine::Scanner(rules::built_in()).scan({path}, options, [&](engine::Scanner::Outcome outcome) {
      REQUIRE(outcome.report);
      out = std::move(*outcome.report);
    });
    return std::move(*out);
  };
  const engine::Report late = scanned(slowly);
  CHECK(engine::out_of_time(late));
  CHECK_FALSE(engine::assessed(late));
  CHECK(late.coverage.read >= 1);
  CHECK(late.coverage.opaque >= 10);
  CHECK(late.package.sha256.size() == 64);
  size_t gaps = 0;
  for (const engine::GapView& gap : late.gaps) gaps += gap.gap.why == GapReason::kTime ? 1U : 0U;
  CHECK(gaps == 1);
  // It is told to people, and stays when the report is read back.
  CHECK_THAT(report::write_text({late}, {Lang::kEn}), Contains("time for reading was over"));
  const Result<report::ReadBack> back = report::read_json(report::write_json({late}, {}), "r.json");
  REQUIRE(back);
  CHECK(engine::out_of_time(back->reports.front()));
  limits.seconds = 600;
  const engine::Report whole = scanned({});
  CHECK_FALSE(engine::out_of_time(whole));
  limits.seconds = 0;  // no limit
  CHECK_FALSE(engine::out_of_time(scanned({})));
}

TEST_CASE("scan --timeout ends with what was read, says so in every format and with exit code 3") {
  const e2e::Workspace folder;
  const std::string path = folder.write("a.apk", apk_with({{"assets/a.txt", "请打卡"}}));
  for (const std::string format : {"text", "json", "html", "markdown", "csv", "sarif", "junit"}) {
    INFO(format);
    const e2e::Ran late = e2e::run({"scan", "--lang", "en", "--timeout", "0.000000001", path, "--format", format});
    CHECK(late.code == 3);
    CHECK_FALSE(late.out.empty());
    CHECK_THAT(late.err, Contains("could not be assessed"));
  }
  const e2e::Ran text = e2e::run({"scan", "--lang", "en", "--timeout", "0.000000001", path});
  CHECK_THAT(text.out + text.err, Contains("seconds of reading the package (1e-09)"));
  CHECK(e2e::run({"scan", "--timeout", "0", path}).code != 3);
  CHECK(e2e::run({"scan", "--timeout", "600", path}).code != 3);
  CHECK(e2e::run({"scan", "--timeout", "-1", path}).code == 2);
  CHECK(e2e::run({"scan", "--timeout", "soon", path}).code == 2);
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// Under a sanitizer a process reserves more addresses than any machine has memory.
TEST_CASE("a package that takes more memory than there is costs itself only, at every limit", "[memory]") {
  const e2e::Workspace folder;
  const std::string small = folder.write("small.apk", apk_with({{"assets/a.txt", "请打卡"}}));
  // Sixty megabytes of values, which take many times that.
  const std::string large = folder.write("large.apk", apk_with({{"assets/a.json", "[" + repeated("{\"a\": [1, \"打卡\"]}, ", 350'000) + "1]"},
                                                                {"assets/b.js", repeated("f('打卡', [1, 2]);\n", 1'000'000)}}));
  for (const uint64_t megabytes : {40u, 60u, 80u, 120u, 160u, 240u, 320u, 480u}) {
    INFO(megabytes);
    const e2e::Ended out = e2e::ended({"scan", "--lang", "en", "--fail-on", "never", "--format", "json", small, large, small}, [&] {
      const rlimit most{megabytes << 20, megabytes << 20};
      ::setrlimit(RLIMIT_AS, &most);
    });
    CHECK(out.signal == 0);
    CHECK((out.code == 0 || out.code == 3 || out.code == 4));
    if (out.code == 3) CHECK_THAT(out.err, Contains("memory"));
    if (out.code == 4) CHECK_THAT(out.out, !Contains("\"verdict\""));
  }
}
#endif
