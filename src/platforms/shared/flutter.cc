#include "platforms/shared/flutter.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>
#include <vector>

#include "formats/carve/carve.h"
#include "formats/dart/snapshot.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/paths.h"
#include "text/ascii.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
namespace dart = formats::dart;
namespace elf = formats::elf;

constexpr std::array<std::string_view, 4> kSymbols = {"_kDartIsolateSnapshotData", "kDartIsolateSnapshotData",
                                                      "_kDartVmSnapshotData", "kDartVmSnapshotData"};
constexpr std::string_view kPackage = "package:", kDartFile = ".dart";

// Folders and endings of files that are screens, by the habits of Flutter projects.
constexpr std::array<std::string_view, 8> kPageFolders = {"pages", "page", "screens", "screen",
                                                          "views", "view", "routes",  "ui"};
constexpr std::array<std::string_view, 4> kPageEndings = {"_page.dart", "_screen.dart", "_view.dart",
                                                          "_route.dart"};
// First parts of relative paths that are no addresses: channels of the framework, media types.
constexpr std::array<std::string_view, 10> kNoAddress = {"flutter",
                                                         "dev.flutter",
                                                         "dev.fluttercommunity.plus",
                                                         "plugins.flutter.io",
                                                         "text",
                                                         "image",
                                                         "application",
                                                         "audio",
                                                         "video",
                                                         "font"};

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
}

bool is_name(std::string_view text) {
  const auto good = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '$' || c == '@' || c == '.';
  };
  return text.size() >= 3 && std::isdigit(static_cast<unsigned char>(text.front())) == 0 &&
         std::all_of(text.begin(), text.end(), good);
}

bool is_address(std::string_view text) {
  if (text.find('/') == std::string_view::npos || text.starts_with("dart:") || text.starts_with("file:") ||
      !looks_like_endpoint(text))
    return false;
  if (text.front() == '/' || text.find("://") != std::string_view::npos) return true;
  const std::string_view first = text.substr(0, text.find('/'));
  // "M/d/y" is a form of dates, "shaders/x.frag" a file of the package.
  return first.size() >= 2 && base_of(text).find('.') == std::string_view::npos &&
         std::find(kNoAddress.begin(), kNoAddress.end(), first) == kNoAddress.end();
}

bool is_page_file(std::string_view file) {
  if (std::any_of(kPageEndings.begin(), kPageEndings.end(),
                  [&](std::string_view end) { return file.ends_with(end); }))
    return true;
  for (std::string_view folder = folder_of(file); !folder.empty(); folder = folder_of(folder)) {
    if (std::find(kPageFolders.begin(), kPageFolders.end(), base_of(folder)) != kPageFolders.end())
      return true;
  }
  return false;
}

std::string from_latin1(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) text::append_utf8(out, static_cast<unsigned char>(c));
  return out;
}

class ProgramReader {
 public:
  ProgramReader(Collector& out, const std::string& path)
      : out_(out), path_(path), module_(out.module(path, ModuleKind::kScript, path)) {
    out.at(module_).owner = evidence::Owner::kApp;
    out.at(module_).reach = evidence::Reach::kYes;  // the engine starts it
  }

  void read(const elf::Elf& library) {
    for (const Defect& defect : library.defects()) out_.gap(defect, path_, module_);
    const std::vector<std::string_view> snapshots = snapshots_of(library);
    if (snapshots.empty()) unreadable({Msg::flutter_no_snapshot, {}}, library.bytes().size());
    for (const std::string_view snapshot : snapshots)
      read_snapshot(snapshot, library.offset_of(snapshot), library.wide());
    add_files();
  }

  void read_kernel(std::string_view bytes) {
    const formats::carve::Looked looked =
        formats::carve::utf8(bytes, [&](std::string_view text, uint64_t offset) {
          add(holds_han(text) ? Kind::kText : Kind::kLiteral, text, offset);
        });
    out_.figure("dart.strings", looked.strings);
  }

 private:
  // By symbol, or by their first bytes in a library without them.
  static std::vector<std::string_view> snapshots_of(const elf::Elf& library) {
    std::vector<std::string_view> out;
    for (const std::string_view name : kSymbols) {
      const elf::Symbol* symbol = library.defined(name);
      if (symbol == nullptr) continue;
      const std::string_view bytes = library.at(symbol->value, symbol->size);
      if (dart::read_header(bytes)) out.push_back(bytes);
    }
    if (!out.empty()) return out;
    const std::vector<uint64_t> found = dart::find_snapshots(library.bytes());
    for (size_t i = 0; i < found.size(); ++i) {
      const uint64_t end = i + 1 < found.size() ? found[i + 1] : library.bytes().size();
      out.push_back(library.bytes().substr(found[i], end - found[i]));
    }
    return out;
  }

