#include "report/review.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "io/data_file.h"
#include "rules/suggest.h"
#include "text/utf.h"

namespace jianfu::report {
namespace {

using engine::Report;
using io::DataMember;
using io::DataNode;

std::string in_both(Msg id) {
  return core::bilingual(core::render(id, Lang::kZh), core::render(id, Lang::kEn));
}

bool is_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  }
  const std::string_view month = text.substr(5, 2), day = text.substr(8);
  return month >= "01" && month <= "12" && day >= "01" && day <= "31";
}

// The first complaint stays; after it everything reads as empty.
class Reader {
 public:
  explicit Reader(const std::string& name) : name_(name) {}

  Result<std::vector<PackageReview>> read(std::string_view bytes) {
    Result<DataNode> root = io::read_data(bytes, io::DataFormat::kJson, name_);
    if (!root) return root.error();
    std::vector<PackageReview> out;
    check_schema(*root);
    only_keys(*root, {"schema", "packages"});
    for (const DataNode& one : list(*root, "packages")) out.push_back(package(one));
    if (error_) return *error_;
    return out;
  }

 private:
  void complain(io::DataPlace at, Msg id, std::vector<std::string> args) {
    if (!error_) error_ = Error{ErrorKind::kUsage, {id, std::move(args)}, io::place_of(name_, at)};
  }
  bool is(const DataNode& node, DataNode::Type type, std::string_view what) {
    if (node.type == type) return true;
    complain(node.at, Msg::data_wrong_type, {std::string(what), io::type_word(type), io::type_word(node.type)});
    return false;
  }
  void only_keys(const DataNode& map, std::initializer_list<std::string_view> known) {
    for (const DataMember& member : map.members) {
      if (std::find(known.begin(), known.end(), member.key) == known.end())
        complain(member.at, Msg::data_unknown_key, {member.key, rules::suggestion(member.key, {known.begin(), known.end()})});
    }
  }
  const DataNode* needed(const DataNode& map, std::string_view key) {
    const DataNode* found = map.find(key);
    if (found == nullptr) complain(map.at, Msg::data_missing, {std::string(key)});
    return found;
  }
  std::string text(const DataNode& map, std::string_view key, bool may_be_empty = true) {
    const DataNode* node = needed(map, key);
    if (node == nullptr || !is(*node, DataNode::kText, key)) return {};
    if (!may_be_empty && node->text.find_first_not_of(" \t\r\n") == std::string::npos)
      complain(node->at, Msg::data_empty, {std::string(key)});
    return node->text;
  }
  const std::vector<DataNode>& list(const DataNode& map, std::string_view key) {
    static const std::vector<DataNode> kNone;
    const DataNode* node = needed(map, key);
    return node != nullptr && is(*node, DataNode::kList, key) ? node->items : kNone;
  }

  void check_schema(const DataNode& root) {
    const std::string found = text(root, "schema");
    if (found != kReviewSchema) complain(root.at, Msg::data_form, {"schema", std::string(kReviewSchema), found});
  }
  PackageReview package(const DataNode& at) {
    PackageReview out;
    out.where = io::place_of(name_, at.at);
    if (!is(at, DataNode::kMap, "packages[]")) return out;
    only_keys(at, {"sha256", "id", "path", "findings"});
    out.sha256 = text(at, "sha256");
    const bool digest = out.sha256.size() == 64 && out.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!digest && !out.sha256.empty()) complain(at.at, Msg::data_form, {"sha256", in_both(Msg::data_form_sha256), out.sha256});
    out.id = text(at, "id");
    out.path = text(at, "path");
    for (const DataNode& one : list(at, "findings")) out.opinions.push_back(opinion(one));
    return out;
  }
  Opinion opinion(const DataNode& at) {
    Opinion out;
    out.where = io::place_of(name_, at.at);
    if (!is(at, DataNode::kMap, "findings[]")) return out;
    only_keys(at, {"fingerprint", "rule_id", "module", "decision", "exemption", "remark", "reviewer", "date"});
    out.fingerprint = text(at, "fingerprint", false);
    out.rule_id = text(at, "rule_id", false);
    out.module = text(at, "module");
    out.view.decision = decision(at);
    out.view.exemption = text(at, "exemption");
    out.view.remark = text(at, "remark");
    out.view.reviewer = text(at, "reviewer", false);
    out.view.date = text(at, "date", false);
    if (!is_date(out.view.date)) complain(at.at, Msg::data_form, {"date", in_both(Msg::data_form_date), out.view.date});
    return out;
  }
  engine::Decision decision(const DataNode& at) {
    const std::string found = text(at, "decision", false);
    std::string all;
    for (size_t i = 0; i < engine::kDecisionNames.size(); ++i) {
      if (engine::kDecisionNames[i] == found) return static_cast<engine::Decision>(i);
      all += (i == 0 ? "" : " | ") + std::string(engine::kDecisionNames[i]);
    }
    complain(at.at, Msg::data_not_one_of, {"decision", all, found});
    return engine::Decision::kOpen;
  }

  const std::string& name_;
  std::optional<Error> error_;
};

