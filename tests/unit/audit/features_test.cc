#include "audit/features.h"

#include "evidence/text_form.h"
#include "unit/audit/example.h"
#include "unit/audit/labelled_apps.h"

using namespace jianfu;
using namespace jianfu::audit;

namespace {

std::vector<FeatureRow> features(const std::string& text) {
  platforms::Reading reading;
  const Result<evidence::EvidenceSet> set = evidence::from_text(text);
  INFO((set ? std::string() : set.error().render(Lang::kEn)));
  REQUIRE(set);
  reading.evidence = *set;
  return features_of(reading);
}

std::vector<std::string> texts(const std::vector<FeatureRow>& rows, std::string_view kind) {
  std::vector<std::string> out;
  for (const FeatureRow& row : rows) {
    if (row.kind == kind) out.push_back(row.text);
  }
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Functions are the short names that people see, without sentences and content") {
  const auto rows = features(
      "module page pages/a/a title=\"事項上報\" owner=app\n"
      "text label \"处理进度：…\" in=pages/a/a\n"
      "text label \"请您如实填写以下信息以便工作人员尽快与您联系\" in=pages/a/a\n"
      "text content \"今日要闻\" in=pages/a/a\n"
      "text label \"好\" in=pages/a/a\n"
      "text label \"Submit\" in=pages/a/a\n"
      "field \"所在村组\" required in=pages/a/a\n");
  CHECK(texts(rows, "title") == Texts{"事项上报"});
  CHECK(texts(rows, "text") == Texts{"处理进度"});
  CHECK(texts(rows, "field") == Texts{"所在村组"});
}

TEST_CASE("Names of places that a picker of addresses brings are no functions") {
  const auto rows = features(
      "text label \"青石县\" in=pages/a/a\n"
      "text label \"白水自治州\" in=pages/a/a\n"
      "text label \"青石市白水区\" in=pages/a/a\n"
      "text label \"智慧小区\" in=pages/a/a\n"
      "text label \"学习专区\" in=pages/a/a\n");
  CHECK(texts(rows, "text") == Texts{"学习专区", "智慧小区"});
}

TEST_CASE("What libraries and templates bring is no function of the app") {
  const auto rows = features(
      "module page com.sdk.PayActivity title=\"收银台\" owner=third-party\n"
      "module page pages/a/a owner=app\n"
      "text label \"收银台\" in=com.sdk.PayActivity\n"
      "text label \"模板示例\" owner=template in=pages/a/a\n"
      "text label \"以前的页面\" dormant in=pages/a/a\n"
      "endpoint https://pay.sdk.test/order/create owner=third-party in=pages/a/a\n");
  CHECK(texts(rows, "title").empty());
  CHECK(texts(rows, "text").empty());
  CHECK(texts(rows, "endpoint").empty());
  CHECK(texts(rows, "layout") == Texts{"pages/a/a"});
}

TEST_CASE("Addresses are what they are for, without host, version and numbers") {
  const auto rows = features(
      "module page pages/a/a owner=app\n"
      "endpoint \"https://gw.vendor.test:8443/api/v2/Village/report/12/add?id=3\" in=pages/a/a\n"
      "endpoint /repair/order/9f86d081884c7d659a2feaa0c55ad015 in=pages/a/a\n"
      "endpoint https://gw.vendor.test/static/logo.png in=pages/a/a\n"
      "endpoint pages/a/a in=pages/a/a\n");
  CHECK(texts(rows, "endpoint") == Texts{"repair/order", "village/report/add"});
  CHECK(texts(rows, "host") == Texts{"gw.vendor.test"});
}

TEST_CASE("Too many texts are cut to the same ones, whatever the order") {
  std::string forth, back;
  for (int i = 0; i < 900; ++i) {
    std::string text = "业务";
    for (int digit = i; digit > 0; digit /= 10) text += std::string("一二三四五六七八九十").substr(static_cast<size_t>(digit % 10) * 3, 3);
    const std::string line = "text label \"" + text + "\" in=pages/a/a\n";
    forth += line;
    back = line + back;
  }
  const auto rows = features("module page pages/a/a owner=app\n" + forth);
  CHECK(texts(rows, "text").size() == 300);
  CHECK(rows == features("module page pages/a/a owner=app\n" + back));
}

TEST_CASE("A scan that keeps what is shown says the same as one that does not, and has the texts that rules do not ask for") {
  const e2e::Workspace workspace;
  for (const tests::LabelledApp& app : tests::labelled_apps()) {
    const std::string path = workspace.write(app.name + app.ending, app.bytes);
    engine::ScanOptions plain;
    const Result<engine::Scanner::Ready> ready = scanner().open({path}, plain);
    REQUIRE(ready);
    engine::ScanOptions shown;
    shown.keep_shown = true;
    std::vector<FeatureRow> rows;
    shown.look = [&rows](const platforms::Reading& reading) { rows = features_of(reading); };
    const Result<engine::Report> without = scanner().scan(*ready, plain), with = scanner().scan(*ready, shown);
    REQUIRE(without);
    REQUIRE(with);
    Record one = record_of(*without, ""), other = record_of(*with, "");
    one.report.clear();  // only counts of what was seen differ: strings that were not looked at count as literals
    other.report.clear();
    CHECK(one == other);
    CHECK(without->findings.size() == with->findings.size());
    CHECK(texts(rows, "title").size() > 8);
    CHECK(texts(rows, "text").size() > 15);
    CHECK(texts(rows, "endpoint").size() > 5);
  }
}
