// jianfu rules new ID: the skeleton of a rule. It is a working example but for the texts, which are left empty so that
// lint asks for them; every part says what belongs there.
#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/run.h"

namespace jianfu::cli {
namespace {

// {id}, {provision}, {feature} and {norm} are filled in.
constexpr std::string_view kSkeleton = R"(# rules/{provision}/{id}.yaml
# 一条规则一个文件；文件名就是编号，所在文件夹就是条款。写好后：
# One rule a file; the file's name is the id, its folder the provision. When written:
#   jianfu rules lint · jianfu rules test {id} · jianfu rules test {id} --mutate
id: {id}
feature: {feature}
provision: {provision}
# head: 强制使用              # 自查项，可不写 / self-check head, optional: see norms.yaml
severity: medium             # high | medium | low | info

# 给审核人员看的话，中英文都要。只说“发现……功能特征”，不说“违规”。{module} 会换成界面的标题。
# What reviewers read, in both languages: what was found, never that it is unlawful. {module} becomes the screen's title.
title: {zh: '', en: ''}
message: {zh: '', en: ''}
question: {zh: '', en: ''}
remedy: {zh: '', en: ''}

# 依据：norms.yaml 里的 规范/条款，第一个是主要依据。/ Clauses of norms.yaml, the first is the main one.
citations: [{norm}/{provision}]
# 说“未见”之前必须读到过的证据种类。/ Kinds that must have been readable before absence is stated.
needs: [text, route]

# 证据组：每组问一个问题，起个名字，写明到哪类证据里找哪些词。
# Groups: each asks one question; give it a name, kinds of evidence and the words to look for.
evidence:
  label:                     # 界面上的字 / words on screen
    kind: text
    role: [label, title]     # label title message content unknown；不写则除 content 以外都看
    any: [示例按钮, 示例标题]    # 词表用 $词表.集合 / sets of a lexicon as $lexicon.set
    unless: [示例按钮说明]       # 命中落在这些词里就不算 / cancels a hit inside of these words
    say: {zh: 示例按钮, en: an example button}   # 说明里怎么称呼它 / how explanations call it
  act:                       # 代码和接口 / code and endpoints
    kind: [identifier, endpoint, route]
    tokens: [example act]    # 按词比较：exampleAct、example_act、/example/act
    say: {zh: 示例操作, en: an example act}

within: module               # module 一个界面 | component 界面及其代码 | package 整个安装包

# 怎样认定，由高到低，宁可多写几种短的情形。and or not count(g) >= n near(a, b, sentence) …
# How it decides, best grade first; rather several short ways than one clever one.
presence:
  confirmed: label and act   # 我们敢署名说“有” / we put our name to it
  probable: count(label) >= 2
  # hint: label              # 只是一个词 / just a word

# 强制与考核：common 用共用信号；也可写本规则自己的 strong、some。none 表示只说明能力，不看强制。
# Compulsion: common signals, and own conditions strong and some; none where only an ability is told.
coercion: {use: common}
# exempt: {scene: [安保, 应急]}   # 可能属于的特殊场景 / special scenes that may apply

# 测试：每组、每个词表、每个排除条件都要有测试会察觉；至少一个应有发现、一个最相近而不算的。
# Tests: each group, list and negative context must be noticed by one; at least one finding and the nearest innocent thing.
tests:
  - expect: confirmed
    evidence:
      - 'module page p title="示例" owner=app reach=yes'
      - 'text label "示例按钮" in=p'
      - 'endpoint /example/act in=p'
  - expect: probable
    evidence:
      - 'module page p owner=app reach=yes'
      - 'text label "示例按钮" in=p'
      - 'text title "示例标题" in=p'
  - expect: none
    why: 说明文字不算
    evidence:
      - 'module page p owner=app reach=yes'
      - 'text label "示例按钮说明" in=p'
      - 'endpoint /example/act in=p'
)";

std::string filled(std::string text, const std::vector<std::pair<std::string_view, std::string>>& values) {
  for (const auto& [name, value] : values) {
    for (size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
      text.replace(at, name.size(), value);
  }
  return text;
}

bool is_id(const std::string& id) {
  const auto part = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !id.empty() && id.front() >= 'a' && id.front() <= 'z' && id.back() != '-' &&
         std::all_of(id.begin(), id.end(), part);
}

}  // namespace

int rules_new(const Options& options, Streams streams) {
  rules::RuleSet loaded;
  const rules::RuleSet* rules = rules_of(options, loaded, streams);
  if (rules == nullptr) return kUsage;
  const auto refuse = [&](Msg id, const std::vector<std::string>& args) {
    streams.err << say(options, id, args) << '\n';
    return kUsage;
  };
  if (!is_id(options.rule)) return refuse(Msg::new_bad_id, {options.rule});
  if (rules->find(options.rule) != nullptr) return refuse(Msg::new_exists, {options.rule});
  const std::string provision = options.provision.empty() ? "B2" : options.provision;
  std::string known;
  bool there = false;
  if (!rules->norms.empty()) {
    for (const rules::Provision& one : rules->norms.front().provisions) {
      there |= one.key == provision;
      known += (known.empty() ? "" : " | ") + one.key;
    }
  }
  if (!there) return refuse(Msg::new_no_provision, {provision, known});
  streams.out << filled(std::string(kSkeleton), {{"{id}", options.rule},
                                                 {"{provision}", provision},
                                                 {"{feature}", options.feature.empty() ? "clock-in" : options.feature},
                                                 {"{norm}", rules->norms.front().id}});
  return kClean;
}

}  // namespace jianfu::cli
