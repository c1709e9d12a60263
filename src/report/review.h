// Opinions of reviewers: what the HTML report exports as a small file, read strictly and put into reports.
//
//   {"schema": "jianfu-review/1",
//    "packages": [{"sha256": "…", "id": "cn.example", "path": "a.apk",
//                  "findings": [{"fingerprint": "…", "rule_id": "clock-in", "module": "pages/sign/index",
//                                "decision": "confirmed", "exemption": "", "remark": "…",
//                                "reviewer": "…", "date": "2026-01-31"}]}]}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "engine/report.h"
#include "report/phrases.h"

namespace jianfu::report {

inline constexpr std::string_view kReviewSchema = "jianfu-review/1";

// Of a finding or a required function.
struct Opinion {
  std::string fingerprint, rule_id, module;  // module: its id as the HTML report shows it
  engine::ReviewView view;
  std::string where;  // in the file: "review.json:4:7"
};

struct PackageReview {
  std::string sha256, id, path;  // sha256 may be empty, then id and path tell the package
  std::vector<Opinion> opinions;
  std::string where;
};

// kUsage for whatever is not in the form above: with its place, what was expected and what is there.
Result<std::vector<PackageReview>> read_review(std::string_view bytes, const std::string& name);

struct ReviewProblem {
  std::string where;
  Phrase what = Phrase::none;
  std::vector<std::string> args;
};
// Puts each opinion to its finding, also in packages inside packages, over one that is there already. A problem when
// one has no place; the reports are then half changed and to be thrown away. `count` grows by each opinion.
std::optional<ReviewProblem> apply_review(const std::vector<PackageReview>& review, std::vector<engine::Report>& reports,
                                          size_t& count);

std::string decision_word(engine::Decision decision, Lang lang);
// How digests, paths and ids are written into the page, and so into opinions.
std::string exported(const std::string& text);

}  // namespace jianfu::report
