#include "unit/report/sample_report.h"

namespace jianfu::tests {
namespace {

using namespace engine;
using evidence::Kind;
using evidence::Role;

EvidenceView view(Kind kind, std::string text, std::string entry, std::string because) {
  EvidenceView out;
  out.item.kind = kind;
  out.item.text = std::move(text);
  out.item.at.entry = std::move(entry);
  out.because = std::move(because);
  out.module = "pages/sign/index";
  return out;
}

EvidenceView label() {
  EvidenceView out = view(Kind::kText, "请立即打卡，电话13812345678", "pages/sign/index.wxml", "label");
  out.item.role = Role::kLabel;
  out.item.owner = evidence::Owner::kApp;
  out.item.at.line = 12;
  out.item.at.column = 5;
  out.item.translations = {{"zh-TW", "請立即打卡"}};
  out.marks = {{9, 15}};  // 打卡
  return out;
}

EvidenceView call() {
  EvidenceView out =
      view(Kind::kCall, "android.location.LocationManager.requestLocationUpdates", "classes.dex", "act");
  out.item.at.offset = 0x1a2b;
  out.item.at.symbol = "cn.example.sign.SignActivity.start";
  out.item.at.resource = "string/sign_title";
  out.item.at.locale = "zh-Hant";
  out.item.arguments = {{"", "gps"}, {"interval", "1000"}};
  out.item.required = true;
  out.module = "cn.example.sign.SignActivity";
  out.flags = {"required"};
  return out;
}

EvidenceView roster() {
  EvidenceView out = view(Kind::kText, "未打卡人员", "pages/sign/list.wxml", "C4");
  out.item.role = Role::kTitle;
  out.marks = {{0, 15}};
  return out;
}

EvidenceView meeting() {
  EvidenceView out = view(Kind::kText, "会议期间请勿打卡", "pages/news/index.wxml", "");
  out.flags = {"negated"};
  out.reason = {"前有否定词，说的是没有或不要", "a negation stands before it"};
  return out;
}

CitationView citation() {
  return {"norm12",
          {"政务移动互联网应用程序规范化管理办法", "Measures for government apps"},
          "国办函〔2026〕12号",
          "B2",
          {"设置打卡签到等强制性功能", "compulsory functions"},
          "",
          "V"};
}

Part question(std::string group, Bilingual say, std::vector<EvidenceView> answers) {
  Part out;
  out.holds = !answers.empty();
  GroupView view;
  view.name = std::move(group);
  view.say = std::move(say);
  out.groups = {view};
  out.evidence = std::move(answers);
  return out;
}

Part several(Part::Shape shape, bool holds, std::vector<Part> parts) {
  Part out;
  out.shape = shape;
  out.holds = holds;
  out.parts = std::move(parts);
  return out;
}

// label and act, or label and not streak
Reasons clock_in_reasons() {
  const Part button = question("label", {"打卡按钮", "a clock-in button"}, {label()});
  const Part act = question("act", {"打卡动作", "an act of clocking in"}, {call()});
  Part no_streak = question("streak", {"连续天数", "a streak"}, {});
  no_streak.negated = no_streak.holds = true;
  Reasons out;
  out.presence = {{Grade::kConfirmed, "label and act and not streak", several(Part::kAll, true, {button, act, no_streak})}};
  out.coercion = question("C4", {"未完成名单与催办", "rosters of absentees"}, {roster()});
  out.by_matrix = Verdict::kSuspected;
  return out;
}

engine::SketchRow row(engine::SketchRow::Kind kind, std::string text, std::vector<std::pair<uint32_t, uint32_t>> marks = {}) {
  engine::SketchRow out;
  out.kind = kind;
  out.text = std::move(text);
  out.hit = !marks.empty();
  out.marks = std::move(marks);
  return out;
}

engine::Sketch sign_screen() {
  using engine::SketchRow;
  engine::Sketch out;
  out.rows = {row(SketchRow::kTitle, "签到"), row(SketchRow::kText, "值守电话 13800001111"), row(SketchRow::kButton, "立即打卡", {{6, 12}}),
              row(SketchRow::kField, "现场照片"), row(SketchRow::kMessage, "未打卡人员名单已通报", {{0, 21}})};
  out.rows[1].skipped = 3;
  out.rows[3].required = true;
  out.skipped = 7;
  return out;
}

engine::DeclaredView declared() {
  engine::DeclaredView out;
  out.state = engine::DeclaredView::kDeclared;
  out.kind = "clock-in";
  out.words = "打卡";
  out.reason = "值守";
  out.basis = "防汛值守规定";
  out.scope = "值守人员";
  out.scene = "应急";
  out.scene_title = {"应急", "emergency"};
  return out;
}

engine::DeclarationView declaration() {
  engine::DeclarationView out;
  out.file = "filing.toml";
  out.unit = "示例县政务服务局";
  out.region = "示例县";
  out.level = {"县级", "county"};
  out.kind = {"行政机关", "an administrative body"};
  out.gov_no = "示例1号";
  out.icp_no = "示例ICP备1号";
  out.date = "2026-03-01";
  out.platform = "android";
  out.functions = {{"值守", "防汛值守"}};
  out.identity = {{engine::IdentityView::kDiffers, {"版本号", "version"}, "1.2.2", "1.2.3"}};
  out.special = {{engine::SpecialView::kFound, declared(), {"打卡签到", "clock-in"}, 1}};
  return out;
}

Finding clock_in() {
  Finding out;
  out.rule_id = "clock-in";
  out.feature = "clock-in";
  out.provision = "B2";
  out.head = "强制使用";
  out.verdict = Verdict::kSuspected;
  out.severity = Severity::kHigh;
  out.presence = Grade::kConfirmed;
  out.presence_because = "(label or purpose) and act";
  out.coercion = Coercion::kStrong;
  out.signals = {"C4"};
  out.signal_titles = {{"未完成名单与催办", "rosters of absentees"}};
  out.exemption = Exemption::kClaimed;
  out.scenes = {{"应急", "emergency"}};
  out.declared = declared();
  out.module = {"page", "pages/sign/index", "签到", evidence::Reach::kYes, {{"pages/home/index", "首页"}, {"pages/sign/index", "签到"}}};
  out.waiver = WaiverView{"waivers.toml", "防汛值守规定", "示例县政务服务局", "汛期值守", "2026-12-31", false};
  out.known = true;
  out.review = ReviewView{Decision::kMoreNeeded, "防汛值守，依据待补", "请补充值守文件，联系13900002222", "审核一组", "2026-04-01"};
  out.title = {"打卡签到功能", "Clock-in"};
  out.message = {"“签到”发现打卡签到的功能特征", "\"签到\" has the marks of a clock-in function"};
  out.question = {"是否强制使用？", "Is it compulsory?"};
  out.remedy = {"取消该功能。", "Remove it."};
  out.evidence = {label(), call(), roster()};
  out.counter_evidence = {meeting()};
  out.citations = {citation()};
  out.fingerprint = "0123456789abcdef";
  out.reasons = clock_in_reasons();
  out.sketch = sign_screen();
  return out;
}

Finding ranking() {
  Finding out;
  out.rule_id = "points-ranking";
  out.feature = "points-ranking";
  out.provision = "B2";
  out.verdict = Verdict::kHint;
  out.severity = Severity::kLow;
  out.presence = Grade::kProbable;
  out.presence_because = "count(board) >= 2";
  out.module = {"package", "", "", evidence::Reach::kYes};
  out.title = {"积分排名功能", "Points and rankings"};
  out.fingerprint = "fedcba9876543210";
  Part boards = question("board", {"排行榜", "a leaderboard"}, {});
  boards.op = rules::Condition::kCount;
  boards.number = 2;
  boards.holds = true;
  out.reasons.presence = {
      {Grade::kConfirmed, "board and act",
       several(Part::kAll, false, {boards, question("act", {"排名接口", "an endpoint of rankings"}, {})})},
      {Grade::kProbable, "count(board) >= 2", boards}};
  out.reasons.by_matrix = Verdict::kHint;
  return out;
}

RequiredView complaint() {
  RequiredView out;
  out.rule_id = "complaint-channel";
  out.feature = "complaint-channel";
  out.provision = "M";
  out.grade = "contact-only";
  out.title = {"投诉建议功能", "Complaint channel"};
  out.grade_title = {"仅有联系方式", "contact details only"};
  out.message = {"没有在线受理", "no online acceptance"};
  out.question = {"是否另有渠道？", "Is there another channel?"};
  out.remedy = {"增加在线受理。", "Add one."};
  out.evidence = {view(Kind::kText, "联系我们", "pages/me/index.wxml", "contact")};
  out.citations = {citation()};
  out.fingerprint = "00000000000000aa";
  out.waiver = WaiverView{"waivers.toml", "建设方案", "示例县政务服务局", "下一版本补齐", "2026-01-31", true};
  out.review = ReviewView{Decision::kConfirmed, "", "属实", "审核一组", "2026-04-01"};
  out.steps = {{"online-form", {"可在线提交", "a form"}, question("form", {"投诉入口", "a complaint form"}, {})},
               {"contact-only", {"仅有联系方式", "contact details only"},
                question("contact", {"联系方式", "contact details"}, out.evidence)}};
  return out;
}

GapView packed() {
  GapView out;
  out.id = "g1";
  out.gap.why = GapReason::kPacked;
  out.what = {core::render(Msg::gap_packed, Lang::kZh, {"某加固"}), core::render(Msg::gap_packed, Lang::kEn, {"某加固"})};
  out.gap.detail = "+0x70";
  out.gap.entry = "classes.dex";
  out.gap.hides = {Kind::kText, Kind::kRoute};
  out.gap.bytes = 1203440;
  out.gap.ask_zh = "请提供未加固的安装包";
  out.gap.ask_en = "Please hand in the package before hardening";
  out.module = "pages/sign/index";
  return out;
}

void add_package(Report& report) {
  report.tool = {"jianfu", "0.1.0", "norm12", "0.1.0", "sha256:abc"};
  platforms::Package& package = report.package;
  package.path = "in/app.apk";
  package.kind = "apk";
  package.id = "cn.example.sign";
  package.name = "示例";
  package.version = "1.2.3 (45)";
  package.size = 12345678;
  package.sha256 = std::string(64, 'a');
}

}  // namespace

Report clean_report() {
  Report out;
  add_package(out);
  out.provisions = {{"B2", {"强制性功能", "compulsory functions"}, Verdict::kNotFound, {"clock-in"}}};
  out.results = {
      {"clock-in", {"打卡签到功能", "Clock-in"}, "clock-in", "B2", Verdict::kNotFound, {Kind::kText}, {}}};
  out.coverage.entries = 3;
  out.coverage.read = 3;
  return out;
}

Report full_report() {
  Report out;
  add_package(out);
  out.package.signer = {
      {"v2", "CN=Example,O=示例市政务服务中心", "CN=Issuer", "01", std::string(64, 'c'), std::string(40, 'd'),
       std::string(32, 'e'), "2024-01-31T00:00:00Z", "2049-01-01T00:00:00Z", "RSA 2048"},
      {"v2", "CN=Other", "CN=Other", "02", std::string(64, 'f'), std::string(40, '1'), std::string(32, '2'), "", "",
       ""}};
  out.package.frameworks = {"uni-app"};
  out.package.parts = {{"in/sub.wxapkg", "sub-package", "pkgA", 99, std::string(64, 'b')}};
  out.verdict = Verdict::kSuspected;
  out.provisions = {
      {"B2", {"强制性功能", "compulsory functions"}, Verdict::kSuspected, {"clock-in", "points-ranking"}},
      {"M", {"投诉建议", "complaints"}, Verdict::kExplain, {"complaint-channel"}}};
  out.results = {
      {"clock-in", {"打卡签到功能", "Clock-in"}, "clock-in", "B2", Verdict::kSuspected, {Kind::kText}, {}},
      {"complaint-channel",
       {"投诉建议功能", "Complaint channel"},
       "complaint-channel",
       "M",
       Verdict::kExplain,
       {},
       {}},
      {"points-ranking",
       {"积分排名功能", "Points and rankings"},
       "points-ranking",
       "B2",
       Verdict::kNotDetermined,
       {Kind::kText, Kind::kRoute},
       {"g1"}}};
  out.heads = {{"强制使用", {"强制使用", "compulsory use"}}};
  out.results.front().head = "强制使用";
  out.inventory = {{"android.permission.CAMERA"}, {"com.baidu.location"}, {{"pages/sign/index", "签到"}}, 3, {{"/api/sign"}}};
  out.findings = {clock_in(), ranking()};
  out.required = {complaint()};
  out.coverage = {1000, 400, 590, 10, 9000000, 8000000, {}};
  out.coverage.items[0] = 1234;
  GapView remote;
  remote.id = "g2";
  remote.gap.why = GapReason::kRemote;
  remote.gap.detail = "https://example.invalid/";
  out.gaps = {packed(), remote};
  out.declaration = declaration();
  out.stats = Stats{{{"seen.text", 1234}}, {{"read", 1.25}}};
  out.nested = {clean_report()};
  return out;
}

}  // namespace jianfu::tests
