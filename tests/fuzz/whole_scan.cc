#include "fuzz/whole_scan.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "builders/sample_builder.h"
#include "builders/wechat_builder.h"
#include "builders/zip_builder.h"
#include "engine/scan.h"
#include "engine/settle.h"
#include "formats/wxapkg/wxapkg.h"
#include "platforms/platform.h"
#include "report/writers.h"
#include "rules/load.h"
#include "text/scanner.h"
#include "text/utf.h"

namespace jianfu::fuzz {
namespace {

constexpr std::string_view kBegin = "=== ", kNext = "\n=== ", kInside = "!/", kOther = "@";
constexpr size_t kMostPackages = 4, kMostDepth = 4;

Limits small_limits() {
  Limits out;
  out.entries = 2'000;
  out.entry_bytes = out.text_bytes = 1 << 20;
  out.total_bytes = 4 << 20;
  out.items = 100'000;
  return out;
}

std::vector<File> parsed(std::string_view input) {
  std::vector<File> out;
  input.remove_prefix(kBegin.size());
  while (true) {
    const size_t end = input.find(kNext);
    const std::string_view one = input.substr(0, end);
    const size_t line = std::min(one.find('\n'), one.size());
    out.push_back({std::string(one.substr(0, line)), std::string(one.substr(std::min(line + 1, one.size())))});
    if (end == std::string_view::npos) return out;
    input.remove_prefix(end + kNext.size());
  }
}

std::string archive_of(const std::string& name, const std::vector<File>& files) {
  if (name.ends_with(".wxapkg")) {
    std::vector<builders::WxapkgFile> all;
    for (const File& file : files) all.push_back({"/" + file.name, file.bytes});
    return builders::wxapkg_of(all);
  }
  builders::ZipBuilder zip;
  for (const File& file : files) zip.add(file.name.substr(0, UINT16_MAX), file.bytes);
  return zip.build();
}

// Files of archives become the archives, where the first of their files stood.
std::vector<File> packed(std::vector<File> files, size_t depth = 0) {
  std::vector<File> out;
  std::vector<std::vector<File>> inside;  // beside `out`; empty: a file
  for (File& file : files) {
    const size_t at = depth < kMostDepth ? file.name.find(kInside) : std::string::npos;
    const std::string outer = file.name.substr(0, at);
    size_t place = out.size();
    if (at != std::string::npos) {
      for (place = 0; place < out.size() && (inside[place].empty() || out[place].name != outer);) ++place;
    }
    if (place == out.size()) {
      out.push_back({outer, {}});
      inside.emplace_back();
    }
    if (at == std::string::npos) {
      out[place].bytes = std::move(file.bytes);
    } else {
      inside[place].push_back({file.name.substr(at + kInside.size()), std::move(file.bytes)});
    }
  }
  for (size_t i = 0; i < out.size(); ++i) {
    if (!inside[i].empty()) out[i].bytes = archive_of(out[i].name, packed(std::move(inside[i]), depth + 1));
  }
  return out;
}

std::unique_ptr<io::Tree> tree_of(const std::vector<File>& files, const Limits& limits) {
  std::string all;
  std::vector<io::Slice> slices;
  for (const File& file : files) {
    slices.push_back({file.name, all.size(), file.bytes.size()});
    all += file.bytes;
  }
  return io::open_slices({io::Blob::own(std::move(all)), std::move(slices), {}}, limits);
}

using Trees = std::vector<std::unique_ptr<io::Tree>>;

Trees packages_of(std::vector<File> files, const Limits& limits) {
  Trees out;
  std::vector<File> one;
  const auto end = [&] { out.push_back(tree_of(packed(std::exchange(one, {})), limits)); };
  for (File& file : files) {
    if (file.name != kOther) {
      one.push_back(std::move(file));
    } else if (out.size() + 1 < kMostPackages) {
      end();
    }
  }
  end();
  return out;
}

std::unique_ptr<io::Tree> opened(std::string_view bytes, const Limits& limits, const io::Tree* parent = nullptr) {
  Result<std::unique_ptr<io::Tree>> tree = formats::wxapkg::looks_like(bytes) ? formats::wxapkg::open(bytes, limits, parent)
                                           : io::looks_like_gzip(bytes)       ? io::open_gzip(bytes, limits, parent)
                                           : io::looks_like_tar(bytes)        ? io::open_tar(bytes, limits, parent)
                                                                              : io::open_zip(bytes, limits, parent);
  return tree ? std::move(*tree) : nullptr;
}

const platforms::Platform& platform_of(const io::Tree& tree, std::string_view kind) {
  const platforms::Platform* out = platforms::recognise(tree);
  if (out != nullptr && out->read != nullptr) return *out;
  for (const platforms::Platform& platform : platforms::all()) {
    if (platform.kind == kind) return platform;
  }
  std::abort();  // a target names no platform
}

void check(const platforms::Reading& reading) {
  const evidence::EvidenceSet& set = reading.evidence;
  const auto known = [&](uint32_t module) { return module == evidence::kNoModule || module < set.modules.size(); };
  for (const evidence::Edge& edge : set.edges) {
    if (edge.from >= set.modules.size() || edge.to >= set.modules.size()) std::abort();
  }
  for (const evidence::Evidence& item : set.evidence) {
    if (!known(item.module) || !text::valid_utf8(item.text)) std::abort();
  }
  for (const evidence::Gap& gap : set.gaps) {
    if (!known(gap.module)) std::abort();
  }
  for (const platforms::Reading& inner : reading.nested) check(inner);
}

void scan(const Trees& trees, std::string_view kind, bool keep_everything) {
  static const engine::Scanner scanner(rules::built_in());
  static const text::Scanner terms(rules::built_in().ready.filter);
  static const Limits limits = small_limits();
  const platforms::Platform& platform = platform_of(*trees.front(), kind);
  std::vector<platforms::Input> inputs;
  for (const auto& tree : trees) {
    if (platform.membership != nullptr) platform.membership(*tree);
    inputs.push_back({"x" + std::to_string(inputs.size()), tree.get()});
  }
  const evidence::Filter filter(keep_everything ? nullptr : &terms);
  Result<platforms::Reading> reading = platform.read(inputs, {limits, filter});
  if (!reading) return;
  check(*reading);
  engine::ScanOptions options;
  options.keep_everything = keep_everything;
  const engine::Wanted wanted = scanner.wanted(options);
  engine::settle(*reading, scanner.annotator(), keep_everything ? nullptr : &wanted);
  const engine::Report report = scanner.judge(std::move(*reading), options);
  // The other outputs are written from the same report, and have a target of their own (fuzz_report).
  for (const char* const name : {"text", "json"}) report::find_writer(name)->write({report}, {});
}

void list(const io::Tree& tree, const std::string& around, size_t depth, std::vector<File>& out) {
  for (size_t i = 0; i < tree.entries().size(); ++i) {
    if (tree.entries()[i].directory) continue;
    const std::string name = around + tree.entries()[i].name;
    const io::Content content = tree.read(i);
    const std::unique_ptr<io::Tree> inner = depth < kMostDepth ? opened(content.bytes.view(), tree.limits()) : nullptr;
    if (inner != nullptr) {
      list(*inner, name + std::string(kInside), depth + 1, out);
    } else {
      out.push_back({name, std::string(content.bytes.view())});
    }
  }
}

}  // namespace

std::string listed(const std::vector<File>& files) {
  std::string out;
  for (const File& file : files) {
    out += out.empty() ? kBegin : kNext;
    out += file.name + '\n' + file.bytes;
  }
  return out;
}

std::string listed(std::string_view container) {
  const std::unique_ptr<io::Tree> tree = opened(container, Limits{});
  if (tree == nullptr) std::abort();  // a builder built none
  std::vector<File> files;
  list(*tree, "", 0, files);
  return listed(files);
}

std::string and_with(const std::string& first, const std::string& second) {
  return first + std::string(kNext) + std::string(kOther) + "\n" + second;
}

std::vector<std::string> listed_samples(std::string_view ending) {
  std::vector<std::string> out;
#ifdef JIANFU_SAMPLES
  for (const builders::Sample& sample : builders::build_samples(JIANFU_SAMPLES)) {
    if (sample.file.ends_with(ending)) out.push_back(listed(sample.bytes));
  }
#else
  (void)ending;
#endif
  return out;
}

void scan(std::string_view input, std::string_view kind) {
  const Limits limits = small_limits();
  Trees trees;
  if (input.starts_with(kBegin)) {
    trees = packages_of(parsed(input), limits);
  } else if (auto tree = opened(input, limits)) {
    trees.push_back(std::move(tree));
  }
  if (!trees.empty()) scan(trees, kind, input.size() % 2 == 0);
}

}  // namespace jianfu::fuzz
