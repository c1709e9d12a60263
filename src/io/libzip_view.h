// libzip's view of an archive: a second opinion where our own reader has doubts, and the decoder of methods
// we do not decode. Opened read-only and never with ZIP_CHECKCONS, which loses whole archives
// (formats.md §1.3). One handle serves one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/tree.h"

namespace jianfu::io::zip {

class LibzipView {
 public:
  // Nothing when libzip refuses the archive. `bytes` is borrowed.
  static std::unique_ptr<LibzipView> open(std::string_view bytes);
  ~LibzipView();
  LibzipView(const LibzipView&) = delete;
  LibzipView& operator=(const LibzipView&) = delete;

  struct Stat {
    std::string name;
    uint64_t packed = 0;
    uint64_t size = 0;
    uint32_t crc = 0;
    uint16_t method = 0;
  };
  uint64_t count() const;
  std::optional<Stat> stat(uint64_t index) const;
  Content read(uint64_t index, uint64_t cap) const;

 private:
  struct Impl;
  explicit LibzipView(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace jianfu::io::zip
