// The HTML report: what it tells, that nothing of a package is more than text in it, and that its policy fits it.
#include "report/html_writer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "core/sha256.h"
#include "golden.h"
#include "report/html_assets.h"
#include "report/html_markup.h"
#include "report/html_policy.h"
#include "report/json_reader.h"
#include "report/json_writer.h"
#include "unit/report/sample_report.h"

using namespace jianfu;
using namespace jianfu::tests;

namespace {

std::string page_of(const engine::Report& report, Lang lang = Lang::kZh) {
  report::WriteOptions options;
  options.lang = lang;
  return report::write_html({report}, options);
}
bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}
size_t count_of(const std::string& text, std::string_view part) {
  size_t out = 0;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
  return out;
}
std::string between(const std::string& text, std::string_view begin, std::string_view end) {
  const size_t from = text.find(begin);
  REQUIRE(from != std::string::npos);
  return text.substr(from + begin.size(), text.find(end, from + begin.size()) - from - begin.size());
}

// Every tag with its attributes, outside of style and script.
std::set<std::string> tags_of(std::string page) {
  for (const std::string name : {"style", "script"}) {
    const size_t from = page.find("<" + name + ">"), to = page.find("</" + name + ">");
    page.erase(from, to - from);
  }
  std::set<std::string> out;
  for (size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1))
    out.insert(page.substr(at, page.find_first_of(" >", at) - at));
  return out;
}

constexpr std::string_view kAttack = "\"'><script>x()</script><img src=http://a/ onerror=x()>&amp;</textarea>\xE2\x80\xAE\x1B[31m";

void spoil(std::string& text) { text += kAttack; }
void spoil(engine::Bilingual& text) {
  spoil(text.zh);
  spoil(text.en);
}
void spoil(engine::EvidenceView& view) {
  spoil(view.item.text);
  spoil(view.item.at.entry);
  spoil(view.item.at.symbol);
  spoil(view.item.at.resource);
  spoil(view.item.at.locale);
  spoil(view.module);
  spoil(view.reason);
  for (evidence::Argument& argument : view.item.arguments) {
    spoil(argument.name);
    spoil(argument.value);
  }
}

// In every place that a package, a declaration or a reviewer can write to.
engine::Report hostile() {
  engine::Report out = full_report();
  platforms::Package& package = out.package;
  for (std::string* one : {&package.path, &package.id, &package.name, &package.version}) spoil(*one);
  for (platforms::Signer& signer : package.signer) spoil(signer.subject);
  for (std::string& framework : package.frameworks) spoil(framework);
  for (platforms::Part& part : package.parts) spoil(part.path);
  for (engine::Finding& finding : out.findings) {
    for (std::string* one : {&finding.rule_id, &finding.provision, &finding.head, &finding.fingerprint, &finding.module.kind, &finding.module.id, &finding.module.title}) spoil(*one);
    for (engine::Bilingual* one : {&finding.title, &finding.message, &finding.question, &finding.remedy}) spoil(*one);
    for (engine::ScreenView& screen : finding.module.way) spoil(screen.title);
    for (engine::EvidenceView& view : finding.evidence) spoil(view);
    for (engine::EvidenceView& view : finding.counter_evidence) spoil(view);
    for (engine::CitationView& citation : finding.citations) spoil(citation.provision_title);
    for (engine::SketchRow& row : finding.sketch.rows) spoil(row.text);
    if (finding.waiver) spoil(finding.waiver->reason);
    if (finding.review) spoil(finding.review->remark);
    if (finding.review) spoil(finding.review->reviewer);
  }
  for (engine::GapView& gap : out.gaps) {
    spoil(gap.gap.entry);
    spoil(gap.gap.detail);
    spoil(gap.what);
  }
  spoil(out.declaration->unit);
  spoil(out.declaration->functions[0].second);
  spoil(out.declaration->identity[0].found);
  spoil(out.declaration->special[0].declared.basis);
  spoil(out.nested[0].package.path);
  return out;
}

}  // namespace

TEST_CASE("text becomes text, in content and in attributes") {
  CHECK(report::Html::text("a<b>&\"'").bytes() == "a&lt;b&gt;&amp;&quot;&#39;");
  CHECK(report::element("p", {{"title", "\"><x"}}, report::Html::text("<")).bytes() == "\n<p title=\"&quot;&gt;&lt;x\">&lt;</p>");
}

TEST_CASE("whatever a package says, the page has the same elements and no control character") {
  const std::string calm = page_of(full_report()), page = page_of(hostile());
  CHECK(tags_of(page) == tags_of(calm));
  CHECK(count_of(page, "<script>") == 1);
  CHECK(count_of(page, "</script>") == 1);
  CHECK(has(page, "&lt;img src=http://a/ onerror=x()&gt;"));
  CHECK_FALSE(has(page, "<img"));
  CHECK_FALSE(has(page, "\x1B"));
  CHECK_FALSE(has(page, "\xE2\x80\xAE"));
  CHECK(has(page, "\\u{202E}\\x1B[31m"));
}

TEST_CASE("the page has no address, no handler and no style of an element") {
  const std::string page = page_of(full_report());
  for (const std::string_view part : {" style=", " onclick=", " onload=", " src=", "http://", "url(", "@import", "innerHTML"}) {
    INFO(part);
    CHECK_FALSE(has(page, part));
  }
  CHECK(count_of(page, " href=\"") == count_of(page, " href=\"#"));
}

