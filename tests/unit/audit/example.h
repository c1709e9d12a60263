// A folder with packages, a store, and runs over them.
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "audit/run.h"
#include "builders/many.h"
#include "e2e/workspace.h"
#include "rules/load.h"

namespace jianfu::audit {

inline const engine::Scanner& scanner() {
  static const engine::Scanner made(rules::built_in());
  return made;
}

inline std::unique_ptr<Store> store_at(const std::string& path) {
  Result<std::unique_ptr<Store>> store = Store::open(path, false);
  INFO((store ? std::string() : store.error().render(Lang::kEn)));
  REQUIRE(store);
  return std::move(*store);
}

inline void write_many(const e2e::Workspace& workspace, size_t count) {
  const auto put = [&](const std::string& path, const std::string& bytes) { workspace.write("root/" + path, bytes); };
  REQUIRE(builders::many_packages(std::string(JIANFU_SOURCE_DIR) + "/samples", count, put).empty());
}

inline RunResult run_at(Store& store, const std::string& root, const Work& work, RunOptions options = {2, false}) {
  const Result<RunResult> done = run({root}, work, options, store, [](const Progress&) { return true; });
  INFO((done ? std::string() : done.error().render(Lang::kEn)));
  REQUIRE(done);
  return *done;
}

inline std::string one(Store& store, const std::string& sql) {
  Statement statement = store.database().prepare(sql);
  std::string out = statement.step() ? statement.text(0) : "none";
  REQUIRE(store.status());
  return out;
}

// Every row of what an audit found, without numbers of rows and times.
inline std::vector<std::string> content_of(Store& store) {
  std::vector<std::string> out;
  for (const char* sql : {
           "SELECT 'at', o.path, o.parts, o.stamp, p.content, o.failure_zh, o.gone FROM occurrence o LEFT JOIN package p ON p.id = o.package",
           "SELECT 'package', content, kind, app_id, name, version, size, signer, frameworks FROM package",
           "SELECT 'scan', p.content, verdict, failure_zh, nothing_decisive, packed, entries, bytes_read, gaps, hex(report) FROM scan s JOIN "
           "package p ON p.id = s.package",
           "SELECT 'finding', p.content, f.rule, f.verdict, f.module, f.fingerprint, e.place, e.text, e.entry, e.line FROM finding f JOIN "
           "scan s ON s.id = f.scan JOIN package p ON p.id = s.package LEFT JOIN evidence e ON e.finding = f.id",
           "SELECT 'provision', p.content, r.provision, r.verdict FROM provision r JOIN scan s ON s.id = r.scan JOIN package p ON p.id = s.package",
           "SELECT 'gap', p.content, g.place, g.why, g.entry, g.what_zh FROM gap g JOIN scan s ON s.id = g.scan JOIN package p ON p.id = "
           "s.package",
           "SELECT 'tampering', p.content, t.place, t.id, t.entry, t.detail, t.places, t.says_zh FROM tampering t JOIN scan s ON s.id = t.scan "
           "JOIN package p ON p.id = s.package",
           "SELECT 'required', p.content, r.rule, r.verdict FROM required r JOIN scan s ON s.id = r.scan JOIN package p ON p.id = s.package",
       }) {
    Statement statement = store.database().prepare(sql);
    while (statement.step()) {
      std::string row;
      for (int i = 0; i < statement.columns(); ++i) row += statement.text(i) + "|";
      out.push_back(std::move(row));
    }
    REQUIRE(store.status());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace jianfu::audit
