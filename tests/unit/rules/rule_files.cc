#include "rule_files.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include "rules/source_text.h"

namespace jianfu::rules::tests {
namespace {

constexpr std::string_view kMark = "¦";

constexpr std::string_view kRuleText = R"(id: clock-in
feature: clock-in
provision: B2
head: 强制使用
severity: high
title: {zh: 打卡签到功能, en: Clock-in}
message: {zh: '{module} 有打卡签到功能', en: '{module} has a clock-in'}
question: {zh: 是否强制？依据何在？, en: 'Is it forced?'}
remedy: {zh: 取消该功能。, en: Remove it.}
citations: [norm/B2, opinions/limit]
needs: [text, route]
evidence:
  label: {kind: text, role: [label, title], any: $clock-in.strong, unless: $clock-in.other-meaning}
  act: {kind: [endpoint, route], tokens: $clock-in.tokens}
  streak: {kind: text, regex: $clock-in.patterns}
  place: {kind: api, any: location.once}
within: module
presence:
  confirmed: label and act
  probable: label and place or count(label) >= 3
  hint: label or streak
coercion: {use: common, strong: C1 and act}
exempt: {scene: [应急]}
tests:
  - {expect: confirmed, coercion: none, evidence: ['text label "打卡签到" in=p', 'endpoint /sign/in in=p']}
  - {expect: none, why: 会议, evidence: ['text label "会议签到" in=p']}
)";

constexpr std::string_view kAbsenceText = R"(id: complaint
feature: complaint-channel
provision: M
severity: medium
title: {zh: 投诉建议, en: Complaints}
message: {zh: 应有投诉建议功能, en: It must be there}
question: {zh: 在哪里？, en: 'Where?'}
remedy: {zh: 提供该功能。, en: Provide it.}
citations: [norm/M]
needs: [text]
evidence:
  form: {kind: text, any: [投诉建议, 意见反馈]}
  rating: {kind: text, any: 满意度评价}
within: package
required:
  - {grade: complete, title: {zh: 完整, en: complete}, when: form and rating, verdict: not-found}
  - {grade: form, title: {zh: 仅受理, en: form}, when: form, verdict: explain}
  - {grade: nothing, title: {zh: 没有, en: nothing}, verdict: suspected}
tests:
  - {expect: nothing, evidence: ['text label "新闻" in=p']}
  - {expect: complete, evidence: ['text label "投诉建议" in=p', 'text label "满意度评价" in=q']}
)";

constexpr std::string_view kLexiconText = R"(id: clock-in
sets:
  strong:
    note: 近乎充分的文字
    terms: [打卡签到, 每日打卡, {term: 缺卡, note: 也指缺少社保卡}]
  tokens:
    tokens: [sign in, kaoqin]
  patterns:
    regex: ['连续(签到|打卡)\d*天']
  other-meaning:
    reason: {zh: 会议签到不是日常考勤, en: a meeting}
    terms: [会议签到]
)";

constexpr std::string_view kNormsText = R"(norms:
  norm:
    title: {zh: 规范化管理办法, en: The norm}
    number: 国办函〔2026〕12号
    provisions:
      B2: {title: {zh: 打卡签到, en: Clock-in}, article: "", verified: false, confidence: V}
      M: {title: {zh: 投诉建议, en: Complaints}, article: 第九条, verified: true, confidence: F}
  opinions:
    title: {zh: 若干意见, en: Opinions}
    provisions:
      limit: {title: {zh: 限制强制功能, en: Limits}, confidence: S}
heads:
  强制使用: {title: {zh: 强制使用, en: forced use}}
)";

