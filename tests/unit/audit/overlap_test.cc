#include "audit/overlap.h"

#include <algorithm>
#include <set>

#include "audit/overlap_answers.h"
#include "unit/audit/example.h"
#include "unit/audit/labelled_apps.h"

using namespace jianfu;
using namespace jianfu::audit;
using tests::LabelledApp;

namespace {

// An audit of apps, compared; labels are found by the name of the file.
struct Audited {
  explicit Audited(const std::vector<LabelledApp>& all) : apps(all) {
    for (const LabelledApp& app : apps) workspace.write("root/" + app.name + app.ending, app.bytes);
    store = store_at(workspace.path("audit.db"));
    const RunResult done = run_at(*store, workspace.path("root"), Work{scanner(), {}, {}});
    REQUIRE(done.counts.failed == 0);
    REQUIRE(done.counts.scanned == apps.size());
  }

  Overlap compare(OverlapOptions options = {}) {
    Result<Overlap> out = overlap_of(store->database(), options, Words::built_in(), Lang::kZh);
    INFO((out ? std::string() : out.error().render(Lang::kEn)));
    REQUIRE(out);
    return std::move(*out);
  }

  const LabelledApp& label_of(const OverlapApp& app) const {
    const std::string file = app.path.substr(app.path.find_last_of('/') + 1);
    const auto found = std::find_if(apps.begin(), apps.end(), [&](const LabelledApp& one) { return one.name + one.ending == file; });
    REQUIRE(found != apps.end());
    return *found;
  }

  std::vector<LabelledApp> apps;
  e2e::Workspace workspace;
  std::unique_ptr<Store> store;
};

using Names = std::set<std::pair<std::string, std::string>>;

std::pair<std::string, std::string> ordered(const std::string& a, const std::string& b) { return {std::min(a, b), std::max(a, b)}; }

Names of_one_business(const std::vector<LabelledApp>& apps) {
  Names out;
  for (const LabelledApp& a : apps) {
    for (const LabelledApp& b : apps) {
      if (a.name < b.name && a.business == b.business) out.insert(ordered(a.name, b.name));
    }
  }
  return out;
}

Names names_of(const Audited& audited, const Overlap& overlap, const std::vector<OverlapPair>& pairs) {
  Names out;
  for (const OverlapPair& pair : pairs) out.insert(ordered(audited.label_of(overlap.apps[pair.a]).name, audited.label_of(overlap.apps[pair.b]).name));
  return out;
}

LabelledApp only(const std::string& name) {
  for (LabelledApp& app : tests::labelled_apps()) {
    if (app.name == name) return app;
  }
  FAIL("no app " << name);
  return {};
}

}  // namespace

TEST_CASE("Of the labelled apps all pairs of one business are found, and none that share only a template") {
  Audited audited(tests::labelled_apps());
  const Overlap overlap = audited.compare();
  CHECK(overlap.apps.size() == audited.apps.size());
  CHECK(names_of(audited, overlap, overlap.pairs) == of_one_business(audited.apps));
  CHECK(overlap.clusters.size() == overlap.pairs.size());
  for (const OverlapPair& pair : overlap.pairs) {
    CHECK(pair.shared.size() >= 3);
    CHECK_FALSE(pair.same_template);
  }
}

TEST_CASE("Between pairs of one business and all others there is room on both sides of the threshold") {
  Audited audited(tests::labelled_apps());
  const Overlap overlap = audited.compare({0, false});
  double least = 1, most = 0;
  for (const OverlapPair& pair : overlap.pairs) {
    const LabelledApp& a = audited.label_of(overlap.apps[pair.a]);
    const LabelledApp& b = audited.label_of(overlap.apps[pair.b]);
    (a.business == b.business ? least : most) =
        a.business == b.business ? std::min(least, pair.similarity) : std::max(most, pair.similarity);
  }
  INFO("one business: at least " << least << "; others: at most " << most);
  CHECK(least > kOverlapThreshold * 1.15);
  CHECK(most < kOverlapThreshold * 0.75);
}

TEST_CASE("Apps that share a template only are listed apart when asked for") {
  Audited audited(tests::labelled_apps());
  CHECK(audited.compare().by_template.empty());
  const Overlap overlap = audited.compare({kOverlapThreshold, true});
  Names expected;
  for (const LabelledApp& a : audited.apps) {
    for (const LabelledApp& b : audited.apps) {
      if (a.name < b.name && a.made_of == b.made_of) expected.insert(ordered(a.name, b.name));
    }
  }
  CHECK(names_of(audited, overlap, overlap.by_template) == expected);
  for (const OverlapPair& pair : overlap.by_template) CHECK(pair.vendor.size() >= 1);
}

