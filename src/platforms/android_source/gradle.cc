#include "platforms/android_source/gradle.h"

#include <algorithm>
#include <map>

#include "formats/java/java.h"

namespace jianfu::platforms::android_source {
namespace {

namespace java = formats::java;

constexpr size_t kValueBytes = 512;  // of an id, a version, a placeholder
constexpr size_t kRows = 4096;       // of any list

std::string plain(std::string_view text) {
  return std::string(text.substr(0, kValueBytes));
}

bool is_variable(std::string_view text) {
  return text.find(java::kPlaceholder) != std::string_view::npos;
}

bool is_configuration(std::string_view name) {
  if (name.find("est") != std::string_view::npos) return false;  // testImplementation, androidTestCompile
  return name == "implementation" || name == "api" || name == "compile" || name == "compileOnly" ||
         name == "debugImplementation" || name == "releaseImplementation" || name == "provided" ||
         name == "kapt" || name == "annotationProcessor" || name.ends_with("Implementation") ||
         name.ends_with("Api") || name.ends_with("Compile");
}

// "group:name:version@aar" → name and version.
bool split_coordinate(std::string_view text, Dependency& out) {
  const size_t first = text.find(':');
  if (first == std::string_view::npos || first == 0 || text.find_first_of(" /\\") != std::string_view::npos)
    return false;
  const size_t second = text.find(':', first + 1);
  out.name = plain(text.substr(0, second));
  if (second != std::string_view::npos) {
    std::string_view version = text.substr(second + 1);
    version = version.substr(0, version.find_first_of(":@"));
    if (!is_variable(version)) out.version = plain(version);
  }
  return first + 1 < text.size();
}

class Script final : public java::Sink {
 public:
  explicit Script(Gradle& out) : out_(out) {}

  void on_literal(const java::Literal& literal) override {
    if (literal.folded) return;
    const std::string_view callee = literal.callee.name();
    const std::string_view text = literal.text;
    const uint32_t line = literal.place.line;
    if (text == "com.android.application") out_.application = true;
    if (text == "com.android.library" || text == "com.android.dynamic-feature") out_.library = true;
    const auto is = [&](std::string_view name) {
      return callee == name || (literal.name == name && literal.callee.path.empty());
    };
    if (is("applicationId")) return set(out_.application_id, text);
    if (is("namespace")) return set(out_.name_space, text);
    if (is("versionName")) return set(out_.version_name, text);
    if (callee == "project" || literal.name == "path") {
      if (text.starts_with(':') && out_.projects.size() < kRows)
        out_.projects.push_back(plain(text.substr(1)));
      return;
    }
    if (callee == "resValue" || callee == "buildConfigField")
      return take_value(callee == "resValue", text, line);
    if (literal.name == "group") group_ = plain(text);
    if (literal.name == "name" && !group_.empty()) {
      add({group_ + ":" + plain(text), {}, line});
      group_.clear();
    } else if (literal.name == "version" && !out_.dependencies.empty() &&
               out_.dependencies.back().version.empty() && out_.dependencies.back().line == line &&
               !is_variable(text)) {
      out_.dependencies.back().version = plain(text);
    } else if (is_configuration(callee)) {
      Dependency made;
      made.line = line;
      if (split_coordinate(text, made)) add(std::move(made));
    } else if (!literal.name.empty() && !is_variable(text) && text.size() <= kValueBytes &&
               out_.placeholders.size() < kRows && is_placeholder(literal)) {
      out_.placeholders.emplace_back(literal.name, text);
    }
  }

  void on_call(const java::Call& call) override {
    const std::string_view name = call.callee.name();
    if (name == "minSdkVersion" || name == "minSdk") number(out_.min_sdk, call);
    if (name == "targetSdkVersion" || name == "targetSdk") number(out_.target_sdk, call);
  }

  void on_package(std::string_view) override {}
  void on_import(const java::Import&) override {}
  void on_class(const java::Class&) override {}
  void on_super(std::string_view) override {}
  void on_super_argument(std::string_view) override {}
  void on_class_end() override {}
  void on_method(std::string_view, java::Place) override {}
  void on_method_end() override {}
  void on_variable(std::string_view, std::string_view, bool, java::Place) override {}
  void on_reference(const java::Reference&) override {}
  void on_constant(std::string_view, std::string_view) override {}

 private:
  void set(std::string& field, std::string_view text) const {
    if (field.empty() && !is_variable(text)) field = plain(text);
  }

  void add(Dependency made) {
    if (out_.dependencies.size() < kRows) out_.dependencies.push_back(std::move(made));
  }

  static void number(std::string& field, const java::Call& call) {
    if (field.empty() && !call.arguments.empty()) field = plain(call.arguments.front().value);
  }

