#include <catch2/catch.hpp>

#include "rule_files.h"

using namespace jianfu;
using namespace jianfu::rules;
using namespace jianfu::rules::tests;

TEST_CASE("norms, heads, signals, scenes and annotation are read") {
  const RuleSet rules = load(rule_files()).rules;
  REQUIRE(rules.norms.size() == 2);
  CHECK(rules.norms[0].id == "norm");
  CHECK(rules.norms[0].number == "国办函〔2026〕12号");
  REQUIRE(rules.norms[0].provisions.size() == 2);
  CHECK(rules.norms[0].provisions[1].article == "第九条");
  CHECK(rules.norms[0].provisions[1].verified);
  CHECK(rules.norms[0].provisions[0].confidence == "V");
  REQUIRE(rules.heads.size() == 1);
  CHECK(rules.heads[0].title.en == "forced use");
  REQUIRE(rules.signals.size() == 2);
  CHECK(rules.signals[0].near == Signal::kString);
  CHECK(rules.signals[1].id == "C-");
  CHECK(rules.signals[1].counter);
  REQUIRE(rules.strong);
  CHECK(rules.strong->source == "C1 and not C-");
  REQUIRE(rules.scenes.size() == 1);
  CHECK(rules.scenes[0].id == "应急");
  REQUIRE(rules.apis.size() == 1);
  REQUIRE(rules.apis[0].calls.size() == 3);
  CHECK(rules.apis[0].calls[1].call == "com.example.Location.*");
  CHECK(rules.apis[0].calls[1].arguments.empty());
  CHECK(rules.apis[0].calls[2].call == "intent:example.PICK");
  CHECK(rules.apis[0].calls[2].name == "data");
  CHECK(rules.apis[0].calls[2].arguments == std::vector<std::string>{"geo:*", "map:*"});
  REQUIRE(rules.sdks.size() == 2);
  CHECK(rules.sdks[0].owner == evidence::Owner::kThirdParty);
  CHECK(rules.sdks[0].where == SdkPrefix::kClass);
  CHECK(rules.sdks[0].maker == "某公司");
  CHECK(rules.sdks[1].owner == evidence::Owner::kTemplate);
  CHECK(rules.sdks[1].where == SdkPrefix::kPath);
  REQUIRE(rules.packers.size() == 1);
  CHECK(rules.packers[0].classes == std::vector<std::string>{"com.stub.App"});
  CHECK(rules.packers[0].weak_files == std::vector<std::string>{"libexec.so"});
  CHECK(rules.suspicion.threshold == 3);
  REQUIRE(rules.suspicion.signs.size() == 2);
  REQUIRE(rules.suspicion.signs[0].bounds.size() == 2);
  CHECK(rules.suspicion.signs[0].bounds[0].test == Bound::kAtLeast);
  CHECK(rules.suspicion.signs[0].bounds[0].thousandths == 7900);
  CHECK(rules.suspicion.signs[0].bounds[1].test == Bound::kShareAbove);
  CHECK(rules.suspicion.signs[0].bounds[1].of == "methods");
  REQUIRE(rules.frameworks.size() == 1);
  CHECK(rules.frameworks[0].classes == std::vector<std::string>{"com.frame."});
  REQUIRE(rules.remote.mechanisms.size() == 1);
  CHECK(rules.remote.kinds[rules.remote.mechanisms[0].kind].id == "hot-update");
  CHECK(rules.remote.kinds[1].hides == evidence::KindSet{evidence::Kind::kText});
  CHECK(rules.remote.web_calls == std::vector<std::string>{"android.webkit.WebView.loadUrl"});
  CHECK(rules.remote.shell_screens == 4);
  REQUIRE(rules.gaps.size() == 1);
  CHECK(rules.gaps[0].why == GapReason::kPacked);
  CHECK(rules.gaps[0].hides == evidence::KindSet{evidence::Kind::kText, evidence::Kind::kCall});
}

TEST_CASE("lexicons give sets, and the common one the words that turn hits around") {
  const RuleSet rules = load(rule_files()).rules;
  const TermSet* strong = rules.find_set("clock-in.strong");
  REQUIRE(strong != nullptr);
  REQUIRE(strong->terms.size() == 3);
  CHECK(rules.terms[strong->terms[2]].text == "缺卡");
  CHECK(strong->note == "近乎充分的文字");
  REQUIRE(strong->term_notes.size() == 1);
  CHECK(strong->term_notes[0] == std::pair(strong->terms[2], std::string("也指缺少社保卡")));
  CHECK(rules.find_set("clock-in.other-meaning")->reason.zh == "会议签到不是日常考勤");
  CHECK(rules.find_set("clock-in.weak") == nullptr);
  CHECK(rules.negators == std::vector<std::string>{"不", "未", "无需"});
  CHECK(rules.negated_states == std::vector<std::string>{"未打卡"});
  CHECK(rules.norm_quotes == std::vector<std::string>{"考评依据"});
}

