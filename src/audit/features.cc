#include "audit/features.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "engine/annotate.h"
#include "text/ascii.h"
#include "text/normalise.h"
#include "text/utf.h"

namespace jianfu::audit {
namespace {

using evidence::Evidence;
using evidence::Kind;
using evidence::Module;
using evidence::ModuleKind;
using evidence::Owner;

// Names of functions are short. A text that is longer is a sentence, of which a rule may have kept this and not that.
constexpr size_t kMostBytes = 48;
constexpr size_t kLeastHan = 2, kMostHan = 8;
constexpr size_t kMostPath = 96;

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '$'; }

void take_out(std::string& text, std::string_view part) {
  if (part.empty()) return;
  for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) text.replace(at, part.size(), " ");
}

// Pickers of addresses bring three thousand names of places: they would push out what the app is about.
bool is_place(std::string_view name) {
  constexpr std::array<std::string_view, 4> kPlaces = {"县", "省", "自治州", "自治旗"};
  // 小区, 超市 and the like are no places of a list.
  constexpr std::array<std::string_view, 9> kNone = {"社区", "小区", "专区", "校区", "景区", "片区", "辖区", "地区", "超市"};
  const auto ends = [&](std::string_view ending) { return name.ends_with(ending); };
  constexpr std::string_view kBanner = "旗", kShortest = "青石旗";  // 国旗 is none
  if (ends(kBanner) && name.size() >= kShortest.size()) return true;
  if (std::any_of(kPlaces.begin(), kPlaces.end(), ends)) return true;
  return (ends("区") || ends("市")) && std::none_of(kNone.begin(), kNone.end(), ends);
}

// The runs of Chinese in a text: "处理进度：…" is 处理进度. The name of the app is none: hundreds are called 便民通.
std::vector<std::string> names_in(std::string_view text, std::string_view app_name) {
  std::vector<std::string> out;
  if (text.size() > kMostBytes) return out;
  std::string normal = text::normal_form(text);
  take_out(normal, app_name);
  std::string run;
  size_t han = 0;
  const auto end = [&] {
    if (han >= kLeastHan && han <= kMostHan && !is_place(run)) out.push_back(run);
    run.clear();
    han = 0;
  };
  for (size_t at = 0; at < normal.size();) {
    const size_t begin = at;
    const char32_t c = text::next_code_point(normal, at);
    if (!text::is_han(c)) {
      end();
      continue;
    }
    run.append(normal, begin, at - begin);
    ++han;
  }
  end();
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = text::lower(c);
  return out;
}

struct Address {
  std::string host, path;
};

