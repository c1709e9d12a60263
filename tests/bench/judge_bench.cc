// judge_bench FOLDER RULES: what it costs to judge the packages of a folder with other rules when their evidence was kept,
// against scanning them with these rules. Prints seconds of both and how much was kept; fails when a report differs.
#include <chrono>
#include <iostream>
#include <map>

#include "core/version.h"
#include "engine/kept.h"
#include "engine/scan.h"
#include "report/json_writer.h"
#include "rules/built_in.h"
#include "rules/load.h"

using namespace jianfu;

namespace {

using Seconds = std::chrono::duration<double>;

template <typename Act>
double seconds_of(const Act& act) {
  const auto from = std::chrono::steady_clock::now();
  act();
  return Seconds(std::chrono::steady_clock::now() - from).count();
}

// By the path of the package. How many of a kind were seen is counted by how they were read.
using Reports = std::map<std::string, engine::Report>;

std::string text_of(engine::Report report) {
  report.coverage = {};
  return report::write_json({std::move(report)}, {});
}

Reports scan(const engine::Scanner& scanner, const std::string& folder, const engine::ScanOptions& options) {
  Reports out;
  scanner.scan({folder}, options, [&](engine::Scanner::Outcome done) {
    if (done.report) out.emplace(done.paths.front(), std::move(*done.report));
  });
  return out;
}

int run(const std::string& folder, const std::string& rule_folder) {
  const auto files = rules::read_rule_files(rule_folder);
  if (!files) return std::cerr << files.error().render(Lang::kZh) << '\n', 2;
  const rules::Loaded loaded = rules::load(*files);
  if (!loaded.ok()) return std::cerr << "rules with problems\n", 2;

  engine::ScanOptions options;
  std::vector<std::string> kept;
  uint64_t bytes = 0;
  const engine::Scanner first(rules::built_in());
  const std::string key = engine::kept_key(first.rules(), options.limits, *options.app_ids);
  options.keep = [&](const platforms::Reading& reading) { bytes += kept.emplace_back(engine::keep(reading, key)).size(); };
  const double keeping = seconds_of([&] { scan(first, folder, options); });
  options.keep = {};

  const engine::Scanner other(loaded.rules);
  Reports scanned;
  const double scanning = seconds_of([&] { scanned = scan(other, folder, options); });
  Reports judged;
  const engine::Wanted wanted = other.wanted(options);
  const double judging = seconds_of([&] {
    for (const std::string& one : kept) {
      auto reading = engine::recall(one, engine::kept_key(other.rules(), options.limits, *options.app_ids), wanted);
      if (!reading) continue;
      engine::Report report = other.judge(std::move(*reading), options);
      std::string path = report.package.path;
      judged.emplace(std::move(path), std::move(report));
    }
  });
  size_t differing = 0;
  for (const auto& [path, report] : scanned) {
    const auto same = judged.find(path);
    if (same == judged.end() || text_of(report) != text_of(same->second)) {
      ++differing;
      std::cerr << path << '\n';
    }
  }
  std::cout << scanned.size() << " packages, scanned in " << scanning << " s, kept in " << keeping << " s and " << bytes
            << " bytes, judged in " << judging << " s: " << scanning / judging << " times as fast, " << differing
            << " reports differ\n";
  return differing == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "judge_bench FOLDER RULES\n", 2;
  return run(argv[1], argv[2]);
}