TEST_CASE("a lexicon is named as its file, and its sets have one list each") {
  REFUSED(kLexicon, "id: clock-in", "id: ¦clock", rule_id_is_not_file);
  REFUSED(kLexicon, "  strong:\n", "  strong:\n    ¦term: x\n", rule_unknown_key);
  REFUSED(kLexicon, "  tokens:\n", "  ¦tokens:\n    terms: [打卡成功]\n", rule_one_list);
  REFUSED(kLexicon, "  tokens:\n", "  ¦more: {note: 空}\n  tokens:\n", rule_one_list);
  REFUSED(kLexicon, "  tokens:\n", "  ¦More: {terms: [打卡成功]}\n  tokens:\n", rule_bad_id);
  REFUSED(kLexicon, "terms: [会议签到]", "terms: ¦会议签到", rule_wrong_type);
  REFUSED(kLexicon, "terms: [会议签到]", "terms: ¦[]", rule_empty_list);
  REFUSED(kLexicon, "terms: [会议签到]", "terms: [会议签到, ¦会議 签到]", rule_twice);
  REFUSED(kLexicon, "terms: [会议签到]", "terms: [¦$clock-in.strong]", rule_set_in_set);
  REFUSED(kLexicon, "terms: [会议签到]", "terms: [¦{note: 会议}]", rule_missing_key);
  REFUSED(kLexicon, "{zh: 会议签到不是日常考勤, en: a meeting}", "¦会议", rule_wrong_type);
  ACCEPTED(kLexicon, "terms: [会议签到]", "terms: [会议签到, 活动签到]");
}

TEST_CASE("the common lexicon has its three sets, of words as short as they are") {
  CHECK(errors(changed(kCommon, "  negators: {terms: [不, 未, 无需]}\n", "")) ==
        std::vector<std::string>{"lexicon/common.yaml:3:3 rule_missing_key"});
  REFUSED(kCommon, "[不, 未, 无需]", "[不, ¦不]", rule_twice);
  REFUSED(kCommon, "{terms: [未打卡]}", "{¦tokens: [a b], terms: [未打卡]}", rule_unknown_key);
  REFUSED(kCommon, "id: common", "id: common\n¦set: {}", rule_unknown_key);
}

TEST_CASE("norms say how sure their text is") {
  REFUSED(kNorms, "confidence: V}", "confidence: ¦A}", rule_not_one_of);
  CHECK(errors(changed(kNorms, "article: 第九条, ", "")) ==
        std::vector<std::string>{"norms.yaml:7:7 rule_verified_without_article"});
  REFUSED(kNorms, "verified: false", "verified: ¦no", rule_not_one_of);
  REFUSED(kNorms, "{title: {zh: 限制强制功能, en: Limits}, confidence: S}",
          "¦{title: {zh: 限制强制功能, en: Limits}}", rule_missing_key);
  CHECK(errors(changed(kNorms, "      limit:", "      lim/it:")) ==
        std::vector<std::string>{"B2/clock-in.yaml:10:22 rule_no_citation",
                                 "norms.yaml:11:7 rule_bad_provision_key"});
  REFUSED(kNorms, "heads:", "¦head: {}\nheads:", rule_unknown_key);
  ACCEPTED(kNorms, "confidence: V}", "confidence: M}");
}

TEST_CASE("signals stand near something and have names of their own kind") {
  REFUSED(kCoercion, "near: string", "near: ¦strings", rule_not_one_of);
  CHECK(errors(changed(kCoercion, "  C-:", "  9-:")).front() == "coercion.yaml:3:3 rule_bad_signal");
  REFUSED(kCoercion, "strong: C1 and not C-", "strong: C1 and not ¦C2", condition_no_group);
  REFUSED(kCoercion, "strong: C1 and not C-", "strong: C1 and ¦rule(clock-in)", condition_no_join);
  REFUSED(kCoercion, "counter: true", "counter: ¦1", rule_not_one_of);
  CHECK(errors(changed(kCoercion, "some: C1\n", "")) ==
        std::vector<std::string>{"coercion.yaml:1:1 rule_missing_key"});
  ACCEPTED(kCoercion, "near: string", "near: hop");
}

