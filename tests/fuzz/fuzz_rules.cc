// Rule files: whatever is written, problems have a place in their file, and what loads can be used.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "rules/flat.h"
#include "rules/load.h"

namespace {

constexpr const char* kNames[] = {"B2/a.yaml", "lexicon/common.yaml", "norms.yaml", "coercion.yaml",
                                  "annotate/api.yaml"};

}  // namespace

// The first byte says which file the rest is.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace jianfu::rules;
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Loaded loaded = load({{kNames[data[0] % std::size(kNames)], text}});
  for (const Problem& problem : loaded.problems) {
    if (problem.line == 0 || problem.column == 0 || problem.column > text.size() + 2) std::abort();
    if (problem.render(jianfu::Lang::kZh).empty()) std::abort();
  }
  if (loaded.ok() && !references_hold(loaded.rules)) std::abort();
  return 0;
}

std::vector<std::string> seeds() {
  return {
      std::string(1, '\0') +
          "id: a\nfeature: clock-in\nprovision: B2\nseverity: high\ntitle: {zh: 甲, en: a}\nmessage: {zh: "
          "'{module} 乙'}\n"
          "needs: [text]\ncitations: [n/B2]\nevidence:\n  g: {kind: text, role: label, any: [打卡签到, "
          "$x.y], args: {a: [b, c]}}\n"
          "  h: {kind: route, tokens: [sign in], unless: 会议}\npresence:\n  confirmed: g and (h or count(g) "
          ">= 3)\n  hint: >\n    near(g, h,\n"
          "    sentence) or rule(a)\ncoercion: {use: none, strong: C1}\ntests:\n  - {expect: none, evidence: "
          "['text label \"x\" in=p']}\n",
      std::string("\1") +
          "id: common\nsets:\n  negators: {terms: [不]}\n  x: {regex: ['连续\\d+天', \"a\\u0062c\"]}\n  y:\n "
          "   note: |\n      甲\n    terms:\n      - 打卡\n",
      std::string("\2") +
          "norms:\n  n:\n    title: {zh: 办法}\n    provisions:\n      B2: {title: {zh: 甲}, confidence: "
          "V}\nheads: {}\n",
      std::string("\3") +
          "signals:\n  C1: {title: {zh: 甲}, near: string, evidence: {kind: text, any: 必须}}\nstrong: "
          "C1\nsome: not C1 or count(C1) < 2\n",
      std::string("\4") + "apis：\n  a: [wx.x，'com.y.*']\n\tb: &c [*d, !e f]\n--- \n'x",
  };
}
