#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "formats/json/json.h"
#include "formats/wxapkg/salvage.h"
#include "text/utf.h"

namespace jianfu::formats::wxapkg {
namespace {

using namespace std::string_view_literals;

constexpr size_t kShortestText = 48;  // bytes in a row that are text: less may be chance in a picture
constexpr size_t kLongestPath = 512;
constexpr size_t kLongestHole = 64;  // damage that one script goes on behind
constexpr size_t kLongestConfig = 2 << 20;
constexpr size_t kMostConfigs = 8;  // places where a configuration may begin, that are looked at
constexpr size_t kLongestWayBack = 256 << 10;
constexpr size_t kMostPages = 10'000;
constexpr size_t kLongestSettings = 64 << 10;  // of one page
constexpr size_t kMostSettings = 8 << 20;      // of all

struct Range {
  size_t begin = 0, end = 0;
};

// What no known file covers.
std::vector<Range> uncovered(std::string_view bytes, const std::vector<io::Slice>& known) {
  std::vector<Range> covers, out;
  for (const io::Slice& slice : known) {
    if (slice.offset >= bytes.size()) continue;
    const size_t begin = static_cast<size_t>(slice.offset);
    covers.push_back(
        {begin, begin + static_cast<size_t>(std::min<uint64_t>(slice.size, bytes.size() - begin))});
  }
  std::sort(covers.begin(), covers.end(), [](const Range& a, const Range& b) { return a.begin < b.begin; });
  size_t at = 0;
  for (const Range& cover : covers) {
    if (cover.begin > at) out.push_back({at, cover.begin});
    at = std::max(at, cover.end);
  }
  if (at < bytes.size()) out.push_back({at, bytes.size()});
  return out;
}

bool is_text(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || c == '\f' || (c >= 0x20 && c != 0x7F && c != 0xFFFD);
}

// Bytes of valid UTF-8 without control characters.
std::vector<Range> texts_in(std::string_view bytes, const Range& range) {
  std::vector<Range> out;
  const std::string_view part = bytes.substr(0, range.end);
  size_t begin = range.begin;
  const auto close = [&](size_t end) {
    if (end - begin >= kShortestText) out.push_back({begin, end});
  };
  for (size_t at = range.begin; at < range.end;) {
    const unsigned char first = static_cast<unsigned char>(part[at]);
    size_t next = at + 1;
    const bool text = first < 0x80 ? is_text(first) : is_text(text::next_code_point(part, next = at));
    if (!text) {
      close(at);
      begin = next;
    }
    at = next;
  }
  close(range.end);
  return out;
}

// Where a file begins, and its name when the beginning tells it.
struct Beginning {
  size_t at = 0;
  std::string name;
};

// Everything between two quotes behind `at` that could be a path of that ending.
std::string path_at(std::string_view text, size_t at, std::string_view ending) {
  if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return {};
  const size_t close = text.substr(0, at + 1 + kLongestPath).find(text[at], at + 1);
  if (close == std::string_view::npos) return {};
  std::string_view path = text.substr(at + 1, close - at - 1);
  if (!path.ends_with(ending) || path.find_first_of("\n\r\t\"'()<>") != std::string_view::npos) return {};
  if (path.starts_with("./")) path.remove_prefix(2);
  return std::string(path);
}

class Carver {
 public:
  Carver(std::string_view bytes, const Limits& limits) : bytes_(bytes), limits_(limits) {}

  void run(const std::vector<io::Slice>& known) {
    for (const io::Slice& slice : known) has_config_ |= slice.name == kConfig;
    for (const Range& range : uncovered(bytes_, known)) {
      for (const Range& text : texts_in(bytes_, range)) read_text(text);
    }
    if (!has_config_) out_.config = put_together();
  }

  Salvage take() { return std::move(out_); }

 private:
  static constexpr std::string_view kConfig = "app-config.json";

