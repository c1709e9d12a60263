// What gzip needs to know of tar: a tar that owns its bytes, because they were unpacked for it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "io/tree.h"

namespace jianfu::io::tar {

inline constexpr uint64_t kBlock = 512;

// `container` is what the tar was unpacked from; a defect of `content` becomes one of the tree.
Result<std::unique_ptr<Tree>> open_unpacked(std::string_view container, Content content, const Limits& limits,
                                            const Tree* parent);

}  // namespace jianfu::io::tar
