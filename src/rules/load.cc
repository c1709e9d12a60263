#include "rules/load.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/sha256.h"
#include "rules/load_context.h"

namespace jianfu::rules {
namespace fs = std::filesystem;
namespace {

// Kinds of files in the order in which they need each other. The first pattern that fits decides.
struct FileKind {
  std::string_view prefix;
  void (*load)(LoadContext&, const Yaml&);
};
constexpr FileKind kFileKinds[] = {
    {"ruleset.yaml", load_ruleset_file}, {"norms.yaml", load_norms},         {"lexicon/", load_lexicon},
    {"coercion.yaml", load_coercion},    {"exemption.yaml", load_exemption}, {"annotate/", load_annotation},
};

bool is_rule_file(const SourceFile& file) {
  return std::none_of(std::begin(kFileKinds), std::end(kFileKinds), [&](const FileKind& kind) { return file.name.starts_with(kind.prefix); });
}

class Loader {
 public:
  explicit Loader(const std::vector<SourceFile>& files) : context_(out_.rules, out_.problems) {
    for (const SourceFile& file : files) parse(file);
  }

  Loaded run() {
    for (const FileKind& kind : kFileKinds) {
      bool found = false;
      for (const Parsed& file : parsed_) {
        if (!file.source->name.starts_with(kind.prefix)) continue;
        found = true;
        context_.enter(*file.source);
        kind.load(context_, file.root);
      }
      if (!found) out_.problems.push_back({std::string(kind.prefix), 1, 1, {Msg::rule_no_file, {std::string(kind.prefix)}}, "", false});
    }
    load_rules();
    lint(context_);
    std::stable_sort(out_.problems.begin(), out_.problems.end(), [](const Problem& a, const Problem& b) {
      if (a.warning != b.warning) return b.warning;
      if (a.file != b.file) return a.file < b.file;
      return a.line != b.line ? a.line < b.line : a.column < b.column;
    });
    return std::move(out_);
  }

 private:
  struct Parsed {
    const SourceFile* source;
    Yaml root;
  };

  void parse(const SourceFile& file) {
    context_.enter(file);
    std::vector<YamlProblem> problems = check_source(file.text);
    // The checks of the source say better what YAML's own reader would only stumble over.
    const bool broken = !problems.empty();
    Yaml root = read_yaml(file.text, problems);
    for (YamlProblem& problem : problems) {
      if (broken && problem.what.id == Msg::yaml_syntax) continue;
      context_.complain(problem.at, problem.what.id, problem.what.args);
    }
    if (problems.empty()) parsed_.push_back({&file, std::move(root)});
  }

  // Rules in order of id, so that indices (and reports) do not depend on folders.
  void load_rules() {
    std::vector<const Parsed*> files;
    for (const Parsed& file : parsed_) {
      if (is_rule_file(*file.source)) files.push_back(&file);
    }
    const auto id_of = [](const Parsed* file) {
      const Yaml* id = file->root.find("id");
      return id == nullptr ? std::string() : id->text;
    };
    std::stable_sort(files.begin(), files.end(), [&](const Parsed* a, const Parsed* b) { return id_of(a) < id_of(b); });
    for (size_t i = 0; i < files.size(); ++i) context_.rule_ids.emplace(id_of(files[i]), static_cast<uint32_t>(i));
    for (const Parsed* file : files) {
      context_.enter(*file->source);
      Rule rule;
      load_rule(context_, file->root, rule);
      out_.rules.rules.push_back(std::move(rule));
    }
  }

  Loaded out_;
  LoadContext context_;
  std::vector<Parsed> parsed_;
};

std::string digest_of(const std::vector<SourceFile>& files) {
  std::string all;
  for (const SourceFile& file : files) all.append(file.name).append("\0", 1).append(core::sha256_hex(file.text)).append("\n");
  return "sha256:" + core::sha256_hex(all);
}

}  // namespace

Result<std::vector<SourceFile>> read_rule_files(const std::string& folder) {
  std::vector<SourceFile> out;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (!at->is_regular_file(error) || at->path().extension() != ".yaml") continue;
    std::ifstream file(at->path(), std::ios::binary);
    out.push_back({at->path().lexically_relative(folder).generic_string(), std::string(std::istreambuf_iterator<char>(file), {})});
    if (!file.good() && !file.eof()) return Error{ErrorKind::kIo, {Msg::io_cannot_open, {"?"}}, at->path().string()};
  }
  if (error) return Error{ErrorKind::kIo, {Msg::io_cannot_open, {error.message()}}, folder};
  if (out.empty()) return Error{ErrorKind::kBadRule, {Msg::rule_no_rules, {}}, folder};
  std::sort(out.begin(), out.end(), [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  return out;
}

Loaded load(const std::vector<SourceFile>& files) {
  Loaded out = Loader(files).run();
  out.rules.digest = digest_of(files);
  return out;
}

}  // namespace jianfu::rules