  void read_text(const Range& range) {
    const std::string_view text = bytes_.substr(0, range.end);
    std::vector<Beginning> beginnings;
    find_scripts(text, range.begin, beginnings);
    find_plain(text, range.begin, beginnings);
    find_stubs(text, range.begin, beginnings);
    if (!has_config_) find_config(text, range.begin, beginnings);
    // Where a configuration ends, a file whose name is known may begin: that name counts.
    std::stable_sort(beginnings.begin(), beginnings.end(), [](const Beginning& a, const Beginning& b) {
      return std::pair(a.at, !a.name.empty()) < std::pair(b.at, !b.name.empty());
    });
    const size_t first = beginnings.empty() ? range.end : beginnings.front().at;
    if (first > range.begin) add({range.begin, first}, name_of_rest({range.begin, first}));
    for (size_t i = 0; i < beginnings.size(); ++i) {
      const size_t end = i + 1 < beginnings.size() ? beginnings[i + 1].at : range.end;
      const Range piece{beginnings[i].at, end};
      if (piece.end > piece.begin)
        add(piece, beginnings[i].name.empty() ? name_of_rest(piece) : std::move(beginnings[i].name));
    }
    find_routes(text, range.begin);
    if (!has_config_) find_settings(text, range.begin);
  }

  // define("pages/x/x.js", function…: what a service script is made of.
  static void find_scripts(std::string_view text, size_t from, std::vector<Beginning>& out) {
    constexpr std::string_view kDefine = "define(";
    for (size_t at = text.find(kDefine, from); at != std::string_view::npos;
         at = text.find(kDefine, at + 1)) {
      std::string path = path_at(text, at + kDefine.size(), ".js");
      if (!path.empty()) out.push_back({at, std::move(path)});
    }
  }

  static void find_plain(std::string_view text, size_t from, std::vector<Beginning>& out) {
    struct Mark {
      std::string_view begin, name;
    };
    constexpr std::array kMarks = {Mark{"var __wxAppData", "app-service.js"},
                                   Mark{"/*v0.5vv_", "app-wxss.js"},
                                   Mark{"<!DOCTYPE html>", "page-frame.html"}};
    for (const Mark& mark : kMarks) {
      for (size_t at = text.find(mark.begin, from); at != std::string_view::npos;
           at = text.find(mark.begin, at + 1)) {
        if (mark.begin.front() == '<' && !stands_for_a_page(text, at + mark.begin.size())) continue;
        out.push_back({at, std::string(mark.name)});
      }
    }
  }

  // In a script such words stand too, as strings.
  static bool stands_for_a_page(std::string_view text, size_t behind) {
    const size_t next = text.substr(0, behind + 64).find_first_not_of(" \t\r\n", behind);
    return next != std::string_view::npos && text.substr(next).starts_with("<html");
  }

  // <style> … <page></page> … $gwx('./pages/x/x.wxml'): a page's frame, which names the page at its end.
  static void find_stubs(std::string_view text, size_t from, std::vector<Beginning>& out) {
    constexpr std::string_view kPage = "<page></page>", kStyle = "<style";
    size_t last = from;
    for (size_t at = text.find(kPage, from); at != std::string_view::npos; at = text.find(kPage, at + 1)) {
      const size_t style = text.substr(last, at - last).rfind(kStyle);
      const size_t begin = style == std::string_view::npos ? at : last + style;
      const size_t next = std::min(text.find(kPage, at + 1), text.size());
      out.push_back({begin, stub_name(text.substr(at, next - at))});
      last = at;
    }
  }

  static std::string stub_name(std::string_view stub) {
    for (const std::string_view ending : {".wxml"sv, ".wxss"sv}) {
      const size_t at = stub.find(ending);
      if (at == std::string_view::npos || at + ending.size() >= stub.size()) continue;
      const size_t open = stub.substr(0, at).find_last_of("\"'");
      const std::string path = open == std::string_view::npos ? std::string() : path_at(stub, open, ending);
      if (!path.empty()) return path.substr(0, path.size() - ending.size()) + ".html";
    }
    return {};
  }

