#include "audit/problem.h"

namespace jianfu::audit {
namespace {

std::string both(Phrase id, const std::vector<std::string>& args) {
  return core::bilingual(report::phrase(id, Lang::kZh, args), report::phrase(id, Lang::kEn, args));
}

}  // namespace

Error problem(ErrorKind kind, Phrase what, const std::vector<std::string>& args, const std::string& where) {
  return {kind, {Msg::report_labelled, {both(Phrase::audit_word, {}), both(what, args)}}, where};
}

}  // namespace jianfu::audit
