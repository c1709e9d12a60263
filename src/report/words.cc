#include "report/words.h"

#include <array>

namespace jianfu::report {
namespace {

struct Word {
  std::string_view zh, en;
};

// In the order of the enumerations.
constexpr std::array<Word, 6> kVerdicts = {{{"不适用", "not applicable"}, {"未见", "not found"}, {"提示", "hint"}, {"无法判断", "not determined"}, {"需说明", "to be explained"}, {"疑似违规", "suspected"}}};
constexpr std::array<Word, 4> kSeverities = {{{"参考", "info"}, {"低", "low"}, {"中", "medium"}, {"高", "high"}}};
constexpr std::array<Word, 4> kGrades = {{{"无", "none"}, {"线索", "hint"}, {"很可能有", "probable"}, {"确有", "confirmed"}}};
constexpr std::array<Word, 3> kCoercions = {{{"未见强制特征，请核实后台规则", "no compulsion seen; check the server's rules"}, {"有强制或考核迹象", "signs of compulsion or assessment"}, {"强制或考核特征明显", "clear compulsion or assessment"}}};
constexpr std::array<Word, 3> kExemptions = {{{"无", "none"}, {"应用内自称特殊场景，须核对依据", "claimed in the app; check the basis"}, {"已申报", "declared"}}};
constexpr std::array<Word, 14> kKinds = {{{"界面文字", "text"}, {"权限用途说明", "purpose"}, {"代码字符串", "literal"}, {"标识符", "identifier"}, {"调用", "call"}, {"能力", "capability"}, {"接口地址", "endpoint"}, {"页面路径", "route"}, {"权限", "permission"}, {"组件", "component"}, {"表单项", "form field"}, {"第三方代码", "SDK"}, {"资源文件", "asset"}, {"事实", "fact"}}};
constexpr std::array<Word, 6> kRoles = {{{"", ""}, {"标签", "label"}, {"标题", "title"}, {"提示语", "message"}, {"长文", "content"}, {"用途不明", "unknown use"}}};
constexpr std::array<Word, 3> kReaches = {{{"能否进入不明", "reach unknown"}, {"可进入", "reachable"}, {"未见入口", "no way in seen"}}};
constexpr std::array<Word, 11> kReasons = {{{"损坏", "damaged"}, {"不完整", "incomplete"}, {"超过上限", "over a limit"}, {"已加密", "encrypted"}, {"已加固", "hardened"}, {"字符串加密", "strings encrypted"}, {"尚不支持", "not supported yet"}, {"未提交", "not handed in"}, {"来自服务器", "from a server"}, {"无该文种词表", "no lexicon for the script"}, {"无法读取", "unreadable"}}};

template <typename Table, typename Value>
std::string_view in(const Table& table, Value value, Lang lang) {
  const Word& found = table[static_cast<size_t>(value)];
  return lang == Lang::kZh ? found.zh : found.en;
}

}  // namespace

std::string_view word(engine::Verdict verdict, Lang lang) { return in(kVerdicts, verdict, lang); }
std::string_view word(engine::Severity severity, Lang lang) { return in(kSeverities, severity, lang); }
std::string_view word(engine::Grade grade, Lang lang) { return in(kGrades, grade, lang); }
std::string_view word(engine::Coercion coercion, Lang lang) { return in(kCoercions, coercion, lang); }
std::string_view word(engine::Exemption exemption, Lang lang) { return in(kExemptions, exemption, lang); }
std::string_view word(evidence::Kind kind, Lang lang) { return in(kKinds, kind, lang); }
std::string_view word(evidence::Role role, Lang lang) { return in(kRoles, role, lang); }
std::string_view word(evidence::Reach reach, Lang lang) { return in(kReaches, reach, lang); }
std::string_view word(GapReason reason, Lang lang) { return in(kReasons, reason, lang); }

}  // namespace jianfu::report
