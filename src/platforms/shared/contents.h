// Files inside of a package that are no structure of its platform: web pages, scripts, bundles of hybrid
// frameworks, libraries, archives. Each is read by what its bytes are, or named in the ledger. Containers are
// opened to Limits::depth; a package inside is read by its own platform and judged by itself, everything else
// is content of the package around it, its places joined by "!/".
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"
#include "formats/identify.h"
#include "platforms/platform.h"
#include "platforms/shared/abi.h"
#include "platforms/shared/entries.h"
#include "platforms/shared/locale_texts.h"
#include "platforms/shared/source_maps.h"
#include "platforms/shared/web_site.h"

namespace jianfu::platforms::uniapp {
class Program;
}

namespace jianfu::platforms {

// What all readings of one package and of the packages in it share, so that work is bounded and copies are
// read once.
struct Nesting {
  std::set<std::string> seen;  // digests of containers that were opened
  uint64_t containers = 0;
  uint64_t text_bytes = 0;  // of entries read as texts
};

using InnerReader = void (*)(evidence::Collector& out, const std::string& path, std::string_view bytes,
                             const Context& context);

class Contents {
 public:
  enum class TextUse : uint8_t { kPage, kScript, kJson, kXml, kStyle, kLines, kSourceMap };

  // All borrowed. Packages found inside go to reading.nested.
  Contents(evidence::Collector& out, const Context& context, Reading& reading);
  ~Contents();
  Contents(const Contents&) = delete;
  Contents& operator=(const Contents&) = delete;

  // Reads, skips or leaves one entry that is not done yet.
  void read(Entries& entries, size_t index);
  // The same for all that are not done yet.
  void read_all(Entries& entries);
  // What only the whole shows: ways between pages, translations, files that nobody could read. Once, at the
  // end.
  void finish();

  // The program at the root of the tree, null when there is none.
  const uniapp::Program* program() const { return program_of({}); }

 private:
  struct FileAt {
    Entries& entries;
    size_t index;
  };
  void look_through(Entries& entries);
  bool read_bundle_of(Entries& entries, size_t index);
  void choose_libraries(const Entries& entries);
  uniapp::Program* program_of(std::string_view path) const;
  void read_known_text(Entries& entries, size_t index, const std::string& path);
  void read_by_kind(Entries& entries, size_t index, const std::string& path, formats::FileKind kind);
  void read_inner(InnerReader reader, const std::string& path, std::string_view bytes);
  std::optional<io::Content> load_text(Entries& entries, size_t index);
  void read_text(const std::string& path, std::string_view bytes, const FileAt* file = nullptr);
  void read_as(TextUse use, const std::string& path, std::string_view source);
  void read_with_map(const FileAt& file, const std::string& path, std::string_view bytes,
                     const std::function<void()>& read_bundle);
  BundleReader bundle_reader(const std::string& bundle, const std::string& map);
  uint32_t read_source(const BundleSource& source, const std::string& place, std::string_view text);
  void read_container(Entries& entries, size_t index, const std::string& path);
  void open_inside(Entries& entries, size_t index, const std::string& path, std::string_view bytes);
  bool read_package(const io::Tree& tree, const std::string& path, std::string_view bytes,
                    const std::string& digest);
  void read_unknown(Entries& entries, size_t index, const std::string& path);
  void note_framework(const std::string& path);

  evidence::Collector& out_;
  const Context& context_;
  Reading& reading_;
  Nesting own_nesting_;
  Nesting& nesting_;
  uint32_t depth_;  // containers around the tree that is read
  std::set<const io::Tree*> looked_through_;
  std::set<std::string> unread_libraries_;  // of another processor
  std::vector<std::unique_ptr<uniapp::Program>> programs_;
  std::map<std::string, uniapp::Program*, std::less<>> program_at_;  // by the folder with its slash
  WebSite site_;
  LocaleTexts locales_;
  SourceMaps maps_;
  uint64_t unknown_files_ = 0, unknown_bytes_ = 0;
  std::string unknown_first_;
};

}  // namespace jianfu::platforms