  void read_snapshot(std::string_view snapshot, uint64_t from, bool wide_words) {
    const std::optional<dart::Header> header = dart::read_header(snapshot);
    const dart::Strings strings = dart::read_strings(snapshot, *header, wide_words,
                                                     [&](const dart::String& string) { take(string, from); });
    out_.figure("dart.strings", strings.count);
    for (const Defect& defect : strings.defects) out_.gap(defect, path_, module_);
    if (strings.style == dart::Style::kNone)
      unreadable({Msg::flutter_unknown_strings, {text::to_valid_utf8(header->version)}}, snapshot.size());
    if (strings.style == dart::Style::kChains)
      gap(GapReason::kUnsupported, {Msg::flutter_chains, {std::to_string(strings.count)}}, {Kind::kLiteral},
          0);
  }

  void take(const dart::String& string, uint64_t from) {
    const uint64_t offset = from + string.offset;
    if (string.wide) {
      const std::string text = text::from_utf16le(string.bytes);
      if (std::any_of(text.begin(), text.end(), is_control))
        return out_.count(Kind::kLiteral, 1);  // a table of characters
      return add(holds_han(text) ? Kind::kText : Kind::kLiteral, text, offset);
    }
    if (string.bytes.empty() || std::any_of(string.bytes.begin(), string.bytes.end(), is_control))
      return out_.count(Kind::kLiteral, 1);
    if (text::ascii_run(string.bytes) != string.bytes.size())
      return add(Kind::kLiteral, from_latin1(string.bytes), offset);
    take_ascii(string.bytes, offset);
  }

  void take_ascii(std::string_view text, uint64_t offset) {
    if (text.starts_with(kPackage) && text.ends_with(kDartFile)) return files_.push_back({text, offset});
    add(is_address(text) ? Kind::kEndpoint
        : is_name(text)  ? Kind::kIdentifier
                         : Kind::kLiteral,
        text, offset);
  }

  static std::string_view package_of(std::string_view file) { return file.substr(0, file.find('/')); }

  // The program's own package is the one that main.dart is in.
  void add_files() {
    std::set<std::string_view> own;
    for (const File& file : files_) {
      if (file.name == std::string(package_of(file.name)) + "/main.dart") own.insert(package_of(file.name));
    }
    for (const File& file : files_) {
      const std::string_view package = package_of(file.name);
      if (own.count(package) != 0) {
        add(is_page_file(file.name) ? Kind::kRoute : Kind::kIdentifier, file.name, file.offset);
        continue;
      }
      const uint32_t module = out_.module(package, ModuleKind::kScript, path_);
      out_.edge(evidence::EdgeKind::kUses, module_, module, path_);
      if (out_.wants(file.name)) {
        Evidence item = item_of(Kind::kIdentifier, file.name, file.offset);
        item.module = module;
        if (!own.empty()) item.owner = evidence::Owner::kThirdParty;
        out_.add(std::move(item));
      } else {
        out_.count(Kind::kIdentifier, 1);
      }
    }
  }

  Evidence item_of(Kind kind, std::string_view text, uint64_t offset) const {
    Evidence item;
    item.kind = kind;
    if (kind == Kind::kText) item.role = role_by_length(text, Role::kUnknown);
    item.module = module_;
    item.text = text::to_valid_utf8(text);
    item.at.entry = path_;
    item.at.offset = offset;
    return item;
  }

  void add(Kind kind, std::string_view text, uint64_t offset) {
    if (kind != Kind::kRoute && !out_.wants(text)) return out_.count(kind, 1);
    out_.add(item_of(kind, text, offset));
  }

  void unreadable(Message what, uint64_t bytes) {
    gap(GapReason::kUnsupported, std::move(what),
        {Kind::kText, Kind::kLiteral, Kind::kIdentifier, Kind::kEndpoint, Kind::kRoute}, bytes);
  }

  void gap(GapReason why, Message what, evidence::KindSet hides, uint64_t bytes) {
    evidence::Gap made;
    made.why = why;
    made.what = std::move(what);
    made.entry = path_;
    made.module = module_;
    made.hides = hides;
    made.bytes = bytes;
    out_.gap(std::move(made));
  }

  struct File {
    std::string_view name;  // in the library
    uint64_t offset = 0;
  };

  Collector& out_;
  const std::string& path_;
  uint32_t module_;
  std::vector<File> files_;
};

}  // namespace

bool looks_like_flutter(const elf::Elf& library) {
  if (std::any_of(kSymbols.begin(), kSymbols.end(),
                  [&](std::string_view name) { return library.defined(name) != nullptr; }))
    return true;
  const elf::Regions regions = elf::text_regions(library);
  return std::any_of(regions.parts.begin(), regions.parts.end(),
                     [](const elf::Region& part) { return !dart::find_snapshots(part.bytes).empty(); });
}

void read_flutter_library(Collector& out, const std::string& path, const elf::Elf& library) {
  ProgramReader(out, path).read(library);
}

bool looks_like_flutter_kernel(std::string_view bytes) {
  return dart::looks_like_kernel(bytes);
}

void read_flutter_kernel(Collector& out, const std::string& path, std::string_view bytes, const Context&) {
  ProgramReader(out, path).read_kernel(bytes);
}

}  // namespace jianfu::platforms
