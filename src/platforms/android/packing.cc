#include "platforms/android/packing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <utility>

#include "formats/dex/code_walk.h"
#include "formats/identify.h"
#include "io/byte_reader.h"
#include "platforms/shared/facts.h"
#include "text/utf.h"

namespace jianfu::platforms::android {
namespace {

using formats::FileKind;
using formats::dex::ClassDef;
using formats::dex::Dex;

constexpr size_t kManyComponents = 10;  // fewer, and little code is no wonder
constexpr uint64_t kManyMethods = 100;  // fewer, and a share of them says nothing
constexpr uint64_t kFileSizeAt = 32;    // in the header of a dex
constexpr uint64_t kLargeAsset = 200'000;
constexpr uint64_t kAssetRead = 4u << 20;  // of one asset: noise is noise from the beginning
constexpr size_t kMostAssets = 64;         // measured in all
constexpr double kNoise = 7.9;             // bits a byte

// Noise that has a reason and no magic, by its ending.
constexpr std::array<std::string_view, 8> kPackedEndings = {".br",  ".lzma", ".mp3", ".aac",
                                                            ".jxl", ".zlib", ".z",   ".xz"};

// What brings code into an app that was not installed with it.
struct Loader {
  std::string_view type, name;  // an empty name: the constructor
};
constexpr std::array kLoaders = {
    Loader{"Ldalvik/system/DexClassLoader;", "<init>"},
    Loader{"Ldalvik/system/InMemoryDexClassLoader;", "<init>"},
    Loader{"Ldalvik/system/PathClassLoader;", "<init>"},
    Loader{"Ldalvik/system/BaseDexClassLoader;", "<init>"},
    Loader{"Ldalvik/system/DexFile;", "loadDex"},
    Loader{"Ljava/lang/System;", "load"},
    Loader{"Ljava/lang/Runtime;", "load"},
};

// Hears only of calls.
class LoaderCalls {
 public:
  explicit LoaderCalls(const Dex& dex) : dex_(dex) {}
  std::vector<std::string> take() { return std::move(found_); }

  void on_invoke(uint8_t, uint32_t index, std::span<const uint16_t>) {
    const formats::dex::Method method = dex_.method(index);
    const std::string_view type = dex_.type(method.owner), name = dex_.string(method.name);
    for (const Loader& loader : kLoaders) {
      if (type != loader.type || name != loader.name) continue;
      std::string call = formats::dex::java_name(type);
      if (name != "<init>") call.append(".").append(name);
      if (std::find(found_.begin(), found_.end(), call) == found_.end()) found_.push_back(std::move(call));
    }
  }
  void on_string(uint16_t, uint32_t) {}
  void on_class(uint16_t, uint32_t) {}
  void on_new(uint16_t, uint32_t) {}
  void on_const(uint16_t, int32_t) {}
  void on_static_get(uint16_t, uint32_t) {}
  void on_instance_get(uint16_t, uint32_t) {}
  void on_move(uint16_t, uint16_t) {}
  void on_move_result(uint16_t) {}
  void on_write(uint16_t) {}
  void on_branch() {}
  void on_chars(std::string_view, uint16_t) {}

