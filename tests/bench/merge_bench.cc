// merge_bench COUNT FOLDER [merge]: made-up results of COUNT packages, as shards leave them, and how long the merge of
// them takes. With "merge" those that are in the folder already.
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "audit/merge.h"
#include "audit/pack.h"
#include "core/sha256.h"

using namespace jianfu;

namespace {

constexpr size_t kFindings = 8, kPlaces = 3, kGaps = 4, kFeatures = 40;  // of a package; about what mini-programs have

std::string words(size_t seed, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += core::sha256_hex(std::to_string(seed) + "/" + std::to_string(i)).substr(0, 12) + "签到 ";
  return out;
}

audit::Record record_of(size_t i, const std::string& content) {
  audit::Record out;
  out.content = content;
  out.kind = "wechat";
  out.app_id = "wx" + content.substr(0, 16);
  out.name = "应用 " + std::to_string(i);
  out.version = "1.0." + std::to_string(i % 50);
  out.size = 1000 + i;
  out.verdict = i % 3 == 0 ? "suspected" : "not-found";
  out.provisions = {{"B2", "签到", "clock-in", out.verdict}, {"B3", "排名", "ranking", "explain"}};
  for (size_t f = 0; f < kFindings; ++f) {
    audit::FindingRow finding;
    finding.rule = finding.feature = "clock-in";
    finding.provision = "B2";
    finding.verdict = out.verdict;
    finding.module = "pages/sign/" + std::to_string(f);
    finding.module_title = "签到打卡";
    finding.title_zh = "打卡签到功能";
    finding.title_en = "Clock-in or check-in";
    finding.fingerprint = core::sha256_hex(content + std::to_string(f));
    for (size_t p = 0; p < kPlaces; ++p) finding.places.push_back({"text", "label", words(i + p, 2), "pages/sign/index.wxml", "", "", 12});
    out.findings.push_back(finding);
  }
  for (size_t g = 0; g < kGaps; ++g) out.gaps.push_back({"remote", "pages/web/" + std::to_string(g), "远程页面", "a remote page", "", "", 0});
  for (size_t f = 0; f < kFeatures; ++f) out.features.push_back({"text", words(i * kFeatures + f, 1)});
  static const std::string kReport = audit::packed("{\"findings\": \"" + words(0, 1500) + "\"}");
  out.report = kReport;  // what is in it costs a merge nothing
  return out;
}

audit::Plan plan_of(size_t count) {
  audit::Plan out;
  out.made = "2026-01-31T12:00:00Z";
  out.roots = {"/data"};
  out.context = {std::string(64, 'c'), "0.1.0", "rules", "1", "sha256:12", "audience=internal"};
  for (size_t i = 0; i < count; ++i) {
    const std::string path = "/data/" + std::to_string(i % 100) + "/" + std::to_string(i) + ".wxapkg";
    out.contents.push_back({core::sha256_hex(path), 1000 + i, {{path, {}, "/data", "1 2 3"}}});
  }
  return out;
}

void write_all(const audit::Plan& plan, const audit::Results& results) {
  for (size_t i = 0; i < plan.contents.size(); ++i) {  // not as Results does, which syncs each
    const std::string path = results.path_of(plan.contents[i].content);
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << audit::to_bytes(record_of(i, plan.contents[i].content));
  }
}

// By the clock, and of a processor: other work on the machine counts in the first only.
std::string seconds(const auto& act) {
  const auto begun = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  act();
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return std::to_string(wall) + " s (processor " + std::to_string(static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC) + " s)";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string folder = argv[2];
  const audit::Plan plan = plan_of(std::strtoul(argv[1], nullptr, 10));
  audit::Results results(folder + "/store", plan.context.key);
  if (argc == 3) std::cout << "written in " << seconds([&] { write_all(plan, results); }) << "\n" << std::flush;
  bool good = false;
  const auto going = [](uint64_t) { return true; };
  std::cout << "looked through in " << seconds([&] { good = audit::status_of(plan, results, going).complete(); }) << "\n" << std::flush;
  std::string trouble;
  const std::string whole = seconds([&] {
    const Result<audit::MergeResult> done = audit::merge(plan, results, {folder + "/audit.db", true, false}, going);
    good = good && done && done->merged == plan.contents.size();
    if (!done) trouble = done.error().render(Lang::kEn);
  });
  std::error_code ignored;
  std::cout << plan.contents.size() << " results merged in " << whole << ", " << (std::filesystem::file_size(folder + "/audit.db", ignored) >> 20)
            << " MB" << (good ? "" : ", NOT COMPLETE ") << trouble << "\n";
  return good ? 0 : 1;
}
