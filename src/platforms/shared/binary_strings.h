// Strings of compiled code and of data files as evidence: what the bytes they came from cannot say about
// their use is decided by their shape. One writer a file; it makes the file's module.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/collector.h"

namespace jianfu::platforms {

class BinaryStrings {
 public:
  // `out` and `path` are borrowed.
  BinaryStrings(evidence::Collector& out, const std::string& path,
                evidence::ModuleKind kind = evidence::ModuleKind::kScript)
      : out_(out), path_(path), module_(out.module(path, kind, path)) {}

  // A string constant: text when it holds Han, an address, or a literal. `symbol`: what in the file it
  // belongs to.
  void constant(std::string_view text, uint64_t offset, std::string_view symbol = {});
  // The same of bytes whose structure is unknown: a literal is as likely noise, and not handed over.
  void carved(std::string_view text, uint64_t offset);
  // A name: of a property, function, type.
  void name(std::string_view text, uint64_t offset) { add(evidence::Kind::kIdentifier, text, offset, {}); }

  void gaps(const std::vector<Defect>& defects) {
    for (const Defect& defect : defects) out_.gap(defect, path_, module_);
  }
  void gap(GapReason why, Message what, uint64_t bytes);
  uint32_t module() const { return module_; }

 private:
  void add(evidence::Kind kind, std::string_view text, uint64_t offset, std::string_view symbol);

  evidence::Collector& out_;
  const std::string& path_;
  uint32_t module_;
};

}  // namespace jianfu::platforms