// ---- into reports ----

// As the page shows them: texts of a package come out of it harmless, not as they were.
bool is_about(const PackageReview& review, const platforms::Package& package) {
  if (!review.sha256.empty() || !package.sha256.empty()) return review.sha256 == package.sha256;
  return review.id == exported(package.id) && review.path == exported(package.path);
}

void find_packages(const PackageReview& review, std::vector<Report>& reports, std::vector<Report*>& found) {
  for (Report& report : reports) {
    if (!report.unread && is_about(review, report.package)) found.push_back(&report);
    find_packages(review, report.nested, found);
  }
}

const std::string& module_of(const engine::Finding& finding) {
  return finding.module.id;
}
std::string module_of(const engine::RequiredView&) {
  return {};
}

// Every one of that fingerprint; the rule and the screen must be the same too.
template <typename Findings>
std::optional<ReviewProblem> put(const Opinion& opinion, Findings& findings, bool& known) {
  for (auto& finding : findings) {
    if (finding.fingerprint != opinion.fingerprint) continue;
    known = true;
    const std::string module = exported(module_of(finding));
    if (finding.rule_id != opinion.rule_id || module != opinion.module)
      return ReviewProblem{opinion.where, Phrase::review_other_finding,
                           {opinion.fingerprint, finding.rule_id, module, opinion.rule_id, opinion.module}};
    finding.review = opinion.view;
  }
  return std::nullopt;
}

std::optional<ReviewProblem> put(const Opinion& opinion, const std::vector<Report*>& reports) {
  bool known = false;
  for (Report* report : reports) {
    if (auto problem = put(opinion, report->findings, known)) return problem;
    if (auto problem = put(opinion, report->required, known)) return problem;
  }
  if (known) return std::nullopt;
  return ReviewProblem{opinion.where, Phrase::review_unknown_finding, {opinion.fingerprint}};
}

std::string packages_of(const std::vector<Report>& reports) {
  constexpr size_t kNamed = 3;
  std::string out;
  for (size_t i = 0; i < reports.size() && i < kNamed; ++i) {
    const platforms::Package& package = reports[i].package;
    out += (out.empty() ? "" : " | ") + (package.sha256.empty() ? exported(package.path) : package.sha256);
  }
  return reports.size() > kNamed ? out + " | …" : out;
}

}  // namespace

Result<std::vector<PackageReview>> read_review(std::string_view bytes, const std::string& name) {
  return Reader(name).read(bytes);
}

std::optional<ReviewProblem> apply_review(const std::vector<PackageReview>& review, std::vector<Report>& reports, size_t& count) {
  for (const PackageReview& package : review) {
    std::vector<Report*> found;
    find_packages(package, reports, found);
    if (found.empty())
      return ReviewProblem{package.where, Phrase::review_other_package, {package.sha256, package.id, packages_of(reports)}};
    for (const Opinion& opinion : package.opinions) {
      if (auto problem = put(opinion, found)) return problem;
      ++count;
    }
  }
  return std::nullopt;
}

std::string decision_word(engine::Decision decision, Lang lang) {
  constexpr std::array<Phrase, engine::kDecisionNames.size()> kWords = {Phrase::decision_open, Phrase::decision_confirmed,
                                                                        Phrase::decision_rejected, Phrase::decision_more_needed};
  return phrase(kWords[static_cast<size_t>(decision)], lang);
}

std::string exported(const std::string& text) {
  return text::displayable(text);
}

}  // namespace jianfu::report