TEST_CASE("the policy names the digests of the style and the script that stand in the page") {
  const std::string page = page_of(full_report());
  const std::string style = between(page, "<style>", "</style>"), script = between(page, "<script>", "</script>");
  CHECK(style == report::html_style());
  CHECK(script == report::html_script());
  const std::string policy = report::content_policy(style, script);
  std::string escaped = policy;
  for (size_t at = escaped.find('\''); at != std::string::npos; at = escaped.find('\'', at)) escaped.replace(at, 1, "&#39;");
  CHECK(has(page, "http-equiv=\"Content-Security-Policy\" content=\"" + escaped + "\""));
  CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-"));
  CHECK(policy.ends_with("; img-src data:; base-uri 'none'; form-action 'none'"));
  // The digest of nothing is a known one.
  CHECK(has(report::content_policy("", ""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"));
}

TEST_CASE("both languages are in the page, and the one asked for comes first") {
  const std::string zh = page_of(full_report()), en = page_of(full_report(), Lang::kEn);
  CHECK(has(zh, "<html lang=\"zh-CN\">"));
  CHECK(has(en, "<html lang=\"en\">"));
  for (const std::string& page : {zh, en}) {
    CHECK(has(page, "<span class=\"zh\" lang=\"zh-CN\">发现清单</span><span class=\"en\" lang=\"en\">Findings</span>"));
    CHECK(has(page, "取消该功能。"));
    CHECK(has(page, "Remove it."));
  }
}

TEST_CASE("the page tells identity, hits, way, opinion, waiver and what was not read") {
  const std::string page = page_of(full_report());
  for (const std::string_view part :
       {"cn.example.sign", "1.2.3 (45)", "12,345,678", "CN=Example,O=示例市政务服务中心", "请立即<mark>打卡</mark>，电话138****5678",
        "pages/sign/index.wxml 第 12 行第 5 字", "首页 → 签到", "前有否定词", "应用内写明是特殊场景", "请补充值守文件，联系139****2222",
        "需补充材料", "汛期值守", "请提供未加固的安装包", "整个安装包", "仅有联系方式", "检测人", "0123456789abcdef"}) {
    INFO(part);
    CHECK(has(page, part));
  }
}

TEST_CASE("evidence of a rule is bounded, and what is left out is counted") {
  engine::Report report = full_report();
  engine::Finding& finding = report.findings[0];
  const engine::EvidenceView one = finding.evidence[0];
  finding.evidence.clear();
  for (int i = 0; i < 60; ++i) {
    finding.evidence.push_back(one);
    finding.evidence.back().item.at.line = static_cast<uint32_t>(1000 + i);
    finding.evidence.back().item.text = "打卡" + std::string(9000, 'x');
  }
  report.findings.resize(1);
  for (int i = 0; i < 9; ++i) report.findings.push_back(report.findings[0]);
  const std::string page = page_of(report);
  CHECK(has(page, "另有 48 处，见 JSON 报告"));
  CHECK(count_of(page, "第 1000 行第 5 字") <= 2 * 10);
  CHECK(page.size() < 600'000);
  CHECK(count_of(page, "data-fingerprint=") == report.findings.size() + report.required.size());
}

TEST_CASE("a batch has an index with what could not be read, and sections of their own") {
  engine::Report unread;
  unread.unread = engine::Bilingual{"空文件<b>", "an empty file"};
  unread.package.path = "x.apk";
  report::WriteOptions options;
  options.batch = true;
  const std::string page = report::write_html({full_report(), unread, clean_report()}, options);
  CHECK(has(page, "本次检查 3 项，其中 1 项无法读取"));
  CHECK(has(page, "空文件&lt;b&gt;"));
  CHECK(has(page, "href=\"#p1\""));
  CHECK(has(page, "href=\"#p3\""));
  CHECK(has(page, "<section class=\"package\" id=\"p3\""));
  CHECK_FALSE(has(page, "id=\"p2\""));
  CHECK(count_of(page, "<h1>") == 1);
}

TEST_CASE("the page of a report that was read back is the page of the report") {
  report::WriteOptions options;
  options.explain = true;
  const auto read = report::read_json(report::write_json({full_report()}, options), "r.json");
  REQUIRE(read.has_value());
  CHECK(report::write_html(read->reports, options) == report::write_html({full_report()}, options));
}

TEST_CASE("the page is the golden one", "[golden]") {
  CHECK(golden_problem(std::string(JIANFU_SOURCE_DIR) + "/tests/unit/report/goldens/full.zh.html", page_of(full_report())) == "");
}

TEST_CASE("digests, paths and fingerprints stay whole though they look like numbers of people") {
  engine::Report report = full_report();
  report.package.sha256 = std::string(50, 'a') + "b13812345678cd";
  report.findings[0].fingerprint = "a13812345679bcde";
  report.findings[0].evidence[0].item.at.entry = "in/13812345670.wxml";
  const std::string page = page_of(report);
  for (const std::string_view part : {"b13812345678cd", "data-fingerprint=\"a13812345679bcde\"", "in/13812345670.wxml"}) CHECK(has(page, part));
  CHECK_FALSE(has(page, "电话13812345678"));
}