  // The object around a list of pages, or around the map of their settings.
  void find_config(std::string_view text, size_t from, std::vector<Beginning>& out) {
    size_t looked = 0;
    for (const std::string_view mark : {"\"pages\":["sv, "\"page\":{\""sv}) {
      for (size_t at = text.find(mark, from); at != std::string_view::npos && looked < kMostConfigs;
           at = text.find(mark, at + 1), ++looked) {
        const std::optional<size_t> begin = object_around(text, from, at);
        if (!begin) {
          keep_settings(text, at, mark);
          continue;
        }
        const std::string_view part = text.substr(0, std::min(text.size(), *begin + kLongestConfig));
        const json::Document document = json::parse_at(part.substr(*begin), 0, limits_);
        if (!is_config(document.root)) continue;
        has_config_ = true;
        out.push_back({*begin, std::string(kConfig)});
        const size_t end = *begin + static_cast<size_t>(document.end);
        if (document.defects.empty() && end < text.size()) out.push_back({end, {}});
        return;
      }
    }
  }

  static bool is_config(const json::Value& root) {
    const bool pages = !root["pages"].items.empty() || !root["page"].members.empty();
    constexpr std::array kOthers = {"page"sv,          "window"sv, "global"sv,
                                    "entryPagePath"sv, "tabBar"sv, "subPackages"sv};
    const auto has = [&](std::string_view key) { return !root[key].is(json::Type::kNull); };
    return pages && std::any_of(kOthers.begin(), kOthers.end(), has);
  }

  // Backwards over what is closed before `at`.
  static std::optional<size_t> object_around(std::string_view text, size_t from, size_t at) {
    size_t depth = 0;
    const size_t stop = std::max(from, at - std::min(at, kLongestWayBack));
    while (at > stop) {
      const char c = text[--at];
      if (c == '}' || c == ']') ++depth;
      if (c != '{' && c != '[') continue;
      if (depth == 0) return c == '{' ? std::optional(at) : std::nullopt;
      --depth;
    }
    return std::nullopt;
  }

  // The settings of all pages, when the beginning of the configuration is lost.
  void keep_settings(std::string_view text, size_t at, std::string_view mark) {
    if (!mark.starts_with("\"page\"") || !settings_.empty()) return;
    const size_t begin = at + "\"page\":"sv.size();
    const std::string_view part = text.substr(begin, kLongestConfig);
    const json::Document document = json::parse_at(part, 0, limits_);
    if (document.root.members.empty()) return;
    settings_ = part.substr(0, static_cast<size_t>(document.end));
    for (const auto& [name, value] : document.root.members) {
      if (name.ends_with(".html") && !value.at("window", "component").is_true() &&
          !value["component"].is_true())
        add_page(name.substr(0, name.size() - 5));
    }
  }

  // __wxRoute = 'pages/x/x': pages, and components too.
  void find_routes(std::string_view text, size_t from) {
    constexpr std::string_view kRoute = "__wxRoute";
    for (size_t at = text.find(kRoute, from); at != std::string_view::npos; at = text.find(kRoute, at + 1)) {
      const size_t value = text.find_first_not_of(" =", at + kRoute.size());
      if (value == std::string_view::npos) continue;
      const std::string path = path_at(text, value, "");
      if (!path.empty() && routes_seen_.size() < kMostPages && routes_seen_.insert(path).second)
        routes_.push_back(path);
    }
  }

