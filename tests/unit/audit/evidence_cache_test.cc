#include "audit/evidence_cache.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>

#include "builders/sample_builder.h"
#include "unit/audit/example.h"

using namespace jianfu;
using namespace jianfu::audit;
namespace fs = std::filesystem;

namespace {

// The built-in rules under another name: other results, of the same reading.
const engine::Scanner& other_scanner() {
  static const rules::RuleSet other = [] {
    auto files = rules::read_rule_files(std::string(JIANFU_SOURCE_DIR) + "/rules");
    REQUIRE(files);
    for (rules::SourceFile& file : *files) {
      if (file.name == "norms.yaml") file.text += "# other\n";
    }
    return std::move(rules::load(*files).rules);
  }();
  static const engine::Scanner made(other);
  return made;
}

struct Audit {
  Audit() {
    for (const builders::Sample& sample : builders::build_samples(std::string(JIANFU_SOURCE_DIR) + "/samples")) {
      if (sample.name == "apk-absentees") workspace.write("root/x.apk", sample.bytes);
      if (sample.name == "mini-near-meeting") workspace.write("root/y.wxapkg", sample.bytes);
    }
  }
  RunResult run(Store& store, const engine::Scanner& with, bool keep = true, const engine::ReadWatch& watch = {}) const {
    engine::ScanOptions options;
    options.scope.reasons = false;
    options.watch = watch;
    Work work{with, options, {}};
    if (keep) work.evidence.emplace(workspace.path("kept"), with.rules(), options);
    return run_at(store, workspace.path("root"), work);
  }
  std::vector<fs::path> kept() const {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(workspace.path("kept"))) {
      if (entry.is_regular_file()) out.push_back(entry.path());
    }
    return out;
  }
  e2e::Workspace workspace;
};

std::string findings_of(Store& store) {
  Statement rows = store.database().prepare(
      "SELECT p.content, f.rule, f.verdict, f.module, f.fingerprint, e.text, e.entry, e.line FROM finding f JOIN now ON now.id = f.scan JOIN "
      "package p ON p.id = now.package JOIN evidence e ON e.finding = f.id ORDER BY 1, 2, 4, 6, 7, 8");
  std::string out;
  while (rows.step()) {
    for (int i = 0; i < rows.columns(); ++i) out += rows.text(i) + "|";
    out += '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("other rules judge what was kept, and no package is read for it") {
  const Audit audit;
  const auto store = store_at(audit.workspace.path("a.db")), plain = store_at(audit.workspace.path("b.db"));
  const RunResult first = audit.run(*store, scanner());
  CHECK(first.counts.scanned == 2);
  CHECK(first.counts.judged == 0);
  CHECK(audit.kept().size() == 2);
  audit.run(*plain, other_scanner(), false);
  REQUIRE_FALSE(findings_of(*plain).empty());

  // Which files are packages is looked at here; those that would read them break off.
  const auto opened = [here = ::getpid()](const std::string&, uint64_t, uint64_t) {
    if (::getpid() != here) ::raise(SIGKILL);
  };
  const RunResult again = audit.run(*store, other_scanner(), true, opened);
  CHECK(again.counts.judged == 2);
  CHECK(again.counts.failed == 0);
  CHECK(findings_of(*store) == findings_of(*plain));
}

TEST_CASE("a file that changed is read, a copy elsewhere is judged on what was kept") {
  const Audit audit;
  const auto store = store_at(audit.workspace.path("a.db"));
  audit.run(*store, scanner());
  fs::copy(audit.workspace.path("root/x.apk"), audit.workspace.path("root/z.apk"));
  fs::remove(audit.workspace.path("root/x.apk"));
  fs::resize_file(audit.workspace.path("root/y.wxapkg"), fs::file_size(audit.workspace.path("root/y.wxapkg")) - 1);
  const RunResult again = audit.run(*store, other_scanner());
  CHECK(again.counts.judged == 1);
  CHECK(again.counts.scanned + again.counts.failed == 2);
}

TEST_CASE("torn evidence is made anew") {
  const Audit audit;
  const auto store = store_at(audit.workspace.path("a.db"));
  audit.run(*store, scanner());
  for (const fs::path& path : audit.kept()) fs::resize_file(path, fs::file_size(path) / 2);
  const RunResult again = audit.run(*store, other_scanner());
  CHECK(again.counts.scanned == 2);
  CHECK(again.counts.judged == 0);
  const auto other = store_at(audit.workspace.path("c.db"));
  CHECK(audit.run(*other, other_scanner()).counts.judged == 2);
}

TEST_CASE("where evidence cannot be kept packages are scanned, and it is said") {
  const Audit audit;
  audit.workspace.write("kept", "a file, no folder");
  const auto store = store_at(audit.workspace.path("a.db"));
  const RunResult done = audit.run(*store, scanner());
  CHECK(done.counts.scanned == 2);
  CHECK(done.counts.not_kept == 2);
  CHECK_FALSE(done.counts.why_not_kept.empty());
}
