#include "platforms/shared/native.h"

#include <algorithm>
#include <array>
#include <utility>

#include "formats/carve/carve.h"
#include "formats/elf/immediates.h"
#include "formats/elf/jni.h"
#include "platforms/shared/flutter.h"
#include "platforms/shared/literals.h"
#include "text/utf.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using evidence::EdgeKind;
using evidence::Evidence;
using evidence::Kind;
using evidence::ModuleKind;
using evidence::Role;
namespace elf = formats::elf;

// Folders of devices and build machines.
constexpr std::array<std::string_view, 19> kFileRoots = {
    "/proc/", "/dev/", "/sys/",  "/system/", "/data/", "/vendor/", "/apex/", "/sdcard",   "/usr/", "/etc/",
    "/tmp/",  "/bin/", "/sbin/", "/lib/",    "/home/", "/Users/",  "/build", "/storage/", "/mnt/"};
constexpr std::array<std::string_view, 10> kSourceEndings = {".c",   ".cc", ".cpp", ".cxx", ".h",
                                                             ".hpp", ".so", ".rs",  ".go",  ".s"};
constexpr uint64_t kMuchDense = 64 << 10;  // less is a picture or a table of constants

class LibraryReader {
 public:
  LibraryReader(Collector& out, const std::string& path)
      : out_(out), path_(path), module_(out.module(path, ModuleKind::kScript, path)) {}

  void read(const elf::Elf& file) {
    for (const Defect& defect : file.defects()) out_.gap(defect, path_, module_);
    read_symbols(file);
    const elf::Regions regions = elf::text_regions(file);
    for (const elf::Region& part : regions.parts) carve(part.bytes, part.offset);
    if (regions.source != elf::RegionSource::kSections) {
      const bool segments = regions.source == elf::RegionSource::kSegments;
      const std::string where = segments ? core::bilingual("程序段", "its segments")
                                         : core::bilingual("整个文件", "the whole file");
      gap(GapReason::kCorrupt, {Msg::native_no_sections, {where}}, 0);
    }
    tell_dense();
    const uint64_t code = read_code(file);
    gap(GapReason::kUnsupported, {Msg::native_short_literals, {}},
        std::min<uint64_t>(code, file.bytes().size()));
  }

  // No ELF, or too damaged to be one: what its bytes show.
  void read_unknown(std::string_view bytes, const Error& error) {
    gap(error.kind == ErrorKind::kUnsupported ? GapReason::kUnsupported : GapReason::kCorrupt, error.what,
        bytes.size());
    carve(bytes, 0);
    tell_dense();
  }

 private:
  // Short texts that can be put together again; bytes of instructions.
  uint64_t read_code(const elf::Elf& file) {
    if (!file.sections_hold()) return 0;
    uint64_t size = 0, end = 0;
    for (const elf::Section& section : file.sections()) {
      if ((section.flags & elf::kExecutable) == 0 || section.offset < end) continue;  // each byte once
      elf::short_literals(section.bytes, file.machine(), [&](std::string_view text, uint64_t offset) {
        take(text, section.offset + offset);
      });
      size += section.bytes.size();
      end = section.offset + section.bytes.size();
    }
    return size;
  }

  // Symbols may share the bytes of their names: together they are no longer than the file.
  void read_symbols(const elf::Elf& file) {
    uint64_t budget = file.bytes().size(), unread = 0;
    for (const elf::Symbol& symbol : file.symbols()) {
      if (!symbol.defined) continue;
      if (symbol.name.size() > budget) {
        ++unread;
        continue;
      }
      budget -= symbol.name.size();
      registers_ |= symbol.name == "JNI_OnLoad";
      const std::optional<elf::JniMethod> method = elf::demangle_jni(symbol.name);
      if (!method) continue;
      implements(method->class_name);
      add(Kind::kIdentifier, Role::kNone, method->class_name + "." + method->method, std::nullopt,
          symbol.name);
    }
    if (unread > 0)
      gap(GapReason::kCorrupt,
          {Msg::items_unread, {"ELF", std::to_string(file.symbols().size()), std::to_string(unread)}}, 0);
  }

  // The class is a module of the app when its code was read before; inner ones belong to their outer class.
  void implements(std::string_view class_name) {
    const uint32_t user = out_.find_module(class_name.substr(0, class_name.find('$')));
    if (user == evidence::kNoModule || user == module_) return;
    out_.edge(EdgeKind::kUses, user, module_, path_);
    if (out_.at(user).owner == evidence::Owner::kApp) out_.at(module_).owner = evidence::Owner::kApp;
  }

  void carve(std::string_view bytes, uint64_t from) {
    looked_ += bytes.size();
    dense_ += formats::carve::utf8(bytes, [&](std::string_view text, uint64_t offset) {
                take(text, from + offset);
              }).dense;
  }

  void take(std::string_view text, uint64_t offset) {
    if (holds_han(text)) return add(Kind::kText, role_by_length(text, Role::kUnknown), text, offset, {});
    if (registers_ && elf::looks_like_class_path(text)) {
      std::string name(text);
      std::replace(name.begin(), name.end(), '/', '.');
      return add(Kind::kIdentifier, Role::kNone, name, offset, {});
    }
    add(is_native_endpoint(text) ? Kind::kEndpoint : Kind::kLiteral, Role::kNone, text, offset, {});
  }

  void add(Kind kind, Role role, std::string_view text, std::optional<uint64_t> offset,
           std::string_view symbol) {
    if (!out_.wants(text)) return out_.count(kind, 1);
    Evidence item;
    item.kind = kind;
    item.role = role;
    item.module = module_;
    item.text = text::to_valid_utf8(text);
    item.at.entry = path_;
    item.at.offset = offset;
    item.at.symbol = text::to_valid_utf8(symbol);
    out_.add(std::move(item));
  }

  void tell_dense() {
    if (dense_ >= kMuchDense && dense_ >= looked_ / 2)
      gap(GapReason::kEncrypted, {Msg::native_dense, {std::to_string(dense_)}}, dense_);
  }

  void gap(GapReason why, Message what, uint64_t bytes) {
    evidence::Gap made;
    made.why = why;
    made.what = std::move(what);
    made.entry = path_;
    made.module = module_;
    made.bytes = bytes;
    out_.gap(std::move(made));
  }

  Collector& out_;
  const std::string& path_;
  uint32_t module_;
  bool registers_ = false;  // JNI_OnLoad: class names among its strings are those of its methods
  uint64_t looked_ = 0, dense_ = 0;
};

}  // namespace

bool is_native_endpoint(std::string_view text) {
  if (text.find("://") == std::string_view::npos) {
    if (!text.starts_with('/')) return false;
    if (std::any_of(kFileRoots.begin(), kFileRoots.end(),
                    [&](std::string_view root) { return text.starts_with(root); }))
      return false;
    if (std::any_of(kSourceEndings.begin(), kSourceEndings.end(),
                    [&](std::string_view end) { return text.ends_with(end); }))
      return false;
  }
  return looks_like_endpoint(text);
}

void read_native_library(Collector& out, const std::string& path, std::string_view bytes,
                         const Context& context) {
  const Result<elf::Elf> file = elf::Elf::parse(bytes, context.limits);
  out.figure("native.libraries", 1);
  if (!file) return LibraryReader(out, path).read_unknown(bytes, file.error());
  if (looks_like_flutter(*file)) return read_flutter_library(out, path, *file);
  LibraryReader(out, path).read(*file);
}

}  // namespace jianfu::platforms