TEST_CASE("scenes have evidence") {
  REFUSED(kExemption, "{title: {zh: 应急, en: emergency}, evidence: {kind: text, any: 应急值守}}",
          "¦{title: {zh: 应急, en: emergency}}", rule_missing_key);
  REFUSED(kExemption, "any: 应急值守", "any: ¦急", rule_short_term);
}

TEST_CASE("a path with '*' begins a folder's name or stands in a file's") {
  const RuleSet rules =
      load(changed(kSdk, "path: [node_modules/]", "path: ['van-*/', 'vendors~*.js'], npm: vant, plugin: wx0123, mark: ald_share")).rules;
  REQUIRE(rules.sdks.size() == 6);
  CHECK(rules.sdks[1].where == SdkPrefix::kFolder);
  CHECK(rules.sdks[1].prefix == "van-");
  CHECK(rules.sdks[2].where == SdkPrefix::kFile);
  CHECK(rules.sdks[2].prefix == "vendors~*.js");
  CHECK(rules.sdks[3].where == SdkPrefix::kNpm);
  CHECK(rules.sdks[4].where == SdkPrefix::kPlugin);
  CHECK(rules.sdks[5].where == SdkPrefix::kMark);
}

TEST_CASE("annotation rows are whole, and their patterns not too wide") {
  REFUSED(kApi, "[wx.getLocation, ", "[¦'wx.*.getLocation', ", rule_bad_call);
  REFUSED(kApi, "[wx.getLocation, ", "[¦a, ", rule_bad_call);
  REFUSED(kApi, "[wx.getLocation, ", "[wx.getLocation, ¦wx.getLocation, ", rule_twice);
  REFUSED(kApi, "apis:\n", "apis:\n  ¦Location.Track: [wx.onLocationChange]\n", rule_bad_api);
  REFUSED(kApi, "apis:", "¦sdks: []\napis:", rule_unknown_key);
  REFUSED(kSdk, "prefix: com.example.map.", "prefix: ¦a.", rule_short_term);
  REFUSED(kSdk, "{name: 地图, maker: 某公司, category: map, prefix: com.example.map.}", "¦{name: 地图, category: map}",
          rule_missing_key);
  REFUSED(kSdk, "owner: template", "owner: ¦templates", rule_not_one_of);
  REFUSED(kPackers, "files: [libshell*.so]", "files: [¦'*']", rule_short_term);
  REFUSED(kPackers, "{name: 某加固, files: [libshell*.so], classes: [com.stub.App], weak: {files: libexec.so}}", "¦{name: 某加固}",
          rule_missing_key);
  REFUSED(kGaps, "why: packed", "why: ¦packt", rule_not_one_of);
  REFUSED(kGaps, "hides: [text, call]", "hides: [text, ¦calls]", rule_not_one_of);
  REFUSED(kApi, "when: {name: data, ", "when: {¦key: data, ", rule_unknown_key);
  REFUSED(kApi, "argument: ['geo:*', ", "argument: [¦'*', ", rule_short_term);
  REFUSED(kApi, "{call: 'intent:example.PICK', when:", "¦{when:", rule_missing_key);
  REFUSED(kSdk, "prefix: com.example.map.", "prefix: ¦com.cn.", rule_wide_prefix);
  REFUSED(kSdk, "prefix: com.example.map.", "prefix: ¦com.example.map", rule_bad_prefix);
  REFUSED(kSdk, "prefix: com.example.map.", "prefix: [com.example.map., ¦com.example.map.]", rule_twice);
  REFUSED(kSdk, "path: [node_modules/]", "path: [¦node_modules]", rule_bad_prefix);
  REFUSED(kSdk, "category: map", "category: ¦maps", rule_not_one_of);
  REFUSED(kSdk, "path: [node_modules/]", "path: [¦'*.js']", rule_bad_prefix);
  REFUSED(kSdk, "path: [node_modules/]", "path: [¦'v*/']", rule_short_term);
  REFUSED(kSdk, "path: [node_modules/]", "path: [¦'vant*/']", rule_bad_prefix);
  REFUSED(kSdk, "path: [node_modules/]", "path: [¦'lib/*.min.js']", rule_bad_prefix);
  REFUSED(kSdk, "path: [node_modules/]", "path: [¦'vendor*chunk*.js']", rule_bad_prefix);
  REFUSED(kSdk, "path: [node_modules/]", "npm: [¦node_modules/vant]", rule_bad_prefix);
  REFUSED(kSdk, "path: [node_modules/]", "npm: [vant, ¦vant]", rule_twice);
  REFUSED(kSdk, "path: [node_modules/]", "plugin: [¦WechatSI]", rule_bad_prefix);
  REFUSED(kSdk, "path: [node_modules/]", "mark: [¦login]", rule_short_term);
  REFUSED(kPackers, "threshold: 3", "threshold: ¦2.5", rule_bad_number);
  REFUSED(kPackers, "entropy: 7.9", "entropy: ¦'7.9001'", rule_bad_number);
  REFUSED(kPackers, "{id: loader, ", "¦{id: opaque, ", rule_twice);
  REFUSED(kFrameworks, "{name: 框架, classes: com.frame.}", "¦{name: 框架}", rule_empty_mark);
  REFUSED(kRemote, "kind: hot-update,", "kind: ¦hot-updat,", rule_no_remote_kind);
  REFUSED(kRemote, "calls: android.webkit.WebView.loadUrl", "calls: ¦'*.loadUrl'", rule_bad_call);
  ACCEPTED(kSdk, "prefix: com.example.map.", "prefix: com.example.MapView");
  ACCEPTED(kSdk, "path: [node_modules/]", "path: ['van-*/', 'chunk-vendors*.js', 'npm.*.js', common/runtime.js]");
  ACCEPTED(kSdk, "path: [node_modules/]", "npm: [vant, '@vant/weapp', '@tarojs']");
  ACCEPTED(kSdk, "path: [node_modules/]", "plugin: [wx069ba97219f66d99]");
  ACCEPTED(kSdk, "path: [node_modules/]", "mark: ['Cannot resolve a thing with itself']");
  ACCEPTED(kSdk, "owner: template", "owner: unknown");
  ACCEPTED(kGaps, "entry: '*', ", "");
  ACCEPTED(kApi, "[wx.getLocation, ", "[wx.getLocation, wx.chooseLocation, ");
}