std::vector<SourceFile> base() {
  return {
      {"ruleset.yaml", "name: test\nversion: 1.0.0\n"},
      {std::string(kNorms), std::string(kNormsText)},
      {std::string(kLexicon), std::string(kLexiconText)},
      {std::string(kCommon),
       "id: common\nsets:\n  negators: {terms: [不, 未, 无需]}\n  negated-states: {terms: [未打卡]}\n  "
       "norm-quotes: {terms: [考评依据]}\n"},
      {std::string(kCoercion),
       "signals:\n  C1: {title: {zh: 强制用语, en: modal}, near: string, evidence: {kind: [text, purpose], "
       "any: [必须, 务必]}}\n"
       "  C-: {title: {zh: 写明自愿的文字, en: wording that makes it voluntary}, near: module, counter: true, evidence: {kind: text, any: "
       "自愿参加}}\n"
       "strong: C1 and not C-\nsome: C1\n"},
      {std::string(kExemption),
       "scenes:\n  应急: {title: {zh: 应急, en: emergency}, evidence: {kind: text, any: 应急值守}}\n"},
      {std::string(kApi), "apis:\n  location.once: [wx.getLocation, 'com.example.Location.*', "
       "{call: 'intent:example.PICK', when: {name: data, argument: ['geo:*', 'map:*']}}]\n"},
      {std::string(kSdk),
       "sdks:\n  - {name: 地图, maker: 某公司, category: map, prefix: com.example.map.}\n  - {name: npm, category: library, "
       "owner: template, path: [node_modules/]}\n"},
      {std::string(kPackers),
       "packers:\n  - {name: 某加固, files: [libshell*.so], classes: [com.stub.App], weak: {files: libexec.so}}\n"
       "suspicion:\n  threshold: 3\n  signs:\n    - {id: opaque, points: 2, at-least: {entropy: 7.9}, share: {of: "
       "empty, in: methods, above: 90}, reason: {zh: 有加密数据, en: opaque}}\n    - {id: loader, points: 1, reason: "
       "{zh: 装载代码, en: loads}}\n"},
      {std::string(kFrameworks), "frameworks:\n  - {name: 框架, classes: com.frame.}\n"},
      {std::string(kRemote),
       "kinds:\n  - {id: hot-update, title: {zh: 热更新, en: updates}, leaves: {zh: 未定, en: open}, ask: {zh: 请说明, "
       "en: explain}}\n  - {id: web-shell, title: {zh: 外壳, en: shell}, leaves: {zh: 未定, en: open}, hides: text, "
       "ask: {zh: 请提供, en: provide}}\nmechanisms:\n  - {id: patch, name: 补丁, kind: hot-update, classes: "
       "com.patch., calls: com.patch.Run.now}\nweb-views:\n  calls: android.webkit.WebView.loadUrl\n  local: "
       "['file:*']\n  documents: [privacy]\n  shell: {screens: 4, hops: 2}\n"},
      {std::string(kGaps),
       "gaps:\n  - {why: packed, entry: '*', hides: [text, call], ask: {zh: 请提供未加固的包, en: Unpacked "
       "please}}\n"},
      {std::string(kRule), std::string(kRuleText)},
      {std::string(kAbsence), std::string(kAbsenceText)},
  };
}

std::string without_marks(std::string_view text) {
  std::string out(text);
  for (size_t at = out.find(kMark); at != std::string::npos; at = out.find(kMark, at))
    out.erase(at, kMark.size());
  return out;
}

std::string& text_of(std::vector<SourceFile>& files, std::string_view name) {
  const auto at =
      std::find_if(files.begin(), files.end(), [&](const SourceFile& f) { return f.name == name; });
  REQUIRE(at != files.end());
  return at->text;
}

void replace_once(std::string& text, std::string_view from, std::string_view to) {
  INFO(from);
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(from, at + 1) == std::string::npos);
  text.replace(at, from.size(), to);
}

std::vector<std::string> lines(const std::vector<SourceFile>& files, bool warning) {
  std::vector<std::string> out;
  for (const Problem& problem : load(files).problems) {
    if (problem.warning != warning) continue;
    out.push_back(problem.file + ":" + std::to_string(problem.line) + ":" + std::to_string(problem.column) +
                  " " + std::string(core::name_of(problem.what.id)));
  }
  return out;
}

}  // namespace

std::vector<SourceFile> rule_files() {
  return base();
}

std::vector<SourceFile> changed(std::string_view file, std::string_view from, std::string_view to) {
  std::vector<SourceFile> out = base();
  replace_once(text_of(out, file), from, without_marks(to));
  return out;
}

std::vector<SourceFile> with_file(std::string_view name, std::string_view text) {
  std::vector<SourceFile> out = base();
  out.push_back({std::string(name), std::string(text)});
  return out;
}

std::vector<SourceFile> without_file(std::string_view name) {
  std::vector<SourceFile> out = base();
  std::erase_if(out, [&](const SourceFile& file) { return file.name == name; });
  return out;
}

std::vector<std::string> errors(const std::vector<SourceFile>& files) {
  return lines(files, false);
}
std::vector<std::string> warnings(const std::vector<SourceFile>& files) {
  return lines(files, true);
}

std::vector<std::string> at_marks(std::string_view file, std::string_view from, std::string_view to,
                                  Msg what) {
  std::vector<SourceFile> files = base();
  std::string& text = text_of(files, file);
  replace_once(text, from, to);
  std::vector<std::string> out;
  for (size_t at = text.find(kMark); at != std::string::npos; at = text.find(kMark, at)) {
    text.erase(at, kMark.size());
    const std::string_view before = std::string_view(text).substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    out.push_back(std::string(file) + ":" + std::to_string(line) + ":" +
                  std::to_string(count_characters(before.substr(start)) + 1) + " " +
                  std::string(core::name_of(what)));
  }
  return out;
}

}  // namespace jianfu::rules::tests
