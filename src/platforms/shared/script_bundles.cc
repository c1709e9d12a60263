#include "platforms/shared/script_bundles.h"

#include <vector>

#include "formats/carve/carve.h"
#include "formats/hermes/hermes.h"
#include "formats/metro/ram_bundle.h"
#include "platforms/shared/binary_strings.h"
#include "platforms/shared/literals.h"
#include "platforms/shared/script.h"

namespace jianfu::platforms {
namespace {

using evidence::Collector;
using evidence::ModuleKind;

// Scripts without routes and without an API of a host.
class BundleHost final : public ScriptHost {
 public:
  BundleHost(Collector& out, const std::string& path) : out_(out), path_(path) {}
  uint32_t module_of_file(std::string_view file) override {
    return out_.module(file, ModuleKind::kScript, path_);
  }
  uint32_t page_of(std::string_view, std::string_view) override { return evidence::kNoModule; }
  std::string api_name(std::string_view) const override { return {}; }

 private:
  Collector& out_;
  const std::string& path_;
};

// Functions give their names to the table of constants; where one is Han, the same words may well be shown too.
bool is_name(const formats::hermes::String& string) {
  return string.identifier || (string.function_name && !holds_han(string.text));
}

}  // namespace

void read_hermes_bundle(Collector& out, const std::string& path, std::string_view bytes,
                        const Context& context) {
  BinaryStrings strings(out, path);
  const auto bundle =
      formats::hermes::read(bytes, context.limits, [&](const formats::hermes::String& string) {
        is_name(string) ? strings.name(string.text, string.offset)
                        : strings.constant(string.text, string.offset);
      });
  if (!bundle) return;
  strings.gaps(bundle->defects);
  out.figure("hermes.strings", bundle->strings);
  if (bundle->readable) return;
  formats::carve::utf8(bytes, [&](std::string_view text, uint64_t offset) { strings.carved(text, offset); });
  formats::carve::utf16le(bytes,
                          [&](std::string_view text, uint64_t offset) { strings.carved(text, offset); });
}

void read_ram_bundle(Collector& out, const std::string& path, std::string_view bytes,
                     const Context& context) {
  const auto bundle = formats::metro::read_ram_bundle(bytes, context.limits);
  if (!bundle) return;
  for (const Defect& defect : bundle->defects) out.gap(defect, path);
  BundleHost host(out, path);
  std::vector<PendingUse> uses;
  const auto read = [&](std::string_view code, std::string file) {
    if (!code.empty()) ScriptReader(out, host, path, std::move(file), uses).read(code, context.limits);
  };
  read(bundle->startup.code, path);
  for (const formats::metro::RamModule& module : bundle->modules)
    read(module.code, path + "#" + std::to_string(module.id));
}

}  // namespace jianfu::platforms