TEST_CASE("One template and one business: it is overlap, and the template is told") {
  LabelledApp first = only("mini-village"), second = first;
  second.name = "mini-village-of-next-county";
  // As a vendor sells it: another id and another name of the place.
  for (size_t at = second.bytes.find("青石"); at != std::string::npos; at = second.bytes.find("青石", at)) second.bytes.replace(at, 6, "白水");
  Audited audited({first, second, only("mini-repair")});
  const Overlap overlap = audited.compare();
  REQUIRE(overlap.pairs.size() == 1);
  CHECK(overlap.pairs[0].similarity > 0.9);
  CHECK(overlap.pairs[0].same_template);
  CHECK_FALSE(overlap.pairs[0].vendor.empty());
}

TEST_CASE("Versions of one app, copies of one file and places that are gone are no overlap") {
  LabelledApp first = only("apk-village"), second = first, copy = first;
  second.name = "apk-village-2";
  second.bytes += "  ";  // other bytes, the same app
  copy.name = "copy";
  Audited audited({first, second, only("mini-village")});
  audited.workspace.write("root/copies/copy.apk", copy.bytes);
  run_at(*audited.store, audited.workspace.path("root"), Work{scanner(), {}, {}});
  const Overlap overlap = audited.compare();
  CHECK(overlap.versions == 1);
  CHECK(overlap.pairs.size() == 1);
  std::filesystem::remove(audited.workspace.path("root/mini-village.wxapkg"));
  run_at(*audited.store, audited.workspace.path("root"), Work{scanner(), {}, {}});
  CHECK(audited.compare().pairs.empty());
}

TEST_CASE("Two that kept the identifier of one template are no versions of one app") {
  Audited audited({only("mini-village"), only("mini-repair")});
  audited.store->database().run("UPDATE package SET app_id = '__UNI__0000001'");
  const Overlap overlap = audited.compare();
  CHECK(overlap.versions == 0);
  CHECK(overlap.apps.size() == 2);
}

TEST_CASE("An app that shows next to nothing is not compared") {
  LabelledApp first = only("mini-village");
  Audited audited({first});
  audited.store->database().run("UPDATE feature SET texts = '首页' WHERE kind = 'title'; DELETE FROM feature WHERE kind <> 'title'");
  const Overlap overlap = audited.compare();
  CHECK(overlap.thin == 1);
  CHECK(overlap.apps.empty());
}

TEST_CASE("Pairs and clusters are tables with the functions that both have, as each calls them") {
  Audited audited({only("mini-village"), only("apk-village"), only("mini-news")});
  const Overlap overlap = audited.compare();
  const Answer pairs = pairs_of(overlap, Lang::kZh);
  REQUIRE(pairs.rows.size() == 1);
  REQUIRE(pairs.rows[0].size() == pairs.columns.size());
  const auto column = std::find(pairs.columns.begin(), pairs.columns.end(), "共有功能") - pairs.columns.begin();
  const std::string shared = std::get<std::string>(pairs.rows[0][static_cast<size_t>(column)]);
  INFO(shared);
  CHECK(shared.find("三务公开") != std::string::npos);
  CHECK(shared.find("登录") == std::string::npos);
  const Answer clusters = clusters_of(overlap, Lang::kZh);
  CHECK(clusters.rows.size() == 2);
  CHECK(clusters.rows[0].size() == clusters.columns.size());
  CHECK(by_template_of(overlap, Lang::kEn).rows.empty());
}

TEST_CASE("Features come back as they were stored, in place of those of an earlier scan") {
  Audited audited({only("mini-village")});
  const std::string titles = one(*audited.store, "SELECT texts FROM feature WHERE kind = 'title'");
  CHECK(titles.find("事项上报\n") != std::string::npos);
  Record record = failure_of(one(*audited.store, "SELECT content FROM package"), 1, Error{});
  record.failure_zh.clear();
  record.failure_en.clear();
  record.features = {{"title", "村务公开"}};
  audited.store->use(Context{"other", "e", "r", "1", "d", ""});
  audited.store->add(record);
  CHECK(one(*audited.store, "SELECT group_concat(texts) FROM feature") == "村务公开");
}
