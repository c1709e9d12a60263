// Which file is what, in which order files need each other, and what they are together.
#include "rules/load.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "core/sha256.h"
#include "rules/condition.h"
#include "rules/load_context.h"
#include "rules/load_rule.h"
#include "rules/source_check.h"

namespace jianfu::rules {
namespace fs = std::filesystem;
namespace {

// In the order of loading: each kind may name what stands before it.
struct FileKind {
  std::string_view folder,
      stem;  // of the file; the stem is a beginning of annotation files, whole elsewhere, "" any
  void (*load)(LoadContext&, const Yaml&);
  bool needed;
};
constexpr std::array<FileKind, 13> kFileKinds = {{
    {"", "ruleset", load_ruleset, true},
    {"", "norms", load_norms, true},
    {"lexicon", "common", load_lexicon, true},
    {"lexicon", "", load_lexicon, false},
    {"annotate", "api", load_annotation, false},
    {"annotate", "sdk", load_annotation, false},
    {"annotate", "packers", load_annotation, false},
    {"annotate", "frameworks", load_annotation, false},
    {"annotate", "remote", load_annotation, false},
    {"annotate", "gaps", load_annotation, false},
    {"", "coercion", load_coercion, true},
    {"", "exemption", load_exemption, true},
    {"", "changes", load_changes, false},
}};
constexpr size_t kRuleFile = kFileKinds.size(), kUnknownFile = kRuleFile + 1;

size_t kind_of(std::string_view name) {
  const std::string_view folder = folder_of(name), stem = stem_of(name);
  for (size_t i = 0; i < kFileKinds.size(); ++i) {
    const FileKind& kind = kFileKinds[i];
    if (kind.folder != folder) continue;
    if (kind.stem.empty() || stem == kind.stem || (folder == "annotate" && stem.starts_with(kind.stem)))
      return i;
  }
  const bool a_folder = !folder.empty() && folder.find('/') == std::string_view::npos &&
                        folder != "annotate" && folder != "lexicon";
  return a_folder ? kRuleFile : kUnknownFile;
}

// A circle of rule(…) would make the answer depend on the order of asking.
class Circles {
 public:
  explicit Circles(const std::vector<Rule>& rules) : rules_(rules), state_(rules.size()) {}

  // Rules that join themselves, each once.
  std::vector<uint32_t> find() {
    for (uint32_t rule = 0; rule < rules_.size(); ++rule) visit(rule);
    return std::move(found_);
  }

 private:
  enum class State : uint8_t { kNew, kOpen, kDone };
  void visit(uint32_t rule) {
    state_[rule] = State::kOpen;
    for (const uint32_t other : joined(rules_[rule])) {
      if (other >= rules_.size()) continue;
      if (state_[other] == State::kOpen) found_.push_back(rule);
      if (state_[other] == State::kNew) visit(other);
    }
    state_[rule] = State::kDone;
  }
  static std::vector<uint32_t> joined(const Rule& rule) {
    std::vector<uint32_t> out;
    for (const auto* condition : {&rule.confirmed, &rule.probable, &rule.hint}) {
      if (!*condition) continue;
      for (const Condition::Node& node : (*condition)->nodes) {
        if (node.op == Condition::kRule) out.push_back(node.group);
      }
    }
    return out;
  }