  // __wxAppCode__['pages/x/x.json'] = {"navigationBarTitleText": …}: of pages, and of components that say so.
  void find_settings(std::string_view text, size_t from) {
    constexpr std::string_view kCode = "__wxAppCode__[", kEnding = ".json";
    for (size_t at = text.find(kCode, from); at != std::string_view::npos && to_parse_ > 0;
         at = text.find(kCode, at + 1)) {
      const size_t quote = at + kCode.size();
      std::string path = path_at(text, quote, kEnding);
      const size_t open = path.empty() ? std::string_view::npos : text.find('{', quote + path.size());
      // "'] = " stands between.
      if (open == std::string_view::npos || open > quote + path.size() + 16) continue;
      const std::string_view part = text.substr(open, kLongestSettings);
      const json::Document document = json::parse_at(part, 0, limits_);
      const size_t size = std::max<size_t>(static_cast<size_t>(document.end), 1);
      to_parse_ -= std::min(to_parse_, size);
      path.resize(path.size() - kEnding.size());
      if (path == "app" || !document.defects.empty()) continue;
      if (document.root["component"].is_true()) {
        components_.insert(path);
      } else {
        settings_of_.emplace(path, part.substr(0, size));
        add_page(path);
      }
    }
  }

  void add(const Range& range, std::string name) {
    if (out_.slices.size() > limits_.entries) return;
    const std::string_view piece = bytes_.substr(range.begin, range.end - range.begin);
    if (piece.find_first_not_of(" \t\r\n\f") == std::string_view::npos) return;
    last_name_ = name;
    last_end_ = range.end;
    if (name.ends_with(".js")) note_script(name, bytes_.substr(range.begin, range.end - range.begin));
    out_.slices.push_back({std::move(name), range.begin, range.end - range.begin, std::nullopt});
  }

  void note_script(const std::string& name, std::string_view script) {
    const bool page = script.find("Page(") != std::string_view::npos;
    const bool component = script.find("Component(") != std::string_view::npos;
    if (component && !page) components_.insert(name.substr(0, name.size() - 3));
  }

  std::string name_of_rest(const Range& range) const {
    const std::string_view piece = bytes_.substr(range.begin, range.end - range.begin);
    // A hole in a script: what follows belongs to the same file.
    if (!last_name_.empty() && range.begin > last_end_ && range.begin - last_end_ <= kLongestHole &&
        last_name_.ends_with(".js"))
      return last_name_;
    const size_t first = piece.find_first_not_of(" \t\r\n");
    const char c = first == std::string_view::npos ? ' ' : piece[first];
    const bool templates = piece.find("$gwx") != std::string_view::npos;
    if (templates && c != '<') return "app-wxss.js";
    const std::string_view ending = c == '<' ? ".html" : c == '{' || c == '[' ? ".json" : ".js";
    return "carved/" + std::to_string(range.begin) + std::string(ending);
  }

  void add_page(const std::string& page) {
    if (pages_.size() < kMostPages && pages_seen_.insert(page).second) pages_.push_back(page);
  }

  // The pages that scripts name, with the settings that are left.
  std::string put_together() {
    for (const std::string& route : routes_) {
      if (route != "app" && components_.count(route) == 0) add_page(route);
    }
    if (pages_.empty()) return {};
    std::string out = "{\"pages\":[";
    for (size_t i = 0; i < pages_.size(); ++i) {
      std::string name = pages_[i];
      std::erase_if(name,
                    [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
      out += (i == 0 ? "\"" : ",\"") + name + "\"";
    }
    out += "]";
    if (!settings_.empty()) return out + ",\"page\":" + std::string(settings_) + "}";
    out += ",\"page\":{";
    const size_t first = out.size();
    for (const auto& [page, settings] : settings_of_)
      out +=
          (out.size() == first ? "\"" : ",\"") + page + ".html\":{\"window\":" + std::string(settings) + "}";
    return out + "}}";
  }

  std::string_view bytes_;
  const Limits& limits_;
  Salvage out_;
  bool has_config_ = false;
  std::string_view settings_;
  std::map<std::string, std::string_view> settings_of_;  // by page
  size_t to_parse_ = kMostSettings;
  std::vector<std::string> pages_, routes_;
  std::set<std::string> pages_seen_, routes_seen_, components_;
  std::string last_name_;
  size_t last_end_ = 0;
};

}  // namespace

Salvage carve(std::string_view bytes, const std::vector<io::Slice>& known, const Limits& limits) {
  Carver carver(bytes, limits);
  carver.run(known);
  return carver.take();
}

}  // namespace jianfu::formats::wxapkg