  // manifestPlaceholders = [KEY: "x"], manifestPlaceholders["KEY"] = "x", addManifestPlaceholders(mapOf("KEY"
  // to "x")).
  static bool is_placeholder(const java::Literal& literal) {
    return literal.callee.path.empty() && literal.name != "version" && literal.name != "group" &&
           literal.name != "plugin" && literal.name != "dir";
  }

  // resValue "string", "name", "value": three literals in a row.
  void take_value(bool resource, std::string_view text, uint32_t line) {
    if (line != values_line_) values_.clear();
    values_line_ = line;
    values_.push_back(plain(text));
    if (values_.size() < 3) return;
    std::string value = values_[2];
    value.erase(std::remove(value.begin(), value.end(), '"'), value.end());
    std::vector<StringValue>& list = resource ? out_.strings : out_.fields;
    const bool text_type = values_[0] == "string" || values_[0] == "String";
    if (text_type && list.size() < kRows) list.push_back({values_[1], std::move(value), line});
    values_.clear();
  }

  Gradle& out_;
  std::string group_;
  std::vector<std::string> values_;
  uint32_t values_line_ = 0;
};

// What the pass does not tell: minSdkVersion 21 and manifestPlaceholders["KEY"] = "x".
void read_tokens(std::string_view utf8, java::Dialect dialect, Gradle& out) {
  java::Tokeniser tokens(utf8, dialect);
  java::Token before, last;
  std::string key;
  for (java::Token token = tokens.next(); token.kind != java::TokenKind::kEnd; token = tokens.next()) {
    if (token.kind == java::TokenKind::kNumber) {
      const std::string_view name = last.is(java::symbol("=")) ? before.text : last.text;
      if ((name == "minSdkVersion" || name == "minSdk") && out.min_sdk.empty())
        out.min_sdk = plain(token.text);
      if ((name == "targetSdkVersion" || name == "targetSdk") && out.target_sdk.empty())
        out.target_sdk = plain(token.text);
    }
    if (token.kind == java::TokenKind::kString) {
      if (before.text == "manifestPlaceholders" && last.is(java::symbol("["))) key = plain(token.text);
      const bool value = last.is(java::symbol("=")) || last.text == "to";
      if (value && !key.empty() && out.placeholders.size() < kRows && token.text.size() <= kValueBytes) {
        out.placeholders.emplace_back(key, token.text);
        key.clear();
      }
    }
    before = last;
    last = token;
  }
}

// The value of `key = "…"` in a line of TOML.
std::string_view toml_value(std::string_view line, std::string_view key) {
  const size_t at = line.find(key);
  if (at == std::string_view::npos) return {};
  const size_t open = line.find_first_of("\"'", at);
  if (open == std::string_view::npos || line.find('=', at) > open) return {};
  const size_t close = line.find(line[open], open + 1);
  return close == std::string_view::npos ? std::string_view{} : line.substr(open + 1, close - open - 1);
}

}  // namespace

void read_gradle(std::string_view utf8, bool kotlin, const Limits& limits, Gradle& out) {
  Script script(out);
  // Scripts of both kinds are statements without classes around them; the Groovy way reads both.
  java::read(utf8, java::Dialect::kGroovy, limits, script);
  read_tokens(utf8, kotlin ? java::Dialect::kKotlin : java::Dialect::kGroovy, out);
}

std::vector<Dependency> read_catalogue(std::string_view utf8) {
  std::map<std::string, std::string, std::less<>> versions;
  std::vector<Dependency> out;
  std::string section;
  uint32_t number = 0;
  for (size_t at = 0; at < utf8.size();) {
    const size_t end = std::min(utf8.find('\n', at), utf8.size());
    std::string_view line = utf8.substr(at, end - at);
    at = end + 1;
    ++number;
    line = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.starts_with('[')) section = line.substr(1, line.find(']') - 1);
    const size_t equals = line.find('=');
    if (line.starts_with('#') || line.starts_with('[') || equals == std::string_view::npos ||
        out.size() >= kRows)
      continue;
    std::string_view name = line.substr(0, equals);
    while (name.ends_with(' ')) name.remove_suffix(1);
    const std::string_view rest = line.substr(equals);
    if (section == "versions") {
      versions[plain(name)] = plain(toml_value(rest, "="));
    } else if (section == "libraries") {
      Dependency made;
      made.line = number;
      const std::string_view module = toml_value(rest, "module");
      const std::string_view group = toml_value(rest, "group");
      if (!module.empty()) {
        made.name = plain(module);
      } else if (!group.empty()) {
        made.name = plain(group) + ":" + plain(toml_value(rest, "name"));
      } else if (!split_coordinate(toml_value(rest, "="), made)) {
        continue;
      }
      const auto known = versions.find(toml_value(rest, "version.ref"));
      if (known != versions.end()) made.version = known->second;
      out.push_back(std::move(made));
    }
  }
  return out;
}

}  // namespace jianfu::platforms::android_source