 private:
  const Dex& dex_;
  std::vector<std::string> found_;
};

std::string descriptor_of(std::string_view java_name) {
  std::string out = "L" + std::string(java_name) + ";";
  std::replace(out.begin(), out.end(), '.', '/');
  return out;
}

bool starts_an_application(std::string_view method) {
  return method == "attachBaseContext" || method == "onCreate";
}

double entropy_of(std::string_view bytes) {
  std::array<uint64_t, 256> counts{};
  for (const char c : bytes) ++counts[static_cast<unsigned char>(c)];
  double out = 0;
  for (const uint64_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(bytes.size());
    out -= share * std::log2(share);
  }
  return out;
}

// By name and sizes alone: noise does not get smaller by packing it.
bool could_be_noise(const io::Entry& entry) {
  const std::string_view name = entry.name;
  if (entry.directory || entry.declared_bytes < kLargeAsset ||
      entry.packed_bytes < entry.declared_bytes / 100 * 95)
    return false;
  const bool place =
      name.starts_with("assets/") || name.starts_with("lib/") || name.find('/') == std::string_view::npos;
  return place && std::none_of(kPackedEndings.begin(), kPackedEndings.end(),
                               [&](std::string_view ending) { return name.ends_with(ending); });
}

}  // namespace

Packing::Packing(std::span<const DexFile> files, const Manifest& manifest)
    : manifest_(manifest), has_code_(!files.empty()) {
  for (const DexFile& file : files) {
    const formats::dex::Shape& shape = file.dex.shape();
    methods_ += shape.methods;
    hollow_ += shape.hollow;
    code_bytes_ += shape.code_bytes;
    look_at_trailer(file);
    if (!manifest.application.name.empty()) look_at_application(file);
  }
}

// A container of several dex files has no trailer: what follows one header is the next.
void Packing::look_at_trailer(const DexFile& file) {
  const io::ByteReader in(file.dex.bytes());
  const uint64_t claimed = in.le_at<uint32_t>(kFileSizeAt);
  if (file.dex.version() >= "041" || !file.dex.bytes().starts_with("dex\n") || claimed >= in.size()) return;
  facts_.push_back({"packing.dex-trailing-bytes bytes=" + std::to_string(in.size() - claimed), file.entry});
}

void Packing::look_at_application(const DexFile& file) {
  const Dex& dex = file.dex;
  const std::string wanted = descriptor_of(manifest_.application.name);
  for (uint32_t c = 0; c < dex.classes(); ++c) {
    const ClassDef def = dex.class_def(c);
    if (dex.type(def.type) != wanted) continue;
    LoaderCalls calls(dex);
    const formats::dex::ClassData data = dex.class_data(def);
    for (const auto* methods : {&data.direct_methods, &data.virtual_methods}) {
      for (const formats::dex::MethodBody& body : *methods) {
        if (!starts_an_application(dex.string(dex.method(body.method).name))) continue;
        formats::dex::walk(dex, dex.code(body), calls);
      }
    }
    for (const std::string& call : calls.take())
      facts_.push_back({"packing.loader-in-application call=" + call, file.entry});
    return;
  }
}

void Packing::report(const Code& code, evidence::Collector& out) const {
  const std::string& manifest = manifest_.place;
  for (const Fact& fact : facts_) add_fact(out, fact.text, fact.entry);
  if (!has_code_) return;  // that has a gap of its own
  const std::string& application = manifest_.application.name;
  // The framework's own class is no missing one.
  if (!application.empty() && !application.starts_with("android.") && !code.has_class(application))
    add_fact(out, "packing.application-class-missing class=" + application, manifest, manifest_.application.line);
  size_t components = 0, missing = 0;
  for (const Component& component : manifest_.components) {
    if (component.kind == "activity-alias" || component.name.empty()) continue;
    ++components;
    if (!code.has_class(component.name)) ++missing;
  }
  if (missing > 0)
    add_fact(out,
             "packing.components-without-class missing=" + std::to_string(missing) + " components=" + std::to_string(components),
             manifest);
  if (components >= kManyComponents)
    add_fact(
        out,
        "packing.code-bytes bytes=" + std::to_string(code_bytes_) + " components=" + std::to_string(components),
        "classes.dex");
  if (methods_ > kManyMethods && hollow_ > 0)
    add_fact(out, "packing.empty-methods empty=" + std::to_string(hollow_) + " methods=" + std::to_string(methods_),
             "classes.dex");
}

void report_opaque_assets(const Entries& entries, evidence::Collector& out) {
  size_t measured = 0;
  for (size_t i = 0; i < entries.size() && measured < kMostAssets; ++i) {
    const io::Entry& entry = entries.at(i);
    if (!could_be_noise(entry) || formats::identify(entries.head(i).bytes.view()) != FileKind::kUnknown)
      continue;
    ++measured;
    const io::Content content = entries.tree().read(i, kAssetRead);
    const std::string_view bytes = content.bytes.view();
    if (bytes.size() < kLargeAsset) continue;
    const double entropy = entropy_of(bytes);
    if (entropy < kNoise) continue;
    std::array<char, 16> number{};
    std::snprintf(number.data(), number.size(), "%.2f", entropy);
    const std::string name = entries.name(i);
    add_fact(out,
             "packing.opaque-asset bytes=" + std::to_string(entry.declared_bytes) + " entropy=" + number.data(),
             name);
  }
}

}  // namespace jianfu::platforms::android
