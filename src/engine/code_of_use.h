// Which names, literals and calls of compiled code a scan goes on with: those that a group may have for an answer, and
// those that annotation tells something by. Its tables are made when the first package with compiled code asks.
#pragma once

#include <memory>
#include <mutex>
#include <string_view>

#include "engine/annotate.h"
#include "evidence/collector.h"
#include "match/hits.h"

namespace jianfu::engine {

class CodeOfUse final : public evidence::CodeFilter {
 public:
  CodeOfUse(const match::Matcher& matcher, const Annotator& annotator);  // borrowed, of the same rules
  ~CodeOfUse() override;

  bool wants(evidence::Kind kind, std::string_view text) const override;
  bool wants_of_others(evidence::Kind kind, std::string_view text) const override;
  bool wants_class(std::string_view name) const override;
  bool wants_method(std::string_view name) const override;
  bool is_foreign(std::string_view module) const override;

 private:
  struct Tables;
  const Tables& tables() const;

  const match::Matcher& matcher_;
  const Annotator& annotator_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<const Tables> tables_;
};

}  // namespace jianfu::engine
