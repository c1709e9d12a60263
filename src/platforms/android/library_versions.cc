#include "platforms/android/library_versions.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "platforms/shared/facts.h"
#include "platforms/shared/paths.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

constexpr uint64_t kMostBytes = 4096;  // such a file holds a line or a few
constexpr size_t kMostVersion = 64;
constexpr std::string_view kMeta = "META-INF/";
constexpr std::string_view kGradle = "META-INF/com/android/build/gradle/app-metadata.properties";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

// Only what looks like one: build scripts leave the name of a task in files that should hold a version.
std::string_view version_in(std::string_view text) {
  text = trimmed(text);
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
  const bool digit = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return plain && digit && text.size() <= kMostVersion ? text : std::string_view{};
}

// The value behind "key=" of a .properties file.
std::string_view property(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    if (line.starts_with(key) && line.size() > key.size() && line[key.size()] == '=')
      return trimmed(line.substr(key.size() + 1));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

void add(evidence::Collector& out, std::string_view name, std::string_view version,
         const std::string& entry) {
  if (name.empty()) return;
  std::string text = "library " + std::string(name);
  if (!version.empty()) text.append(" ").append(version);
  add_fact(out, std::move(text), entry);
}

class LibraryReader {
 public:
  LibraryReader(Entries& entries, evidence::Collector& out) : entries_(entries), out_(out) {}

  void read(size_t index) {
    const std::string& name = entries_.at(index).name;
    if (name.starts_with(kMeta)) return read_meta(index, name);
    const bool root = name.find('/') == std::string::npos;
    if (root && name.ends_with(".properties")) read_properties(index);
    if (name == "okhttp3/internal/publicsuffix/publicsuffixes.gz")
      add(out_, "com.squareup.okhttp3:okhttp", "", name);
  }

 private:
  std::string load(size_t index) { return std::string(entries_.load(index, kMostBytes).bytes.view()); }

  void read_meta(size_t index, const std::string& name) {
    const std::string_view base = base_of(name), stem = without_extension(base);
    const std::string entry = entries_.name(index);
    if (name == kGradle) {
      const std::string text = load(index);
      add(out_, "com.android.tools.build:gradle", version_in(property(text, "androidGradlePluginVersion")),
          entry);
    } else if (name.ends_with(".version")) {
      add(out_, coordinates(stem), version_in(load(index)), entry);
    } else if (name.ends_with(".kotlin_module")) {
      add(out_, text::to_valid_utf8(stem), "", entry);
      entries_.skip(index);
    } else if (name.ends_with("/pom.properties")) {
      const std::string text = load(index);
      const std::string group(property(text, "groupId")), artifact(property(text, "artifactId"));
      if (!artifact.empty())
        add(out_, group.empty() ? artifact : group + ":" + artifact, version_in(property(text, "version")),
            entry);
    } else if (name.starts_with("META-INF/proguard/") && (name.ends_with(".pro") || name.ends_with(".txt"))) {
      add(out_, text::to_valid_utf8(stem), "", entry);
      entries_.skip(index);
    }
  }

  // "androidx.core_core" → "androidx.core:core"; "kotlinx_coroutines_core" names no group and stays.
  static std::string coordinates(std::string_view stem) {
    std::string out = text::to_valid_utf8(stem);
    const size_t between = out.find('_');
    if (between != std::string::npos && out.find('.') < between) out[between] = ':';
    return out;
  }

  // Others than those of a library's version are texts of the app: they stay for whoever reads those.
  void read_properties(size_t index) {
    const io::Content head = entries_.head(index);
    const std::string_view text = head.bytes.view();
    const std::string_view version = version_in(property(text, "version"));
    if (version.empty()) return;
    std::string name(property(text, "client"));
    if (name.empty()) name = without_extension(base_of(entries_.at(index).name));
    add(out_, text::to_valid_utf8(name), version, entries_.name(index));
  }

  Entries& entries_;
  evidence::Collector& out_;
};

}  // namespace

void read_library_versions(Entries& entries, evidence::Collector& out) {
  LibraryReader reader(entries, out);
  for (size_t i = 0; i < entries.size(); ++i) {
    if (!entries.done(i)) reader.read(i);
  }
}

}  // namespace jianfu::platforms::android