TEST_CASE("who cites a provision cites those that cover it, and what covers those") {
  const Loaded loaded = load(changed(kNorms, "      limit: {title: {zh: 限制强制功能, en: Limits}, confidence: S}\n",
                                     "      limit: {title: {zh: 限制强制功能, en: Limits}, confidence: S}\n"
                                     "  later:\n    title: {zh: 更晚, en: Later}\n    provisions:\n"
                                     "      x2: {title: {zh: 二, en: two}, confidence: V, covers: [later/x1]}\n"
                                     "      x1: {title: {zh: 一, en: one}, confidence: V, covers: [norm/B2, norm/M]}\n"));
  REQUIRE(loaded.ok());
  const std::vector<Citation>& clock_in = loaded.rules.rules[0].citations;
  REQUIRE(clock_in.size() == 4);
  CHECK(clock_in[1].provision == "limit");  // its own first
  CHECK(loaded.rules.norms[clock_in[2].norm].id == "later");
  CHECK(clock_in[2].provision == "x1");
  CHECK(clock_in[3].provision == "x2");
  CHECK(loaded.rules.rules[1].citations.size() == 3);  // M is covered too
}

TEST_CASE("what is covered must be known, and something else") {
  REFUSED(kNorms, "confidence: S}", "confidence: S, covers: [¦norm/B9]}", rule_no_citation);
  REFUSED(kNorms, "confidence: S}", "confidence: S, covers: [¦opinions/limit]}", rule_covers_itself);
  ACCEPTED(kNorms, "confidence: S}", "confidence: S, covers: [norm/B2]}");
}

TEST_CASE("features have the names that declarations use") {
  const RuleSet rules = load(changed(kNorms, "heads:\n", "features:\n  clock-in: {title: {zh: 打卡签到, en: clock-in}, asked: true, names: [打卡, 签到]}\n"
                                                         "  profit: {title: {zh: 经营, en: profit}}\nheads:\n")).rules;
  REQUIRE(rules.features.size() == 2);
  CHECK(rules.features[0].asked);
  CHECK(rules.features[0].names.size() == 2);
  CHECK_FALSE(rules.features[1].asked);
  REFUSED(kNorms, "heads:\n", "features:\n  ¦clockin: {title: {zh: 打卡, en: x}}\nheads:\n", rule_not_one_of);
}

TEST_CASE("a counter scene is none that a rule may name") {
  const std::string_view scene = "evidence: {kind: text, any: 应急值守}}\n";
  const std::string counter = std::string(scene) + "  everyday: {title: {zh: 日常, en: everyday}, counter: true, evidence: {kind: text, any: 党员学习}}\n";
  const RuleSet rules = load(changed(kExemption, scene, counter)).rules;
  REQUIRE(rules.scenes.size() == 2);
  CHECK(rules.scenes[1].counter);
}