  const std::vector<Rule>& rules_;
  std::vector<State> state_;
  std::vector<uint32_t> found_;
};

class Loader {
 public:
  explicit Loader(std::vector<SourceFile> files) : context_(out_.rules, out_.problems) {
    std::stable_sort(files.begin(), files.end(),
                     [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
    documents_.reserve(files.size());  // the context keeps pointers to them
    for (const SourceFile& file : files) {
      documents_.push_back({file.name, SourceText(file.text), {}, false});
      parse(documents_.back());
    }
  }

  Loaded run() {
    for (size_t kind = 0; kind < kFileKinds.size(); ++kind) load_kind(kind);
    load_rules();
    add_covering_citations(out_.rules);
    check_joins();
    lint(context_, documents_);
    sort_problems();
    return std::move(out_);
  }

 private:
  void parse(Document& document) {
    context_.enter(document);
    if (kind_of(document.name) == kUnknownFile) context_.complain({1, 1}, Msg::rule_unknown_file);
    std::vector<YamlProblem> problems = check_source(document.source);
    if (is_plain_text(document.source)) {
      std::vector<YamlProblem> of_yaml;
      document.root = read_yaml(document.source, of_yaml);
      // What the check of the source has seen, it says better.
      if (problems.empty()) problems = std::move(of_yaml);
    }
    for (YamlProblem& problem : problems)
      context_.complain(problem.at, problem.what.id, std::move(problem.what.args));
    document.broken = !problems.empty();
    if (document.broken) context_.broken.insert(document.name);
  }

  void load_kind(size_t kind) {
    bool found = false;
    for (const Document& document : documents_) {
      if (kind_of(document.name) != kind) continue;
      found = true;
      if (document.broken) continue;
      context_.enter(document);
      kFileKinds[kind].load(context_, document.root);
    }
    if (found || !kFileKinds[kind].needed) return;
    const std::string name = std::string(kFileKinds[kind].folder) +
                             (kFileKinds[kind].folder.empty() ? "" : "/") +
                             std::string(kFileKinds[kind].stem) + ".yaml";
    out_.problems.push_back({name, 1, 1, {Msg::rule_no_file, {name}}, {}, false});
  }

  // In order of id, so that indices and reports do not depend on folders. The ids are known before the first
  // rule is read, because rules name each other.
  void load_rules() {
    std::vector<const Document*> files;
    for (const Document& document : documents_) {
      if (kind_of(document.name) == kRuleFile) files.push_back(&document);
    }
    std::stable_sort(files.begin(), files.end(), [](const Document* a, const Document* b) {
      return stem_of(a->name) < stem_of(b->name);
    });
    for (uint32_t i = 0; i < files.size(); ++i) {
      const std::string id(stem_of(files[i]->name));
      context_.enter(*files[i]);
      if (!context_.rule_ids.emplace(id, i).second) context_.complain({1, 1}, Msg::rule_same_id, {id});
      if (files[i]->root.find("required") != nullptr) context_.absence_rules.insert(id);
    }
    for (const Document* file : files) {
      context_.enter(*file);
      if (file->broken)
        out_.rules.rules.emplace_back();  // keeps the numbers of the others
      else
        load_rule(context_, file->root);
      rule_files_.push_back(file);
    }
  }

  void check_joins() {
    for (uint32_t i = 0; i < rule_files_.size(); ++i) {
      context_.enter(*rule_files_[i]);
      const Yaml* conditions = rule_files_[i]->root.find("presence");
      const Mark at = conditions == nullptr ? Mark{} : conditions->at;
      for (const Condition* condition : conditions_of(out_.rules.rules[i])) {
        for (const Condition::Node& node : condition->nodes) {
          if (node.op != Condition::kRule || node.group >= rule_files_.size()) continue;
          const std::string id(stem_of(rule_files_[node.group]->name));
          if (context_.absence_rules.count(id) > 0) context_.complain(at, Msg::rule_joins_absence, {id});
        }
      }
    }
    for (const uint32_t rule : Circles(out_.rules.rules).find()) {
      context_.enter(*rule_files_[rule]);
      context_.complain(rule_files_[rule]->root.at, Msg::rule_circle,
                        {std::string(stem_of(rule_files_[rule]->name))});
    }
  }

  void sort_problems() {
    std::vector<Problem>& all = out_.problems;
    const auto less = [](const Problem& a, const Problem& b) {
      if (a.warning != b.warning) return b.warning;
      if (a.file != b.file) return a.file < b.file;
      return a.line != b.line ? a.line < b.line : a.column < b.column;
    };
    std::stable_sort(all.begin(), all.end(), less);
    const auto same = [&](const Problem& a, const Problem& b) {
      return !less(a, b) && !less(b, a) && a.what == b.what;
    };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
  }

  Loaded out_;
  LoadContext context_;
  std::vector<Document> documents_;
  std::vector<const Document*> rule_files_;  // by rule
};

std::string digest_of(std::vector<SourceFile> files) {
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  std::string all;  // lengths, so that no two sets of files read the same
  for (const SourceFile& file : files) {
    all.append(std::to_string(file.name.size())).append(":").append(file.name);
    all.append(std::to_string(file.text.size())).append(":").append(file.text);
  }
  return "sha256:" + core::sha256_hex(all);
}

Error cannot_read(const std::string& path, const std::string& why) {
  return {ErrorKind::kIo, {Msg::io_cannot_open, {why}}, path};
}

}  // namespace

Result<std::vector<SourceFile>> read_rule_files(const std::string& folder) {
  constexpr uintmax_t kMostBytes = 4u << 20;  // a rule file is a page; more is no rule file
  std::vector<SourceFile> out;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    std::error_code ignored;
    if (!at->is_regular_file(ignored) || at->path().extension() != ".yaml") continue;
    const std::string path = at->path().string();
    if (at->file_size(ignored) > kMostBytes) return cannot_read(path, "> 4 MiB");
    std::ifstream file(at->path(), std::ios::binary);
    if (!file) return cannot_read(path, path);
    std::string text(std::istreambuf_iterator<char>(file), {});
    out.push_back({at->path().lexically_relative(folder).generic_string(), std::move(text)});
  }
  if (error) return cannot_read(folder, error.message());
  if (out.empty()) return Error{ErrorKind::kBadRule, {Msg::rule_no_files, {}}, folder};
  std::sort(out.begin(), out.end(), [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  return out;
}

Loaded load(const std::vector<SourceFile>& files) {
  Loaded out = Loader(files).run();
  out.rules.digest = digest_of(files);
  std::vector<SourceFile> annotation;
  std::copy_if(files.begin(), files.end(), std::back_inserter(annotation),
               [](const SourceFile& file) { return file.name.starts_with("annotate/"); });
  out.rules.annotation = digest_of(std::move(annotation));
  return out;
}

}  // namespace jianfu::rules