Address split(std::string_view text) {
  Address out;
  const size_t scheme = text.find("://");
  std::string_view rest = text;
  if (scheme != std::string_view::npos) {
    rest.remove_prefix(scheme + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    rest.remove_prefix(authority.size());
    const size_t user = authority.find('@');
    out.host = lower(authority.substr(user == std::string_view::npos ? 0 : user + 1));
    out.host.resize(std::min(out.host.find(':'), out.host.size()));
  }
  out.path = lower(rest.substr(0, rest.find_first_of("?#")));
  return out;
}

bool is_version(std::string_view part) {
  return part.size() >= 2 && part[0] == 'v' && std::all_of(part.begin() + 1, part.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

// Numbers, digests, identifiers: no part of what an address is for.
bool is_id(std::string_view part) {
  constexpr size_t kLongest = 40;
  const auto digits = static_cast<size_t>(std::count_if(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; }));
  return digits * 2 >= part.size() || part.size() > kLongest || !std::all_of(part.begin(), part.end(), is_plain);
}

bool is_file(std::string_view path) {
  constexpr std::array<std::string_view, 14> kFiles = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".css",  ".js",
                                                       ".mp3", ".mp4", ".ttf",  ".apk", ".zip", ".json", ".pdf"};
  return std::any_of(kFiles.begin(), kFiles.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

// village/report/add of https://host/api/v2/village/report/add?id=3; empty when nothing tells what it is for.
std::string purpose_of(std::string_view path) {
  if (is_file(path)) return {};
  std::string out;
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == "api" || is_version(part) || is_id(part)) continue;
    if (!out.empty()) out += '/';
    out += part;
  }
  return out.find('/') == std::string::npos || out.size() > kMostPath ? std::string() : out;
}

std::string last_of(const std::string& name) { return name.substr(name.find_last_of('.') + 1); }

bool is_class(const Module& module) { return module.id.find('.') != std::string::npos && module.id.find('/') == std::string::npos; }

// Names that an obfuscator gave say nothing.
bool has_a_name(std::string_view name) { return name.size() > 3; }

class Features {
 public:
  explicit Features(const platforms::Reading& reading)
      : reading_(reading), set_(reading.evidence), app_name_(text::normal_form(reading.package.name)) {
    for (const Module& module : set_.modules) pages_.insert(module.id);
  }

  std::vector<FeatureRow> all() {
    for (const std::string& name : reading_.package.frameworks) add(feature::kFramework, name);
    for (const Module& module : set_.modules) take(module);
    for (const Evidence& item : set_.evidence) take(item);
    std::vector<FeatureRow> out;
    for (const FeatureKind& kind : kFeatureKinds) {
      for (const std::string& text : kept(kind)) out.push_back({std::string(kind.name), text});
    }
    std::sort(out.begin(), out.end(), [](const FeatureRow& a, const FeatureRow& b) { return std::tie(a.kind, a.text) < std::tie(b.kind, b.text); });
    return out;
  }

 private:
  static bool is_own(Owner owner) { return owner == Owner::kApp || owner == Owner::kUnknown; }

  bool is_own(const Evidence& item) const {
    if (!is_own(item.owner)) return false;
    return item.module >= set_.modules.size() || is_own(set_.modules[item.module].owner);
  }

  void add(std::string_view kind, std::string text) {
    if (!text.empty() && text.size() <= kMostPath) found_[kind].insert(std::move(text));
  }

  void add_names(std::string_view kind, std::string_view text) {
    for (std::string& name : names_in(text, app_name_)) add(kind, std::move(name));
  }

  void take(const Module& module) {
    if (!is_own(module.owner)) return;
    const bool screen = module.kind == ModuleKind::kPage || module.kind == ModuleKind::kComponent;
    if (screen) add_names(feature::kTitle, module.title);
    const std::string name = is_class(module) ? last_of(module.id) : module.id;
    if ((screen || module.kind == ModuleKind::kLayout) && has_a_name(name)) add(feature::kLayout, name);
    if (is_class(module)) add(feature::kCode, beginning_of(module.id));
  }

  // com.vendor.app of com.vendor.app.ui.Main; nothing of shorter ones.
  static std::string beginning_of(const std::string& name) {
    size_t end = 0;
    for (int parts = 0; parts < 3; ++parts) {
      end = name.find('.', end + (parts == 0 ? 0 : 1));
      if (end == std::string::npos) return {};
    }
    return name.substr(0, end);
  }

  void take(const Evidence& item) {
    if (item.kind == Kind::kSdk) return add(feature::kSdk, item.text);
    if (item.dormant || !is_own(item)) return;
    switch (item.kind) {
      case Kind::kField:
        return add_names(feature::kField, item.text);
      case Kind::kText:
        if (item.role != evidence::Role::kContent && (item.at.locale.empty() || item.at.locale.starts_with("zh")))
          add_names(item.role == evidence::Role::kTitle ? feature::kTitle : feature::kText, item.text);
        return;
      case Kind::kEndpoint:
        return take_address(item.text);
      case Kind::kApi:
        return add(feature::kApi, item.text);
      default:
        return;
    }
  }

  // Paths inside of the program look like addresses of a server.
  bool is_page(const std::string& text) const {
    if (text.find("://") != std::string::npos) return false;
    return pages_.count(text.starts_with('/') ? text.substr(1) : text) != 0 || text.starts_with("pages/") || text.find("/pages/") != std::string::npos ||
           text.starts_with('.');
  }

  void take_address(const std::string& text) {
    if (is_page(text)) return;
    Address address = split(text);
    if (address.host.find('.') != std::string::npos) add(feature::kHost, std::move(address.host));
    add(feature::kEndpoint, purpose_of(address.path));
  }

  std::vector<std::string> kept(const FeatureKind& kind) const {
    const auto found = found_.find(kind.name);
    if (found == found_.end()) return {};
    std::vector<std::string> out(found->second.begin(), found->second.end());
    if (out.size() <= kind.most) return out;
    const auto by_hash = [](const std::string& a, const std::string& b) { return std::pair(hash_of(a), a) < std::pair(hash_of(b), b); };
    std::nth_element(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(kind.most), out.end(), by_hash);
    out.resize(kind.most);
    return out;
  }

  const platforms::Reading& reading_;
  const evidence::EvidenceSet& set_;
  std::string app_name_;
  std::set<std::string> pages_;
  std::map<std::string_view, std::set<std::string>> found_;
};

}  // namespace

std::vector<FeatureRow> features_of(const platforms::Reading& reading) { return Features(reading).all(); }

// FNV-1a, then mixed so that every bit counts.
uint64_t hash_of(std::string_view text) {
  uint64_t out = 0xCBF29CE484222325u;
  for (const char c : text) out = (out ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  out = (out ^ (out >> 30)) * 0xBF58476D1CE4E5B9u;
  out = (out ^ (out >> 27)) * 0x94D049BB133111EBu;
  return out ^ (out >> 31);
}

}  // namespace jianfu::audit
